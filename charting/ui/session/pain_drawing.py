"""The hand that draws pain: a stroke of mouse, pen or finger, and an area carried elsewhere."""

from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QPainter, QTabletEvent

from charting.domain.ids import MarkId
from charting.domain.pain_area import PainArea
from charting.ui.session import pain_signs
from charting.ui.session.body_picture import Look
from charting.ui.session.glyphs import Sign
from charting.ui.session.pain_charting import PainCharting
from charting.ui.session.projection import Projection

# A shorter way than this (px) is a click.
FAR = 6.0
# A mouse and a finger press as much as a pen in the middle of its range.
EVEN = 0.4


class Canvas(Protocol):
    """What it draws on."""

    projection: Projection

    def hit(self, pixel: QPointF, reach: float) -> None:
        """A click."""

    def update(self) -> None:
        """Paint anew."""


@dataclass(frozen=True, slots=True)
class _Carried:
    """An area on its way: where the hand took it, and where the hand is (mm)."""

    area: PainArea
    start: tuple[float, float]
    now: tuple[float, float]

    @property
    def way(self) -> tuple[float, float]:
        """How far it has been carried, in mm."""
        return self.now[0] - self.start[0], self.now[1] - self.start[1]

    @property
    def there(self) -> PainArea:
        """The area as it would lie there; what it covers is found when it is put down."""
        site, (dx, dy) = self.area.site, self.way
        outline, path = (
            tuple((x + round(dx * 10), y + round(dy * 10)) for x, y in line)
            for line in (site.outline, site.path)
        )
        return replace(self.area, site=replace(site, outline=outline, path=path))


class PainHand:
    """Holds what is being drawn or carried. Places are kept in mm, so that the map may move
    beneath the hand.
    """

    def __init__(self, canvas: Canvas, pain: PainCharting) -> None:
        self._canvas, self._pain = canvas, pain
        self._stroke: list[tuple[float, float, float]] = []
        self._carried: _Carried | None = None
        self._by_pen = False

    @property
    def busy(self) -> bool:
        """Whether a stroke is being drawn or an area carried."""
        return bool(self._stroke) or self._carried is not None

    @property
    def draws(self) -> bool:
        """Whether a stroke is being drawn."""
        return bool(self._stroke)

    @property
    def held(self) -> MarkId | None:
        """The area that is carried."""
        return self._carried.area.id if self._carried else None

    @property
    def carried(self) -> PainArea | None:
        """The carried area where the hand has it now."""
        return self._carried.there if self._carried else None

    def press(self, pixel: QPointF, pressure: float = EVEN) -> bool:
        """Begin a stroke where pain is armed; False where this hand has nothing to do."""
        if not self._pain.is_armed:
            return False
        self._stroke = [(*self._canvas.projection.to_map(pixel), pressure)]
        return True

    def take(self, pixel: QPointF, area: PainArea) -> None:
        """Take an area up, to carry it."""
        at = self._canvas.projection.to_map(pixel)
        self._carried = _Carried(area, at, at)

    def move(self, pixel: QPointF, pressure: float = EVEN) -> None:
        """Draw on, or carry on."""
        at = self._canvas.projection.to_map(pixel)
        if self._carried is not None:
            self._carried = _Carried(self._carried.area, self._carried.start, at)
        elif self._stroke:
            self._stroke.append((*at, pressure))
        self._canvas.update()

    def release(self, pixel: QPointF, reach: float) -> None:
        """The stroke is an area; one that hardly moved is a click."""
        self.move(pixel)
        stroke = self._stroke
        self.let_go()
        if self._is_click(stroke):
            self._canvas.hit(pixel, reach)
        else:
            self._pain.draw([(x, y) for x, y, _pressure in stroke])

    def put_down(self) -> None:
        """Let the carried area lie where it is."""
        carried = self._carried
        self.let_go()
        if carried is not None:
            self._pain.move(carried.area, *carried.way)

    def let_go(self) -> None:
        """Forget what is being drawn or carried; nothing is charted."""
        self._stroke, self._carried, self._by_pen = [], None, False
        self._canvas.update()

    def pen(self, event: QTabletEvent, reach: float) -> bool:
        """Take an event of a pen where it draws; one that is not taken comes as a mouse's."""
        kind = event.type()
        if kind is QEvent.Type.TabletPress:
            self._by_pen = self.press(event.position(), event.pressure())
        elif not self._by_pen:
            return False
        elif kind is QEvent.Type.TabletMove:
            self.move(event.position(), event.pressure())
        elif kind is QEvent.Type.TabletRelease:
            self.release(event.position(), reach)
            return True
        return self._by_pen

    def paint(self, painter: QPainter, look: Look) -> None:
        """Paint what is in the hand."""
        if self._carried is not None:
            sign = Sign(selected=True, stored=True)
            pain_signs.draw(painter, self._carried.there, look.projection, sign, look.palette)
        elif self._stroke:
            line = [(look.projection.to_screen(x, y), press) for x, y, press in self._stroke]
            pain_signs.draw_stroke(painter, line, look.palette)

    def _is_click(self, stroke: list[tuple[float, float, float]]) -> bool:
        x0, y0, _press = stroke[0]
        far = FAR / self._canvas.projection.scale
        return all(abs(x - x0) + abs(y - y0) <= far for x, y, _pressure in stroke)
