"""Tests of `charting.domain.patient`."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import FactId, PatientId
from charting.domain.patient import (
    FactKind,
    HealthFact,
    Patient,
    checked_fact,
    checked_patient,
    likely_same,
)
from tests.fakes import FixedClock, uuid7
from tests.strategies import ME

TODAY = date(2026, 11, 23)
ANNA = Patient(PatientId(uuid7(1)), "Müller", "Anna", date(1984, 3, 9), phone="044 123")


def test_a_patient_is_kept_with_cleaned_texts() -> None:
    typed = replace(ANNA, family="  Mu\u0308ller ", phone=" 044  123 ")
    assert checked_patient(typed, TODAY) == ANNA


@pytest.mark.parametrize("name", [("Björk", ""), ("", "Sukarno"), ("<b>", "O'Brien"), ("😀", "")])
def test_unusual_names_are_names(name: tuple[str, str]) -> None:
    family, given = name
    kept = checked_patient(replace(ANNA, family=family, given=given), TODAY)
    assert (kept.family, kept.given) == name


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"family": " ", "given": "\t"}, ErrorCode.NAME_MISSING),
        ({"born": date(2026, 11, 24)}, ErrorCode.BIRTH_IN_FUTURE),
        ({"born": date(1790, 1, 1)}, ErrorCode.BIRTH_TOO_EARLY),
        ({"given": "x" * 201}, ErrorCode.TEXT_TOO_LONG),
    ],
)
def test_who_cannot_exist_is_refused(wrong: dict[str, Any], code: ErrorCode) -> None:
    with pytest.raises(Refused) as refused:
        checked_patient(replace(ANNA, **wrong), TODAY)
    assert refused.value.code is code


def test_someone_born_today_or_in_1900_can_exist() -> None:
    for born in (TODAY, date(1900, 1, 1)):
        assert checked_patient(replace(ANNA, born=born), TODAY).born == born


def test_names_as_spoken_and_as_listed() -> None:
    assert (ANNA.name, ANNA.listed_name) == ("Anna Müller", "Müller, Anna")
    only = replace(ANNA, given="")
    assert (only.name, only.listed_name) == ("Müller", "Müller")


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2026, 3, 8), 41), (date(2026, 3, 9), 42), (date(1984, 3, 9), 0)],
)
def test_age_in_whole_years(day: date, age: int) -> None:
    assert ANNA.age_on(day) == age


def test_a_leap_day_child_is_a_year_older_on_the_first_of_march() -> None:
    child = replace(ANNA, born=date(2024, 2, 29))
    assert (child.age_on(date(2025, 2, 28)), child.age_on(date(2025, 3, 1))) == (0, 1)


OTHER = replace(ANNA, id=PatientId(uuid7(2)))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (OTHER, True),
        (replace(OTHER, family="Mueller-Frei", given="ANNA"), True),
        (replace(OTHER, family="Frei", given="Beat"), False),
        (replace(OTHER, born=date(1984, 9, 3)), True),
        (replace(OTHER, born=date(1984, 3, 19)), True),
        (replace(OTHER, born=date(1985, 3, 19)), False),
        (replace(OTHER, born=date(1984, 3, 19), given="Anne"), False),
        (ANNA, False),
    ],
)
def test_likely_doubles(other: Patient, same: bool) -> None:
    assert likely_same(ANNA, other) is same
    assert likely_same(other, ANNA) is same


def test_a_health_fact_needs_words() -> None:
    fact = HealthFact(
        FactId(uuid7(3)), ANNA.id, FactKind.ALLERGY, " latex ", FixedClock().now(), ME
    )
    assert checked_fact(fact).text == "latex"
    assert fact.current
    with pytest.raises(Refused) as refused:
        checked_fact(replace(fact, text=" "))
    assert refused.value.code is ErrorCode.FIELD_MISSING
