"""Where each structure and dermatome can be pointed at: places of a grid laid over the back."""

from collections.abc import Collection, Generator

from charting.domain.body_map import BodyMap, Side
from charting.ui.session.engraving import ORGANS

STEP_MM = 5
_X = range(0, 191, STEP_MM)
_Y = range(-220, 181, STEP_MM)

Place = tuple[float, float]
"""Right and up, in mm of the map."""


class Anchors:
    """The places of each structure on the right half of the back, found when first asked for; the
    left half has the same structures.
    """

    def __init__(self, body_map: BodyMap) -> None:
        self._map = body_map
        self._found: dict[str, list[Place]] = {}
        self._above: dict[Place, tuple[str, ...]] = {}
        self._fields: dict[str, list[Place]] = {}
        self._finding = self._find()

    def in_turns(self) -> Generator[None, None, None]:
        """Find all of them, a little each step."""
        yield from self._finding

    def structures(self, layers: Collection[str] | None = None) -> list[str]:
        """The structures that lie anywhere on the back, from the skin inward; those in sight with
        these layers, or all.
        """
        self._finish()
        known = self._map.structures
        found = [
            each
            for each in self._found
            if layers is None
            or (known[each].layer in layers and (each not in ORGANS or "hazard" in layers))
        ]
        return sorted(found, key=lambda each: (known[each].rank, each))

    def sides(self, structure: str) -> tuple[Side, ...]:
        """Right and left, or the midline of what lies nowhere else."""
        self._finish()
        if any(x for x, _y in self._found.get(structure, ())):
            return Side.RIGHT, Side.LEFT
        return (Side.MIDLINE,)

    def places(self, structure: str, side: Side, layers: Collection[str] = ()) -> list[Place]:
        """Where a structure lies, only where no other of these layers covers it if there is such a
        place.
        """
        self._finish()
        here = self._found.get(structure, [])
        known = self._map.structures
        open_to_sight = [
            place
            for place in here
            if next((s for s in self._above[place] if known[s].layer in layers), None) == structure
        ]
        mirror = -1 if side is Side.LEFT else 1
        return [(mirror * x, y) for x, y in open_to_sight or here]

    def dermatomes(self) -> dict[str, list[Place]]:
        """Where each dermatome lies, cranial first."""
        self._finish()
        known = self._map.dermatomes
        return {each: self._fields[each] for each in known if each in self._fields}

    def middle(self, structure: str, side: Side, layers: Collection[str] = ()) -> Place | None:
        """The place of a structure that is nearest to the middle of its places."""
        return middle_of(self.places(structure, side, layers))

    def _find(self) -> Generator[None, None, None]:
        for x in _X:
            for y in _Y:
                structures = self._map.at(x, y).structures
                self._above[x, y] = structures
                for structure in structures:
                    self._found.setdefault(structure, []).append((x, y))
                for field in self._map.dermatomes_at(x, y):
                    self._fields.setdefault(field, []).append((x, y))
            yield

    def _finish(self) -> None:
        for _step in self._finding:
            pass


def middle_of(places: list[Place]) -> Place | None:
    """The place nearest to the mean of all; `None` of none."""
    if not places:
        return None
    x = sum(place[0] for place in places) / len(places)
    y = sum(place[1] for place in places) / len(places)
    return min(places, key=lambda place: (place[0] - x) ** 2 + (place[1] - y) ** 2)
