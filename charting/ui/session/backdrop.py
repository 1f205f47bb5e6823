"""The back behind the marks: at rest a finished picture; in motion the last one, moved at once,
until the next has been painted, a little each turn of the event loop.
"""

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap

from charting.ui.session.body_picture import BodyPicture, Lit, Look
from charting.ui.session.projection import FARTHEST
from charting.ui.tasks import GivesWay

# How long one turn may paint, and how long a hand must rest before the next picture is begun.
SLICE_S = 0.006
REST_MS = 40


@dataclass(frozen=True, slots=True)
class _Picture:
    """A finished picture and what it shows."""

    look: Look
    pixmap: QPixmap


class Backdrop(QObject):
    """Knows the picture of the back for the present look, or the best that there is of it."""

    finished = Signal()

    def __init__(
        self, picture: BodyPicture, margin: Callable[[QPainter, Look], None], parent: QObject
    ) -> None:
        """`margin` paints what stands about the body."""
        super().__init__(parent)
        self._picture = picture
        self._margin = margin
        self._last: _Picture | None = None
        self._whole: _Picture | None = None
        self._wanted: Look | None = None
        self._making: Generator[None, None, QPixmap] | None = None
        self._lit: Lit | None = None
        self._shown = QPixmap()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._turns = QTimer(self, interval=0)
        self._gives_way = GivesWay()
        self._rest.timeout.connect(self._turns.start)
        self._turns.timeout.connect(self._on_turn)

    def is_finished(self, look: Look) -> bool:
        """Whether the picture of this look is there in full."""
        return self._last is not None and self._last.look == look

    def in_turns(self, look: Look) -> Generator[None, None, None]:
        """Paint the picture of a look that will be shown later, a little each step."""
        self._want(look)
        self._rest.stop()
        self._turns.stop()
        while not self.is_finished(look) and self._wanted == look:
            self._paint_on()
            yield

    def paint(self, painter: QPainter, look: Look, lit: Lit) -> None:
        """Paint the back with what stands out on it."""
        if self.is_finished(look):
            if lit != self._lit:
                self._shown = self._with_lit(look, lit)
                self._lit = lit
            painter.drawPixmap(0, 0, self._shown)
            return
        if look != self._wanted:
            self._want(look)
        elif not self._rest.isActive() and not self._turns.isActive():
            self._turns.start()
        self._paint_moved(painter, look)
        # Smooth edges can wait until the hand rests.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._picture.light(painter, look, lit)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._margin(painter, look)

    def _with_lit(self, look: Look, lit: Lit) -> QPixmap:
        if self._last is None:
            return QPixmap()
        pixmap = self._last.pixmap.copy()
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._picture.light(painter, look, lit)
        self._margin(painter, look)
        painter.end()
        return pixmap

    def _paint_moved(self, painter: QPainter, look: Look) -> None:
        """The whole back as far as it is known, and on it the last picture, sharp where it was."""
        painter.fillRect(QRectF(QPointF(0, 0), QSizeF(look.size)), QColor(look.palette.surface))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._whole is not self._last:
            self._paint_known(painter, self._whole, look)
        self._paint_known(painter, self._last, look)

    def _paint_known(self, painter: QPainter, known: _Picture | None, look: Look) -> None:
        if known is None or known.look.palette != look.palette:
            return
        if known.look.projection.body != look.projection.body:
            return
        back = known.look.projection.transform().inverted()[0]
        painter.save()
        painter.setTransform(back * look.projection.transform(), combine=True)
        painter.drawPixmap(QPointF(0, 0), known.pixmap)
        painter.restore()

    # The next picture

    def _want(self, look: Look) -> None:
        moved = self._wanted is not None and self._wanted.projection != look.projection
        self._give_up()
        self._wanted = look
        if moved and self._last is not None:
            # A hand that goes on zooming would only wait for pictures it does not look at.
            self._turns.stop()
            self._rest.start()
        else:
            self._turns.start()

    def _give_up(self) -> None:
        if self._making is not None:
            self._making.close()
            self._making = None

    def _on_turn(self) -> None:
        if self._gives_way():
            return
        self._paint_on()
        self._gives_way.done()
        if self._wanted is not None and self.is_finished(self._wanted):
            self._turns.stop()
            self.finished.emit()

    def _paint_on(self) -> None:
        """Paint for one slice of time."""
        if self._wanted is None or self.is_finished(self._wanted):
            return
        if self._making is None:
            self._making = self._made(self._wanted)
        until = time.perf_counter() + SLICE_S
        try:
            while time.perf_counter() < until:
                next(self._making)
        except StopIteration as end:
            self._making = None
            self._keep(_Picture(self._wanted, end.value))

    def _made(self, look: Look) -> Generator[None, None, QPixmap]:
        pixmap = QPixmap(look.size * look.ratio)
        pixmap.setDevicePixelRatio(look.ratio)
        pixmap.fill(QColor(look.palette.surface))
        yield from self._picture.painting(pixmap, look)
        return pixmap

    def _keep(self, made: _Picture) -> None:
        self._last, self._lit = made, None
        if made.look.projection.zoom == FARTHEST:
            self._whole = made
