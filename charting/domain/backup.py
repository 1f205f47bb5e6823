"""Backups: what came of a check, which are kept, how far one has come, and how safe a record is."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from charting.domain.moment import Moment


class BackupState(StrEnum):
    """What came of the check of one backup."""

    GOOD = "good"
    LOCKED = "locked"
    IN_USE = "in_use"
    OTHER_PRACTICE = "other_practice"
    INCOMPLETE = "incomplete"
    DAMAGED = "damaged"
    AHEAD = "ahead"
    APART = "apart"


# What could not be looked into proves nothing, and accuses nobody.
_NOTHING_WRONG = frozenset(
    {
        BackupState.GOOD,
        BackupState.LOCKED,
        BackupState.IN_USE,
        BackupState.OTHER_PRACTICE,
    }
)


@dataclass(frozen=True, slots=True)
class CheckedBackup:
    """A backup by the name of its folder, and what came of its check; `latest` is when its last
    entry was made, `problems` are the database's own words. AHEAD: it has entries that the record
    of now lacks. APART: an entry of it is another one in the record of now.
    """

    name: str
    state: BackupState
    latest: Moment | None = None
    problems: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing was found wrong, here or in the record of now."""
        return self.state in _NOTHING_WRONG


class Part(StrEnum):
    """What is done of a backup, a restore or a drill, one after the other."""

    COPYING = "copying"
    CHECKING = "checking"
    CARRYING = "carrying"
    OPENING = "opening"
    PROVING = "proving"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it has come: `done` of `of` steps of a part; 0 of 1 where that cannot be said."""

    part: Part
    done: int = 0
    of: int = 1


Report = Callable[[Progress], None]
"""Hears how far it has come, and may raise to have it left: what was begun is taken away then."""


def nobody_hears(_progress: Progress) -> None:
    """Hears of it and says nothing."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What a record of now has that a backup lacks, which would be lost if it were put back:
    `patients` by name and `visits` that are new, how many visits and patients were worked on since
    (`changed`), and `until` when the backup goes.
    """

    patients: tuple[str, ...]
    visits: int
    changed: int
    until: Moment | None

    @property
    def nothing(self) -> bool:
        """Whether nothing would be lost."""
        return not self.patients and not self.visits and not self.changed


@dataclass(frozen=True, slots=True)
class Safety:
    """How safe a record is at the moment `now`: the `last` checked backup beside it and in the
    `second` place ("" for none), whether that place `is_there` and on another disk, whether
    anything was entered since (`changed`), and when a backup was `tried` last, and how.
    """

    now: Moment
    last: Moment | None = None
    second: str = ""
    carried: Moment | None = None
    is_there: bool = False
    same_disk: bool = False
    changed: bool = False
    tried: Moment | None = None
    tried_well: bool = True


STALE = timedelta(days=7)
"""How old a second place may grow before it is asked for."""

EVERY = timedelta(minutes=30)
"""How long what was entered may stand in one place only."""

DRILL_AFTER = timedelta(days=31)
"""How long nobody needs to try whether a backup opens."""

_ALL = timedelta(hours=4)
_PERIODS: tuple[tuple[timedelta, Callable[[datetime], Hashable]], ...] = (
    (timedelta(hours=48), lambda at: (at.date(), at.hour)),
    (timedelta(days=14), lambda at: at.date()),
    (timedelta(weeks=8), lambda at: at.isocalendar()[:2]),
    (timedelta(days=366), lambda at: (at.year, at.month)),
)


def microseconds(span: timedelta) -> int:
    """A span as moments count it."""
    return span // timedelta(microseconds=1)


def kept(times: Iterable[int], now: int) -> frozenset[int]:
    """Which of the backups of these `times` stay, in UTC microseconds: all of 4 hours, then the
    last of each hour to 48 hours, of each of 14 days, 8 weeks and 12 months; the newest always.
    """
    newest_first = sorted(set(times), reverse=True)
    stay = {at for at in newest_first if now - at <= microseconds(_ALL)} | set(newest_first[:1])
    for span, period in _PERIODS:
        seen: set[Hashable] = set()
        for at in newest_first:
            when = period(datetime.fromtimestamp(at / 1_000_000, UTC))
            if now - at <= microseconds(span) and when not in seen:
                seen.add(when)
                stay.add(at)
    return frozenset(stay)


def beyond(sizes: Mapping[int, int], most: int) -> frozenset[int]:
    """Which of these backups, in bytes by their time, go so that the rest takes `most` bytes: the
    oldest first, and never the newest.
    """
    taken, gone = 0, set()
    for place, at in enumerate(sorted(sizes, reverse=True)):
        taken += sizes[at]
        if place and taken > most:
            gone.add(at)
    return frozenset(gone)
