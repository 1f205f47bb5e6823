"""The section "Keeping and erasing": which rule holds, whose time is over, what is on hold."""

from collections.abc import Generator, Sequence

from PySide6.QtWidgets import QWidget

from charting.domain.patient import Patient
from charting.domain.retention import Kept
from charting.i18n import _
from charting.ui import theme
from charting.ui.settings.keeping_model import KeepingModel
from charting.ui.settings.one_record import OneRecordCard, bring_in_sight
from charting.ui.tasks import Lane
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.frames import Banner, Card, SectionHeader, pane_column
from charting.ui.widgets.patient_picker import PatientPicker
from charting.ui.widgets.rows_table import RowsTable
from charting.ui.widgets.text import Text, isolated
from charting.wording import date_words
from charting.wording.retention import held_words, review_words, rule_words

_WIDTH, _FIELD_WIDTH = 760, 400
_WIDTHS = (0, 112, 128, 128, 96)
_HEADING, _LINE, _MOST_LINES = 40, 32, 8


class KeepingPane(QWidget):
    """The rule above; then whose time is over, anybody else by name, and the one that is chosen."""

    def __init__(self, model: KeepingModel, lane: Lane) -> None:
        super().__init__()
        self._model, self._lane = model, lane
        self._shown: tuple[Kept, ...] = ()
        self.message = Banner("")
        self._rows = pane_column(self, _WIDTH)
        beneath = _("Nothing is ever erased by itself.")
        self._rows.addWidget(SectionHeader(_("Keeping and erasing"), beneath=beneath))
        self._rows.addWidget(self.message)

    def fill(self) -> Generator[None, None, None]:
        """Make the cards, one in each step."""
        self._rows.addWidget(self._rule_card())
        yield
        self._rows.addWidget(self._review_card())
        yield
        card = _card(_("Any other record"))
        words = _("Name, archived patients too")
        self.picker = PatientPicker(self._model.find, self._lane, self._model.country, words)
        card.rows.addWidget(self.picker)
        self._rows.addWidget(card)
        yield
        self.one = OneRecordCard(self._model)
        self._rows.addWidget(self.one)
        yield
        self._connect()
        self.show_model()

    def _rule_card(self) -> Card:
        card = _card(_("How long records are kept"))
        self.rule, self.held = Text(wraps=True), _quiet()
        self.rules = ChoiceField(_("The rule that holds here"), ())
        self.early = ChoiceField(
            _("A record may be erased"),
            (
                ("", _("only when its time is over")),
                ("early", _("also when the patient asks for it")),
            ),
        )
        self.beside = _quiet()
        for part in (self.rule, self.held, self.rules, self.early, self.beside):
            part.setMaximumWidth(_FIELD_WIDTH if isinstance(part, ChoiceField) else _WIDTH)
            card.rows.addWidget(part)
        for field in (self.rules, self.early):
            field.setVisible(self._model.may_decide)
        return card

    def _review_card(self) -> Card:
        card = _card(_("Past their time"))
        self.review = Text(wraps=True)
        headings = (_("Name"), _("Born"), _("Last contact"), _("Kept until"), _("On hold"))
        self.table = RowsTable(_("Records past their time, or on hold"), headings, _WIDTHS)
        card.rows.addWidget(self.review)
        card.rows.addWidget(self.table)
        return card

    def start(self) -> None:
        """Read anew what holds and whose time is over."""
        self.message.hush()
        self.picker.clear()
        self.table.clearSelection()
        self._model.choose(None)
        self._model.read()

    def show_model(self) -> None:
        """Show what is known."""
        self.one.show_model()
        known = self._model.known
        if known is None:
            return
        held = known.held
        self.held.setText(held_words(held))
        if held.rule is not None:
            source = _("Source {source}").format(source=held.rule.source)
            told = source if held.rule.reviewed_by else f"{source}; {_('not yet reviewed')}"
            self.held.setText(f"{held_words(held)} {told}")
        self.rule.setText(rule_words(held.rule) if held.rule else "")
        self.rule.setVisible(held.rule is not None)
        self._show_choices()
        self.review.setText(review_words(known.review))
        listed = {one.contact.patient.id for one in known.review.lines}
        waiting = (one for one in known.on_hold if one.contact.patient.id not in listed)
        self._show_lines((*known.review.lines, *waiting))

    def _show_choices(self) -> None:
        known = self._model.known
        if known is None or not self._model.may_decide:
            return
        counting = [rule for rule in known.rules if rule.years]
        if self.rules.box.count() == 0:
            # A clinic that has no rule yet is not to choose one by opening the box.
            self.rules.box.blockSignals(True)
            self.rules.offer([("", _("Choose…")), *((one.id, _(one.words)) for one in counting)])
            self.rules.box.blockSignals(False)
        rule = known.held.rule
        for field, value in ((self.rules, rule.id if rule else ""), (self.early, "early")):
            field.box.blockSignals(True)
            field.choose(value if field is self.rules or known.held.early else "")
            field.box.blockSignals(False)
        theirs = rule.country if rule else ""
        notes = [one for one in known.rules if not one.years and one.country == theirs]
        self.beside.setText(" ".join(rule_words(one) for one in notes))
        self.beside.setVisible(bool(notes))

    def _show_lines(self, kept: Sequence[Kept]) -> None:
        self._shown = tuple(kept)
        lines = [self._line(one) for one in self._shown]
        if tuple(lines) != self.table.lines.lines:
            self.table.lines.show_lines(lines)
        self.table.setFixedHeight(_HEADING + _LINE * min(len(lines), _MOST_LINES))
        self.table.setVisible(bool(lines))

    def _line(self, kept: Kept) -> tuple[str, ...]:
        country, patient = self._model.country, kept.contact.patient
        return (
            isolated(patient.listed_name),
            date_words(patient.born, country),
            date_words(kept.contact.last, country),
            date_words(kept.until, country) if kept.until else "",
            date_words(kept.hold.at.day, country) if kept.hold else "",
        )

    # What is pressed

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self.show_model)
        model.said.connect(self._on_said)
        model.refused.connect(self._on_refused)
        model.done.connect(self._on_done)
        self.rules.chosen.connect(lambda rule: model.take_rule(rule) if rule else None)
        self.early.chosen.connect(lambda value: model.let_ask(early=bool(value)))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())
        self.picker.chosen.connect(self._on_picked)

    def _on_said(self, words: str, tone: str) -> None:
        self.message.say(words, tone=tone)
        bring_in_sight(self.message)

    def _on_selected(self) -> None:
        rows = [index.row() for index in self.table.selectionModel().selectedRows()]
        if rows:
            self.message.hush()
            self.one.close_forms()
            self.picker.clear()
            self._model.choose(self._shown[rows[0]].contact.patient.id)

    def _on_picked(self, patient: Patient | None) -> None:
        if patient is not None:
            self.message.hush()
            self.one.close_forms()
            self.table.clearSelection()
            self._model.choose(patient.id)

    def _on_refused(self, field: str, words: str) -> None:
        if self._model.chosen is None:
            self.message.say(words, tone="hazard")
        else:
            self.one.refuse(field, words)

    def _on_done(self) -> None:
        self.one.close_forms()
        if self._model.chosen is None:
            self.picker.clear()
            self.table.clearSelection()
            self.picker.setFocus()


def _card(title: str) -> Card:
    card = Card(padding=theme.WIDE, spacing=theme.SNUG)
    card.rows.addWidget(Text(title, bold=True))
    return card


def _quiet() -> Text:
    return Text(size=theme.SMALL, ink="quiet", wraps=True)
