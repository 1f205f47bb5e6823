"""The audit trail as stored: entries added under the lock of their chain, and read in order."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import Connection, bindparam, insert, select, update

from charting.domain.audit import START, AuditEntry, Trace, link
from charting.domain.ids import EntryId
from charting.services.ports import ChainHead
from charting.storage.contents import read_heads
from charting.storage.database import Database
from charting.storage.rows.trail import entry_of, entry_row
from charting.storage.tables import audit, chains

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
_CHAIN = select(audit).where(audit.c.chain == bindparam("key")).order_by(audit.c.number)
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


class SqlTrail:
    """Implements `charting.services.ports.Trail`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, trace: Trace) -> None:
        """Store an entry that accompanies no change of the record."""
        with self._database.writing() as connection:
            if not is_stored(connection, trace.id):
                append(connection, trace)

    def chain(self, chain: UUID) -> Sequence[AuditEntry]:
        """The entries of one chain in order."""
        with self._database.reading() as connection:
            rows = connection.execute(_CHAIN, {"key": chain.bytes})
            return tuple(entry_of(row) for row in rows)

    def chains(self) -> Iterator[UUID]:
        """The chains there are."""
        with self._database.reading() as connection:
            keys = connection.execute(_CHAINS).scalars().all()
        return (UUID(bytes=key) for key in keys)

    def heads(self) -> Sequence[ChainHead]:
        """The last entry of each chain, by chain."""
        with self._database.reading() as connection:
            return read_heads(connection)
