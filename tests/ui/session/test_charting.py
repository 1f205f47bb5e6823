"""Charting through the window: a click on the back is a stored clinical fact."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from charting.domain.body_map import Side
from charting.domain.marks import MapSite, Needle, SiteInWords, TriggerPoint
from charting.ui.session.body_picture import Layer
from tests.ui.session.conftest import Visit


def test_a_click_names_muscle_level_side_and_distance(visit: Visit) -> None:
    visit.click(18, 13)
    (mark,) = visit.stored().marks.values()
    assert isinstance(mark, TriggerPoint)
    assert isinstance(mark.site, MapSite)
    assert mark.site.muscle == "m.multifidus_lumborum"
    assert (mark.site.level, mark.site.side) == ("L4", Side.RIGHT)
    assert abs(mark.site.lateral - 180) <= 6


def test_an_armed_needle_brings_its_preset_with_every_click(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(-20, -13)
    visit.click(-55, 58)
    first, second = visit.stored().marks.values()
    assert isinstance(first, Needle)
    assert isinstance(second, Needle)
    assert (first.length, first.diameter, first.in_situ) == (50, 300, True)
    assert isinstance(first.site, MapSite)
    assert first.site.side is Side.LEFT


def test_a_needle_clicked_on_a_trigger_point_stands_at_its_very_site(visit: Visit) -> None:
    visit.click(18, 13)
    visit.press(Qt.Key.Key_1)
    visit.click(19, 14)
    point, needle = visit.stored().marks.values()
    assert point.site == needle.site


def test_undo_and_redo_go_all_the_way_and_leave_their_trace(visit: Visit) -> None:
    visit.click(18, 13)
    visit.click(30, 60)
    for _ in range(3):
        visit.press(Qt.Key.Key_U)
    assert visit.model.marks == ()
    assert visit.stored().marks == {}
    for _ in range(3):
        visit.press(Qt.Key.Key_R)
    assert len(visit.stored().marks) == 2
    assert visit.model.session is not None
    trail = visit.practice.records.trail.chain(visit.model.session.id)
    assert len(trail) == 1 + 6


def test_only_the_selected_mark_is_dragged(visit: Visit) -> None:
    visit.click(18, 13)
    mark = visit.model.marks[0]
    _drag(visit, (18, 13), (60, 40))
    moved = visit.stored().marks[mark.id].site
    assert isinstance(moved, MapSite)
    assert (round(moved.x / 10), round(moved.y / 10)) == (60, 40)
    visit.press(Qt.Key.Key_Escape)
    _drag(visit, (60, 40), (20, -30))
    assert visit.stored().marks[mark.id].site == moved


def test_a_mark_dropped_outside_the_back_stays_where_it_was(visit: Visit) -> None:
    visit.click(18, 13)
    before = visit.model.marks[0].site
    _drag(visit, (18, 13), (188, 60))
    assert visit.model.marks[0].site == before
    assert "outside the map" in visit.page.sentence.words


def test_delete_removes_and_undo_brings_back(visit: Visit) -> None:
    visit.click(18, 13)
    mark = visit.model.marks[0]
    visit.press(Qt.Key.Key_Delete)
    assert visit.stored().marks == {}
    visit.press(Qt.Key.Key_U)
    assert visit.stored().marks == {mark.id: mark}


def test_a_click_outside_the_outline_offers_a_site_in_words(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(188, 60)
    assert visit.page.placing.isVisible()
    QTest.keyClicks(visit.page.placing.focusWidget(), "thigh")
    visit.page.placing.focusNextPrevChild(True)
    QTest.keyClicks(visit.page.placing.focusWidget(), "biceps <b>femoris</b>")
    QTest.keyClick(visit.page.placing.focusWidget(), Qt.Key.Key_Return)
    (mark,) = visit.stored().marks.values()
    assert mark.site == SiteInWords("thigh", "biceps <b>femoris</b>", Side.RIGHT)
    assert isinstance(mark, Needle)
    assert visit.model.counts.needles_in == 1


def test_a_place_in_words_without_a_muscle_is_refused_and_nothing_is_lost(visit: Visit) -> None:
    assert not visit.model.place_in_words("thigh", "", Side.LEFT)
    assert "which muscle" in visit.page.sentence.words
    assert visit.model.marks == ()


def test_level_side_and_distance_place_without_pointing(visit: Visit) -> None:
    visit.press(Qt.Key.Key_L)
    assert visit.page.placing.isVisible()
    visit.page.placing.place_button.click()
    (mark,) = visit.stored().marks.values()
    assert isinstance(mark.site, MapSite)
    assert (mark.site.level, mark.site.side, mark.site.lateral) == ("L4", Side.RIGHT, 200)


def test_arrow_keys_and_enter_place_as_a_click_does(visit: Visit) -> None:
    visit.press(Qt.Key.Key_Right)
    visit.press(Qt.Key.Key_Right)
    visit.press(Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    visit.press(Qt.Key.Key_Return)
    (mark,) = visit.stored().marks.values()
    assert isinstance(mark.site, MapSite)
    assert (mark.site.x, mark.site.y) == (250, 140)


def test_the_list_is_the_equal_of_the_map(visit: Visit) -> None:
    visit.click(18, 13)
    visit.click(55, 58)
    rows = visit.page.marks
    assert rows.model().rowCount() == 2
    rows.setCurrentIndex(rows.model().index(0, 0))
    assert visit.model.selected == visit.model.marks[0].id
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    visit.settle()
    assert rows.model().rowCount() == 1
    text = rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "iliocostalis lumborum, L2 right" in text


def test_a_needle_comes_out_with_one_key_and_is_shown_hollow(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    visit.press(Qt.Key.Key_O)
    (needle,) = visit.stored().needles()
    assert needle.came_out is not None
    assert visit.model.counts.needles_out == 1


def test_wheel_and_keys_zoom_about_the_pointer(visit: Visit) -> None:
    view = visit.page.view
    before = view.projection.to_screen(50, 50)
    view.zoom(2, before)
    after = view.projection.to_screen(50, 50)
    assert (after - before).manhattanLength() < 1
    visit.press(Qt.Key.Key_0)
    assert view.projection.zoom == 1


def test_zoom_and_place_survive_a_resize(visit: Visit) -> None:
    view = visit.page.view
    view.zoom(2.5)
    place, before = view.projection.to_map(QRectF(view.rect()).center()), view.size()
    visit.page.resize(1480, 900)
    visit.qtbot.waitUntil(lambda: view.size() != before)
    assert view.projection.zoom == 2.5
    assert view.projection.to_map(QRectF(view.rect()).center()) == pytest.approx(place)


def test_layers_come_and_go_with_one_key(visit: Visit) -> None:
    assert Layer.HAZARDS not in visit.page.view.layers
    visit.press(Qt.Key.Key_H)
    assert Layer.HAZARDS in visit.page.view.layers
    visit.press(Qt.Key.Key_H)
    assert Layer.HAZARDS not in visit.page.view.layers


def test_pointing_says_what_lies_beneath(visit: Visit, qtbot: QtBot) -> None:
    pixel = visit.page.view.projection.to_screen(85, 24)
    with qtbot.waitSignal(visit.page.view.pointed):
        QTest.mouseMove(visit.page.view, pixel.toPoint())
    words = visit.page.readout.words
    assert "quadratus lumborum, L3 right, 85 mm" in words
    assert "palpated, L2 to L4 possible" in words
    assert "kidney" in words
    assert "deep: quadratus lumborum" in words


def _drag(visit: Visit, start: tuple[float, float], end: tuple[float, float]) -> None:
    view = visit.page.view
    first = view.projection.to_screen(*start).toPoint()
    last = view.projection.to_screen(*end)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=first)
    for part in (0.3, 0.7, 1.0):
        step = QPointF(first) + (last - QPointF(first)) * part
        QTest.mouseMove(view, QPoint(round(step.x()), round(step.y())))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=last.toPoint())
