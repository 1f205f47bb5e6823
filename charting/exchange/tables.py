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
from enum import Enum, StrEnum
from functools import lru_cache
from itertools import islice
from operator import attrgetter, itemgetter
from types import NoneType
from typing import Any
from uuid import UUID

from charting.domain.audit import AuditEntry
from charting.domain.body import BodyMeasures
from charting.domain.episode import Episode
from charting.domain.follow_up import ContactNote, FollowUp
from charting.domain.marks import Mark, Needle
from charting.domain.moment import Moment
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
from charting.exchange.columns import ID, Column, Table, columns_of, together
from charting.exchange.hints import choices

Line = Callable[[Any], Sequence[object]]
"""Makes the cells of a line of a row."""
_Made = tuple[type, Sequence[object]]
"""A line, and the class that it is about."""

BOM = b"\xef\xbb\xbf"
# They are made in some hundredths of a second.
_AT_ONCE = 500
_FORMULA = frozenset("=+-@\t\r\n")


@dataclass(frozen=True, slots=True)
class InSession:
    """A line about something in a session: a mark, an answer, a section of the note."""

    session: Session
    what: Any


def _in_session(columns: Iterable[Column]) -> tuple[Column, ...]:
    lead = (
        _lead("patient_id", ID, "the patient", "session.patient_id"),
        _lead("session_id", ID, "the session", "session.id"),
        _lead("session_day", "ISO 8601", "the local day", "session.opened.day"),
    )
    return together(lead, map(_of_what, columns))


def _lead(heading: str, unit: str, meaning: str, path: str) -> Column:
    return Column(heading, unit, meaning, attrgetter(path), path=path)


def _of_what(column: Column) -> Column:
    return column.beneath("what", lambda row: column.cell(row.what))


def _what(row: InSession) -> object:
    return row.what


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
    Column("patient_id", ID, "the patient", lambda row: row[0].patient_id),
    Column("follow_up_id", ID, "the call or review", lambda row: row[0].id),
    *(
        replace(each, cell=_of_note(each.cell), path="", owner=("", ()))
        for each in columns_of(ContactNote)
    ),
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
    Table("marks", "one mark", _in_session(columns_of(*choices(Mark))), _marks, _what),
    Table(
        "needles",
        "one needle",
        _in_session(columns_of(Needle)),
        lambda record: (row for row in _marks(record) if isinstance(row.what, Needle)),
        _what,
        ("marks", Needle),
    ),
    Table("answers", "one answer or outcome", _in_session(columns_of(Answer)), _answers, _what),
    Table("notes", "one section of a note", _in_session(_NOTE), _notes),
    *CARE_TABLES,
    Table("sheets", "one version of a sheet", columns_of(Sheet), lambda r: r.sheets),
    Table("follow_ups", "one call or review", columns_of(FollowUp), lambda r: r.follow_ups),
    Table(
        "contacts",
        "one contact note",
        _CONTACT,
        lambda record: ((each, note) for each in record.follow_ups for note in each.contacts),
        lambda row: row[1],
    ),
    Table(
        "audit",
        "one entry of a trail of changes; what was changed stands in the JSON",
        tuple(each for each in columns_of(AuditEntry) if each.heading != "payload"),
        lambda record: (entry for chain in record.chains for entry in chain),
    ),
)
_PARTS = {table.name: table.part_of for table in TABLES if table.part_of is not None}


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
        """What a record adds to each table, with the name of its file, one after the other, so
        many lines at a time.
        """
        whole: dict[str, list[_Made]] = {name: [] for name, _kind in _PARTS.values()}
        for table in TABLES:
            every = _made(table, record, whole)
            is_more = True
            while is_more:
                some = list(islice(every, _AT_ONCE))
                is_more = len(some) == _AT_ONCE
                if table.name in whole:
                    whole[table.name] += some
                yield _file(table), csv_lines([line for _kind, line in some])

    def practitioners(self, people: Sequence[Named]) -> tuple[str, bytes]:
        """The table of those whose ids stand in the others, with the name of its file."""
        columns = columns_of(Named)
        head = [each.heading for each in columns]
        rows = map(_line(columns, Named), people)
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


def _made(
    table: Table, record: PatientRecord, whole: Mapping[str, Iterable[_Made]]
) -> Iterator[_Made]:
    """The lines of a table, or those of them that were made for the `whole` it is a part of."""
    if (part := _PARTS.get(table.name)) is None:
        about, known = table.about, _LINES[table.name]
        for row in table.rows(record):
            kind = type(about(row))
            yield kind, known[kind](row)
        return
    name, kind = part
    columns = next(each.columns for each in TABLES if each.name == name)
    places = {column.heading: place for place, column in enumerate(columns)}
    pick = itemgetter(*(places[column.heading] for column in table.columns))
    for made, line in whole[name]:
        if made is kind:
            yield kind, pick(line)


