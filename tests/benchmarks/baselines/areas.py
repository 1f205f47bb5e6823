"""Frozen baseline: what covers a point and how near borders are, by Shapely's tree and by plain
loops. An area is a list of rings under the even-odd rule, a ring a list of (x, y).
"""

from math import hypot

import shapely
from shapely.geometry import LineString, MultiLineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

Ring = tuple[tuple[int, int], ...]
Area = tuple[Ring, ...]


class Tree:
    """Shapely's STRtree over the areas, and another over their borders."""

    def __init__(self, areas: list[Area]) -> None:
        self._areas = shapely.STRtree([_even_odd(area) for area in areas])
        borders = [MultiLineString([LineString((*r, r[0])) for r in area]) for area in areas]
        self._borders = shapely.STRtree(borders)

    def covering(self, x: int, y: int) -> list[int]:
        """The areas that cover the point, in their order."""
        return sorted(self._areas.query(Point(x, y), predicate="intersects").tolist())

    def near(self, x: int, y: int, within: int) -> dict[int, float]:
        """The areas with a border within reach, and how far that is."""
        point = Point(x, y)
        found = self._borders.query(point, predicate="dwithin", distance=within)
        distances = shapely.distance(self._borders.geometries[found], point)
        return dict(zip(found.tolist(), distances.tolist(), strict=True))


class Loops:
    """A box first, then each edge, in plain Python."""

    def __init__(self, areas: list[Area]) -> None:
        self._areas = areas
        self._boxes = [
            (
                min(x for ring in area for x, _ in ring),
                min(y for ring in area for _, y in ring),
                max(x for ring in area for x, _ in ring),
                max(y for ring in area for _, y in ring),
            )
            for area in areas
        ]

    def covering(self, x: int, y: int) -> list[int]:
        """The areas that cover the point, in their order; on a border either way."""
        return [
            number
            for number, (left, low, right, high) in enumerate(self._boxes)
            if left <= x <= right and low <= y <= high and _inside(self._areas[number], x, y)
        ]

    def near(self, x: int, y: int, within: int) -> dict[int, float]:
        """The areas with a border within reach, and how far that is."""
        found = {}
        for number, (left, low, right, high) in enumerate(self._boxes):
            if left - within <= x <= right + within and low - within <= y <= high + within:
                distance = _to_border(self._areas[number], x, y)
                if distance <= within:
                    found[number] = distance
        return found


def _even_odd(area: Area) -> BaseGeometry:
    whole: BaseGeometry = Polygon()
    for ring in area:
        whole = whole.symmetric_difference(Polygon(ring))
    return whole


def _inside(area: Area, x: int, y: int) -> bool:
    inside = False
    for ring in area:
        x0, y0 = ring[-1]
        for x1, y1 in ring:
            if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
                inside = not inside
            x0, y0 = x1, y1
    return inside


def _to_border(area: Area, x: int, y: int) -> float:
    nearest = float("inf")
    for ring in area:
        x0, y0 = ring[-1]
        for x1, y1 in ring:
            dx, dy = x1 - x0, y1 - y0
            length = dx * dx + dy * dy
            along = ((x - x0) * dx + (y - y0) * dy) / length if length else 0.0
            along = min(1.0, max(0.0, along))
            nearest = min(nearest, hypot(x - x0 - along * dx, y - y0 - along * dy))
            x0, y0 = x1, y1
    return nearest
