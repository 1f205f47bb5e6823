"""The map of the back: landmarks, structures and hazard zones, and what lies under a point of it.

The frame is that of the clinical reference (1.0): seen from behind, the origin midway between the
spinous tips of L4 and L5, x positive to the patient's right, y positive cranially, millimetres on
a reference adult. A map holds integers of 0.1 mm. The zones are population averages: a place
without a stored hazard is not a safe place.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any, TypeVar

from charting.domain.geometry import Grid, Ring

MIDLINE_MM = 2.5
LAYERS = ("skin", "bone", "deep", "intermediate", "superficial", "line", "hazard")
KINDS = ("skin", "outline", "bone", "muscle", "tissue", "fibre", "line", "hazard")
SEVERITIES = ("critical", "serious", "moderate", "info")
LEVELS = ("T10", "T11", "T12", "L1", "L2", "L3", "L4", "L5", "S1", "S2", "S3", "S4")


_Made = TypeVar("_Made")


class Side(StrEnum):
    """A side of the patient; the midline is a strip of 2.5 mm to either side."""

    LEFT = "left"
    RIGHT = "right"
    MIDLINE = "midline"


class DamagedMap(ValueError):
    """Plain data that is not a map; the text names the part that is wrong."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A place on the map and what lies there.

    `x_mm` and `y_mm` to 0.1 mm in map frame `frame`; `lateral_mm` the distance from the midline.
    `level` is the nearest spinous tip, T10 to S4, the upper one at equal distance; the sacral
    tips are the tubercles of the median crest, and everything below that of S4 is called S4.
    `structures` are muscles, superficial to deep, `hazards` the gravest first; a border belongs
    to both its sides. Outside the skin (`inside` false) both are empty.
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


@dataclass(frozen=True, slots=True)
class Nearness:
    """How far the border of a muscle or hazard zone is (mm), and whether the place is inside it."""

    id: str
    distance_mm: float
    inside: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """Something drawn: `rings` are areas (even-odd), `lines` open strokes, in 0.1 mm.

    `kind` is one of `KINDS`, `layer` one of `LAYERS`, `rank` the order from the skin inward (0
    where none is known). A fibre's id ends in the words of its muscle's id. `continues` says
    where the drawing is cut though the body goes on: "", "cranial", "caudal" or "lateral".
    """

    id: str
    kind: str
    layer: str
    side: Side
    rank: int
    rings: tuple[Ring, ...]
    lines: tuple[Ring, ...]
    continues: str


@dataclass(frozen=True, slots=True)
class Landmark:
    """A named point, in 0.1 mm; `level` is set for the spinous tips only."""

    id: str
    name: str
    side: Side
    x: int
    y: int
    level: str


@dataclass(frozen=True, slots=True)
class Structure:
    """What a muscle or tissue is called and how it is charted; `members` those a group stands for.

    `needling_default` false means that it is not offered as a target without a reason.
    `reviewed_by` and `reviewed_on` are empty until a registered practitioner has signed it off.
    """

    id: str
    name: str
    latin: str
    layer: str
    rank: int
    fma: str
    needling_default: bool
    members: tuple[str, ...]
    source: str
    reviewed_by: str
    reviewed_on: str


@dataclass(frozen=True, slots=True)
class Hazard:
    """A structure that must not be harmed: its name, `severity` (of `SEVERITIES`) and reminder."""

    id: str
    name: str
    severity: str
    rule: str
    source: str
    reviewed_by: str
    reviewed_on: str


class BodyMap:
    """One version of the map. Immutable; safe to share between threads."""

    __slots__ = (
        "_areas",
        "_grid",
        "_halfway",
        "_structure_areas",
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
    ) -> None:
        """Raises `DamagedMap` when a part is missing, doubled or unknown."""
        self.frame = frame
        self.shapes = shapes
        self.landmarks = landmarks
        self.structures = structures
        self.hazards = hazards
        self.outline = _outline(shapes)
        self._halfway = _halfway(landmarks)
        muscles = [shape for shape in shapes if shape.kind == "muscle"]
        zones = [shape for shape in shapes if shape.kind == "hazard"]
        for shape in muscles + zones:
            if shape.id not in (structures if shape.kind == "muscle" else hazards):
                raise DamagedMap(f"{shape.id}: nothing is known about it")
        muscles.sort(key=lambda shape: (shape.rank, shape.id))
        zones.sort(key=lambda zone: (SEVERITIES.index(hazards[zone.id].severity), zone.id))
        self._areas = (self.outline.id, *(shape.id for shape in muscles + zones))
        self._structure_areas = len(muscles)
        self._grid = Grid([shape.rings for shape in (self.outline, *muscles, *zones)])

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> "BodyMap":
        """The map in what `compiled.json` holds. Raises `DamagedMap` naming the part."""
        try:
            frame = _whole(data["frame"])
            rows: dict[str, Any] = {
                key: data[key] for key in ("shapes", "landmarks", "structures", "hazards")
            }
            structures, hazards = dict(rows["structures"]), dict(rows["hazards"])
        except (KeyError, TypeError, ValueError) as wrong:
            raise DamagedMap(f"the map: {wrong}") from wrong
        return cls(
            frame,
            tuple(_each(_shape, ((row.get("id"), row) for row in rows["shapes"]))),
            tuple(_each(_landmark, ((row.get("id"), row) for row in rows["landmarks"]))),
            {made.id: made for made in _each(_structure, structures.items())},
            {made.id: made for made in _each(_hazard, hazards.items())},
        )

    def at(self, x_mm: float, y_mm: float) -> Placement:
        """What lies under a point, in millimetres of the frame."""
        x, y = round(x_mm * 10), round(y_mm * 10)
        structures: tuple[str, ...] = ()
        hazards: tuple[str, ...] = ()
        covering = self._grid.covering(x, y)
        inside = bool(covering) and covering[0] == 0
        if inside:
            areas, last = self._areas, self._structure_areas
            split = bisect_right(covering, last)
            structures = tuple(dict.fromkeys([areas[area] for area in covering[1:split]]))
            hazards = tuple(dict.fromkeys([areas[area] for area in covering[split:]]))
        lateral = abs(x) / 10
        return Placement(
            self.frame,
            x / 10,
            y / 10,
            Side.MIDLINE if lateral < MIDLINE_MM else Side.RIGHT if x > 0 else Side.LEFT,
            LEVELS[-1 - bisect_right(self._halfway, 2 * y)],
            lateral,
            structures,
            hazards,
            inside,
        )

    def near(self, x_mm: float, y_mm: float, within_mm: float = 10.0) -> tuple[Nearness, ...]:
        """The muscles and hazard zones with a border within reach, the nearest border first.

        Where both sides of one lie within reach, the nearer border counts.
        """
        x, y = round(x_mm * 10), round(y_mm * 10)
        nearest: dict[str, float] = {}
        for area, distance in self._grid.near(x, y, round(within_mm * 10)).items():
            if area:
                area_id = self._areas[area]
                nearest[area_id] = min(distance / 10, nearest.get(area_id, within_mm))
        inside = {self._areas[area] for area in self._grid.covering(x, y)}
        found = [Nearness(key, distance, key in inside) for key, distance in nearest.items()]
        return tuple(sorted(found, key=lambda one: (one.distance_mm, one.id)))


