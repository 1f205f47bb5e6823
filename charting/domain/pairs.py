"""The pairs of needles of a session that carry current, and what may become one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import MarkId
from charting.domain.marks import Mark, Needle, Technique
from charting.domain.moment import Moment
from charting.domain.stimulation import Stimulated, Stimulation


class Pair(NamedTuple):
    """Two needles and the current between them; `second` is the one that keeps its facts."""

    first: Needle
    second: Needle
    current: Stimulated


def pairs_of(marks: Mapping[MarkId, Mark]) -> tuple[Pair, ...]:
    """The pairs among the marks of a session, in the order of the needles that closed them. A pair
    dies with either of its needles.
    """
    return tuple(_pairs(marks))


def _pairs(marks: Mapping[MarkId, Mark]) -> Iterator[Pair]:
    for mark in marks.values():
        if isinstance(mark, Needle) and mark.stimulated is not None:
            first = marks.get(mark.stimulated.partner)
            if isinstance(first, Needle):
                yield Pair(first, mark, mark.stimulated)


def pair_with(marks: Mapping[MarkId, Mark], mark_id: MarkId) -> Pair | None:
    """The pair that a needle belongs to, if any."""
    return next((pair for pair in pairs_of(marks) if mark_id in (pair[0].id, pair[1].id)), None)


def paired(
    marks: Mapping[MarkId, Mark], first: Needle, second: Needle, settings: Stimulation, now: Moment
) -> tuple[Needle, Needle]:
    """Both needles as a pair that carries current from `now` on.

    Raises `Refused`: PAIR_NEEDS_TWO for one needle, or for one that is out; PAIR_TAKEN where one of
    them has its partner already.
    """
    if first.id == second.id or not (first.in_situ and second.in_situ):
        raise Refused(ErrorCode.PAIR_NEEDS_TWO)
    if pair_with(marks, first.id) or pair_with(marks, second.id):
        raise Refused(ErrorCode.PAIR_TAKEN)
    current = Stimulated(first.id, settings, now)
    return (
        replace(first, technique=Technique.ELECTRO),
        replace(second, technique=Technique.ELECTRO, stimulated=current),
    )


def parted(pair: Pair) -> tuple[Needle, Needle]:
    """Both needles as if no current had ever been: they were left in place."""
    return (
        replace(pair.first, technique=Technique.STATIC_DEEP),
        replace(pair.second, technique=Technique.STATIC_DEEP, stimulated=None),
    )


def stopped(pair: Pair, now: Moment) -> Needle:
    """The needle that keeps the facts, the current off at `now`. Raises `Refused` (OUT_BEFORE_IN)
    where the clock was set back.
    """
    if now.utc < pair.current.started.utc:
        raise Refused(ErrorCode.OUT_BEFORE_IN)
    return replace(pair.second, stimulated=replace(pair.current, stopped=now))


def on_again(pair: Pair) -> Needle:
    """The needle that keeps the facts, the current as if it had never been off. Raises `Refused`
    (PAIR_NEEDS_TWO) where a needle is out: none flows into that.
    """
    if not (pair.first.in_situ and pair.second.in_situ):
        raise Refused(ErrorCode.PAIR_NEEDS_TWO)
    return replace(pair.second, stimulated=replace(pair.current, stopped=None))


def without_current(
    marks: Mapping[MarkId, Mark], after: Mapping[MarkId, Needle]
) -> Mapping[MarkId, Needle]:
    """The needles `after` which some of them are out, and those whose current that ends: none flows
    into a needle that is out.
    """
    ended = dict(after)
    for pair in pairs_of({**marks, **after}):
        outs = [each.came_out for each in (pair.first, pair.second) if each.came_out is not None]
        if outs and pair.current.stopped is None:
            at = min(outs, key=lambda moment: moment.utc)
            # A clock that was set back must not let it end before it began.
            at = max(at, pair.current.started, key=lambda moment: moment.utc)
            ended[pair.second.id] = replace(
                pair.second, stimulated=replace(pair.current, stopped=at)
            )
    return ended


def minutes_on(current: Stimulated, now: Moment) -> int:
    """Whole minutes for which the current has been on, or was."""
    return max(0, (current.stopped or now).seconds_since(current.started)) // 60


def is_over(current: Stimulated, now: Moment) -> bool:
    """Whether it is still on although its minutes have passed."""
    return current.stopped is None and minutes_on(current, now) >= current.settings.minutes
