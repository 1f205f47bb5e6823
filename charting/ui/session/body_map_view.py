"""The back on the screen: shows the map with its marks, and turns hands into millimetres."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from charting.domain.body_map import Placement
from charting.domain.ids import MarkId
from charting.domain.marks import MapSite, TriggerPoint
from charting.i18n import _
from charting.ui.session import map_overlay
from charting.ui.session.body_picture import SHOWN_AT_FIRST, BodyPicture, Layer, Look
from charting.ui.session.model import SessionModel, Tool
from charting.ui.session.projection import Projection
from charting.ui.session.touch import TouchHand
from charting.ui.theme import Theme

MOUSE_REACH = 11.0
DRAG_AFTER = 6.0
STEP_MM = 5.0
FINE_STEP_MM = 1.0
WHEEL_STEP = 1.15

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}

_KEYBOARD_REASONS = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


class BodyMapView(QWidget):
    """Click places or selects, a drag moves the selected mark, wheel and pinch zoom, arrows
    point.
    """

    outside_clicked = Signal()
    pointed = Signal(object)
    layers_changed = Signal()

    def __init__(self, model: SessionModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._picture = BodyPicture(model.body_map)
        self._projection = Projection.fitting(QSizeF(1, 1))
        self._touch = TouchHand(self)
        self.layers = SHOWN_AT_FIRST
        self.pointer: Placement | None = None
        self.crosshair: QPointF | None = None
        self._by_keyboard = False
        self._pressed: QPointF | None = None
        self._panning: QPointF | None = None
        self.dragging: MarkId | None = None
        self.drag_at = QPointF()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(420, 420)
        self.setAccessibleName(_("Map of the lower back"))
        self.setAccessibleDescription(
            _(
                "Arrow keys move the cursor by 5 mm, with Shift by 1 mm; Enter places the armed "
                "mark. "
                "The list of marks beside the map holds the same marks."
            )
        )
        model.changed.connect(self.update)
        theme.changed.connect(self.update)

    # Where things are

    @property
    def projection(self) -> Projection:
        """The projection of the last paint."""
        return self._projection

    def pixel_of(self, site: MapSite) -> QPointF:
        """Where a site stands on this widget."""
        return self._projection.to_screen(site.x / 10, site.y / 10)

    def mark_at(self, pixel: QPointF, reach: float) -> MarkId | None:
        """The nearest mark within `reach` pixels."""
        nearest, found = reach, None
        for mark in self._model.marks:
            if isinstance(mark.site, MapSite):
                apart = self.pixel_of(mark.site) - pixel
                distance = (apart.x() ** 2 + apart.y() ** 2) ** 0.5
                if distance <= nearest:
                    nearest, found = distance, mark.id
        return found

    # What the page asks

    def toggle_layer(self, layer: Layer) -> None:
        """Show or hide a layer."""
        self.layers = self.layers ^ {layer}
        self.layers_changed.emit()
        self.update()

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Nearer or farther about a pixel (the middle unless given)."""
        size = QSizeF(self.size())
        centre = about or QPointF(size.width() / 2, size.height() / 2)
        self._projection = self._projection.zoomed(factor, centre, size)
        self.update()

    def whole(self) -> None:
        """Show the whole back again."""
        self._projection = Projection.fitting(QSizeF(self.size()))
        self.update()

    def pan(self, by: QPointF) -> None:
        """Move the back by so many pixels."""
        self._projection = self._projection.panned(by, QSizeF(self.size()))
        self.update()

    # One verb for every hand: mouse, pen, touch and keys end here

    def hit(self, pixel: QPointF, reach: float) -> None:
        """A click: select a mark there, set a needle on a trigger point, or place the armed
        mark.
        """
        mark_id = self.mark_at(pixel, reach)
        if mark_id is not None and not self._needle_for(mark_id):
            self._model.select(mark_id)
            return
        x_mm, y_mm = self._projection.to_map(pixel)
        if mark_id is not None:
            self._model.place_on(mark_id)
        elif not self._model.body_map.at(x_mm, y_mm).inside:
            self.outside_clicked.emit()
        elif self._model.tool is Tool.SELECT:
            self._model.select(None)
        else:
            self._model.place(x_mm, y_mm)

    def select_at(self, pixel: QPointF, reach: float) -> None:
        """Select the mark there, if any."""
        mark_id = self.mark_at(pixel, reach)
        if mark_id is not None:
            self._model.select(mark_id)

    def start_drag(self, pixel: QPointF, reach: float) -> bool:
        """Take hold of the selected mark, if it lies there."""
        mark_id = self.mark_at(pixel, reach)
        if mark_id is None or mark_id != self._model.selected:
            return False
        self.dragging, self.drag_at = mark_id, pixel
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def drag(self, pixel: QPointF) -> None:
        """Show the mark under the hand."""
        self.drag_at = pixel
        self._point_at(pixel)

    def drop(self) -> None:
        """Let the mark go where it is; outside the back it returns to where it was."""
        mark_id, self.dragging = self.dragging, None
        self.unsetCursor()
        if mark_id is not None:
            self._model.move(mark_id, *self._projection.to_map(self.drag_at))
        self.update()

    def _needle_for(self, mark_id: MarkId) -> bool:
        """Whether a click on this mark means a needle set into a trigger point."""
        mark = self._model.mark(mark_id)
        return self._model.tool is Tool.NEEDLE and isinstance(mark, TriggerPoint)

    # Mouse, pen and wheel

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where; what it means is known at release or after a little way."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.crosshair = None
            self._pressed = event.position()
        elif event.button() is Qt.MouseButton.MiddleButton:
            self._panning = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point, drag the selected mark, or pan."""
        if self._panning is not None:
            self.pan(event.position() - self._panning)
            self._panning = event.position()
        elif self.dragging is not None:
            self.drag(event.position())
        elif self._pressed is not None:
            moved = event.position() - self._pressed
            far = abs(moved.x()) + abs(moved.y()) > DRAG_AFTER
            if (
                far
                and not self.start_drag(self._pressed, MOUSE_REACH)
                and self._projection.zoom > 1
            ):
                self._panning, self._pressed = event.position(), None
        else:
            self._point_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the dragged mark, or click."""
        self._panning = None
        pressed, self._pressed = self._pressed, None
        if self.dragging is not None:
            self.drop()
        elif pressed is not None and event.button() is Qt.MouseButton.LeftButton:
            self.hit(event.position(), MOUSE_REACH)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer; a sideways wheel and Shift pan."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or turned.y() == 0:
            self.pan(QPointF(turned.x() or turned.y(), 0) / 2)
        else:
            self.zoom(WHEEL_STEP ** (turned.y() / 120), event.position())
        self._point_at(event.position())

    def leaveEvent(self, _event: QEvent) -> None:
        """Nothing is pointed at any more."""
        self._point(None)

    def event(self, event: QEvent) -> bool:
        """Touch and trackpad gestures; all else as any widget."""
        if isinstance(event, QTouchEvent):
            return self._touch.felt(event)
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1 + event.value(), event.position())
            return True
        return super().event(event)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor by keys; Enter does what a click does there."""
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is not None:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move_cursor(step, FINE_STEP_MM if fine else STEP_MM)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.crosshair is not None:
            self.hit(self._projection.to_screen(self.crosshair.x(), self.crosshair.y()), 4.0)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring to whoever came by the keyboard."""
        self._by_keyboard = event.reason() in _KEYBOARD_REASONS
        super().focusInEvent(event)

    def _move_cursor(self, step: tuple[int, int], by_mm: float) -> None:
        self._by_keyboard = True
        start = self.crosshair or self._selected_place() or QPointF(20.0, 13.0)
        moved = start if self.crosshair is None else start + QPointF(*step) * by_mm
        if self._model.body_map.at(moved.x(), moved.y()).inside:
            self.crosshair = moved
            self._point(self._model.body_map.at(moved.x(), moved.y()))

    def _selected_place(self) -> QPointF | None:
        mark = self._model.selected_mark
        if mark is None or not isinstance(mark.site, MapSite):
            return None
        return QPointF(mark.site.x / 10, mark.site.y / 10)

    # Pointing and painting

    def _point_at(self, pixel: QPointF) -> None:
        placement = self._model.body_map.at(*self._projection.to_map(pixel))
        self._point(placement if placement.inside else None)

    def _point(self, placement: Placement | None) -> None:
        if placement != self.pointer:
            self.pointer = placement
            self.pointed.emit(placement)
            self.update()

    def look(self) -> Look:
        """What the base picture depends on now."""
        return Look(
            self.size(),
            self.devicePixelRatioF(),
            self._projection,
            self.layers,
            self._theme.palette,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole back in the new size."""
        super().resizeEvent(event)
        self._projection = Projection.fitting(QSizeF(self.size()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The base picture, then what lights up, then the marks."""
        painter = QPainter(self)
        look = self.look()
        painter.drawPixmap(0, 0, self._picture.base(look))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        map_overlay.paint_lit(painter, self._picture, self._model, self.pointer, look)
        map_overlay.paint_margin(painter, self._model.body_map, look)
        held = None if self.dragging is None else (self.dragging, self.drag_at)
        map_overlay.paint_marks(painter, self._model, held, look)
        if self.hasFocus() and self._by_keyboard:
            map_overlay.paint_cursor(painter, self.crosshair, QRectF(self.rect()), look)
        painter.end()
