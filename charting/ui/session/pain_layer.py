"""The pain areas on the map, beneath the other marks: those at rest in a picture, others afresh."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from charting.domain.ids import MarkId
from charting.domain.pain_area import PainArea
from charting.ui import theme
from charting.ui.session import pain_signs
from charting.ui.session.body_picture import Look
from charting.ui.session.glyphs import Sign
from charting.ui.session.marks_layer import NUMBERED_UP_TO
from charting.ui.session.model import SessionModel

# An area as it stands in the list: the number it bears, and itself.
_Numbered = tuple[str, PainArea]


class PainLayer:
    """All resting areas on a clear ground; the selected and the unstored are painted on top."""

    def __init__(self, model: SessionModel) -> None:
        self._model = model
        self._look: Look | None = None
        self._resting: list[_Numbered] = []
        self._pixmap = QPixmap()

    def paint(self, painter: QPainter, look: Look, held: MarkId | None) -> None:
        """Paint the areas; the one that is held is painted by the hand that holds it."""
        areas = self._areas()
        if not areas:
            return
        unstored, selected = self._model.unstored_marks, self._model.selected
        moving = unstored | {selected, held}
        resting = [each for each in areas if each[1].id not in moving]
        self._bring_up_to_date(resting, look)
        painter.drawPixmap(0, 0, self._pixmap)
        painter.setFont(theme.font(theme.SMALL))
        for number, area in areas:
            if area.id in moving and area.id != held:
                sign = Sign(area.id == selected, area.id not in unstored, number)
                pain_signs.draw(painter, area, look.projection, sign, look.palette)

    def _areas(self) -> list[_Numbered]:
        marks = self._model.marks
        numbered = len(marks) <= NUMBERED_UP_TO
        return [
            (str(place) * numbered, mark)
            for place, mark in enumerate(marks, start=1)
            if isinstance(mark, PainArea)
        ]

    def _bring_up_to_date(self, resting: list[_Numbered], look: Look) -> None:
        known = len(self._resting)
        fresh = resting
        if look == self._look and resting[:known] == self._resting:
            fresh = resting[known:]
            if not fresh:
                return
        else:
            self._pixmap = QPixmap(look.size * look.ratio)
            self._pixmap.setDevicePixelRatio(look.ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
        self._look, self._resting = look, resting
        painter = QPainter(self._pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL))
        for number, area in fresh:
            sign = Sign(selected=False, stored=True, number=number)
            pain_signs.draw(painter, area, look.projection, sign, look.palette)
        painter.end()
