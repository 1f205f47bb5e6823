"""From a stroke of the hand to a pain area: simplified, and what it covers on the map.

Lengths are integers of 0.1 mm in the frame of the map unless a name says mm. A ring drawn round
twice, or in a figure of eight, is filled wherever it winds round, as a person means it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, pi, sin, sqrt

from charting.domain.body_map import BodyMap, Placement, Side
from charting.domain.errors import ErrorCode, Refused
from charting.domain.geometry import Point, Ring, simplified
from charting.domain.pain_area import MOST_POINTS, AreaSite, PainArea

# A hand on a screen draws no finer (0.1 mm); a stroke that stays longer is simplified more.
_TOLERANCE = 10
# The map and a hand's breadth round it; a stroke that leaves it stays at its edge.
_HALF_WIDTH, _TOP, _BOTTOM = 2100, 2000, -2400
_SMALLEST = 10_000
_SHORTEST = 100
# A stroke whose ends lie so near is closed, also where a way was expected.
_CLOSED = 150
_MOST_SAMPLES, _FINEST = 300, 40
# What less than a tenth of the area covers is not named; less than that of it is not "both sides".
_SHARE = 0.1
_ROUND = 24
# Half the width of what is felt along a line.
_BAND = 100


def drawn(
    body_map: BodyMap, stroke_mm: Sequence[tuple[float, float]], *, spreading: bool
) -> AreaSite:
    """The area within a stroke; of one that spreads, the way it takes unless the stroke is closed.

    Raises `Refused` (PAIN_AREA_TOO_SMALL, OFF_THE_MAP).
    """
    stroke = tuple(_clamped(x * 10, y * 10) for x, y in stroke_mm)
    if not stroke:
        raise Refused(ErrorCode.PAIN_AREA_TOO_SMALL)
    if spreading and not _closes(stroke):
        return _resolved(body_map, (), _within(stroke))
    return _resolved(body_map, _within((*stroke, stroke[0]))[:-1], ())


def around(body_map: BodyMap, x_mm: float, y_mm: float, radius_mm: float) -> AreaSite:
    """The round area about a place. Raises `Refused` (OFF_THE_MAP)."""
    turns = [2 * pi * each / _ROUND for each in range(_ROUND)]
    ring = [(x_mm + radius_mm * cos(t), y_mm + radius_mm * sin(t)) for t in turns]
    if not body_map.at(x_mm, y_mm).inside:
        raise Refused(ErrorCode.OFF_THE_MAP)
    return _resolved(body_map, tuple(_clamped(x * 10, y * 10) for x, y in ring), ())


def over(body_map: BodyMap, structure: str, side: Side) -> AreaSite:
    """The area over a structure on one side. Raises `Refused` (OFF_THE_MAP) where it has none."""
    rings = [
        each
        for shape in body_map.shapes
        if shape.id == structure and shape.side in (side, Side.MIDLINE)
        for each in shape.rings
    ]
    if not rings:
        raise Refused(ErrorCode.OFF_THE_MAP)
    return drawn(body_map, [(x / 10, y / 10) for x, y in max(rings, key=_size)], spreading=False)


def moved(body_map: BodyMap, site: AreaSite, dx_mm: float, dy_mm: float) -> AreaSite:
    """The area elsewhere, with what it covers there. Raises `Refused` (OFF_THE_MAP)."""
    dx, dy = round(dx_mm * 10), round(dy_mm * 10)
    rings = [tuple(_clamped(x + dx, y + dy) for x, y in ring) for ring in (site.outline, site.path)]
    return _resolved(body_map, *rings)


def mirrored(body_map: BodyMap, site: AreaSite) -> AreaSite:
    """The same area on the other side, with what it covers there."""
    return _resolved(
        body_map,
        tuple((-x, y) for x, y in site.outline),
        tuple((-x, y) for x, y in site.path),
    )


def ring(site: AreaSite) -> Ring:
    """The closed line round it; where only a way was drawn, a band along that."""
    return site.outline or _band(site.path)


def anchor(site: AreaSite) -> Point:
    """A place within the area, for its number: in the widest part at its middle height."""
    if not site.outline:
        return site.path[0]
    low, high = min(y for _, y in site.outline), max(y for _, y in site.outline)
    inner = [
        (right - left, -abs(row - (low + high) // 2), (left + right) // 2, row)
        for row in range(low + (high - low) // 4, high - (high - low) // 4 + 1, 20)
        for left, right in _spans(site.outline, row)
    ]
    if not inner:
        return site.outline[0]
    _wide, _near, x, y = max(inner)
    return x, y


def arrow(site: AreaSite) -> Ring:
    """The way pain spreads: as drawn, or from the middle of the area to its lowest place."""
    if site.path:
        return site.path
    return (anchor(site), min(site.outline, key=lambda point: (point[1], point[0])))


def distance(site: AreaSite, x: float, y: float) -> float:
    """How far a place is from the area; 0 within it."""
    if any(left <= x <= right for left, right in _spans(ring(site), round(y))):
        return 0.0
    return border_distance(site, x, y)


def border_distance(site: AreaSite, x: float, y: float) -> float:
    """How far a place is from the line that was drawn."""
    lines = [*pairwise(site.path), *pairwise((*site.outline, *site.outline[:1]))]
    return min(_gap(start, end, x, y) for start, end in lines)


def nearest_area(
    areas: Iterable[PainArea], x_mm: float, y_mm: float, reach_mm: float
) -> PainArea | None:
    """The area whose line is within reach of a place, the nearest first; else that in which it
    lies, the one with the nearest line.
    """
    x, y, best, found = x_mm * 10, y_mm * 10, (True, 0.0), None
    for area in areas:
        line = border_distance(area.site, x, y)
        near = line <= reach_mm * 10
        if near or distance(area.site, x, y) == 0:
            judged = (not near, line)
            if found is None or judged < best:
                best, found = judged, area
    return found


# --- The stroke ---------------------------------------------------------------------------------


def _clamped(x: float, y: float) -> Point:
    return (
        min(_HALF_WIDTH, max(-_HALF_WIDTH, round(x))),
        min(_TOP, max(_BOTTOM, round(y))),
    )


def _closes(stroke: Ring) -> bool:
    if len(stroke) < 3:
        return False
    (x0, y0), (x1, y1) = stroke[0], stroke[-1]
    return hypot(x1 - x0, y1 - y0) <= _CLOSED < _length(stroke) / 4


def _band(path: Ring) -> Ring:
    """The ring that keeps to one distance on both sides of a line."""
    there, back = [], []
    for at, (x, y) in enumerate(path):
        (x0, y0), (x1, y1) = path[max(0, at - 1)], path[min(len(path) - 1, at + 1)]
        length = hypot(x1 - x0, y1 - y0) or 1.0
        dx, dy = (y0 - y1) * _BAND / length, (x1 - x0) * _BAND / length
        there.append((round(x + dx), round(y + dy)))
        back.append((round(x - dx), round(y - dy)))
    return (*there, *reversed(back))


def _length(line: Ring) -> float:
    return sum(hypot(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(line))


def _within(line: Ring) -> Ring:
    """The line with no more points than the record keeps, and as few as tell its shape."""
    tolerance = _TOLERANCE
    while len(kept := simplified(line, tolerance)) > MOST_POINTS:
        tolerance *= 2
    return tuple(kept)


# --- What it covers -----------------------------------------------------------------------------


def _resolved(body_map: BodyMap, outline: Ring, path: Ring) -> AreaSite:
    samples = _samples(outline, path)
    placements = [body_map.at(x / 10, y / 10) for x, y in samples]
    inside = [each for each in placements if each.inside]
    if not inside:
        raise Refused(ErrorCode.OFF_THE_MAP)
    heights = [y for _, y in outline or path]
    return AreaSite(
        body_map.frame,
        outline,
        path,
        _side(inside),
        body_map.at(0, max(heights) / 10).level,
        body_map.at(0, min(heights) / 10).level,
        _common(each.structures for each in inside),
        _common(body_map.dermatomes_at(x / 10, y / 10) for x, y in samples),
    )


def _samples(outline: Ring, path: Ring) -> list[Point]:
    """Places spread over the area, or along the way."""
    if not outline:
        if len(path) < 2 or _length(path) < _SHORTEST:
            raise Refused(ErrorCode.PAIN_AREA_TOO_SMALL)
        return list(_along(path))
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    box = (max(xs) - min(xs)) * (max(ys) - min(ys))
    step = max(_FINEST, round(sqrt(box / _MOST_SAMPLES)))
    found = [
        (x, row)
        for row in range(min(ys) + step // 2, max(ys), step)
        for left, right in _spans(outline, row)
        for x in range(left + step // 2, right, step)
    ]
    if len(found) * step * step < _SMALLEST:
        raise Refused(ErrorCode.PAIN_AREA_TOO_SMALL)
    return found


def _along(path: Ring) -> Iterator[Point]:
    for (x0, y0), (x1, y1) in pairwise(path):
        pieces = max(1, round(hypot(x1 - x0, y1 - y0) / _FINEST))
        for piece in range(pieces):
            share = piece / pieces
            yield round(x0 + (x1 - x0) * share), round(y0 + (y1 - y0) * share)
    yield path[-1]


def _side(inside: Sequence[Placement]) -> Side:
    left = sum(each.x_mm < 0 for each in inside) / len(inside)
    if _SHARE <= left <= 1 - _SHARE:
        return Side.MIDLINE
    return Side.LEFT if left > 0.5 else Side.RIGHT


def _common(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """What is found at a tenth of the places or more, the most frequent first."""
    places, counted = 0, Counter[str]()
    for here in found:
        places += 1
        counted.update(here)
    return tuple(each for each, times in counted.most_common() if times >= _SHARE * places)


# --- Geometry -----------------------------------------------------------------------------------


def _size(ring: Ring) -> float:
    """How much a ring encloses, twice over."""
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise((*ring, *ring[:1]))))


def _spans(ring: Ring, row: int) -> Iterator[tuple[int, int]]:
    """The stretches of a row that lie within the ring, from left to right."""
    crossings = []
    for (x0, y0), (x1, y1) in pairwise((*ring, *ring[:1])):
        if (y0 <= row) != (y1 <= row):
            x = x0 + (x1 - x0) * (row - y0) / (y1 - y0)
            crossings.append((x, 1 if y1 > y0 else -1))
    wound, start = 0, 0.0
    for x, turn in sorted(crossings):
        if wound == 0:
            start = x
        wound += turn
        if wound == 0:
            yield round(start), round(x)


def _gap(start: Point, end: Point, x: float, y: float) -> float:
    """How far a place is from a straight piece of line."""
    (x0, y0), (x1, y1) = start, end
    square = (x1 - x0) ** 2 + (y1 - y0) ** 2
    ahead = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / square if square else 0.0
    share = min(1.0, max(0.0, ahead))
    return hypot(x - x0 - share * (x1 - x0), y - y0 - share * (y1 - y0))
