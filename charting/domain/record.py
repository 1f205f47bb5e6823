"""The whole record of a patient as one value, as it is given out and taken in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints
from uuid import UUID

from charting.domain.audit import AuditEntry
from charting.domain.body import BodyMeasures
from charting.domain.contact_signing import links_of
from charting.domain.episode import Episode
from charting.domain.follow_up import FollowUp
from charting.domain.given_papers import GivenPaper
from charting.domain.ids import PractitionerId, SessionId
from charting.domain.leaflet_plan import LeafletPlan
from charting.domain.moment import Moment
from charting.domain.patient import HealthFact, HealthReview, Patient
from charting.domain.practice import Practice, Practitioner
from charting.domain.roles import NEEDS_COSIGNATURE, Role
from charting.domain.session import (
    Session,
    answer_subject,
    mark_subject,
    note_subject,
    ordered,
)
from charting.domain.sheet import Sheet
from charting.domain.signing import Link, Meaning, SignedRecord

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PatientRecord:
    """All that is on file of one patient.

    Facts, reviews, measures, episodes, sessions, follow-ups, sheets and papers stand oldest first;
    of a sheet, every version; of a paper that was handed out, the hash of its bytes. `chains` are
    the audit trails of the patient and of each session, `signed` is what was signed, in the order
    of its own chain; they prove what the rest says.
    """

    patient: Patient
    facts: tuple[HealthFact, ...] = ()
    reviews: tuple[HealthReview, ...] = ()
    measures: tuple[BodyMeasures, ...] = ()
    episodes: tuple[Episode, ...] = ()
    sessions: tuple[Session, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    signed: tuple[SignedRecord, ...] = ()
    chains: tuple[tuple[AuditEntry, ...], ...] = ()
    papers: tuple[GivenPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a record names. What they are or were in the practice is no part of it; `name`,
    `registration` and `signing_key` are as of a practitioner.
    """

    id: PractitionerId
    name: str
    registration: str = ""
    signing_key: bytes = b""

    @classmethod
    def of(cls, person: Practitioner) -> "Named":
        """The practitioner as a record names them."""
        return cls(person.id, person.name, person.registration, person.signing_key)

    def as_stranger(self, since: Moment) -> Practitioner:
        """Somebody who is known by name here from now on, and has no part in the practice."""
        return Practitioner(
            self.id,
            self.name,
            self.registration,
            self.signing_key,
            Role.PRACTITIONER,
            left=since,
        )


