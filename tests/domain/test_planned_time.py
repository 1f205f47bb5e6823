"""A needle has been in long enough by the minutes of its current, or by those of whoever charts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from charting.domain.ids import MarkId
from charting.domain.marks import Needle, Technique
from charting.domain.moment import Moment
from charting.domain.pairs import paired
from charting.domain.planned_time import over
from charting.domain.session import Session
from charting.domain.stimulation import USUAL
from tests.domain.test_signing import with_needle
from tests.fakes import uuid7
from tests.strategies import empty_session


def _in_situ() -> tuple[Session, Needle]:
    session = with_needle(empty_session())
    needle = replace(session.needles()[0], technique=Technique.STATIC_DEEP, came_out=None)
    return session.with_mark(needle), needle


def _after(needle: Needle, seconds: int) -> Moment:
    went_in = needle.went_in
    return Moment.of(went_in.local() + timedelta(seconds=seconds), went_in.zone)


@pytest.mark.parametrize(("seconds", "is_over"), [(0, False), (599, False), (600, True)])
def test_a_needle_that_stays_goes_by_the_minutes_of_whoever_charts(
    seconds: int, is_over: bool
) -> None:
    session, needle = _in_situ()
    now = _after(needle, seconds)
    assert over(session, 10, now) == ({needle.id: 10} if is_over else {})
    assert over(session, None, now) == {}
    at_once = session.with_mark(replace(needle, technique=Technique.PISTON))
    assert over(at_once, 10, now) == {}
    out = session.with_mark(replace(needle, came_out=now))
    assert over(out, 10, now) == {}
    assert over(replace(session, written=now), 10, now) == {}


def test_a_pair_goes_by_the_minutes_of_its_current() -> None:
    session, needle = _in_situ()
    other = replace(needle, id=MarkId(uuid7(4711)))
    session = session.with_mark(other)
    pair = paired(session.marks, needle, other, USUAL, _after(needle, 120))
    for each in pair:
        session = session.with_mark(each)
    assert over(session, 5, _after(needle, 120 + 599)) == {}
    found = over(session, 5, _after(needle, 120 + 600))
    assert found == {needle.id: USUAL.minutes, other.id: USUAL.minutes}
