"""Calls and reviews as stored: planned, noted and withdrawn, each with its audit entry."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, bindparam, insert, select, update

from charting.domain.audit import Trace
from charting.domain.contact_signing import link_of
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import (
    ContactNote,
    ContactSignature,
    FollowUp,
    Withdrawal,
    due_order,
)
from charting.domain.ids import ContactId, FollowUpId, PatientId, PractitionerId
from charting.services.follow_up_records import DueLine, NoteLine
from charting.storage.database import Database
from charting.storage.rows.columns import Values
from charting.storage.rows.follow_ups import (
    contact_row,
    follow_up_of,
    follow_up_row,
    next_due_row,
    signature_row,
)
from charting.storage.rows.people import patient_of
from charting.storage.signed import advance
from charting.storage.tables import contact_notes, follow_ups, patients, sessions
from charting.storage.trail import append, is_stored

_OF_PATIENT = (
    select(follow_ups)
    .where(follow_ups.c.patient_id == bindparam("patient"))
    .order_by(follow_ups.c.planned_utc, follow_ups.c.id)
)
_DUE = (
    select(*follow_ups.c, sessions.c.number, *patients.c)
    .join(patients, patients.c.id == follow_ups.c.patient_id)
    .outerjoin(sessions, sessions.c.id == follow_ups.c.session_id)
    .where(follow_ups.c.next_due <= bindparam("until"))
    .order_by(follow_ups.c.next_due, follow_ups.c.id)
    .limit(bindparam("most"))
)
_CONTACTS = (
    select(contact_notes)
    .where(contact_notes.c.follow_up_id.in_(bindparam("follow_ups", expanding=True)))
    .order_by(contact_notes.c.at_utc, contact_notes.c.id)
)
_UNSIGNED = (
    select(contact_notes.c.id, *follow_ups.c, sessions.c.number, *patients.c)
    .join(follow_ups, follow_ups.c.id == contact_notes.c.follow_up_id)
    .join(patients, patients.c.id == follow_ups.c.patient_id)
    .outerjoin(sessions, sessions.c.id == follow_ups.c.session_id)
    .where(contact_notes.c.by == bindparam("writer"), contact_notes.c.signature.is_(None))
    .order_by(contact_notes.c.at_utc, contact_notes.c.id)
    .limit(bindparam("most"))
)
_SIGN = update(contact_notes).where(
    contact_notes.c.follow_up_id == bindparam("follow_up"),
    contact_notes.c.id == bindparam("contact"),
)
_THIS = follow_ups.c.id == bindparam("follow_up")
_LOCKED = select(follow_ups).where(_THIS).with_for_update()
_CHANGE = update(follow_ups).where(_THIS)

_COLUMNS = len(follow_ups.c)


class SqlFollowUps:
    """Implements `charting.services.follow_up_records.FollowUpRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_patient(self, patient_id: PatientId) -> Sequence[FollowUp]:
        """All calls and reviews of a patient in the order they were planned, closed ones too."""
        with self._database.reading() as connection:
            return follow_ups_of(connection, patient_id)

    def due(self, until: date, limit: int) -> Sequence[DueLine]:
        """Those open and due on the day `until` or before, of all patients, due first first."""
        values = {"until": until.isoformat(), "most": limit}
        with self._database.reading() as connection:
            rows = connection.execute(_DUE, values).all()
            found = _whole(connection, rows)
        lines = [
            DueLine(follow_up, patient_of(row[_COLUMNS + 1 :]), row[_COLUMNS])
            for follow_up, row in zip(found, rows, strict=True)
        ]
        return tuple(sorted(lines, key=lambda line: due_order(line.follow_up)))

    def plan(self, follow_up: FollowUp, trace: Trace) -> None:
        """Store a new call or review."""
        with self._database.writing() as connection:
            if not is_stored(connection, trace.id):
                connection.execute(insert(follow_ups), follow_up_row(follow_up))
                append(connection, trace)

    def note(self, follow_up_id: FollowUpId, note: ContactNote, trace: Trace) -> None:
        """Store one more contact note.

        Raises `Refused`: NOT_FOUND; STALE_RECORD where the follow-up was withdrawn.
        """
        with self._database.writing() as connection:
            if is_stored(connection, trace.id):
                return
            noted = _standing(connection, follow_up_id).with_contact(note)
            connection.execute(insert(contact_notes), contact_row(follow_up_id, note))
            connection.execute(_CHANGE, {"follow_up": follow_up_id.bytes, **next_due_row(noted)})
            append(connection, trace)

    def sign(
        self,
        follow_up_id: FollowUpId,
        contact_id: ContactId,
        signed: ContactSignature,
        trace: Trace,
    ) -> None:
        """Store the signature of a contact note.

        Raises `Refused`: NOT_FOUND; CONTACT_SIGNED where it is signed already; STALE_RECORD where
        something else was signed for the patient meanwhile.
        """
        with self._database.writing() as connection:
            if is_stored(connection, trace.id):
                return
            follow_up = _locked(connection, follow_up_id).with_signature(contact_id, signed)
            if link := link_of(follow_up.patient_id, signed):
                advance(connection, link, link.previous)
            key = {"follow_up": follow_up_id.bytes, "contact": contact_id.bytes}
            connection.execute(_SIGN, {**key, **signature_row(signed)})
            append(connection, trace)

    def unsigned(self, by: PractitionerId, limit: int) -> Sequence[NoteLine]:
        """The contact notes of all patients that somebody wrote and has not signed, the oldest
        first.
        """
        values = {"writer": by.bytes, "most": limit}
        with self._database.reading() as connection:
            rows = connection.execute(_UNSIGNED, values).all()
            found = _whole(connection, [row[1:] for row in rows])
        return tuple(
            NoteLine(
                next(note for note in follow_up.contacts if note.id.bytes == row[0]),
                DueLine(follow_up, patient_of(row[_COLUMNS + 2 :]), row[_COLUMNS + 1]),
            )
            for follow_up, row in zip(found, rows, strict=True)
        )

    def withdraw(self, follow_up_id: FollowUpId, withdrawal: Withdrawal, trace: Trace) -> None:
        """Store that it is not to be done after all.

        Raises `Refused`: NOT_FOUND; STALE_RECORD where it was withdrawn before.
        """
        with self._database.writing() as connection:
            if is_stored(connection, trace.id):
                return
            ended = replace(_standing(connection, follow_up_id), withdrawn=withdrawal)
            row = {**follow_up_row(ended), "follow_up": follow_up_id.bytes}
            connection.execute(_CHANGE, row)
            append(connection, trace)


def follow_ups_of(connection: Connection, patient_id: PatientId) -> tuple[FollowUp, ...]:
    """All calls and reviews of a patient in the order they were planned."""
    rows = connection.execute(_OF_PATIENT, {"patient": patient_id.bytes}).all()
    return _whole(connection, rows)


def _standing(connection: Connection, follow_up_id: FollowUpId) -> FollowUp:
    """The follow-up, locked until the transaction ends, unless it was withdrawn."""
    follow_up = _locked(connection, follow_up_id)
    if follow_up.withdrawn is not None:
        raise Refused(ErrorCode.STALE_RECORD)
    return follow_up


def _locked(connection: Connection, follow_up_id: FollowUpId) -> FollowUp:
    """The follow-up, locked until the transaction ends."""
    rows = connection.execute(_LOCKED, {"follow_up": follow_up_id.bytes}).all()
    if not rows:
        raise Refused(ErrorCode.NOT_FOUND)
    (follow_up,) = _whole(connection, rows)
    return follow_up


def _whole(connection: Connection, rows: Sequence[Values]) -> tuple[FollowUp, ...]:
    """The follow-ups of stored rows, each with its contact notes."""
    notes = defaultdict(list)
    if rows:
        for note in connection.execute(_CONTACTS, {"follow_ups": [row[0] for row in rows]}):
            notes[note[0]].append(note)
    return tuple(follow_up_of(row, notes[row[0]]) for row in rows)
