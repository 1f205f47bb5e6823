"""What is painted about the body: what stands out on it, its margin, and what points at it."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QStaticText

from charting.domain.body_map import BodyMap, Placement, Side
from charting.domain.marks import MapSite
from charting.i18n import _
from charting.ui.session.body_picture import Lit, Look
from charting.ui.session.model import SessionModel
from charting.ui.session.projection import BELOW, BESIDE, LEFT_MM, Turn
from charting.ui.theme import SMALL, font
from charting.wording import side_words

# The finest division of the ruler whose numbers stand clear of each other (mm, px).
STEPS_MM = (5, 10, 20, 50)
CLEAR = 46.0
EDGE = 12.0
LINE = 18.0
POINTED = QPointF(18, -30)


def lit_by(model: SessionModel, pointer: Placement | None, named: tuple[str, Side] | None) -> Lit:
    """What stands out: what is named at the pointer, and at the selected mark."""
    mark = model.selected_mark
    site = mark.site if mark is not None and isinstance(mark.site, MapSite) else None
    hazards: set[tuple[str, Side]] = set()
    selected = None
    if site is not None:
        selected = (site.muscle, site.side) if site.muscle else None
        hazards.update((hazard, site.side) for hazard in site.hazards)
    if pointer is not None:
        hazards.update((hazard, pointer.side) for hazard in pointer.hazards)
    return Lit(named if pointer else None, selected, frozenset(hazards))


def paint_margin(painter: QPainter, look: Look, body_map: BodyMap) -> None:
    """LEFT and RIGHT in words, the levels at the edge, and a ruler in mm from the midline."""
    painter.setFont(font(SMALL))
    _levels(painter, body_map, look)
    _ruler(painter, look)
    _sides(painter, look)


def _sides(painter: QPainter, look: Look) -> None:
    """Where the patient's left and right are, and the head of one who lies on the side."""
    width, height = look.size.width(), look.size.height()
    turn, left, right = look.projection.turn, _("LEFT"), _("RIGHT")
    if turn is Turn.UPRIGHT:
        words = [(left, QPointF(EDGE, 8)), (right, QPointF(width - EDGE, 8))]
    else:
        edge = EDGE if turn is Turn.HEAD_LEFT else width - EDGE
        upper, lower = (right, left) if turn is Turn.HEAD_LEFT else (left, right)
        low = height - BELOW - LINE - 4
        middle = look.projection.to_screen(0, 0).y() - LINE / 2
        head = min(max(middle, 2 * LINE), low - 2 * LINE)
        places = ((upper, 8.0), (_("HEAD"), head), (lower, low))
        words = [(word, QPointF(edge, y)) for word, y in places]
    painter.setFont(font(SMALL, bold=True))
    for word, at in words:
        _label(painter, word, at, look, ink=look.palette.text, right=at.x() > width / 2)


