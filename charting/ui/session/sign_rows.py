"""A comparable sign on the shelf: what is tested, what it measures, and how it is afterwards."""

import string

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from charting.domain.comparable_signs import SignUnit, said_of, unit_of
from charting.domain.session import Answer
from charting.domain.visit import Item
from charting.i18n import _
from charting.ui import theme
from charting.ui.session.choices import OptionList, OptionRow
from charting.ui.session.item_row import ItemRow, input_line, show_text
from charting.ui.session.visit_sheet import VisitSheet
from charting.ui.widgets.buttons import Button
from charting.ui.widgets.text import Text
from charting.wording import date_words
from charting.wording.comparable_signs import difference_words, number_words, sign_words
from charting.wording.initials import key_letters

# Room for four figures and a point (px).
_FIGURES = 76


class SignRow(ItemRow):
    """A sign before needling: what it is, and a number with what it is measured in, or none."""

    def __init__(self, sheet: VisitSheet, item: Item) -> None:
        super().__init__(sheet, item)
        self.line = input_line(_(item.advice))
        self.name_input(self.line)
        self.line.editingFinished.connect(lambda: sheet.write(item, self.line.text()))
        self.number = _figures(_("{sign}, measured").format(sign=_(item.words)))
        self.number.editingFinished.connect(self._on_typed)
        self.unit: OptionList[SignUnit | None] = OptionList(
            [(None, _("measured in")), *((each, _(each.name)) for each in item.units)]
        )
        self.unit.setAccessibleName(_("{sign}, measured in").format(sign=_(item.words)))
        self.unit.activated.connect(self._measure)
        measured = QHBoxLayout()
        measured.setSpacing(theme.TIGHT)
        measured.addWidget(self.number)
        measured.addWidget(self.unit, 1)
        self.last = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.again = Button(_("The same sign"), size=theme.SMALL)
        self.again.setAccessibleName(_("{sign}: the same as last time").format(sign=_(item.words)))
        self.again.clicked.connect(self._on_again)
        for widget in (self.last, self.again):
            widget.hide()
            self.rows.addWidget(widget)
        self.rows.addWidget(self.line)
        self.rows.addLayout(measured)

    def show_answer(self, answer: Answer | None) -> None:
        """Show the words and the number; one that cannot be kept yet stays to be mended. What was
        followed last time stands above while nothing is noted.
        """
        self._show_last(answer)
        show_text(self.line, answer.remark if answer else "")
        unit = unit_of(answer, self.item.units)
        if unit is not None or not (self.number.isModified() or self.number.hasFocus()):
            show_text(self.number, number_words(answer, self.item))
            self.unit.show_value(unit)

    def _show_last(self, answer: Answer | None) -> None:
        last = self.sheet.last_time(self.item) if answer is None else None
        self.last.setVisible(last is not None)
        self.again.setVisible(last is not None and bool(last[0].remark))
        if last is not None:
            said, day = sign_words(last[0], self.item), date_words(last[1], self.sheet.country)
            self.last.setText(_("Last time, {day}: {sign}").format(day=day, sign=said))

    def _on_again(self) -> None:
        """Follow the sign of last time; it is measured anew, in the same unit."""
        last = self.sheet.last_time(self.item)
        if last is not None and self.sheet.write(self.item, last[0].remark):
            self.unit.show_value(unit_of(last[0], self.item.units))
            self.number.setFocus()

    def _on_typed(self) -> None:
        if self.number.isModified():
            self._measure()

    def _measure(self) -> None:
        if self.sheet.measure(self.item, self.number.text(), self.unit.value):
            self.number.setModified(False)


class ComparedRow(ItemRow):
    """A sign tested again: better, same or worse by one press or letter, or what it measures now;
    how it was before stands above, the difference beneath.
    """

    def __init__(self, sheet: VisitSheet, item: Item) -> None:
        super().__init__(sheet, item)
        self._before = Text(size=theme.SMALL, ink="quiet", wraps=True)
        letters = key_letters(_(words) for _code, words in item.choices)
        self._letters = [letter.upper() for letter in letters]
        told = zip(self._letters, item.choices, strict=True)
        self.options = OptionRow([(code, f"{key} {_(words)}") for key, (code, words) in told])
        self.name_input(self.options)
        self.options.told.chosen.connect(lambda: self._choose(self.options.value))
        self.number = _figures(_("{sign}, measured").format(sign=_(item.words)))
        self.number.editingFinished.connect(self._on_typed)
        # Qt tells of Enter first: what comes next is looked for once the number is noted.
        self.number.returnPressed.connect(self._on_typed)
        self.number.returnPressed.connect(self.entered)
        self._unit = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self._differs = Text(size=theme.SMALL, wraps=True)
        self.line = input_line(_(item.advice))
        self.line.setAccessibleName(_("{sign}, in words").format(sign=_(item.words)))
        self.line.editingFinished.connect(lambda: sheet.write(item, self.line.text()))
        measured = QHBoxLayout()
        measured.setSpacing(theme.SNUG)
        measured.addWidget(self.number)
        measured.addWidget(self._unit, 1)
        self.rows.addWidget(self._before)
        self.rows.addWidget(self.options)
        self.rows.addLayout(measured)
        for widget in (self._differs, self.line):
            self.rows.addWidget(widget)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_(item.words))

    def take(self, key: str) -> bool:
        """A letter says how it is now, pressed again it takes that back; a figure begins what it
        measures.
        """
        if key in string.digits:
            self.number.setFocus()
            self.number.setText(key)
            self.number.setModified(True)
            return True
        if key != "Enter":
            self._choose(self.item.choices[self._letters.index(key)][0])
        self.entered.emit()
        return True

    def take_hand(self) -> bool:
        """Wait for a letter or a figure."""
        self.setFocus()
        return True

    def show_answer(self, answer: Answer | None) -> None:
        """Show what is said and measured now, how it was before, and the difference."""
        was = self.sheet.item(self.item.follows)
        said = sign_words(self.sheet.answer_to(was), was)
        self._before.setText(_("Before: {sign}").format(sign=said) if said else "")
        self._before.setVisible(bool(said))
        self.options.show_value(said_of(answer, self.item.units) or None)
        unit = unit_of(answer, self.item.units) or self._measured_in()
        self.keys = "".join(self._letters) + (string.digits if unit else "")
        for part in (self.number, self._unit):
            part.setVisible(unit is not None)
        self._unit.setText(_(unit.name) if unit else "")
        if unit_of(answer, self.item.units) is not None or not self.number.isModified():
            show_text(self.number, number_words(answer, self.item))
        self._differs.setText(difference_words(self.sheet.sign_difference(self.item)))
        self._differs.setVisible(bool(self._differs.text()))
        show_text(self.line, answer.remark if answer else "")

    def _measured_in(self) -> SignUnit | None:
        before = self.sheet.answer_to(self.sheet.item(self.item.follows))
        return unit_of(before, self.item.units)

    def _choose(self, code: str | None) -> None:
        if code is not None:
            self.sheet.compare(self.item, code)

    def _on_typed(self) -> None:
        if self.number.isModified() and self.sheet.measure(
            self.item, self.number.text(), self._measured_in()
        ):
            self.number.setModified(False)


def _figures(name: str) -> QLineEdit:
    line = input_line("")
    line.setFixedWidth(_FIGURES)
    line.setAccessibleName(name)
    return line
