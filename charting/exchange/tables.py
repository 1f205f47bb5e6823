"""The record as tables for a spreadsheet: CSV by RFC 4180, units in the headings, no formula.

What a spreadsheet would take for a formula stands behind an apostrophe (OWASP, "CSV Injection");
so does a telephone number that begins with a plus. The JSON has every text as it is.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any
from uuid import UUID

from charting.domain.audit import AuditEntry
from charting.domain.body import BodyMeasures
from charting.domain.episode import Episode
from charting.domain.follow_up import ContactNote, FollowUp
from charting.domain.marks import Mark, Needle
from charting.domain.patient import HealthFact, Patient
from charting.domain.record import Named, PatientRecord
from charting.domain.session import Answer, Session
from charting.domain.sheet import Sheet
from charting.domain.visit import (
    PACKS_OPENED,
    PAIN_AFTER,
    PAIN_BEFORE,
    needles_found,
    number_noted,
    outcome,
    unresolved_count,
)
from charting.exchange.care_tables import CARE_TABLES
from charting.exchange.columns import Column, Table, columns_of, together
from charting.exchange.hints import choices

BOM = b"\xef\xbb\xbf"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class InSession:
    """A line about something in a session: a mark, an answer, a section of the note."""

    session: Session
    what: Any


def _in_session(columns: Iterable[Column]) -> tuple[Column, ...]:
    lead = (
        Column("patient_id", "", "the patient", lambda row: row.session.patient_id),
        Column("session_id", "", "the session", lambda row: row.session.id),
        Column("session_day", "ISO 8601", "the local day", lambda row: row.session.opened.day),
    )
    return together(lead, (replace(each, cell=_of_what(each.cell)) for each in columns))


def _of_what(cell: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda row: cell(row.what)


def _of_note(cell: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda row: cell(row[1])


_COUNTED = (
    Column("outcome", "", "how the visit ended", outcome),
    Column("pain_before", "0 to 10", "pain", lambda s: number_noted(s.answers, PAIN_BEFORE)),
    Column("pain_after", "0 to 10", "pain", lambda s: number_noted(s.answers, PAIN_AFTER)),
    Column("needles", "number", "needles charted", lambda s: len(s.needles())),
    Column("marks", "number", "all marks charted", lambda s: len(s.marks)),
    Column("packs_opened", "number", "counted", lambda s: number_noted(s.answers, PACKS_OPENED)),
    Column("needles_found", "number", "removed or unused", lambda s: needles_found(s.answers)),
    Column("count_unresolved", "", "not every needle is accounted for", unresolved_count),
)
_NOTE = (
    Column("section", "", "subjective, objective, treatment or plan", lambda what: what[0]),
    Column("text", "", "as written", lambda what: what[1]),
)
_CONTACT = (
    Column("patient_id", "", "the patient", lambda row: row[0].patient_id),
    Column("follow_up_id", "", "the call or review", lambda row: row[0].id),
    *(replace(each, cell=_of_note(each.cell)) for each in columns_of(ContactNote)),
)


def _marks(record: PatientRecord) -> Iterable[InSession]:
    return (InSession(s, mark) for s in record.sessions for mark in s.marks.values())


def _answers(record: PatientRecord) -> Iterable[InSession]:
    return (InSession(s, answer) for s in record.sessions for answer in s.answers.values())


def _notes(record: PatientRecord) -> Iterable[InSession]:
    return (InSession(s, note) for s in record.sessions for note in s.notes.items())


TABLES: tuple[Table, ...] = (
    Table("patients", "one patient", columns_of(Patient), lambda record: (record.patient,)),
    Table("health", "one health note", columns_of(HealthFact), lambda record: record.facts),
    Table("measures", "one measuring", columns_of(BodyMeasures), lambda record: record.measures),
    Table("episodes", "one episode", columns_of(Episode), lambda record: record.episodes),
    Table(
        "sessions",
        "one session",
        together(columns_of(Session), _COUNTED),
        lambda record: record.sessions,
    ),
    Table("marks", "one mark", _in_session(columns_of(*choices(Mark))), _marks),
    Table(
        "needles",
        "one needle",
        _in_session(columns_of(Needle)),
        lambda record: (row for row in _marks(record) if isinstance(row.what, Needle)),
    ),
    Table("answers", "one answer or outcome", _in_session(columns_of(Answer)), _answers),
    Table("notes", "one section of a note", _in_session(_NOTE), _notes),
    *CARE_TABLES,
    Table("sheets", "one version of a sheet", columns_of(Sheet), lambda r: r.sheets),
    Table("follow_ups", "one call or review", columns_of(FollowUp), lambda r: r.follow_ups),
    Table(
        "contacts",
        "one contact note",
        _CONTACT,
        lambda record: ((each, note) for each in record.follow_ups for note in each.contacts),
    ),
    Table(
        "audit",
        "one entry of a trail of changes; what was changed stands in the JSON",
        tuple(each for each in columns_of(AuditEntry) if each.heading != "payload"),
        lambda record: (entry for chain in record.chains for entry in chain),
    ),
)


class CsvTables:
    """Implements `charting.services.travelling.RecordTables`; with a byte-order mark where the
    spreadsheet takes UTF-8 for something else without one.
    """

    def __init__(self, *, mark: bool = False) -> None:
        self._mark = BOM if mark else b""

    def headings(self) -> dict[str, bytes]:
        """The first line of each table, by the name of its file."""
        return {
            _file(table): self._mark + csv_lines([[each.heading for each in table.columns]])
            for table in TABLES
        }

    def lines(self, record: PatientRecord) -> Iterator[tuple[str, bytes]]:
        """What a record adds to each table, with the name of its file, one after the other."""
        for table in TABLES:
            rows = table.rows(record)
            cells = ([csv_cell(column.cell(row)) for column in table.columns] for row in rows)
            yield _file(table), csv_lines(cells)

    def practitioners(self, people: Sequence[Named]) -> tuple[str, bytes]:
        """The table of those whose ids stand in the others, with the name of its file."""
        columns = columns_of(Named)
        head = [each.heading for each in columns]
        rows = [[csv_cell(column.cell(person)) for column in columns] for person in people]
        return "practitioners.csv", self._mark + csv_lines([head, *rows])

    def dictionary(self) -> tuple[str, bytes]:
        """What each column means, in which unit, with the name of its file."""
        head = ["table", "a_line_is", "column", "unit_or_form", "meaning"]
        rows = [
            [table.name, table.meaning, each.heading, each.unit, csv_cell(each.meaning)]
            for table in TABLES
            for each in table.columns
        ]
        return "dictionary.csv", self._mark + csv_lines([head, *rows])


def _file(table: Table) -> str:
    return f"{table.name}.csv"


def csv_lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Lines of a table, UTF-8 by RFC 4180."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def csv_cell(value: object) -> str:
    """A value as it stands in a cell, never taken for a formula."""
    kind: type = type(value)
    if (usual := _CELLS.get(kind)) is not None:
        return usual(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return _several(value)


def _text(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


# Most values are of these classes, and there are some hundred to a mark.
_CELLS: Mapping[type, Callable[[Any], str]] = {
    NoneType: lambda _value: "",
    bool: lambda value: "true" if value else "false",
    int: str,
    str: _text,
    UUID: lambda value: str(value.hex),
    bytes: lambda value: str(value.hex()),
}


def _several(value: object) -> str:
    """Codes with blanks between; anything that is more than codes as JSON."""
    assert isinstance(value, tuple)  # noqa: S101 - what else a field holds has a table of its own
    if all(isinstance(item, str) for item in value):
        return csv_cell(" ".join(map(csv_cell, value)))
    return json.dumps(value)
