"""The map that lights and names what is pointed at, by mouse or by keys."""

from collections.abc import Generator
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import QWidget

from charting.domain.body_map import Placement, Side
from charting.domain.marks import Position
from charting.i18n import _
from charting.ui.session import map_overlay
from charting.ui.session.anchors import Anchors, Place
from charting.ui.session.armed import Tool
from charting.ui.session.backdrop import Backdrop
from charting.ui.session.body_picture import BodyPicture
from charting.ui.session.crosshair import START, Crosshair
from charting.ui.session.exploring import Explorer
from charting.ui.session.map_accessible import MarksAndStructures, tell_changed
from charting.ui.session.map_canvas import MapCanvas
from charting.ui.session.model import SessionModel
from charting.ui.session.name_labels import NameLabels
from charting.ui.session.projection import Turn
from charting.ui.theme import Theme
from charting.ui.widgets.speaking import announce
from charting.wording import placement_words, size_words, structure_words, technique_words

_KEYBOARD_REASONS = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)

# Seen from behind, as the patient lies.
_TURNS = {Position.LEFT_SIDE: Turn.HEAD_LEFT, Position.RIGHT_SIDE: Turn.HEAD_RIGHT}


class PointedMap(MapCanvas):
    """Knows the place that a hand points at, and what stands there; `pointed` tells of it."""

    pointed = Signal(object)

    def __init__(self, model: SessionModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        margin = partial(map_overlay.paint_margin, body_map=model.body_map)
        self._backdrop = Backdrop(BodyPicture(model.body_map), margin, self)
        self._backdrop.finished.connect(self.update)
        self._anchors = Anchors(model.body_map)
        self._explorer = Explorer(self._anchors)
        self.entries = MarksAndStructures(model, self._anchors)
        self.names = NameLabels(model, self._anchors)
        self._crosshair = Crosshair(model)
        self.pointer: Placement | None = None
        self._by_keyboard = False
        self._hover: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(_("Map of the lower back"))
        self.setAccessibleDescription(
            _(
                "Arrow keys move the cursor by 5 mm, with Shift by 1 mm; Page Down and Page Up go "
                "from structure to structure, with Shift from level to level; Enter places the "
                "armed mark. The list of marks beside the map holds the same marks."
            )
        )
        model.changed.connect(self._follow)
        model.settled.connect(partial(tell_changed, self))

    def in_turns(self) -> Generator[None, None, None]:
        """Paint the whole back at its present size before it is shown, a little each step."""
        self.whole()
        yield from self._backdrop.in_turns(self.look())

    @property
    def is_sharp(self) -> bool:
        """Whether the back is shown as finely as it can be."""
        return self._backdrop.is_finished(self.look())

    def pixel_at(self, place: Place) -> QPointF:
        """Where a place of the map stands on the widget."""
        return self.projection.to_screen(*place)

    def toggle_names(self) -> None:
        """Show or hide the names of what is in sight."""
        self.names.shown = not self.names.shown
        self.layers_changed.emit()
        self.update()

    def _follow(self) -> None:
        turn = _TURNS.get(self._model.armed.position, Turn.UPRIGHT)
        if turn is not self.projection.turn:
            # Under a hand that rests lies another place now.
            self._hover = None
            self._point(None)
        self.show_body(self._model.sites.body)
        self.turn(turn)
        self.update()

    # Pointing

    @property
    def named(self) -> tuple[str, Side] | None:
        """What is lit and named: the structure a key has gone to, or that of the place."""
        if self.pointer is None or self._explorer.named is not None:
            return self._explorer.named
        muscle = self._model.named(self.pointer)
        return (muscle, self.pointer.side) if muscle else None

    def _point_at(self, pixel: QPointF) -> None:
        self._hover = pixel
        self._explorer.end()
        placement = self._model.sites.at(*self.projection.to_map(pixel))
        self._point(placement if placement.inside else None)

    def _point(self, placement: Placement | None) -> None:
        if placement != self.pointer:
            self.pointer = placement
            self.pointed.emit(placement)
            self.update()

    def _point_by_key(self, key: Qt.Key, *, fine: bool) -> bool:
        """Move the cursor, or go to the next structure or level; False for any other key."""
        goes_by_level = fine and self._crosshair.to_level(key)
        layers = {layer.value for layer in self.layers}
        place = None if goes_by_level else self._explorer.step(key, layers)
        if place is not None:
            self._crosshair.at = QPointF(*place)
        elif goes_by_level or self._crosshair.step(key, fine=fine):
            self._explorer.end()
        else:
            return False
        at = self._crosshair.at or START
        self._by_keyboard, self._hover = True, None
        placement = self._model.sites.at(at.x(), at.y())
        self._point(placement)
        named = self.named
        muscle = named[0] if named else None
        announce(self, placement_words(placement, muscle, self._model.body_map.structures))
        self.update()
        return True

    def leaveEvent(self, _event: QEvent) -> None:
        """Nothing is pointed at any more."""
        self._point(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring to whoever came by the keyboard."""
        self._by_keyboard = event.reason() in _KEYBOARD_REASONS
        super().focusInEvent(event)

    # Painting

    def _paint_back(self, painter: QPainter) -> None:
        """The back with what stands out on it."""
        lit = map_overlay.lit_by(self._model, self.pointer, self.named)
        self._backdrop.paint(painter, self.look(), lit)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_pointer(self, painter: QPainter, *, with_name: bool) -> None:
        """The cursor, and the name of what is pointed at."""
        look, cursor, named = self.look(), self._crosshair.at, self.named
        if self.hasFocus() and self._by_keyboard:
            map_overlay.paint_cursor(painter, cursor, QRectF(self.rect()), look)
        at = self._hover
        if at is None and cursor is not None:
            at = self.projection.to_screen(cursor.x(), cursor.y())
        if with_name and at is not None and named and self.pointer is not None:
            name = structure_words(named[0], self._model.body_map.structures)
            if self._model.armed.tool is Tool.NEEDLE:
                preset = self._model.armed.preset
                size = size_words(preset.diameter, preset.length)
                name = f"{name}  ·  {size}  {technique_words(preset.technique)}"
            map_overlay.paint_pointed(painter, name, at, look)
