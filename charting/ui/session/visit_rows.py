"""The items of a visit on the shelf: one small input each, and the advice an answer asks for."""

import string
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout

from charting.domain.session import Answer, Reply
from charting.domain.visit import Item, Kind, needs_a_look
from charting.i18n import _
from charting.ui import theme
from charting.ui.session.choices import OptionGrid, OptionList, OptionRow
from charting.ui.session.item_row import ItemRow, input_line, show_text
from charting.ui.session.sign_rows import ComparedRow, SignRow
from charting.ui.session.ticks import Ticks
from charting.ui.session.visit_sheet import VisitSheet
from charting.ui.widgets.buttons import Button
from charting.ui.widgets.text import Text
from charting.wording import date_form_words, date_words

# A scale this short is offered as one button for each number.
SHORT_SCALE = 10


class YesNoRow(ItemRow):
    """Yes, no, or not known; any reply but the hoped one asks for a word of reason."""

    def __init__(self, sheet: VisitSheet, item: Item) -> None:
        super().__init__(sheet, item)
        replies = ((Reply.NO, _("no")), (Reply.YES, _("yes")), (Reply.UNKNOWN, _("unknown")))
        self.options = OptionRow(replies)
        self.name_input(self.options)
        self.options.told.chosen.connect(self._on_chosen)
        self._advice = Text(size=theme.SMALL, ink="answer", bold=True, wraps=True)
        self.reason = input_line(_("Reason, and what you do about it"))
        self.reason.editingFinished.connect(lambda: sheet.write(item, self.reason.text()))
        self.field = self.reason
        self.why = Ticks(sheet, item)
        for widget in (self.options, self._advice, self.reason, self.why):
            self.rows.addWidget(widget)

    def show_answer(self, answer: Answer | None) -> None:
        """Show the reply, and the advice where it is not the hoped one."""
        self.options.show_value(answer.reply if answer else None)
        looked_at = needs_a_look(self.item, answer)
        self._advice.setText(_(self.item.advice) if looked_at and self.item.advice else "")
        self._advice.setVisible(bool(self._advice.text()))
        self.reason.setVisible(looked_at or bool(answer and answer.remark))
        self.why.show_ticked(answer)
        self.why.setVisible(looked_at and bool(self.item.choices))
        show_text(self.reason, answer.remark if answer else "")

    def _on_chosen(self) -> None:
        if self.options.value is not None:
            self.sheet.reply(self.item, self.options.value)


class ScaleRow(ItemRow):
    """A number on a short scale, one press or key each."""

    keys = string.digits

    def __init__(self, sheet: VisitSheet, item: Item) -> None:
        super().__init__(sheet, item)
        self.scale = OptionGrid([(n, str(n)) for n in range(item.low, item.high + 1)], across=6)
        self.name_input(self.scale)
        # The ring of the focus goes round it, words and all.
        self.rows.setContentsMargins(theme.TIGHT, theme.TIGHT, theme.TIGHT, theme.TIGHT)
        self.scale.told.chosen.connect(lambda: sheet.note_number(item, self.scale.value))
        self.rows.addWidget(self.scale)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_(item.words))

    def take(self, key: str) -> bool:
        """Note the number of a digit; ten is pressed."""
        if key == "Enter":
            self.entered.emit()
            return True
        number = int(key)
        if not self.item.low <= number <= self.item.high:
            return False
        self.sheet.note_number(self.item, number)
        self.entered.emit()
        return True

    def take_hand(self) -> bool:
        """Wait for a digit."""
        self.setFocus()
        return True

    def show_answer(self, answer: Answer | None) -> None:
        """Show the number."""
        self.scale.show_value(answer.number if answer else None)


class NumberRow(ItemRow):
    """A number that is typed, as a count must be."""

    def __init__(self, sheet: VisitSheet, item: Item) -> None:
        super().__init__(sheet, item)
        self.line = input_line("")
        self.line.setValidator(QIntValidator(item.low, item.high, self.line))
        self.field = self.line
        self.name_input(self.line)
        self.line.editingFinished.connect(self._on_typed)
        # Qt tells of Enter first: what comes next is looked for once the number is noted.
        self.line.returnPressed.connect(self._on_typed)
        self.line.returnPressed.connect(self.entered)
        self.rows.addWidget(self.line)

    def take_hand(self) -> bool:
        """Wait for the number to be typed; one that may stay empty is left out."""
        if self.item.optional:
            return False
        self.line.setFocus()
        self.line.selectAll()
        return True

    def show_answer(self, answer: Answer | None) -> None:
        """Show the number."""
        show_text(self.line, "" if answer is None or answer.number is None else str(answer.number))

    def _on_typed(self) -> None:
        typed = self.line.text()
        self.sheet.note_number(self.item, int(typed) if typed else None)