def _levels(painter: QPainter, body_map: BodyMap, look: Look) -> None:
    """A level beside each spinous tip in sight, at the left edge or, turned, at the lower one."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    turned = look.projection.turn is not Turn.UPRIGHT
    width, height = look.size.width(), look.size.height()
    edge = max(EDGE, look.projection.to_screen(LEFT_MM, 0).x())
    for landmark in body_map.landmarks:
        if not landmark.level:
            continue
        tip = look.projection.to_screen(landmark.x / 10, landmark.y / 10)
        if not (BESIDE < tip.x() < width - BESIDE if turned else 32 < tip.y() < height - BELOW - 8):
            continue
        painter.setPen(QPen(QColor(look.palette.hairline), 1, Qt.PenStyle.DotLine))
        if turned:
            painter.drawLine(QPointF(tip.x(), tip.y() + 5), QPointF(tip.x(), height - BELOW))
            at = QPointF(tip.x() - _width(painter, landmark.level) / 2, height - BELOW + 8)
        else:
            painter.drawLine(QPointF(edge + 32, tip.y()), QPointF(tip.x() - 5, tip.y()))
            at = QPointF(edge, tip.y() - LINE / 2)
        _label(painter, landmark.level, at, look)


def _ruler(painter: QPainter, look: Look) -> None:
    """The patient's millimetres from the midline, along the lower edge or, turned, at the feet."""
    at, turn = look.projection, look.projection.turn
    width, height = look.size.width(), look.size.height()
    length = height - BELOW if turn is not Turn.UPRIGHT else width
    pixels = at.scale / at.body.across
    step = next((mm for mm in STEPS_MM if mm * pixels >= CLEAR), STEPS_MM[-1])
    wide = int(at.body.build.half_width * at.body.across)
    numbers = [mm for mm in range(-wide, wide + 1) if mm % step == 0]
    axis = height - 26.0
    if turn is not Turn.UPRIGHT:
        axis = width - 34.0 if turn is Turn.HEAD_LEFT else 34.0
    ground = QColor(look.palette.surface)
    ground.setAlphaF(0.86)
    if turn is Turn.UPRIGHT:
        painter.fillRect(QRectF(0, height - BELOW, width, BELOW), ground)
    seen = [mm for mm in numbers if 20 < _along(look, mm) < length - 20]
    with_side = bool(seen) and 0 not in seen
    painter.setPen(QPen(QColor(look.palette.hairline), 1))
    if seen:
        painter.drawLine(*(_on_axis(look, mm, axis) for mm in (seen[0], seen[-1])))
    for mm in seen:
        tick = _on_axis(look, mm, axis)
        across = QPointF(0, 4) if turn is Turn.UPRIGHT else QPointF(4, 0)
        painter.setPen(QPen(QColor(look.palette.hairline), 1))
        painter.drawLine(tick - across, tick + across)
        words = _("0 mm") if mm == 0 else str(abs(mm))
        if with_side and mm == seen[len(seen) // 2]:
            words = f"{words} {side_words(Side.RIGHT if mm > 0 else Side.LEFT)}"
        _number(painter, words, tick, look)


def _along(look: Look, mm: float) -> float:
    at = look.projection.pixel(mm / look.projection.body.across, 0)
    return at.x() if look.projection.turn is Turn.UPRIGHT else at.y()


def _on_axis(look: Look, mm: float, axis: float) -> QPointF:
    along = _along(look, mm)
    return QPointF(along, axis) if look.projection.turn is Turn.UPRIGHT else QPointF(axis, along)


def _number(painter: QPainter, words: str, tick: QPointF, look: Look) -> None:
    painter.setPen(QColor(look.palette.quiet))
    if look.projection.turn is Turn.UPRIGHT:
        left = tick.x() - _width(painter, words) / 2
        painter.drawStaticText(QPointF(left, tick.y() + 5), _laid(words, painter.font()))
        return
    wide = _width(painter, words)
    left = tick.x() + 7 if look.projection.turn is Turn.HEAD_LEFT else tick.x() - 7 - wide
    left = min(max(left, 2.0), look.size.width() - wide - 2.0)
    _label(painter, words, QPointF(left, tick.y() - LINE / 2), look)


def _label(
    painter: QPainter, words: str, at: QPointF, look: Look, *, ink: str = "", right: bool = False
) -> None:
    """A word on a ground of its own, so that it can be read over the body too; `at` is its upper
    left corner, or its upper right one.
    """
    wide = _width(painter, words)
    box = QRectF(at.x() - (wide if right else 0), at.y(), wide, LINE)
    ground = QColor(look.palette.surface)
    ground.setAlphaF(0.86)
    painter.fillRect(box.adjusted(-3, 0, 3, 0), ground)
    painter.setPen(QColor(ink or look.palette.quiet))
    laid = _laid(words, painter.font())
    painter.drawStaticText(QPointF(box.left(), box.center().y() - laid.size().height() / 2), laid)


def _width(painter: QPainter, words: str) -> float:
    return _laid(words, painter.font()).size().width()


@lru_cache(maxsize=256)
def _laid(words: str, of: QFont) -> QStaticText:
    """Words laid out once: the same few are painted with every frame of a back that moves."""
    laid = QStaticText(words)
    laid.setTextFormat(Qt.TextFormat.PlainText)
    laid.prepare(font=of)
    return laid


def paint_pointed(painter: QPainter, words: str, at: QPointF, look: Look) -> None:
    """The name of what is lit, beside the pointer and never beyond the edge."""
    painter.setFont(font(SMALL, bold=True))
    box = QRectF(0, 0, _width(painter, words) + 16, LINE + 6)
    box.moveTopLeft(at + POINTED)
    if box.right() > look.size.width() - 4:
        box.moveRight(at.x() - POINTED.x())
    box.moveTop(max(4.0, box.top()))
    painter.setPen(QPen(QColor(look.palette.hairline), 1))
    painter.setBrush(QColor(look.palette.raised))
    painter.drawRoundedRect(box, 8, 8)
    painter.setPen(QColor(look.palette.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


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