@dataclass(frozen=True, slots=True)
class Export:
    """When and by whom a record was given out, of which practice, and by which version of the
    `application`.
    """

    at: Moment
    by: Named
    practice: Practice
    application: str


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record as it travels; `practitioners` are those whom it names."""

    exported: Export
    practitioners: tuple[Named, ...]
    record: PatientRecord


def chain_of(record: PatientRecord) -> tuple[SignedRecord | Link, ...]:
    """Whatever is signed of a patient, visits and contact notes, in the order of its chain."""
    every: tuple[SignedRecord | Link, ...] = (*record.signed, *links_of(record.follow_ups))
    return tuple(sorted(every, key=lambda each: each.number))


def pictures_of(record: PatientRecord) -> tuple[str, ...]:
    """The clinic's own pictures of movements on the leaflets of a record, by their SHA-256 in
    hex, each once.
    """
    plans = (sheet.content for sheet in record.sheets if isinstance(sheet.content, LeafletPlan))
    named = (chosen.picture for plan in plans for chosen in plan.movements)
    return tuple(dict.fromkeys(name for name in named if name))


def in_stable_order(record: PatientRecord) -> PatientRecord:
    """The same record in the one order it is given out in, whatever order it was read in.

    Versions of what is no longer there (a mark taken away, a note emptied) stay behind.
    """
    sessions = _sorted(record.sessions, lambda each: (each.opened, each.id))
    places: dict[UUID, int] = {each.id: at for at, each in enumerate(sessions, start=1)}
    return replace(
        record,
        facts=_sorted(record.facts, lambda each: (each.noted, each.id)),
        reviews=_sorted(record.reviews, lambda each: (each.at, each.by)),
        measures=_sorted(record.measures, lambda each: (each.measured, each.measured_by)),
        episodes=_sorted(record.episodes, lambda each: (each.opened, each.id)),
        sessions=tuple(map(_session_in_order, sessions)),
        follow_ups=_sorted(record.follow_ups, lambda each: (each.planned, each.id)),
        sheets=tuple(
            sorted(record.sheets, key=lambda each: (each.at.utc, each.id.bytes, each.version))
        ),
        papers=_sorted(record.papers, lambda each: (each.given, each.id)),
        signed=tuple(sorted(record.signed, key=lambda each: each.number)),
        chains=tuple(sorted(record.chains, key=lambda chain: places.get(chain[0].chain, 0))),
    )


def _sorted(values: Iterable[T], since: Callable[[T], tuple[Moment, UUID]]) -> tuple[T, ...]:
    def key(value: T) -> tuple[int, bytes]:
        at, id_ = since(value)
        return at.utc, id_.bytes

    return tuple(sorted(values, key=key))


def _session_in_order(session: Session) -> Session:
    here = {
        *map(mark_subject, session.marks),
        *map(answer_subject, session.answers),
        *map(note_subject, session.notes),
    }
    return replace(
        session,
        marks=ordered(session.marks),
        answers=dict(sorted(session.answers.items())),
        notes=dict(sorted(session.notes.items())),
        carried=dict(sorted(session.carried.items())),
        versions={key: value for key, value in sorted(session.versions.items()) if key in here},
    )


def awaits_cosignature(record: PatientRecord, session_id: SessionId) -> bool:
    """Whether what was signed of a session still waits for another's signature."""
    awaits = False
    for each in record.signed:
        if each.session_id != session_id:
            continue
        if each.meaning in (Meaning.COSIGNATURE, Meaning.IN_ERROR):
            awaits = False
        elif each.form().signatory.role in NEEDS_COSIGNATURE:
            awaits = True
        elif each.meaning is not Meaning.ADDENDUM:
            awaits = False
    return awaits


def differing_parts(one: PatientRecord, other: PatientRecord) -> tuple[str, ...]:
    """The parts of two records of one patient that do not say the same, by the names they have
    here. The trails are none of them: to be looked at somewhere makes no other record.
    """
    ones, others = in_stable_order(one), in_stable_order(other)
    return tuple(
        field.name
        for field in fields(PatientRecord)
        if field.name != "chains" and getattr(ones, field.name) != getattr(others, field.name)
    )


def practitioners_named(value: object) -> frozenset[PractitionerId]:
    """Whoever is named anywhere in a recorded value."""
    found: set[PractitionerId] = set()
    _look_for_named(value, found)
    return frozenset(found)


def _look_for_named(value: object, found: set[PractitionerId]) -> None:
    if isinstance(value, tuple):
        for item in value:
            _look_for_named(item, found)
    elif isinstance(value, Mapping):
        for item in value.values():
            _look_for_named(item, found)
    else:
        kind: Any = type(value)
        for name, names_one in _leading_on(kind):
            member = getattr(value, name)
            if not names_one:
                _look_for_named(member, found)
            elif member is not None:
                found.add(member)


@cache
def _leading_on(kind: type) -> tuple[tuple[str, bool], ...]:
    """The fields of a recorded class that name a practitioner, or in which one may be named."""
    if not is_dataclass(kind):
        return ()
    every = get_type_hints(kind).items()
    return tuple((name, _names_one(hint)) for name, hint in every if _may_name(hint))


def _names_one(hint: Any) -> bool:  # noqa: ANN401 - a type hint is of no one type
    return hint is PractitionerId or PractitionerId in get_args(hint)


@cache
def _may_name(hint: Any) -> bool:  # noqa: ANN401 - a type hint is of no one type
    if isinstance(hint, type) and is_dataclass(hint):
        return any(map(_may_name, get_type_hints(hint).values()))
    return hint is PractitionerId or any(map(_may_name, get_args(hint)))
