"""One question of the screening: its words, its reply by one press or key, and what a reply that is
not the hoped one asks for: details, a site, what is changed, a reason.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QToolButton, QVBoxLayout, QWidget

from charting.domain.asking import is_hoped
from charting.domain.screening_items import beside, said_with
from charting.domain.screening_rules import Action, Rule
from charting.domain.session import Answer, Reply
from charting.domain.text import LINE_LIMIT
from charting.i18n import _, clauses
from charting.ui import theme
from charting.ui.session.check_keys import Asking
from charting.ui.session.choices import ROOM, OptionGrid, OptionRow
from charting.ui.session.screen_sheet import ScreenSheet
from charting.ui.widgets.buttons import option
from charting.ui.widgets.text import Text

_REPLIES = {"N": Reply.NO, "Y": Reply.YES, "U": Reply.UNKNOWN}


class CheckRow(Asking):
    """A question answered by itself; `answered` is told when the hand may go on, `stayed` when
    there is more to read or to say first.
    """

    answered = Signal()
    stayed = Signal()

    def __init__(self, sheet: ScreenSheet, rule: Rule) -> None:
        super().__init__()
        self._sheet, self.rule = sheet, rule
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(theme.SNUG, theme.SNUG, theme.SNUG, theme.SNUG)
        self._rows.setSpacing(theme.TIGHT)
        self._words = Text(size=theme.SMALL, wraps=True)
        self._beside = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self._choices = _choices(rule) if rule.choices else None
        self._replies = None if rule.choices else OptionRow(_named_replies())
        self._rows.addWidget(self._words)
        self._rows.addWidget(self._beside)
        self._join()
        self._more: _More | None = None
        self.refresh()

    @property
    def reason(self) -> QLineEdit:
        """The line for the reason."""
        return self._shown_more().reason

    @property
    def chips(self) -> dict[str, QToolButton]:
        """What can be said beside the answer, by code."""
        return self._shown_more().chips

    def refresh(self) -> None:
        """Show what was answered."""
        words, known = self._sheet.words(self.rule), self._sheet.beside(self.rule)
        self._words.setText(_(words))
        self._beside.setText(known)
        self._beside.setVisible(bool(known))
        self.setAccessibleName(_(words))
        self.setAccessibleDescription(known)
        answer = self._sheet.answer_to(self.rule)
        codes = answer.choice.split() if answer else []
        self._show_value(next((c for c, _words in self.rule.choices if c in codes), None), answer)
        asks_more = answer is not None and not is_hoped(self.rule, answer) and self._is_said(answer)
        if asks_more and answer is not None:
            self._shown_more().show_answer(answer)
        if self._more is not None:
            self._more.setVisible(asks_more or bool(answer and answer.remark))

    def take(self, key: str) -> bool:
        """Answer by Y, N or U; a digit says one thing more, Enter goes on."""
        if key == "Enter":
            self.answered.emit()
        elif self.rule.choices:
            codes = [code for code, _words in self.rule.choices]
            if key == "N":
                self.choose(self.rule.hoped)
            elif key.isdigit() and 0 < int(key) <= len(codes):
                self.choose(codes[int(key) - 1])
            else:
                return False
        elif key in _REPLIES:
            self.reply(_REPLIES[key])
        else:
            return self._press_chip(key)
        return True

    def reply(self, reply: Reply) -> None:
        """Answer; the next is asked unless this one asks for more."""
        self._sheet.reply(self.rule, reply)
        self._go_on()

    def choose(self, code: str) -> None:
        """Choose what holds."""
        self._sheet.choose(self.rule, code)
        self._go_on()

    def _go_on(self) -> None:
        self.refresh()
        if self._sheet.finding(self.rule) is not None or self._has_details():
            self.stayed.emit()
            self.setFocus()
        else:
            self.answered.emit()

    def _has_details(self) -> bool:
        """Whether a yes can be said more closely, as whether a disorder is severe."""
        answer = self._sheet.answer_to(self.rule)
        return bool(self.rule.details) and answer is not None and answer.reply is Reply.YES

    def _is_said(self, answer: Answer) -> bool:
        return bool(answer.choice) if self.rule.choices else answer.reply is not None

    def _press_chip(self, key: str) -> bool:
        chips = self._more.offered if self._more is not None else []
        if not key.isdigit() or not 0 < int(key) <= len(chips):
            return False
        chips[int(key) - 1].click()
        return True

    @property
    def buttons(self) -> tuple[QAbstractButton, ...]:
        """The presses of the reply or choice, in order."""
        options = self._choices or self._replies
        return options.buttons if options is not None else ()

    def _join(self) -> None:
        if self._choices is not None:
            self._rows.addWidget(self._choices)
            self._choices.told.chosen.connect(self._on_chosen)
        if self._replies is not None:
            self._rows.addWidget(self._replies)
            self._replies.widen(2)
            self._replies.told.chosen.connect(self._on_chosen)
        for button in self.buttons:
            button.setFont(theme.font(theme.SMALL))
            button.setMinimumHeight(theme.BROAD)

    def _on_chosen(self) -> None:
        if self._choices is not None and self._choices.value is not None:
            self.choose(self._choices.value)
        elif self._replies is not None and self._replies.value is not None:
            self.reply(self._replies.value)

    def _show_value(self, chosen: str | None, answer: Answer | None) -> None:
        if self._choices is not None:
            self._choices.show_value(chosen)
        if self._replies is not None:
            self._replies.show_value(answer.reply if answer else None)

    def _shown_more(self) -> "_More":
        if self._more is None:
            self._more = _More(self.rule, self._sheet)
            self._more.changed.connect(self.refresh)
            self._rows.addWidget(self._more)
        return self._more


def _choices(rule: Rule) -> OptionGrid[str]:
    return OptionGrid(_numbered(rule), 2, size=theme.SMALL, room=ROOM)


def _numbered(rule: Rule) -> list[tuple[str, str]]:
    return [
        (code, f"{place} {_(words)}") for place, (code, words) in enumerate(rule.choices, start=1)
    ]


def _named_replies() -> list[tuple[Reply, str]]:
    return [(Reply.NO, _("N no")), (Reply.YES, _("Y yes")), (Reply.UNKNOWN, _("U unknown"))]


class _More(QWidget):
    """What a reply that is not the hoped one asks for; made once it is needed."""

    changed = Signal()

    def __init__(self, rule: Rule, sheet: ScreenSheet) -> None:
        super().__init__()
        self._rule, self._sheet = rule, sheet
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, theme.TIGHT, 0, 0)
        rows.setSpacing(theme.TIGHT)
        self._advice = Text(size=theme.SMALL, ink="answer", bold=True, wraps=True)
        self._source = Text(size=theme.SMALL, ink="quiet", wraps=True)
        rows.addWidget(self._advice)
        rows.addWidget(self._source)
        self.chips: dict[str, QToolButton] = {}
        for code, words in beside(rule, sheet.rules):
            chip = option(_(words))
            chip.setFont(theme.font(theme.SMALL))
            chip.setMinimumHeight(theme.BROAD)
            chip.clicked.connect(lambda _on, code=code: self._toggle(code))
            self.chips[code] = chip
            rows.addWidget(chip)
        self.reason = QLineEdit()
        self.reason.setMaxLength(LINE_LIMIT)
        self.reason.setMinimumHeight(theme.CONTROL)
        self.reason.setFont(theme.font(theme.SMALL))
        self.reason.setPlaceholderText(_("Reason, in your words"))
        self.reason.setAccessibleName(_("Reason for: {words}").format(words=_(rule.words)))
        self.reason.editingFinished.connect(self._write)
        rows.addWidget(self.reason)

    def show_answer(self, answer: Answer) -> None:
        """Show what is asked for and what was said."""
        rule, sheet = self._rule, self._sheet
        action = sheet.finding(rule)
        blocks = action is Action.BLOCK
        asked = (
            {
                Action.BLOCK: _("Blocks the visit until it is answered otherwise or cleared."),
                Action.JUSTIFY: _("Say what you change, or why."),
                Action.REQUIRE: _("Say why, in a word."),
            }.get(action)
            if action
            else None
        )
        said = [_(rule.urgency) if rule.urgency else "", asked or ""]
        self._advice.setText("\n".join(part for part in said if part))
        self._advice.setVisible(bool(self._advice.text()))
        self._advice.set_ink("hazard" if blocks else "answer")
        reviewed = rule.reviewed_by or _("not yet reviewed by a practitioner")
        if rule.local:
            reviewed = clauses((reviewed, _("your clinic's own rule")))
        self._source.setText(
            _("Source {source}; {reviewed}").format(source=rule.source, reviewed=reviewed)
        )
        self._show_chips(answer, said_with(rule, answer, sheet.rules, blocks=blocks))
        if not self.reason.hasFocus() and self.reason.text() != answer.remark:
            self.reason.setText(answer.remark)
            self.reason.setCursorPosition(0)

    @property
    def offered(self) -> list[QToolButton]:
        """The chips that are shown, in order."""
        return [chip for chip in self.chips.values() if not chip.isHidden()]

    def _show_chips(self, answer: Answer, offered: tuple[tuple[str, str], ...]) -> None:
        codes, words = answer.choice.split(), dict(offered)
        places = {code: place for place, (code, _words) in enumerate(offered, start=1)}
        for code, chip in self.chips.items():
            if code in places:
                place = places[code]
                chip.setText(f"{place} {_(words[code])}" if place < 10 else _(words[code]))
            chip.setChecked(code in codes)
            chip.setVisible(code in places or code in codes)

    def _toggle(self, code: str) -> None:
        self._sheet.toggle(self._rule, code)
        self.changed.emit()

    def _write(self) -> None:
        if self._sheet.write(self._rule, self.reason.text()):
            self.changed.emit()
        self.reason.setCursorPosition(0)
