"""A near miss: something went wrong in the treatment room and nobody was harmed."""

from dataclasses import dataclass, replace
from datetime import date

from charting.domain.errors import ErrorCode, Refused
from charting.domain.text import clean_text

WORDS_LIMIT = 4_000


@dataclass(frozen=True, slots=True)
class NearMiss:
    """What went wrong on a day, in `words`."""

    day: date
    words: str


def checked_near_miss(near_miss: NearMiss) -> NearMiss:
    """The near miss with its words cleaned. Raises `Refused` (FIELD_MISSING, TEXT_TOO_LONG)."""
    words = clean_text(near_miss.words, "words", WORDS_LIMIT).strip()
    if not words:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "words"})
    return replace(near_miss, words=words)
