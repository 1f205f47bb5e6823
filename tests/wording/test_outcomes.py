"""Scores and changes as they are told."""

from datetime import date
from fractions import Fraction

import pytest

from charting import care_content
from charting.domain.body_map import Side
from charting.domain.outcomes import Measure, Reading, Scored
from charting.domain.scoring import change_of, score_of
from charting.wording.outcomes import (
    change_words,
    decimal_words,
    readings_words,
    score_words,
    threshold_words,
)


def measure(name: str) -> Measure:
    found = care_content.measure(f"om.{name}")
    assert found is not None
    return found


def one(name: str, number: int, item: str = "now") -> Scored:
    return Scored(f"om.{name}", (Reading(item, number),))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        *((Fraction(4), "4"), (Fraction(17, 3), "5.7"), (Fraction(13, 2), "6.5")),
        *((Fraction(-1, 3), "−0.3"), (Fraction(-1, 40), "0"), (Fraction(245175, 1000), "245.2")),
    ],
)
def test_numbers(value: Fraction, words: str) -> None:
    assert decimal_words(value) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nprs", "2 points or 30 %"),
        ("odi", "10 points or 30 %"),
        ("psfs", "1.3 points"),
        ("ppt", "no published threshold"),
    ],
)
def test_thresholds(name: str, words: str) -> None:
    assert threshold_words(measure(name)) == words


@pytest.mark.parametrize(
    ("first", "now", "words"),
    [
        (
            6,
            4,
            "2 better (33 %) since the first score: reached the published threshold "
            "(2 points or 30 %)",
        ),
        (
            6,
            5,
            "1 better (17 %) since the first score: did not reach the published threshold "
            "(2 points or 30 %)",
        ),
        (
            0,
            2,
            "2 worse since the first score: did not reach the published threshold "
            "(2 points or 30 %)",
        ),
        (
            2,
            0,
            "2 better (100 %) since the first score: reached the published threshold "
            "(2 points or 30 %); in the range called recovered",
        ),
    ],
)
def test_changes(first: int, now: int, words: str) -> None:
    change = change_of(measure("nprs"), one("nprs", first), one("nprs", now))
    assert change is not None
    assert change_words(measure("nprs"), change) == words


def test_a_small_change_of_activities_is_within_error_whatever_its_size() -> None:
    change = change_of(measure("psfs"), one("psfs", 4, "lift"), one("psfs", 6, "lift"))
    assert change is not None
    words = "2 better (50 %) since the first score: within measurement error"
    assert change_words(measure("psfs"), change) == words


def test_scores() -> None:
    pain = Scored("om.nprs", (Reading("now", 6), Reading("best"), Reading("worst", 8)))
    assert score_words(measure("nprs"), score_of(measure("nprs"), pain)) == "incomplete, 2 of 3"
    assert (
        readings_words(measure("nprs"), pain, "CH")
        == "Now 6, Best in 24 h left out, Worst in 24 h 8"
    )
    group = Scored("om.startback9", (Reading("total", 6), Reading("distress", 4)), "total")
    start = measure("startback9")
    told = "6, statements 5 to 9: 4: high risk group"
    assert score_words(start, score_of(start, group)) == told
    odi = measure("odi")
    assert score_words(odi, score_of(odi, one("odi", 405, "total"))) == "40.5 %, severe"
    ticked = Scored("om.rmdq24", (Reading("rm01", 1), Reading("rm11", 1)))
    assert readings_words(measure("rmdq24"), ticked, "CH") == "ticked: 1, 11"


def test_a_pressure_says_with_what_it_was_measured_and_when_that_was_calibrated() -> None:
    trials = tuple(Reading(str(at), 31_000) for at in (1, 2, 3))
    day = date(2026, 3, 1)
    pressed = Scored("om.ppt", trials, "kPa", "multifidus L4", Side.RIGHT, "Wagner FPX", day)
    assert readings_words(measure("ppt"), pressed, "CH") == (
        "Trial 1 310, Trial 2 310, Trial 3 310 kPa, Wagner FPX, calibrated on 01.03.2026"
    )
