"""The clock and the ids of the machine we run on."""

import time
from datetime import UTC, datetime
from uuid import UUID

import tzlocal
import uuid_utils.compat

from charting.domain.moment import Moment


class SystemClock:
    """The clock of this machine, in the zone it is set to."""

    def __init__(self) -> None:
        self._zone = tzlocal.get_localzone_name() or "UTC"

    def now(self) -> Moment:
        """The present moment."""
        return Moment.of(datetime.now(UTC), self._zone)


def wall_seconds() -> float:
    """Seconds by the clock on the wall, which can be set."""
    return time.time()


def steady_seconds() -> float:
    """Seconds by a clock that nobody can set, and that stands still while some systems sleep."""
    return time.monotonic()


class TimeOrderedIds:
    """UUIDv7 of RFC 9562, ordered by the time they were made."""

    def new(self) -> UUID:
        """A new id."""
        return uuid_utils.compat.uuid7()
