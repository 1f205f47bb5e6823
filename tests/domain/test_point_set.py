"""Point sets: what is kept of a needle is what the shorthand line sets again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charting import content
from charting.domain.errors import ErrorCode, Refused
from charting.domain.marks import MapSite, Needle
from charting.domain.point_set import PointSet, checked_point_set, line_of, lines_of
from charting.domain.shorthand import read_shorthand
from tests.documents.cases import on_the_map
from tests.strategies import needles

NAMES = {key: one.name for key, one in content.body_map().structures.items()}
SITES = [
    site for x in (-90, -20, 0, 20, 55) for y in (-60, 13, 60) if (site := on_the_map(x, y)).muscle
]


@given(needles(), st.sampled_from(SITES))
def test_the_line_of_a_needle_says_where_and_with_what(needle: Needle, site: MapSite) -> None:

    placed = replace(needle, site=site, diameter=round(needle.diameter, -1))
    line = line_of(placed, NAMES)
    assert line is not None
    said = read_shorthand(line, content.shorthand())
    assert (said.muscle, said.level, said.side) == (site.muscle, site.level, site.side)
    assert said.lateral_mm == round(site.lateral / 10)
    assert (said.length, said.diameter) == (placed.length, placed.diameter)
    assert said.technique is placed.technique


@given(st.lists(needles(), max_size=6))
def test_each_place_is_kept_once(several: list[Needle]) -> None:
    lines = lines_of([*several, *several], NAMES)
    assert len(lines) == len(set(lines))


def test_a_set_needs_a_name_and_places() -> None:
    assert checked_point_set(PointSet("  Low  back ", ("mf l4 l",))).name == "Low back"
    for wanted, code in (
        (PointSet(" ", ("mf l4 l",)), ErrorCode.FIELD_MISSING),
        (PointSet("Low back", ()), ErrorCode.POINT_SET_EMPTY),
        (PointSet("Low back", ("mf l4 l",) * 61), ErrorCode.POINT_SET_TOO_LONG),
        (PointSet("x" * 61, ("mf l4 l",)), ErrorCode.TEXT_TOO_LONG),
    ):
        with pytest.raises(Refused) as refused:
            checked_point_set(wanted)
        assert refused.value.code is code
