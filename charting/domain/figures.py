"""Line drawings of our own: small symbols, and people who do a movement, as strokes to be drawn.

Coordinates are units of each drawing, x to the right and y up; a drawing says how large it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin
from typing import Any, NamedTuple

XY = tuple[float, float]

# A person in units, after the usual proportions of a grown body, 100 high when upright.
TRUNK, NECK, HEAD = 30.0, 9.5, 6.0
UPPER_ARM, FOREARM = 15.0, 15.0
THIGH, SHIN, FOOT = 23.0, 22.0, 7.0
LIMB, THING, ARROW = 4.2, 1.8, 1.4
SYMBOL, SYMBOL_LINE = 24.0, 1.7


class Stroke(NamedTuple):
    """A line through points, `width` wide; a `faint` one lies behind or is a thing; a `smooth` one
    bends through its points.
    """

    points: tuple[XY, ...]
    width: float
    faint: bool = False
    smooth: bool = False


class Disc(NamedTuple):
    """A disc, or where it has a `line` width a ring."""

    centre: XY
    radius: float
    line: float = 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing `width` by `height` units; faint strokes come first."""

    id: str
    width: float
    height: float
    strokes: tuple[Stroke, ...]
    discs: tuple[Disc, ...] = ()


def movements_of(table: Mapping[str, Any]) -> Mapping[str, Figure]:
    """The people in a table of the content, by id. Raises `KeyError`, `TypeError`, `ValueError`."""
    return {row["id"]: _movement(row) for row in table["figures"]}


def symbols_of(table: Mapping[str, Any]) -> Mapping[str, Figure]:
    """The symbols in a table of the content, by id. Raises as `movements_of` does."""
    return {row["id"]: _symbol(row) for row in table["symbols"]}


def _symbol(row: Mapping[str, Any]) -> Figure:
    line = SYMBOL_LINE
    strokes = [Stroke(_points(flat), line) for flat in row.get("lines", ())]
    strokes += [Stroke(_points(flat), line, smooth=True) for flat in row.get("curves", ())]
    if row.get("crossed", False):
        strokes.append(Stroke(((3, 3), (21, 21)), line * 1.3))
    discs = [Disc((x, y), radius) for x, y, radius in row.get("dots", ())]
    discs += [Disc((x, y), radius, line) for x, y, radius in row.get("rings", ())]
    return Figure(row["id"], SYMBOL, SYMBOL, tuple(strokes), tuple(discs))


def _movement(row: Mapping[str, Any]) -> Figure:
    wide, high = row["size"]
    strokes = [Stroke(_points(flat), THING, faint=True) for flat in row.get("things", ())]
    discs: list[Disc] = []
    for pose in row["poses"]:
        drawn, head = _person(pose)
        strokes += drawn
        discs.append(head)
    for flat in row.get("arrows", ()):
        strokes += _arrow(_points(flat))
    strokes.sort(key=lambda stroke: not stroke.faint)
    return Figure(row["id"], wide, high, tuple(strokes), tuple(discs))


def _person(pose: Mapping[str, Any]) -> tuple[list[Stroke], Disc]:
    """Strokes of a body and its head. Angles are in degrees: 0 to the right, 90 up."""
    hip: XY = (pose["hip"][0], pose["hip"][1])
    shoulder = _away(hip, TRUNK, pose["trunk"])
    head = _away(shoulder, NECK, pose.get("head", pose["trunk"]))
    bend = pose.get("bend", 0)
    middle = _away(_away(hip, TRUNK / 2, pose["trunk"]), bend, pose["trunk"] + 90)
    back = Stroke((hip, middle, shoulder), LIMB, smooth=bool(bend))
    strokes = []
    for name, start, lengths in (
        ("far_leg", hip, (THIGH, SHIN, FOOT)),
        ("far_arm", shoulder, (UPPER_ARM, FOREARM)),
        ("near_leg", hip, (THIGH, SHIN, FOOT)),
        ("near_arm", shoulder, (UPPER_ARM, FOREARM)),
    ):
        if name in pose:
            points = _chain(start, lengths, pose[name])
            strokes.append(Stroke(points, LIMB, faint=name.startswith("far")))
    return [*strokes, back], Disc(head, HEAD)


def _chain(start: XY, lengths: Sequence[float], angles: Iterable[float]) -> tuple[XY, ...]:
    points = [start]
    for length, angle in zip(lengths, angles, strict=False):
        points.append(_away(points[-1], length, angle))
    return tuple(points)


def _arrow(points: tuple[XY, ...]) -> list[Stroke]:
    """A bent line with a head at its end."""
    (bx, by), (ex, ey) = points[-2:]
    length = ((ex - bx) ** 2 + (ey - by) ** 2) ** 0.5 or 1.0
    dx, dy = (ex - bx) / length, (ey - by) / length
    barbs = []
    for turn in (0.8 * pi, -0.8 * pi):
        x, y = dx * cos(turn) - dy * sin(turn), dx * sin(turn) + dy * cos(turn)
        barbs.append((ex + 4 * x, ey + 4 * y))
    return [Stroke(points, ARROW, smooth=True), Stroke((barbs[0], (ex, ey), barbs[1]), ARROW)]


def _away(start: XY, length: float, angle: float) -> XY:
    turn = radians(angle)
    return (start[0] + length * cos(turn), start[1] + length * sin(turn))


def _points(flat: Sequence[float]) -> tuple[XY, ...]:
    if len(flat) < 4 or len(flat) % 2:
        raise ValueError("a line goes through two points or more, each an x and a y")
    return tuple(zip(flat[::2], flat[1::2], strict=True))


def bent(points: Sequence[XY]) -> list[tuple[XY, XY, XY]]:
    """The curves (two handles and an end) of a line that bends through points (Catmull and Rom
    1974, as cubic curves).
    """
    around = [points[0], *points, points[-1]]
    curves = []
    for before, start, end, after in zip(around, around[1:], around[2:], around[3:], strict=False):
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        curves.append((first, second, end))
    return curves
