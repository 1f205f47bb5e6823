"""Signed records: what a practitioner puts their name under, chained per patient, never changed;
signed contact notes stand in the same chain (`charting.domain.contact_signing`).

The signed bytes are canonical JSON; `resources/schema/SIGNED_FORM.md` documents them so that they
can be checked without this program. They show later alteration to whoever kept a head of the
chain; they do not prove time, nor that the holder of the keys did not rebuild everything.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NewType, cast
from uuid import UUID

from charting.domain.canonical import canonical, digest, plain
from charting.domain.episode import Episode
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId, PracticeId, PractitionerId, SessionId
from charting.domain.moment import Moment
from charting.domain.patient import Patient, Sex
from charting.domain.revive import revived
from charting.domain.session import Session, Status, ordered
from charting.domain.sheet import Sheet
from charting.domain.text import clean_text
from charting.domain.visit import count_difference, unresolved_count

SCHEMA = 1
START = bytes(32)

WORDS_LIMIT = 20_000

SignedId = NewType("SignedId", UUID)

# No part of what a session says: bookkeeping between writers, and how far its record has come.
_NOT_SIGNED = ("status", "versions")


class Meaning(StrEnum):
    """What a signature means (record_safety.md, clinical.md 5.2)."""

    AUTHOR = "author"
    COSIGNATURE = "co-signature"
    ADDENDUM = "addendum"
    CORRECTION = "correction"
    IN_ERROR = "entered-in-error"


# The records that hold a session as a whole.
WHOLE = frozenset({Meaning.AUTHOR, Meaning.CORRECTION})
# What cannot be said without words.
_WORDED = frozenset({Meaning.ADDENDUM, Meaning.CORRECTION, Meaning.IN_ERROR})


@dataclass(frozen=True, slots=True)
class SignedPatient:
    """Who the record is about, as they were known when it was signed."""

    id: PatientId
    family: str
    given: str
    born: date
    sex: Sex

    @classmethod
    def of(cls, patient: Patient) -> "SignedPatient":
        """The identity of a patient."""
        return cls(patient.id, patient.family, patient.given, patient.born, patient.sex)


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs, as they were known then; `key` their Ed25519 public key in 64 hex digits."""

    id: PractitionerId
    name: str
    registration: str
    role: str
    key: str


@dataclass(frozen=True, slots=True)
class Late:
    """When that happened which is signed so much later, and why."""

    happened: Moment
    reason: str


@dataclass(frozen=True, slots=True)
class SignedForm:
    """What is signed. `number` counts from 1 in the patient's chain, `previous` is the SHA-256 of
    the record before in hex, 64 zeros for the first.

    `session` and `episode` stand in the records of the whole session; `about` names the record that
    is co-signed, added to, corrected or in error; `instead` the session that takes the place of one
    entered in error. `sheets` is what the visit says beside the session. `made_with` holds the
    SHA-256 of the map, rules, vocabularies and wording.
    """

    schema: int
    id: SignedId
    number: int
    previous: str
    practice_id: PracticeId
    practice: str
    patient: SignedPatient
    signatory: Signatory
    at: Moment
    meaning: Meaning
    session_id: SessionId
    about: SignedId | None = None
    words: str = ""
    late: Late | None = None
    instead: SessionId | None = None
    session: Session | None = None
    episode: Episode | None = None
    made_with: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sheets: tuple[Sheet, ...] = ()

    def spelled(self) -> bytes:
        """The bytes that are signed: RFC 8785 JSON of integers, ASCII keys and NFC text."""
        members = cast("dict[str, Any]", plain(self))
        if self.session is not None:
            members["session"] = as_signed(self.session)
        if not self.sheets:
            del members["sheets"]
        return canonical(members)

    @classmethod
    def read(cls, content: bytes) -> "SignedForm":
        """The form that signed bytes spell. Raises `ValueError`."""
        form = revived(content, cls)
        if form.session is None:
            return form
        # Names stand in the order of their letters there, marks here in that of placing.
        marks = ordered(form.session.marks)
        return replace(form, session=replace(form.session, status=Status.SIGNED, marks=marks))


@dataclass(frozen=True, slots=True)
class SignedRecord:
    """A signed record as stored: the signed bytes, their SHA-256, the signature over them, and
    what a list needs to know without reading them.
    """

    id: SignedId
    patient_id: PatientId
    number: int
    session_id: SessionId
    meaning: Meaning
    at: Moment
    by: PractitionerId
    content: bytes
    hash: bytes
    signature: bytes
    public_key: bytes

    def form(self) -> SignedForm:
        """What was signed. Raises `ValueError` where the bytes are not ours."""
        return SignedForm.read(self.content)


