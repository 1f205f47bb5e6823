"""The signs for marks on the back: told by shape first, by colour second (look.md)."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from charting.domain.marks import MapSite, Needle, PointStatus, TriggerPoint
from charting.domain.signs import handle_degrees
from charting.ui.theme import Palette

RING = 8.0
SHAFT = 24.0
HEAD = 4.5
ASSUMED = 13.0

# The marks of a place; a pain area has its own signs.
Pointed = TriggerPoint | Needle


@dataclass(frozen=True, slots=True)
class Sign:
    """How one mark is shown beyond what it is; `turn` is that of the map, in degrees
    counter-clockwise.
    """

    selected: bool
    stored: bool
    number: str = ""
    turn: int = 0


def draw(painter: QPainter, mark: Pointed, at: QPointF, sign: Sign, palette: Palette) -> None:
    """Draw the sign of `mark` with its site at pixel `at`."""
    if sign.selected:
        _halo(painter, at, palette)
    if isinstance(mark.site, MapSite) and mark.site.assumed:
        _dashed_ring(painter, at, palette)
    if isinstance(mark, TriggerPoint):
        _draw_point(painter, mark, at, sign, palette)
    else:
        _draw_needle(painter, mark, at, sign, palette)
    number(painter, mark, at, sign, palette)


def number(painter: QPainter, mark: Pointed, at: QPointF, sign: Sign, palette: Palette) -> None:
    """Draw the number of `mark` beside its sign, if it has one."""
    if sign.number:
        draw_number(painter, number_place(mark, at, sign.turn), sign.number, palette)


def _pen(palette: Palette, width: float, *, stored: bool, colour: str = "") -> QPen:
    pen = QPen(QColor(colour or palette.text), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    if not stored:
        pen.setDashPattern([1.5, 2.0])
    return pen


def _halo(painter: QPainter, at: QPointF, palette: Palette) -> None:
    glow = QColor(palette.accent)
    glow.setAlphaF(0.22)
    painter.setPen(QPen(QColor(palette.accent), 1.5))
    painter.setBrush(glow)
    painter.drawEllipse(at, 17.0, 17.0)


def _dashed_ring(painter: QPainter, at: QPointF, palette: Palette) -> None:
    """Round a mark whose place was named and not pointed at."""
    pen = QPen(QColor(palette.text), 1.4)
    pen.setDashPattern([2.5, 2.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, ASSUMED, ASSUMED)


def _draw_point(
    painter: QPainter, point: TriggerPoint, at: QPointF, sign: Sign, palette: Palette
) -> None:
    under = QColor(palette.raised)
    under.setAlphaF(0.85)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(under)
    painter.drawEllipse(at, RING + 2, RING + 2)
    painter.setPen(_pen(palette, 2.0, stored=sign.stored))
    if point.status is PointStatus.ACTIVE:
        painter.setBrush(QColor(palette.text))
        painter.drawEllipse(at, RING, RING)
        painter.setPen(QPen(QColor(palette.raised), 2.0))
        _cross(painter, at, RING * 0.55)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, RING, RING)
    if point.status is PointStatus.UNKNOWN:
        painter.setBrush(QColor(palette.text))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(at, 2.0, 2.0)


def _cross(painter: QPainter, at: QPointF, arm: float) -> None:
    painter.drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0))
    painter.drawLine(at - QPointF(0, arm), at + QPointF(0, arm))


def _draw_needle(
    painter: QPainter, needle: Needle, at: QPointF, sign: Sign, palette: Palette
) -> None:
    turn = handle_angle(needle, sign.turn)
    head = at + QPointF(math.cos(turn) * SHAFT, -math.sin(turn) * SHAFT)
    painter.setPen(_pen(palette, 5.5, stored=True, colour=palette.raised))
    painter.drawLine(at, head)
    if needle.in_situ:
        painter.setPen(_pen(palette, 2.5, stored=sign.stored))
        painter.setBrush(QColor(palette.text))
        painter.drawLine(at, head)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(head, HEAD + 1, HEAD + 1)
        painter.drawEllipse(at, 2.4, 2.4)
        return
    # A needle that is out is the same line hollow: two thin edges and an open head.
    across = QPointF(math.sin(turn), math.cos(turn)) * 2.0
    painter.setPen(_pen(palette, 1.2, stored=sign.stored))
    painter.setBrush(QColor(palette.raised))
    painter.drawLine(at + across, head + across)
    painter.drawLine(at - across, head - across)
    painter.setPen(_pen(palette, 1.4, stored=True))
    painter.drawEllipse(head, HEAD + 0.5, HEAD + 0.5)


def handle_angle(needle: Needle, turn: int = 0) -> float:
    """Where the handle stands, in radians counter-clockwise from the screen's right, on a map
    turned by so many degrees.
    """
    return math.radians(handle_degrees(needle) + turn)


def bounds(mark: Pointed, turn: int = 0) -> QRectF:
    """The box of a sign without halo and number, with its site at (0, 0)."""
    ring = ASSUMED + 2 if isinstance(mark.site, MapSite) and mark.site.assumed else 0.0
    round_it = QRectF(-ring, -ring, 2 * ring, 2 * ring)
    if isinstance(mark, TriggerPoint):
        reach = RING + 4
        return round_it | QRectF(-reach, -reach, 2 * reach, 2 * reach)
    angle = handle_angle(mark, turn)
    head = QPointF(math.cos(angle), -math.sin(angle)) * SHAFT
    room = HEAD + 4
    shaft = QRectF(QPointF(0, 0), head).normalized().adjusted(-room, -room, room, room)
    return round_it | shaft


def centre_for(mark: Pointed, box_centre: QPointF) -> QPointF:
    """Where the site must stand so that the whole sign is centred at a pixel."""
    if isinstance(mark, TriggerPoint):
        return box_centre
    turn = handle_angle(mark)
    return box_centre - QPointF(math.cos(turn), -math.sin(turn)) * SHAFT / 2


def number_place(mark: Pointed, at: QPointF, turned: int) -> QPointF:
    """Where the middle of its number stands, with its site at pixel `at`."""
    # Beside the head of a needle, where neighbours' shafts do not reach.
    if isinstance(mark, TriggerPoint):
        return at + QPointF(-13, 12)
    turn = handle_angle(mark, turned)
    return at + QPointF(math.cos(turn), -math.sin(turn)) * (SHAFT + 13)


def draw_number(painter: QPainter, at: QPointF, number: str, palette: Palette) -> None:
    """Draw the number of a mark, its middle at a pixel."""
    wide = max(18, painter.fontMetrics().horizontalAdvance(number) + 6)
    box = QRectF(at.x() - wide / 2, at.y() - 7.5, wide, 15)
    under = QColor(palette.raised)
    under.setAlphaF(0.85)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(under)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(palette.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
