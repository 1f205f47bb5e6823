"""The signs for pain areas: a hatching for each way of feeling pain, told by its shape alone."""

from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, pi, sin

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

from charting.domain import pain_extent
from charting.domain.pain_area import AreaSite, PainArea, PainQuality
from charting.ui.session.glyphs import Sign, draw_number
from charting.ui.session.projection import Projection
from charting.ui.theme import Palette

_EDGE, _CHOSEN = 1.6, 2.6
_ARROW, _HEAD, _SPREAD = 3.0, 18.0, pi / 7
_FILL, _INK = 0.2, 0.72


def draw(
    painter: QPainter, area: PainArea, projection: Projection, sign: Sign, palette: Palette
) -> None:
    """Draw a pain area where it lies."""
    site = area.site
    spreads = area.quality is PainQuality.RADIATING
    if site.outline or not spreads:
        outline = QPainterPath()
        outline.setFillRule(Qt.FillRule.WindingFill)
        outline.addPolygon(_polygon(pain_extent.ring(site), projection))
        outline.closeSubpath()
        _fill(painter, outline, area.quality, sign, palette)
    if spreads:
        way = [projection.to_screen(x / 10, y / 10) for x, y in pain_extent.arrow(site)]
        _arrow(painter, way, sign, palette)
    if sign.number:
        draw_number(painter, _number_place(site, projection), sign.number, palette)


def draw_swatch(
    painter: QPainter, quality: PainQuality, box: QRectF, sign: Sign, palette: Palette
) -> None:
    """Draw a small piece of a hatching, for a row of the list or a button."""
    if quality is PainQuality.RADIATING:
        left = QPointF(box.left(), box.top())
        _arrow(painter, [left, box.bottomRight()], sign, palette)
        return
    outline = QPainterPath()
    outline.addRoundedRect(box, 4, 4)
    _fill(painter, outline, quality, sign, palette)


def draw_stroke(painter: QPainter, stroke: list[tuple[QPointF, float]], palette: Palette) -> None:
    """Draw the stroke of a hand as it goes; a pen that presses harder draws a broader line."""
    for colour, more in ((palette.raised, 3.0), (palette.text, 0.0)):
        for (start, _first), (end, press) in pairwise(stroke):
            pen = QPen(QColor(colour), 1.5 + 3.0 * press + more)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QLineF(start, end))


def _polygon(ring: tuple[tuple[int, int], ...], projection: Projection) -> QPolygonF:
    return QPolygonF([projection.to_screen(x / 10, y / 10) for x, y in ring])


def _number_place(site: AreaSite, projection: Projection) -> QPointF:
    x, y = pain_extent.anchor(site)
    return projection.to_screen(x / 10, y / 10)


def _fill(
    painter: QPainter, outline: QPainterPath, quality: PainQuality, sign: Sign, palette: Palette
) -> None:
    if sign.selected:
        glow = QColor(palette.accent)
        glow.setAlphaF(0.3)
        painter.strokePath(outline, QPen(glow, 9, Qt.PenStyle.SolidLine))
    painter.setBrush(_hatching(quality, palette.text, painter.device().devicePixelRatioF()))
    pen = QPen(
        QColor(palette.accent if sign.selected else palette.text),
        _CHOSEN if sign.selected else _EDGE,
    )
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if not sign.stored:
        pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    painter.drawPath(outline)


def _arrow(painter: QPainter, way: list[QPointF], sign: Sign, palette: Palette) -> None:
    tip = way[-1]
    before = next((p for p in reversed(way[:-1]) if QLineF(p, tip).length() > 6), way[0])
    back = atan2(tip.y() - before.y(), tip.x() - before.x()) + pi
    wings = [
        tip + QPointF(cos(back + side), sin(back + side)) * _HEAD for side in (-_SPREAD, _SPREAD)
    ]
    # The shaft ends within the head, or its round end would blunt the tip.
    shaft = QPainterPath(way[0])
    for point in [*way[1:-1], tip + QPointF(cos(back), sin(back)) * _HEAD * 0.6]:
        shaft.lineTo(point)
    ground = QColor(palette.accent if sign.selected else palette.raised)
    ground.setAlphaF(0.45 if sign.selected else 0.85)
    painter.strokePath(shaft, _round_pen(ground, _ARROW + (8 if sign.selected else 3)))
    pen = _round_pen(QColor(palette.text), _ARROW)
    if not sign.stored:
        pen.setDashPattern([2.0, 2.0])
    painter.strokePath(shaft, pen)
    painter.setPen(QPen(ground, 1.5))
    painter.setBrush(QColor(palette.text))
    painter.drawPolygon(QPolygonF([tip, *wings]))


def _round_pen(colour: QColor, width: float) -> QPen:
    return QPen(
        colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


@lru_cache(maxsize=32)
def _hatching(quality: PainQuality, ink: str, ratio: float) -> QBrush:
    """The brush of a quality. Its tile is made for the screen's own pixels, so that lines are as
    sharp at 200 % as at 100 %.
    """
    colour = QColor(ink)
    if quality is PainQuality.DULL_ACHE:
        colour.setAlphaF(_FILL)
        return QBrush(colour)
    if quality is PainQuality.RADIATING:
        return QBrush(Qt.BrushStyle.NoBrush)
    colour.setAlphaF(_INK)
    width, height = {
        PainQuality.SHARP: (10, 10),
        PainQuality.STIFFNESS: (9, 9),
        PainQuality.NUMB_TINGLE: (9, 9),
    }[quality]
    tile = QImage(
        round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(tile.width() / width, tile.height() / height)
    _paint_tile(painter, quality, colour, width)
    painter.end()
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromScale(width / tile.width(), height / tile.height()))
    return brush


def _paint_tile(painter: QPainter, quality: PainQuality, colour: QColor, size: int) -> None:
    painter.setPen(QPen(colour, 1.3))
    if quality is PainQuality.SHARP:
        painter.drawPolyline([QPointF(x, y) for x, y in ((-2.5, 5), (0, 7.5), (5, 2.5), (10, 7.5))])
        painter.drawLine(QPointF(10, 7.5), QPointF(12.5, 5))
    elif quality is PainQuality.STIFFNESS:
        painter.setPen(QPen(colour, 1.0))
        painter.drawLine(QPointF(-1, -1), QPointF(size + 1, size + 1))
        painter.drawLine(QPointF(-1, size + 1), QPointF(size + 1, -1))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for x, y in ((size / 4, size / 4), (size * 0.75, size * 0.75)):
            painter.drawEllipse(QPointF(x, y), 1.5, 1.5)
