"""The practice and its practitioners: who treats, where, and whom to call."""

from dataclasses import dataclass, replace

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PracticeId, PractitionerId
from charting.domain.moment import Moment
from charting.domain.roles import Role
from charting.domain.text import clean_line


@dataclass(frozen=True, slots=True)
class Practice:
    """A clinic: its name, numbers to call, and the country that decides paper and emergency number.

    `country` is an ISO 3166 two-letter code; `demo` marks a throwaway practice of
    invented people.
    """

    id: PracticeId
    name: str
    phone: str
    out_of_hours_phone: str
    country: str
    emergency_number: str
    paper: str
    demo: bool = False

    def on_paper(self, size: str) -> "Practice":
        """The same, whose documents are made on this size of paper; as it is where none is said."""
        return replace(self, paper=size) if size else self


@dataclass(frozen=True, slots=True)
class Practitioner:
    """Somebody who works in the practice; `registration` is the number of their professional
    register, or empty.

    `signing_key` is the public Ed25519 key of 32 bytes by which what they sign is verified; empty
    where they have not been at work since there are such keys. `supervisor_id` is who is present
    while a student charts. `left` is when they were removed; what they wrote stays theirs.
    """

    id: PractitionerId
    name: str
    registration: str
    signing_key: bytes = b""
    role: Role = Role.OWNER
    supervisor_id: PractitionerId | None = None
    left: Moment | None = None


def checked_practice(practice: Practice) -> Practice:
    """The practice with its texts cleaned.

    Raises `Refused` (FIELD_MISSING, TEXT_TOO_LONG) naming the field.
    """
    name = clean_line(practice.name, "clinic_name")
    if not name:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "clinic_name"})
    return Practice(
        practice.id,
        name,
        clean_line(practice.phone, "clinic_phone"),
        clean_line(practice.out_of_hours_phone, "out_of_hours_phone"),
        practice.country,
        clean_line(practice.emergency_number, "emergency_number"),
        practice.paper,
        practice.demo,
    )


def checked_practitioner(practitioner: Practitioner) -> Practitioner:
    """The practitioner with the texts cleaned.

    Raises `Refused` (FIELD_MISSING, TEXT_TOO_LONG) naming the field.
    """
    name = clean_line(practitioner.name, "practitioner_name")
    if not name:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "practitioner_name"})
    return replace(
        practitioner,
        name=name,
        registration=clean_line(practitioner.registration, "registration"),
    )
