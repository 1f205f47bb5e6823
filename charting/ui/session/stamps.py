"""The signs of marks as small pictures, each drawn once: hundreds of marks are a few signs."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from charting.domain.marks import TriggerPoint
from charting.ui.session import glyphs
from charting.ui.theme import Palette


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A sign, and how far left and above its site the picture begins (px)."""

    picture: QPixmap
    left: float
    above: float


class Stamps:
    """Draws signs without halo; a new palette or ratio of pixels starts afresh."""

    def __init__(self) -> None:
        self._made_for: tuple[Palette, float] | None = None
        self._stamps: dict[tuple[object, ...], _Stamp] = {}

    def draw(
        self,
        painter: QPainter,
        mark: glyphs.Pointed,
        at: QPointF,
        sign: glyphs.Sign,
        palette: Palette,
        ratio: float,
    ) -> None:
        """Draw the sign of a resting mark with its site at pixel `at`."""
        if self._made_for != (palette, ratio):
            self._made_for, self._stamps = (palette, ratio), {}
        kind = _kind(mark, sign)
        stamp = self._stamps.get(kind)
        if stamp is None:
            stamp = self._stamps[kind] = _drawn(mark, sign, palette, ratio)
        # On whole pixels of the screen: a picture between them would blur.
        x = round((at.x() - stamp.left) * ratio) / ratio
        y = round((at.y() - stamp.above) * ratio) / ratio
        painter.drawPixmap(QPointF(x, y), stamp.picture)
        if sign.number:
            glyphs.number(painter, mark, at, sign, palette)


def _kind(mark: glyphs.Pointed, sign: glyphs.Sign) -> tuple[object, ...]:
    """All that a sign without halo and number depends on."""
    if isinstance(mark, TriggerPoint):
        return (mark.status, sign.stored)
    return (mark.in_situ, glyphs.handle_angle(mark, sign.turn), sign.stored)


def _drawn(mark: glyphs.Pointed, sign: glyphs.Sign, palette: Palette, ratio: float) -> _Stamp:
    box = glyphs.bounds(mark, sign.turn)
    width, height = (math.ceil(side * ratio) for side in (box.width(), box.height()))
    picture = QPixmap(QSize(width, height))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    bare = glyphs.Sign(selected=False, stored=sign.stored, turn=sign.turn)
    glyphs.draw(painter, mark, -box.topLeft(), bare, palette)
    painter.end()
    return _Stamp(picture, -box.left(), -box.top())
