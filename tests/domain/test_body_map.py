"""The map of the back against the clinical reference's figures and against Shapely."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point
from shapely.ops import unary_union

from charting.domain.atlas import LEVELS
from tests.domain.map_areas import MAP, MEASURED, area, area_of, border

ACROSS = st.integers(-1900, 1900).map(lambda tenths: tenths / 10)
ALONG = st.integers(-2200, 1700).map(lambda tenths: tenths / 10)


def _charted(*more: str) -> list[str]:
    return sorted({shape.id for shape in MAP.shapes if shape.kind in ("muscle", "hazard", *more)})


@pytest.mark.parametrize(
    ("x", "y", "level", "muscles", "hazards"),
    [
        (18, 13, "L4", ["m.longissimus_thoracis", "m.multifidus_lumborum"], ["hz.canal"]),
        (20, -13, "L5", ["m.multifidus_lumborum"], []),
        (55, 58, "L2", ["m.iliocostalis_lumborum"], ["hz.kidney"]),
        (85, 24, "L3", ["m.quadratus_lumborum"], ["hz.kidney", "hz.peritoneum"]),
        (115, -24, "L5", ["m.gluteus_medius"], []),
        (65, -40, "S1", ["m.gluteus_maximus", "m.gluteus_medius"], []),
        (-55, 139, "T11", ["m.iliocostalis_thoracis"], ["hz.pleura"]),
        (100, -119, "S4", ["m.gluteus_maximus", "m.piriformis"], []),
        (68, -103, "S4", ["m.gluteus_maximus", "m.piriformis"], []),
        (102, -158, "S4", ["m.gluteus_maximus"], ["hz.sciatic"]),
        (40, -104, "S4", ["m.gluteus_maximus"], []),
        (132, -38, "S1", ["m.gluteus_medius"], []),
        (55, 110, "T12", ["m.latissimus_dorsi", "m.iliocostalis_lumborum"], ["hz.ql_rib"]),
        (85, 120, "T12", ["m.latissimus_dorsi"], ["hz.pleura"]),
    ],
)
def test_known_places_name_what_lies_there(
    x: float, y: float, level: str, muscles: list[str], hazards: list[str]
) -> None:
    here = MAP.at(x, y)
    assert here.inside
    assert here.level == level
    assert [one for one in here.structures if one in muscles] == muscles
    assert set(hazards) <= set(here.hazards)


def test_structures_are_named_from_the_skin_inward_and_hazards_gravest_first() -> None:
    gravity = ("critical", "serious", "moderate", "info")
    for x, y in _random_places(300):
        here = MAP.at(x, y)
        ranks = [MAP.structures[one].rank for one in here.structures]
        grades = [gravity.index(MAP.hazards[one].severity) for one in here.hazards]
        assert ranks == sorted(ranks)
        assert grades == sorted(grades)


@pytest.mark.parametrize(
    ("x", "side"),
    [(0, "midline"), (2.4, "midline"), (-2.4, "midline"), (2.5, "right"), (-2.5, "left")],
)
def test_the_midline_is_a_strip_of_5_mm(x: float, side: str) -> None:
    assert MAP.at(x, 20).side == side
    assert MAP.at(x, 20).lateral_mm == abs(x)


@pytest.mark.parametrize("level", LEVELS)
def test_a_spinous_tip_has_its_own_level(level: str) -> None:
    x, y = MEASURED[f"lm.sp.{level}"]
    assert MAP.at(x, y).level == level


@pytest.mark.parametrize(
    ("y", "level"),
    [(0, "L4"), (-0.1, "L5"), (46, "L2"), (45.9, "L3"), (162, "T10"), (250, "T10"), (-200, "S4")],
)
def test_between_two_tips_the_upper_has_the_middle(y: float, level: str) -> None:
    assert MAP.at(0, y).level == level


@pytest.mark.parametrize("place", [(0, 163), (0, -211), (190, -150), (-152, 60), (1e6, -1e6)])
def test_outside_the_skin_nothing_lies_beneath(place: tuple[float, float]) -> None:
    here = MAP.at(*place)
    assert (here.inside, here.structures, here.hazards) == (False, (), ())


def test_a_border_belongs_to_both_sides() -> None:
    assert "hz.canal" in MAP.at(20, 100).hazards
    assert "hz.kidney" in MAP.at(25, 0).hazards
    assert MAP.at(0, 162).inside


def test_a_placement_is_exact_to_a_tenth_of_a_millimetre() -> None:
    here = MAP.at(18.04, 12.96)
    assert (here.x_mm, here.y_mm, here.frame) == (18.0, 13.0, MAP.frame)


def _random_places(count: int) -> list[tuple[float, float]]:
    chance = random.Random(20261123)
    return [
        (chance.randint(-1900, 1900) / 10, chance.randint(-2200, 1700) / 10) for _ in range(count)
    ]


def test_at_agrees_with_shapely_at_2000_places() -> None:
    places = _random_places(2000)
    outline = area_of(MAP.outline)
    areas = {charted: area(charted) for charted in _charted("tissue")}
    fields = {field: area(field) for field in MAP.dermatomes}
    borders = unary_union([border(one) for one in (*areas, *fields)]).union(outline.boundary)
    for x, y in places:
        here, point = MAP.at(x, y), Point(x, y)
        if borders.distance(point) > 0.2:
            assert here.inside == outline.contains(point)
            found = {one for one, ground in areas.items() if ground.contains(point)}
            assert {*here.structures, *here.hazards} == (found if here.inside else set())
            segments = [one for one, ground in fields.items() if ground.contains(point)]
            assert list(MAP.dermatomes_at(x, y)) == segments


def test_near_agrees_with_shapely() -> None:
    borders = {charted: border(charted) for charted in _charted()}
    for x, y in _random_places(150):
        point = Point(x, y)
        within = {one.id: one for one in MAP.near(x, y, 12)}
        for charted, line in borders.items():
            distance = line.distance(point)
            if distance < 11.9:
                assert within[charted].distance_mm == pytest.approx(distance, abs=1e-6)
                if distance > 0.2:
                    assert within[charted].inside == area(charted).contains(point)
            else:
                assert charted not in within or within[charted].distance_mm > 11.8


@given(ACROSS, ALONG)
def test_left_and_right_are_alike_but_for_the_kidneys(x: float, y: float) -> None:
    here, there = MAP.at(x, y), MAP.at(-x, y)
    assert (here.inside, here.level, here.lateral_mm) == (
        there.inside,
        there.level,
        there.lateral_mm,
    )
    kidneys = {"st.kidney", "hz.kidney"}
    for ours, theirs in ((here.structures, there.structures), (here.hazards, there.hazards)):
        assert [one for one in ours if one not in kidneys] == [
            one for one in theirs if one not in kidneys
        ]
    assert MAP.dermatomes_at(x, y) == MAP.dermatomes_at(-x, y)


@given(ACROSS, ALONG, st.floats(0, 30))
def test_near_is_sorted_and_alike_on_both_sides(x: float, y: float, within: float) -> None:
    here = MAP.near(x, y, within)
    assert [one.distance_mm for one in here] == sorted(one.distance_mm for one in here)
    there = {one.id: one for one in MAP.near(-x, y, within)}
    mirrored = [one for one in here if one.id != "hz.kidney"]
    assert mirrored == [there[one.id] for one in mirrored]


@pytest.mark.parametrize(
    ("place", "length", "muscle"),
    [
        ((18, 13), 50, "m.multifidus_lumborum"),
        ((55, 58), 30, "m.iliocostalis_lumborum"),
        ((55, 58), 50, "m.iliocostalis_lumborum"),
        ((55, 58), None, "m.iliocostalis_lumborum"),
        ((85, 24), 60, "m.quadratus_lumborum"),
        ((85, 24), None, "m.quadratus_lumborum"),
        ((115, -24), 30, "m.gluteus_medius"),
        ((65, -40), 30, "m.gluteus_medius"),
        ((-55, 139), 25, "m.iliocostalis_thoracis"),
        ((0, 150), 25, "m.trapezius_asc"),
        ((0, 0), 40, None),
        ((0, 200), 40, None),
    ],
)
def test_a_needle_is_charted_in_the_muscle_it_suits(
    place: tuple[float, float], length: int | None, muscle: str | None
) -> None:
    assert MAP.named(MAP.at(*place), length) == muscle
