"""The dose of a visit: minutes with needles in, and what nobody noted stays unknown."""

from dataclasses import replace
from datetime import timedelta

import pytest

from charting.domain.curves import Entry, curves_of, pain_entry
from charting.domain.dose import dose_of, scored_at
from charting.domain.ids import MarkId, SessionId
from charting.domain.marks import Needle, Technique
from charting.domain.moment import Moment
from charting.domain.session import Session
from tests.domain.test_scoring import measure, total
from tests.fakes import FixedClock, uuid7
from tests.strategies import empty_session

NOW = FixedClock().now()


def later(minutes: float) -> Moment:
    return Moment.of(NOW.local() + timedelta(minutes=minutes), NOW.zone)


def visit(needle: Needle, *spans: tuple[float, float | None]) -> Session:
    session = empty_session()
    for number, (start, end) in enumerate(spans):
        out = None if end is None else later(end)
        made = replace(needle, id=MarkId(uuid7(number)), went_in=later(start), came_out=out)
        session = session.with_mark(made)
    return session


@pytest.mark.parametrize(
    ("spans", "minutes"),
    [
        ([], 0),
        ([(0, 10)], 10),
        ([(0, 10), (5, 12)], 12),
        ([(0, 10), (2, 4), (20, 25)], 15),
        ([(0, None)], None),
        ([(0, None), (0, 6)], 6),
        ([(3, 3)], None),
    ],
)
def test_minutes_are_those_in_which_a_needle_was_in(
    needle: Needle, spans: list[tuple[float, float | None]], minutes: int | None
) -> None:
    assert dose_of(visit(needle, *spans)).minutes == minutes


def test_a_needle_in_and_out_at_once_takes_no_minutes(needle: Needle) -> None:
    dose = dose_of(visit(replace(needle, technique=Technique.PISTON, twitches=4), (3, 3)))
    assert (dose.minutes, dose.twitches, dose.needles) == (0, 4, 1)


def test_twitches_nobody_looked_for_are_not_none_of_them(needle: Needle) -> None:
    assert dose_of(visit(needle, (0, 5))).twitches is None
    assert dose_of(visit(replace(needle, twitches=0), (0, 5))).twitches == 0


def test_scores_stand_beside_the_visit_they_were_taken_in(needle: Needle) -> None:
    session = visit(needle, (0, 5))
    other = SessionId(uuid7(77))
    weeks = timedelta(weeks=1)
    after = Moment.of(session.opened.local() + weeks, session.opened.zone)
    entries = [
        pain_entry(session.opened, 6, session.id),
        pain_entry(after, 3, other),
        Entry(session.opened, total("rmdq24", 9)),
    ]
    curves = [c for name in ("nprs", "rmdq24") for c in curves_of(measure(name), entries)]
    found = scored_at(dose_of(session), curves)
    assert [(curve.measure.id, int(point.value)) for curve, point in found] == [
        ("om.nprs", 6),
        ("om.rmdq24", 9),
    ]
