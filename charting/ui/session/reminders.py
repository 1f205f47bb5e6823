"""What the map reminds of at the selected needle: said once a session, answered by one press or a
word, never in the way.
"""

from dataclasses import replace
from itertools import takewhile

from PySide6.QtWidgets import QGridLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from charting.domain.errors import Refused
from charting.domain.marks import Needle, Precaution
from charting.domain.reminders import Reminder, reminders
from charting.domain.screening_rules import Rule
from charting.domain.session import Reply
from charting.domain.text import LINE_LIMIT, clean_line
from charting.i18n import _, clauses, listed
from charting.ui import theme
from charting.ui.session.choices import caption
from charting.ui.session.model import SessionModel
from charting.ui.widgets.buttons import option
from charting.ui.widgets.text import Text
from charting.wording import precaution_words, sentence

FRAIL_ITEM = "pr.frail"
_ACROSS = 3


class Reminders(QWidget):
    """The reminders of one needle, what was done about them, and a line for the reason."""

    def __init__(self, model: SessionModel) -> None:
        super().__init__()
        self._model = model
        self._needle: Needle | None = None
        self._words = Text(size=theme.SMALL, ink="answer", bold=True, wraps=True)
        self._source = caption("")
        self._done = QWidget()
        grid = QGridLayout(self._done)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.TIGHT)
        self.precautions: dict[Precaution, QToolButton] = {}
        for place, precaution in enumerate(Precaution):
            button = option(precaution_words(precaution))
            button.setFont(theme.font(theme.SMALL))
            button.clicked.connect(self._keep)
            self.precautions[precaution] = button
            grid.addWidget(button, place // _ACROSS, place % _ACROSS)
        self.reason = QLineEdit()
        self.reason.setMaxLength(LINE_LIMIT)
        self.reason.setMinimumHeight(theme.CONTROL)
        self.reason.setPlaceholderText(_("Reason"))
        self.reason.setAccessibleName(_("Reason"))
        self.reason.editingFinished.connect(self._keep)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.TIGHT)
        for widget in (self._words, self._source, self._done, self.reason):
            rows.addWidget(widget)

    @property
    def said(self) -> str:
        """What is reminded of, or nothing."""
        return self._words.text() if self.isVisible() else ""

    def show_for(self, needle: Needle | None) -> None:
        """Show what there is to remind of at this needle."""
        self._needle = needle
        due = self._due(needle) if needle is not None else ()
        against = self._against(needle) if needle is not None else ()
        self.setVisible(bool(due or against))
        if needle is None or not (due or against):
            return
        told = [*(self._closed_words(rule, needle) for rule in against), self._words_of(due)]
        self._words.setText("\n".join(part for part in told if part))
        sources = clauses([*(rule.source for rule in against), self._sources(due)])
        self._source.setText(_("Source {source}").format(source=sources))
        self._done.setVisible(
            any(each.wants_precaution for each in due) or bool(needle.precautions)
        )
        for precaution, button in self.precautions.items():
            button.setChecked(precaution in needle.precautions)
        asks = any(each.id in self._model.rules.rules for each in due)
        self.reason.setVisible(asks or bool(against) or bool(needle.reason))
        if not self.reason.hasFocus() and self.reason.text() != needle.reason:
            self.reason.setText(needle.reason)

    def _due(self, needle: Needle) -> tuple[Reminder, ...]:
        session = self._model.session
        if session is None:
            return ()
        before = self._before(needle)
        answer = session.answers.get(FRAIL_ITEM)
        frail = answer is not None and answer.reply is Reply.YES
        found = reminders(needle, before, self._model.body_map, self._model.rules, frail=frail)
        # What only lies beneath is named above already.
        return tuple(
            each for each in found if each.wants_precaution or each.id in self._model.rules.rules
        )

    def _before(self, needle: Needle) -> list[Needle]:
        session = self._model.session
        needles = session.needles() if session else ()
        return list(takewhile(lambda each: each.id != needle.id, needles))

    def _against(self, needle: Needle) -> tuple[Rule, ...]:
        """The rules by which the site is closed or the technique withheld: a reason once a side."""
        return self._model.screen.asks_reason(needle, self._before(needle))

    def _closed_words(self, rule: Rule, needle: Needle) -> str:
        words = _("Closed today: {words}. Say why it is needled all the same.")
        if self._model.screen.is_for_a_senior(rule, needle):
            words = _(
                "{words}. A supervisor or the owner decides here: say who opened it, and why."
            )
        elif any(effect.opened for effect in rule.effects):
            words = _("{words}. You may open it as a supervisor or the owner: say why.")
        return words.format(words=_(self._model.screen.words(rule)))

    def _words_of(self, due: tuple[Reminder, ...]) -> str:
        rules, hazards = self._model.rules.rules, self._model.body_map.hazards
        lines = []
        if beneath := [_(hazards[each.id].name) for each in due if each.id in hazards]:
            asked = _("▨ {names}: what do you do about it?")
            lines.append(asked.format(names=listed(beneath)))
        for each in due:
            if each.id in rules:
                lines.append(_(rules[each.id].words).format(usual=each.usual))
        return "\n".join(lines)

    def _sources(self, due: tuple[Reminder, ...]) -> str:
        rules, hazards = self._model.rules.rules, self._model.body_map.hazards
        found = [
            rules[each.id].source if each.id in rules else hazards[each.id].source for each in due
        ]
        return clauses(dict.fromkeys(found))

    def _keep(self) -> None:
        if self._needle is None:
            return
        try:
            reason = clean_line(self.reason.text(), "reason")
        except Refused as refused:
            self._model.said.emit(sentence(refused))
            return
        done = tuple(each for each, button in self.precautions.items() if button.isChecked())
        self._model.edit(replace(self._needle, precautions=done, reason=reason))
