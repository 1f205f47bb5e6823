"""The ghosts of the last visit's needles on the back: dotted outlines, the next one stronger."""

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from charting.domain.marks import MapSite
from charting.ui.session.body_picture import Look
from charting.ui.session.ghosts import Ghosts
from charting.ui.session.glyphs import HEAD, SHAFT, handle_angle

_DOTS = [1.0, 2.0]


class GhostLayer:
    """Paints what is offered again, beneath the marks of today."""

    def __init__(self, ghosts: Ghosts) -> None:
        self._ghosts = ghosts

    def paint(self, painter: QPainter, look: Look) -> None:
        """Paint each ghost where its needle was."""
        offered = self._ghosts.needles
        if not offered:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for needle in offered:
            if not isinstance(needle.site, MapSite):
                continue
            at = look.projection.pixel_of(needle.site)
            turn = handle_angle(needle, look.projection.turn.degrees)
            head = at + QPointF(math.cos(turn) * SHAFT, -math.sin(turn) * SHAFT)
            is_next = needle is offered[0]
            pen = QPen(QColor(look.palette.accent), 2.4 if is_next else 1.6)
            pen.setDashPattern(_DOTS)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(at, head)
            painter.drawEllipse(head, HEAD, HEAD)
            painter.drawEllipse(at, 3.0, 3.0)
        painter.restore()
