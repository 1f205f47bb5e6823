"""Tables of other programs: columns recognised, dates in one order, doubles noticed."""

from datetime import date

import pytest

from charting.domain.errors import ErrorCode
from charting.domain.ids import PatientId
from charting.domain.patient import Patient, Sex
from charting.domain.patient_table import (
    Column,
    ComingTable,
    DateOrder,
    Known,
    Line,
    Reading,
    RefusedLine,
    guessed,
    read_line,
)
from tests.fakes import uuid7

ANYBODY = PatientId(uuid7(77))
TODAY = date(2026, 11, 23)


def _table(*dates: str) -> ComingTable:
    lines = tuple(Line(at, ("x", each)) for at, each in enumerate(dates, start=2))
    return ComingTable(("Name", "DOB"), lines)


@pytest.mark.parametrize(
    ("dates", "month_first", "order"),
    [
        (("3/9/1984", "31/12/1990"), True, DateOrder.DAY_FIRST),
        (("3/9/1984", "12/31/1990"), False, DateOrder.MONTH_FIRST),
        (("3/9/1984",), True, DateOrder.MONTH_FIRST),
        (("1984-03-09",), False, DateOrder.DAY_FIRST),
        ((), False, DateOrder.DAY_FIRST),
    ],
)
def test_the_order_of_dates_is_seen(
    dates: tuple[str, ...], month_first: bool, order: DateOrder
) -> None:
    assert guessed(_table(*dates), month_first).dates is order


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (("Prénom", "NOM", "Sexe", "Date de naissance"), "given family sex born"),
        (("First Name", "Last Name", "Name", "Mobile"), "given family name phone"),
        (("id", "Patient", "DOB"), "nothing name born"),
        (("Name", "Name"), "name nothing"),
        (("", "?"), "nothing nothing"),
    ],
)
def test_columns_are_recognised(headings: tuple[str, ...], columns: str) -> None:
    found = guessed(ComingTable(headings, ()), month_first=False).columns
    assert " ".join(map(str, found)) == columns


def _line(*cells: str) -> Patient | RefusedLine:
    columns = (Column.NAME, Column.BORN, Column.SEX)
    return read_line(Line(2, cells), Reading(columns), ANYBODY, TODAY)


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [("Li, Bo", "Li", "Bo"), ("Anna Maria Li", "Li", "Anna Maria"), ("Sukarno", "Sukarno", "")],
)
def test_a_whole_name_is_taken_apart(name: str, family: str, given: str) -> None:
    one = _line(name, "1990-01-02", "Männlich")

    assert isinstance(one, Patient)
    assert (one.family, one.given, one.sex) == (family, given, Sex.MALE)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("Li", "1.1.90"), ErrorCode.DATE_UNREADABLE),
        (("Li", "31.02.1990"), ErrorCode.DATE_UNREADABLE),
        (("Li", "soon"), ErrorCode.DATE_UNREADABLE),
        (("Li", ""), ErrorCode.FIELD_MISSING),
        (("Li", "1.1.2090"), ErrorCode.BIRTH_IN_FUTURE),
        (("", "1.1.1990"), ErrorCode.NAME_MISSING),
        (("Li", "1.1.1990", "7"), ErrorCode.SEX_UNREADABLE),
        (("Li", "1.1.1990", "m", "x"), ErrorCode.LINE_TOO_LONG),
        (("x" * 999, "1.1.1990"), ErrorCode.TEXT_TOO_LONG),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(cells: tuple[str, ...], code: ErrorCode) -> None:
    refused = _line(*cells)

    assert isinstance(refused, RefusedLine)
    assert refused.why.code is code


def test_a_double_is_noticed_by_day_or_by_name() -> None:
    known, born = Known(), date(1984, 3, 9)
    known.add(Patient(PatientId(uuid7(1)), "Müller", "Anna", born))

    assert known.double_of(Patient(ANYBODY, "Muller", "A.", born)) is not None
    assert known.double_of(Patient(ANYBODY, "Müller", "Anna", date(1984, 9, 3))) is not None
    assert known.double_of(Patient(ANYBODY, "Li", "Bo", born)) is None
