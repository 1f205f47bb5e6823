"""Levels: the tips, the interspaces between them, and how far from its level a site lies."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charting import content
from charting.domain.body import Body
from charting.domain.body_map import LEVELS, Side
from charting.domain.errors import ErrorCode, Refused
from charting.domain.levels import ALL_LEVELS, INTERSPACES, offered_at, tips_of, within_one
from charting.domain.marks import LevelFound, Needle, checked_mark
from charting.domain.naming import at_level, levels_offered, moved_to, site_at
from tests.strategies import needles

MAP = content.body_map()
BODIES = st.builds(
    Body,
    st.sampled_from([*content.builds().values()]),
    st.floats(0.8, 1.2),
    st.floats(0.8, 1.2),
)


def test_interspaces_lie_between_the_tips_they_are_named_after() -> None:
    assert INTERSPACES[0] == "T10/11"
    assert {"T12/L1", "L3/4", "L5/S1"} <= set(INTERSPACES)
    heights = [MAP.height_of(level) for level in ALL_LEVELS]
    assert heights == sorted(heights, reverse=True)
    assert tips_of("L5/S1") == ("L5", "S1")
    assert tips_of("L4") == ("L4",)
    assert MAP.height_of("L3/4") == (MAP.height_of("L3") + MAP.height_of("L4")) / 2


def test_a_level_is_uncertain_by_one_of_its_own_kind() -> None:
    assert within_one("L4") == ("L3", "L4", "L5")
    assert within_one("L3/4") == ("L2/3", "L3/4", "L4/5")
    assert within_one("L5/S1") == ("L4/5", "L5/S1")
    assert offered_at("L4") == ("L3", "L3/4", "L4", "L4/5", "L5")


def test_a_place_is_at_the_nearest_tip_until_an_interspace_is_said() -> None:
    site = site_at(MAP, 20, 24, 50)
    assert (site.level, site.above) == ("L3", -100)
    said = at_level(MAP, site, "L3/4")
    assert (said.level, said.above, said.x, said.y) == ("L3/4", 5, site.x, site.y)
    assert said.possible_levels == ("L2/3", "L3/4", "L4/5")
    assert replace(said, level_found=LevelFound.IMAGING).possible_levels == ("L3/4",)
    assert "L3/4" in levels_offered(MAP, said)


def test_a_level_that_was_said_stays_while_it_can_be_true() -> None:
    said = at_level(MAP, site_at(MAP, 20, 24, 50), "L3/4")
    near = moved_to(MAP, said, 25, 20, 50)
    assert (near.level, near.above) == ("L3/4", -35)
    assert moved_to(MAP, said, 25, -40, 50).level == "S1"


@given(BODIES, st.sampled_from(ALL_LEVELS), st.integers(-30, 30))
def test_so_far_above_a_level_on_the_patient_is_found_again(
    body: Body, level: str, above: int
) -> None:
    tip = MAP.height_of(level)
    assert body.above_mm(body.height_mm(tip, above), tip) == pytest.approx(above, abs=0.01)


def test_the_placement_says_how_far_from_its_tip_it_lies_in_the_patients_millimetres() -> None:
    placement = MAP.at(20, 24)
    assert (placement.level, placement.above_mm) == ("L3", -10.0)
    tall = Body(content.builds()["broader"], 1.0, 1.2)
    seen = tall.seen(placement)
    assert seen.above_mm == round(tall.above_mm(24, 34), 1)
    assert all(MAP.at(0, MAP.height_of(level)).above_mm == 0 for level in LEVELS)
    assert MAP.at(0, 34).side is Side.MIDLINE


@given(needles(), st.sampled_from((-1, 91, 360)))
def test_an_angle_is_between_along_the_skin_and_straight_in(needle: Needle, angle: int) -> None:
    with pytest.raises(Refused) as refused:
        checked_mark(replace(needle, angle_deg=angle))
    assert refused.value.code in (ErrorCode.ANGLE_IMPOSSIBLE, ErrorCode.PLACE_IN_WORDS_MISSING)


@given(needles())
def test_ultrasound_shows_a_depth_or_nothing(needle: Needle) -> None:
    with pytest.raises(Refused) as refused:
        checked_mark(replace(needle, depth=None, depth_seen=True))
    assert refused.value.code is ErrorCode.DEPTH_MISSING
