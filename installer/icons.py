"""Draws the icons of a package from the emblem: `python installer/icons.py FOLDER`.

PNG in the sizes that Linux asks for, .ico for Windows and an .icns for macOS. The icon of an
archive is a sheet with the emblem on it.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent))

from PIL import Image
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen, QPolygonF

from charting.ui import theme
from charting.ui.widgets.emblem import paint_emblem

SIDES = (16, 24, 32, 48, 64, 128, 256, 512)
_SQUARE = 64.0


def _begun(side: int) -> tuple[QImage, QPainter]:
    picture = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / _SQUARE, side / _SQUARE)
    painter.setPen(QPen(QColor(theme.LIGHT.hairline), 1))
    painter.setBrush(QColor(theme.LIGHT.raised))
    return picture, painter


def application(side: int) -> QImage:
    """The emblem on a light ground, `side` px wide and high."""
    picture, painter = _begun(side)
    painter.drawRoundedRect(QRectF(0.5, 0.5, 63, 63), 14, 14)
    painter.translate(6, 6)
    painter.scale(52 / _SQUARE, 52 / _SQUARE)
    paint_emblem(painter, theme.LIGHT)
    painter.end()
    return picture


def archive(side: int) -> QImage:
    """A sheet with a turned corner, and the emblem on it."""
    picture, painter = _begun(side)
    edge = QPolygonF([QPointF(*at) for at in ((10, 2), (42, 2), (56, 16), (56, 62), (10, 62))])
    painter.drawPolygon(edge)
    painter.setBrush(QColor(theme.LIGHT.chosen))
    painter.drawPolygon(QPolygonF([QPointF(*at) for at in ((42, 2), (42, 16), (56, 16))]))
    painter.translate(16, 22)
    painter.scale(34 / _SQUARE, 34 / _SQUARE)
    paint_emblem(painter, theme.LIGHT)
    painter.end()
    return picture


def draw(folder: Path) -> None:
    """Write them all into `folder`."""
    for side in SIDES:
        for name, paint in (("application", application), ("archive", archive)):
            place = folder / f"{name}-{side}.png"
            place.parent.mkdir(parents=True, exist_ok=True)
            if not paint(side).save(str(place)):
                raise OSError(place)
    sizes = [(side, side) for side in SIDES if side <= 256]
    with Image.open(folder / "application-512.png") as largest:
        largest.save(folder / "charting.ico", sizes=sizes)
        largest.save(folder / "charting.icns")
    with Image.open(folder / "archive-512.png") as largest:
        largest.save(folder / "archive.ico", sizes=sizes)


if __name__ == "__main__":
    application_ = QGuiApplication(sys.argv[:1])
    draw(Path(sys.argv[1]))
