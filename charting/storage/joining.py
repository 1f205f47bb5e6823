"""A record on file that becomes what it is joined with another: only what differs is written."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, delete, insert, select, update

from charting.domain.audit import AuditEntry, Trace
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import SessionId
from charting.domain.practice import Practitioner
from charting.domain.record import PatientRecord, chain_of
from charting.domain.session import Session, Status
from charting.domain.signing import Link, SignedRecord
from charting.storage.record_rows import SET_STATE, rows_of, states_of
from charting.storage.rows.columns import Columns
from charting.storage.search import store_words
from charting.storage.tables import (
    answers,
    audit,
    chains,
    marks,
    notes,
    sessions,
    signed_heads,
)

_PARTS = (marks, answers, notes)
# The trails here go on by being told, and what is signed has its own order.
_APART = frozenset({*_PARTS, audit, chains, signed_heads})
_HEAD = select(chains.c.number, chains.c.hash).where(chains.c.chain == bindparam("key"))
_REOPEN = (
    update(sessions)
    .where(sessions.c.id == bindparam("session"), sessions.c.status != Status.DRAFT.value)
    .values(status=Status.CORRECTING.value)
)
_NEXT_SIGNED = (
    update(signed_heads)
    .where(signed_heads.c.patient_id == bindparam("patient"))
    .values(number=bindparam("to"), hash=bindparam("is_now"))
)


def store_joined(
    connection: Connection,
    before: PatientRecord,
    after: PatientRecord,
    by: tuple[Sequence[Practitioner], Trace],
) -> None:
    """Write what differs between two states of one record.

    Raises `Refused` (STALE_RECORD) where it is no longer as it was `before`.
    """
    strangers, trace = by
    _require_unchanged(connection, before)
    further = _further(before, after)
    for session_id in further:
        connection.execute(_REOPEN, {"session": session_id.bytes})
        for table in _PARTS:
            connection.execute(delete(table).where(table.c.session_id == session_id.bytes))
    stored = {table: _by_key(table, rows) for table, rows in rows_of(before, (), trace)}
    known = {session.id.bytes for session in before.sessions} - {each.bytes for each in further}
    for table, rows in rows_of(after, strangers, trace):
        if table in _PARTS:
            _add(connection, table, [row for row in rows if row["session_id"] not in known])
        elif table not in _APART:
            _write(connection, table, stored[table], rows)
        elif table is not signed_heads:
            fresh = [row for key, row in _by_key(table, rows).items() if key not in stored[table]]
            _add(connection, table, fresh)
    _go_on_signing(connection, chain_of(before), chain_of(after))
    was = {each["session"]: each for each in states_of(before)}
    moved = {each.bytes for each in further}
    states = [
        each
        for each in states_of(after)
        if each["session"] in moved or was.get(each["session"]) != each
    ]
    if states:
        connection.execute(SET_STATE, states)
    if after.patient != before.patient:
        store_words(connection, after.patient)


def told_again(entry: AuditEntry) -> Trace:
    """An entry of another trail, to be told at the end of the one here."""
    payload = entry.payload
    assert payload is not None  # noqa: S101 - what nobody can read any more is not told again
    return Trace(entry.id, entry.chain, entry.at, entry.by, entry.action, payload)


def _require_unchanged(connection: Connection, before: PatientRecord) -> None:
    for chain in before.chains:
        head = connection.execute(_HEAD.with_for_update(), {"key": chain[0].chain.bytes}).first()
        if head is None or tuple(head) != (chain[-1].number, chain[-1].hash):
            raise Refused(ErrorCode.STALE_RECORD)


def _further(before: PatientRecord, after: PatientRecord) -> list[SessionId]:
    """The sessions in which something else is charted now; one that was signed since, alone, is
    none of them.
    """
    was = {session.id: session for session in before.sessions}
    return [
        session.id
        for session in after.sessions
        if session.id in was and _charted(session) != _charted(was[session.id])
    ]


def _charted(session: Session) -> tuple[object, ...]:
    return session.marks, session.answers, session.notes, session.carried, session.versions


def _by_key(table: Table, rows: Iterable[Columns]) -> dict[tuple[Any, ...], Columns]:
    names = [column.name for column in table.primary_key]
    return {tuple(row[name] for name in names): row for row in rows}


def _add(connection: Connection, table: Table, rows: list[Columns]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _write(
    connection: Connection,
    table: Table,
    stored: dict[tuple[Any, ...], Columns],
    rows: list[Columns],
) -> None:
    """Add the rows that are new, and write into others only what is another value: a trigger looks
    at which columns are named.
    """
    now = _by_key(table, rows)
    _add(connection, table, [row for key, row in now.items() if key not in stored])
    for key, row in now.items():
        was = stored.get(key)
        if was is None or was == row:
            continue
        names = zip((column for column in table.primary_key), key, strict=True)
        this = and_(*(column == value for column, value in names))
        other = {name: value for name, value in row.items() if was[name] != value}
        connection.execute(update(table).where(this).values(other))


def _go_on_signing(
    connection: Connection,
    before: Sequence[SignedRecord | Link],
    after: Sequence[SignedRecord | Link],
) -> None:
    """Let the end of what is signed rise one by one, as it does by signing."""
    for each in after[len(before) :]:
        patient = each.patient_id.bytes
        if each.number == 1:
            head = {"patient_id": patient, "number": 1, "hash": each.hash}
            connection.execute(insert(signed_heads), head)
        else:
            head = {"patient": patient, "to": each.number, "is_now": each.hash}
            connection.execute(_NEXT_SIGNED, head)
