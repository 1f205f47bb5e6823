"""The times of needles typed once for many, in a visit that is written up afterwards."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time, timedelta

from charting.domain.errors import ErrorCode, Refused
from charting.domain.marks import AT_ONCE, Needle
from charting.domain.moment import Moment
from charting.domain.session import Session
from charting.domain.text import read_time

LONGEST_MIN = 12 * 60
_DAY_MIN = 24 * 60

_CLOCK = r"(\d{1,2}[:.h]?\d{2})"
_FROM_UNTIL = re.compile(rf"^{_CLOCK}\s*(?:-|–|—|to|until)\s*{_CLOCK}$", re.IGNORECASE)
_FOR_MINUTES = re.compile(
    rf"^{_CLOCK}(?:\s*,\s*|\s+for\s+|\s+)(\d{{1,4}})\s*(?:min|mins|minutes?|['′])?\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stay:
    """Needles were in from `went_in` on the wall clock, to the minute, for so many `minutes`, at
    least one.
    """

    went_in: time
    minutes: int

    @property
    def came_out(self) -> time:
        """The time out on the wall clock."""
        until = _minute_of(self.went_in) + self.minutes
        return time(until // 60, until % 60)


def read_stay(typed: str) -> Stay:
    """A stay typed as "16:14, 10 min", "16:14-16:24" or "16:14 for 10".

    Raises `Refused`: TIMES_UNREADABLE, also for a stay of less than a minute; OUT_BEFORE_IN;
    TIMES_TOO_LONG for more than twelve hours; TIMES_BEYOND_DAY where it ends after midnight.
    """
    line = " ".join(typed.split())
    if found := _FROM_UNTIL.match(line):
        start, end = (_read_clock(each, typed) for each in found.groups())
        minutes = _minute_of(end) - _minute_of(start)
    elif found := _FOR_MINUTES.match(line):
        start, minutes = _read_clock(found[1], typed), int(found[2])
    else:
        raise _unreadable(typed)
    if minutes < 0:
        raise Refused(ErrorCode.OUT_BEFORE_IN)
    if not minutes:
        raise _unreadable(typed)
    if minutes > LONGEST_MIN:
        raise Refused(ErrorCode.TIMES_TOO_LONG, {"hours": LONGEST_MIN // 60})
    if _minute_of(start) + minutes >= _DAY_MIN:
        raise Refused(ErrorCode.TIMES_BEYOND_DAY, {"start": f"{start:%H:%M}", "minutes": minutes})
    return Stay(start, minutes)


def with_times(needles: Iterable[Needle], stay: Stay, session: Session) -> tuple[Needle, ...]:
    """The needles of a visit written up afterwards with their times as recalled; one that goes in
    and out at once was out when it went in.

    Raises `Refused` (TIMES_AHEAD) where they would be out only after the note was begun.
    """
    visited = session.opened
    start = Moment.at(visited.day, stay.went_in, visited.zone)
    end = Moment.of(start.local() + timedelta(minutes=stay.minutes), visited.zone)
    if session.written is not None and end.utc > session.written.utc:
        begun = session.written.local()
        raise Refused(
            ErrorCode.TIMES_AHEAD, {"end": f"{end.local():%H:%M}", "begun": f"{begun:%H:%M}"}
        )
    return tuple(_in_from(start, end, each, session) for each in needles)


def _in_from(start: Moment, end: Moment, needle: Needle, session: Session) -> Needle:
    if needle.technique not in AT_ONCE:
        return replace(needle, went_in=start, came_out=end)
    # What is typed is known to the minute, and the very moment of the visit says that nobody noted
    # any time: a second, within that minute, tells the two apart.
    within = timedelta(seconds=start.utc == session.opened.utc)
    at = Moment.of(start.local() + within, start.zone)
    return replace(needle, went_in=at, came_out=at)


def is_recalled(needle: Needle, session: Session) -> bool:
    """Whether the times of a needle were recalled: it was charted afterwards, and its times are
    not just those of the visit, which stand where nobody noted any.
    """
    visited = session.opened.utc
    noted = needle.came_out is None or (needle.went_in.utc, needle.came_out.utc) != (
        visited,
        visited,
    )
    return session.written is not None and noted


def times_noted(needle: Needle, session: Session) -> bool:
    """Whether the times of a needle are known: noted in the room, or recalled afterwards."""
    return session.written is None or is_recalled(needle, session)


def _minute_of(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _read_clock(part: str, typed: str) -> time:
    try:
        return read_time(part, "time")
    except Refused:
        raise _unreadable(typed) from None


def _unreadable(typed: str) -> Refused:
    return Refused(ErrorCode.TIMES_UNREADABLE, {"typed": typed.strip()})
