"""The emblem: a spine seen from behind, a trigger point on the left, a needle on the right."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from charting.ui import theme

# Drawn in a square of 64; five vertebrae grow caudally, as lumbar ones do.
_SQUARE = 64.0
_VERTEBRAE = ((10.0, 9.0), (21.0, 10.0), (32.0, 11.0), (43.0, 12.0), (54.0, 13.0))


class Emblem(QWidget):
    """The emblem at `side` px, in the palette that is worn."""

    def __init__(self, side: int = 64) -> None:
        super().__init__()
        self.setFixedSize(QSize(side, side))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        painter.scale(self.width() / _SQUARE, self.height() / _SQUARE)
        paint_emblem(painter, theme.current())


def paint_emblem(painter: QPainter, palette: theme.Palette) -> None:
    """Paint the emblem into a square of 64."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(palette.edge, 3))
    for y, half in _VERTEBRAE:
        painter.drawLine(QPointF(32 - half / 2, y), QPointF(32 + half / 2, y))
    accent = QColor(palette.accent)
    painter.setPen(_pen(palette.accent, 3))
    painter.drawEllipse(QRectF(5, 31, 14, 14))
    painter.setPen(_pen(palette.accent, 2))
    painter.drawLine(QPointF(12, 35.5), QPointF(12, 40.5))
    painter.drawLine(QPointF(9.5, 38), QPointF(14.5, 38))
    painter.setPen(_pen(palette.accent, 3))
    painter.drawLine(QPointF(45, 38), QPointF(57, 17))
    painter.setBrush(accent)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(57, 17), 4.5, 4.5)


def window_icon() -> QIcon:
    """The emblem on a light ground, in the sizes that systems ask for."""
    icon = QIcon()
    for side in (16, 32, 64, 128, 256):
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(side / _SQUARE, side / _SQUARE)
        painter.setBrush(QColor(theme.LIGHT.raised))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(0, 0, _SQUARE, _SQUARE), 14, 14)
        painter.translate(4, 4)
        painter.scale(56 / _SQUARE, 56 / _SQUARE)
        paint_emblem(painter, theme.LIGHT)
        painter.end()
        icon.addPixmap(picture)
    return icon


def _pen(color: str, width: float) -> QPen:
    pen = QPen(QColor(color), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen
