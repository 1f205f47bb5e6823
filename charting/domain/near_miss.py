"""A near miss: something went wrong in the treatment room and nobody was harmed."""

from dataclasses import dataclass, replace
from datetime import date

from charting.domain.errors import ErrorCode, Refused
from charting.domain.moment import Moment
from charting.domain.text import clean_text

WORDS_LIMIT = 4_000
MINUTES = range(24 * 60)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """What went wrong on a day, in `words`; at the `minute` from midnight where that is known.

    `kind` is a code of the vocabulary `adverse_events.toml`, `learned` what is done differently
    from now on.
    """

    day: date
    words: str
    kind: str = "nm.other"
    minute: int | None = None
    learned: str = ""


def checked_near_miss(near_miss: NearMiss) -> NearMiss:
    """The near miss with its words cleaned.

    Raises `Refused` (FIELD_MISSING, TIME_UNREADABLE, TEXT_TOO_LONG, TEXT_UNREADABLE).
    """
    words = clean_text(near_miss.words, "words", WORDS_LIMIT).strip()
    if not words:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "words"})
    check_minute(near_miss.minute)
    learned = clean_text(near_miss.learned, "words", WORDS_LIMIT).strip()
    return replace(near_miss, words=words, learned=learned)


def check_minute(minute: int | None) -> None:
    """Whether there is such a minute of a day. Raises `Refused` (TIME_UNREADABLE)."""
    if minute is not None and minute not in MINUTES:
        raise Refused(ErrorCode.TIME_UNREADABLE, {"field": "event_time", "typed": str(minute)})


def check_when(day: date, minute: int | None, since: Moment | None, now: Moment) -> None:
    """Whether something can have been then; `since` is when the session was that it comes from, if
    any. Without a minute the day decides.

    Raises `Refused` (EVENT_BEFORE_SESSION, EVENT_IN_FUTURE).
    """
    latest = MINUTES.stop if minute is None else minute
    if since is not None and (day, latest) < (since.day, _minute(since)):
        raise Refused(ErrorCode.EVENT_BEFORE_SESSION, {"day": day.isoformat()})
    if (day, minute or 0) > (now.day, _minute(now)):
        raise Refused(ErrorCode.EVENT_IN_FUTURE, {"day": day.isoformat()})


def _minute(moment: Moment) -> int:
    at = moment.local()
    return at.hour * 60 + at.minute
