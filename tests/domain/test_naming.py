"""Names of sites: what is offered, the round of one key, and whose choice stays."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from charting import content
from charting.domain import naming
from charting.domain.marks import LevelFound

MAP = content.body_map()
BACK = st.tuples(st.floats(-120, 120), st.floats(-150, 150))


def test_beneath_first_then_the_neighbours_with_their_distance() -> None:
    site = naming.site_at(MAP, 20, -13, 50)
    offered = naming.names(MAP, site)
    beneath = [name.muscle for name in offered if name.border_mm is None]
    assert beneath == [one for one in site.structures if one.startswith("m.")]
    beside = [name.border_mm for name in offered if name.border_mm is not None]
    assert beside == sorted(beside)
    assert all(0 <= distance <= naming.NEIGHBOUR_MM for distance in beside)


@given(BACK)
def test_one_key_goes_round_and_round(place: tuple[float, float]) -> None:
    if not MAP.at(*place).inside:
        return
    site = naming.site_at(MAP, *place, None)
    offered = [name.muscle for name in naming.names(MAP, site)]
    assert len(set(offered)) == len(offered)
    seen = []
    for _ in offered:
        following = naming.next_name(MAP, site)
        if following is None:
            break
        seen.append(following)
        site = replace(site, muscle=following, chosen=True)
    if len(offered) > 1:
        assert sorted(seen) == sorted(offered)


def test_a_choice_stays_while_it_can_be_true() -> None:
    site = replace(naming.site_at(MAP, 20, -13, 50), muscle="m.longissimus_thoracis", chosen=True)
    near = naming.moved_to(MAP, site, 21, -11, 50)
    assert (near.muscle, near.chosen) == ("m.longissimus_thoracis", True)
    far = naming.moved_to(MAP, site, 100, -60, 50)
    assert (far.muscle, far.chosen) == (MAP.named(MAP.at(100, -60), 50), False)


def test_what_nobody_chose_is_named_afresh() -> None:
    site = naming.site_at(MAP, 20, -13, 50)
    moved = naming.moved_to(MAP, site, 85, 23.5, 60)
    assert moved.muscle == "m.quadratus_lumborum"


def test_palpation_is_right_to_one_level() -> None:
    site = naming.site_at(MAP, 20, 13, 50)
    assert site.possible_levels == ("L3", "L4", "L5")
    assert naming.site_at(MAP, 20, 162, 50).possible_levels == ("T10", "T11")
    assert naming.site_at(MAP, 20, -107, 50).possible_levels == ("S3", "S4")
    for found in (LevelFound.ULTRASOUND, LevelFound.IMAGING):
        sure = naming.site_at(MAP, 20, 13, 50, found)
        assert sure.possible_levels == ("L4",)
        assert naming.moved_to(MAP, sure, 20, 34, 50).level_found is found
