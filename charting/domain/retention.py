"""How long a record is kept: a rule for each jurisdiction, counted from the last contact.

Nothing is ever deleted by itself: a rule says from which day on a record may be looked through.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from charting.domain.patient import Patient
from charting.domain.sheet import Sheet

RULE, ERASING = "retention", "erasing"
"""Under what the clinic's choices are stored: which rule holds, and when a record may be erased."""
AFTER, ASKED = "after", "asked"
"""A record may be erased only when its time is over; or also when the patient asks for it."""

OF_AGE = 18


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """A rule of a jurisdiction: `years` from the last contact and, for who was not of age then, to
    the birthday `until_age`, or `late_until` from the age `late_age` on; 0 where there is none. A
    rule without years is a `note` beside the others.
    """

    id: str
    country: str
    words: str
    source: str
    years: int = 0
    until_age: int = 0
    late_age: int = 0
    late_until: int = 0
    note: str = ""
    reviewed_by: str = ""

    def until(self, patient: Patient, last: date) -> date:
        """The day on which the time is over of a record whose last contact was on a day."""
        over = _years_on(last, self.years)
        age = patient.age_on(last)
        if age >= OF_AGE or not self.until_age:
            return over
        until_age = self.late_until if 0 < self.late_age <= age else self.until_age
        return max(over, _years_on(patient.born, until_age))


def _years_on(day: date, years: int) -> date:
    """That day so many years later; 1 March where there is no 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def rules_of(table: Mapping[str, Any]) -> tuple[RetentionRule, ...]:
    """The rules of a data file. Raises `ValueError` naming the id, `TypeError`."""
    rules = tuple(RetentionRule(**row) for row in table["rules"])
    for rule in rules:
        if not rule.source:
            raise ValueError(f"{rule.id}: it has no source")
        if not rule.years and not rule.note:
            raise ValueError(f"{rule.id}: it has neither years nor a note")
        if bool(rule.late_age) is not bool(rule.late_until):
            raise ValueError(f"{rule.id}: a late age and its birthday go together")
    if len({rule.id for rule in rules}) < len(rules):
        raise ValueError("an id stands twice")
    return rules


def rule_that_holds(
    rules: Iterable[RetentionRule], chosen: str, country: str
) -> RetentionRule | None:
    """The rule that the clinic chose, or else the longest of its country; `None` where its country
    has none.
    """
    counting = [rule for rule in rules if rule.years]
    for rule in counting:
        if rule.id == chosen:
            return rule
    theirs = [rule for rule in counting if rule.country == country]
    return max(theirs, key=lambda rule: (rule.years, rule.until_age), default=None)


@dataclass(frozen=True, slots=True)
class Contact:
    """A patient with the day of the last contact: a visit, a call, a paper, whatever else was put
    on file of them; or the day they were added. `seen_utc` is their latest visit or when they were
    added, in microseconds.
    """

    patient: Patient
    last: date
    seen_utc: int


@dataclass(frozen=True, slots=True)
class Held:
    """The `rule` that holds here, `None` where none does, whether the clinic `chose` it, and
    whether a record may be erased `early` when the patient asks for it.
    """

    rule: RetentionRule | None
    chose: bool
    early: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A patient's record: the last contact, the day `until` which it is kept by the `rule`, and
    the sheet that puts it on `hold`.
    """

    contact: Contact
    rule: RetentionRule | None
    until: date | None
    hold: Sheet | None


@dataclass(frozen=True, slots=True)
class ForReview:
    """Whose time is over, the first to go first, and whether there are `more` than are listed."""

    lines: tuple[Kept, ...]
    more: bool
