"""The columns of a table of another program, each with what it is, over its first lines."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from charting.domain.patient_table import Column, ComingTable, Reading
from charting.i18n import _
from charting.ui import theme
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.text import ElidedText

_LINES = 5
_MOST_COLUMNS = 40
_COLUMN_WIDTH = 176
_HEIGHT = 256


def column_words() -> dict[Column, str]:
    """What a column can be, in words."""
    return {
        Column.NOTHING: _("left out"),
        Column.FAMILY: _("family name"),
        Column.GIVEN: _("given name"),
        Column.NAME: _("whole name"),
        Column.BORN: _("date of birth"),
        Column.SEX: _("sex"),
        Column.PHONE: _("telephone"),
    }


class Mapping(QScrollArea):
    """`chosen` tells that the column at a place is something else."""

    chosen = Signal(int, Column)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFixedHeight(_HEIGHT)
        self.fields: list[ChoiceField] = []

    def show_table(self, table: ComingTable | None) -> None:
        """Show the columns of a table and its first lines."""
        inner = QWidget()
        grid = QGridLayout()
        grid.setSpacing(theme.SNUG)
        self.fields = []
        headings = table.headings[:_MOST_COLUMNS] if table is not None else ()
        choices = [(str(column), words) for column, words in column_words().items()]
        for place, heading in enumerate(headings):
            field = ChoiceField(heading or _("column {n}").format(n=place + 1), choices)
            field.setFixedWidth(_COLUMN_WIDTH)
            self.fields.append(field)
            grid.addWidget(field, 0, place)
            for at, line in enumerate(table.lines[:_LINES] if table is not None else ()):
                cell = line.cells[place] if place < len(line.cells) else ""
                words = ElidedText(cell, size=theme.SMALL, ink="quiet")
                words.setFixedWidth(_COLUMN_WIDTH)
                grid.addWidget(words, at + 1, place)
        grid.setColumnStretch(len(headings), 1)
        rows = QVBoxLayout(inner)
        rows.addLayout(grid)
        rows.addStretch()
        self.setWidget(inner)

    def show_reading(self, reading: Reading) -> None:
        """Show what each column is."""
        for field, column in zip(self.fields, reading.columns, strict=False):
            field.blockSignals(True)
            field.choose(str(column))
            field.blockSignals(False)

    def listen(self) -> None:
        """From now on a choice is the person's."""
        for place, field in enumerate(self.fields):
            field.chosen.connect(lambda value, at=place: self.chosen.emit(at, Column(value)))
