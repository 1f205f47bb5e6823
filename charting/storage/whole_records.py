"""The whole record of a patient as stored: read in one state, and taken in by one transaction."""

from collections import defaultdict
from collections.abc import Generator, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, Table, bindparam, insert, or_, select
from sqlalchemy.exc import IntegrityError

from charting.domain.audit import AuditEntry, Trace
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import FollowUp
from charting.domain.ids import PatientId
from charting.domain.practice import Practitioner
from charting.domain.record import PatientRecord
from charting.domain.session import Session
from charting.domain.sheet import Sheet
from charting.services.steps import at_once
from charting.storage.database import Database
from charting.storage.erasures import is_erased
from charting.storage.follow_ups import follow_ups_of
from charting.storage.joining import store_joined, told_again
from charting.storage.papers import OF_PATIENT as _PAPERS
from charting.storage.record_rows import SET_STATE, rows_of, states_of
from charting.storage.rows.columns import Values
from charting.storage.rows.papers import given_of
from charting.storage.rows.people import (
    fact_of,
    measures_of,
    patient_of,
    review_of,
)
from charting.storage.rows.sessions import (
    episode_of,
    session_of,
)
from charting.storage.rows.sheets import sheet_of
from charting.storage.rows.signed import signed_of
from charting.storage.rows.trail import entry_of
from charting.storage.search import store_words
from charting.storage.tables import (
    answers,
    audit,
    body_measures,
    episodes,
    health_facts,
    health_reviews,
    marks,
    notes,
    patients,
    sessions,
    sheets,
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
_ENTRIES = (
    select(audit)
    .where(or_(audit.c.chain == bindparam("patient"), audit.c.chain.in_(_THEIRS)))
    .order_by(audit.c.chain, audit.c.number)
)


_EVERY = (
    *(_FACTS, _REVIEWS, _MEASURES, _EPISODES, _SESSIONS, _MARKS, _ANSWERS, _NOTES),
    *(_SHEETS, _SIGNED, _ENTRIES, _PAPERS),
)


class _Rows(NamedTuple):
    """What was read of a patient, in the order of `_EVERY`."""

    patient: Values
    facts: Sequence[Values]
    reviews: Sequence[Values]
    measures: Sequence[Values]
    episodes: Sequence[Values]
    sessions: Sequence[Values]
    marks: Sequence[Values]
    answers: Sequence[Values]
    notes: Sequence[Values]
    sheets: Sequence[Values]
    signed: Sequence[Values]
    entries: Sequence[Values]
    papers: Sequence[Values]


class SqlWholeRecords:
    """Implements `charting.services.ports.WholeRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_patient(self, patient_id: PatientId) -> PatientRecord:
        """All that is on file of a patient, of one moment. Raises `Refused` (NOT_FOUND)."""
        return at_once(self.reading(patient_id))

    def reading(self, patient_id: PatientId) -> Generator[None, None, PatientRecord]:
        """The same, read when this is called, and made of what was read in steps: nothing is held
        open between them.

        Raises `Refused` (NOT_FOUND).
        """
        key = {"patient": patient_id.bytes}
        with self._database.reading() as connection:
            patient = connection.execute(_PATIENT, key).first()
            if patient is None:
                raise Refused(ErrorCode.NOT_FOUND)
            every = [connection.execute(query, key).all() for query in _EVERY]
            follow_ups = follow_ups_of(connection, patient_id)
        return _made(_Rows(patient, *every), follow_ups)

    def join(
        self,
        before: PatientRecord,
        after: PatientRecord,
        strangers: Sequence[Practitioner],
        retold: Sequence[AuditEntry],
        trace: Trace,
    ) -> None:
        """Store what a record on file has become by another one, with what is retold in its trails,
        all or nothing; `trace` tells of it.

        Raises `Refused` (RECORD_CLASHES; STALE_RECORD where it is no longer as it was `before`).
        """
        try:
            with self._database.writing() as connection:
                store_joined(connection, before, after, (strangers, trace))
                for entry in retold:
                    append(connection, told_again(entry))
                append(connection, trace)
        except IntegrityError:
            raise Refused(ErrorCode.RECORD_CLASHES) from None

    def take_in(
        self, record: PatientRecord, strangers: Sequence[Practitioner], trace: Trace
    ) -> None:
        """Store the record of a patient who is not on file, with its audit trails as they are and
        the practitioners nobody here knows, all or nothing; `trace` tells of it.

        Raises `Refused`: RECORD_CLASHES where an id of it is taken; PATIENT_ERASED.
        """
        try:
            with self._database.writing() as connection:
                if is_erased(connection, record.patient.id):
                    raise Refused(ErrorCode.PATIENT_ERASED)
                for table, rows in rows_of(record, strangers, trace):
                    if rows:
                        connection.execute(insert(table), rows)
                if states := states_of(record):
                    connection.execute(SET_STATE, states)
                store_words(connection, record.patient)
                append(connection, trace)
        except IntegrityError:
            raise Refused(ErrorCode.RECORD_CLASHES) from None


def _made(rows: _Rows, follow_ups: tuple[FollowUp, ...]) -> Generator[None, None, PatientRecord]:
    """The record that rows make: a session, a trail or a sheet in a step."""
    marks, answers, notes = (_by_first(each) for each in (rows.marks, rows.answers, rows.notes))
    sessions = list[Session]()
    for row in rows.sessions:
        sessions.append(session_of(row, marks[row[0]], answers[row[0]], notes[row[0]]))
        yield
    chains = list[tuple[AuditEntry, ...]]()
    for entries in _by_first(rows.entries).values():
        chains.append(tuple(map(entry_of, entries)))
        yield
    on_sheets = list[Sheet]()
    for row in rows.sheets:
        on_sheets.append(sheet_of(row))
        yield
    return PatientRecord(
        patient_of(rows.patient),
        tuple(map(fact_of, rows.facts)),
        tuple(map(review_of, rows.reviews)),
        tuple(map(measures_of, rows.measures)),
        tuple(map(episode_of, rows.episodes)),
        tuple(sessions),
        follow_ups,
        tuple(on_sheets),
        tuple(map(signed_of, rows.signed)),
        tuple(chains),
        tuple(map(given_of, rows.papers)),
    )


def _by_first(rows: Iterable[Values]) -> dict[bytes, list[Values]]:
    """The rows by what stands in their first column."""
    found = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found