class ChoiceRow(ItemRow):
    """One of several choices in a list; the first letter of one chooses it."""

    keys = string.ascii_uppercase

    def __init__(self, sheet: VisitSheet, item: Item) -> None:
        super().__init__(sheet, item)
        options = [("", _("not noted")), *((code, _(words)) for code, words in item.choices)]
        self.options = OptionList(options)
        self.name_input(self.options)
        self.options.activated.connect(lambda _row: sheet.choose(item, self.options.value))
        self.rows.addWidget(self.options)

    def take_hand(self) -> bool:
        """Wait for a letter."""
        self.options.setFocus()
        return True

    def show_answer(self, answer: Answer | None) -> None:
        """Show the choice."""
        self.options.show_value(answer.choice if answer else "")


class SeveralRow(ItemRow):
    """Any number of choices to tick, and a line for what belongs to them."""

    def __init__(self, sheet: VisitSheet, item: Item) -> None:
        super().__init__(sheet, item)
        self.ticks = Ticks(sheet, item)
        self.boxes = self.ticks.boxes
        self.line = input_line(_(item.advice))
        self.name_input(self.line)
        self.line.editingFinished.connect(lambda: sheet.write(item, self.line.text()))
        self.rows.addWidget(self.ticks)
        self.rows.addWidget(self.line)

    def show_answer(self, answer: Answer | None) -> None:
        """Show what is ticked and written."""
        self.ticks.show_ticked(answer)
        self.line.setVisible(answer is not None)
        show_text(self.line, answer.remark if answer else "")


class DateRow(ItemRow):
    """A day that is typed, or one press for the usual interval."""

    def __init__(self, sheet: VisitSheet, item: Item) -> None:
        super().__init__(sheet, item)
        self.line = input_line(date_form_words(sheet.country))
        self.name_input(self.line)
        self.line.editingFinished.connect(self._on_typed)
        self._spelled = Text(size=theme.SMALL, ink="quiet", wraps=True)
        presses = QHBoxLayout()
        presses.setSpacing(theme.TIGHT)
        self.presses = [self._press(place) for place in range(2)]
        for press in self.presses:
            presses.addWidget(press)
        presses.addStretch(1)
        self.rows.addWidget(self.line)
        self.rows.addWidget(self._spelled)
        self.rows.addLayout(presses)

    def show_answer(self, answer: Answer | None) -> None:
        """Show the day, spelled out beneath; what cannot be read stays to be mended."""
        day = date.fromisoformat(answer.choice) if answer else None
        if day is not None or not self.line.isModified():
            show_text(self.line, date_words(day, self.sheet.country) if day else "")
        for press, days in zip(self.presses, self.sheet.intervals, strict=True):
            press.set_words(_("in {n} days").format(n=days))
        spelled = QDate(day.year, day.month, day.day) if day else QDate()
        self._spelled.setText(QLocale().toString(spelled, QLocale.FormatType.LongFormat))
        self._spelled.setVisible(day is not None)

    def take_hand(self) -> bool:
        """Wait at the press of the usual interval."""
        self.presses[0].setFocus()
        return True

    def _on_typed(self) -> None:
        if self.line.isModified():
            self.sheet.next_visit(self.item, self.line.text())

    def _press(self, place: int) -> Button:
        press = Button("", size=theme.SMALL)
        press.clicked.connect(lambda: self._agree(self.sheet.intervals[place]))
        return press

    def _agree(self, days: int) -> None:
        day = self.sheet.day_after(days)
        if day is not None and self.sheet.next_visit(self.item, day.isoformat()):
            self.entered.emit()


def row_for(sheet: VisitSheet, item: Item) -> ItemRow:
    """The row that fits the kind of an item."""
    if item.kind is Kind.NUMBER:
        short = item.high - item.low <= SHORT_SCALE
        return ScaleRow(sheet, item) if short else NumberRow(sheet, item)
    rows: dict[Kind, type[ItemRow]] = {
        Kind.YES_NO: YesNoRow,
        Kind.CHOICE: ChoiceRow,
        Kind.SEVERAL: SeveralRow,
        Kind.DATE: DateRow,
        Kind.SIGN: SignRow,
        Kind.COMPARED: ComparedRow,
    }
    return rows[item.kind](sheet, item)
