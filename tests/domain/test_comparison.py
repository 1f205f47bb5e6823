"""Two visits beside each other: every mark is told once, and repeated only where it can be."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from charting.domain.body_map import Side
from charting.domain.comparison import Fate, compared, fates
from charting.domain.ids import MarkId
from charting.domain.marks import MapSite, Mark, Needle, Repeated, SiteInWords, TriggerPoint
from charting.domain.pain_area import AreaSite, PainArea, PainQuality
from charting.domain.session import Session
from tests.fakes import uuid7
from tests.strategies import ME, empty_session, marks


def visit(*set_here: Mark, number: int = 9) -> Session:
    session = empty_session(number)
    for mark in set_here:
        session = session.with_mark(mark)
    return session


def at(needle: Needle, number: int, x: int, y: int = 130) -> Needle:
    assert isinstance(needle.site, MapSite)
    site = replace(needle.site, x=x, y=y)
    return replace(needle, id=MarkId(uuid7(number)), site=site)


@settings(max_examples=12)
@given(st.lists(marks(), max_size=6), st.lists(marks(), max_size=6))
def test_every_mark_of_both_visits_is_told_exactly_once(
    before: list[Mark], now: list[Mark]
) -> None:
    earlier, later = visit(*before), visit(*now, number=10)
    lines = compared(earlier, later)
    told = [line.earlier.id for line in lines if line.earlier]
    assert sorted(told) == sorted(earlier.marks)
    assert sorted(line.later.id for line in lines if line.later) == sorted(later.marks)
    assert sum(fates(lines).values()) == len(lines)


def test_the_nearest_within_a_centimetre_is_the_same_place(needle: Needle) -> None:
    there, near, far = at(needle, 1, 200), at(needle, 2, 260), at(needle, 3, 500)
    now = [at(needle, 11, 210), at(needle, 12, 290), at(needle, 13, 700)]
    lines = compared(visit(there, near, far), visit(*now, number=10))
    pairs = {line.later: line.earlier for line in lines if line.fate is Fate.REPEATED}
    assert pairs == {now[0]: there, now[1]: near}
    assert [line.mark for line in lines if line.fate is Fate.NEW] == [now[2]]
    assert [line.mark for line in lines if line.fate is Fate.LEFT_OUT] == [far]


def test_a_needle_that_names_the_one_it_repeats_is_that_one_again(needle: Needle) -> None:
    first, second = at(needle, 1, 200), at(needle, 2, 240)
    again = replace(at(needle, 11, 239), repeats=Repeated(first.id, date(2026, 11, 9)))
    lines = compared(visit(first, second), visit(again, number=10))
    assert lines[0].earlier == first
    assert lines[1].earlier == second
    assert lines[1].fate is Fate.LEFT_OUT


def test_a_needle_does_not_repeat_a_trigger_point_nor_another_map(needle: Needle) -> None:
    point = TriggerPoint(MarkId(uuid7(1)), needle.site, needle.placed, ME)
    assert isinstance(needle.site, MapSite)
    redrawn = replace(needle, id=MarkId(uuid7(2)), site=replace(needle.site, frame=2))
    lines = compared(visit(point, redrawn), visit(needle, number=10))
    assert [line.fate for line in lines] == [Fate.NEW, Fate.LEFT_OUT, Fate.LEFT_OUT]


def test_sites_in_words_and_pain_are_the_same_by_what_is_said(needle: Needle) -> None:
    thigh = replace(needle, site=SiteInWords("thigh", "Hamstrings", Side.LEFT))
    ring = ((0, 0), (400, 0), (400, 400))
    site = AreaSite(1, ring, (), Side.RIGHT, "L4", "L5")
    ache = PainArea(MarkId(uuid7(1)), site, needle.placed, ME, PainQuality.DULL_ACHE)
    sharp = replace(ache, id=MarkId(uuid7(2)), quality=PainQuality.SHARP)
    later: list[Mark] = [replace(thigh, id=MarkId(uuid7(11))), replace(ache, id=MarkId(uuid7(12)))]
    lines = compared(visit(thigh, ache, sharp), visit(*later, number=10))
    assert [line.fate for line in lines] == [Fate.REPEATED, Fate.REPEATED, Fate.LEFT_OUT]


def test_at_the_first_visit_all_is_new(needle: Needle) -> None:
    (line,) = compared(None, visit(needle))
    assert line.fate is Fate.NEW
