"""What the map reminds of at a needle in one muscle: where it may speak, and what breaks it.

Places are in mm of the map, not of the patient: the figures were found on bodies like the map's.
A rule reminds; it hinders no recording and calls no place safe.
"""

from dataclasses import dataclass
from typing import Any

from charting.domain.marks import Direction, MapSite, Needle, Technique


@dataclass(frozen=True, slots=True)
class MuscleRule:
    """A rule of one muscle, as its data file has it: the first four and `hazard` say where it may
    speak, the rest what it speaks of; with none of the rest, it speaks of every needle there.
    """

    id: str
    muscle: str
    above: int | None = None
    below: int | None = None
    lateral_from: int | None = None
    lateral_to: int | None = None
    hazard: str | None = None
    longest: int | None = None
    nearest: int | None = None
    farthest: int | None = None
    steepest: int | None = None
    only: frozenset[Direction] = frozenset()
    never: frozenset[Direction] = frozenset()
    techniques: frozenset[Technique] = frozenset()

    @classmethod
    def of(cls, rule_id: str, row: dict[str, Any]) -> "MuscleRule":
        """The rule in a row of its data file. Raises `KeyError`, `TypeError` or `ValueError`."""
        numbers = (
            *("above", "below", "lateral_from", "lateral_to"),
            *("longest", "nearest", "farthest", "steepest"),
        )
        for key in numbers:
            if not isinstance(row.get(key, 0), int):
                raise TypeError(f"{key} is not a whole number")
        return cls(
            rule_id,
            row["muscle"],
            hazard=row.get("hazard"),
            only=frozenset(map(Direction, row.get("only", ()))),
            never=frozenset(map(Direction, row.get("never", ()))),
            techniques=frozenset(map(Technique, row.get("techniques", ()))),
            **{key: row[key] for key in numbers if key in row},
        )

    def broken_by(self, needle: Needle) -> bool:
        """Whether this needle lies where the rule speaks, and does what it speaks of."""
        site = needle.site
        if not isinstance(site, MapSite) or site.muscle != self.muscle or not self._covers(site):
            return False
        lateral = abs(site.x)
        broken = (
            (self.longest is not None and needle.length > self.longest)
            or (self.nearest is not None and lateral < self.nearest * 10)
            or (self.farthest is not None and lateral > self.farthest * 10)
            or (self.steepest is not None and (needle.angle_deg or 0) > self.steepest)
            or (bool(self.only) and needle.direction not in self.only)
            or needle.direction in self.never
            or (bool(self.techniques) and needle.technique not in self.techniques)
        )
        return broken or not self._is_about_something

    @property
    def _is_about_something(self) -> bool:
        limits = (self.longest, self.nearest, self.farthest, self.steepest)
        return any(limit is not None for limit in limits) or bool(
            self.only or self.never or self.techniques
        )

    def _covers(self, site: MapSite) -> bool:
        lateral = abs(site.x)
        return (
            (self.above is None or site.y > self.above * 10)
            and (self.below is None or site.y <= self.below * 10)
            and (self.lateral_from is None or lateral > self.lateral_from * 10)
            and (self.lateral_to is None or lateral <= self.lateral_to * 10)
            and (self.hazard is None or self.hazard in site.hazards)
        )
