"""The picture of where the needles went: the plate with numbers at its sides and lines to the
places.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from charting.documents.drawing import Drawing
from charting.documents.plate import View, draw_plate
from charting.documents.sheet import INK, WHITE, draw_line, style
from charting.domain.body import REFERENCE_BODY, Build
from charting.domain.body_map import BodyMap
from charting.domain.leaflet_places import Place
from charting.domain.spreading import spread

DOT = 3.4
RING = 1.4


@dataclass(frozen=True, slots=True)
class SideWords:
    """The words for the patient's left and right, which are the viewer's too."""

    left: str
    right: str


class Where(Drawing):
    """The back with numbered places, `height` points high without the words below it; `told` says
    what it shows.
    """

    def __init__(
        self,
        body_map: BodyMap,
        places: Sequence[Place],
        words: SideWords,
        size: float,
        height: float,
        told: str,
        build: Build = REFERENCE_BODY.build,
    ) -> None:
        super().__init__()
        self._map = body_map
        self._places = places
        self._words = words
        self._size, self._told = size, told
        self._margin = size * 1.7
        self._below = size * LINE
        self._view = View(self._margin, self._below, height, build)
        self.width = self._view.width + 2 * self._margin
        self.height = height + self._below

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        return self._told

    def paint(self) -> None:
        """Draw the body, the dots with their numbers, and the words for the sides."""
        draw_plate(self.canv, self._map, self._view)
        self._draw_labels()
        look = style(self._size, bold=True)
        centre = self._view.x + self._view.width / 2
        draw_line(self.canv, self._words.left, self._margin / 4, self._size * 0.3, look)
        right = self.width - self._margin / 4
        draw_line(self.canv, self._words.right, right, self._size * 0.3, look, anchor="end")
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(0.4)
        self.canv.line(centre, self._below, centre, self._below - self._size * 0.4)

    def _draw_labels(self) -> None:
        labels = _labels(self._places, self._map.frame, self._view, self._size * 1.55)
        radius = self._size * 0.72
        for label in labels:
            at = self._margin / 2 if label.left else self.width - self._margin / 2
            self.canv.setStrokeColor(INK)
            self.canv.setLineWidth(0.8)
            for x, y in label.dots:
                self.canv.line(at, label.y, x, y)
        for label in labels:
            at = self._margin / 2 if label.left else self.width - self._margin / 2
            self._draw_dots(label)
            # Black on white: a filled disc turns to dots on a photocopier, and the number with it.
            self.canv.setFillColor(WHITE)
            self.canv.setStrokeColor(INK)
            self.canv.setLineWidth(RING)
            self.canv.circle(at, label.y, radius, stroke=1, fill=1)
            number = style(self._size, bold=True)
            draw_line(
                self.canv, label.text, at, label.y - self._size * 0.35, number, anchor="middle"
            )

    def _draw_dots(self, label: "_Label") -> None:
        self.canv.setFillColor(INK)
        self.canv.setStrokeColor(WHITE)
        self.canv.setLineWidth(0.8)
        for x, y in label.dots:
            self.canv.circle(x, y, DOT, stroke=1, fill=1)


LINE = 1.3


@dataclass(frozen=True, slots=True)
class _Label:
    """A number at the side, its height on the page, and the dots it belongs to."""

    text: str
    left: bool
    y: float
    dots: tuple[tuple[float, float], ...]


def _labels(places: Sequence[Place], frame: int, view: View, apart: float) -> list[_Label]:
    """The numbers at the side where their places are, no two nearer than `apart`."""
    found: dict[bool, list[tuple[float, Place, tuple[tuple[float, float], ...]]]] = {
        True: [],
        False: [],
    }
    for place in places:
        spots = [spot for spot in place.spots if spot.frame == frame]
        if spots:
            dots = tuple(view.place(spot.x, spot.y) for spot in spots)
            middle = sum(y for _, y in dots) / len(dots)
            found[sum(spot.x for spot in spots) < 0].append((middle, place, dots))
    labels = []
    for left, side in found.items():
        side.sort(key=lambda one: -one[0])
        heights = spread([one[0] for one in side], apart, view.y + apart / 2, view.y + view.height)
        labels += [
            _Label(str(place.number), left, y, dots)
            for y, (_, place, dots) in zip(heights, side, strict=True)
        ]
    return labels
