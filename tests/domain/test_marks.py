"""Tests of `charting.domain.marks`: which marks can be true, and where a placement puts them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from charting.domain.body_map import Placement, Side
from charting.domain.errors import ErrorCode, Refused
from charting.domain.marks import MapSite, Needle, Technique, checked_mark, worked_by
from charting.domain.moment import Moment
from tests.fakes import FixedClock

Values = dict[str, Any]

PLACEMENT = Placement(
    1, -20.04, 13.06, Side.LEFT, "L5", 20.04, ("m.multifidus",), ("h.kidney",), inside=True
)


def test_a_site_holds_tenths_of_millimetres_and_what_lay_there() -> None:
    assert MapSite.of(PLACEMENT, "m.multifidus") == MapSite(
        *(1, -200, 131, Side.LEFT, "L5", 200, ("m.multifidus",), ("h.kidney",), "m.multifidus"),
        above=0,
    )


def test_there_is_no_site_off_the_map() -> None:
    with pytest.raises(Refused) as refused:
        MapSite.of(PLACEMENT._replace(inside=False))
    assert refused.value.code is ErrorCode.OFF_THE_MAP


def _later(seconds: int) -> Moment:
    return Moment.of(FixedClock().at + timedelta(seconds=seconds), "UTC")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"length": 9}, ErrorCode.NEEDLE_IMPOSSIBLE),
        ({"length": 151}, ErrorCode.NEEDLE_IMPOSSIBLE),
        ({"diameter": 99}, ErrorCode.NEEDLE_IMPOSSIBLE),
        ({"diameter": 601}, ErrorCode.NEEDLE_IMPOSSIBLE),
        ({"depth": 0}, ErrorCode.DEPTH_BEYOND_NEEDLE),
        ({"depth": 51}, ErrorCode.DEPTH_BEYOND_NEEDLE),
        ({"came_out": _later(-1)}, ErrorCode.OUT_BEFORE_IN),
    ],
)
def test_an_impossible_needle_is_refused(needle: Needle, wrong: Values, code: ErrorCode) -> None:
    with pytest.raises(Refused) as refused:
        checked_mark(replace(needle, **wrong))
    assert refused.value.code is code


@pytest.mark.parametrize(
    "right", [{"length": 10, "depth": 10}, {"diameter": 600}, {"came_out": _later(0)}]
)
def test_a_needle_at_the_border_of_the_possible_is_taken(needle: Needle, right: Values) -> None:
    extreme = replace(needle, **right)
    assert checked_mark(extreme) == extreme


def test_a_needle_is_in_the_patient_until_it_came_out(needle: Needle) -> None:
    assert needle.in_situ
    assert not replace(needle, came_out=_later(60)).in_situ


def test_a_needle_that_turns_out_to_stay_has_no_time_out_that_nobody_gave(needle: Needle) -> None:
    at_once = replace(needle, technique=Technique.PISTON, came_out=needle.went_in)
    soon = worked_by(at_once, Technique.STATIC_DEEP, needle.went_in)
    assert (soon.technique, soon.in_situ) == (Technique.STATIC_DEEP, True)
    assert worked_by(at_once, Technique.FAN, needle.went_in).came_out == needle.went_in


def test_a_technique_corrected_later_leaves_the_times(needle: Needle) -> None:
    went_in = needle.went_in
    later = Moment.of(went_in.local() + timedelta(seconds=601), "UTC")
    at_once = replace(needle, technique=Technique.PISTON, came_out=went_in)
    assert worked_by(at_once, Technique.STATIC_DEEP, later).came_out == went_in
    timed = replace(needle, technique=Technique.STATIC_DEEP, came_out=later)
    assert worked_by(timed, Technique.ROTATE, later).came_out == later