@dataclass(frozen=True, slots=True)
class Link:
    """What stands in a patient's chain beside the records of the visits: a signed contact note.

    `number` and `previous` are as in a record.
    """

    patient_id: PatientId
    number: int
    previous: str
    content: bytes
    signature: bytes
    public_key: bytes

    @property
    def hash(self) -> bytes:
        """The SHA-256 of the signed bytes."""
        return digest(self.content)


def end_of(chain: Iterable[SignedRecord | Link]) -> tuple[int, bytes]:
    """The number and the hash of the last of a patient's chain; 0 and zeros where nothing is
    signed.
    """
    last = max(chain, key=lambda each: each.number, default=None)
    return (last.number, last.hash) if last else (0, START)


def record_of(form: SignedForm, signature: bytes, content: bytes) -> SignedRecord:
    """The record of a form and the signature over its bytes `content`."""
    return SignedRecord(
        form.id,
        form.patient.id,
        form.number,
        form.session_id,
        form.meaning,
        form.at,
        form.signatory.id,
        content,
        digest(content),
        signature,
        bytes.fromhex(form.signatory.key),
    )


def as_signed(session: Session) -> dict[str, Any]:
    """A session as it stands in a signed form."""
    members = cast("dict[str, Any]", plain(session))
    left_out = (*_NOT_SIGNED, *(() if session.carried else ("carried",)))
    return {name: value for name, value in members.items() if name not in left_out}


def still_says(content: bytes, session: Session) -> bool:
    """Whether a stored session says what was signed.

    What the program came to know after the signature must be empty in it.
    """
    signed = json.loads(content).get("session")
    return signed is not None and _agree(signed, as_signed(session))


def _agree(signed: Any, stored: Any) -> bool:  # noqa: ANN401 - JSON
    if isinstance(signed, dict) and isinstance(stored, dict):
        if "is" not in signed:
            return signed.keys() == stored.keys() and all(
                _agree(value, stored[name]) for name, value in signed.items()
            )
        known = all(
            name in stored and _agree(value, stored[name]) for name, value in signed.items()
        )
        return known and not any(stored[name] for name in stored.keys() - signed.keys())
    if isinstance(signed, list) and isinstance(stored, list):
        return len(signed) == len(stored) and all(map(_agree, signed, stored))
    return bool(signed == stored)


# --- What may be signed -------------------------------------------------------------------------


def check_signable(session: Session) -> None:
    """All needles are out, every one is accounted for, and no words of an earlier visit stand in
    the note unseen; nothing else stops a signature.

    Raises `Refused`: ALREADY_SIGNED, NEEDLES_STILL_IN, COUNT_MISMATCH, NEEDLES_UNCOUNTED
    (clinical.md 2.2), NOTE_UNCONFIRMED (clinical.md 5.2).
    """
    if not session.open_to_change:
        raise Refused(ErrorCode.ALREADY_SIGNED)
    _check_all_out(session)
    if unresolved_count(session):
        raise _uncounted(session)
    if unconfirmed := session.unconfirmed():
        section, day = unconfirmed[0], session.carried[unconfirmed[0]].day
        facts = {"field": f"note_{section}", "day": day.isoformat()}
        raise Refused(ErrorCode.NOTE_UNCONFIRMED, facts)


def _uncounted(session: Session) -> Refused:
    difference = count_difference(session)
    if difference is not None:
        found, opened = difference
        return Refused(ErrorCode.COUNT_MISMATCH, {"found": found, "opened": opened})
    return Refused(ErrorCode.NEEDLES_UNCOUNTED)


def check_in_error(session: Session, reason: str) -> str:
    """The reason, cleaned, for which a visit can be declared entered in error.

    Raises `Refused`: ALREADY_SIGNED where it is already; NEEDLES_STILL_IN; FIELD_MISSING,
    TEXT_TOO_LONG, TEXT_UNREADABLE.
    """
    if session.status is Status.IN_ERROR:
        raise Refused(ErrorCode.ALREADY_SIGNED)
    _check_all_out(session)
    return checked_words(reason, Meaning.IN_ERROR)


def _check_all_out(session: Session) -> None:
    still_in = sum(needle.in_situ for needle in session.needles())
    if still_in:
        raise Refused(ErrorCode.NEEDLES_STILL_IN, {"number": still_in})


def checked_words(words: str, meaning: Meaning) -> str:
    """The words of an addendum, or the reason of what needs one.

    Raises `Refused` (FIELD_MISSING, TEXT_TOO_LONG, TEXT_UNREADABLE).
    """
    field_name = "addendum" if meaning is Meaning.ADDENDUM else "reason"
    cleaned = clean_text(words, field_name, WORDS_LIMIT).strip()
    if meaning in _WORDED and not cleaned:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": field_name})
    return cleaned
