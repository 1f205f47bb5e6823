"""The marks on the map: those at rest kept in a picture, those in motion painted afresh."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from charting.domain.ids import MarkId
from charting.domain.marks import MapSite, Mark
from charting.domain.pain_area import PainArea
from charting.ui import theme
from charting.ui.session import glyphs
from charting.ui.session.body_picture import Look
from charting.ui.session.model import SessionModel
from charting.ui.session.stamps import Rest, StampedPicture

NUMBERED_UP_TO = 60


@dataclass(frozen=True, slots=True)
class Held:
    """A mark in the hand, and the pixel it is held at."""

    mark_id: MarkId
    at: QPointF


class MarksLayer:
    """All resting marks on a clear ground; one more mark costs one more sign."""

    def __init__(self, model: SessionModel) -> None:
        self._model = model
        self._picture: StampedPicture | None = None
        self._resting: dict[int, Rest] = {}
        self._shown: tuple[tuple[Mark, ...], set[int]] = ((), set())

    def paint(self, painter: QPainter, held: Held | None, look: Look) -> None:
        """Paint the resting marks, then those selected, held or on their way into the record."""
        unstored = self._model.unstored_marks
        moving = unstored | {self._model.selected} | ({held.mark_id} if held else set())
        marks = self._model.marks
        # Known by their place in memory: hashing five hundred ids would be felt.
        restless = {id(self._model.mark(key)) for key in moving if key is not None}
        self._picture_of(marks, restless, look).paint(painter)
        if not restless:
            return
        painter.setFont(theme.font(theme.SMALL))
        for place, mark in enumerate(marks, start=1):
            if id(mark) not in restless or isinstance(mark, PainArea):
                continue
            if isinstance(mark.site, MapSite):
                is_held = held is not None and held.mark_id == mark.id
                at = held.at if held and is_held else look.projection.pixel_of(mark.site)
                sign = glyphs.Sign(
                    mark.id == self._model.selected,
                    mark.id not in unstored,
                    _number(place, marks),
                    look.projection.turn.degrees,
                )
                glyphs.draw(painter, mark, at, sign, look.palette)

    def _picture_of(
        self, marks: tuple[Mark, ...], restless: set[int], look: Look
    ) -> StampedPicture:
        """The picture of the marks at rest, brought up to date."""
        picture = self._picture
        if picture is None or not picture.has_signs_of(look):
            self._picture, self._resting = (picture := StampedPicture(look)), {}
        before = resting = self._resting
        if not before or self._shown != (marks, restless):
            self._shown = (marks, restless)
            self._resting = resting = self._at_rest(marks, restless, picture)
        if any(resting.get(key) is not rest for key, rest in before.items()):
            before = {}
        if before:
            picture.move(look, before.values())
        else:
            picture.clear(look)
        picture.stamp([rest for key, rest in resting.items() if key not in before])
        return picture

    def _at_rest(
        self, marks: tuple[Mark, ...], restless: set[int], picture: StampedPicture
    ) -> dict[int, Rest]:
        resting = {}
        for place, mark in enumerate(marks, start=1):
            key = id(mark)
            if key in restless or isinstance(mark, PainArea):
                continue
            known, number = self._resting.get(key), _number(place, marks)
            if known is not None and known.number == number:
                resting[key] = known
            elif isinstance(mark.site, MapSite):
                resting[key] = picture.rest(mark, mark.site, number)
        return resting


def _number(place: int, marks: tuple[Mark, ...]) -> str:
    return str(place) if len(marks) <= NUMBERED_UP_TO else ""
