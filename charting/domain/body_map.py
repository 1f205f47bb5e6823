"""The map of the back: landmarks, structures and hazard zones, and what lies under a point of it.

The frame is that of the clinical reference (1.0): seen from behind, the origin midway between the
spinous tips of L4 and L5, x positive to the patient's right, y positive cranially, millimetres on
a reference adult. A map holds integers of 0.1 mm. The zones are population averages: a place
without a stored hazard is not a safe place.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from charting.domain import atlas
from charting.domain.atlas import (
    LEVELS,
    SEVERITIES,
    DamagedMap,
    Dermatome,
    Hazard,
    Landmark,
    Shape,
    Side,
    Structure,
)
from charting.domain.geometry import Grid
from charting.domain.levels import tips_of

__all__ = [
    "LEVELS",
    "SEVERITIES",
    "BodyMap",
    "DamagedMap",
    "Dermatome",
    "Hazard",
    "Landmark",
    "Nearness",
    "Placement",
    "Shape",
    "Side",
    "Structure",
]

MIDLINE_MM = 2.5

# An enum's member is looked up slowly, and a hand that moves asks a hundred times a second.
_LEFT, _RIGHT, _MIDLINE = Side.LEFT, Side.RIGHT, Side.MIDLINE

_Beneath = tuple[tuple[str, ...], tuple[str, ...], bool]
"""Structures, hazards, and whether a place lies within the skin."""


class Placement(NamedTuple):
    """A place on the map and what lies there.

    `x_mm` and `y_mm` to 0.1 mm in map frame `frame`; `lateral_mm` the distance from the midline.
    `level` is the nearest spinous tip, T10 to S4, the upper one at equal distance; the sacral
    tips are the tubercles of the median crest, and everything below that of S4 is called S4.
    `above_mm` is how far cranial of that tip the place lies (less than 0: caudal of it).
    `structures` are muscles and other tissue, superficial to deep, `hazards` the gravest first;
    a border belongs to both its sides. Outside the skin (`inside` false) both are empty.
    """

    frame: int
    x_mm: float
    y_mm: float
    side: Side
    level: str
    lateral_mm: float
    structures: tuple[str, ...]
    hazards: tuple[str, ...]
    inside: bool
    above_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Nearness:
    """How far the border of a muscle or hazard zone is (mm), and whether the place is inside it."""

    id: str
    distance_mm: float
    inside: bool


class BodyMap:
    """One version of the map. Immutable; safe to share between threads."""

    __slots__ = (
        "_areas",
        "_beneath",
        "_grid",
        "_halfway",
        "_last_hazard",
        "_last_structure",
        "_tips",
        "dermatomes",
        "frame",
        "hazards",
        "landmarks",
        "outline",
        "shapes",
        "structures",
    )

    def __init__(
        self,
        frame: int,
        shapes: tuple[Shape, ...],
        landmarks: tuple[Landmark, ...],
        structures: Mapping[str, Structure],
        hazards: Mapping[str, Hazard],
        dermatomes: Mapping[str, Dermatome],
    ) -> None:
        """Raises `DamagedMap` when a part is missing, doubled or unknown."""
        self.frame = frame
        self.shapes = shapes
        self.landmarks = landmarks
        self.structures = structures
        self.hazards = hazards
        self.dermatomes = dermatomes
        self.outline = _outline(shapes)
        self._tips, self._halfway = _tips(landmarks)
        layers = [shape for shape in shapes if shape.kind in ("muscle", "tissue")]
        zones = [shape for shape in shapes if shape.kind == "hazard"]
        fields = [shape for shape in shapes if shape.kind == "dermatome"]
        for drawn, known in ((layers, structures), (zones, hazards), (fields, dermatomes)):
            for shape in drawn:
                if shape.id not in known:
                    raise DamagedMap(f"{shape.id}: nothing is known about it")
        layers.sort(key=lambda shape: (shape.rank, shape.id))
        zones.sort(key=lambda zone: (SEVERITIES.index(hazards[zone.id].severity), zone.id))
        areas = (self.outline, *layers, *zones, *fields)
        self._areas = tuple(shape.id for shape in areas)
        self._last_structure = len(layers)
        self._last_hazard = len(layers) + len(zones)
        bordered = [n for n, shape in enumerate(areas) if shape.kind in ("muscle", "hazard")]
        # What each combination of areas is called, found once; a hand points at few of them.
        self._beneath: dict[tuple[int, ...], _Beneath] = {}
        self._grid = Grid([shape.rings for shape in areas], frozenset(bordered))

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> "BodyMap":
        """The map in what `compiled.json` holds. Raises `DamagedMap` naming the part."""
        try:
            frame, shapes, landmarks = data["frame"], list(data["shapes"]), list(data["landmarks"])
            structures, hazards = dict(data["structures"]), dict(data["hazards"])
            dermatomes = dict(data["dermatomes"])
        except (KeyError, TypeError, ValueError) as wrong:
            raise DamagedMap(f"the map: {type(wrong).__name__} {wrong}") from wrong
        if not isinstance(frame, int):
            raise DamagedMap(f"the map: its frame {frame!r} is not a whole number")
        return cls(
            frame,
            tuple(atlas.each(atlas.shape, ((row.get("id"), row) for row in shapes))),
            tuple(atlas.each(atlas.landmark, ((row.get("id"), row) for row in landmarks))),
            {made.id: made for made in atlas.each(atlas.structure, structures.items())},
            {made.id: made for made in atlas.each(atlas.hazard, hazards.items())},
            {made.id: made for made in atlas.each(atlas.dermatome, dermatomes.items())},
        )

    def at(self, x_mm: float, y_mm: float) -> Placement:
        """What lies under a point, in millimetres of the frame."""
        x, y = round(x_mm * 10), round(y_mm * 10)
        covering = self._grid.covering(x, y)
        beneath = self._beneath.get(covering)
        if beneath is None:
            beneath = self._beneath[covering] = self._resolved(covering)
        lateral, tip = abs(x) / 10, -1 - bisect_right(self._halfway, 2 * y)
        return Placement(
            self.frame,
            x / 10,
            y / 10,
            _MIDLINE if lateral < MIDLINE_MM else _RIGHT if x > 0 else _LEFT,
            LEVELS[tip],
            lateral,
            *beneath,
            (y - self._tips[tip]) / 10,
        )

    def _resolved(self, covering: tuple[int, ...]) -> _Beneath:
        """The ids of what covers a place, and whether the skin is among it."""
        if not covering or covering[0] != 0:
            return (), (), False
        split = bisect_right(covering, self._last_structure)
        end = bisect_right(covering, self._last_hazard)
        areas = self._areas
        return (
            tuple(dict.fromkeys([areas[area] for area in covering[1:split]])),
            tuple(dict.fromkeys([areas[area] for area in covering[split:end]])),
            True,
        )

    def named(self, placement: Placement, length_mm: int | None) -> str | None:
        """The muscle a mark at this place is charted in until the practitioner says otherwise.

        Among the muscles offered as targets there, those that a needle of `length_mm` suits
        (all, for None; the nearest range where it suits none), and of them the first by
        `chart_order`. Where none is offered, any muscle there; None without muscles. A proposal
        of the design: no finding follows from it.
        """
        here = [self.structures[key] for key in placement.structures if key.startswith("m.")]
        offered = [structure for structure in here if structure.needling_default] or here
        best = min(
            offered,
            key=lambda one: (_misfit(one.lengths_mm, length_mm), one.chart_order),
            default=None,
        )
        return best.id if best else None

    def dermatomes_at(self, x_mm: float, y_mm: float) -> tuple[str, ...]:
        """The dermatomes of a place, cranial first: one, two on a border, none outside the skin."""
        covering = self._grid.covering(round(x_mm * 10), round(y_mm * 10))
        found = covering[bisect_right(covering, self._last_hazard) :]
        return tuple(dict.fromkeys([self._areas[area] for area in found]))

    def height_of(self, level: str) -> float:
        """The height of a spinous tip, or of the middle of an interspace, in mm."""
        tips = [self._tips[LEVELS.index(tip)] for tip in tips_of(level)]
        return sum(tips) / len(tips) / 10

    def near(self, x_mm: float, y_mm: float, within_mm: float = 10.0) -> tuple[Nearness, ...]:
        """The muscles and hazard zones with a border within reach, the nearest border first.

        Where both sides of one lie within reach, the nearer border counts.
        """
        x, y = round(x_mm * 10), round(y_mm * 10)
        nearest: dict[str, float] = {}
        for area, distance in self._grid.near(x, y, round(within_mm * 10)).items():
            area_id = self._areas[area]
            nearest[area_id] = min(distance / 10, nearest.get(area_id, within_mm))
        inside = {self._areas[area] for area in self._grid.covering(x, y)}
        found = [Nearness(key, distance, key in inside) for key, distance in nearest.items()]
        return tuple(sorted(found, key=lambda one: (one.distance_mm, one.id)))


def _misfit(lengths_mm: tuple[int, ...], length_mm: int | None) -> int:
    """How many millimetres a needle is too short or too long for a range."""
    if length_mm is None or not lengths_mm:
        return 0
    return max(lengths_mm[0] - length_mm, length_mm - lengths_mm[1], 0)


def _outline(shapes: Iterable[Shape]) -> Shape:
    outlines = [shape for shape in shapes if shape.kind == "outline"]
    if len(outlines) != 1:
        raise DamagedMap(f"skin.outline: there must be one, not {len(outlines)}")
    return outlines[0]


def _tips(landmarks: Iterable[Landmark]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The heights of the spinous tips, cranial first, and twice the height halfway between
    neighbouring ones, from S4 up.
    """
    heights = {landmark.level: landmark.y for landmark in landmarks if landmark.level}
    for level in LEVELS:
        if level not in heights:
            raise DamagedMap(f"lm.sp.{level}: the landmark is missing")
    tips = [heights[level] for level in reversed(LEVELS)]
    for level, lower, upper in zip(reversed(LEVELS), tips, tips[1:], strict=False):
        if lower >= upper:
            raise DamagedMap(f"lm.sp.{level}: the spinous tips are out of order")
    return tuple(reversed(tips)), tuple(lower + upper for lower, upper in pairwise(tips))
