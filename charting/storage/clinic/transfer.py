"""All rows of one database put into another, and both compared table by table."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Row, Table, insert, select, text

from charting.domain.errors import ErrorCode, Refused
from charting.storage.tables import metadata

_BATCH = 500
# Files and pictures are large; a few at a time are enough.
_FEW = 8
_LARGE = frozenset({"attached_files", "paper_files", "pictures"})

_TRIGGERS = text(
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql IS NOT NULL ORDER BY name"
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows a table has, and the SHA-256 over all that is in them, in their order."""

    rows: int
    hash: bytes


def copy_all(source: Connection, target: Connection) -> Mapping[str, Tally]:
    """Put every row of `source` into the empty tables of `target`, within its transaction, and
    compare what then lies there; what came over, by table.

    Raises `Refused` (CLINIC_DIFFERS); the caller undoes the transaction then.
    """
    sent = {}
    with _unguarded(target):
        for table in metadata.sorted_tables:
            sent[table.name] = _copy(source, target, table)
    if sent != tallies(target):
        raise Refused(ErrorCode.CLINIC_DIFFERS)
    return sent


def tallies(connection: Connection) -> Mapping[str, Tally]:
    """What lies in each table."""
    return {table.name: _tally(_batches(connection, table)) for table in metadata.sorted_tables}


def _copy(source: Connection, target: Connection, table: Table) -> Tally:
    def passing() -> Iterator[list[Row[tuple[object, ...]]]]:
        for batch in _batches(source, table):
            target.execute(insert(table), [dict(row._mapping) for row in batch])
            yield batch

    return _tally(passing())


def _tally(batches: Iterator[list[Row[tuple[object, ...]]]]) -> Tally:
    rows, hash_ = 0, hashlib.sha256()
    for batch in batches:
        for row in batch:
            rows += 1
            hash_.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return Tally(rows, hash_.digest())


def _batches(connection: Connection, table: Table) -> Iterator[list[Row[tuple[object, ...]]]]:
    size = _FEW if table.name in _LARGE else _BATCH
    # Text keys are of the collation C on both databases, and bytes are bytes: one order.
    query = select(table).order_by(*table.primary_key).execution_options(yield_per=size)
    for batch in connection.execute(query).partitions():
        yield list(batch)


@contextmanager
def _unguarded(target: Connection) -> Iterator[None]:
    """The triggers that keep what is signed are for what comes later, and are there again then."""
    if target.dialect.name == "postgresql":
        for table in metadata.sorted_tables:
            target.execute(text(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER'))
        yield
        for table in metadata.sorted_tables:
            target.execute(text(f'ALTER TABLE "{table.name}" ENABLE TRIGGER USER'))
        return
    guards = list(target.execute(_TRIGGERS))
    for name, _sql in guards:
        target.exec_driver_sql(f'DROP TRIGGER "{name}"')
    target.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    yield
    for _name, sql in guards:
        target.exec_driver_sql(sql)
