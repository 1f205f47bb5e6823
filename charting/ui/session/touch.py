"""A hand on a touch screen: a tap clicks, a hold of 300 ms takes the mark, one finger draws where
pain is armed, two fingers zoom and pan.
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


class Drawn(Protocol):
    """What a finger draws."""

    def press(self, pixel: QPointF) -> bool:
        """Begin to draw, if that is what the hand is armed for."""

    def move(self, pixel: QPointF) -> None:
        """Draw on."""

    def release(self, pixel: QPointF, reach: float) -> None:
        """The stroke is done."""

    def let_go(self) -> None:
        """Forget the stroke."""


class TouchHand(QObject):
    """Reads the touch events of one map; events of it alone decide, no gesture recogniser
    guesses.
    """

    def __init__(self, touched: Touched, drawn: Drawn) -> None:
        super().__init__()
        self._touched, self._drawn = touched, drawn
        self._start = QPointF()
        self._last: list[QPointF] = []
        self._moved = False
        self._holding = False
        self._drawing = False
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
        self._moved = self._holding = self._drawing = False
        self._fingers = len(points)
        self._hold.start()

    def _update(self, points: list[QPointF]) -> None:
        self._fingers = max(self._fingers, len(points))
        if len(points) >= 2:
            self._hold.stop()
            self._forget_stroke()
            if len(self._last) >= 2 and not self._holding:
                self._pinch(self._last, points)
        elif self._holding:
            self._touched.drag(points[0])
        elif (points[0] - self._start).manhattanLength() > STILL:
            self._hold.stop()
            if not self._moved and self._fingers == 1:
                self._drawing = self._drawn.press(self._start)
            if self._drawing:
                self._drawn.move(points[0])
            elif self._fingers == 1:
                self._touched.pan(points[0] - (self._last[0] if self._moved else self._start))
            self._moved = True
        self._last = points

    def _end(self, points: list[QPointF], *, cancelled: bool) -> None:
        self._hold.stop()
        if self._holding:
            self._touched.drop()
        elif cancelled:
            self._forget_stroke()
        elif self._drawing:
            self._drawn.release(points[0], REACH)
        elif not self._moved and self._fingers == 1:
            self._touched.hit(points[0], REACH)
        self._holding = self._drawing = False

    def _forget_stroke(self) -> None:
        # A second finger means to zoom: what the first has drawn until then was no stroke.
        if self._drawing:
            self._drawn.let_go()
            self._drawing = False

    def _held(self) -> None:
        self._touched.select_at(self._start, REACH)
        self._holding = self._touched.start_drag(self._start, REACH)

    def _pinch(self, before: list[QPointF], now: list[QPointF]) -> None:
        was, is_ = before[1] - before[0], now[1] - now[0]
        length = (was.x() ** 2 + was.y() ** 2) ** 0.5
        if length > 1:
            self._touched.zoom((is_.x() ** 2 + is_.y() ** 2) ** 0.5 / length, (now[0] + now[1]) / 2)
        self._touched.pan((now[0] + now[1]) / 2 - (before[0] + before[1]) / 2)
