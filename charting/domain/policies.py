"""Policies of a clinic: where sources disagree, which side it takes (clinical reference 11)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from charting.domain.errors import ErrorCode, Refused

LATE_ENTRY = "late_entry"
LATE_AUTHOR = "late_author"
SPACING = "spacing"


@dataclass(frozen=True, slots=True)
class Policy:
    """One point on which sources disagree: its `sides` (code, words, source), of which `usual`
    holds until the clinic says otherwise; without sides only a `note` on how it is treated.
    """

    id: str
    words: str
    source: str
    usual: str = ""
    sides: tuple[tuple[str, str, str], ...] = ()
    note: str = ""

    def words_of(self, side: str) -> str:
        """The words of one of its sides."""
        return next((words for code, words, _source in self.sides if code == side), side)


@dataclass(frozen=True, slots=True)
class Policies:
    """The side that the clinic takes on each point, by the point's id."""

    sides: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def side(self, policy: str) -> str:
        """The side taken, empty for a point without sides."""
        return self.sides.get(policy, "")

    def number(self, policy: str) -> int:
        """The side taken of a point whose sides are numbers, in the unit of its words."""
        return int(self.side(policy) or 0)

    def taking(self, policy: str, side: str) -> "Policies":
        """These policies with another side taken on one point."""
        return Policies(MappingProxyType({**self.sides, policy: side}))


def policy_of(row: Mapping[str, Any]) -> Policy:
    """The policy of a row of its data file. Raises `ValueError` naming the id."""
    sides = tuple((code, words, source) for code, words, source in row.get("sides", ()))
    made = Policy(
        row["id"], row["words"], row["source"], row.get("usual", ""), sides, row.get("note", "")
    )
    if not made.source or not all(source for _code, _words, source in sides):
        raise ValueError(f"{made.id}: it has no source")
    if sides and made.usual not in {code for code, _words, _source in sides}:
        raise ValueError(f"{made.id}: {made.usual or 'nothing'} is usual, and no side of it")
    if not sides and not made.note:
        raise ValueError(f"{made.id}: it has neither sides nor a note")
    return made


def checked_side(policies: tuple[Policy, ...], policy: str, side: str) -> str:
    """The side, if that point has it. Raises `Refused` (NOT_FOUND)."""
    for each in policies:
        if each.id == policy and any(side == code for code, _words, _source in each.sides):
            return side
    raise Refused(ErrorCode.NOT_FOUND)
