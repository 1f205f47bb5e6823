"""Tests of `charting.domain.pain_extent`: from a stroke of the hand to what it covers."""

from dataclasses import replace
from math import cos, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charting import content
from charting.domain import pain_extent
from charting.domain.body_map import Side
from charting.domain.changes import AddMark, MoveMark, apply
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import MarkId
from charting.domain.marks import MapSite, TriggerPoint
from charting.domain.pain_area import (
    MOST_POINTS,
    AreaSite,
    LowestPoint,
    PainArea,
    PainQuality,
    checked_area,
)
from tests.fakes import FixedClock, uuid7
from tests.strategies import ME, area_sites, empty_session

MAP = content.body_map()
Stroke = list[tuple[float, float]]


def blob(x: float, y: float, wide: float, high: float, points: int = 40) -> Stroke:
    """A stroke round a place, in mm."""
    turns = [2 * pi * each / points for each in range(points)]
    return [(x + wide * cos(t), y + high * sin(t)) for t in turns]


def area(site: AreaSite, quality: PainQuality = PainQuality.DULL_ACHE) -> PainArea:
    return PainArea(MarkId(uuid7(5)), site, FixedClock().now(), ME, quality)


def drawn(stroke: Stroke, *, spreading: bool = False) -> AreaSite:
    return pain_extent.drawn(MAP, stroke, spreading=spreading)


def test_an_area_knows_its_side_levels_and_muscles() -> None:
    site = drawn(blob(40, 20, 25, 40))
    assert (site.side, site.upper, site.lower) == (Side.RIGHT, "L2", "L5")
    assert "m.iliocostalis_lumborum" in site.structures
    assert "m.gluteus_maximus" not in site.structures
    assert site.path == ()


def test_an_area_across_the_midline_is_on_both_sides() -> None:
    assert drawn(blob(0, -15, 90, 15)).side is Side.MIDLINE
    assert drawn(blob(-40, -15, 42, 15)).side is Side.LEFT


def test_pain_that_spreads_is_a_way_unless_the_hand_closes_it() -> None:
    way: Stroke = [(90, -60 - 5 * step) for step in range(25)]
    site = drawn(way, spreading=True)
    assert site.outline == ()
    assert site.path == ((900, -600), (900, -1800))
    assert pain_extent.arrow(site) == site.path
    closed = drawn(blob(90, -100, 20, 40), spreading=True)
    assert closed.path == ()
    tip = pain_extent.arrow(closed)[-1]
    assert tip[1] == min(y for _, y in closed.outline)


@pytest.mark.parametrize(
    ("stroke", "spreading", "code"),
    [
        ([], False, ErrorCode.PAIN_AREA_TOO_SMALL),
        ([(20, 10)], True, ErrorCode.PAIN_AREA_TOO_SMALL),
        (blob(20, 10, 2, 2), False, ErrorCode.PAIN_AREA_TOO_SMALL),
        ([(20, 10), (20, 4)], True, ErrorCode.PAIN_AREA_TOO_SMALL),
        ([(20, 10), (40, 40), (20, 10)], False, ErrorCode.PAIN_AREA_TOO_SMALL),
        (blob(205, 100, 4, 40), False, ErrorCode.OFF_THE_MAP),
    ],
)
def test_what_is_no_area_is_refused(stroke: Stroke, spreading: bool, code: ErrorCode) -> None:
    with pytest.raises(Refused) as refused:
        drawn(stroke, spreading=spreading)
    assert refused.value.code is code


@given(
    st.lists(
        st.tuples(st.floats(-400, 400), st.floats(-400, 400)),
        max_size=300,
    ),
    st.booleans(),
)
def test_any_stroke_is_an_area_that_can_be_kept_or_is_refused(
    stroke: Stroke, spreading: bool
) -> None:
    try:
        site = drawn(stroke, spreading=spreading)
    except Refused:
        return
    checked_area(area(site))
    assert all(isinstance(value, int) for point in (*site.outline, *site.path) for value in point)
    x, y = pain_extent.anchor(site)
    assert pain_extent.distance(site, x, y) <= 1


def test_a_long_stroke_keeps_its_shape_in_few_points() -> None:
    wavy = [(60 * cos(t / 200) * (1 + 0.05 * sin(t / 7)), 60 * sin(t / 200)) for t in range(1257)]
    site = drawn(wavy)
    assert len(site.outline) <= MOST_POINTS
    for x, y in wavy:
        assert pain_extent.border_distance(site, x * 10, y * 10) < 60


def test_a_ring_drawn_round_twice_is_filled() -> None:
    site = drawn(blob(30, 20, 30, 30) + blob(30, 20, 25, 25))
    assert pain_extent.distance(site, 300, 200) == 0


def test_moved_and_mirrored_areas_name_what_they_cover_there() -> None:
    site = drawn(blob(40, 20, 25, 40))
    twin = pain_extent.mirrored(MAP, site)
    assert twin.side is Side.LEFT
    assert pain_extent.mirrored(MAP, twin) == site
    down = pain_extent.moved(MAP, site, 40, -130)
    assert "m.gluteus_maximus" in down.structures
    with pytest.raises(Refused):
        pain_extent.moved(MAP, site, 400, 0)


