"""Labels beside a picture: each as near to its own height as it can be, none over another, and no
two of their lines crossing.
"""

from collections.abc import Sequence
from itertools import combinations

Place = tuple[float, float]


def spread(wanted: Sequence[float], apart: float, lowest: float, highest: float) -> list[float]:
    """Heights near the wanted ones (from above), at least `apart` from each other and within the
    limits; nearer to each other only where there is no room.
    """
    if len(wanted) * apart > highest - lowest + apart:
        apart = (highest - lowest) / max(1, len(wanted) - 1)
    out: list[float] = []
    for height in wanted:
        limit = out[-1] - apart if out else highest
        out.append(min(height, limit))
    floor = lowest
    for number in range(len(out) - 1, -1, -1):
        out[number] = max(out[number], floor)
        floor = out[number] + apart
    return out


def uncrossed(places: Sequence[Place], edge: float, heights: Sequence[float]) -> list[float]:
    """The same heights at the edge, each given to the place whose straight line to it crosses no
    other's.

    Two lines that cross are longer than the two that come of changing their ends, so changing ends
    comes to an end.
    """
    given = list(heights)
    changed = True
    while changed:
        changed = False
        for one, other in combinations(range(len(given)), 2):
            if crosses(places[one], (edge, given[one]), places[other], (edge, given[other])):
                given[one], given[other] = given[other], given[one]
                changed = True
    return given


def crosses(start: Place, end: Place, other_start: Place, other_end: Place) -> bool:
    """Whether two straight lines cross within their length."""
    return (
        _turn(start, end, other_start) * _turn(start, end, other_end) < 0
        and _turn(other_start, other_end, start) * _turn(other_start, other_end, end) < 0
    )


def _turn(start: Place, end: Place, place: Place) -> float:
    """More than 0 where a place lies to the left of the way from start to end."""
    return (end[0] - start[0]) * (place[1] - start[1]) - (end[1] - start[1]) * (place[0] - start[0])
