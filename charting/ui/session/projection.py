"""Where a millimetre of the map stands on the screen: the patient's build, scale, turn, and the
pixel of the map's origin.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from charting.domain.body import REFERENCE_BODY, Body
from charting.domain.marks import MapSite

# What the map shows at 100 %: a hand's breadth above T10 to below the gluteal fold (mm).
LEFT_MM, RIGHT_MM = -192.0, 192.0
TOP_MM, BOTTOM_MM = 180.0, -222.0

# Room beside the back (px): upright the ruler stands below; turned, the levels do, and the ruler
# stands at the right.
ABOVE, BELOW, BESIDE = 8.0, 36.0, 48.0

NEAREST, FARTHEST = 6.0, 1.0


class Turn(Enum):
    """How the patient is seen from behind: where their right and their head point on the screen,
    x to the right, y down.
    """

    UPRIGHT = ((1, 0), (0, -1))
    HEAD_LEFT = ((0, -1), (-1, 0))
    HEAD_RIGHT = ((0, 1), (1, 0))

    @property
    def right(self) -> QPointF:
        """One pixel towards the patient's right."""
        return QPointF(*self.value[0])

    @property
    def up(self) -> QPointF:
        """One pixel towards the patient's head."""
        return QPointF(*self.value[1])

    @property
    def degrees(self) -> int:
        """Counter-clockwise from upright."""
        return {Turn.UPRIGHT: 0, Turn.HEAD_LEFT: 90, Turn.HEAD_RIGHT: -90}[self]

    def box(self, size: QSizeF) -> QRectF:
        """The room for the back on a widget of this size."""
        if self is Turn.UPRIGHT:
            return QRectF(0, ABOVE, size.width(), max(1.0, size.height() - ABOVE - BELOW))
        width = max(1.0, size.width() - 2 * BESIDE)
        return QRectF(BESIDE, ABOVE, width, max(1.0, size.height() - ABOVE - BELOW))


@dataclass(frozen=True, slots=True)
class Projection:
    """`scale` in pixels per mm of the build as drawn, (`x0`, `y0`) the pixel of the origin, `zoom`
    from 1. Places of the map are moved to where they lie in `body` first.
    """

    scale: float
    x0: float
    y0: float
    zoom: float = 1.0
    turn: Turn = Turn.UPRIGHT
    body: Body = REFERENCE_BODY

    @classmethod
    def fitting(
        cls, size: QSizeF, turn: Turn = Turn.UPRIGHT, body: Body = REFERENCE_BODY
    ) -> "Projection":
        """The whole back of this body, as large as `size` allows, in its middle."""
        box = turn.box(size)
        across, along = 2 * body.build.half_width, TOP_MM - BOTTOM_MM
        if turn is not Turn.UPRIGHT:
            across, along = along, across
        scale = min(box.width() / across, box.height() / along)
        origin = box.center() - turn.up * ((TOP_MM + BOTTOM_MM) / 2 * scale)
        return cls(scale, origin.x(), origin.y(), turn=turn, body=body)

    def to_screen(self, x_mm: float, y_mm: float) -> QPointF:
        """The pixel of a place on the map."""
        return self.pixel(*self.body.build.drawn(x_mm, y_mm))

    def pixel_of(self, site: MapSite) -> QPointF:
        """The pixel of a site on the map."""
        return self.to_screen(site.x / 10, site.y / 10)

    def pixel(self, x_mm: float, y_mm: float) -> QPointF:
        """The pixel of a millimetre of the build as drawn."""
        (rx, ry), (ux, uy) = self.turn.value
        return QPointF(
            self.x0 + (rx * x_mm + ux * y_mm) * self.scale,
            self.y0 + (ry * x_mm + uy * y_mm) * self.scale,
        )

    def within(
        self, drawn: Mapping[tuple[float, float], tuple[float, float]], frame: QRectF
    ) -> set[tuple[float, float]]:
        """Those of some places on the map, each with where it lies in this body's build, whose
        pixels lie in a frame.
        """
        (rx, ry), (ux, uy) = self.turn.value
        scale, x0, y0 = self.scale, self.x0, self.y0
        left, top, right, bottom = frame.left(), frame.top(), frame.right(), frame.bottom()
        found = set()
        for place, (x, y) in drawn.items():
            if (
                left <= x0 + (rx * x + ux * y) * scale <= right
                and top <= y0 + (ry * x + uy * y) * scale <= bottom
            ):
                found.add(place)
        return found

    def to_map(self, pixel: QPointF) -> tuple[float, float]:
        """The place on the map of a pixel, in mm."""
        (rx, ry), (ux, uy) = self.turn.value
        x, y = (pixel.x() - self.x0) / self.scale, (pixel.y() - self.y0) / self.scale
        return self.body.build.on_map(rx * x + ry * y, ux * x + uy * y)

    def zoomed(self, factor: float, about: QPointF, size: QSizeF) -> "Projection":
        """Nearer or farther by `factor`, the place under `about` staying there, from 1x to 6x."""
        zoom = min(NEAREST, max(FARTHEST, self.zoom * factor))
        if zoom == FARTHEST:
            return Projection.fitting(size, self.turn, self.body)
        ratio = zoom / self.zoom
        return replace(
            self,
            scale=self.scale * ratio,
            x0=about.x() + (self.x0 - about.x()) * ratio,
            y0=about.y() + (self.y0 - about.y()) * ratio,
            zoom=zoom,
        )

    def panned(self, by: QPointF, size: QSizeF) -> "Projection":
        """Moved by so many pixels, but never so far that the back leaves the window."""
        if self.zoom == FARTHEST:
            return self
        wide = self.body.build.half_width
        back = QRectF(self.pixel(-wide, TOP_MM), self.pixel(wide, BOTTOM_MM)).normalized()
        return replace(
            self,
            x0=self.x0 + _within(by.x(), back.left(), back.right(), size.width()),
            y0=self.y0 + _within(by.y(), back.top(), back.bottom(), size.height()),
        )

    def resized(self, before: QSizeF, size: QSizeF) -> "Projection":
        """The same place in the middle of another size, as near to the whole as it was."""
        whole = Projection.fitting(size, self.turn, self.body)
        if self.zoom == FARTHEST or before.isEmpty():
            return whole
        middle = QPointF(size.width() / 2, size.height() / 2)
        place = self.to_map(QPointF(before.width() / 2, before.height() / 2))
        near = whole.zoomed(self.zoom, middle, size)
        return near.panned(middle - near.to_screen(*place), size)

    def transform(self) -> QTransform:
        """From 0.1 mm of the build as drawn, y up, to pixels, y down."""
        (rx, ry), (ux, uy) = self.turn.value
        tenth = self.scale / 10
        return QTransform(tenth * rx, tenth * ry, tenth * ux, tenth * uy, self.x0, self.y0)


def _within(by: float, low: float, high: float, room: float) -> float:
    """How far a stretch from `low` to `high` may go when asked to move `by`: its ends stay
    outside the room, or where it is shorter than that, inside.
    """
    least, most = sorted((room - high, -low))
    return min(max(by, least), most)