def test_the_nearest_line_is_selected_before_an_inside() -> None:
    large = replace(area(drawn(blob(40, 20, 60, 60))), id=MarkId(uuid7(6)))
    small = area(drawn(blob(40, 20, 15, 15)))
    areas = [large, small]
    assert pain_extent.nearest_area(areas, 40, 20, 4) is small
    assert pain_extent.nearest_area(areas, 75, 20, 4) is large
    assert pain_extent.nearest_area(areas, 98, 20, 4) is large
    assert pain_extent.nearest_area(areas, 150, 20, 4) is None


@given(area_sites())
def test_every_kept_area_has_a_ring_an_arrow_and_a_place(site: AreaSite) -> None:
    assert len(pain_extent.ring(site)) >= 3
    assert len(pain_extent.arrow(site)) >= 2
    pain_extent.anchor(site)
    assert pain_extent.distance(site, 0, 0) >= 0


def test_an_area_knows_its_dermatomes() -> None:
    seat = drawn(blob(40, -150, 15, 15))
    loin = drawn(blob(40, 20, 25, 40))
    assert seat.dermatomes
    assert loin.dermatomes
    assert set(seat.dermatomes) & set(loin.dermatomes) == set()
    assert set(seat.dermatomes + loin.dermatomes) <= set(MAP.dermatomes)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"intensity": 11}, ErrorCode.PAIN_IMPOSSIBLE),
        ({"intensity": -1}, ErrorCode.PAIN_IMPOSSIBLE),
    ],
)
def test_pain_goes_from_nothing_to_ten(wrong: dict[str, int], code: ErrorCode) -> None:
    with pytest.raises(Refused) as refused:
        checked_area(replace(area(drawn(blob(40, 20, 25, 40))), intensity=wrong["intensity"]))
    assert refused.value.code is code


def test_an_area_has_a_bounded_line() -> None:
    site = drawn(blob(40, 20, 25, 40))
    for bad, code in (
        (replace(site, outline=site.outline[:2]), ErrorCode.PAIN_AREA_TOO_SMALL),
        (replace(site, outline=site.outline * 10), ErrorCode.PAIN_AREA_TOO_LONG),
        (replace(site, outline=(), path=site.outline[:1]), ErrorCode.PAIN_AREA_TOO_SMALL),
    ):
        with pytest.raises(Refused) as refused:
            checked_area(area(bad))
        assert refused.value.code is code


def test_an_area_is_moved_to_an_area_and_a_point_to_a_point() -> None:
    site = drawn(blob(40, 20, 25, 40))
    point_site = MapSite.of(MAP.at(20, 13))
    point = TriggerPoint(MarkId(uuid7(7)), point_site, FixedClock().now(), ME)
    felt = replace(area(site), lowest=LowestPoint.BELOW_KNEE, leg=Side.RIGHT)
    session = apply(AddMark(point), apply(AddMark(felt), empty_session()))
    for change in (
        MoveMark(felt.id, site, point_site),
        MoveMark(point.id, point_site, site),
    ):
        with pytest.raises(Refused) as refused:
            apply(change, session)
        assert refused.value.code is ErrorCode.STALE_RECORD
    there = pain_extent.mirrored(MAP, site)
    moved = apply(MoveMark(felt.id, site, there), session)
    assert moved.marks[felt.id] == replace(felt, site=there)


def test_the_qualities_are_the_symptoms_of_an_episode() -> None:
    assert [each.value for each in PainQuality] == [
        term.id for term in content.episode_terms().symptoms
    ]


def test_reminders_point_to_questions_that_are_asked() -> None:
    asked = {item.id for item in content.visit_items()}
    reminders = content.pain_reminders()
    assert {PainQuality.RADIATING, PainQuality.NUMB_TINGLE} <= set(reminders)
    for reminder in reminders.values():
        assert set(reminder.items) <= asked
        assert reminder.source
        assert reminder.reviewed_by == ""


def test_an_area_over_a_muscle_covers_it_on_its_side() -> None:
    for side in (Side.LEFT, Side.RIGHT):
        site = pain_extent.over(MAP, "m.gluteus_medius", side)
        assert site.side is side
        assert "m.gluteus_medius" in site.structures[:3]
    with pytest.raises(Refused):
        pain_extent.over(MAP, "m.unknown", Side.LEFT)


def test_the_place_between_the_legs_lies_on_the_map_about_the_midline() -> None:
    (place,) = content.pain_places()
    site = pain_extent.drawn(MAP, place.outline_mm, spreading=False)
    assert site.side is Side.MIDLINE
    assert (site.lower, site.dermatomes[0]) == ("S4", "dt.S3")
    x, y = place.middle_mm
    assert pain_extent.distance(site, x * 10, y * 10) == 0
