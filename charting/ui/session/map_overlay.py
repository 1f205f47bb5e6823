"""What is painted over the base picture: the lit muscle, hatched hazards, the margin and the
marks.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from charting.domain.body_map import BodyMap, Placement
from charting.domain.ids import MarkId
from charting.domain.marks import MapSite
from charting.i18n import _
from charting.ui.session import glyphs
from charting.ui.session.body_picture import BodyPicture, Look
from charting.ui.session.model import SessionModel
from charting.ui.session.projection import LEFT_MM
from charting.ui.theme import SMALL, font

NUMBERED_UP_TO = 60
RULER_MM = (50, 100, 150)


def paint_lit(
    painter: QPainter,
    picture: BodyPicture,
    model: SessionModel,
    pointer: Placement | None,
    look: Look,
) -> None:
    """Light the muscle that would be charted under the pointer, and the one of the selected mark;
    hatch the hazards stored at both.
    """
    selected = model.selected_mark
    site = selected.site if selected is not None else None
    if isinstance(site, MapSite):
        if site.muscle:
            picture.light_up(painter, site.muscle, site.side, look, strong=False)
        picture.hatch(painter, [(hazard, site.side) for hazard in site.hazards], look)
    if pointer is None:
        return
    muscle = model.named(pointer)
    if muscle:
        picture.light_up(painter, muscle, pointer.side, look, strong=True)
    picture.hatch(painter, [(hazard, pointer.side) for hazard in pointer.hazards], look)


def paint_margin(painter: QPainter, body_map: BodyMap, look: Look) -> None:
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


def paint_marks(
    painter: QPainter,
    model: SessionModel,
    dragged: tuple[MarkId, QPointF] | None,
    look: Look,
) -> None:
    """Every mark on the map in its order, the dragged one under the hand."""
    painter.setFont(font(SMALL))
    numbered = len(model.marks) <= NUMBERED_UP_TO
    visible = QRectF(-40, -40, look.size.width() + 80, look.size.height() + 80)
    for place, mark in enumerate(model.marks, start=1):
        if not isinstance(mark.site, MapSite):
            continue
        at = look.projection.to_screen(mark.site.x / 10, mark.site.y / 10)
        if dragged is not None and dragged[0] == mark.id:
            at = dragged[1]
        if visible.contains(at):
            number = str(place) if numbered else ""
            sign = glyphs.Sign(mark.id == model.selected, model.is_stored(mark.id), number)
            glyphs.draw(painter, mark, at, sign, look.palette)


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
