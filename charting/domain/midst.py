"""The middle of a muscle: where a mark stands whose place was named and not pointed at."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from charting.domain.body_map import BodyMap, Side
from charting.domain.geometry import Ring, edges

_HEIGHTS = 24


def middle_of(
    body_map: BodyMap, structure_id: str, side: Side, y_mm: float | None = None
) -> tuple[float, float] | None:
    """The middle of a structure on one side, in mm of the map: at the height `y_mm`, or without one
    where it is widest. `None` where the map has nothing of it there.
    """
    known = body_map.structures.get(structure_id)
    meant = {structure_id, *(known.members if known else ())}
    rings = [
        ring
        for shape in body_map.shapes
        if shape.id in meant and shape.side in (side, Side.MIDLINE)
        for ring in shape.rings
    ]
    spans = [
        (right - left, (left + right) / 20, y / 10)
        for y in _heights(rings, y_mm)
        for left, right in _spans(rings, y)
        if body_map.at((left + right) / 20, y / 10).inside
        if side is Side.MIDLINE or (left + right > 0) == (side is Side.RIGHT)
    ]
    if not spans:
        return None
    _, x, y = max(spans, key=lambda span: span[0])
    return x, y


def _heights(rings: Sequence[Ring], y_mm: float | None) -> Sequence[int]:
    if y_mm is not None:
        return [round(y_mm * 10)]
    every = [y for ring in rings for _, y in ring]
    if not every:
        return []
    low, high = min(every), max(every)
    return [low + (high - low) * step // _HEIGHTS for step in range(1, _HEIGHTS)]


def _spans(rings: Iterable[Ring], y: int) -> list[tuple[float, float]]:
    """The stretches of a height that lie within the rings, in 0.1 mm."""
    crossings = sorted(
        x0 + (x1 - x0) * (y - y0) / (y1 - y0) for x0, y0, x1, y1 in edges(rings) if y0 <= y < y1
    )
    return [pair for at, pair in enumerate(pairwise(crossings)) if at % 2 == 0]
