"""What of a record may be used for research, and how it is told without saying whose it is.

A day is told as it was, moved by so many days as nobody keeps; an age in whole years, from 90 on as
90 (HIPAA Privacy Rule, 45 CFR 164.514(b)(2): "Safe Harbor" lets no date and no age over 89 stand).
It is harder to find out whose it is then; it is not impossible, and nobody is promised that.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from charting.domain.canonical import digest
from charting.domain.patient import Patient

OLDEST = 90
"""From this age on, in years, all are told to be of it."""
FARTHEST = 182
"""The most days by which the days of somebody are moved."""


@dataclass(frozen=True, slots=True)
class ResearchConsent:
    """Whether somebody agreed that their record may be used for research without their name."""

    agreed: bool


def checked_research(consent: ResearchConsent) -> ResearchConsent:
    """The consent, of which there is nothing to clean."""
    return consent


def agrees(contents: Iterable[ResearchConsent]) -> bool:
    """Whether somebody agrees now; whoever was not asked does not."""
    last = ResearchConsent(agreed=False)
    for each in contents:
        last = each
    return last.agreed


@dataclass(frozen=True, slots=True)
class Disguise:
    """Somebody in an extract: their number in it, and by how many days theirs are moved."""

    number: int
    days: int

    def moved(self, day: date) -> date:
        """A day as it is told."""
        return day + timedelta(days=self.days)

    @staticmethod
    def age(patient: Patient, day: date) -> int:
        """How old they were on a day, as it is told."""
        return min(OLDEST, max(0, patient.age_on(day)))


def disguise(number: int, patient: Patient, secret: bytes) -> Disguise:
    """How somebody is told; never by no days at all. Whoever does not know the `secret` of the
    extract, which nobody keeps, cannot tell by how many.
    """
    drawn = int.from_bytes(digest(secret + patient.id.bytes)[:8], "big")
    days = drawn % (2 * FARTHEST) - FARTHEST
    return Disguise(number, days if days < 0 else days + 1)
