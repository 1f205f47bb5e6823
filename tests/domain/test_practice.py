"""Tests of `charting.domain.practice`."""

from dataclasses import replace

import pytest

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PracticeId
from charting.domain.practice import (
    Practice,
    Practitioner,
    checked_practice,
    checked_practitioner,
)
from tests.fakes import uuid7
from tests.strategies import ME

CLINIC = Practice(PracticeId(uuid7(1)), "Bridge", "044", "079", "CH", "144", "A4", demo=True)
NORA = Practitioner(ME, "Nora Feld", "NF-1")


def test_texts_are_cleaned_and_the_rest_is_kept() -> None:
    assert checked_practice(replace(CLINIC, name=" Bridge\n", phone=" 044 ")) == CLINIC
    assert checked_practitioner(replace(NORA, name=" Nora  Feld ")) == NORA


def test_a_clinic_and_a_practitioner_have_names() -> None:
    with pytest.raises(Refused) as clinic:
        checked_practice(replace(CLINIC, name=" "))
    with pytest.raises(Refused) as person:
        checked_practitioner(replace(NORA, name=""))
    assert clinic.value.code is person.value.code is ErrorCode.FIELD_MISSING
    assert (clinic.value.facts["field"], person.value.facts["field"]) == (
        "clinic_name",
        "practitioner_name",
    )
