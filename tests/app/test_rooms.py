"""Two patients at once: no needle is ever out of sight, and one key goes from one to the other."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from charting import app
from charting.ui import motion
from charting.ui.widgets.patient_banner import FLASH_MS
from tests.app.test_lock import all_words, lock, unlock
from tests.fakes import FixedClock
from tests.invented import chart, new_practice, people
from tests.loop_watch import LoopWatch
from tests.person import Person, wait
from tests.walk.reception import practices

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(qapp: QApplication, tmp_path: Path) -> Iterator[Person]:
    """Somebody with the session of the first of three patients open."""
    practice = new_practice(tmp_path / "practice")
    for patient in people(3):
        practice.patients.add(patient)
    practice.close()
    clock = FixedClock(datetime.now(UTC))
    person = Person(qapp, tmp_path / "practice", app.FolderDoor(practices(clock), clock))
    person.come_to_the_session()
    yield person
    person.leave()


def needles(person: Person, *places: tuple[float, float]) -> None:
    view = person.page.view
    QTest.keyClick(view, Qt.Key.Key_2)
    for place in places:
        QTest.mouseClick(
            view, Qt.MouseButton.LeftButton, pos=view.projection.to_screen(*place).toPoint()
        )
    wait(lambda: not person.desk.lane.busy and not person.model.settling)


def come_to(person: Person, place: int) -> None:
    """Leave whatever is open, and open today's session of the patient in that row of the list."""
    desk = person.desk
    press(person, Qt.Key.Key_F12)
    page = desk.patients_page
    assert page is not None
    wait(page.isVisible)
    page.list.setFocus()
    wait(lambda: page.list.model().rowCount() == 3)
    rows = page.list.lines.rows
    page.list.go_to(rows[place].key)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    wait(page.record.isVisible)
    wait(page.record.open_button.hasFocus)
    person.open_session()
    wait(lambda: person.page.isVisible() and not desk.lane.busy)


def press(person: Person, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or person.desk.window, key)


def tabs(person: Person) -> list[str]:
    return [tab.accessibleName() for tab in person.desk.window.rooms.tabs]


def name(person: Person) -> str:
    assert person.model.patient is not None
    return person.model.patient.name


def test_one_visit_on_the_screen_needs_no_strip_and_no_other_screen_hides_it(
    person: Person,
) -> None:
    needles(person, (20, 13), (-20, 13))
    window = person.desk.window
    assert not window.rooms.isVisible()
    first = name(person)
    for key, modifier in ((Qt.Key.Key_Comma, CTRL), (Qt.Key.Key_R, CTRL)):
        QTest.keyClick(person.page.view, key, modifier)
        wait(window.rooms.isVisible)
        assert tabs(person) == [f"Room 1, {first}, 2 in · 0 min"]
        press(person, Qt.Key.Key_F8)
        wait(person.page.isVisible)
        assert not window.rooms.isVisible()
        assert window.banner.name.text() == first
    press(person, Qt.Key.Key_F12)
    wait(window.rooms.isVisible)
    assert window.rooms.tabs[0].geometry().bottom() <= window.rooms.height()


def test_one_key_goes_between_them_and_each_is_as_it_was_left(person: Person) -> None:
    needles(person, (20, 13), (-20, 13))
    first, page = name(person), person.page
    page.shelf.open_step(page.shelf.prepare)
    editor = page.shelf.findChild(QPlainTextEdit)
    assert editor is not None
    page.view.zoom(1.5)
    selected, zoom = person.model.selected, page.view.projection.zoom
    assert zoom == 1.5
    editor.setFocus()
    QTest.keyClicks(editor, "worse after sitti")
    come_to(person, 1)
    second = name(person)
    assert second != first
    assert person.page is not page
    needles(person, (30, 20))
    assert tabs(person) == [f"Room 1, {first}, 2 in · 0 min", f"Room 2, {second}, 1 in · 0 min"]
    press(person, Qt.Key.Key_F8)
    assert person.page is page
    assert page.isVisible()
    assert person.desk.window.banner.name.text() == first
    assert editor.toPlainText() == "worse after sitti"
    assert page.shelf.prepare.content.isVisible()
    assert person.model.selected == selected
    assert page.view.projection.zoom == zoom
    assert person.model.record.can_undo
    press(person, Qt.Key.Key_F8)
    assert name(person) == second
    person.desk.window.rooms.tabs[0].click()
    assert name(person) == first
    press(person, Qt.Key.Key_F12)
    wait(lambda: person.desk.window.banner.name.text() == first)


def test_the_name_flashes_and_stands_still_where_motion_is_not_welcome(person: Person) -> None:
    needles(person, (20, 13))
    banner = person.desk.window.banner
    assert banner.flashing == 0
    come_to(person, 1)
    assert banner.flashing == 1
    motion.keep_still(still=True)
    try:
        press(person, Qt.Key.Key_F8)
        assert banner.flashing == 1
        assert banner._fade.state() is banner._fade.State.Stopped
        assert banner._stand.isActive()
        assert banner._stand.interval() == FLASH_MS
    finally:
        motion.keep_still(still=False)


