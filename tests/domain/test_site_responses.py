"""Where needles were answered: places gathered within a centimetre, values counted by hand."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from charting.domain.body_map import Side
from charting.domain.ids import MarkId, SessionId
from charting.domain.marks import MapSite, Needle, SiteInWords
from charting.domain.session import Answer, Session
from charting.domain.site_responses import Response, Spot, spots
from charting.domain.treated import is_same_site
from charting.domain.visit import PAIN_AFTER, PAIN_BEFORE
from tests.fakes import uuid7
from tests.strategies import ME, empty_session, needles


def visit(number: int, *here: Needle, pain: tuple[int, int] | None = None) -> Session:
    session = replace(empty_session(), id=SessionId(uuid7(900 + number)), number=number)
    for needle in here:
        session = session.with_mark(needle)
    if pain is not None:
        answers = {
            item: Answer(item, None, session.opened, ME, number=each)
            for item, each in zip((PAIN_BEFORE, PAIN_AFTER), pain, strict=True)
        }
        session = replace(session, answers=answers)
    return session


def at(needle: Needle, number: int, x: int, twitches: int | None = None) -> Needle:
    assert isinstance(needle.site, MapSite)
    site = replace(needle.site, x=x)
    return replace(needle, id=MarkId(uuid7(number)), site=site, twitches=twitches)


def test_twitches_at_one_place_are_added_up_over_the_visits(needle: Needle) -> None:
    visits = [
        visit(1, at(needle, 1, 200, 2), at(needle, 2, 600, 0)),
        visit(2, at(needle, 3, 260, 3), at(needle, 4, 900)),
        visit(3, at(needle, 5, 210)),
    ]
    found = spots(visits, Response.TWITCH)
    assert [(s.needles, s.visits, s.asked) for s in found] == [
        (3, (1, 2, 3), 2),
        (1, (1,), 1),
        (1, (2,), 0),
    ]
    assert [spot.value for spot in found] == [Fraction(5), Fraction(0), None]
    assert [spot.strength(Response.TWITCH) for spot in found] == [3, 0, 0]


def test_the_familiar_pain_counts_needles(needle: Needle) -> None:
    yes, no = (replace(at(needle, n, 200), familiar_pain=not n) for n in range(2))
    (spot,) = spots([visit(1, yes), visit(2, no)], Response.FAMILIAR)
    assert (spot.asked, spot.value) == (2, Fraction(1))


def test_the_change_in_pain_is_that_of_the_visits_each_counted_once(needle: Needle) -> None:
    visits = [
        visit(1, at(needle, 1, 200), at(needle, 2, 220), pain=(6, 4)),
        visit(2, at(needle, 3, 200), pain=(5, 4)),
        visit(3, at(needle, 4, 200)),
    ]
    (spot,) = spots(visits, Response.PAIN)
    assert (spot.needles, spot.asked, spot.value) == (4, 2, Fraction(-3, 2))
    assert spot.strength(Response.PAIN) == 2


def test_a_site_in_words_is_a_place_of_its_own(needle: Needle) -> None:
    thigh = replace(needle, site=SiteInWords("thigh", "Hamstrings", Side.LEFT), twitches=1)
    again = replace(thigh, id=MarkId(uuid7(2)))
    found = spots([visit(1, thigh, again, at(needle, 3, 200))], Response.TWITCH)
    assert [spot.needles for spot in found] == [2, 1]


@settings(max_examples=10)
@given(st.lists(needles(), max_size=12), st.sampled_from(Response))
def test_no_needle_is_lost_and_a_visit_more_moves_no_place(
    every: list[Needle], response: Response
) -> None:
    visits = [visit(at, each) for at, each in enumerate(every, start=1)]
    found = spots(visits, response)
    distinct = sum(len(each.needles()) for each in visits)
    assert sum(spot.needles for spot in found) == distinct
    before = [spot.site for spot in spots(visits[:-1], response)]
    assert [spot.site for spot in found][: len(before)] == before


@settings(max_examples=10)
@given(st.lists(needles(), max_size=8))
def test_places_are_as_by_the_plain_rule(every: list[Needle]) -> None:
    firsts: list[Needle] = []
    for needle in every:
        if not any(is_same_site(needle, first) for first in firsts):
            firsts.append(needle)
    frames = {n.site.frame for n in every if isinstance(n.site, MapSite)}
    found = spots([visit(at, each) for at, each in enumerate(every)], Response.TWITCH)
    if len(frames) < 2:
        assert [spot.site for spot in found] == [first.site for first in firsts]


def test_a_spot_nobody_looked_at_has_no_strength(needle: Needle) -> None:
    spot = Spot(needle.site, 1, (1,), 0, None)
    assert [spot.strength(response) for response in Response] == [0, 0, 0]
