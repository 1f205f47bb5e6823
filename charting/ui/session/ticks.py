"""The choices of an item, any number of which can be ticked, and what is said about those."""

from PySide6.QtWidgets import QGridLayout, QToolButton, QVBoxLayout, QWidget

from charting.domain.session import Answer
from charting.domain.visit import Item, cautions
from charting.i18n import _
from charting.ui import theme
from charting.ui.session.choices import ROOM, side_by_side
from charting.ui.session.visit_sheet import VisitSheet
from charting.ui.widgets.buttons import option
from charting.ui.widgets.text import Text


class Ticks(QWidget):
    """One box for each choice; what is ticked is answered at once."""

    def __init__(self, sheet: VisitSheet, item: Item) -> None:
        super().__init__()
        self._sheet, self._item = sheet, item
        self.boxes: dict[str, QToolButton] = {}
        grid = QGridLayout()
        grid.setSpacing(theme.TIGHT)
        for code, words in item.choices:
            self.boxes[code] = box = option(_(words), theme.SMALL)
            box.clicked.connect(self._on_ticked)
        side_by_side(grid, tuple(self.boxes.values()), 2, ROOM)
        self._cautions = Text(size=theme.SMALL, ink="answer", bold=True, wraps=True)
        self._cautions.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.TIGHT)
        rows.addLayout(grid)
        rows.addWidget(self._cautions)

    @property
    def cautions(self) -> str:
        """What is said about the choices that are ticked."""
        return self._cautions.text()

    def show_ticked(self, answer: Answer | None) -> None:
        """Show what is ticked, and what is said about it."""
        ticked = answer.choice.split() if answer else []
        for code, box in self.boxes.items():
            box.setChecked(code in ticked)
        said = "\n".join(map(_, cautions(self._item, answer)))
        self._cautions.setText(said)
        self._cautions.setVisible(bool(said))

    def _on_ticked(self) -> None:
        self._sheet.tick(self._item, [code for code, box in self.boxes.items() if box.isChecked()])
