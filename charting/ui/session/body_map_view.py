"""The back on the screen: shows the map with its marks, and turns hands into millimetres."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QTabletEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from charting.domain.ids import MarkId
from charting.domain.marks import TriggerPoint
from charting.domain.pain_area import PainArea
from charting.ui import actions
from charting.ui.session.armed import Tool
from charting.ui.session.closed_areas import ClosedAreas
from charting.ui.session.end_signal import EndSignal
from charting.ui.session.ghost_layer import GhostLayer
from charting.ui.session.ghosts import Ghosts
from charting.ui.session.map_accessible import tell_of
from charting.ui.session.marks_layer import Held, MarksLayer
from charting.ui.session.model import SessionModel, nearest_mark
from charting.ui.session.pain_charting import PainCharting
from charting.ui.session.pain_drawing import PainHand
from charting.ui.session.pain_layer import PainLayer
from charting.ui.session.pairs_layer import PairsLayer
from charting.ui.session.pointed_map import PointedMap
from charting.ui.session.reactions import Reactions
from charting.ui.session.touch import TouchHand
from charting.ui.theme import Theme

MOUSE_REACH = 11.0
DRAG_AFTER = 6.0
KEY_REACH = 4.0
# With needles coming out there is nothing else to hit: the hand may be farther off.
OUT_REACH = 2.0
WHEEL_STEP = 1.15


class BodyMapView(PointedMap):
    """Click places or selects, a drag moves the selected mark, wheel and pinch zoom, arrows
    point.
    """

    outside_clicked = Signal()

    def __init__(self, model: SessionModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, parent)
        self._closed, self.reactions = ClosedAreas(model), Reactions()
        self._marks, self._areas = MarksLayer(model), PainLayer(model)
        self._pain = PainCharting(model)
        self.ghosts = Ghosts(model)
        self.ghosts.changed.connect(self.update)
        # Elsewhere Space presses what has the focus.
        only_here = Qt.ShortcutContext.WidgetShortcut
        actions.bind(self, actions.REPEAT, self.ghosts.repeat_next, only_here)
        self._ghosts = GhostLayer(self.ghosts)
        self._pairs, self.end = PairsLayer(model), EndSignal(model)
        self._pain_hand = PainHand(self, self._pain)
        self._touch = TouchHand(self, self._pain_hand)
        self._touch.setParent(self)
        self._pressed: QPointF | None = None
        self._panning: QPointF | None = None
        self.held: Held | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

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
        if self._model.armed.tool is Tool.PAIR:
            self._model.pairing.close(mark_id)
            self.repaint()
            return
        if mark_id is not None and not self._needle_for(mark_id):
            self._model.select(mark_id)
            return
        x_mm, y_mm = self.projection.to_map(pixel)
        reach_mm = reach / self.projection.scale
        if mark_id is not None:
            self._model.place_on(mark_id)
        elif not self._model.body_map.at(x_mm, y_mm).inside:
            self.outside_clicked.emit()
        elif any(offer.click(x_mm, y_mm, reach_mm) for offer in (self.ghosts, self._pain)):
            pass
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
        """Select the mark there, if any, or else the pain area."""
        mark_id = self.mark_at(pixel, reach)
        if mark_id is not None:
            self._model.select(mark_id)
        else:
            x_mm, y_mm = self.projection.to_map(pixel)
            self._pain.select(x_mm, y_mm, reach / self.projection.scale)

    def start_drag(self, pixel: QPointF, reach: float) -> bool:
        """Take hold of the selected mark, if it lies there; where pain is armed the hand draws."""
        if self._pain.is_armed:
            return False
        area = self._model.selected_mark
        if isinstance(area, PainArea) and self._pain.lies_at(
            area, *self.projection.to_map(pixel), reach / self.projection.scale
        ):
            self._pain_hand.take(pixel, area)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            return True
        mark_id = self.mark_at(pixel, reach)
        if mark_id is None or mark_id != self._model.selected:
            return False
        self.held = Held(mark_id, pixel)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def drag(self, pixel: QPointF) -> None:
        """Show the mark under the hand."""
        if self._pain_hand.busy:
            self._pain_hand.move(pixel)
        elif self.held is not None:
            self.held = Held(self.held.mark_id, pixel)
            self._point_at(pixel)
            self.update()

    def drop(self) -> None:
        """Let the mark go where it is; outside the back it returns to where it was."""
        if self._pain_hand.busy:
            self._pain_hand.put_down()
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
            if not self._pain_hand.press(event.position()):
                self._pressed = event.position()
        elif event.button() is Qt.MouseButton.MiddleButton:
            self._panning = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point, drag the selected mark, or pan."""
        if self._panning is not None:
            self.pan(event.position() - self._panning)
            self._panning = event.position()
        elif self.held is not None or self._pain_hand.busy:
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
        if self._pain_hand.draws:
            self._pain_hand.release(event.position(), MOUSE_REACH)
        elif self.held is not None or self._pain_hand.busy:
            self.drop()
        elif pressed is not None and event.button() is Qt.MouseButton.LeftButton:
            self.hit(event.position(), MOUSE_REACH)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen draws where pain is armed, and is a mouse otherwise."""
        event.setAccepted(self._pain_hand.pen(event, MOUSE_REACH))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer; a sideways wheel and Shift pan."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or turned.y() == 0:
            self.pan(QPointF(turned.x() or turned.y(), 0) / 2)
        else:
            self.zoom(WHEEL_STEP ** (turned.y() / 120), event.position())
        self._point_at(event.position())

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
        if self._point_by_key(Qt.Key(event.key()), fine=fine):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._crosshair.at:
            place = self._crosshair.at
            if self._pain.is_armed:
                self._pain.around(place.x(), place.y())
                return
            self.hit(self.projection.to_screen(place.x(), place.y()), KEY_REACH)
        else:
            super().keyPressEvent(event)

    def tick(self) -> None:
        """Let a second pass: the time of needles and currents goes on, and is told when over."""
        if self._model.pairing.pairs:
            self._model.pairing.tell_over()
            self.update()
        if self.end.tell():
            self.update()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The base picture, then what lights up, then the marks."""
        painter = QPainter(self)
        look = self.look()
        self._paint_back(painter)
        self._closed.paint(painter, look)
        self.reactions.paint(painter, look)
        self._areas.paint(painter, look, self._pain_hand.held)
        self.names.paint(painter, look)
        self._ghosts.paint(painter, look)
        self.end.paint(painter, look)
        self._pairs.paint(painter, look)
        self._marks.paint(painter, self.held, look)
        self._pain_hand.paint(painter, look)
        self._paint_pointer(painter, with_name=self._pressed is None)
        painter.end()


tell_of(BodyMapView)
