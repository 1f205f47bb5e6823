"""Comparable signs: what is typed, what is kept of it, and what a difference is called."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest

from charting import care_content, content
from charting.domain.comparable_signs import (
    SignUnit,
    difference,
    read_measured,
    said_of,
    unit_of,
    with_number,
    with_said,
)
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.domain.moment import Moment
from charting.domain.scoring import KPA_PER_KGF_CM2
from charting.domain.session import Answer
from charting.domain.visit import Item, Kind
from charting.forms import sign_units
from charting.wording.comparable_signs import difference_words, sign_lines, sign_words

UNITS = sign_units()
ITEMS: dict[str, Item] = {item.id: item for item in content.visit_items()}
ME = PractitionerId(UUID(int=1))
NOW = Moment(1_000_000, "Europe/Zurich", date(2026, 11, 19))


def _unit(unit_id: str) -> SignUnit:
    return next(each for each in UNITS if each.id == unit_id)


def _answer(item: str, number: int | None = None, choice: str = "", remark: str = "") -> Answer:
    return Answer(item, None, NOW, ME, remark, number, choice)


@pytest.mark.parametrize(
    ("typed", "chosen", "kept"),
    [
        ("24", "cm", (240, "cm")),
        ("24,5", "cm", (245, "cm")),
        ("24 cm", None, (240, "cm")),
        ("60°", None, (60, "deg")),
        ("60 degrees", "cm", (60, "deg")),
        ("6/10", None, (6, "nprs")),
        ("pain", None, ErrorCode.SIGN_UNREADABLE),
        ("12 x", None, (12, "rep")),
        ("1.21 kgf/cm²", None, (121, "kgf/cm2")),
        ("24", None, ErrorCode.SIGN_UNIT_MISSING),
        ("24 furlongs", "cm", ErrorCode.SIGN_UNREADABLE),
        ("60.5", "deg", ErrorCode.SIGN_UNREADABLE),
        ("-3", "cm", ErrorCode.SIGN_UNREADABLE),
        ("11/10", None, ErrorCode.VALUE_OUT_OF_RANGE),
    ],
)
def test_what_is_typed_is_read_or_refused(
    typed: str, chosen: str | None, kept: tuple[int, str] | ErrorCode
) -> None:
    unit = _unit(chosen) if chosen else None
    if isinstance(kept, ErrorCode):
        with pytest.raises(Refused) as refused:
            read_measured(typed, UNITS, unit)
        assert refused.value.code is kept
        return
    number, found = read_measured(typed, UNITS, unit) or (None, None)
    assert (number, found and found.id) == kept


def test_an_empty_field_is_no_number() -> None:
    assert read_measured(" ", UNITS, _unit("cm")) is None


def test_a_word_and_a_number_stand_side_by_side_and_each_is_taken_back_alone() -> None:
    said = with_said(_answer("om.sign.after"), "better", UNITS)
    both = with_number(said, (170, _unit("cm")), UNITS)
    assert (both.number, both.choice) == (170, "better cm")
    assert (said_of(both, UNITS), unit_of(both, UNITS)) == ("better", _unit("cm"))
    assert with_said(both, "same", UNITS).choice == "same cm"
    assert with_said(both, "better", UNITS).choice == "cm"
    assert with_number(both, None, UNITS) == said


@pytest.mark.parametrize(
    ("unit", "before", "after", "words"),
    [
        ("cm", 240, 170, "7 cm less than before"),
        ("cm", 170, 240, "7 cm more than before"),
        ("cm", 240, 235, "0.5 cm less than before"),
        ("deg", 60, 61, "1 degree more than before"),
        ("nprs", 6, 4, "2 points less than before"),
        ("nprs", 6, 5, "1 point less than before"),
        ("rep", 8, 8, "the same number as before"),
        # Section 4: PSFS 3 points for one activity, PPT 1.21 kgf/cm2.
        ("psfs", 3, 5, "2 points more than before, within measurement error"),
        ("psfs", 3, 6, "3 points more than before"),
        ("kgf/cm2", 300, 420, "1.2 kgf/cm² more than before, within measurement error"),
        ("kgf/cm2", 300, 421, "1.21 kgf/cm² more than before"),
        ("kPa", 3000, 4186, "118.6 kPa more than before, within measurement error"),
        ("kPa", 3000, 4187, "118.7 kPa more than before"),
    ],
)
def test_a_difference_in_plain_words(unit: str, before: int, after: int, words: str) -> None:
    was, now = _answer("om.sign", before, unit), _answer("om.sign.after", after, f"better {unit}")
    assert difference_words(difference(was, now, UNITS)) == words


def test_nothing_is_compared_in_two_units_or_with_words_alone() -> None:
    was = _answer("om.sign", 240, "cm")
    assert difference(was, _answer("om.sign.after", 60, "deg"), UNITS) is None
    assert difference(was, _answer("om.sign.after", None, "better"), UNITS) is None
    assert difference(None, was, UNITS) is None


def test_the_errors_are_those_of_the_measures() -> None:
    pressure = care_content.measure("om.ppt")
    activity = care_content.measure("om.psfs")
    assert pressure is not None
    assert activity is not None
    assert _unit("kPa").error == pressure.error
    kgf = _unit("kgf/cm2").error
    assert kgf is not None
    assert round(kgf * KPA_PER_KGF_CM2, 2) == round(Fraction("118.66"), 2)
    assert _unit("psfs").error == activity.error_single
    assert all(bool(each.error) == bool(each.error_source) for each in UNITS)


def test_a_sign_in_one_line_for_screen_paper_and_note() -> None:
    before = _answer("om.sign", 240, "cm", "Bending forward")
    after = _answer("om.sign.after", 170, "better cm", "no catch")
    assert sign_words(before, ITEMS["om.sign"]) == "Bending forward, 24 cm"
    assert sign_words(after, ITEMS["om.sign.after"]) == "better, 17 cm, no catch"
    (line,) = sign_lines(ITEMS, {"om.sign": before, "om.sign.after": after})
    assert line == (
        "Bending forward, 24 cm; afterwards better, 17 cm, no catch, 7 cm less than before."
    )
    assert sign_lines(ITEMS, {"om.sign": before}) == []
    # A sign of an earlier version was words alone.
    old = replace(before, number=None, choice="", remark="Fingertips 24 cm from the floor")
    assert sign_words(old, ITEMS["om.sign"]) == "Fingertips 24 cm from the floor"


def test_both_signs_can_be_measured() -> None:
    kinds = {item.id: item.kind for item in ITEMS.values() if item.units}
    assert kinds == {
        "om.sign": Kind.SIGN,
        "om.sign.2": Kind.SIGN,
        "om.sign.after": Kind.COMPARED,
        "om.sign.2.after": Kind.COMPARED,
    }
