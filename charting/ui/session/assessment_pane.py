"""Movement and nerves in the place of the drawer: the grid, and what can be said of one cell."""

from collections.abc import Generator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout

from charting.domain.assessment import TAKEN_LETTERS, Cell, Column, is_normal
from charting.i18n import _, listed
from charting.ui import actions, theme
from charting.ui.session.assessment_sheet import AssessmentSheet
from charting.ui.session.beside import Pane
from charting.ui.session.choices import caption
from charting.ui.session.grid_view import GridView
from charting.ui.session.model import SessionModel
from charting.ui.widgets.buttons import Button, option
from charting.ui.widgets.frames import Banner
from charting.ui.widgets.text import Text
from charting.wording.assessment import column_words
from charting.wording.initials import key_letters

_MOST_VALUES = 4


class AssessmentPane(Pane):
    """Made after the rest of the page, before it is asked for."""

    def __init__(self, model: SessionModel) -> None:
        super().__init__(actions.ASSESS)
        self._model = model
        self.sheet = AssessmentSheet(model)
        self._digits = ""
        self._typed_in: Cell | None = None
        self._is_made = False

    told = Signal()

    def begin(self) -> None:
        """Bring the hand to the first cell that is not tested."""
        self._digits = ""
        lacking = (cell for cell in self.sheet.grid.cells if not self.sheet.words(cell))
        first = next(lacking, self.sheet.grid.cells[0])
        self.view.go_to(first.id)
        # What was made just now is not shown yet, and could not take the hand.
        self.view.show()
        self.view.setFocus()
        self.refresh()

    def refresh(self) -> None:
        """Show the present state; where nobody looks there is nothing to show."""
        if not self._is_made or not self.isVisible():
            return
        sheet, closed = self.sheet, self.sheet.read_only
        self.view.grid.refresh()
        self._count.setText(
            _("{n} of {all} tested").format(n=sheet.tested, all=len(sheet.grid.cells))
        )
        self._offer(self.all_button, not closed and sheet.tested < len(sheet.grid.cells))
        self._offer(self.tell_button, not closed and sheet.is_to_tell)
        if sheet.reminder != self.reminder.words:
            self.reminder.say(sheet.reminder)
        self._show_cell(self.view.cell)

    def make_ready(self) -> Generator[None, None, None]:
        """Make the grid, then what is said of a cell, and put them in."""
        self.view = GridView(self.sheet)
        yield
        self._count = Text(size=theme.SMALL, ink="quiet", tabular=True)
        self.all_button = _wide(_("All normal, tested"), "T")
        self.tell_button = _wide(_("Add to the note"), "")
        self.close_button = Button(_("Close"), key=actions.DISARM.key, size=theme.SMALL)
        self.reminder = Banner("hazard", size=theme.SMALL)
        self._where = Text(size=theme.SMALL, bold=True, wraps=True)
        self.normal = option(_("N normal"))
        self.values = [option("") for _place in range(_MOST_VALUES)]
        self._hint = caption("")
        yield
        self.view.moved.connect(self._on_moved)
        self.view.typed.connect(self._on_typed)
        self.all_button.clicked.connect(self.sheet.all_normal)
        self.tell_button.clicked.connect(self._tell)
        self.close_button.clicked.connect(self.closed)
        self.normal.clicked.connect(lambda: self._on_typed("n"))
        for place, button in enumerate(self.values):
            button.clicked.connect(lambda _on, place=place: self._press(place))
        self._lay_out()
        self._is_made = True
        self._model.settled.connect(self.refresh)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.ROOM, theme.SNUG, theme.ROOM, theme.ROOM)
        rows.setSpacing(theme.SNUG)
        head = QHBoxLayout()
        head.addWidget(Text(_("Movement and nerves"), bold=True))
        head.addStretch(1)
        head.addWidget(self.close_button)
        rows.addLayout(head)
        sides = QHBoxLayout()
        sides.addWidget(self._count, 1)
        heads = {Column.LEFT: _("LEFT"), Column.RIGHT: _("RIGHT")}
        for words in map(heads.__getitem__, self.view.grid.sides):
            side = Text(words, size=theme.SMALL, bold=True)
            side.setFixedWidth(112)
            sides.addWidget(side)
        sides.addSpacing(theme.SNUG)
        rows.addLayout(sides)
        rows.addWidget(self.view, 1)
        rows.addWidget(self.reminder)
        rows.addWidget(self._where)
        grid = QGridLayout()
        grid.setSpacing(theme.TIGHT)
        for place, button in enumerate((self.normal, *self.values)):
            button.setFont(theme.font(theme.SMALL))
            grid.addWidget(button, place // 3, place % 3)
        rows.addLayout(grid)
        rows.addWidget(self._hint)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SNUG)
        buttons.addWidget(self.all_button)
        buttons.addWidget(self.tell_button)
        rows.addLayout(buttons)

    def _offer(self, button: Button, offered: bool) -> None:
        # A button that is no longer offered would let the hand fall somewhere else.
        if button.hasFocus() and not offered:
            self.view.setFocus()
        button.setEnabled(offered)

    def _show_cell(self, cell: Cell | None) -> None:
        closed = self.sheet.read_only
        for button in (self.normal, *self.values):
            button.setVisible(cell is not None)
            button.setEnabled(not closed)
        if cell is None:
            self._where.setText(_("Go to a cell with the arrows, or click it."))
            self._hint.setText("")
            return
        where = listed((_(cell.row.words), column_words(cell.column)))
        if last := self.sheet.last_words(cell):
            told = _("{where}; on {day}: {finding}")
            where = told.format(where=where, day=self.sheet.last_day(cell), finding=last)
        self._where.setText(where)
        answer = self.sheet.answers.get(cell.id)
        codes = answer.choice.split() if answer else []
        self.normal.setChecked(is_normal(answer))
        said = zip(self.values, cell.row.values, _letters(cell), strict=False)
        for button, (code, words), letter in said:
            button.setText(f"{letter.upper()} {_(words)}")
            button.setChecked(code in codes)
        for button in self.values[len(cell.row.values) :]:
            button.setVisible(False)
        self._hint.setText(self._how(cell))

    def _how(self, cell: Cell) -> str:
        if self._digits:
            number = _(cell.row.unit).format(n=self._digits)
            return _("{number}: Enter keeps it").format(number=number)
        if not cell.row.unit:
            return _("Enter goes on; Delete: not tested")
        unit = _(cell.row.unit).format(n=f"{cell.row.low}–{cell.row.high}")
        return _("or type a number, {unit}; Enter goes on; Delete: not tested").format(unit=unit)

    # Keys and presses

    def _on_moved(self) -> None:
        self._keep_number()
        self._show_cell(self.view.cell)

    def _on_typed(self, key: str) -> None:
        cell = self.view.cell
        if key == "t":
            self.sheet.all_normal()
        elif cell is None or self.sheet.read_only:
            return
        elif key.isdigit():
            self._type(cell, key)
        elif key == "Enter":
            if self._keep_number():
                self.view.go_on()
        elif key == "Delete":
            self._digits = ""
            self.sheet.clear(cell)
        elif key == "n":
            self._digits = ""
            self.sheet.normal(cell)
            self.view.go_on()
        else:
            letters = _letters(cell)
            if key in letters:
                self._press(letters.index(key))

    def _type(self, cell: Cell, digit: str) -> None:
        """A digit more; one that no other can follow is kept at once."""
        if not cell.row.unit:
            return
        self._digits, self._typed_in = self._digits + digit, cell
        if len(self._digits) >= len(str(cell.row.high)) and self._keep_number():
            self.view.go_on()
        self._show_cell(self.view.cell)

    def _keep_number(self) -> bool:
        """Keep what was typed, in the cell in which it was; False where it cannot be."""
        typed, self._digits = self._digits, ""
        cell = self._typed_in
        return not typed or cell is None or self.sheet.number(cell, int(typed))

    def _press(self, place: int) -> None:
        cell = self.view.cell
        if cell is not None and place < len(cell.row.values):
            self._keep_number()
            self.sheet.value(cell, cell.row.values[place][0])

    def _tell(self) -> None:
        if self.sheet.tell():
            self.told.emit()


def _wide(words: str, key: str) -> Button:
    button = Button(words, key=key, height=theme.TARGET, size=theme.SMALL)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button


def _letters(cell: Cell) -> list[str]:
    return key_letters((_(words) for _code, words in cell.row.values), TAKEN_LETTERS)
