"""The order of a visit: everything once, in its time, and the chart as it stood."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from charting.domain.ids import MarkId, PractitionerId
from charting.domain.marks import Mark, Needle, TriggerPoint
from charting.domain.moment import Moment
from charting.domain.sequence import What, marks_after, sequence
from charting.domain.session import Answer, TakeOver
from tests.fakes import FixedClock, uuid7
from tests.strategies import ME, empty_session, marks

NOW = FixedClock().now()


def later(seconds: int) -> Moment:
    return Moment.of(NOW.local() + timedelta(seconds=seconds), NOW.zone)


def test_a_visit_is_told_in_the_order_it_happened(needle: Needle) -> None:
    first = replace(needle, went_in=later(30), came_out=later(90), placed=later(31))
    second = replace(needle, id=MarkId(uuid7(8)), went_in=later(40), came_out=later(40))
    point = TriggerPoint(MarkId(uuid7(9)), needle.site, later(10), ME)
    colleague = PractitionerId(uuid7(50))
    session = replace(
        empty_session(),
        opened=NOW,
        taken_over=(TakeOver(later(60), colleague),),
        answers={"ck.eaten": Answer("ck.eaten", None, later(5), ME)},
    )
    for mark in (second, first, point):
        session = session.with_mark(mark)
    happened = sequence(session)
    assert [each.what for each in happened] == [
        What.OPENED,
        What.ANSWERED,
        What.POINT,
        What.NEEDLE_IN,
        What.NEEDLE_THROUGH,
        What.TAKEN_OVER,
        What.NEEDLE_OUT,
    ]
    assert happened[5].by == colleague
    assert marks_after(happened, 2) == ()
    assert marks_after(happened, 4) == (point, replace(first, came_out=None))
    assert marks_after(happened, 7) == (point, first, second)


@settings(max_examples=12)
@given(st.lists(marks(), max_size=8))
def test_after_the_last_step_the_chart_is_whole(every: list[Mark]) -> None:
    session = empty_session()
    for mark in every:
        session = session.with_mark(mark)
    happened = sequence(session)
    times = [each.at.utc for each in happened]
    assert times == sorted(times)
    shown = marks_after(happened, len(happened))
    assert sorted(shown, key=lambda m: m.id.bytes) == sorted(
        session.marks.values(), key=lambda m: m.id.bytes
    )
