"""Signed records as stored: added under the lock of their patient and session, never changed."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, bindparam, insert, select, union, update

from charting.domain.audit import Trace
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId, SessionId
from charting.domain.session import Session, Status
from charting.domain.signing import START, Link, SignedRecord
from charting.services.signed import SignedHead
from charting.storage.database import Database
from charting.storage.rows.signed import signed_of, signed_row
from charting.storage.sessions import read_session
from charting.storage.tables import patients, sessions, signed_heads, signed_records
from charting.storage.trail import append, is_stored

_HEADS = select(signed_heads).order_by(signed_heads.c.patient_id)
_HEAD = select(signed_heads).where(signed_heads.c.patient_id == bindparam("patient"))
_PATIENTS = union(select(signed_heads.c.patient_id), select(signed_records.c.patient_id))
_CHAIN = (
    select(signed_records)
    .where(signed_records.c.patient_id == bindparam("patient"))
    .order_by(signed_records.c.number)
)
_OF_SESSION = (
    select(signed_records)
    .where(signed_records.c.session_id == bindparam("session"))
    .order_by(signed_records.c.number)
)
_LOCK_PATIENT = select(patients.c.id).where(patients.c.id == bindparam("patient")).with_for_update()
_LOCK_SESSION = select(sessions.c.id).where(sessions.c.id == bindparam("session")).with_for_update()
_NEXT_HEAD = update(signed_heads).where(signed_heads.c.patient_id == bindparam("patient"))
_TURN = update(sessions).where(sessions.c.id == bindparam("session"))


class SqlSigned:
    """Implements `charting.services.ports.SignedRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def head(self, patient_id: PatientId) -> SignedHead | None:
        """The last signed record of a patient."""
        with self._database.reading() as connection:
            return _head(connection, patient_id)

    def heads(self) -> Sequence[SignedHead]:
        """The last signed record of each patient who has one, by patient."""
        with self._database.reading() as connection:
            return tuple(_head_of(*row) for row in connection.execute(_HEADS))

    def chain(self, patient_id: PatientId) -> Sequence[SignedRecord]:
        """All signed records of a patient, in order."""
        with self._database.reading() as connection:
            rows = connection.execute(_CHAIN, {"patient": patient_id.bytes})
            return tuple(signed_of(row) for row in rows)

    def patients(self) -> Sequence[PatientId]:
        """Everybody of whom a record or a head is stored."""
        with self._database.reading() as connection:
            rows = connection.execute(_PATIENTS).scalars()
            return tuple(PatientId(UUID(bytes=key)) for key in rows)

    def of_session(self, session_id: SessionId) -> Sequence[SignedRecord]:
        """The signed records of a session, in order."""
        with self._database.reading() as connection:
            rows = connection.execute(_OF_SESSION, {"session": session_id.bytes})
            return tuple(signed_of(row) for row in rows)

    def add(
        self,
        record: SignedRecord,
        session: Session,
        after: Status,
        trace: Trace,
        *,
        awaits: bool | None = None,
    ) -> None:
        """Store a signed record; what it refuses is said at
        `charting.services.ports.SignedRecords.add`.
        """
        with self._database.writing() as connection:
            if is_stored(connection, trace.id):
                return
            advance(connection, record, record.form().previous)
            _check_unchanged(connection, session)
            connection.execute(insert(signed_records), signed_row(record))
            _turn(connection, session, after, awaits)
            append(connection, trace)

    def turn(self, session: Session, after: Status, trace: Trace) -> None:
        """Store that a correction is begun or left. Raises `Refused` (STALE_RECORD, NOT_FOUND)."""
        with self._database.writing() as connection:
            if not is_stored(connection, trace.id):
                _check_unchanged(connection, session)
                _turn(connection, session, after, None)
                append(connection, trace)


def _head_of(patient: bytes, number: int, hash_: bytes) -> SignedHead:
    return SignedHead(PatientId(UUID(bytes=patient)), number, hash_)


def _head(connection: Connection, patient_id: PatientId) -> SignedHead | None:
    row = connection.execute(_HEAD, {"patient": patient_id.bytes}).first()
    return _head_of(*row) if row else None


def _check_unchanged(connection: Connection, session: Session) -> None:
    """Lock the session, and see that it says what was read."""
    connection.execute(_LOCK_SESSION, {"session": session.id.bytes})
    stored = read_session(connection, session.id)
    if stored != session:
        raise Refused(ErrorCode.STALE_RECORD)


def advance(connection: Connection, record: SignedRecord | Link, previous: str) -> None:
    """Lock the patient, and let their chain end with this record, if it follows its last one, of
    which it names the hash. Raises `Refused` (STALE_RECORD).
    """
    connection.execute(_LOCK_PATIENT, {"patient": record.patient_id.bytes})
    head = _head(connection, record.patient_id)
    number, last = (head.number, head.hash) if head else (0, START)
    if record.number != number + 1 or previous != last.hex():
        raise Refused(ErrorCode.STALE_RECORD)
    fresh = {"number": record.number, "hash": record.hash}
    key = record.patient_id.bytes
    if head is None:
        connection.execute(insert(signed_heads), {"patient_id": key, **fresh})
    else:
        connection.execute(_NEXT_HEAD, {"patient": key, **fresh})


def _turn(connection: Connection, session: Session, after: Status, awaits: bool | None) -> None:
    columns: dict[str, object] = {"status": after.value}
    if awaits is not None:
        columns["awaits_cosignature"] = awaits
    connection.execute(_TURN, {"session": session.id.bytes, **columns})
