"""A course in words: what is known is told, what is not is not made up."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from charting.domain.body_map import Side
from charting.domain.comparison import Compared
from charting.domain.dose import Dose
from charting.domain.ids import SessionId
from charting.domain.marks import SiteInWords
from charting.domain.site_responses import Response, Spot
from charting.wording.courses import (
    compared_words,
    dose_words,
    since_words,
    spot_number,
    spot_words,
    step_words,
)
from tests.documents.cases import at, needle, on_the_map
from tests.fakes import uuid7

THIGH = SiteInWords("thigh", "Hamstrings", Side.LEFT)
A, B, C = Response.TWITCH, Response.FAMILIAR, Response.PAIN


@pytest.mark.parametrize(
    ("response", "visits", "asked", "value", "number", "words"),
    [
        (A, (1, 2, 3, 5), 3, 4, "4", "4 twitches; 4 needles in visits 1–3, 5"),
        (A, (2,), 1, 0, "0", "no twitch; 4 needles in visit 2"),
        (A, (2,), 0, None, "", "not looked for; 4 needles in visit 2"),
        (B, (1, 2), 4, 3, "3", "familiar pain with 3 of 4 needles; 4 needles in visits 1, 2"),
        (C, (1, 2), 2, Fraction(-3, 2), "−1.5", "pain 1.5 lower, mean of 2 visits; 4 needles"),
        (C, (1,), 1, 2, "+2", "pain 2 higher; 4 needles in visit 1"),
        (C, (1,), 1, 0, "0", "pain the same; 4 needles in visit 1"),
        (C, (1,), 0, None, "", "not noted; 4 needles in visit 1"),
    ],
)
def test_a_place_tells_what_was_found_and_in_which_visits(
    response: Response,
    visits: tuple[int, ...],
    asked: int,
    value: int | Fraction | None,
    number: str,
    words: str,
) -> None:
    found = None if value is None else Fraction(value)
    spot = Spot(THIGH, 4, visits, asked, found)
    assert spot_number(spot, response) == number
    assert spot_words(spot, response).startswith(words)


def test_signs_say_from_how_much_on_they_stand() -> None:
    assert step_words(Response.TWITCH) == ("none", "1", "2–3", "4–6", "7 or more")
    assert step_words(Response.PAIN) == ("same", "below 1", "below 2", "below 4", "4 or more")


def test_a_dose_says_what_nobody_noted() -> None:
    when = at(date(2026, 11, 16))
    dose = Dose(SessionId(uuid7(1)), 2, when, 3, 1, None, None, 6, None)
    assert dose_words(dose, "CH") == (
        "Visit 2, 16.11.2026: 3 needles, 1 muscle, minutes not known, twitches not looked for, "
        "pain 6 before, ? after"
    )


def test_a_repeated_needle_tells_what_was_otherwise() -> None:
    then, now = needle(1, on_the_map(20, 13)), needle(2, on_the_map(20, 13))
    assert compared_words(Compared(then, now)) == "needle 0.30 × 50, static"
    answered = Compared(replace(then, twitches=2, depth=30), replace(now, twitches=2, depth=35))
    assert compared_words(answered) == (
        "needle 0.30 × 50, static, depth 35 mm, 2 twitches; then depth 30 mm"
    )


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, ""), (25, "+0:25"), (724, "+12:04"), (-5, "−0:05")]
)
def test_times_since_the_beginning(seconds: int, words: str) -> None:
    assert since_words(seconds) == words
