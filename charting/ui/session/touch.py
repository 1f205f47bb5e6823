"""A hand on a touch screen: a tap clicks, a hold of 300 ms takes the mark, two fingers zoom and
pan.
"""

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer
from PySide6.QtGui import QTouchEvent

REACH = 22.0
HOLD_MS = 300
STILL = 12.0


class Touched(Protocol):
    """What a hand does to the map."""

    def hit(self, pixel: QPointF, reach: float) -> None:
        """A tap."""

    def start_drag(self, pixel: QPointF, reach: float) -> bool:
        """Take hold of the selected mark, if it lies there."""

    def select_at(self, pixel: QPointF, reach: float) -> None:
        """Select the mark there, if any."""

    def drag(self, pixel: QPointF) -> None:
        """Move what is held."""

    def drop(self) -> None:
        """Let go of what is held."""

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Nearer or farther."""

    def pan(self, by: QPointF) -> None:
        """Move the picture."""


class TouchHand(QObject):
    """Reads the touch events of one map; events of it alone decide, no gesture recogniser
    guesses.
    """

    def __init__(self, touched: Touched) -> None:
        super().__init__()
        self._touched = touched
        self._start = QPointF()
        self._last: list[QPointF] = []
        self._moved = False
        self._holding = False
        self._fingers = 0
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(HOLD_MS)
        self._hold.timeout.connect(self._held)

    def felt(self, event: QTouchEvent) -> bool:
        """Take one touch event; True, for it is always taken."""
        points = [point.position() for point in event.points()]
        kind = event.type()
        if kind is QEvent.Type.TouchBegin:
            self._begin(points)
        elif kind is QEvent.Type.TouchUpdate:
            self._update(points)
        elif kind in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            self._end(points, cancelled=kind is QEvent.Type.TouchCancel)
        event.accept()
        return True

    def _begin(self, points: list[QPointF]) -> None:
        self._start, self._last = points[0], points
        self._moved = self._holding = False
        self._fingers = len(points)
        self._hold.start()

    def _update(self, points: list[QPointF]) -> None:
        self._fingers = max(self._fingers, len(points))
        if len(points) >= 2:
            self._hold.stop()
            if len(self._last) >= 2 and not self._holding:
                self._pinch(self._last, points)
        elif self._holding:
            self._touched.drag(points[0])
        elif (points[0] - self._start).manhattanLength() > STILL:
            self._hold.stop()
            if self._fingers == 1:
                self._touched.pan(points[0] - (self._last[0] if self._moved else self._start))
            self._moved = True
        self._last = points

    def _end(self, points: list[QPointF], *, cancelled: bool) -> None:
        self._hold.stop()
        if self._holding:
            self._touched.drop()
        elif not cancelled and not self._moved and self._fingers == 1:
            self._touched.hit(points[0], REACH)
        self._holding = False

    def _held(self) -> None:
        self._touched.select_at(self._start, REACH)
        self._holding = self._touched.start_drag(self._start, REACH)

    def _pinch(self, before: list[QPointF], now: list[QPointF]) -> None:
        was, is_ = before[1] - before[0], now[1] - now[0]
        length = (was.x() ** 2 + was.y() ** 2) ** 0.5
        if length > 1:
            self._touched.zoom((is_.x() ** 2 + is_.y() ** 2) ** 0.5 / length, (now[0] + now[1]) / 2)
        self._touched.pan((now[0] + now[1]) / 2 - (before[0] + before[1]) / 2)
