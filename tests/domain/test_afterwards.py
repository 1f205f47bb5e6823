"""Times typed once for many needles of a visit that is written up afterwards."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charting.domain.afterwards import (
    LONGEST_MIN,
    Stay,
    is_recalled,
    read_stay,
    times_noted,
    with_times,
)
from charting.domain.errors import ErrorCode, Refused
from charting.domain.marks import Needle, Technique, written_up
from charting.domain.moment import Moment
from charting.domain.session import Session
from charting.wording.afterwards import needle_times_words
from tests.domain.test_signing import with_needle
from tests.strategies import empty_session

LAST_MINUTE = 24 * 60 - 1


@st.composite
def stays(draw: st.DrawFn) -> Stay:
    """A stay of a minute to twelve hours that ends before midnight."""
    start = draw(st.integers(0, LAST_MINUTE - 1))
    minutes = draw(st.integers(1, min(LONGEST_MIN, LAST_MINUTE - start)))
    return Stay(time(start // 60, start % 60), minutes)


def _afterwards() -> tuple[Session, Needle]:
    session = with_needle(empty_session())
    begun = Moment.of(session.opened.local() + timedelta(days=1), session.opened.zone)
    session = replace(session, written=begun)
    needle = written_up(session.needles()[0], session.opened)
    assert isinstance(needle, Needle)
    return session.with_mark(needle), needle


@given(stays())
def test_what_is_typed_in_either_form_is_the_stay(stay: Stay) -> None:
    start, end = f"{stay.went_in:%H:%M}", f"{stay.came_out:%H:%M}"
    for typed in (
        f"{start}-{end}",
        f"{start} – {end}",
        f"{start}, {stay.minutes} min",
        f"{start} for {stay.minutes}",
    ):
        assert read_stay(typed) == stay


@pytest.mark.parametrize(
    "typed", ["16:14, 10 min", "16.14-16.24", "1614 for 10", " 16:14  10' ", "16h14 to 16h24"]
)
def test_it_is_typed_as_people_type(typed: str) -> None:
    assert read_stay(typed) == Stay(time(16, 14), 10)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", ErrorCode.TIMES_UNREADABLE),
        ("ten minutes", ErrorCode.TIMES_UNREADABLE),
        ("16:14", ErrorCode.TIMES_UNREADABLE),
        ("25:00, 10 min", ErrorCode.TIMES_UNREADABLE),
        ("16:14-16:14", ErrorCode.TIMES_UNREADABLE),
        ("16:14 for 0", ErrorCode.TIMES_UNREADABLE),
        ("16:24-16:14", ErrorCode.OUT_BEFORE_IN),
        ("08:00-20:01", ErrorCode.TIMES_TOO_LONG),
        ("23:50, 10 min", ErrorCode.TIMES_BEYOND_DAY),
    ],
)
def test_what_cannot_be_is_refused(typed: str, code: ErrorCode) -> None:
    with pytest.raises(Refused) as refused:
        read_stay(typed)
    assert refused.value.code is code


@given(st.text("0123456789:.-, formin'x", max_size=14))
def test_any_other_text_is_refused_and_never_breaks(typed: str) -> None:
    try:
        stay = read_stay(typed)
    except Refused:
        return
    assert 1 <= stay.minutes <= LONGEST_MIN


def test_times_are_of_the_day_and_the_zone_of_the_visit() -> None:
    session, needle = _afterwards()
    assert not is_recalled(needle, session)
    (after,) = with_times([needle], Stay(time(13, 14), 10), session)
    assert f"{after.went_in.local():%Y-%m-%d %H:%M}" == "2026-11-23 13:14"
    assert after.came_out is not None
    assert after.came_out.seconds_since(after.went_in) == 600
    assert is_recalled(after, session)
    assert not is_recalled(after, replace(session, written=None))


def test_what_goes_in_and_out_at_once_was_not_in_for_minutes() -> None:
    session, needle = _afterwards()
    piston = replace(needle, technique=Technique.PISTON)
    (after,) = with_times([piston], Stay(time(13, 14), 10), session)
    assert after.came_out == after.went_in


def test_no_needle_comes_out_after_its_note_was_begun() -> None:
    session, needle = _afterwards()
    begun = Moment.of(session.opened.local() + timedelta(hours=2), session.opened.zone)
    session = replace(session, written=begun)
    with_times([needle], Stay(time(14, 50), 10), session)
    with pytest.raises(Refused) as refused:
        with_times([needle], Stay(time(14, 50), 11), session)
    assert refused.value.code is ErrorCode.TIMES_AHEAD


def test_a_needle_in_and_out_at_the_minute_of_the_visit_is_one_whose_times_are_known() -> None:
    session, needle = _afterwards()
    piston = replace(needle, technique=Technique.PISTON)
    assert not times_noted(piston, session)
    visited = session.opened.local()
    (after,) = with_times([piston], Stay(visited.time(), 1), session)
    assert times_noted(after, session)
    assert after.went_in == after.came_out
    assert after.went_in.local().replace(second=0) == visited.replace(second=0)
    assert needle_times_words(after, session) == f"{visited:%H:%M}–{visited:%H:%M}, recalled"
