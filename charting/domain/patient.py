"""A patient: who they are, what is known of their health, and who might be the same person."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import FactId, PatientId, PractitionerId
from charting.domain.moment import Moment
from charting.domain.text import clean_line, fold

EARLIEST_BIRTH = date(1900, 1, 1)


class Sex(StrEnum):
    """As recorded for care; FHIR's administrative gender."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Patient:
    """A person under care. `family` or `given` may be empty, not both: some people have one
    name. `large_print` and `easy_read` are how they read, and `language` (BCP 47) in what; empty:
    English.
    """

    id: PatientId
    family: str
    given: str
    born: date
    sex: Sex = Sex.UNKNOWN
    phone: str = ""
    archived: bool = False
    version: int = 1
    large_print: bool = False
    language: str = ""
    easy_read: bool = False

    @property
    def name(self) -> str:
        """The name as spoken: given name first."""
        return f"{self.given} {self.family}".strip()

    @property
    def listed_name(self) -> str:
        """The name as sorted in lists: family name first."""
        return ", ".join(part for part in (self.family, self.given) if part)

    @property
    def reads_large(self) -> bool:
        """Whether what they take home is set large; easy words always are."""
        return self.large_print or self.easy_read

    def age_on(self, day: date) -> int:
        """Whole years on `day`."""
        had_birthday = (day.month, day.day) >= (self.born.month, self.born.day)
        return day.year - self.born.year - (0 if had_birthday else 1)


class FactKind(StrEnum):
    """What a health fact is about; `alert` kinds stand in the patient banner."""

    MEDICINE = "medicine"
    ALLERGY = "allergy"
    IMPLANT = "implant"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class HealthFact:
    """Something known of a patient's health, from the day it was noted to the day it ended."""

    id: FactId
    patient_id: PatientId
    kind: FactKind
    text: str
    noted: Moment
    noted_by: PractitionerId
    ended: Moment | None = None
    version: int = 1

    @property
    def current(self) -> bool:
        """Whether it still holds."""
        return self.ended is None


@dataclass(frozen=True, slots=True)
class HealthReview:
    """The moment at which a practitioner went through all health facts with the patient."""

    patient_id: PatientId
    at: Moment
    by: PractitionerId


def checked_patient(patient: Patient, today: date) -> Patient:
    """The patient with texts cleaned, if such a person can exist.

    Raises `Refused` (NAME_MISSING, BIRTH_IN_FUTURE, BIRTH_TOO_EARLY, TEXT_TOO_LONG).
    """
    family = clean_line(patient.family, "family_name")
    given = clean_line(patient.given, "given_name")
    if not family and not given:
        raise Refused(ErrorCode.NAME_MISSING)
    if patient.born > today:
        raise Refused(ErrorCode.BIRTH_IN_FUTURE, {"born": patient.born.isoformat()})
    if patient.born < EARLIEST_BIRTH:
        raise Refused(
            ErrorCode.BIRTH_TOO_EARLY,
            {"born": patient.born.isoformat(), "earliest": EARLIEST_BIRTH.isoformat()},
        )
    return replace(
        patient,
        family=family,
        given=given,
        phone=clean_line(patient.phone, "phone"),
        language=clean_line(patient.language, "language"),
    )


def checked_fact(fact: HealthFact) -> HealthFact:
    """The fact with its text cleaned.

    Raises `Refused` (FIELD_MISSING, TEXT_TOO_LONG).
    """
    text = clean_line(fact.text, "health_fact")
    if not text:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "health_fact"})
    return replace(fact, text=text)


def likely_same(one: Patient, other: Patient) -> bool:
    """Whether two records may be one person: born the same day with a name in common, or the same
    full name with one slip in the date of birth (a digit, or day and month exchanged).
    """
    if one.id == other.id:
        return False
    ours, theirs = set(fold(one.name).split()), set(fold(other.name).split())
    if one.born == other.born:
        return bool(ours & theirs)
    return ours == theirs and _one_slip(one.born, other.born)


def _one_slip(one: date, other: date) -> bool:
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return True
    pairs = zip(one.isoformat(), other.isoformat(), strict=True)
    return sum(a != b for a, b in pairs) == 1
