"""The emblem: a spine seen from behind, a trigger point on the left, a needle on the right."""

from PySide6 import QtGui
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from charting.ui import theme

# Drawn in a square of 64; five vertebrae grow caudally, as lumbar ones do.
_SQUARE = 64.0
_VERTEBRAE = ((8.0, 10.0), (20.0, 11.0), (32.0, 12.0), (44.0, 13.0), (56.0, 14.0))


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
    painter.setPen(_pen(palette.edge, 5))
    for y, half in _VERTEBRAE:
        painter.drawLine(QPointF(32 - half / 2, y), QPointF(32 + half / 2, y))
    accent = QColor(palette.accent)
    painter.setPen(_pen(palette.accent, 4))
    painter.drawEllipse(QRectF(2, 26, 18, 18))
    painter.setPen(_pen(palette.accent, 3))
    painter.drawLine(QPointF(11, 32), QPointF(11, 38))
    painter.drawLine(QPointF(8, 35), QPointF(14, 35))
    painter.setPen(_pen(palette.accent, 4))
    painter.drawLine(QPointF(44, 44), QPointF(57, 18))
    painter.setBrush(accent)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(57, 18), 6, 6)


def window_icon() -> "QtGui.QIcon":
    """The emblem on a light ground, in the sizes that systems ask for."""
    icon = QtGui.QIcon()
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
