"""Which muscles a session has treated, and when a site was needled too lately."""

from dataclasses import replace
from datetime import timedelta

import pytest

from charting.domain.body_map import Side
from charting.domain.ids import MarkId
from charting.domain.marks import Direction, MapSite, Needle, Site, SiteInWords, Technique
from charting.domain.moment import Moment
from charting.domain.treated import (
    TreatedMuscle,
    distinct_muscles,
    is_same_site,
    too_soon,
    treated_muscles,
)
from tests.fakes import FixedClock, uuid7
from tests.strategies import ME, empty_session

NOW = FixedClock().now()
LEFT = MapSite(1, -650, -350, Side.LEFT, "S1", 650, (), (), "m.gluteus_medius")


def _ago(hours: float) -> Moment:
    return Moment.of(NOW.local() - timedelta(hours=hours), NOW.zone)


def _needle(
    number: int, site: Site, technique: Technique = Technique.STATIC_DEEP, hours: float = 0
) -> Needle:
    at = _ago(hours)
    return Needle(
        MarkId(uuid7(number)), site, at, ME, 30, 200, technique, Direction.PERPENDICULAR, at, at
    )


def test_a_superficial_needle_treats_no_muscle_and_each_side_is_its_own() -> None:
    right = replace(LEFT, x=650, side=Side.RIGHT)
    over = replace(LEFT, muscle="m.multifidus")
    elsewhere = SiteInWords("thigh", "Hamstrings", Side.LEFT)
    needles = [
        _needle(1, LEFT),
        _needle(2, replace(LEFT, x=-700)),
        _needle(3, right),
        _needle(4, over, Technique.SUPERFICIAL),
        _needle(5, replace(LEFT, muscle=None)),
        _needle(6, elsewhere),
    ]
    session = empty_session()
    for needle in needles:
        session = session.with_mark(needle)
    assert set(treated_muscles(session)) == {
        TreatedMuscle("m.gluteus_medius", Side.LEFT),
        TreatedMuscle("m.gluteus_medius", Side.RIGHT),
        TreatedMuscle("Hamstrings", Side.LEFT),
    }
    assert distinct_muscles(session) == 2


@pytest.mark.parametrize(
    ("site", "same"),
    [
        (LEFT, True),
        (replace(LEFT, x=-570, y=-290), True),
        (replace(LEFT, x=-550, y=-350), True),
        (replace(LEFT, x=-549, y=-350), False),
        (replace(LEFT, x=650, side=Side.RIGHT), False),
        (SiteInWords("thigh", "Hamstrings", Side.LEFT), False),
    ],
)
def test_a_centimetre_is_the_same_site(site: Site, same: bool) -> None:
    assert is_same_site(_needle(1, LEFT), _needle(2, site)) is same


def test_a_site_in_words_is_the_same_by_its_words() -> None:
    thigh = SiteInWords("thigh", "Hamstrings", Side.LEFT)
    assert is_same_site(_needle(1, thigh), _needle(2, thigh))
    assert not is_same_site(_needle(1, thigh), _needle(2, replace(thigh, side=Side.RIGHT)))


@pytest.mark.parametrize(
    ("hours", "soon"), [(0.1, True), (24, True), (47.9, True), (48, False), (200, False)]
)
def test_below_48_hours_is_too_soon(hours: float, soon: bool) -> None:
    earlier = _needle(1, LEFT, hours=hours)
    assert too_soon(_needle(2, LEFT), [earlier]) == (earlier if soon else None)


def test_the_latest_is_told_and_what_comes_after_is_not() -> None:
    day, half = _needle(1, LEFT, hours=24), _needle(2, LEFT, hours=12)
    later = _needle(3, LEFT, hours=-1)
    assert too_soon(_needle(4, LEFT), [half, day, later]) == half
