"""The marks on the map: those at rest kept in a picture, those in motion painted afresh."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

from charting.domain.ids import MarkId
from charting.domain.marks import MapSite, Mark
from charting.ui import theme
from charting.ui.session import glyphs
from charting.ui.session.body_picture import Look
from charting.ui.session.model import SessionModel
from charting.ui.session.stamps import Stamps

NUMBERED_UP_TO = 60

# A sign reaches this far from its site in any direction (px).
REACH = 48.0


@dataclass(frozen=True, slots=True)
class Held:
    """A mark in the hand, and the pixel it is held at."""

    mark_id: MarkId
    at: QPointF


class MarksLayer:
    """All resting marks on a clear ground; one more mark costs one more sign."""

    def __init__(self, model: SessionModel) -> None:
        self._model = model
        self._look: Look | None = None
        self._numbered = True
        self._pixmap = QPixmap()
        self._resting: dict[int, glyphs.Pointed] = {}
        self._stamps = Stamps()

    def paint(self, painter: QPainter, held: Held | None, look: Look) -> None:
        """Paint the resting marks, then those selected, held or on their way into the record."""
        unstored = self._model.unstored_marks
        moving = unstored | {self._model.selected} | ({held.mark_id} if held else set())
        marks = self._model.marks
        numbered = len(marks) <= NUMBERED_UP_TO
        # Known by their place in memory: hashing five hundred ids would be felt.
        restless = {id(self._model.mark(key)) for key in moving if key is not None}
        resting = {id(mark): mark for mark in marks if id(mark) not in restless}
        self._bring_up_to_date(resting, look, numbered=numbered)
        painter.drawPixmap(0, 0, self._pixmap)
        painter.setFont(theme.font(theme.SMALL))
        for place, mark in enumerate(marks, start=1):
            if id(mark) in restless and isinstance(mark.site, MapSite):
                is_held = held is not None and held.mark_id == mark.id
                at = held.at if held and is_held else _pixel(mark.site, look)
                sign = glyphs.Sign(
                    mark.id == self._model.selected,
                    mark.id not in unstored,
                    str(place) * numbered,
                    look.projection.turn.degrees,
                )
                glyphs.draw(painter, mark, at, sign, look.palette)

    def _bring_up_to_date(self, resting: dict[int, Mark], look: Look, *, numbered: bool) -> None:
        gone = self._resting.keys() - resting.keys()
        if gone or look != self._look or numbered != self._numbered:
            self._pixmap = QPixmap(look.size * look.ratio)
            self._pixmap.setDevicePixelRatio(look.ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            self._look, self._numbered, self._resting = look, numbered, {}
        fresh = resting.keys() - self._resting.keys()
        if fresh:
            self._paint_resting([resting[key] for key in resting if key in fresh], look)
            self._resting = resting

    def _paint_resting(self, fresh: list[Mark], look: Look) -> None:
        painter = QPainter(self._pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL))
        visible = QRectF(QPointF(0, 0), QSizeF(look.size)).adjusted(-REACH, -REACH, REACH, REACH)
        places = self._places() if self._numbered else {}
        turn = look.projection.turn.degrees
        for mark in fresh:
            if isinstance(mark.site, MapSite):
                at = _pixel(mark.site, look)
                if visible.contains(at):
                    number = places.get(mark.id, "")
                    sign = glyphs.Sign(selected=False, stored=True, number=number, turn=turn)
                    self._stamps.draw(painter, mark, at, sign, look.palette, look.ratio)
        painter.end()

    def _places(self) -> dict[MarkId, str]:
        return {mark.id: str(place) for place, mark in enumerate(self._model.marks, start=1)}


def _pixel(site: MapSite, look: Look) -> QPointF:
    return look.projection.to_screen(site.x / 10, site.y / 10)
