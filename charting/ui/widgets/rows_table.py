"""A table of words in a few columns, to be scanned from top to bottom."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from charting.ui import theme

_ROW_HEIGHT = 32
_ANY_INDEX = QModelIndex | QPersistentModelIndex
_WHOLE = Qt.ItemDataRole.ToolTipRole


class _Lines(QAbstractTableModel):
    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = tuple(headings)
        self.lines: tuple[tuple[str, ...], ...] = ()

    def show_lines(self, lines: Sequence[tuple[str, ...]]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.lines[index.row()][index.column()]
        return None

    def headerData(
        self, place: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The heading of a column."""
        if way is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[place]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class RowsTable(QTableView):
    """Lines gone through by the arrow keys; Tab leaves the table."""

    def __init__(self, name: str, headings: Sequence[str], widths: Sequence[int]) -> None:
        """`widths` of the columns in px, 0 for those that share what is left."""
        super().__init__()
        self.lines = _Lines(headings)
        self.setModel(self.lines)
        self.setAccessibleName(name)
        self.setFont(theme.font(theme.SMALL, tabular=True))
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for place, width in enumerate(widths):
            if width:
                header.resizeSection(place, width)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
