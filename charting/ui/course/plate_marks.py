"""Marks on a plate, in the signs of the session: each with a label, those of before faint."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from charting.domain import pain_extent
from charting.domain.marks import MapSite, Mark
from charting.domain.pain_area import PainArea
from charting.ui import theme
from charting.ui.session import glyphs, pain_signs
from charting.ui.session.body_picture import Look
from charting.ui.session.stamps import Stamp, StampedPicture

FAINT = 0.5
# A place that moved less (px) is the same to the eye.
_MOVED = 10.0
# Half the width of the room for a label, and its height (px).
_LABEL = 24


@dataclass(frozen=True, slots=True)
class Shown:
    """A mark with the `label` it bears; `key` says what it stands for, `before` is where it was in
    the other visit.
    """

    key: Hashable
    mark: Mark
    label: str
    faint: bool = False
    chosen: bool = False
    before: Mark | None = None


class PlateMarks:
    """Paints marks; each sign is drawn once, and stamped wherever it stands."""

    def __init__(self) -> None:
        self._signs: StampedPicture | None = None
        self._labels: dict[tuple[object, ...], Stamp] = {}

    def paint(self, painter: QPainter, look: Look, shown: Iterable[Shown]) -> None:
        """Paint what is felt, then what moved, then the other marks, those of before beneath."""
        marks = sorted(shown, key=lambda each: not each.faint)
        for each in marks:
            if isinstance(each.mark, PainArea):
                _paint_area(painter, look, each, each.mark)
        painter.setOpacity(1.0)
        for each in marks:
            _paint_way(painter, look, each)
        if self._signs is None or not self._signs.has_signs_of(look):
            self._signs = StampedPicture(look)
        for each in marks:
            self._paint_mark(painter, look, each, self._signs)

    def _paint_mark(
        self, painter: QPainter, look: Look, each: Shown, signs: StampedPicture
    ) -> None:
        mark = each.mark
        if isinstance(mark, PainArea) or not isinstance(mark.site, MapSite):
            return
        at = look.projection.pixel_of(mark.site)
        sign = _sign(each, look)
        if each.chosen:
            glyphs.draw(painter, mark, at, sign, look.palette)
            return
        # What is faint is still to be read.
        painter.setOpacity(FAINT if each.faint else 1.0)
        signs.rest(mark, mark.site, "").stamp.put(painter, at, look.ratio)
        painter.setOpacity(1.0)
        if sign.number:
            middle = glyphs.number_place(mark, at, sign.turn)
            self._label(sign.number, look).put(painter, middle, look.ratio)

    def _label(self, words: str, look: Look) -> Stamp:
        key = (words, look.palette, look.ratio)
        if key not in self._labels:
            picture = QPixmap(QSize(2 * _LABEL, _LABEL) * look.ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(look.ratio, look.ratio)
            painter.setFont(theme.font(theme.SMALL))
            glyphs.draw_number(painter, QPointF(_LABEL, _LABEL / 2), words, look.palette)
            painter.end()
            self._labels[key] = Stamp(picture, _LABEL * look.ratio, _LABEL / 2 * look.ratio)
        return self._labels[key]


def places(shown: Sequence[Shown]) -> Mapping[Hashable, tuple[float, float]]:
    """Where each can be picked, in mm."""
    found: dict[Hashable, tuple[float, float]] = {}
    for each in shown:
        place = place_of(each.mark)
        if place is not None:
            found[each.key] = place
    return found


def place_of(mark: Mark) -> tuple[float, float] | None:
    """Where a mark stands on the map (mm); `None` off the map."""
    if isinstance(mark, PainArea):
        x, y = pain_extent.anchor(mark.site)
        return x / 10, y / 10
    site = mark.site
    return (site.x / 10, site.y / 10) if isinstance(site, MapSite) else None


def _sign(each: Shown, look: Look) -> glyphs.Sign:
    return glyphs.Sign(each.chosen, True, each.label, look.projection.turn.degrees)


def _paint_area(painter: QPainter, look: Look, each: Shown, area: PainArea) -> None:
    painter.setOpacity(FAINT if each.faint else 1.0)
    pain_signs.draw(painter, area, look.projection, _sign(each, look), look.palette)


def _paint_way(painter: QPainter, look: Look, each: Shown) -> None:
    before, now = (place_of(mark) if mark else None for mark in (each.before, each.mark))
    if before is None or now is None or isinstance(each.mark, PainArea):
        return
    start, end = look.projection.to_screen(*before), look.projection.to_screen(*now)
    if (end - start).manhattanLength() >= _MOVED:
        painter.setPen(QPen(QColor(look.palette.text), 1.4, Qt.PenStyle.DotLine))
        painter.drawLine(start, end)
