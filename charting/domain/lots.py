"""Lots: what stands on a box of needles beside their size, by which a recalled one is found."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from charting.domain.errors import ErrorCode, Refused
from charting.domain.text import clean_line, read_date

# GS1 lots have at most 20 characters; makers without GS1 write longer ones.
LOT_LIMIT = 40
_MONTH_FIRST = re.compile(r"^(\d{1,2})\s*[./-]\s*(\d{4})$")
_MONTH_LAST = re.compile(r"^(\d{4})\s*[./-]\s*(\d{1,2})$")


class Handle(StrEnum):
    """What a needle is held by; codes of `clinical.md` 1.3."""

    PLASTIC = "plastic"
    METAL = "metal"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot by its `number` as `lot_number` spells it, and the last day it may be used."""

    number: str
    expiry: date

    def check_on(self, day: date) -> None:
        """Raises `Refused`: LOT_EXPIRED where it was past its day then, TEXT_UNREADABLE where its
        number is not spelled as it is looked for.
        """
        if lot_number(self.number) != self.number:
            raise Refused(ErrorCode.TEXT_UNREADABLE, {"field": "lot"})
        if day > self.expiry:
            facts = {"lot": self.number, "day": self.expiry.isoformat()}
            raise Refused(ErrorCode.LOT_EXPIRED, facts)


def lot_number(typed: str) -> str:
    """A lot as it is kept and looked for: in capitals, however it was typed.

    Raises `Refused` (FIELD_MISSING, TEXT_TOO_LONG, TEXT_UNREADABLE).
    """
    number = clean_line(typed, "lot", LOT_LIMIT).upper()
    if not number:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "lot"})
    return number


def read_expiry(typed: str, country: str) -> date:
    """The last day of use as typed: a day as the `country` writes it, or a month, whose last day it
    is, as 2028-06 or 06/2028.

    Raises `Refused` (EXPIRY_UNREADABLE).
    """
    word = typed.strip()
    try:
        if match := _MONTH_FIRST.match(word):
            return _end_of_month(int(match[2]), int(match[1]))
        if match := _MONTH_LAST.match(word):
            return _end_of_month(int(match[1]), int(match[2]))
        return read_date(word, "expiry", country)
    except (Refused, ValueError):
        raise Refused(ErrorCode.EXPIRY_UNREADABLE, {"typed": typed}) from None


def _end_of_month(year: int, month: int) -> date:
    date(year, month, 1)
    return date(year, month, monthrange(year, month)[1])
