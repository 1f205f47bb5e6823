"""Where each structure and dermatome can be pointed at: places of a grid laid over the back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from charting.domain.body_map import BodyMap, Side
from charting.ui.session.engraving import ORGANS

STEP_MM = 5
_X = range(0, 191, STEP_MM)
_Y = range(-220, 181, STEP_MM)

Place = tuple[float, float]
"""Right and up, in mm of the map."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What lies where: the places of each structure and dermatome, and the layers of each place."""

    places: Mapping[str, list[Place]]
    above: Mapping[Place, tuple[str, ...]]
    fields: Mapping[str, list[Place]]


@lru_cache(maxsize=2)
def find(body_map: BodyMap) -> _Found:
    """Find all places of a map; known from then on, so that the background lane can do it before
    anybody asks.
    """
    places: dict[str, list[Place]] = {}
    above: dict[Place, tuple[str, ...]] = {}
    fields: dict[str, list[Place]] = {}
    for x in _X:
        for y in _Y:
            structures = body_map.at(x, y).structures
            above[x, y] = structures
            for structure in structures:
                places.setdefault(structure, []).append((x, y))
            for field in body_map.dermatomes_at(x, y):
                fields.setdefault(field, []).append((x, y))
    return _Found(places, above, fields)


class Anchors:
    """The places of each structure on the right half of the back; the left half has the same
    structures.
    """

    def __init__(self, body_map: BodyMap) -> None:
        self._map = body_map
        self._layers: frozenset[str] = frozenset()
        self._uppermost: dict[Place, str | None] = {}

    @property
    def _found(self) -> _Found:
        return find(self._map)

    def structures(self, layers: Collection[str] | None = None) -> list[str]:
        """The structures that lie anywhere on the back, from the skin inward; those in sight with
        these layers, or all.
        """
        known = self._map.structures
        found = [
            each
            for each in self._found.places
            if layers is None
            or (known[each].layer in layers and (each not in ORGANS or "hazard" in layers))
        ]
        return sorted(found, key=lambda each: (known[each].rank, each))

    def sides(self, structure: str) -> tuple[Side, ...]:
        """Right and left, or the midline of what lies nowhere else."""
        if any(x for x, _y in self._found.places.get(structure, ())):
            return Side.RIGHT, Side.LEFT
        return (Side.MIDLINE,)

    def places(self, structure: str, side: Side, layers: Collection[str] = ()) -> list[Place]:
        """Where a structure lies, only where no other of these layers covers it if there is such a
        place.
        """
        here = self._found.places.get(structure, [])
        uppermost = self._seen_in(frozenset(layers))
        open_to_sight = [place for place in here if uppermost[place] == structure]
        mirror = -1 if side is Side.LEFT else 1
        return [(mirror * x, y) for x, y in open_to_sight or here]

    def _seen_in(self, layers: frozenset[str]) -> dict[Place, str | None]:
        """What is uppermost of these layers at each place, found once for a choice of layers."""
        if not self._uppermost or layers != self._layers:
            known = self._map.structures
            self._layers = layers
            self._uppermost = {
                place: next((each for each in above if known[each].layer in layers), None)
                for place, above in self._found.above.items()
            }
        return self._uppermost

    def dermatomes(self) -> dict[str, list[Place]]:
        """Where each dermatome lies, cranial first."""
        known = self._map.dermatomes
        fields = self._found.fields
        return {each: fields[each] for each in known if each in fields}

    def middle(self, structure: str, side: Side, layers: Collection[str] = ()) -> Place | None:
        """The place of a structure that is nearest to the middle of its places."""
        return middle_of(self.places(structure, side, layers))


def middle_of(places: list[Place]) -> Place | None:
    """The place nearest to the mean of all; `None` of none."""
    if not places:
        return None
    x = sum(place[0] for place in places) / len(places)
    y = sum(place[1] for place in places) / len(places)
    return min(places, key=lambda place: (place[0] - x) ** 2 + (place[1] - y) ** 2)
