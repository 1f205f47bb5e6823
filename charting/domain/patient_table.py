"""Patients in tables and contacts of other programs: which column is what, what a line says.

A line that says something that cannot be is refused with its reason and changes nothing; nobody is
ever made up, and nothing is ever guessed within a line.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId
from charting.domain.patient import Patient, Sex, checked_patient, likely_same
from charting.domain.text import fold


class Column(StrEnum):
    """What a column says of a patient."""

    NOTHING = "nothing"
    FAMILY = "family"
    GIVEN = "given"
    NAME = "name"
    BORN = "born"
    SEX = "sex"
    PHONE = "phone"


class DateOrder(StrEnum):
    """In which order a date stands; one that begins with four digits is read as year first."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: its `number` in the file, from 1, and what stands in its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComingTable:
    """A table as it was read: `encoding` is how it was taken to be written."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    encoding: str = "utf-8"
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read: what each of its columns is, and in which order its dates stand."""

    columns: tuple[Column, ...]
    dates: DateOrder = DateOrder.DAY_FIRST


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that cannot be taken in, and why."""

    line: Line
    why: Refused


# What programs call their columns, folded; of several the first that is said.
_CALLED: Mapping[Column, tuple[str, ...]] = {
    Column.FAMILY: (
        "family name", "family", "last name", "lastname", "surname", "nachname", "familienname",
        "nom de famille", "nom", "cognome", "apellidos", "apellido", "achternaam", "n family",
    ),
    Column.GIVEN: (
        "given name", "given", "first name", "firstname", "forename", "vorname", "prenom", "nome",
        "nombre", "voornaam", "n given",
    ),
    Column.NAME: ("name", "full name", "patient name", "patient", "fn", "naam"),
    Column.BORN: (
        "date of birth", "birth date", "birthdate", "birthday", "dob", "born", "bday",
        "geburtsdatum", "geboren", "date de naissance", "data di nascita", "fecha de nacimiento",
        "geboortedatum",
    ),
    Column.SEX: ("sex", "gender", "geschlecht", "sexe", "sesso", "sexo", "geslacht"),
    Column.PHONE: (
        "phone", "telephone", "mobile", "phone number", "mobile phone", "tel", "telefon", "handy",
        "mobil", "telefonnummer", "portable", "telefono", "movil", "cellulare", "telefoon",
    ),
}  # fmt: skip
_SEX: Mapping[str, Sex] = {
    "": Sex.UNKNOWN,
    **dict.fromkeys(("u", "unknown", "unbekannt", "inconnu", "n a"), Sex.UNKNOWN),
    **dict.fromkeys(
        ("f", "w", "female", "woman", "weiblich", "frau", "feminin", "femme"), Sex.FEMALE
    ),
    **dict.fromkeys(("femminile", "femenino", "mujer", "vrouw"), Sex.FEMALE),
    **dict.fromkeys(("m", "male", "man", "mannlich", "maennlich", "mann", "masculin"), Sex.MALE),
    **dict.fromkeys(("homme", "maschile", "masculino", "hombre"), Sex.MALE),
    **dict.fromkeys(("o", "x", "d", "other", "divers", "autre", "altro", "otro"), Sex.OTHER),
}
_DATE = re.compile(r"(\d{1,4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,4})(?:[T ].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*)?")
_LOOKED_AT = 500


def guessed(table: ComingTable, month_first: bool) -> Reading:
    """How the table is probably read, by its headings and its dates; `month_first` says how the
    country writes what could be either.
    """
    columns = [Column.NOTHING] * len(table.headings)
    named = [fold(heading) for heading in table.headings]
    for column, called in _CALLED.items():
        found = next((name for name in called if name in named), None)
        if found is not None and columns[named.index(found)] is Column.NOTHING:
            columns[named.index(found)] = column
    return Reading(tuple(columns), _order(table, columns, month_first))


def _order(table: ComingTable, columns: Sequence[Column], month_first: bool) -> DateOrder:
    usual = DateOrder.MONTH_FIRST if month_first else DateOrder.DAY_FIRST
    if Column.BORN not in columns:
        return usual
    at = columns.index(Column.BORN)
    cells = (line.cells[at].strip() for line in table.lines[:_LOOKED_AT] if at < len(line.cells))
    votes = Counter(
        DateOrder.DAY_FIRST if first > 12 else DateOrder.MONTH_FIRST
        for first, second in _day_and_month(cells)
        if (first > 12) != (second > 12)
    )
    return votes.most_common(1)[0][0] if votes else usual


def _day_and_month(cells: Iterable[str]) -> Iterable[tuple[int, int]]:
    for cell in cells:
        match = _DATE.fullmatch(cell)
        if match and len(match[1]) < 3:
            yield int(match[1]), int(match[2])


def read_line(
    line: Line, reading: Reading, patient_id: PatientId, today: date
) -> Patient | RefusedLine:
    """The patient of a line, or why there is none in it."""
    told: dict[Column, str] = {}
    for column, cell in zip(reading.columns, line.cells, strict=False):
        if column is not Column.NOTHING and cell.strip():
            told.setdefault(column, cell.strip())
    if len(line.cells) > len(reading.columns):
        too_long = Refused(ErrorCode.LINE_TOO_LONG, {"number": len(reading.columns)})
        return RefusedLine(line, too_long)
    try:
        family, given = _names(told)
        born = _born(told.get(Column.BORN, ""), reading.dates, today)
        sex = _sex(told.get(Column.SEX, ""))
        phone = told.get(Column.PHONE, "")
        return checked_patient(Patient(patient_id, family, given, born, sex, phone), today)
    except Refused as why:
        return RefusedLine(line, why)


def _names(told: Mapping[Column, str]) -> tuple[str, str]:
    family, given = told.get(Column.FAMILY, ""), told.get(Column.GIVEN, "")
    if family or given or Column.NAME not in told:
        return family, given
    before, comma, after = told[Column.NAME].partition(",")
    if comma:
        return before.strip(), after.strip()
    *given_names, family = told[Column.NAME].split()
    return family, " ".join(given_names)


def _born(typed: str, order: DateOrder, today: date) -> date:
    if not typed:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "born"})
    match = _COMPACT.fullmatch(typed) or _DATE.fullmatch(typed)
    if match is None:
        raise Refused(ErrorCode.DATE_UNREADABLE, {"field": "born", "typed": _quoted(typed)})
    first, second, third = match.groups()
    if len(first) > 2:
        year, month, day = first, second, third
    elif order is DateOrder.DAY_FIRST:
        day, month, year = first, second, third
    else:
        month, day, year = first, second, third
    try:
        return date(_whole_year(year, today), int(month), int(day))
    except ValueError:
        raise Refused(
            ErrorCode.DATE_UNREADABLE, {"field": "born", "typed": _quoted(typed)}
        ) from None


def _quoted(typed: str) -> str:
    """The beginning of what stands in a cell, on one line and as far as it can be shown."""
    return " ".join("".join(c if c.isprintable() else " " for c in typed[:40]).split())


def _whole_year(year: str, today: date) -> int:
    """A year of four digits: two of them could be another century's."""
    if len(year) != 4:
        raise ValueError(f"{year} is no whole year on {today}")
    return int(year)


def _sex(typed: str) -> Sex:
    found = _SEX.get(fold(typed))
    if found is None:
        raise Refused(ErrorCode.SEX_UNREADABLE, {"typed": _quoted(typed)})
    return found


@dataclass(slots=True)
class Known:
    """Who is on file, and who came so far, to be asked for doubles without asking the database."""

    _by_day: dict[date, list[Patient]] = field(default_factory=dict)
    _by_name: dict[frozenset[str], list[Patient]] = field(default_factory=dict)

    def add(self, patient: Patient) -> None:
        """Know one more."""
        self._by_day.setdefault(patient.born, []).append(patient)
        self._by_name.setdefault(_name(patient), []).append(patient)

    def double_of(self, patient: Patient) -> Patient | None:
        """Somebody known who may be the same person."""
        near = (*self._by_day.get(patient.born, ()), *self._by_name.get(_name(patient), ()))
        return next((other for other in near if likely_same(patient, other)), None)


def _name(patient: Patient) -> frozenset[str]:
    return frozenset(fold(patient.name).split())
