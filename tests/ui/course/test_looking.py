"""A course is looked at by few keys: two visits, responses, dose and replay."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting.domain.comparison import Fate, compared, fates
from charting.domain.dose import dose_of
from charting.domain.sequence import sequence
from charting.domain.site_responses import Response
from charting.ui import motion, theme
from charting.ui.course.model import Face
from charting.ui.course.replay_pane import STEP_MS
from tests.ui.course.conftest import Charted, Reader

SHIFT = Qt.KeyboardModifier.ShiftModifier
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def test_it_opens_at_the_last_visit_beside_the_one_before(reader: Reader) -> None:
    model, pane = reader.model, reader.page.panes.compare
    assert (model.visit, model.beside) == (reader.visits[3], reader.visits[2])
    counted = fates(compared(reader.visits[2], reader.visits[3]))
    assert pane.summary.text() == "4 new, 5 repeated, 4 left out"
    assert counted[Fate.REPEATED] == 5
    titles = [plate.title for plate in reader.page.view.plates]
    assert [title.split(",")[0] for title in titles] == ["Visit 3", "Visit 4"]
    assert len(pane.list.lines.rows) == sum(counted.values())
    assert "then" in " ".join(row.below for row in pane.list.lines.rows)


def test_it_opens_at_the_visit_one_comes_from(charted: Charted) -> None:
    reader = charted(3, 6)
    reader.open(reader.visits[1])
    assert reader.model.visit == reader.visits[1]


def test_keys_and_the_slider_go_from_visit_to_visit(reader: Reader) -> None:
    page, model = reader.page, reader.model
    page.setFocus()
    reader.press(Qt.Key.Key_Comma)
    assert (model.at, page.slider.value()) == (2, 2)
    page.slider.setFocus()
    reader.press(Qt.Key.Key_Home)
    assert model.at == 0
    assert page.panes.compare.summary.text().startswith("The first visit")
    assert page.view.plates[0].title == "No visit before"
    reader.press(Qt.Key.Key_Right)
    assert model.at == 1
    QTest.mouseClick(page.slider, Qt.MouseButton.LeftButton, pos=page.slider.place(3).toPoint())
    assert model.at == 3
    assert page.slider.accessibleName().startswith("Visit: 4")


def test_any_visit_can_lie_beside_it(reader: Reader) -> None:
    other = reader.page.panes.compare.other
    other.box.setCurrentIndex(other.box.findData(str(reader.visits[0].id)))
    assert reader.model.beside == reader.visits[0]
    reader.page.slider.setValue(1)
    assert reader.model.beside == reader.visits[0]
    assert reader.page.view.plates[0].title.startswith("Visit 1")


def test_a_visit_of_another_episode_lies_beside_it_too(reader: Reader) -> None:
    sessions = reader.practice.sessions
    (episode,) = sessions.episodes(reader.patient.id)
    sessions.end_episode(episode, "di.goals_met")
    reader.clock.run_on(timedelta(days=30))
    later = sessions.open_today(reader.patient.id)
    reader.open()
    assert reader.model.visits == (later,)
    other = reader.page.panes.compare.other
    assert "another episode" in other.box.itemText(2)
    other.box.setCurrentIndex(other.box.findData(str(reader.visits[2].id)))
    reader.settle()
    assert reader.model.beside == reader.visits[2]
    assert reader.page.panes.compare.summary.text() == "0 new, 0 repeated, 9 left out"
    box = reader.page.episodes
    assert box.isVisible()
    box.setCurrentIndex(1)
    box.activated.emit(1)
    reader.settle()
    assert reader.model.visits == reader.visits


def test_over_each_other_shows_both_on_one_back(reader: Reader) -> None:
    reader.page.setFocus()
    reader.press(Qt.Key.Key_O)
    (plate,) = reader.page.view.plates
    assert "faint" in plate.title
    reader.press(Qt.Key.Key_O)
    assert len(reader.page.view.plates) == 2


def test_zoom_and_pan_are_the_same_on_both(reader: Reader) -> None:
    view = reader.page.view
    key = next(iter(view.plates[0].places.keys() & view.plates[1].places.keys()))
    first, second = view.boxes()
    for press in (Qt.Key.Key_Plus, Qt.Key.Key_Plus):
        reader.press(press)
    view.pan(QPointF(-40, 25))
    a = view.pixel_for(0, key) - first.topLeft()
    place = view.plates[1].places[key]
    b = view.projection.to_screen(*view.plates[0].places[key])
    assert a == b
    assert view.pixel_for(1, key) - second.topLeft() == view.projection.to_screen(*place)
    assert view.projection.zoom > 1


def test_the_wheel_zooms_about_the_pointer_and_arrows_move(reader: Reader) -> None:
    view = reader.page.view
    key = next(iter(view.plates[1].places))
    at = view.pixel_for(1, key)
    turned = QPoint(0, 240)
    wheel = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        turned,
        Qt.MouseButton.NoButton,
        NO_MODIFIER,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, wheel)
    assert view.projection.zoom > 1
    moved = view.pixel_for(1, key) - at
    assert moved.manhattanLength() < 1
    view.setFocus()
    reader.press(Qt.Key.Key_Left)
    assert view.pixel_for(1, key).x() > at.x() + 10
    reader.press(Qt.Key.Key_0)
    assert view.projection.zoom == 1


def test_another_size_shows_the_same_place_as_near(reader: Reader) -> None:
    page, view = reader.page, reader.page.view

    def middle() -> tuple[float, float]:
        room = view.room()
        return view.projection.to_map(QPointF(room.width() / 2, room.height() / 2))

    reader.press(Qt.Key.Key_O)
    reader.press(Qt.Key.Key_O)
    view.zoom(2.5)
    view.pan(QPointF(-40, 25))
    place, before = middle(), view.room()
    page.resize(1600, 960)
    QApplication.processEvents()
    assert view.room() != before
    assert view.projection.zoom == 2.5
    assert middle() == pytest.approx(place)
    view.whole()
    whole = view.projection
    page.resize(1440, 820)
    page.resize(1600, 960)
    QApplication.processEvents()
    assert view.projection == whole


def test_one_key_lists_the_keys(reader: Reader) -> None:
    page = reader.page
    page.setFocus()
    for face in (Qt.Key.Key_1, Qt.Key.Key_3):
        reader.press(face)
        reader.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
        assert page._keys is not None
        assert page._keys.isVisible()
        reader.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
        assert not page._keys.isVisible()


def test_a_click_on_a_mark_goes_to_its_row_and_back(reader: Reader) -> None:
    view, pane = reader.page.view, reader.page.panes.compare
    key = next(iter(view.plates[1].places))
    reader.click(view.pixel_for(1, key).toPoint())
    assert (reader.model.selected, pane.list.key) == (key, key)
    pane.list.go_to_first()
    assert reader.model.selected == pane.list.lines.rows[0].key


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_a_new_mark_and_one_that_was_left_out_are_seen_on_the_back(
    reader: Reader, qapp: QApplication, name: str
) -> None:
    theme.apply(qapp, name)
    view = reader.page.view
    with_marks = view.grab().toImage()
    empty = [type(plate)(plate.title, lambda _p, _l: None, plate.places) for plate in view.plates]
    view.show_plates(empty)
    without = view.grab().toImage()
    for at, plate in enumerate(view.plates):
        for key in plate.places:
            around = QRectF(view.pixel_for(at, key) - QPointF(12, 12), view.pixel_for(at, key))
            spot = around.toRect()
            assert with_marks.copy(spot) != without.copy(spot)
    theme.apply(qapp, "light")


# --- Responses ----------------------------------------------------------------------------------


def test_responses_are_on_the_back_and_in_words(reader: Reader) -> None:
    reader.page.setFocus()
    reader.press(Qt.Key.Key_2)
    pane = reader.page.panes.responses
    assert reader.model.face is Face.RESPONSES
    spots = reader.model.spots()
    assert len(pane.list.lines.rows) == len(spots)
    strongest = max(spots, key=lambda spot: spot.value or 0)
    assert pane.list.lines.rows[0].beside == str(strongest.value)
    for response in (Response.FAMILIAR, Response.PAIN, Response.TWITCH):
        reader.press(Qt.Key.Key_R)
        assert reader.model.response is response
        assert pane.responses.buttons[response].isChecked()
    reader.page.slider.setValue(0)
    assert len(pane.list.lines.rows) < len(spots)
    assert reader.page.view.plates[0].title == "Twitches, visit 1"


# --- Dose ---------------------------------------------------------------------------------------


def test_the_dose_stands_beside_the_scores_and_claims_nothing(reader: Reader) -> None:
    reader.page.setFocus()
    reader.press(Qt.Key.Key_3)
    dose = reader.page.dose
    assert dose.isVisible()
    assert dose.chart is not None
    assert dose.table is not None
    assert dose.words is not None
    first = dose_of(reader.visits[0])
    line = dose.table.lines.lines[0]
    assert line[2:5] == (str(first.needles), str(first.minutes), str(first.twitches))
    assert [card.view.curve.measure.id for card in dose.cards][:3] == [
        "om.nprs",
        "om.psfs",
        "om.rmdq24",
    ]
    # Bars and curves share one axis.
    assert dose.chart.place(0) == dose.cards[0].view._place(0).x()
    hover = QPointF(dose.chart.place(1), 40)
    nobody = Qt.MouseButton.NoButton
    QApplication.sendEvent(
        dose.chart,
        QMouseEvent(QMouseEvent.Type.MouseMove, hover, hover, nobody, nobody, NO_MODIFIER),
    )
    assert reader.model.at == 1
    assert dose.words.text().startswith("Visit 2")
    assert dose.table.currentIndex().row() == 1
    assert reader.page.slider.value() == 1


# --- Replay -------------------------------------------------------------------------------------


def test_a_visit_is_gone_through_step_by_step(reader: Reader) -> None:
    page, replay = reader.page, reader.page.panes.replay
    page.setFocus()
    reader.press(Qt.Key.Key_4)
    happened = sequence(reader.visits[3])
    assert len(replay.list.lines.rows) == len(happened)
    assert page.view.plates[0].places == {}
    reader.press(Qt.Key.Key_N)
    reader.press(Qt.Key.Key_N)
    assert (replay.step, replay.slider.value()) == (3, 3)
    assert len(page.view.plates[0].places) == 1
    reader.press(Qt.Key.Key_N, SHIFT)
    assert replay.step == 2
    replay.slider.setFocus()
    reader.press(Qt.Key.Key_End)
    assert len(page.view.plates[0].places) == len(reader.visits[3].marks)
    assert replay.list.key == len(happened)
    replay.list.go_to(5)
    assert replay.step == 5
    page.slider.setValue(0)
    assert replay.step == 1


def test_it_plays_and_holds_and_ends(reader: Reader) -> None:
    replay = reader.page.panes.replay
    reader.page.setFocus()
    reader.press(Qt.Key.Key_4)
    reader.press(Qt.Key.Key_G)
    played = replay.plays
    reader.qtbot.waitUntil(lambda: replay.step == 2, timeout=10 * STEP_MS)
    reader.press(Qt.Key.Key_G)
    assert (played, replay.plays) == (True, False)
    replay._go_to(len(replay.list.lines.rows))
    reader.press(Qt.Key.Key_G)
    assert (replay.plays, replay.step) == (True, 1)
    reader.press(Qt.Key.Key_1)
    assert not replay.plays


def test_where_nothing_is_to_move_it_only_steps(reader: Reader) -> None:
    replay = reader.page.panes.replay
    reader.page.setFocus()
    reader.press(Qt.Key.Key_4)
    motion.keep_still(still=True)
    try:
        assert not replay.play_button.isVisible()
        reader.press(Qt.Key.Key_G)
        assert not replay.plays
        reader.press(Qt.Key.Key_N)
        assert replay.step == 2
    finally:
        motion.keep_still(still=False)
    assert replay.play_button.isVisible()


# --- Coming and leaving -------------------------------------------------------------------------


def test_without_a_visit_it_says_what_belongs_here(charted: Charted) -> None:
    reader = charted(0, 0)
    reader.practice.sessions.episode_for(reader.patient.id)
    reader.open()
    assert reader.page.empty.isVisible()
    reader.page.setFocus()
    for key in (Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_G, Qt.Key.Key_N, Qt.Key.Key_Period):
        reader.press(key)
    assert reader.page.empty.isVisible()


def test_leaving_keeps_nothing_of_the_patient(reader: Reader) -> None:
    reader.page.setFocus()
    reader.press(Qt.Key.Key_P)
    reader.press(Qt.Key.Key_Escape)
    assert reader.gone == ["paper", "left"]
    assert reader.model.file is None
    assert reader.page.panes.compare.list.lines.rows == ()
    assert reader.page.view.plates[0].title == ""
    reader.qtbot.waitUntil(lambda: reader.page.dose.filled)
    assert reader.page.dose.table is None
