"""What is closed on the map by an answer of the visit: hatched, framed, and named with the rule."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from charting.domain.screening import Closure
from charting.domain.screening_rules import Action
from charting.i18n import _
from charting.ui.session.body_picture import Look
from charting.ui.session.model import SessionModel
from charting.ui.theme import SMALL, font

_PADDING = 6
_WIDEST = 220.0


class ClosedAreas:
    """Paints the regions that are closed; their outlines are kept until look or answers change."""

    def __init__(self, model: SessionModel) -> None:
        self._model = model
        self._skin = QPainterPath()
        for ring in model.body_map.outline.rings:
            self._skin.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
            self._skin.closeSubpath()
        self._kept: tuple[Look, tuple[Closure, ...]] | None = None
        self._areas: list[tuple[Closure, QPainterPath]] = []

    def paint(self, painter: QPainter, look: Look) -> None:
        """Paint what is closed now, if anything is."""
        closures = tuple(each for each in self._model.screen.verdict.closures if each.region)
        if not closures:
            return
        if self._kept is None or self._kept[0] != look or self._kept[1] != closures:
            self._kept = (look, closures)
            self._areas = [(each, self._area(each, look)) for each in closures]
        painter.save()
        for closure, area in self._areas:
            _hatch(painter, closure, area, look)
        for closure, area in self._areas:
            _name(painter, _(self._model.screen.words(closure.rule)), area.boundingRect(), look)
        painter.restore()

    def _area(self, closure: Closure, look: Look) -> QPainterPath:
        region, box = closure.region, QPainterPath()
        if region is not None:
            width, height = region.right - region.left, region.top - region.bottom
            box.addRect(QRectF(region.left, region.bottom, width, height))
        return look.projection.transform().map(self._skin.intersected(box))


def _hatch(painter: QPainter, closure: Closure, area: QPainterPath, look: Look) -> None:
    blocks = closure.action is Action.BLOCK
    ink = QColor(look.palette.hazard if blocks else look.palette.answer)
    brush = QBrush(ink, Qt.BrushStyle.FDiagPattern)
    painter.setOpacity(0.5 if blocks else 0.3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawPath(area)
    painter.setOpacity(1.0)
    painter.setPen(QPen(ink, 1.6, Qt.PenStyle.SolidLine if blocks else Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(area)


def _name(painter: QPainter, words: str, area: QRectF, look: Look) -> None:
    """Name the rule in the middle of the area, on a ground that lets it be read."""
    painter.setFont(font(SMALL, bold=True))
    metrics = painter.fontMetrics()
    most = max(80.0, min(_WIDEST, area.width() - 2 * _PADDING))
    shown = metrics.elidedText("▨ " + words, Qt.TextElideMode.ElideRight, round(most))
    box = QRectF(0, 0, metrics.horizontalAdvance(shown) + 2 * _PADDING, metrics.height() + 4)
    box.moveCenter(area.center())
    painter.setPen(QPen(QColor(look.palette.hazard), 1))
    painter.setBrush(QColor(look.palette.raised))
    painter.drawRoundedRect(box, 4, 4)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
