"""What a map of the back is made of: shapes, landmarks, structures, hazards, read and checked."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from charting.domain.geometry import Ring

LAYERS = (
    *("skin", "bone", "deep", "intermediate", "superficial", "nerve", "dermatome", "line"),
    "hazard",
)
KINDS = (
    *("skin", "outline", "shade", "bone", "muscle", "tissue", "fibre", "line", "dermatome"),
    "hazard",
)
ENCLOSING = frozenset({"outline", "muscle", "tissue", "dermatome", "hazard"})
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
    `lengths_mm` are the shortest and longest typical needle, empty where none is stored.
    `chart_order` says which name is offered first where several muscles lie under a point.
    `reviewed_by` and `reviewed_on` are empty until a registered practitioner has signed it off.
    """

    id: str
    name: str
    latin: str
    layer: str
    rank: int
    fma: str
    needling_default: bool
    lengths_mm: tuple[int, ...]
    chart_order: int
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


@dataclass(frozen=True, slots=True)
class Dermatome:
    """The skin of one segment, schematic: charts disagree and neighbours overlap."""

    id: str
    name: str
    source: str
    reviewed_by: str
    reviewed_on: str


def each(make: Callable[[str, Any], _Made], rows: Iterable[tuple[Any, Any]]) -> Iterator[_Made]:
    """What `make` makes of each row, once per id and side. Raises `DamagedMap` naming the id."""
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


def shape(row_id: str, row: Mapping[str, Any]) -> Shape:
    """The shape in a row of `compiled.json`; rings and lines are flat lists x, y, x, y ..."""
    rings = tuple(_points(ring) for ring in row["rings"])
    lines = tuple(_points(line) for line in row["lines"])
    kind = _one_of(KINDS, row["kind"])
    if kind in ENCLOSING and not rings:
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


def landmark(row_id: str, row: Mapping[str, Any]) -> Landmark:
    """The landmark in a row of `compiled.json`."""
    level = _text(row["level"])
    if level:
        _one_of(LEVELS, level)
    return Landmark(
        row_id, _text(row["name"]), Side(row["side"]), _whole(row["x"]), _whole(row["y"]), level
    )


def structure(row_id: str, row: Mapping[str, Any]) -> Structure:
    """The structure in a row of `structures.toml`."""
    if not isinstance(row["needling_default"], bool):
        raise TypeError("needling_default is true or false")
    lengths = tuple(_whole(length) for length in row["lengths_mm"])
    if lengths and (len(lengths) != 2 or lengths[0] > lengths[1]):
        raise ValueError("lengths_mm is empty, or the shortest and the longest")
    return Structure(
        row_id,
        _text(row["name"]),
        _text(row["latin"]),
        _one_of(LAYERS, row["layer"]),
        _whole(row["rank"]),
        _text(row["fma"]),
        row["needling_default"],
        lengths,
        _whole(row["chart_order"]),
        tuple(_text(member) for member in row.get("members", ())),
        _text(row["source"]),
        _text(row["reviewed_by"]),
        _text(row["reviewed_on"]),
    )


def hazard(row_id: str, row: Mapping[str, Any]) -> Hazard:
    """The hazard in a row of `hazards.toml`."""
    return Hazard(
        row_id,
        _text(row["name"]),
        _one_of(SEVERITIES, row["severity"]),
        _text(row["rule"]),
        _text(row["source"]),
        _text(row["reviewed_by"]),
        _text(row["reviewed_on"]),
    )


def dermatome(row_id: str, row: Mapping[str, Any]) -> Dermatome:
    """The dermatome in a row of `dermatomes.toml`."""
    return Dermatome(
        row_id,
        _text(row["name"]),
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
