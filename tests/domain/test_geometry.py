"""The grid against Shapely on arbitrary polygons, and its borders and holes."""

from hypothesis import given
from hypothesis import strategies as st
from shapely import LinearRing, Point, Polygon

from charting.domain.geometry import Grid, Ring, covers, edges

NUMBER = st.integers(-400, 400)
PLACE = st.tuples(NUMBER, NUMBER)
TRIANGLE = st.tuples(PLACE, PLACE, PLACE).filter(lambda ring: Polygon(ring).area > 1)
SQUARE: Ring = ((0, 0), (400, 0), (400, 400), (0, 400))
HOLE: Ring = ((100, 100), (300, 100), (300, 300), (100, 300))


@given(TRIANGLE, PLACE)
def test_a_point_is_covered_as_shapely_says_borders_included(
    ring: Ring, place: tuple[int, int]
) -> None:
    x, y = place
    assert covers(edges([ring]), x, y) == Polygon(ring).covers(Point(x, y))


@given(st.lists(TRIANGLE, min_size=1, max_size=4), PLACE)
def test_the_grid_answers_as_each_area_alone(rings: list[Ring], place: tuple[int, int]) -> None:
    x, y = place
    alone = tuple(area for area, ring in enumerate(rings) if covers(edges([ring]), x, y))
    assert Grid([[ring] for ring in rings]).covering(x, y) == alone


@given(TRIANGLE, PLACE, st.integers(0, 200))
def test_the_nearest_border_is_as_far_as_shapely_says(
    ring: Ring, place: tuple[int, int], reach: int
) -> None:
    distance = LinearRing(ring).distance(Point(*place))
    found = Grid([[ring]]).near(*place, reach)
    if distance < reach - 1e-6:
        assert abs(found[0] - distance) < 1e-6
    elif distance > reach + 1e-6:
        assert found == {}


def test_a_ring_within_a_ring_is_a_hole_and_its_border_still_belongs() -> None:
    grid = Grid([[SQUARE, HOLE]])
    assert grid.covering(50, 200) == (0,)
    assert grid.covering(200, 200) == ()
    assert grid.covering(100, 200) == (0,)


def test_a_cell_filled_by_one_area_and_cut_by_another_names_both_in_order() -> None:
    grid = Grid([[((210, 210), (240, 210), (225, 240))], [SQUARE]])
    assert grid.covering(225, 220) == (0, 1)
    assert grid.covering(205, 245) == (1,)
