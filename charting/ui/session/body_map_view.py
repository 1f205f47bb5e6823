"""The back on the screen: shows the map with its marks, and turns hands into millimetres."""

from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from charting.domain.body_map import Placement
from charting.domain.ids import MarkId
from charting.domain.marks import TriggerPoint
from charting.i18n import _
from charting.ui.session import map_overlay
from charting.ui.session.armed import Tool
from charting.ui.session.body_picture import BodyPicture
from charting.ui.session.crosshair import START, Crosshair
from charting.ui.session.map_canvas import MapCanvas
from charting.ui.session.marks_layer import Held, MarksLayer
from charting.ui.session.model import SessionModel, nearest_mark
from charting.ui.session.touch import TouchHand
from charting.ui.theme import Theme

MOUSE_REACH = 11.0
DRAG_AFTER = 6.0
KEY_REACH = 4.0
# With needles coming out there is nothing else to hit: the hand may be farther off.
OUT_REACH = 2.0
WHEEL_STEP = 1.15

_KEYBOARD_REASONS = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


class BodyMapView(MapCanvas):
    """Click places or selects, a drag moves the selected mark, wheel and pinch zoom, arrows
    point.
    """

    outside_clicked = Signal()
    pointed = Signal(object)

    def __init__(self, model: SessionModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self._picture = BodyPicture(
            model.body_map, partial(map_overlay.paint_margin, body_map=model.body_map)
        )
        self._marks = MarksLayer(model)
        self._touch = TouchHand(self)
        self.pointer: Placement | None = None
        self._crosshair = Crosshair(model)
        self._by_keyboard = False
        self._pressed: QPointF | None = None
        self._panning: QPointF | None = None
        self.held: Held | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAccessibleName(_("Map of the lower back"))
        self.setAccessibleDescription(
            _(
                "Arrow keys move the cursor by 5 mm, with Shift by 1 mm; Enter places the armed "
                "mark. The list of marks beside the map holds the same marks."
            )
        )
        model.changed.connect(self.update)

    # Where things are

    def mark_at(self, pixel: QPointF, reach: float) -> MarkId | None:
        """The nearest mark within `reach` pixels."""
        x_mm, y_mm = self.projection.to_map(pixel)
        return nearest_mark(self._model.marks, x_mm, y_mm, reach / self.projection.scale)

    # One verb for every hand: mouse, pen, touch and keys end here

    def hit(self, pixel: QPointF, reach: float) -> None:
        """A click: select a mark there, set a needle on a trigger point, or place the armed
        mark.
        """
        if self._model.armed.tool is Tool.OUT:
            self._take_out(pixel, reach)
            return
        mark_id = self.mark_at(pixel, reach)
        if mark_id is not None and not self._needle_for(mark_id):
            self._model.select(mark_id)
            return
        x_mm, y_mm = self.projection.to_map(pixel)
        if mark_id is not None:
            self._model.place_on(mark_id)
        elif not self._model.body_map.at(x_mm, y_mm).inside:
            self.outside_clicked.emit()
        elif self._model.armed.tool is Tool.SELECT:
            self._model.select(None)
        else:
            self._model.place(x_mm, y_mm)
        # The mark is seen at once; what tells of it elsewhere on the screen follows.
        self.repaint()

    def _take_out(self, pixel: QPointF, reach: float) -> None:
        x_mm, y_mm = self.projection.to_map(pixel)
        still_in = self._model.counts.still_in
        mark_id = nearest_mark(still_in, x_mm, y_mm, OUT_REACH * reach / self.projection.scale)
        if mark_id is not None:
            self._model.select(mark_id)
            self._model.toggle_out(mark_id)
            self.repaint()

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
        self.held = Held(mark_id, pixel)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def drag(self, pixel: QPointF) -> None:
        """Show the mark under the hand."""
        if self.held is not None:
            self.held = Held(self.held.mark_id, pixel)
            self._point_at(pixel)
            self.update()

    def drop(self) -> None:
        """Let the mark go where it is; outside the back it returns to where it was."""
        held, self.held = self.held, None
        self.unsetCursor()
        if held is not None:
            self._model.move(held.mark_id, *self.projection.to_map(held.at))
        self.update()

    def _needle_for(self, mark_id: MarkId) -> bool:
        """Whether a click on this mark means a needle set into a trigger point."""
        mark = self._model.mark(mark_id)
        return self._model.armed.tool is Tool.NEEDLE and isinstance(mark, TriggerPoint)

    # Mouse, pen and wheel

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where; what it means is known at release or after a little way."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._crosshair.hide()
            self._pressed = event.position()
        elif event.button() is Qt.MouseButton.MiddleButton:
            self._panning = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point, drag the selected mark, or pan."""
        if self._panning is not None:
            self.pan(event.position() - self._panning)
            self._panning = event.position()
        elif self.held is not None:
            self.drag(event.position())
        elif self._pressed is not None:
            moved = event.position() - self._pressed
            far = abs(moved.x()) + abs(moved.y()) > DRAG_AFTER
            if far and not self.start_drag(self._pressed, MOUSE_REACH) and self.projection.zoom > 1:
                self._panning, self._pressed = event.position(), None
        else:
            self._point_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the dragged mark, or click."""
        self._panning = None
        pressed, self._pressed = self._pressed, None
        if self.held is not None:
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
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._crosshair.step(Qt.Key(event.key()), fine=fine):
            self._by_keyboard = True
            place = self._crosshair.at or START
            self._point(self._model.body_map.at(place.x(), place.y()))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._crosshair.at:
            place = self._crosshair.at
            self.hit(self.projection.to_screen(place.x(), place.y()), KEY_REACH)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring to whoever came by the keyboard."""
        self._by_keyboard = event.reason() in _KEYBOARD_REASONS
        super().focusInEvent(event)

    # Pointing and painting

    def _point_at(self, pixel: QPointF) -> None:
        placement = self._model.body_map.at(*self.projection.to_map(pixel))
        self._point(placement if placement.inside else None)

    def _point(self, placement: Placement | None) -> None:
        if placement != self.pointer:
            self.pointer = placement
            self.pointed.emit(placement)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The base picture, then what lights up, then the marks."""
        painter = QPainter(self)
        look = self.look()
        lit = map_overlay.lit_by(self._model, self.pointer)
        painter.drawPixmap(0, 0, self._picture.picture(look, lit))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._marks.paint(painter, self.held, look)
        if self.hasFocus() and self._by_keyboard:
            map_overlay.paint_cursor(painter, self._crosshair.at, QRectF(self.rect()), look)
        painter.end()
