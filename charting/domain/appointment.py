"""An appointment as another calendar knows it: a day and a title."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from charting.domain.episode import Episode
from charting.domain.errors import ErrorCode, Refused
from charting.domain.text import clean_line


@dataclass(frozen=True, slots=True)
class Appointment:
    """A visit on a whole day; `key` is the same for the same visit of a course, also when it is
    moved to another day.
    """

    key: str
    day: date
    title: str


def appointments(
    episode: Episode, held: int, days: Iterable[date], title: str
) -> tuple[Appointment, ...]:
    """The days to come of an episode in which `held` sessions were, all under one title.

    Raises `Refused` (FIELD_MISSING, TEXT_TOO_LONG, TEXT_UNREADABLE; NO_DAYS where none is to come).
    """
    cleaned = clean_line(title, "appointment")
    if not cleaned:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "appointment"})
    made = tuple(
        Appointment(f"{episode.id.hex}-{number}", day, cleaned)
        for number, day in enumerate(days, start=held + 1)
    )
    if not made:
        raise Refused(ErrorCode.NO_DAYS)
    return made
