"""Records erased: every row of a patient deleted, their chains kept without what they told."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from charting.domain.attachment import Attachment
from charting.domain.audit import ChainHead, Trace
from charting.domain.canonical import canonical
from charting.domain.erasure import Erased
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId
from charting.domain.legal_hold import LegalHold
from charting.domain.retention import Contact
from charting.domain.revive import revived
from charting.storage.database import Database
from charting.storage.rows.columns import Values
from charting.storage.rows.people import patient_of
from charting.storage.tables import (
    answers,
    attached_files,
    audit,
    body_measures,
    chains,
    contact_notes,
    episodes,
    follow_ups,
    given_papers,
    health_facts,
    health_reviews,
    letter_drafts,
    marks,
    notes,
    paper_files,
    patient_words,
    patients,
    sessions,
    sheets,
    signed_heads,
    signed_records,
    tombstones,
)
from charting.storage.trail import append, is_stored

_KEY: BindParameter[bytes] = bindparam("patient")
_SESSIONS = select(sessions.c.id).where(sessions.c.patient_id == _KEY)
_CALLS = select(follow_ups.c.id).where(follow_ups.c.patient_id == _KEY)

ERASED_TABLES: tuple[Table, ...] = (
    patient_words,
    letter_drafts,
    contact_notes,
    follow_ups,
    given_papers,
    paper_files,
    signed_records,
    signed_heads,
    sheets,
    marks,
    answers,
    notes,
    sessions,
    episodes,
    body_measures,
    health_reviews,
    health_facts,
    patients,
)
"""Every table that holds anything of a patient, in the order in which their rows can go."""


def _theirs(table: Table) -> ColumnElement[bool]:
    """The rows of a table that are of the patient."""
    if table is patients:
        return patients.c.id == _KEY
    if "patient_id" in table.c:
        return table.c.patient_id == _KEY
    if "session_id" in table.c:
        return table.c.session_id.in_(_SESSIONS)
    return table.c.follow_up_id.in_(_CALLS)


_DELETIONS = tuple(delete(table).where(_theirs(table)) for table in ERASED_TABLES)
_OF_CHAINS = or_(chains.c.chain == _KEY, chains.c.chain.in_(_SESSIONS))
_ENDS = (
    select(chains.c.chain, chains.c.number, chains.c.hash)
    .where(_OF_CHAINS)
    .order_by(chains.c.chain)
)
_FORGET = (
    update(audit)
    .where(or_(audit.c.chain == _KEY, audit.c.chain.in_(_SESSIONS)), audit.c.payload.is_not(None))
    .values(payload=None)
)
_IS_ATTACHMENT = sheets.c.kind == "Attachment"
_ATTACHED = select(sheets.c.content).where(sheets.c.patient_id == _KEY, _IS_ATTACHMENT)
_NAMED_STILL = (
    select(sheets.c.id)
    .where(
        sheets.c.patient_id != _KEY,
        _IS_ATTACHMENT,
        sheets.c.content.bool_op("LIKE")(bindparam("like")),
    )
    .limit(1)
)
_DROP_FILE = delete(attached_files).where(attached_files.c.sha256 == bindparam("digest"))
_ALL = select(tombstones.c.content).order_by(tombstones.c.patient_id)
_IS_ERASED = select(tombstones.c.patient_id).where(tombstones.c.patient_id == _KEY)


def _latest(table: Table, day: str, *which: ColumnElement[bool]) -> Any:  # noqa: ANN401
    """The last day in a column of a table, of the patient who is looked at."""
    of_them = select(func.max(table.c[day])).where(table.c.patient_id == patients.c.id, *which)
    return of_them.correlate(patients).scalar_subquery()


_LAST_CALL = (
    select(func.max(contact_notes.c.at_day))
    .join(follow_ups, follow_ups.c.id == contact_notes.c.follow_up_id)
    .where(follow_ups.c.patient_id == patients.c.id)
    .correlate(patients)
    .scalar_subquery()
)
_CONTACTS: Select[Any] = select(
    patients,
    # That somebody asks for the record is no contact.
    _latest(sheets, "at_day", sheets.c.kind != LegalHold.__name__),
    _latest(given_papers, "given_day"),
    _latest(health_reviews, "at_day"),
    _LAST_CALL,
)
_ONE = _CONTACTS.where(patients.c.id == _KEY)
_ORDER = (patients.c.seen_utc, patients.c.id)
_LONG_AGO = (
    select(patients.c.id)
    .where(patients.c.seen_utc < bindparam("before"))
    .order_by(*_ORDER)
    .limit(bindparam("most"))
)
_LATER = or_(
    patients.c.seen_utc > bindparam("seen"),
    and_(patients.c.seen_utc == bindparam("seen"), patients.c.id > _KEY),
)
# First who they are, then what is known of these few: no other way is quick among many.
_SEEN_BEFORE, _FURTHER = (
    _CONTACTS.where(patients.c.id.in_(which.subquery().select())).order_by(*_ORDER)
    for which in (_LONG_AGO, _LONG_AGO.where(_LATER))
)
_COLUMNS = len(patients.c)
_SEEN = list(patients.c).index(patients.c.seen_utc)
_LAST_SESSION = list(patients.c).index(patients.c.last_session)


class SqlErasures:
    """Implements `charting.services.erasure_records.ErasureRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> Sequence[Erased]:
        """Every tombstone, by the ids of the patients."""
        with self._database.reading() as connection:
            return tuple(revived(each, Erased) for each in connection.execute(_ALL).scalars())

    def ends(self, patient_id: PatientId) -> Sequence[ChainHead]:
        """Where the chains of a patient and of all their visits end, by chain."""
        with self._database.reading() as connection:
            return _ends(connection, {"patient": patient_id.bytes})

    def erase(self, erased: Erased, trace: Trace) -> None:
        """Take away all that is stored of a patient, and put the tombstone in its place.

        Raises `Refused` (STALE_RECORD) where the chains do not end where the tombstone says.
        """
        key = {"patient": erased.tombstone.erasure.patient_id.bytes}
        try:
            with self._database.writing() as connection:
                if is_stored(connection, trace.id):
                    return
                if _ends(connection, key) != erased.chains:
                    raise Refused(ErrorCode.STALE_RECORD)
                row = {"patient_id": key["patient"], "content": canonical(erased)}
                self._bury(connection, row)
                append(connection, trace)
        except IntegrityError:
            # Something was written of them meanwhile, or somebody else erased them.
            raise Refused(ErrorCode.STALE_RECORD) from None
        self._leave_no_log()

    def _bury(self, connection: Connection, row: Mapping[str, Any]) -> None:
        """Put a tombstone in the place of all that is stored of its patient."""
        connection.execute(insert(tombstones), row)
        _take_away(connection, {"patient": row["patient_id"]})

    def _leave_no_log(self) -> None:
        """Let the log of a file hold nothing of it any more, as far as nobody is at it."""
        if self._database.engine.dialect.name == "sqlite":
            with self._database.driver() as driver:
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def contact(self, patient_id: PatientId) -> Contact:
        """The last contact with a patient. Raises `Refused` (NOT_FOUND)."""
        with self._database.reading() as connection:
            row = connection.execute(_ONE, {"patient": patient_id.bytes}).first()
        if row is None:
            raise Refused(ErrorCode.NOT_FOUND)
        return _contact(row)

    def seen_before(self, utc: int, limit: int, after: Contact | None) -> Sequence[Contact]:
        """Patients not seen since a moment, those seen longest ago first, after another."""
        values: dict[str, object] = {"before": utc, "most": limit}
        if after is not None:
            values |= {"seen": after.seen_utc, "patient": after.patient.id.bytes}
        query = _SEEN_BEFORE if after is None else _FURTHER
        with self._database.reading() as connection:
            return tuple(map(_contact, connection.execute(query, values)))


def is_erased(connection: Connection, patient_id: PatientId) -> bool:
    """Whether the record of a patient was erased here."""
    return connection.execute(_IS_ERASED, {"patient": patient_id.bytes}).first() is not None


def _ends(connection: Connection, key: dict[str, bytes]) -> tuple[ChainHead, ...]:
    rows = connection.execute(_ENDS, key)
    return tuple(ChainHead(UUID(bytes=chain), number, hash_) for chain, number, hash_ in rows)


def _take_away(connection: Connection, key: dict[str, bytes]) -> None:
    connection.execute(_FORGET, key)
    for sha256 in set(_attached(connection, key)):
        # Two people can have been given the same file.
        like = f"%{sha256.hex()}%".encode("ascii")
        if connection.execute(_NAMED_STILL, {**key, "like": like}).first() is None:
            connection.execute(_DROP_FILE, {"digest": sha256})
    for deletion in _DELETIONS:
        connection.execute(deletion, key)


def _attached(connection: Connection, key: dict[str, bytes]) -> Iterator[bytes]:
    """The SHA-256 of each file that the sheets of the patient name, in all their versions."""
    from_sheets = connection.execute(_ATTACHED, key).scalars().all()
    for content in from_sheets:
        yield bytes.fromhex(revived(content, Attachment).sha256)


def _contact(row: Values) -> Contact:
    seen = row[_SEEN]
    days = [row[_LAST_SESSION], *row[_COLUMNS:]]
    added = datetime.fromtimestamp(seen / 1_000_000, UTC).date()
    known = [date.fromisoformat(day) for day in days if day is not None]
    return Contact(patient_of(row[:_COLUMNS]), max((*known, added)), seen)
