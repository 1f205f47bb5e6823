"""Parts side by side in as many lines as their width needs, so that none is cut off where the
window is narrow or the type is large.
"""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from charting.ui import theme

_CHANGES = frozenset(
    (
        QEvent.Type.LayoutRequest,
        QEvent.Type.Show,
        QEvent.Type.Polish,
        QEvent.Type.StyleChange,
        QEvent.Type.FontChange,
    )
)
_SAID_SO = Qt.WidgetAttribute.WA_WState_ExplicitShowHide


class Flow(QWidget):
    """A line of parts that goes on in the next line where it is full. The parts from `apart` on
    stand at the far end of the line while all of them fit into one, and else begin the next.

    A widget that places its parts, and no layout: the items of a layout written in Python outlive
    what they stand for.
    """

    def __init__(self, apart: int | None = None) -> None:
        super().__init__()
        self._parts: list[QWidget] = []
        self._sizes: dict[QWidget, QSize] = {}
        self._apart = apart
        self._spacing = theme.SNUG
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, part: QWidget) -> None:
        """Take one more part in."""
        was_put_away = part.isHidden() and part.testAttribute(_SAID_SO)
        self._parts.append(part)
        self._sizes.clear()
        part.setParent(self)
        part.setVisible(not was_put_away)
        self.updateGeometry()

    def set_spacing(self, spacing: int) -> None:
        """How far the parts are from each other (px)."""
        self._spacing = spacing
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """The narrower it is, the more lines it has."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high its lines are at a width (px)."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """All parts in one line."""
        return self._in_one_line(self._wanted())

    def minimumSizeHint(self) -> QSize:
        """The widest part alone."""
        least = QSize(0, 0)
        for size in self._wanted().values():
            least = least.expandedTo(size)
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts in their places."""
        super().resizeEvent(event)
        self._lay(self.rect(), move=True)

    def event(self, event: QEvent) -> bool:
        """A part is larger now, is shown or is hidden."""
        if event.type() in _CHANGES:
            self._sizes.clear()
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._lay(self.rect(), move=True)
        return super().event(event)

    def _wanted(self) -> dict[QWidget, QSize]:
        """The parts to be seen, each with its size. To ask them takes the most of the time, so it
        is done once until one tells that it has changed; out of sight none of them tells.
        """
        shown = [part for part in self._parts if not part.isHidden()]
        if not self.isVisible():
            return {part: _size(part) for part in shown}
        for part in shown:
            if part not in self._sizes:
                self._sizes[part] = _size(part)
        return {part: self._sizes[part] for part in shown}

    def _in_one_line(self, wanted: dict[QWidget, QSize]) -> QSize:
        gaps = self._spacing * max(0, len(wanted) - 1)
        high = max((size.height() for size in wanted.values()), default=0)
        return QSize(sum(size.width() for size in wanted.values()) + gaps, high)

    def _first_apart(self) -> QWidget | None:
        apart = self._parts[self._apart :] if self._apart is not None else []
        return next((part for part in apart if not part.isHidden()), None)

    def _lines(self, wanted: dict[QWidget, QSize], width: int) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = [[]]
        taken = 0
        begins = self._first_apart() if self._in_one_line(wanted).width() > width else None
        for part, size in wanted.items():
            if lines[-1] and (taken + size.width() > width or part is begins):
                lines.append([])
                taken = 0
            lines[-1].append(part)
            taken += size.width() + self._spacing
        return lines

    def _lay(self, box: QRect, *, move: bool) -> int:
        """Place the lines below each other, if they are to `move`; how high they are (px)."""
        wanted = self._wanted()
        lines = self._lines(wanted, box.width())
        far = self._first_apart() if len(lines) == 1 else None
        spare = box.width() - self._in_one_line(wanted).width()
        y = box.y()
        for line in lines:
            high = max((wanted[part].height() for part in line), default=0)
            x = box.x()
            for part in line:
                size = wanted[part].boundedTo(QSize(box.width(), high))
                if part is far:
                    x += spare
                if move:
                    top = y + (high - size.height()) // 2
                    place = QRect(QPoint(x, top), size)
                    part.setGeometry(QStyle.visualRect(self.layoutDirection(), box, place))
                x += size.width() + self._spacing
            y += high + self._spacing
        return max(0, y - box.y() - self._spacing)


def _size(part: QWidget) -> QSize:
    least = part.minimumSizeHint().expandedTo(part.minimumSize())
    return part.sizeHint().expandedTo(least).boundedTo(part.maximumSize())
