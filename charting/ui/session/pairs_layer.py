"""Current between needles on the back: a line from one to the other, with what is set beside it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from charting.domain.marks import MapSite
from charting.domain.pairs import Pair, is_over
from charting.ui import theme
from charting.ui.session.body_picture import Look
from charting.ui.session.model import SessionModel
from charting.wording.currents import running_words

_DASHES = [3.0, 2.0]
_EDGE = 8.0
_HIGH = 24.0
# Beside the line, so that the signs of both needles and their numbers, which lean to the right and
# up, stay free.
_BELOW, _BESIDE = 22.0, 16.0


class PairsLayer:
    """Paints the pairs of the session beneath its marks: solid while the current is on, dashed
    when it is off.
    """

    def __init__(self, model: SessionModel) -> None:
        self._model = model

    def paint(self, painter: QPainter, look: Look) -> None:
        """Paint each pair whose needles both stand on the map."""
        pairs = self._model.pairing.pairs
        if not pairs:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL, tabular=True))
        for pair in pairs:
            one, other = pair.first.site, pair.second.site
            if isinstance(one, MapSite) and isinstance(other, MapSite):
                ends = look.projection.pixel_of(one), look.projection.pixel_of(other)
                self._paint(painter, pair, ends, look)
        painter.restore()

    def _paint(
        self, painter: QPainter, pair: Pair, ends: tuple[QPointF, QPointF], look: Look
    ) -> None:
        now = self._model.now()
        pen = QPen(QColor(look.palette.accent), 2.4)
        if pair.current.stopped is not None:
            pen.setDashPattern(_DASHES)
        painter.setPen(pen)
        painter.drawLine(*ends)
        words = running_words(pair, now)
        wide = painter.fontMetrics().horizontalAdvance(words) + 2 * _EDGE
        box = QRectF(0, 0, wide, _HIGH)
        middle, way = (ends[0] + ends[1]) / 2, ends[1] - ends[0]
        if abs(way.y()) > abs(way.x()):
            box.moveCenter(middle - QPointF(wide / 2 + _BESIDE, 0))
        else:
            box.moveCenter(middle + QPointF(0, _BELOW))
        box.moveLeft(min(max(box.left(), 4.0), look.size.width() - wide - 4.0))
        asks = is_over(pair.current, now)
        edge = look.palette.answer if asks else look.palette.hairline
        painter.setPen(QPen(QColor(edge), 2 if asks else 1))
        painter.setBrush(QColor(look.palette.raised))
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        painter.setPen(QColor(look.palette.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