def _outline(shapes: Iterable[Shape]) -> Shape:
    outlines = [shape for shape in shapes if shape.kind == "outline"]
    if len(outlines) != 1:
        raise DamagedMap(f"skin.outline: there must be one, not {len(outlines)}")
    return outlines[0]


def _halfway(landmarks: Iterable[Landmark]) -> tuple[int, ...]:
    """Twice the height halfway between neighbouring spinous tips, from S4 up."""
    heights = {landmark.level: landmark.y for landmark in landmarks if landmark.level}
    for level in LEVELS:
        if level not in heights:
            raise DamagedMap(f"lm.sp.{level}: the landmark is missing")
    tips = [heights[level] for level in reversed(LEVELS)]
    for level, lower, upper in zip(reversed(LEVELS), tips, tips[1:], strict=False):
        if lower >= upper:
            raise DamagedMap(f"lm.sp.{level}: the spinous tips are out of order")
    return tuple(lower + upper for lower, upper in pairwise(tips))


def _each(make: Callable[[str, Any], _Made], rows: Iterable[tuple[Any, Any]]) -> Iterator[_Made]:
    """What `make` makes of each row, once per id and side."""
    seen: set[tuple[str, str]] = set()
    for row_id, row in rows:
        try:
            key = (_text(row_id), str(row.get("side", "")))
            made = make(row_id, row)
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            raise DamagedMap(f"{row_id}: {type(wrong).__name__} {wrong}") from wrong
        if key in seen:
            raise DamagedMap(f"{row_id}: it is there twice")
        seen.add(key)
        yield made


def _shape(row_id: str, row: Mapping[str, Any]) -> Shape:
    rings = tuple(_points(ring) for ring in row["rings"])
    lines = tuple(_points(line) for line in row["lines"])
    kind = _one_of(KINDS, row["kind"])
    if kind in ("outline", "muscle", "hazard") and not rings:
        raise ValueError("encloses nothing")
    if any(len(ring) < 3 for ring in rings) or any(len(line) < 2 for line in lines):
        raise ValueError("has too few points")
    return Shape(
        row_id,
        kind,
        _one_of(LAYERS, row["layer"]),
        Side(row["side"]),
        _whole(row["rank"]),
        rings,
        lines,
        _text(row["continues"]),
    )


def _landmark(row_id: str, row: Mapping[str, Any]) -> Landmark:
    level = _text(row["level"])
    if level:
        _one_of(LEVELS, level)
    return Landmark(
        row_id, _text(row["name"]), Side(row["side"]), _whole(row["x"]), _whole(row["y"]), level
    )


def _structure(row_id: str, row: Mapping[str, Any]) -> Structure:
    if not isinstance(row["needling_default"], bool):
        raise TypeError("needling_default is true or false")
    return Structure(
        row_id,
        _text(row["name"]),
        _text(row["latin"]),
        _one_of(LAYERS, row["layer"]),
        _whole(row["rank"]),
        _text(row["fma"]),
        row["needling_default"],
        tuple(_text(member) for member in row.get("members", ())),
        _text(row["source"]),
        _text(row["reviewed_by"]),
        _text(row["reviewed_on"]),
    )


def _hazard(row_id: str, row: Mapping[str, Any]) -> Hazard:
    return Hazard(
        row_id,
        _text(row["name"]),
        _one_of(SEVERITIES, row["severity"]),
        _text(row["rule"]),
        _text(row["source"]),
        _text(row["reviewed_by"]),
        _text(row["reviewed_on"]),
    )


def _points(flat: list[int]) -> Ring:
    """x, y, x, y ... as pairs."""
    if not all(type(value) is int for value in flat):
        raise TypeError("a coordinate is not a whole number")
    values = iter(flat)
    return tuple(zip(values, values, strict=True))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is not a whole number")
    return value


def _one_of(known: tuple[str, ...], value: object) -> str:
    if value not in known:
        raise ValueError(f"{value!r} is none of {', '.join(known)}")
    return _text(value)
