"""What happened at an earlier visit, shown at its site on the map: a broken ring and its words."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from charting.domain.marks import MapSite
from charting.ui.session.body_picture import Look
from charting.ui.theme import SMALL, font

_RING = 13.0
_GAP = 18.0
_PADDING = 6
_EDGE = 4.0


class Reaction(NamedTuple):
    """What happened at a site, in few words, and in which ink it is told."""

    site: MapSite
    words: str
    ink: str


class Reactions:
    """Paints them beneath the marks of today."""

    def __init__(self) -> None:
        self._shown: Sequence[Reaction] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """What is shown, in words."""
        return tuple(each.words for each in self._shown)

    def show(self, reactions: Sequence[Reaction]) -> None:
        """Show these from now on."""
        self._shown = reactions

    def paint(self, painter: QPainter, look: Look) -> None:
        """Paint them, if there are any."""
        for each in self._shown:
            at = look.projection.pixel_of(each.site)
            _ring(painter, at, each, look)
            _label(painter, at, each, look)


def _ring(painter: QPainter, at: QPointF, each: Reaction, look: Look) -> None:
    ground = QColor(look.palette.raised)
    ground.setAlphaF(0.5)
    pen = QPen(look.palette.color(each.ink), 2)
    pen.setDashPattern([2.0, 1.6])
    painter.setPen(pen)
    painter.setBrush(ground)
    painter.drawEllipse(at, _RING, _RING)


def _label(painter: QPainter, at: QPointF, each: Reaction, look: Look) -> None:
    """The words at the outer side, on a ground that lets them be read, never beyond the edge."""
    painter.setFont(font(SMALL, bold=True))
    metrics = painter.fontMetrics()
    box = QRectF(0, 0, metrics.horizontalAdvance(each.words) + 2 * _PADDING, metrics.height() + 4)
    outward = -1 if at.x() < look.projection.to_screen(0, 0).x() else 1
    box.moveCenter(QPointF(at.x() + outward * (_GAP + box.width() / 2), at.y()))
    box.moveLeft(min(max(box.left(), _EDGE), look.size.width() - box.width() - _EDGE))
    painter.setPen(QPen(look.palette.color("hairline"), 1))
    painter.setBrush(look.palette.color("raised"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(look.palette.color(each.ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, each.words)
