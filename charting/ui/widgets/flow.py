"""Parts side by side in as many lines as their width needs, so that none is cut off where the
window is narrow or the type is large.
"""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

from charting.ui import theme


class Flow(QLayout):
    """A line of parts that goes on in the next line where it is full. The parts from `apart` on
    stand at the far end of the line while all of them fit into one, and else begin the next.
    """

    def __init__(self, apart: int | None = None) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._apart = apart
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.SNUG)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more part in."""
        self._items.append(item)

    def count(self) -> int:
        """How many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """A part by its place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give a part away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It wants no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower it is, the more lines it has."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high its lines are at a width (px)."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, box: QRect) -> None:
        """Put the parts in their places."""
        super().setGeometry(box)
        self._lay(box, move=True)

    def sizeHint(self) -> QSize:
        """All parts in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        gaps = self.spacing() * max(0, len(sizes) - 1)
        high = max((size.height() for size in sizes), default=0)
        return QSize(sum(size.width() for size in sizes) + gaps, high)

    def minimumSize(self) -> QSize:
        """The widest part alone."""
        least = QSize()
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _first_apart(self) -> QLayoutItem | None:
        apart = self._items[self._apart :] if self._apart is not None else []
        return next((item for item in apart if not item.isEmpty()), None)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = [[]]
        taken = 0
        begins = self._first_apart() if self.sizeHint().width() > width else None
        for item in self._shown():
            wide = item.sizeHint().width()
            if lines[-1] and (taken + wide > width or item is begins):
                lines.append([])
                taken = 0
            lines[-1].append(item)
            taken += wide + self.spacing()
        return lines

    def _lay(self, box: QRect, *, move: bool) -> int:
        """Place the lines below each other, if they are to `move`; how high they are (px)."""
        lines = self._lines(box.width())
        far = self._first_apart() if len(lines) == 1 else None
        spare = box.width() - self.sizeHint().width()
        y = box.y()
        for line in lines:
            high = max((item.sizeHint().height() for item in line), default=0)
            x = box.x()
            for item in line:
                size = item.sizeHint().boundedTo(QSize(box.width(), high))
                if item is far:
                    x += spare
                if move:
                    top = y + (high - size.height()) // 2
                    item.setGeometry(QRect(QPoint(x, top), size))
                x += size.width() + self.spacing()
            y += high + self.spacing()
        return max(0, y - box.y() - self.spacing())
