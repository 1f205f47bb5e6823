"""What lies under a point (`at`) and how near the borders are (`near`), all layers."""

import random
from collections.abc import Callable
from itertools import cycle

from charting import content
from charting.domain.body_map import BodyMap
from tests.benchmarks.baselines.areas import Area, Loops, Tree
from tests.benchmarks.measure import Budget, Figure, Result, measured, timed

_WITHIN_MM = 10
_IN_A_ROW = 20


def at_and_near(rounds: int, points: int = 1_000) -> list[Result]:
    """Both queries over random points of the back, beside Shapely's tree and plain loops."""
    body_map = content.body_map()
    areas = _areas(body_map)
    tree, loops = Tree(areas), Loops(areas)
    places = _places(body_map, points)
    _check_same(body_map, tree, areas, places)
    within = _WITHIN_MM * 10
    return [
        measured(
            "at: what lies under a point",
            _each(places, lambda x, y: body_map.at(x / 10, y / 10)),
            {
                "Shapely STRtree": _each(places, tree.covering),
                "box and ray cast": _each(places, loops.covering),
            },
            rounds,
            Budget(Figure.MEDIAN, seconds=10e-6),
        ),
        measured(
            "near: how near the borders are",
            _each(places, lambda x, y: body_map.near(x / 10, y / 10, _WITHIN_MM)),
            {
                "Shapely STRtree": _each(places, lambda x, y: tree.near(x, y, within)),
                "box and each edge": _each(places, lambda x, y: loops.near(x, y, within)),
            },
            rounds,
            Budget(Figure.MEDIAN, seconds=200e-6),
        ),
    ]


def _each(
    places: list[tuple[int, int]], query: Callable[[int, int], object]
) -> Callable[[], float]:
    """A measurement of a query at the next of the places, a few in a row."""
    coming = cycle(places)
    return timed(lambda: query(*next(coming)), repeat=_IN_A_ROW)


def _areas(body_map: BodyMap) -> list[Area]:
    """The outline, the muscles and other tissue, and the hazard zones."""
    muscles = [shape.rings for shape in body_map.shapes if shape.kind in ("muscle", "tissue")]
    hazards = [shape.rings for shape in body_map.shapes if shape.kind == "hazard"]
    return [body_map.outline.rings, *muscles, *hazards]


def _places(body_map: BodyMap, number: int) -> list[tuple[int, int]]:
    chance = random.Random(2)
    xs = [x for ring in body_map.outline.rings for x, _ in ring]
    ys = [y for ring in body_map.outline.rings for _, y in ring]
    return [
        (chance.randint(min(xs), max(xs)), chance.randint(min(ys), max(ys))) for _ in range(number)
    ]


def _check_same(
    body_map: BodyMap, tree: Tree, areas: list[Area], places: list[tuple[int, int]]
) -> None:
    """A baseline that answers otherwise would be measured for nothing."""
    names = ["", *(s.id for s in body_map.shapes if s.kind in ("muscle", "tissue"))]
    names += [s.id for s in body_map.shapes if s.kind == "hazard"]
    if len(names) != len(areas):
        raise ValueError("the baseline does not hold the areas of the map")
    for x, y in places:
        placement = body_map.at(x / 10, y / 10)
        if placement.inside:
            theirs = {names[number] for number in tree.covering(x, y)} - {""}
            ours = {*placement.structures, *placement.hazards}
            if ours != theirs:
                raise ValueError(f"at {x}, {y} the baseline finds {theirs ^ ours} otherwise")
