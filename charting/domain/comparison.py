"""Two visits laid beside each other: what is new in the later one, what is repeated, what is left
out.

It counts and pairs; it judges nothing, and says nothing of why.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import hypot
from types import MappingProxyType

from charting.domain import pain_extent
from charting.domain.ids import MarkId
from charting.domain.marks import MapSite, Mark, Needle
from charting.domain.pain_area import AreaSite, PainArea
from charting.domain.session import Session
from charting.domain.treated import SAME_SITE_MM


class Fate(StrEnum):
    """What became of a mark from one visit to another."""

    NEW = "new"
    REPEATED = "repeated"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Compared:
    """A mark of the `earlier` visit, of the `later` one, or one of each at the same place."""

    earlier: Mark | None
    later: Mark | None

    @property
    def fate(self) -> Fate:
        """What became of it."""
        if self.earlier is None:
            return Fate.NEW
        return Fate.LEFT_OUT if self.later is None else Fate.REPEATED

    @property
    def mark(self) -> Mark:
        """The later of the two, or the one there is. Raises `ValueError` where there is none."""
        mark = self.later or self.earlier
        if mark is None:
            raise ValueError("nothing was compared")
        return mark


def compared(earlier: Session | None, later: Session) -> tuple[Compared, ...]:
    """The marks of two visits: what is new, what is repeated, then what is left out, each in order
    of placing. Without an earlier visit all is new.
    """
    before = tuple(earlier.marks.values()) if earlier else ()
    pairs = _paired(before, tuple(later.marks.values()))
    lines = [Compared(pairs.get(mark.id), mark) for mark in later.marks.values()]
    kept = {mark.id for mark in pairs.values()}
    return (
        *(line for line in lines if line.fate is Fate.NEW),
        *(line for line in lines if line.fate is Fate.REPEATED),
        *(Compared(mark, None) for mark in before if mark.id not in kept),
    )


def fates(lines: Iterable[Compared]) -> Mapping[Fate, int]:
    """How many there are of each."""
    found = dict.fromkeys(Fate, 0)
    for line in lines:
        found[line.fate] += 1
    return MappingProxyType(found)


def _paired(before: tuple[Mark, ...], now: tuple[Mark, ...]) -> dict[MarkId, Mark]:
    """The earlier mark that each later one repeats: the one it names, otherwise the nearest that
    no other is nearer to.
    """
    known = {mark.id: mark for mark in before}
    pairs: dict[MarkId, Mark] = {}
    for mark in now:
        if isinstance(mark, Needle) and mark.repeats and mark.repeats.needle in known:
            pairs[mark.id] = known.pop(mark.repeats.needle)
    free = [mark for mark in now if mark.id not in pairs]
    for _far, later, earlier in sorted(_near(free, known.values()), key=lambda each: each[0]):
        if later.id not in pairs and earlier.id in known:
            pairs[later.id] = known.pop(earlier.id)
    return pairs


def _near(now: Iterable[Mark], before: Iterable[Mark]) -> Iterator[tuple[float, Mark, Mark]]:
    earlier = tuple(before)
    for mark in now:
        for other in earlier:
            far = _apart(mark, other)
            if far is not None:
                yield far, mark, other


def _apart(mark: Mark, other: Mark) -> float | None:
    """How far two marks are from each other (mm), `None` where neither can repeat the other.

    What is felt is the same where it feels the same on the same side, wherever it is drawn.
    """
    if isinstance(mark, PainArea) and isinstance(other, PainArea):
        same = mark.quality is other.quality and mark.site.side is other.site.side
        return _between(mark.site, other.site) if same else None
    if isinstance(mark, PainArea) or type(mark) is not type(other):
        return None
    a, b = mark.site, other.site
    if isinstance(a, MapSite) and isinstance(b, MapSite):
        if a.frame != b.frame:
            return None
        far = hypot(a.x - b.x, a.y - b.y) / 10
        return far if far <= SAME_SITE_MM else None
    return 0.0 if a == b else None


def _between(a: AreaSite, b: AreaSite) -> float:
    (x, y), (x2, y2) = pain_extent.anchor(a), pain_extent.anchor(b)
    return hypot(x - x2, y - y2) / 10
