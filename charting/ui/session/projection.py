"""Where a millimetre of the map stands on the screen: scale, and the pixel of the map's origin."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

# What the map shows at 100 %: a hand's breadth above T10 to below the gluteal fold (mm).
LEFT_MM, RIGHT_MM = -192.0, 192.0
TOP_MM, BOTTOM_MM = 180.0, -222.0

# Room above for LEFT and RIGHT, below for the ruler (px).
ABOVE, BELOW = 28.0, 36.0

NEAREST, FARTHEST = 6.0, 1.0


@dataclass(frozen=True, slots=True)
class Projection:
    """`scale` in pixels per mm at the screen, (`x0`, `y0`) the pixel of the origin, `zoom` from
    1.
    """

    scale: float
    x0: float
    y0: float
    zoom: float = 1.0

    @classmethod
    def fitting(cls, size: QSizeF) -> "Projection":
        """The whole map, as large as `size` allows, in its middle."""
        height = max(1.0, size.height() - ABOVE - BELOW)
        scale = min(size.width() / (RIGHT_MM - LEFT_MM), height / (TOP_MM - BOTTOM_MM))
        middle = (TOP_MM + BOTTOM_MM) / 2
        return cls(scale, size.width() / 2, ABOVE + height / 2 + middle * scale)

    def to_screen(self, x_mm: float, y_mm: float) -> QPointF:
        """The pixel of a place on the map."""
        return QPointF(self.x0 + x_mm * self.scale, self.y0 - y_mm * self.scale)

    def to_map(self, pixel: QPointF) -> tuple[float, float]:
        """The place on the map of a pixel, in mm."""
        return (pixel.x() - self.x0) / self.scale, (self.y0 - pixel.y()) / self.scale

    def zoomed(self, factor: float, about: QPointF, size: QSizeF) -> "Projection":
        """Nearer or farther by `factor`, the place under `about` staying there, from 1x to 6x."""
        zoom = min(NEAREST, max(FARTHEST, self.zoom * factor))
        if zoom == FARTHEST:
            return Projection.fitting(size)
        ratio = zoom / self.zoom
        return Projection(
            self.scale * ratio,
            about.x() + (self.x0 - about.x()) * ratio,
            about.y() + (self.y0 - about.y()) * ratio,
            zoom,
        )

    def panned(self, by: QPointF, size: QSizeF) -> "Projection":
        """Moved by so many pixels, but never so far that the back leaves the window."""
        if self.zoom == FARTHEST:
            return self
        frame = QRectF(0, 0, size.width(), size.height())
        x0 = min(
            max(self.x0 + by.x(), frame.right() - RIGHT_MM * self.scale), -LEFT_MM * self.scale
        )
        y0 = min(
            max(self.y0 + by.y(), frame.bottom() + BOTTOM_MM * self.scale), TOP_MM * self.scale
        )
        return replace(self, x0=x0, y0=y0)

    def transform(self) -> QTransform:
        """From 0.1 mm of the map, y up, to pixels, y down."""
        tenth = self.scale / 10
        return QTransform(tenth, 0, 0, -tenth, self.x0, self.y0)
