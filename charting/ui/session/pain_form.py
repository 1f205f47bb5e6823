"""What can be said of a pain area: how it feels, how strong it is, and how far down it goes."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from charting.domain.body_map import Side
from charting.domain.errors import Refused
from charting.domain.ids import MarkId
from charting.domain.pain_area import (
    INTENSITIES,
    INTO_THE_LEG,
    LowestPoint,
    PainArea,
)
from charting.domain.text import LINE_LIMIT, clean_line
from charting.i18n import _, listed
from charting.ui import actions, theme
from charting.ui.session.choices import OptionGrid, OptionRow, caption, captioned
from charting.ui.session.model import SessionModel
from charting.ui.session.pain_charting import PainCharting
from charting.ui.session.pain_qualities import PainQualities
from charting.ui.session.symptoms import Symptoms
from charting.ui.widgets.buttons import Button
from charting.ui.widgets.text import Text
from charting.wording import (
    dermatome_words,
    leg_words,
    lowest_words,
    sentence,
    structure_words,
)

_NAMED = 6


class PainForm(QWidget):
    """A pain area; each choice is kept as soon as it is made."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._pain = model, PainCharting(model)
        self._mark: PainArea | None = None
        self._reminder = Text(size=theme.SMALL, ink="answer", bold=True, wraps=True)
        self._source = caption("")
        self._extent = caption("")
        self._symptoms = Symptoms.of(model)
        self._symptoms.changed.connect(self._show_hint)
        self.hint = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.add_symptom = Button(_("Add it"), key=actions.ADD_SYMPTOM.key)
        self.add_symptom.clicked.connect(self._symptoms.add)
        self.quality = PainQualities(3)
        self.intensity = OptionGrid([(each, str(each)) for each in INTENSITIES], 6)
        self.intensity_field = captioned(
            _("How strong, of 10"), self.intensity, key=actions.STRONGER.key
        )
        self.lowest = OptionRow(
            [(None, "–"), *((each, lowest_words(each)) for each in LowestPoint)]
        )
        legs: Sequence[Side] = (Side.LEFT, Side.MIDLINE, Side.RIGHT)
        self.leg = OptionRow([(each, leg_words(each)) for each in legs])
        self.remark = QLineEdit()
        self.remark.setMaxLength(LINE_LIMIT)
        self.remark.setMinimumHeight(theme.CONTROL)
        self._lowest_field = captioned(_("Felt down to"), self.lowest)
        self._leg_field = captioned(_("In which leg"), self.leg)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG + theme.TIGHT)
        for widget in (
            self._reminder,
            self._source,
            captioned(_("How it feels"), self.quality, key=actions.NEXT_QUALITY.key),
            self.intensity_field,
            self._lowest_field,
            self._leg_field,
            captioned(_("Remark"), self.remark),
            self._extent,
            self.hint,
            self.add_symptom,
        ):
            rows.addWidget(widget)
        self.quality.told.chosen.connect(self._feel)
        self.intensity.told.chosen.connect(self._rate)
        for row in (self.lowest, self.leg):
            row.told.chosen.connect(self._reach_down)
        self.remark.editingFinished.connect(self._keep_remark)

    @property
    def reminder(self) -> str:
        """What is reminded of, or nothing."""
        return self._reminder.text() if self._reminder.isVisible() else ""

    def show_mark(self, mark: PainArea) -> None:
        """Show what is known of a pain area."""
        typing = self._mark is not None and self._mark.id == mark.id and self.remark.hasFocus()
        self._mark = mark
        self.quality.show_value(mark.quality)
        self.intensity.show_value(mark.intensity)
        self.lowest.show_value(mark.lowest)
        self.leg.show_value(mark.leg)
        self._lowest_field.setVisible(mark.quality in INTO_THE_LEG)
        in_leg = mark.lowest not in (None, LowestPoint.BUTTOCK)
        self._leg_field.setVisible(mark.quality in INTO_THE_LEG and in_leg)
        if not typing and self.remark.text() != mark.remark:
            self.remark.setText(mark.remark)
        self._extent.setText(self._extent_words(mark))
        self._show_reminder(mark)
        self._show_hint()

    def take_over(self, mark_id: MarkId) -> None:
        """Keep what is typed, if this form still shows that mark."""
        if self._mark is not None and self._mark.id == mark_id:
            if self.remark.isModified():
                self._keep_remark()
            self._mark = None

    def _extent_words(self, mark: PainArea) -> str:
        structures = self._model.body_map.structures
        muscles = [each for each in mark.site.structures if each in structures and each[:2] == "m."]
        outward_in = sorted(muscles[:_NAMED], key=lambda each: structures[each].rank)
        named = [structure_words(each, structures) for each in outward_in]
        lines = []
        if named:
            lines.append(_("Over {names}").format(names=listed(named)))
        if names := dermatome_words(mark.site.dermatomes):
            lines.append(_("Dermatomes {names}").format(names=names))
        return "\n".join(lines)

    def _show_reminder(self, mark: PainArea) -> None:
        rule = self._model.pain_rules.get(mark.quality)
        for part in (self._reminder, self._source):
            part.setVisible(rule is not None)
        if rule is None:
            return
        lines = [_(rule.words)]
        for item in self._model.visit.items:
            if item.id in rule.items and self._model.visit.answer_to(item) is None:
                lines.append(_("Not asked yet: {question}").format(question=_(item.words)))
        self._reminder.setText("\n".join(lines))
        self._source.setText(_("Source {source}").format(source=rule.source))

    def _show_hint(self) -> None:
        """What the episode does not name yet."""
        words = self._symptoms.hint(self._mark) if self._mark is not None else ""
        self.hint.setText(words)
        for part in (self.hint, self.add_symptom):
            part.setVisible(bool(words))

    def _now(self) -> PainArea | None:
        # What a key has changed meanwhile is not shown yet, and is no less true.
        mark = self._model.mark(self._mark.id) if self._mark is not None else None
        return mark if isinstance(mark, PainArea) else None

    def _feel(self) -> None:
        mark = self._now()
        if mark is not None and self.quality.value is not None:
            self._pain.feel(mark, self.quality.value)

    def _rate(self) -> None:
        mark = self._now()
        if mark is not None:
            # The same number again takes it back: it was not asked after all.
            again = self.intensity.value == mark.intensity
            self._model.edit(replace(mark, intensity=None if again else self.intensity.value))

    def _reach_down(self) -> None:
        mark = self._now()
        if mark is not None:
            self._pain.reach_down(mark, self.lowest.value, self.leg.value)

    def _keep_remark(self) -> None:
        mark = self._now()
        if mark is None:
            return
        try:
            remark = clean_line(self.remark.text(), "remark")
        except Refused as refused:
            self._model.said.emit(sentence(refused))
            return
        self._model.edit(replace(mark, remark=remark))
        self.remark.setModified(False)
