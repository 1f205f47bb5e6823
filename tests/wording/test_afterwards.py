"""Times that were recalled say so; those that nobody knows are not told as if somebody did."""

from dataclasses import replace
from datetime import time, timedelta

from charting.domain.afterwards import Stay, with_times
from charting.domain.ids import MarkId
from charting.domain.marks import Needle, written_up
from charting.domain.moment import Moment
from charting.wording.afterwards import drafted_times, needle_times_words
from tests.domain.test_signing import with_needle
from tests.fakes import uuid7
from tests.strategies import empty_session


def test_the_draft_and_the_line_of_a_needle_say_that_times_are_recalled() -> None:
    session = with_needle(empty_session())
    assert drafted_times(session).startswith("First in at ")
    begun = Moment.of(session.opened.local() + timedelta(days=1), session.opened.zone)
    session = replace(session, written=begun)
    needle = written_up(session.needles()[0], session.opened)
    assert isinstance(needle, Needle)
    session = session.with_mark(needle)
    assert drafted_times(session) == "Times were not noted."
    assert needle_times_words(needle, session) == "not noted"
    (timed,) = with_times([needle], Stay(time(16, 14), 10), session)
    session = session.with_mark(timed)
    assert needle_times_words(timed, session) == "16:14–16:24, recalled"
    told = "Written up afterwards, times as recalled: First in at 16:14, last out at 16:24."
    assert drafted_times(session) == told
    session = session.with_mark(replace(needle, id=MarkId(uuid7(4711))))
    assert drafted_times(session) == f"{told} Times of 1 needle were not noted."
    assert drafted_times(empty_session()) == ""
