"""The end signal: a ring and a word at each needle whose planned minutes have passed, one sentence
and, for whoever wants it, one quiet sound.
"""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QApplication

from charting.domain.ids import MarkId
from charting.domain.marks import MapSite
from charting.domain.planned_time import over
from charting.i18n import _, listed, ngettext
from charting.ui import theme
from charting.ui.session.body_picture import Look
from charting.ui.session.model import SessionModel

_RING = 20.0
_EDGE, _HIGH, _GAP = 6.0, 20.0, 4.0


def needles_over(model: SessionModel) -> Mapping[MarkId, int]:
    """The needles that are in although their minutes have passed, with those minutes."""
    if model.session is None or not model.counts.still_in:
        return {}
    return over(model.session, model.ways.stay_minutes, model.now())


class EndSignal:
    """Tells once of each needle, and paints as long as it is in. `heard` holds the needles, with
    their minutes, whose end was heard already: other screens tell of it too.
    """

    def __init__(self, model: SessionModel) -> None:
        self._model = model
        self.heard: set[tuple[MarkId, int]] = set()
        self._told: set[tuple[MarkId, int]] = set()

    def tell(self) -> bool:
        """Say which needles have come to their time since this was asked last; whether any has."""
        new = {key for key in needles_over(self._model).items() if key not in self._told}
        if not new:
            return False
        self._told |= new
        # A pair has its own sentence, which asks for the current to be switched off.
        paired = {each.id for pair in self._model.pairing.pairs for each in pair[:2]}
        numbers = [
            str(number)
            for number, mark in enumerate(self._model.marks, start=1)
            if mark.id not in paired and any(mark.id == key for key, _minutes in new)
        ]
        if numbers:
            minutes = max(minutes for key, minutes in new if key not in paired)
            words = ngettext(
                "Time: needle {numbers} has been in for {minutes} min.",
                "Time: needles {numbers} have been in for {minutes} min.",
                len(numbers),
            )
            told = words.format(numbers=listed(numbers), minutes=minutes)
            self._model.said.emit(told)
        if self._model.ways.sound and new - self.heard:
            QApplication.beep()
        self.heard |= new
        return True

    def paint(self, painter: QPainter, look: Look) -> None:
        """Paint a ring round each such needle, and "10 min: time" where there is room for it; what
        the current between two needles says stands there already.
        """
        passed = needles_over(self._model)
        if not passed:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL, bold=True, tabular=True))
        taken: list[QRectF] = []
        paired = {each.id for pair in self._model.pairing.pairs for each in pair[:2]}
        for needle in self._model.counts.still_in:
            if needle.id in passed and isinstance(needle.site, MapSite):
                at = look.projection.pixel_of(needle.site)
                painter.setPen(QPen(QColor(look.palette.answer), 2.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(at, _RING, _RING)
                if needle.id not in paired:
                    _label(painter, at, passed[needle.id], look, taken)
        painter.restore()


def _label(painter: QPainter, at: QPointF, minutes: int, look: Look, taken: list[QRectF]) -> None:
    words = _("{n} min: time").format(n=minutes)
    wide = painter.fontMetrics().horizontalAdvance(words) + 2 * _EDGE
    # Below the ring, as the sign and its number lean upwards; one lower where that is taken.
    box = QRectF(at.x() - wide / 2, at.y() + _RING + _GAP, wide, _HIGH)
    if any(box.intersects(other) for other in taken):
        box.translate(0, _HIGH + _GAP)
    if any(box.intersects(other) for other in taken):
        return
    taken.append(box)
    painter.setBrush(QColor(look.palette.raised))
    painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
    painter.setPen(QColor(look.palette.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
