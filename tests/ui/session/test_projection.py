"""Where a millimetre stands: the same place of the body however the back is zoomed or turned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from charting import content
from charting.domain.body import Body
from charting.ui.session.projection import (
    BOTTOM_MM,
    LEFT_MM,
    RIGHT_MM,
    TOP_MM,
    Projection,
    Turn,
)

SIZE = QSizeF(760, 720)
TURNS = st.sampled_from(Turn)
PLACES = st.tuples(st.floats(-190, 190), st.floats(-220, 180))
PIXELS = st.builds(QPointF, st.floats(0, SIZE.width()), st.floats(0, SIZE.height()))


@given(TURNS, PLACES, st.floats(1, 6), PIXELS)
def test_a_pixel_leads_back_to_its_place(
    turn: Turn, place: tuple[float, float], zoom: float, about: QPointF
) -> None:
    projection = Projection.fitting(SIZE, turn).zoomed(zoom, about, SIZE)
    assert projection.to_map(projection.to_screen(*place)) == pytest.approx(place, abs=1e-6)


@given(TURNS, PLACES, st.sampled_from(sorted(content.builds())), st.floats(0.8, 1.2))
def test_a_pixel_of_another_build_leads_back_to_its_place_of_the_map(
    turn: Turn, place: tuple[float, float], build: str, across: float
) -> None:
    body = Body(content.builds()[build], across)
    projection = Projection.fitting(SIZE, turn, body).zoomed(2, QPointF(300, 300), SIZE)
    assert projection.body == body
    assert projection.to_map(projection.to_screen(*place)) == pytest.approx(place, abs=0.01)
    drawn = QPointF(*body.build.drawn(*place)) * 10
    at = projection.transform().map(drawn)
    assert (at - projection.to_screen(*place)).manhattanLength() < 1e-6


@given(TURNS, st.lists(PLACES), st.floats(1, 6), st.sampled_from(sorted(content.builds())))
def test_within_a_frame_are_the_places_whose_pixels_are(
    turn: Turn, places: list[tuple[float, float]], zoom: float, build: str
) -> None:
    fitting = Projection.fitting(SIZE, turn, Body(content.builds()[build]))
    projection = fitting.zoomed(zoom, QPointF(300, 300), SIZE)
    frame = QRectF(8, 30, 600, 500)
    seen = {place for place in places if frame.contains(projection.to_screen(*place))}
    drawn = {place: projection.body.build.drawn(*place) for place in places}
    assert projection.within(drawn, frame) == seen


@given(TURNS, PLACES, st.floats(1, 6))
def test_shapes_and_marks_stand_in_one_frame(
    turn: Turn, place: tuple[float, float], zoom: float
) -> None:
    projection = Projection.fitting(SIZE, turn).zoomed(zoom, QPointF(300, 300), SIZE)
    drawn = projection.transform().map(QPointF(place[0] * 10, place[1] * 10))
    assert (drawn - projection.to_screen(*place)).manhattanLength() < 1e-6


@given(TURNS, st.floats(1.1, 6), PIXELS)
def test_what_is_under_the_pointer_stays_there(turn: Turn, zoom: float, about: QPointF) -> None:
    before = Projection.fitting(SIZE, turn)
    after = before.zoomed(zoom, about, SIZE)
    assert (after.to_screen(*before.to_map(about)) - about).manhattanLength() < 1e-6


@given(TURNS, st.floats(1.5, 6), st.floats(-3000, 3000), st.floats(-3000, 3000))
def test_the_back_never_leaves_the_window(
    turn: Turn, zoom: float, across: float, along: float
) -> None:
    near = Projection.fitting(SIZE, turn).zoomed(zoom, QPointF(380, 360), SIZE)
    moved = near.panned(QPointF(across, along), SIZE)
    back = _back(moved)
    for low, high, room in (
        (back.left(), back.right(), SIZE.width()),
        (back.top(), back.bottom(), SIZE.height()),
    ):
        covers = low <= 1e-6 and high >= room - 1e-6
        lies_within = low >= -1e-6 and high <= room + 1e-6
        assert covers or lies_within


@pytest.mark.parametrize("turn", Turn)
def test_the_whole_back_is_shown(turn: Turn) -> None:
    assert QRectF(QPointF(0, 0), SIZE).contains(_back(Projection.fitting(SIZE, turn)))


def test_who_lies_on_the_left_side_has_the_head_left_and_the_right_side_up() -> None:
    lying = Projection.fitting(SIZE, Turn.HEAD_LEFT)
    middle, head, right = (lying.to_screen(*place) for place in ((0, 0), (0, 100), (100, 0)))
    assert head.x() < middle.x()
    assert head.y() == middle.y()
    assert right.y() < middle.y()
    assert right.x() == middle.x()


def test_who_lies_on_the_right_side_has_the_head_right_and_the_left_side_up() -> None:
    lying = Projection.fitting(SIZE, Turn.HEAD_RIGHT)
    middle, head, left = (lying.to_screen(*place) for place in ((0, 0), (0, 100), (-100, 0)))
    assert head.x() > middle.x()
    assert left.y() < middle.y()


def _back(projection: Projection) -> QRectF:
    return QRectF(
        projection.to_screen(LEFT_MM, TOP_MM), projection.to_screen(RIGHT_MM, BOTTOM_MM)
    ).normalized()
