"""What is painted about the body: what stands out on it, its margin, and the cursor."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from charting.domain.body_map import BodyMap, Placement, Side
from charting.domain.marks import MapSite
from charting.i18n import _
from charting.ui.session.body_picture import Lit, Look
from charting.ui.session.model import SessionModel
from charting.ui.session.projection import LEFT_MM
from charting.ui.theme import SMALL, font

RULER_MM = (50, 100, 150)


def lit_by(model: SessionModel, pointer: Placement | None) -> Lit:
    """What stands out: at the pointer, and at the selected mark."""
    mark = model.selected_mark
    site = mark.site if mark is not None and isinstance(mark.site, MapSite) else None
    hazards: set[tuple[str, Side]] = set()
    pointed = selected = None
    if site is not None:
        selected = (site.muscle, site.side) if site.muscle else None
        hazards.update((hazard, site.side) for hazard in site.hazards)
    if pointer is not None:
        muscle = model.named(pointer)
        pointed = (muscle, pointer.side) if muscle else None
        hazards.update((hazard, pointer.side) for hazard in pointer.hazards)
    return Lit(pointed, selected, frozenset(hazards))


def paint_margin(painter: QPainter, look: Look, body_map: BodyMap) -> None:
    """LEFT and RIGHT in words, the levels at the edge, and a ruler in mm from the midline."""
    painter.setFont(font(SMALL))
    quiet = QColor(look.palette.quiet)
    _levels(painter, body_map, look, quiet)
    _ruler(painter, look, quiet)
    painter.setFont(font(SMALL, bold=True))
    painter.setPen(QColor(look.palette.text))
    width = look.size.width()
    box = QRectF(12, 8, 160, 20)
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft, _("LEFT"))
    box.moveRight(width - 12)
    painter.drawText(box, Qt.AlignmentFlag.AlignRight, _("RIGHT"))


def _levels(painter: QPainter, body_map: BodyMap, look: Look, quiet: QColor) -> None:
    faint = QColor(look.palette.hairline)
    edge = max(12.0, look.projection.to_screen(LEFT_MM, 0).x())
    for landmark in body_map.landmarks:
        if not landmark.level:
            continue
        tip = look.projection.to_screen(landmark.x / 10, landmark.y / 10)
        if not 28 < tip.y() < look.size.height() - 40:
            continue
        painter.setPen(QPen(faint, 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(edge + 32, tip.y()), QPointF(tip.x() - 5, tip.y()))
        painter.setPen(quiet)
        painter.drawText(
            QRectF(edge, tip.y() - 9, 28, 18), Qt.AlignmentFlag.AlignVCenter, landmark.level
        )


def _ruler(painter: QPainter, look: Look, quiet: QColor) -> None:
    y = look.size.height() - 26.0
    middle = look.projection.to_screen(0, 0).x()
    reach = RULER_MM[-1] * look.projection.scale
    painter.setPen(QPen(QColor(look.palette.hairline), 1))
    painter.drawLine(QPointF(middle - reach, y), QPointF(middle + reach, y))
    for mm in (*(-each for each in reversed(RULER_MM)), 0, *RULER_MM):
        x = middle + mm * look.projection.scale
        painter.setPen(QPen(QColor(look.palette.hairline), 1))
        painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4))
        painter.setPen(quiet)
        words = _("0 mm") if mm == 0 else str(abs(mm))
        painter.drawText(QRectF(x - 30, y + 5, 60, 18), Qt.AlignmentFlag.AlignHCenter, words)


def paint_cursor(painter: QPainter, cursor: QPointF | None, frame: QRectF, look: Look) -> None:
    """The focus ring, and the cross of the keyboard's cursor."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.palette.accent), 2))
    painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 8, 8)
    if cursor is None:
        return
    at = look.projection.to_screen(cursor.x(), cursor.y())
    for arm in (QPointF(14, 0), QPointF(0, 14)):
        painter.drawLine(at - arm, at - arm * 0.3)
        painter.drawLine(at + arm * 0.3, at + arm)
