"""The map without a mouse and without eyes: structures by key, every entry in a sentence."""

import gc
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest

from charting.domain.body import REFERENCE_BODY, Body
from charting.domain.body_map import Side
from charting.domain.spreading import crosses, spread, uncrossed
from charting.ui.session.body_picture import Layer
from charting.ui.session.projection import Turn
from tests.ui.session.conftest import Visit


def _entries(visit: Visit) -> list[QAccessibleInterface]:
    told = QAccessible.queryAccessibleInterface(visit.page.view)
    return [told.child(number) for number in range(told.childCount())]


def _names(visit: Visit) -> list[str]:
    return [entry.text(QAccessible.Text.Name) for entry in _entries(visit)]


def test_every_mark_is_read_out_in_a_sentence(visit: Visit) -> None:
    visit.click(-55, 58)
    visit.press(Qt.Key.Key_1)
    visit.click(20, 13)
    assert _names(visit)[:2] == [
        "trigger point 1 of 2, left iliocostalis lumborum at L2, 55 mm from the midline, "
        "not classed",
        "needle 2 of 2, right multifidus at L4, 20 mm from the midline, in for 0 minutes",
    ]
    visit.press(Qt.Key.Key_O)
    assert _names(visit)[1].endswith("20 mm from the midline, out")


def test_the_selected_mark_is_said_and_every_entry_stands_on_the_map(visit: Visit) -> None:
    visit.click(-55, 58)
    visit.click(20, 13)
    entries = _entries(visit)
    assert [bool(entry.state().selected) for entry in entries[:2]] == [False, True]
    corner = visit.page.view.mapToGlobal(visit.page.view.rect().topLeft())
    assert all(
        QRect(corner, visit.page.view.size()).contains(entry.rect().center()) for entry in entries
    )


def test_every_structure_is_there_on_both_sides(visit: Visit) -> None:
    names = _names(visit)
    for words in ("multifidus, deep", "gluteus maximus, superficial", "psoas major, deep"):
        assert {f"{words}, right", f"{words}, left"} <= set(names)
    assert len(names) == len(set(names))


def test_entries_outlive_what_they_spoke_of(visit: Visit) -> None:
    visit.click(20, 13)
    entries = _entries(visit)
    visit.press(Qt.Key.Key_Delete)
    gc.collect()
    last = entries[-1]
    assert not last.isValid()
    assert last.text(QAccessible.Text.Name) == ""
    assert entries[0].text(QAccessible.Text.Name) == _names(visit)[0]


@pytest.mark.own_room
def test_page_down_goes_to_each_structure_in_sight_and_lights_it(visit: Visit) -> None:
    view = visit.page.view
    seen = []
    for _ in range(200):
        visit.press(Qt.Key.Key_PageDown)
        assert view.pointer is not None
        named = view.named
        if named is None or named in seen:
            break
        assert named[0] in view.pointer.structures
        seen.append(named)
    layers = {visit.model.body_map.structures[each].layer for each, _side in seen}
    assert layers == {"superficial", "intermediate"}
    assert seen[0][1] is Side.RIGHT
    assert seen[1] == (seen[0][0], Side.LEFT)
    assert ("st.supraspinous_lig", Side.MIDLINE) in seen
    visit.press(Qt.Key.Key_PageUp)
    visit.press(Qt.Key.Key_PageUp)
    assert view.named == seen[-2]
    visit.press(Qt.Key.Key_Right)
    assert view.pointer is not None
    assert view.named == (visit.model.named(view.pointer), view.pointer.side)


def test_enter_places_where_a_structure_was_gone_to(visit: Visit) -> None:
    visit.press(Qt.Key.Key_PageDown)
    visit.press(Qt.Key.Key_Return)
    (mark,) = visit.stored().marks.values()
    pointer = visit.page.view.pointer
    assert pointer is not None
    assert getattr(mark.site, "structures", ()) == pointer.structures


@pytest.mark.own_room
def test_shift_and_page_go_from_level_to_level_as_far_from_the_midline(visit: Visit) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    visit.press(Qt.Key.Key_Right)
    levels = []
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown):
        visit.press(key, shift)
        pointer = visit.page.view.pointer
        assert pointer is not None
        levels.append((pointer.level, pointer.side, round(pointer.lateral_mm)))
    assert [level for level, _side, _lateral in levels] == ["L3", "L2", "L3", "L4"]
    assert {lateral for _level, _side, lateral in levels} == {20}


def test_names_come_and_go_by_one_key(visit: Visit) -> None:
    before = visit.page.view.grab().toImage()
    visit.press(Qt.Key.Key_F2)
    assert visit.page.view.names.shown
    assert visit.page.view.grab().toImage() != before
    visit.press(Qt.Key.Key_F2)
    assert not visit.page.view.names.shown


def test_nerves_and_dermatomes_come_and_go_by_key_and_button(visit: Visit) -> None:
    view = visit.page.view
    for key, layer in ((Qt.Key.Key_J, Layer.NERVES), (Qt.Key.Key_Z, Layer.DERMATOMES)):
        assert layer not in view.layers
        visit.press(key)
        assert layer in view.layers
        visit.page.strip.layers[layer].click()
        assert layer not in view.layers


def test_the_ruler_and_the_readout_are_in_the_patients_millimetres(visit: Visit) -> None:
    view, model = visit.page.view, visit.model
    assert model.patient is not None
    assert model.session is not None
    plain = view.grab().toImage()
    model.open(model.patient, model.session, Body(REFERENCE_BODY.build, across=1.5))
    assert view.grab().toImage() != plain
    QTest.mouseMove(view, view.projection.to_screen(40, 13).toPoint())
    assert "60 mm from the midline" in visit.page.readout.words


@pytest.mark.parametrize("wanted", [[50.0], [90.0, 89.0, 88.0, 10.0], [5.0] * 6, [95.0] * 9])
def test_labels_never_stand_over_each_other(wanted: list[float]) -> None:
    heights = spread(wanted, 10, 0, 100)
    assert all(upper - lower >= 10 - 1e-9 for upper, lower in pairwise(heights))
    assert all(0 <= height <= 100 for height in heights)


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 600)), max_size=24, unique=True))
def test_lines_to_labels_never_cross(places: list[tuple[float, float]]) -> None:
    places.sort(key=lambda place: -place[1])
    heights = spread([y for _x, y in places], 20, 0, 600)
    given_out = uncrossed(places, 620, heights)
    assert sorted(given_out) == sorted(heights)
    lines = [(place, (620, height)) for place, height in zip(places, given_out, strict=True)]
    assert not any(crosses(*one, *other) for one, other in combinations(lines, 2))


def test_the_lines_to_the_names_cross_in_no_position(visit: Visit) -> None:
    view = visit.page.view
    for turn, nearer in product(Turn, (1.0, 2.5)):
        view.whole()
        view.turn(turn)
        view.zoom(nearer)
        labels = view.names.placed(view.look())
        bent = [label.way for label in labels if len(label.way) == 3]
        assert len(bent) >= len(labels) / 3 > 2
        lines = [((at.x(), at.y()), (bend.x(), bend.y())) for at, bend, _end in bent]
        assert not any(crosses(*one, *other) for one, other in combinations(lines, 2))
