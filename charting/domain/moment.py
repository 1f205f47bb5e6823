"""A point in time as the record keeps it: UTC microseconds, the zone it was lived in, and its
local date.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """`utc` in microseconds since 1970, `zone` an IANA name, `day` the local date there and then.

    The local date is kept, not recomputed: later changes of a zone's rules do not move a visit
    to another day.
    """

    utc: int
    zone: str
    day: date

    @classmethod
    def of(cls, instant: datetime, zone: str) -> "Moment":
        """The moment of an aware `instant` as lived in the IANA `zone`."""
        utc = (instant - _EPOCH) // _MICROSECOND
        return cls(utc, zone, instant.astimezone(ZoneInfo(zone)).date())

    @classmethod
    def at(cls, day: date, time_of_day: time, zone: str) -> "Moment":
        """The moment when clocks of the IANA `zone` showed this time on this day; the first of two
        where they were set back.
        """
        return cls.of(datetime.combine(day, time_of_day, ZoneInfo(zone)), zone)

    def local(self) -> datetime:
        """The aware wall-clock time in its own zone."""
        return (_EPOCH + timedelta(microseconds=self.utc)).astimezone(ZoneInfo(self.zone))

    def seconds_since(self, earlier: "Moment") -> int:
        """Whole seconds from `earlier` to this moment; negative where the clock was set back."""
        return (self.utc - earlier.utc) // 1_000_000
