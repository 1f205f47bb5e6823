"""A list of rows of two lines, with what must be seen quickly at the end of each."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from charting.i18n import listed
from charting.ui import theme
from charting.ui.widgets.text import is_latin, plain_tip

_ROW_HEIGHT = 64
_BAR = 4
_ANY_INDEX = QModelIndex | QPersistentModelIndex
_KEY = Qt.ItemDataRole.UserRole
_ROW = Qt.ItemDataRole.UserRole + 1
# Where a row begins and ends, in either direction of the screen.
_FIRST = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LAST = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Row(NamedTuple):
    """`key` says what the row stands for; `tone` colours `beside` and `mark` as in a `Chip`."""

    key: Hashable
    title: str
    below: str
    beside: str = ""
    tone: str = ""
    heavy: bool = False

    @property
    def spoken(self) -> str:
        """The whole row in one sentence, for a screen reader."""
        return listed((self.title, self.below, self.beside))


class RowModel(QAbstractListModel):
    """The rows shown."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What the view, the delegate or a screen reader asks of a row."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role == _KEY:
            return row.key
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.spoken)
        return None


class RowDelegate(QStyledItemDelegate):
    """Paints a row on a rounded ground; the selected one has a bar, so that colour is not alone."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _ANY_INDEX) -> QSize:
        """One height for all."""
        return QSize(0, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _ANY_INDEX) -> None:
        """Paint the ground, then the words."""
        row: Row = index.data(_ROW)
        palette = theme.current()
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, box, palette)
        self._paint_words(painter, option, row, palette)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, palette: theme.Palette
    ) -> None:
        state: QStyle.StateFlag = option.state
        ground = QRectF(box).adjusted(1, 1, -1, -1)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.chosen))
            painter.drawRoundedRect(ground, theme.RADIUS, theme.RADIUS)
            painter.setBrush(QColor(palette.accent))
            at = ground.right() - 4 - _BAR if _is_turned(option) else ground.left() + 4
            bar = QRectF(at, ground.top() + 12, _BAR, ground.height() - 24)
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.hover))
            painter.drawRoundedRect(ground, theme.RADIUS, theme.RADIUS)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Row, palette: theme.Palette
    ) -> None:
        box: QRect = option.rect.adjusted(theme.ROOM, 8, -theme.ROOM, -8)
        small = theme.font(theme.SMALL, bold=row.heavy, tabular=True)
        half = box.height() // 2
        title, below = box.adjusted(0, 0, 0, -half), box.adjusted(0, half, 0, 0)
        if row.beside:
            painter.setFont(small)
            painter.setPen(palette.color(row.tone or "quiet"))
            painter.drawText(title, _in(option, _LAST), row.beside)
            taken = QFontMetrics(small).horizontalAdvance(row.beside) + theme.ROOM
            title.adjust(*((taken, 0, 0, 0) if _is_turned(option) else (0, 0, -taken, 0)))
        first = _in(option, _FIRST)
        painter.setPen(palette.color("text"))
        _write(painter, title, row.title, theme.font(bold=row.heavy), first)
        painter.setPen(palette.color("quiet"))
        _write(painter, below, row.below, theme.font(theme.SMALL, tabular=True), first)


class RowList(QListView):
    """The list itself.

    `moved` gives the key of the row gone to, `entered` that of the row opened, `pressed_on` that of
    the row clicked; `typed` the letters typed on it. `left_up` tells that the arrow
    left at the top.
    """

    moved = Signal(object)
    entered = Signal(object)
    pressed_on = Signal(object)
    typed = Signal(str)
    left_up = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.lines = RowModel()
        self.setModel(self.lines)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(lambda index: self.pressed_on.emit(index.data(_KEY)))
        self.doubleClicked.connect(lambda index: self.entered.emit(index.data(_KEY)))
        self._quiet = False

    @property
    def key(self) -> Hashable | None:
        """The key of the row gone to, if any."""
        index = self.currentIndex()
        return index.data(_KEY) if index.isValid() else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; where the row gone to is among them it stays so."""
        kept = self.key
        self._quiet = True
        self.lines.show_rows(rows)
        self._quiet = False
        if not (kept is not None and self.go_to(kept, quietly=True)) and kept is not None:
            self.moved.emit(None)

    def take_room_for_all(self) -> None:
        """Be as high as all rows, where the place around scrolls."""
        self.setFixedHeight(_ROW_HEIGHT * len(self.lines.rows))

    def go_to(self, key: Hashable | None, *, quietly: bool = False) -> bool:
        """Go to a row; False where there is none of that key. `None` goes nowhere."""
        keys = [row.key for row in self.lines.rows]
        index = self.lines.index(keys.index(key)) if key in keys else QModelIndex()
        self._quiet = quietly
        self.setCurrentIndex(index)
        if not index.isValid():
            self.clearSelection()
        self._quiet = False
        return index.isValid()

    def go_to_first(self) -> None:
        """Go to the first row, if there is one."""
        self.go_to(self.lines.rows[0].key if self.lines.rows else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, letters are handed on, up leaves at the top."""
        letters = letters_of(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.key is not None:
                self.entered.emit(self.key)
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_up.emit()
        elif letters:
            self.typed.emit(letters)
        else:
            super().keyPressEvent(event)

    def _on_current(self, index: QModelIndex) -> None:
        if not self._quiet:
            self.moved.emit(index.data(_KEY) if index.isValid() else None)


def letters_of(event: QKeyEvent) -> str:
    """What a key press types, or nothing where it is a command."""
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    letters = event.text()
    typed = letters.strip() and letters.isprintable() and not event.modifiers() & commands
    return letters if typed else ""


def _is_turned(option: QStyleOptionViewItem) -> bool:
    return bool(option.direction == Qt.LayoutDirection.RightToLeft)


def _in(option: QStyleOptionViewItem, align: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    """The same at the side where it lies on this screen, whatever the words are written in."""
    return QStyle.visualAlignment(option.direction, align) | Qt.AlignmentFlag.AlignAbsolute


def _write(painter: QPainter, box: QRect, text: str, font: QFont, align: Qt.AlignmentFlag) -> None:
    painter.setFont(font)
    # Words in another language than the screen's have their stops and dots where they end.
    if is_latin(text):
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    else:
        painter.setLayoutDirection(QGuiApplication.layoutDirection())
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, align | Qt.TextFlag.TextSingleLine, shown)
