"""The patients of these days as this computer has them: an encrypted copy of a clinic's rows, to go
on with while its server does not answer.

It has the tables of a record and none of its guards, as nobody takes it for one: what it says is
the clinic's or waits in the journal, and it is made anew whenever the clinic can be read.
"""

from collections.abc import Collection, Iterable
from pathlib import Path

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Table,
    bindparam,
    delete,
    insert,
    or_,
    select,
    union,
)

from charting.domain.ids import PatientId
from charting.domain.session import OPEN_TO_CHANGE
from charting.storage import tables
from charting.storage.database import Database
from charting.storage.engine import open_engine, remove

LATELY = 25
"""So many patients who were here last are those of these days, with all who have an open visit."""
_OPEN = 50

_EVERYBODYS = (
    tables.practices,
    tables.practitioners,
    tables.policies,
    tables.presets,
    tables.own_ways,
    tables.point_sets,
    tables.note_texts,
    tables.boxes,
    tables.clinic_papers,
    tables.pictures,
    tables.tombstones,
)
# Files are large, and are not needed to treat somebody.
_THEIRS = (
    tables.patients,
    tables.patient_words,
    tables.health_facts,
    tables.health_reviews,
    tables.body_measures,
    tables.episodes,
    tables.sessions,
    tables.marks,
    tables.answers,
    tables.notes,
    tables.sheets,
    tables.letter_drafts,
    tables.follow_ups,
    tables.contact_notes,
    tables.given_papers,
    tables.signed_heads,
    tables.signed_records,
)

_IDS: BindParameter[bytes] = bindparam("ids", expanding=True)
_SESSIONS = select(tables.sessions.c.id).where(tables.sessions.c.patient_id.in_(_IDS))
_FOLLOW_UPS = select(tables.follow_ups.c.id).where(tables.follow_ups.c.patient_id.in_(_IDS))
_SEEN = (
    select(tables.patients.c.id)
    .where(tables.patients.c.archived.is_(False))
    .order_by(tables.patients.c.seen_utc.desc(), tables.patients.c.id)
    .limit(LATELY)
)
_AT_WORK = (
    select(tables.sessions.c.patient_id)
    .where(or_(tables.sessions.c.status.in_(sorted(OPEN_TO_CHANGE)), tables.sessions.c.uncounted))
    .order_by(tables.sessions.c.opened_utc.desc(), tables.sessions.c.id)
    .limit(_OPEN)
)
_THESE_DAYS = union(select(_SEEN.subquery().c.id), select(_AT_WORK.subquery().c.patient_id))


def open_few(file: Path, key: bytes) -> Database:
    """The database in the file, made where it is not there; encrypted by the 32-byte key.

    Raises the driver's errors.
    """
    if not file.exists():
        fresh = file.with_suffix(".part")
        remove(fresh)
        _make(fresh, file.parent, key)
        fresh.replace(file)
    return Database(open_engine(file, key), file.parent)


def _make(file: Path, folder: Path, key: bytes) -> None:
    made = Database(open_engine(file, key), folder)
    try:
        with made.writing() as connection:
            tables.metadata.create_all(connection)
        with made.driver() as driver:
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        made.close()


def is_filled(few: Database) -> bool:
    """Whether a practice is in it."""
    with few.reading() as connection:
        return connection.execute(select(tables.practices.c.id)).first() is not None


def erased_in(few: Database) -> frozenset[bytes]:
    """Of whom it is known that their record was erased."""
    with few.reading() as connection:
        return frozenset(connection.execute(select(tables.tombstones.c.patient_id)).scalars())


def note_reached(few: Database, minutes: int) -> None:
    """Note in it when the clinic was reached last, in minutes since 1970."""
    with few.driver() as driver:
        driver.execute(f"PRAGMA user_version = {minutes:d}")
        # Nor does its log hold anything of whoever is not in it any more.
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def last_reached(few: Database) -> int:
    """When the clinic was reached last, in minutes since 1970; 0 where it never was."""
    with few.driver() as driver:
        return int(driver.execute("PRAGMA user_version").fetchone()[0])


def fill(few: Database, clinic: Database, further: Collection[PatientId] = ()) -> None:
    """Make it what the clinic has of these days' patients and of the `further` ones, all of one
    moment. Raises `Refused`, as reading and writing do; it is then as it was.
    """
    with clinic.reading() as source, few.writing() as target:
        ids = {*source.execute(_THESE_DAYS).scalars(), *(each.bytes for each in further)}
        # Papers too, which only come here by being made here.
        _begin(target, tables.metadata.sorted_tables)
        for table in _EVERYBODYS:
            _bring(source, target, table, None, ids)
        _bring_theirs(source, target, ids)


def bring(few: Database, clinic: Database, patient_id: PatientId) -> None:
    """Bring in what the clinic has of one patient by now. Raises what `fill` raises."""
    ids = {patient_id.bytes}
    with clinic.reading() as source, few.writing() as target:
        target.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table in reversed(_THEIRS):
            target.execute(delete(table).where(_belongs(table)), {"ids": list(ids)})
        _bring_theirs(source, target, ids)


def _begin(target: Connection, emptied: Iterable[Table]) -> None:
    target.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for table in emptied:
        target.execute(delete(table))


def _bring_theirs(source: Connection, target: Connection, ids: Collection[bytes]) -> None:
    for table in _THEIRS:
        _bring(source, target, table, _belongs(table), ids)


def _bring(
    source: Connection,
    target: Connection,
    table: Table,
    which: ColumnElement[bool] | None,
    ids: Collection[bytes],
) -> None:
    query = select(table) if which is None else select(table).where(which)
    values = {} if which is None else {"ids": list(ids)}
    if rows := [dict(row._mapping) for row in source.execute(query, values)]:
        target.execute(insert(table), rows)


def _belongs(table: Table) -> ColumnElement[bool]:
    """Whose rows of a table are those of the patients named."""
    if table is tables.patients:
        return table.c.id.in_(_IDS)
    if "patient_id" in table.c:
        return table.c.patient_id.in_(_IDS)
    if table is tables.contact_notes:
        return table.c.follow_up_id.in_(_FOLLOW_UPS)
    return table.c.session_id.in_(_SESSIONS)
