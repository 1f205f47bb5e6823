"""The grid as a table: a row for what is tested, a cell for each side, the last visit's finding
small beneath; everything in it by keys.
"""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from charting.domain.assessment import Cell, Column, Row
from charting.i18n import _, listed
from charting.ui import theme
from charting.ui.session.assessment_sheet import AssessmentSheet
from charting.wording.assessment import column_words

ROW, TITLE = 40, 32
SIDE_WIDTH = 112
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class _Title:
    words: str


class GridModel(QAbstractTableModel):
    """The rows of the grid under the titles of its parts; columns are what and the two `sides`, the
    left one left as on the map beside it, wherever a line begins.
    """

    def __init__(self, sheet: AssessmentSheet) -> None:
        super().__init__()
        turned = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.sides = (Column.RIGHT, Column.LEFT) if turned else (Column.LEFT, Column.RIGHT)
        self._sheet = sheet
        self.lines: list[_Title | Row] = []
        for group, words in sheet.grid.groups.items():
            self.lines.append(_Title(words))
            self.lines += [row for row in sheet.grid.rows if row.group == group]

    def rowCount(self, parent: _Index | None = None) -> int:
        """Titles and rows together."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index | None = None) -> int:
        """What is tested, and each of the sides."""
        return 0 if parent is not None and parent.isValid() else 3

    def cell(self, index: _Index) -> Cell | None:
        """The cell at a place of the table, if a finding can be there."""
        if not index.isValid() or index.column() == 0:
            return None
        line = self.lines[index.row()]
        if isinstance(line, _Title):
            return None
        if not line.sides:
            return Cell(line, Column.BOTH)
        return Cell(line, self.sides[index.column() - 1])

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Only cells can be gone to."""
        if self.cell(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> str | None:
        """The words of a place, for the eye and for a screen reader."""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        line, cell = self.lines[index.row()], self.cell(index)
        if cell is not None:
            return self._sheet.words(cell)
        return _(line.words) if index.column() == 0 else ""

    def beneath(self, index: _Index) -> str:
        """What was found last, small beneath."""
        cell = self.cell(index)
        return self._sheet.last_words(cell) if cell is not None else ""

    def spoken(self, index: _Index) -> str:
        """The whole cell in one sentence."""
        cell = self.cell(index)
        if cell is None:
            return _(self.lines[index.row()].words) if index.column() == 0 else ""
        said = [_(cell.row.words), column_words(cell.column)]
        said.append(self._sheet.words(cell) or _("not tested"))
        if last := self._sheet.last_words(cell):
            said.append(_("last time {finding}").format(finding=last))
        return listed(said)

    def refresh(self) -> None:
        """Show the present state of every cell."""
        last = self.index(len(self.lines) - 1, 2)
        self.dataChanged.emit(self.index(0, 0), last)


class _CellPainter(QStyledItemDelegate):
    """Paints a finding, with the last one beneath it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the ground, then the words."""
        model = index.model()
        if not isinstance(model, GridModel):
            return
        palette, cell = theme.current(), model.cell(index)
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell is None:
            title = isinstance(model.lines[index.row()], _Title)
            painter.setFont(theme.font(theme.SMALL, bold=title))
            painter.setPen(palette.color("accent" if title else "text"))
            _write(painter, box.adjusted(theme.TIGHT, 0, 0, 0), model.data(index) or "")
        else:
            self._paint_cell(painter, option, index, model)
        painter.restore()

    def _paint_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, model: GridModel
    ) -> None:
        palette, box = theme.current(), QRectF(option.rect).adjusted(2, 2, -2, -2)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.setBrush(QColor(palette.chosen if chosen else palette.raised))
        edge, wide = (palette.accent, 2) if chosen else (palette.hairline, 1)
        painter.setPen(QPen(QColor(edge), wide))
        painter.drawRoundedRect(box, theme.TIGHT, theme.TIGHT)
        words, last = model.data(index) or "", model.beneath(index)
        inner = box.toRect().adjusted(theme.TIGHT + 2, 1, -theme.TIGHT, -1)
        half = inner.height() // 2
        upper = inner.adjusted(0, 0, 0, -half) if last else inner
        is_changed = bool(words) and words != _("normal")
        painter.setFont(theme.font(theme.SMALL, bold=is_changed, tabular=True))
        painter.setPen(palette.color("answer" if is_changed else "text"))
        _write(painter, upper, words or "–")
        if last:
            painter.setFont(theme.font(theme.SMALL, tabular=True))
            painter.setPen(palette.color("quiet"))
            _write(painter, inner.adjusted(0, half, 0, 0), "‹ " + last)


def _write(painter: QPainter, box: QRect, words: str) -> None:
    mode = Qt.TextElideMode.ElideRight
    shown = painter.fontMetrics().elidedText(words, mode, box.width())
    painter.drawText(box, _LEFT, shown)


class GridView(QTableView):
    """The table. `moved` tells of another cell; keys do what they say: N normal, digits and Enter a
    number, a letter a value, Delete not tested, T all that is open normal.
    """

    moved = Signal()
    typed = Signal(str)

    def __init__(self, sheet: AssessmentSheet) -> None:
        super().__init__()
        self._sheet = sheet
        self.grid = GridModel(sheet)
        self.setModel(self.grid)
        self.setItemDelegate(_CellPainter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, SIDE_WIDTH)
        self.verticalHeader().setDefaultSectionSize(ROW)
        for place, line in enumerate(self.grid.lines):
            if isinstance(line, _Title):
                self.setRowHeight(place, TITLE)
                self.setSpan(place, 0, 1, 3)
            elif not line.sides:
                self.setSpan(place, 1, 1, 2)
        self.setAccessibleName(_("Movement and nerves"))
        self.selectionModel().currentChanged.connect(lambda _now, _then: self.moved.emit())

    @property
    def cell(self) -> Cell | None:
        """The cell that the hand is at."""
        return self.grid.cell(self.currentIndex())

    def go_to(self, cell_id: str) -> None:
        """Bring the hand to a cell."""
        for row in range(self.grid.rowCount()):
            for column in (1, 2):
                index = self.grid.index(row, column)
                cell = self.grid.cell(index)
                if cell is not None and cell.id == cell_id:
                    self.setCurrentIndex(index)
                    return

    def go_on(self) -> None:
        """To the next cell: the other side, then the row beneath."""
        at = self.currentIndex()
        row, column = at.row(), at.column()
        places = [(row, each) for each in range(column + 1, 3)]
        places += [(each, side) for each in range(row + 1, self.grid.rowCount()) for side in (1, 2)]
        here = self.cell
        for place in places:
            index = self.grid.index(*place)
            cell = self.grid.cell(index)
            if cell is not None and (here is None or cell.id != here.id):
                self.setCurrentIndex(index)
                return

    def event(self, event: QEvent) -> bool:
        """Take the keys of the grid before those of the session."""
        comes = event.type() is QEvent.Type.ShortcutOverride
        if comes and isinstance(event, QKeyEvent) and _key_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say what a key says of the cell; arrows go from cell to cell."""
        key = _key_of(event)
        if key:
            self.typed.emit(key)
        else:
            super().keyPressEvent(event)


def _key_of(event: QKeyEvent) -> str:
    """A letter, a digit, "Enter" or "Delete"; empty for any other, and with a modifier held."""
    bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if bare != Qt.KeyboardModifier.NoModifier:
        return ""
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return "Enter"
    if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        return "Delete"
    text = event.text().lower()
    return text if len(text) == 1 and (text in _LETTERS or text.isdigit()) else ""