def test_a_mark_made_in_haste_is_taken_back_by_one_key(person: Person) -> None:
    clock = person.desk.door.clock()
    assert isinstance(clock, FixedClock)
    needles(person, (20, 13), (-20, 13))
    come_to(person, 1)
    needles(person, (30, 20))
    press(person, Qt.Key.Key_F8)
    before = person.model.marks
    needles(person, (40, 30), (55, 58))
    assert "Wrong patient? Backspace takes back what was just marked." in person.page.sentence.words
    assert name(person) in person.page.sentence.words
    assert len(person.model.marks) == 4
    QTest.keyClick(person.page.view, Qt.Key.Key_Backspace)
    assert person.model.marks == before
    QTest.keyClick(person.page.view, Qt.Key.Key_Backspace)
    assert person.model.marks == before
    press(person, Qt.Key.Key_U)
    assert len(person.model.marks) == 4
    press(person, Qt.Key.Key_F8)
    clock.run_on(timedelta(seconds=3))
    needles(person, (30, 20))
    QTest.keyClick(person.page.view, Qt.Key.Key_Backspace)
    assert len(person.model.marks) == 1


def test_the_lock_shows_the_rooms_and_no_name_and_all_of_them_come_back(person: Person) -> None:
    needles(person, (20, 13), (-20, 13))
    first = name(person)
    come_to(person, 1)
    needles(person, (30, 20))
    second, strip = name(person), person.desk.window.rooms
    lock(person)
    assert strip.isVisible()
    assert tabs(person) == ["Room 1, 2 in · 0 min", "Room 2, 1 in · 0 min"]
    assert person.desk.unlock_page.needles.count.text() == "3 needles are in, 0 out"
    wait(lambda: first not in all_words(person) + second)
    strip.tabs[0].click()
    QTest.keyClick(person.desk.window, Qt.Key.Key_F8)
    assert person.desk.session is None
    unlock(person)
    assert name(person) == second
    wait(strip.isVisible)
    assert tabs(person) == [f"Room 1, {first}, 2 in · 0 min", f"Room 2, {second}, 1 in · 0 min"]
    wait(lambda: not person.desk.lane.busy)
    press(person, Qt.Key.Key_F8)
    wait(lambda: name(person) == first and person.page.isVisible())
    assert len(person.model.marks) == 2
    assert [line.number for line in strip.lines] == [1, 2]


def test_needles_of_a_window_that_was_cut_short_stand_in_the_strip(
    qapp: QApplication, tmp_path: Path
) -> None:
    practice = new_practice(tmp_path / "practice")
    for patient in people(2):
        practice.patients.add(patient)
        chart(practice, practice.sessions.open_today(patient.id), 3)
    practice.close()
    person = Person(qapp, tmp_path / "practice")
    person.come_to_the_patient()
    wait(person.desk.window.rooms.isVisible)
    assert [line.number for line in person.desk.window.rooms.lines] == [1, 2]
    assert len(person.desk.window.rooms.lines[0].in_since) == 2
    press(person, Qt.Key.Key_F8)
    wait(lambda: person.desk.session_page is not None and person.page.isVisible())
    assert len(person.model.marks) == 3
    # The first word about needles keeps the window, the second is meant.
    assert not person.desk.window.close()
    assert "needles are still in, room 1, 2" in person.desk.window.message.words
    assert person.desk.window.close()
    person.desk.close()


def test_whoever_only_looks_elsewhere_comes_back_to_a_visit_without_a_mark(person: Person) -> None:
    needles(person, (20, 13))
    come_to(person, 1)
    second = name(person)
    press(person, Qt.Key.Key_F8)
    assert name(person) in tabs(person)[0]
    press(person, Qt.Key.Key_F8)
    assert name(person) == second
    press(person, Qt.Key.Key_F12)
    assert len(tabs(person)) == 1


def test_a_signed_or_an_untouched_visit_gives_its_room_to_the_next(person: Person) -> None:
    page = person.page
    come_to(person, 1)
    assert person.page is page
    assert not person.desk.window.rooms.isVisible()


def test_beyond_enough_rooms_one_without_a_needle_gives_way(person: Person) -> None:
    needles(person, (20, 13))
    assert person.desk.screens is not None
    rooms = person.desk.screens.rooms
    for place in (1, 2):
        come_to(person, place)
        person.page.view.setFocus()
        QTest.keyClick(person.page.view, Qt.Key.Key_T)
        QTest.mouseClick(
            person.page.view, Qt.MouseButton.LeftButton, pos=person.page.view.rect().center()
        )
        wait(lambda: not person.desk.lane.busy)
    assert [room.number for room in rooms.taken] == [1, 2, 3]


@pytest.mark.long  # what is measured is not what a busy machine has left
def test_a_switch_is_not_felt(person: Person) -> None:
    practice = person.desk.screens and person.desk.screens.practice
    assert practice is not None
    needles(person, (20, 13), (-20, 13), (55, 58), (-55, 58))
    come_to(person, 1)
    needles(person, (20, 13), (-20, 13), (55, 58), (-55, 58))
    watch = LoopWatch()
    for time in range(14):
        if time == 4:
            # Each of them was painted in its size by now.
            watch.start()
        press(person, Qt.Key.Key_F8)
        for _turn in range(20):
            QApplication.processEvents()
        wait(lambda: not person.desk.lane.busy and person.page.view.is_sharp)
    watch.stop()
    assert watch.longest_at_pace() < 0.05
