"""Files in which other programs keep people, as one table each: CSV, vCard, and FHIR patients."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import vobject
from charset_normalizer import from_bytes

from charting.domain.errors import ErrorCode, Refused
from charting.domain.patient_table import ComingTable, Line
from charting.exchange.tables import csv_cell, csv_lines
from charting.named_files import load

LARGEST = 64 * 1024 * 1024
MOST_LINES, MOST_COLUMNS, LONGEST_CELL = 200_000, 200, 10_000
ENCODINGS = ("utf-8", "cp1252", "utf-16", "iso8859_15", "mac_roman", "cp1250", "cp1251")
_SAMPLE = 64 * 1024
_USUAL = "cp1252"
_DELIMITERS = ",;\t|"
_CARD = re.compile(r"BEGIN:VCARD.*?END:VCARD", re.IGNORECASE | re.DOTALL)
_PEOPLE = ("family", "given", "FN", "BDAY", "GENDER", "TEL")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# What the parser of contacts raises over a card that is none.
_BAD_CARD = (vobject.base.VObjectError, ValueError, AttributeError, LookupError, TypeError)

Rows = Iterator[tuple[int, Sequence[str]]]


class PatientFiles:
    """Implements `charting.services.coming_patients.PatientTables`."""

    encodings: Sequence[str] = ENCODINGS

    def read(self, file: Path, encoding: str = "") -> ComingTable:
        """The table in a file, read in the `encoding` or, without one, in what it seems to be.

        Raises `Refused` (FILE_UNREADABLE, TABLE_TOO_LARGE, TABLE_ENCODING, TABLE_EMPTY,
        TABLE_FOREIGN).
        """
        data = load(file, LARGEST)
        if len(data) > LARGEST:
            raise Refused(ErrorCode.TABLE_TOO_LARGE, {"limit": LARGEST // 1024**2})
        known = encoding or _seems(data)
        try:
            text = data.decode(known)
        except (UnicodeDecodeError, LookupError):
            raise Refused(ErrorCode.TABLE_ENCODING, {"encoding": known}) from None
        text = text.removeprefix("\ufeff")
        if "\0" in text:
            raise Refused(ErrorCode.TABLE_FOREIGN)
        headings, rows = _form(text)(text)
        lines = _lines(rows)
        if not lines:
            raise Refused(ErrorCode.TABLE_EMPTY)
        digest = hashlib.sha256(data).hexdigest()
        return ComingTable(tuple(headings), tuple(lines), known, digest)

    def refused(self, table: ComingTable, lines: Iterable[tuple[Line, str]]) -> bytes:
        """The lines that were refused, as a CSV that can be mended and read again; the last column
        says why.
        """
        rows = [[*map(csv_cell, line.cells), csv_cell(why)] for line, why in lines]
        return b"\xef\xbb\xbf" + csv_lines([[*map(csv_cell, table.headings), WHY], *rows])


WHY = "why not"


def _seems(data: bytes) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data[:_SAMPLE])
    return "utf-8"


def _guessed(sample: bytes) -> str:
    """What the letters seem to be written in: the commonest wherever it makes sense."""
    fits = list(from_bytes(sample, cp_isolation=list(ENCODINGS[1:])))
    if not fits or any(_USUAL in fit.could_be_from_charset for fit in fits):
        return _USUAL
    return str(fits[0].encoding)


def _form(text: str) -> Callable[[str], tuple[Sequence[str], Rows]]:
    begins = text.lstrip()[:20].upper()
    if begins.startswith("BEGIN:VCARD"):
        return _contacts
    return _fhir if begins.startswith(("{", "[")) else _table


def _lines(rows: Rows) -> list[Line]:
    lines: list[Line] = []
    for number, cells in rows:
        if any(cell.strip() for cell in cells):
            if len(lines) == MOST_LINES:
                raise Refused(ErrorCode.TABLE_TOO_LARGE, {"limit": LARGEST // 1024**2})
            lines.append(Line(number, tuple(cells)))
    return lines


def _table(text: str) -> tuple[Sequence[str], Rows]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    rows = _read(reader)
    _number, headings = next(rows, (0, ()))
    # Our own report of what was refused comes back without its last column.
    ours = [place for place, heading in enumerate(headings) if heading.strip() == WHY]
    kept = [h for place, h in enumerate(headings) if place not in ours]
    if not kept or len(kept) > MOST_COLUMNS:
        raise Refused(ErrorCode.TABLE_FOREIGN)
    return kept, (
        (number, [cell for place, cell in enumerate(cells) if place not in ours])
        for number, cells in rows
    )


class _Reader(Protocol):
    """What csv gives: lines of cells, and the number of the line in the file."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


def _read(reader: _Reader) -> Rows:
    try:
        for cells in reader:
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise Refused(ErrorCode.TABLE_FOREIGN)
            # An apostrophe before a formula is a spreadsheet's, and no part of a name.
            yield reader.line_num, [_undefused(cell) for cell in cells]
    except csv.Error:
        raise Refused(ErrorCode.TABLE_FOREIGN) from None


def _undefused(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@") else cell


def _delimiter(text: str) -> str:
    """The sign between cells: the one that stands most often in the first line outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(_DELIMITERS, key=bare.count)


def _contacts(text: str) -> tuple[Sequence[str], Rows]:
    def rows() -> Rows:
        for number, match in enumerate(_CARD.finditer(text), start=1):
            yield number, _card(match.group())

    return _PEOPLE, rows()


def _card(text: str) -> Sequence[str]:
    """What a contact says; one that cannot be read says nothing but its text, to be looked at."""
    try:
        card = vobject.readOne(text, allowQP=True)
        said: Mapping[str, Any] = {
            name: values[0].value for name, values in card.contents.items() if values
        }
    except _BAD_CARD:
        return ("", "", "", text[:LONGEST_CELL], "", "")
    name = said.get("n")
    family, given = (getattr(name, part, "") for part in ("family", "given"))
    birth = str(said.get("bday", ""))
    gender = str(said.get("gender", "")).partition(";")[0]
    told = (family, given, said.get("fn", ""), birth, gender, said.get("tel", ""))
    return tuple(_flat(each) for each in told)


def _flat(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _fhir(text: str) -> tuple[Sequence[str], Rows]:
    """FHIR patients: one, a bundle, or NDJSON."""
    try:
        try:
            found = [json.loads(text)]
        except json.JSONDecodeError:
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
        return _PEOPLE, enumerate([_patient(one) for one in _patients(found)], start=1)
    except (ValueError, RecursionError, AttributeError, TypeError, LookupError):
        raise Refused(ErrorCode.TABLE_FOREIGN) from None


def _patients(found: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    for one in found:
        if one.get("resourceType") == "Bundle":
            yield from _patients(entry["resource"] for entry in one.get("entry", ()))
        elif one.get("resourceType") == "Patient":
            yield one


def _patient(one: Mapping[str, Any]) -> Sequence[str]:
    name: Mapping[str, Any] = next(iter(one.get("name", ())), {})
    phones = [each for each in one.get("telecom", ()) if each.get("system") == "phone"]
    return (
        str(name.get("family", "")),
        " ".join(map(str, name.get("given", ()))),
        str(name.get("text", "")),
        str(one.get("birthDate", "")),
        str(one.get("gender", "")),
        str(phones[0].get("value", "")) if phones else "",
    )
