"""The dose of each visit: needles, minutes and twitches, to stand beside pain and function.

Beside, and no more: that a score changed after a dose does not say that it changed because of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from charting.domain.curves import Curve, Point
from charting.domain.ids import SessionId
from charting.domain.marks import AT_ONCE, Needle
from charting.domain.moment import Moment
from charting.domain.session import Session
from charting.domain.treated import distinct_muscles
from charting.domain.visit import PAIN_AFTER, PAIN_BEFORE, number_noted

_MINUTE = 60_000_000


@dataclass(frozen=True, slots=True)
class Dose:
    """What was done in the visit of a `number`, and the pain it began and ended with, 0 to 10.

    `minutes` says for how long there were needles in, however many at once; `None` where no time is
    known, as of a needle that is still in or was charted afterwards. `twitches` is `None` where
    nobody looked for one.
    """

    session_id: SessionId
    number: int
    opened: Moment
    needles: int
    muscles: int
    minutes: int | None
    twitches: int | None
    pain_before: int | None
    pain_after: int | None


def dose_of(visit: Session) -> Dose:
    """The dose of one visit."""
    needles = visit.needles()
    looked = [each.twitches for each in needles if each.twitches is not None]
    return Dose(
        visit.id,
        visit.number,
        visit.opened,
        len(needles),
        distinct_muscles(visit),
        _minutes_in(needles),
        sum(looked) if looked else None,
        number_noted(visit.answers, PAIN_BEFORE),
        number_noted(visit.answers, PAIN_AFTER),
    )


def scored_at(visit: Dose, curves: Iterable[Curve]) -> tuple[tuple[Curve, Point], ...]:
    """What was scored in a visit, or on its day outside any visit, curve by curve."""
    found = []
    for curve in curves:
        here = [point for point in curve.points if _belongs(point, visit)]
        if here:
            found.append((curve, here[-1]))
    return tuple(found)


def _belongs(point: Point, visit: Dose) -> bool:
    entry = point.entry
    if entry.session_id is not None:
        return entry.session_id == visit.session_id
    return entry.at.day == visit.opened.day


def _minutes_in(needles: Sequence[Needle]) -> int | None:
    """Whole minutes in which at least one needle was in; 0 without a needle."""
    spans = [span for span in map(_span, needles) if span is not None]
    if not spans:
        return None if needles else 0
    total, until = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, until))
        until = max(until, end)
    return round(total / _MINUTE)


def _span(needle: Needle) -> tuple[int, int] | None:
    """When a needle was in (microseconds UTC), `None` where that is not known: one that stays has
    no time where it came out at the moment it went in.
    """
    if needle.came_out is None:
        return None
    start, end = needle.went_in.utc, needle.came_out.utc
    return None if start == end and needle.technique not in AT_ONCE else (start, end)
