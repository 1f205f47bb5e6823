"""The audit trail as stored: entries added under the lock of their chain, and read in order."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    and_,
    bindparam,
    insert,
    or_,
    select,
    update,
)

from charting.domain.audit import (
    EVERY,
    START,
    TRAVELLED,
    AuditEntry,
    ChainHead,
    Trace,
    Wanted,
    link,
)
from charting.domain.ids import EntryId, PatientId
from charting.storage.contents import read_heads
from charting.storage.database import Database
from charting.storage.rows.trail import entry_of, entry_row
from charting.storage.tables import audit, chains, patients, sessions

_KNOWN = select(audit.c.number).where(audit.c.id == bindparam("entry"))
_HEAD = (
    select(chains.c.number, chains.c.hash)
    .where(chains.c.chain == bindparam("key"))
    .with_for_update()
)
_FIRST = insert(chains)
_NEXT = (
    update(chains)
    .where(chains.c.chain == bindparam("key"))
    .values(number=bindparam("number"), hash=bindparam("hash"))
)
_ADD = insert(audit)
_CHAIN = (
    select(audit)
    .where(audit.c.chain == bindparam("key"), audit.c.number > bindparam("after"))
    .order_by(audit.c.number)
    .limit(bindparam("most", type_=Integer))
)
_HASH = select(audit.c.hash).where(
    audit.c.chain == bindparam("key"), audit.c.number == bindparam("number")
)
_CHAINS = select(chains.c.chain).order_by(chains.c.chain)


def is_stored(connection: Connection, entry_id: EntryId) -> bool:
    """Whether an entry of this id is stored already: it was sent twice."""
    return connection.execute(_KNOWN, {"entry": entry_id.bytes}).first() is not None


def append(connection: Connection, trace: Trace) -> None:
    """Chain `trace` to the entry before it, within the transaction of the deed it tells of."""
    key = trace.chain.bytes
    head = connection.execute(_HEAD, {"key": key}).first()
    if head is None:
        entry = link(trace, 1, START)
        connection.execute(_FIRST, {"chain": key, "number": 1, "hash": entry.hash})
    else:
        entry = link(trace, head[0] + 1, head[1])
        connection.execute(_NEXT, {"key": key, "number": entry.number, "hash": entry.hash})
    connection.execute(_ADD, entry_row(entry))


def begin_all(connection: Connection, traces: Sequence[Trace]) -> None:
    """Begin a chain with each of the traces, none of which has one yet."""
    entries = [link(trace, 1, START) for trace in traces]
    heads = [{"chain": each.chain.bytes, "number": 1, "hash": each.hash} for each in entries]
    connection.execute(_FIRST, heads)
    connection.execute(_ADD, list(map(entry_row, entries)))


class SqlTrail:
    """Implements `charting.services.ports.Trail`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, trace: Trace) -> None:
        """Store an entry that accompanies no change of the record."""
        with self._database.writing(is_trail=True) as connection:
            if not is_stored(connection, trace.id):
                append(connection, trace)

    def chain(self, chain: UUID, after: int = 0, most: int = EVERY) -> Sequence[AuditEntry]:
        """The entries of one chain in order: those after a number, at most so many."""
        with self._database.reading() as connection:
            rows = connection.execute(_CHAIN, {"key": chain.bytes, "after": after, "most": most})
            return tuple(entry_of(row) for row in rows)

    def chains(self) -> Iterator[UUID]:
        """The chains there are."""
        with self._database.reading() as connection:
            keys = connection.execute(_CHAINS).scalars().all()
        return (UUID(bytes=key) for key in keys)

    def find(self, wanted: Wanted, limit: int) -> Sequence[AuditEntry]:
        """The entries that are wanted, the latest first."""
        # Ids are given in the order of time, and are found by an index.
        query = select(audit).where(*_conditions(wanted)).order_by(audit.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return tuple(entry_of(row) for row in connection.execute(query))

    def patients(self, chains: Collection[UUID]) -> Mapping[UUID, PatientId]:
        """Whom those of these chains are about that are of a patient or a session."""
        keys = [chain.bytes for chain in chains]
        of_sessions = select(sessions.c.id, sessions.c.patient_id).where(sessions.c.id.in_(keys))
        themselves = select(patients.c.id, patients.c.id).where(patients.c.id.in_(keys))
        with self._database.reading() as connection:
            rows = [*connection.execute(of_sessions), *connection.execute(themselves)]
        return {UUID(bytes=chain): PatientId(UUID(bytes=patient)) for chain, patient in rows}

    def hash_of(self, chain: UUID, number: int) -> bytes | None:
        """The hash of one entry, `None` where there is none of that number."""
        with self._database.reading() as connection:
            return connection.execute(_HASH, {"key": chain.bytes, "number": number}).scalar()

    def heads(self) -> Sequence[ChainHead]:
        """The last entry of each chain, by chain."""
        with self._database.reading() as connection:
            return read_heads(connection)


def _names(patient_id: PatientId) -> ColumnElement[bool]:
    """What went out or came in of the patient, or of everybody, in the chain of the practice."""
    travelled = audit.c.action.in_(sorted(TRAVELLED))
    theirs = audit.c.payload.bool_op("LIKE")(f"%{patient_id.hex}%".encode("ascii"))
    everybodys = audit.c.payload.bool_op("LIKE")(b'%"patient":null%')
    return and_(travelled, or_(theirs, everybodys))


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.patient_id is not None:
        key = wanted.patient_id.bytes
        theirs = select(sessions.c.id).where(sessions.c.patient_id == key)
        yield or_(audit.c.chain == key, audit.c.chain.in_(theirs), _names(wanted.patient_id))
    if wanted.by is not None:
        yield audit.c.by == wanted.by.bytes
    if wanted.actions:
        yield audit.c.action.in_(sorted(wanted.actions))
    if wanted.since is not None:
        yield audit.c.at_utc >= wanted.since
    if wanted.until is not None:
        yield audit.c.at_utc < wanted.until
    if wanted.before is not None:
        yield audit.c.id < wanted.before.bytes
