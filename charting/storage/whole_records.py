"""The whole record of a patient as stored: read in one state, and taken in by one transaction."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, Table, bindparam, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from charting.domain.audit import AuditEntry, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.contact_signing import links_of
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, PatientId
from charting.domain.practice import Practitioner
from charting.domain.record import PatientRecord, awaits_cosignature
from charting.domain.session import (
    Session,
    Status,
    answer_subject,
    mark_subject,
    note_subject,
)
from charting.domain.signing import end_of
from charting.storage.database import Database
from charting.storage.follow_ups import follow_ups_of
from charting.storage.papers import OF_PATIENT as _PAPERS
from charting.storage.rows.columns import Columns, Values
from charting.storage.rows.follow_ups import contact_row, follow_up_row
from charting.storage.rows.marks import mark_row
from charting.storage.rows.papers import given_of, given_row
from charting.storage.rows.people import (
    fact_of,
    fact_row,
    measures_of,
    measures_row,
    patient_of,
    patient_row,
    practitioner_row,
    review_of,
    review_row,
)
from charting.storage.rows.sessions import (
    answer_row,
    episode_of,
    episode_row,
    note_row,
    session_of,
    session_row,
)
from charting.storage.rows.sheets import sheet_of, sheet_row
from charting.storage.rows.signed import signed_of, signed_row
from charting.storage.rows.trail import entry_of, entry_row
from charting.storage.search import store_words
from charting.storage.tables import (
    answers,
    audit,
    body_measures,
    chains,
    contact_notes,
    episodes,
    follow_ups,
    given_papers,
    health_facts,
    health_reviews,
    marks,
    notes,
    patients,
    practitioners,
    sessions,
    sheets,
    signed_heads,
    signed_records,
)
from charting.storage.trail import append

_PATIENT = select(patients).where(patients.c.id == bindparam("patient"))
_THEIRS = select(sessions.c.id).where(sessions.c.patient_id == bindparam("patient"))


def _of_patient(table: Table, *order: Any) -> Select[Any]:  # noqa: ANN401 - columns of any type
    """The rows of a table that belong to the patient, or to one of their sessions."""
    if "patient_id" in table.c:
        theirs = table.c.patient_id == bindparam("patient")
    else:
        theirs = table.c.session_id.in_(_THEIRS)
    return select(table).where(theirs).order_by(*order)


_FACTS = _of_patient(health_facts, health_facts.c.noted_utc, health_facts.c.id)
_REVIEWS = _of_patient(health_reviews, health_reviews.c.at_utc, health_reviews.c.id)
_MEASURES = _of_patient(body_measures, body_measures.c.measured_utc, body_measures.c.id)
_EPISODES = _of_patient(episodes, episodes.c.opened_utc, episodes.c.id)
_SESSIONS = _of_patient(sessions, sessions.c.opened_utc, sessions.c.id)
_MARKS = _of_patient(marks, marks.c.session_id, marks.c.placed_utc, marks.c.id)
_ANSWERS = _of_patient(answers, answers.c.session_id, answers.c.item)
_NOTES = _of_patient(notes, notes.c.session_id, notes.c.section)
_SHEETS = _of_patient(sheets, sheets.c.at_utc, sheets.c.id, sheets.c.version)
_SIGNED = _of_patient(signed_records, signed_records.c.number)
_OPEN = Status.DRAFT.value
_STATE = (
    update(sessions)
    .where(sessions.c.id == bindparam("session"))
    .values(status=bindparam("state"), awaits_cosignature=bindparam("awaits"))
)
_ENTRIES = (
    select(audit)
    .where(or_(audit.c.chain == bindparam("patient"), audit.c.chain.in_(_THEIRS)))
    .order_by(audit.c.chain, audit.c.number)
)


class SqlWholeRecords:
    """Implements `charting.services.ports.WholeRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_patient(self, patient_id: PatientId) -> PatientRecord:
        """All that is on file of a patient, of one moment. Raises `Refused` (NOT_FOUND)."""
        key = {"patient": patient_id.bytes}
        with self._database.reading() as connection:
            patient = connection.execute(_PATIENT, key).first()
            if patient is None:
                raise Refused(ErrorCode.NOT_FOUND)
            return PatientRecord(
                patient_of(patient),
                tuple(map(fact_of, connection.execute(_FACTS, key))),
                tuple(map(review_of, connection.execute(_REVIEWS, key))),
                tuple(map(measures_of, connection.execute(_MEASURES, key))),
                tuple(map(episode_of, connection.execute(_EPISODES, key))),
                _sessions(connection, key),
                follow_ups_of(connection, patient_id),
                tuple(map(sheet_of, connection.execute(_SHEETS, key))),
                tuple(map(signed_of, connection.execute(_SIGNED, key))),
                _chains(connection, key),
                tuple(map(given_of, connection.execute(_PAPERS, key))),
            )

    def take_in(
        self, record: PatientRecord, strangers: Sequence[Practitioner], trace: Trace
    ) -> None:
        """Store the record of a patient who is not on file, with its audit trails as they are and
        the practitioners nobody here knows, all or nothing; `trace` tells of it.

        Raises `Refused` (RECORD_CLASHES) where an id of it is taken.
        """
        try:
            with self._database.writing() as connection:
                for table, rows in _rows(record, strangers, trace):
                    if rows:
                        connection.execute(insert(table), rows)
                if states := _states(record):
                    connection.execute(_STATE, states)
                store_words(connection, record.patient)
                append(connection, trace)
        except IntegrityError:
            raise Refused(ErrorCode.RECORD_CLASHES) from None


def _sessions(connection: Connection, key: dict[str, bytes]) -> tuple[Session, ...]:
    of_marks, of_answers, of_notes = (
        _by_first(connection.execute(query, key)) for query in (_MARKS, _ANSWERS, _NOTES)
    )
    return tuple(
        session_of(row, of_marks[row[0]], of_answers[row[0]], of_notes[row[0]])
        for row in connection.execute(_SESSIONS, key)
    )


def _chains(connection: Connection, key: dict[str, bytes]) -> tuple[tuple[AuditEntry, ...], ...]:
    return tuple(
        tuple(map(entry_of, rows)) for rows in _by_first(connection.execute(_ENTRIES, key)).values()
    )


def _by_first(rows: Iterable[Values]) -> dict[bytes, list[Values]]:
    """The rows by what stands in their first column."""
    found = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def _rows(
    record: PatientRecord, strangers: Iterable[Practitioner], trace: Trace
) -> list[tuple[Table, list[Columns]]]:
    """What is written into which table, in an order that its references allow."""
    every = [entry for chain in record.chains for entry in chain]
    follow_up_contacts = [
        contact_row(each.id, note) for each in record.follow_ups for note in each.contacts
    ]
    return [
        (practitioners, list(map(practitioner_row, strangers))),
        (patients, [_patient_row(record, trace)]),
        (health_facts, list(map(fact_row, record.facts))),
        (health_reviews, _review_rows(record)),
        (body_measures, _measures_rows(record)),
        (episodes, list(map(episode_row, record.episodes))),
        (sessions, [{**session_row(each), "status": _OPEN} for each in record.sessions]),
        (marks, [row for session in record.sessions for row in _mark_rows(session)]),
        (answers, [row for session in record.sessions for row in _answer_rows(session)]),
        (notes, [row for session in record.sessions for row in _note_rows(session)]),
        (follow_ups, list(map(follow_up_row, record.follow_ups))),
        (contact_notes, follow_up_contacts),
        (sheets, list(map(sheet_row, record.sheets))),
        (given_papers, list(map(given_row, record.papers))),
        (signed_records, list(map(signed_row, record.signed))),
        (signed_heads, _signed_head_rows(record)),
        (chains, [_head_row(chain[-1]) for chain in record.chains]),
        (audit, list(map(entry_row, every))),
    ]


def _states(record: PatientRecord) -> list[Columns]:
    """How far each session has come: from then on nothing is written into a signed one."""
    return [
        {
            "session": each.id.bytes,
            "state": each.status.value,
            "awaits": awaits_cosignature(record, each.id),
        }
        for each in record.sessions
        if each.status is not Status.DRAFT
    ]


def _signed_head_rows(record: PatientRecord) -> list[Columns]:
    number, last = end_of((*record.signed, *links_of(record.follow_ups)))
    row = {"patient_id": record.patient.id.bytes, "number": number, "hash": last}
    return [row] if number else []


def _patient_row(record: PatientRecord, trace: Trace) -> Columns:
    opened = max((each.opened for each in record.sessions), default=None, key=lambda at: at.utc)
    added = record.chains[0][0].at if record.chains else trace.at
    return {
        **patient_row(record.patient),
        "seen_utc": (opened or added).utc,
        "last_session": opened and opened.day.isoformat(),
    }


def _review_rows(record: PatientRecord) -> list[Columns]:
    told = _told(record)
    return [review_row(each, _id_of(each, told)) for each in record.reviews]


def _measures_rows(record: PatientRecord) -> list[Columns]:
    told = _told(record)
    return [measures_row(each, _id_of(each, told)) for each in record.measures]


def _told(record: PatientRecord) -> dict[bytes | None, EntryId]:
    """The audit entries by what they tell of."""
    return {entry.payload: entry.id for chain in record.chains for entry in chain}


def _id_of(done: object, told: dict[bytes | None, EntryId]) -> EntryId:
    """The id of the audit entry that tells of what was done; one of its own where none does."""
    what = canonical(done)
    return told.get(what) or EntryId(UUID(bytes=digest(what)[:16]))


def _mark_rows(session: Session) -> list[Columns]:
    return [
        {
            "session_id": session.id.bytes,
            "version": max(1, session.version_of(mark_subject(mark.id))),
            "present": True,
            **mark_row(mark),
        }
        for mark in session.marks.values()
    ]


def _answer_rows(session: Session) -> list[Columns]:
    return [
        {
            "session_id": session.id.bytes,
            "item": answer.item,
            "version": max(1, session.version_of(answer_subject(answer.item))),
            **answer_row(answer),
        }
        for answer in session.answers.values()
    ]


def _note_rows(session: Session) -> list[Columns]:
    return [
        {
            "session_id": session.id.bytes,
            "section": section.value,
            "version": max(1, session.version_of(note_subject(section))),
            **note_row(text, session.carried.get(section)),
        }
        for section, text in session.notes.items()
    ]


def _head_row(last: AuditEntry) -> Columns:
    return {"chain": last.chain.bytes, "number": last.number, "hash": last.hash}