def _file(table: Table) -> str:
    return f"{table.name}.csv"


def csv_lines(rows: Iterable[Sequence[object]]) -> bytes:
    """Lines of a table, UTF-8 by RFC 4180; what is no text and no formula may stand as it is."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8")


class _Lines(dict[type, Line]):
    """What makes the lines of a table about values of each class that was met."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self._columns = columns

    def __missing__(self, kind: type) -> Line:
        made = self[kind] = _line(self._columns, kind)
        return made


def _line(columns: Sequence[Column], kind: type) -> Line:
    """What makes a line about a value of a class. A table has some hundred columns: many of them
    hold nothing for a class, and most of the others one attribute of it or of what it holds.
    """
    held = [each for each in columns if not each.of or issubclass(kind, each.of)]
    owners = sorted({each.owner[0] for each in held if each.owner[0]})
    # With the class at the end, there are always two, and so always a tuple of them.
    reach = attrgetter(*owners, "__class__", "__class__")
    shapes: dict[tuple[type, ...], Line] = {}

    def line(row: Any) -> Sequence[object]:  # noqa: ANN401 - a row of whatever table
        shape = tuple(map(type, reach(row)))
        if shape not in shapes:
            shapes[shape] = _line_of_shape(columns, held, dict(zip(owners, shape, strict=False)))
        return shapes[shape](row)

    return line


def _line_of_shape(
    columns: Sequence[Column], held: Sequence[Column], owners: Mapping[str, type]
) -> Line:
    """What makes a line where the `owners` of attributes are of these classes."""
    there = [e for e in held if not e.owner[0] or issubclass(owners[e.owner[0]], e.owner[1])]
    simple = [each for each in there if each.path]
    found = [each for each in there if not each.path]
    getters = [each.cell for each in found]
    get = attrgetter(*(each.path for each in simple), "__class__", "__class__")
    # Where the class would stand there is nothing, for the columns that hold nothing.
    nothing = len(simple)
    places = {each.heading: place for place, each in enumerate((*simple, None, *found)) if each}
    in_order = itemgetter(*(places.get(each.heading, nothing) for each in columns), nothing)
    shapes = _Shapes()

    def line(row: Any) -> Sequence[object]:  # noqa: ANN401
        values = [*get(row)[:-2], None, *[cell(row) for cell in getters]]
        for place, make in shapes[tuple(map(type, values))]:
            values[place] = make(values[place])
        cells: tuple[object, ...] = in_order(values)
        return cells[:-1]

    return line


class _Shapes(dict[tuple[type, ...], list[tuple[int, Callable[[Any], str]]]]):
    """Which values of these classes are to be spelled, and how; the others are as they are."""

    def __missing__(self, shape: tuple[type, ...]) -> list[tuple[int, Callable[[Any], str]]]:
        made = self[shape] = [
            (place, _CELLS[kind])
            for place, kind in enumerate(shape)
            if kind is not NoneType and _CELLS[kind] is not str
        ]
        return made


def csv_cell(value: object) -> str:
    """A value as it stands in a cell, never taken for a formula."""
    return _CELLS[type(value)](value)


def _text(value: str) -> str:
    return f"'{value}" if value[:1] in _FORMULA else value


def _id(value: UUID) -> str:
    return _spelled(value.int)


@lru_cache(maxsize=1024)
def _spelled(value: int) -> str:
    """An id with its dashes: 32 digits of which one is an `e` would be taken for a number."""
    digits = value.to_bytes(16).hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


@lru_cache(maxsize=1024)
def _local(moment: Moment) -> str:
    return moment.local().isoformat()


@lru_cache(maxsize=1024)
def _several(value: object) -> str:
    """Codes with blanks between; anything that is more than codes as JSON."""
    assert isinstance(value, tuple)  # noqa: S101 - what else a field holds has a table of its own
    if all(isinstance(item, str) for item in value):
        return csv_cell(" ".join(map(csv_cell, value)))
    return json.dumps(value)


class _Cells(dict[type, Callable[[Any], str]]):
    """What makes a cell of a value of each class that was met."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        known = (make for each, make in _KNOWN if issubclass(kind, each))
        made = self[kind] = next(known, _several)
        return made


_KNOWN: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (StrEnum, str),
    (Enum, lambda value: str(value.value)),
    (Decimal, str),
    (date, lambda value: str(value.isoformat())),
)
_LINES = {table.name: _Lines(table.columns) for table in TABLES}
_CELLS = _Cells(
    {
        NoneType: lambda _value: "",
        bool: lambda value: "true" if value else "false",
        int: str,
        str: _text,
        UUID: _id,
        bytes: lambda value: str(value.hex()),
        Moment: _local,
    }
)
