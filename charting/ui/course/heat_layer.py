"""The places of an episode by what answered there, told by size, number and hatching."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from charting.domain.marks import MapSite
from charting.domain.site_responses import Response, Spot
from charting.ui import theme
from charting.ui.session.body_picture import Look
from charting.wording.courses import spot_number

_SMALLEST, _STEP, _DOT = 12.0, 3.0, 2.5
# Half the side of a sign's picture (px): the largest with its line.
_HALF = 28.0
# The hatching of each strength: how far apart its lines are (px), and whether they cross.
_HATCHING = {1: (7.0, False), 2: (4.5, False), 3: (4.5, True)}
_TINTS = (0.0, 0.14, 0.24, 0.36, 0.9)


def radius(strength: int) -> float:
    """How large a place is shown, in pixels."""
    return _SMALLEST + _STEP * strength


class HeatLayer:
    """Paints places; each sign is drawn once, and stamped wherever it stands."""

    def __init__(self) -> None:
        self._signs: dict[tuple[object, ...], QPixmap] = {}

    def paint(
        self,
        painter: QPainter,
        look: Look,
        spots: Sequence[Spot],
        response: Response,
        chosen: Hashable | None = None,
    ) -> None:
        """Paint the places, the strongest beneath, so that none is hidden; all numbers above."""
        placed = [
            (look.projection.pixel_of(spot.site), at, spot)
            for at, spot in enumerate(spots)
            if isinstance(spot.site, MapSite)
        ]
        for place, at, spot in sorted(placed, key=lambda each: -each[2].strength(response)):
            if at == chosen:
                paint_halo(painter, place, radius(spot.strength(response)), look.palette)
            self.stamp(painter, place, spot, response, look.palette)
        for place, _at, spot in placed:
            paint_number(painter, place, spot_number(spot, response), look.palette)

    def stamp(
        self,
        painter: QPainter,
        at: QPointF,
        spot: Spot,
        response: Response,
        palette: theme.Palette,
    ) -> None:
        """Paint one place without its number."""
        ratio = painter.device().devicePixelRatioF()
        rose = response is Response.PAIN and (spot.value or 0) > 0
        key = (spot.strength(response), rose, spot.value is None, palette, ratio)
        if key not in self._signs:
            self._signs[key] = _drawn(spot, response, palette, ratio)
        # Between the pixels of the screen it would blur.
        left, top = (round((each - _HALF) * ratio) / ratio for each in (at.x(), at.y()))
        painter.drawPixmap(QPointF(left, top), self._signs[key])


def _drawn(spot: Spot, response: Response, palette: theme.Palette, ratio: float) -> QPixmap:
    side = round(2 * _HALF * ratio)
    picture = QPixmap(side, side)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_sign(painter, QPointF(_HALF, _HALF), spot, response, palette)
    painter.end()
    return picture


def paint_halo(painter: QPainter, at: QPointF, reach: float, palette: theme.Palette) -> None:
    """Paint what is about a place that is pointed out."""
    glow = QColor(palette.accent)
    glow.setAlphaF(0.3)
    painter.setPen(QPen(QColor(palette.accent), 1.5))
    painter.setBrush(glow)
    painter.drawEllipse(at, reach + 7, reach + 7)


def _paint_sign(
    painter: QPainter, at: QPointF, spot: Spot, response: Response, palette: theme.Palette
) -> None:
    """A ring or, where the pain rose, a square; a dot where nobody looked."""
    strength = spot.strength(response)
    reach = radius(strength)
    if spot.value is None:
        painter.setPen(QPen(QColor(palette.raised), 1.5))
        painter.setBrush(QColor(palette.text))
        painter.drawEllipse(at, _DOT + 1, _DOT + 1)
        return
    rose = response is Response.PAIN and spot.value > 0
    _paint_shape(painter, _shape(at, reach, square=rose), strength, palette)


def _shape(at: QPointF, reach: float, *, square: bool) -> QPainterPath:
    path = QPainterPath()
    if square:
        side = reach * 0.9
        path.addRect(QRectF(at.x() - side, at.y() - side, 2 * side, 2 * side))
    else:
        path.addEllipse(at, reach, reach)
    return path


def _paint_shape(
    painter: QPainter, path: QPainterPath, strength: int, palette: theme.Palette
) -> None:
    ground, ink = QColor(palette.raised), QColor(palette.accent)
    ground.setAlphaF(0.78)
    painter.fillPath(path, ground)
    tint = QColor(ink)
    tint.setAlphaF(_TINTS[strength])
    painter.fillPath(path, tint)
    if strength in _HATCHING:
        _hatch(painter, path, *_HATCHING[strength], ink)
    pen = QPen(ink if strength else QColor(palette.text), 2.2 if strength else 1.4)
    if not strength:
        pen.setDashPattern([2.0, 2.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _hatch(
    painter: QPainter, path: QPainterPath, apart: float, crossing: bool, ink: QColor
) -> None:
    box = path.boundingRect()
    size = box.width()
    lines = []
    for step in range(int(-size // apart), int(size // apart) + 1):
        shift = step * apart * 1.4142
        lines.append(QLineF(box.left() + shift, box.bottom(), box.left() + shift + size, box.top()))
        if crossing:
            lines.append(
                QLineF(box.left() + shift, box.top(), box.left() + shift + size, box.bottom())
            )
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(ink, 1.0))
    painter.drawLines(lines)
    painter.restore()


def paint_number(painter: QPainter, at: QPointF, number: str, palette: theme.Palette) -> None:
    """Paint the number of a place on a ground of its own; nothing where nobody looked."""
    if not number:
        return
    painter.setFont(theme.font(theme.SMALL, bold=True, tabular=True))
    wide = painter.fontMetrics().horizontalAdvance(number) + 4
    box = QRectF(at.x() - wide / 2, at.y() - 7.5, wide, 15)
    ground = QColor(palette.raised)
    ground.setAlphaF(0.92)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(palette.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
