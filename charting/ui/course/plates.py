"""One back or two beside each other, to be read only: what one hand moves, moves on both."""

from collections.abc import Callable, Generator, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)

from charting.domain.body_map import BodyMap
from charting.i18n import _
from charting.ui import theme
from charting.ui.session import map_overlay
from charting.ui.session.backdrop import Backdrop
from charting.ui.session.body_picture import BodyPicture, Lit, Look
from charting.ui.session.map_canvas import MapCanvas

TITLE = 40
_REACH, _DRAG_AFTER = 18.0, 6.0
_WHEEL_STEP, _PAN = 1.15, 40.0
_NOTHING = Lit()

_PANS = {
    Qt.Key.Key_Left: QPointF(_PAN, 0),
    Qt.Key.Key_Right: QPointF(-_PAN, 0),
    Qt.Key.Key_Up: QPointF(0, _PAN),
    Qt.Key.Key_Down: QPointF(0, -_PAN),
}


@dataclass(frozen=True)
class Plate:
    """A back under its `title`: what is painted on it, and where what can be picked lies, in mm."""

    title: str
    paint: Callable[[QPainter, Look], None]
    places: Mapping[Hashable, tuple[float, float]] = field(default_factory=dict)


class PlatesView(MapCanvas):
    """Wheel, pinch and keys zoom, a drag pans, a click picks; `picked` carries the key of what was
    clicked, `None` for nothing. Both plates are one picture of one size, so that a place stands at
    the same spot on each.
    """

    picked = Signal(object)

    def __init__(self, body_map: BodyMap, worn: theme.Theme) -> None:
        super().__init__(worn)
        # A body has its sides, whichever way the language runs.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        margin = partial(map_overlay.paint_margin, body_map=body_map)
        picture = BodyPicture(body_map)
        # One for each number of plates, so that whoever turns from face to face waits for none.
        self._backdrops = {n: Backdrop(picture, margin, self) for n in (1, 2)}
        for backdrop in self._backdrops.values():
            backdrop.finished.connect(self.update)
        self.plates: tuple[Plate, ...] = ()
        self._pressed: QPointF | None = None
        self._panning: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(_("Map of the lower back"))
        self.setAccessibleDescription(
            _("To look at only. The list beside it tells the same in words; arrow keys move it.")
        )

    def show_plates(self, plates: Sequence[Plate]) -> None:
        """Show other plates; where there are as many as before, zoom and place stay."""
        before, self.plates = len(self.plates), tuple(plates)
        if before != len(self.plates):
            self.whole()
        self.update()

    def in_turns(self) -> Generator[None, None, None]:
        """Paint the whole back at its present size before it is shown, a little each step."""
        self.whole()
        yield from self._backdrop().in_turns(self.look())

    @property
    def is_sharp(self) -> bool:
        """Whether the back is shown as finely as it can be."""
        return self._backdrop().is_finished(self.look())

    def _backdrop(self) -> Backdrop:
        return self._backdrops[len(self.plates) or 1]

    # Where things are

    def room(self) -> QSize:
        """The room for one of the backs, in pixels."""
        several = max(1, len(self.plates))
        wide = (self.width() - (several - 1) * theme.HAIRLINE) // several
        return QSize(max(1, wide), max(1, self.height() - TITLE))

    def boxes(self) -> list[QRectF]:
        """Where each plate stands on the widget."""
        room = self.room()
        step = room.width() + theme.HAIRLINE
        return [
            QRectF(at * step, TITLE, room.width(), room.height()) for at in range(len(self.plates))
        ]

    def pixel_for(self, plate: int, key: Hashable) -> QPointF:
        """The pixel of what lies under a key. Raises `KeyError`."""
        place = self.plates[plate].places[key]
        return self.boxes()[plate].topLeft() + self.projection.to_screen(*place)

    def key_at(self, pixel: QPointF) -> Hashable | None:
        """What lies nearest to a pixel, within reach."""
        for plate, box in zip(self.plates, self.boxes(), strict=True):
            if not box.contains(pixel):
                continue
            local = pixel - box.topLeft()
            away = {
                key: (self.projection.to_screen(*place) - local).manhattanLength()
                for key, place in plate.places.items()
            }
            nearest = min(away, key=lambda key: away[key], default=None)
            return nearest if nearest is not None and away[nearest] <= _REACH else None
        return None

    def _local(self, pixel: QPointF) -> QPointF:
        """A pixel of either plate as one of the first."""
        box = next((box for box in self.boxes() if box.contains(pixel)), None)
        return pixel - box.topLeft() if box is not None else pixel - QPointF(0, TITLE)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where; what it means is known at release or after a little way."""
        self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, once the hand has gone a little way."""
        if self._panning is not None:
            self.pan(event.position() - self._panning)
            self._panning = event.position()
        elif self._pressed is not None:
            gone = (event.position() - self._pressed).manhattanLength()
            if gone > _DRAG_AFTER:
                self._panning, self._pressed = event.position(), None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick, where the hand has not moved."""
        if self._pressed is not None:
            self.picked.emit(self.key_at(event.position()))
        self._pressed = self._panning = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        self.zoom(_WHEEL_STEP ** (event.angleDelta().y() / 120), self._local(event.position()))

    def event(self, event: QEvent) -> bool:
        """Zoom by the trackpad's pinch; all else as any widget."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1 + event.value(), self._local(event.position()))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move a back that is nearer than whole."""
        way = _PANS.get(Qt.Key(event.key()))
        if way is None or self.projection.zoom <= 1:
            super().keyPressEvent(event)
        else:
            self.pan(way)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The same back under each title, and on each what is its own."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, look = self._theme.palette, self.look()
        painter.fillRect(self.rect(), QColor(palette.surface))
        for plate, box in zip(self.plates, self.boxes(), strict=True):
            painter.save()
            painter.setClipRect(box)
            painter.translate(box.topLeft())
            self._backdrop().paint(painter, look, _NOTHING)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(theme.font(theme.SMALL))
            plate.paint(painter, look)
            painter.restore()
            self._paint_title(painter, plate.title, box, palette)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.accent), 2))
            frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)

    def _paint_title(
        self, painter: QPainter, title: str, box: QRectF, palette: theme.Palette
    ) -> None:
        head = QRectF(box.left(), 0, box.width(), TITLE)
        painter.setFont(theme.font(bold=True, tabular=True))
        painter.setPen(QColor(palette.text))
        painter.drawText(head, Qt.AlignmentFlag.AlignCenter, title)
        if box.left() > 0:
            edge = box.left() - theme.HAIRLINE
            line = QRectF(edge, 0, theme.HAIRLINE, self.height())
            painter.fillRect(line, QColor(palette.hairline))
