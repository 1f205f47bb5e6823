"""A server asked by one call that comes and goes once: no BEGIN before it, no COMMIT after it, and
nobody asks first whether the way is still there.
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from charting.domain.audit import spelled_around
from charting.domain.changes import AddMark, EditNote, Entry, SetAnswer
from charting.domain.errors import Refused
from charting.storage.changes import mark_columns, mark_id
from charting.storage.database import Database
from charting.storage.rows.columns import Columns
from charting.storage.rows.sessions import answer_row, note_row
from charting.storage.sessions import SqlSessions, trace_of, why_not
from charting.storage.uncounted import touches_it

# In the order of the function that migration 0031 makes.
_KINDS = {
    **{"visit": "bytea", "entry": "bytea", "part": "text", "subject": "text", "was": "integer"},
    **{"adds": "boolean", "written": "jsonb", "if_counted": "boolean", "if_uncounted": "boolean"},
    **{"utc": "bigint", "zone": "text", "local_day": "text", "who": "bytea", "deed": "text"},
    **{"told": "bytea", "front": "text", "middle": "text"},
}
_STORE = f"SELECT store_change({', '.join(f'%({name})s::{kind}' for name, kind in _KINDS.items())})"


class OneWay:
    """A connection of its own to the server of a `database`, on which each call is kept at once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._open: Connection | None = None

    def ask(self, words: str, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
        """The one value that a call gives; it may be made twice, where the way was cut meanwhile.

        Raises `Refused` for what a person can mend.
        """
        with self._database.storing():
            if self._open is not None:
                try:
                    return self._asked(self._open, words, values)
                except DBAPIError as problem:
                    if not problem.connection_invalidated:
                        raise
                    self.close()
            self._open = self._connected()
            return self._asked(self._open, words, values)

    def close(self) -> None:
        """Let the connection go."""
        if self._open is not None:
            self._open.close()
            self._open = None

    @staticmethod
    def _asked(way: Connection, words: str, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
        found = way.exec_driver_sql(words, dict(values)).scalar()
        # Nothing was begun, and nothing is said to the server.
        way.rollback()
        return found

    def _connected(self) -> Connection:
        way = self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        # The driver would come twice to prepare a statement; what the function does is prepared.
        way.connection.driver_connection.prepare_threshold = None  # type: ignore[union-attr]
        way.detach()
        return way


class ServerSessions(SqlSessions):
    """Implements `charting.services.ports.SessionRecords` on a server, where a change takes one
    round trip.
    """

    def __init__(self, database: Database, way: OneWay) -> None:
        super().__init__(database)
        self._way = way

    def store(self, entry: Entry) -> None:
        """Store one change and its audit entry; the server does all of it in one transaction.

        What it refuses is said at `charting.services.ports.SessionRecords.store`.
        """
        status = self._way.ask(_STORE, {**_written(entry), **_told(entry)})
        if status is not None:
            raise Refused(why_not(status or None))


def _written(entry: Entry) -> Mapping[str, Any]:
    """What a change writes, and where."""
    change = entry.change
    row: Columns
    if isinstance(change, SetAnswer):
        part, subject = "answers", change.item
        row = {**answer_row(change.after), "item": subject}
    elif isinstance(change, EditNote):
        part, subject = "notes", change.section.value
        row = {**note_row(change.after, change.carried_after), "section": subject}
    else:
        part, subject = "marks", mark_id(change).hex
        row = {**mark_columns(change), "id": mark_id(change).bytes}
    row |= {"session_id": entry.session_id.bytes, "version": entry.version + 1}
    return {
        "part": part,
        "subject": subject,
        "was": entry.version,
        "adds": isinstance(change, AddMark),
        "written": json.dumps(row, default=_octets),
        "if_counted": touches_it(change, uncounted=False),
        "if_uncounted": touches_it(change, uncounted=True),
    }


def _octets(value: bytes) -> str:
    return f"\\x{value.hex()}"


def _told(entry: Entry) -> Mapping[str, Any]:
    """What stands in the trail of it."""
    trace = trace_of(entry)
    front, middle = spelled_around(trace)
    return {
        "visit": entry.session_id.bytes,
        "entry": trace.id.bytes,
        "utc": trace.at.utc,
        "zone": trace.at.zone,
        "local_day": trace.at.day.isoformat(),
        "who": trace.by.bytes,
        "deed": trace.action.value,
        "told": trace.payload,
        "front": front,
        "middle": middle,
    }
