"""Two patients at once, by hand: boxes and lots, current, the strip, haste, and a needle's time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from charting.domain.patient import Sex
from charting.ui.session.needles_pane import NeedlesPane
from tests.person import wait
from tests.walk.practitioner import Practitioner

FIRST, SECOND, LOT = "Arbenz", "Zweig", "AB-1234"
DAY = "2026-12-07"
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_STATIC = Qt.Key.Key_2
_PAIR = ((20, 13), (-20, 13))
# Article, use by, lot: the lot stands last, so that no sign has to part them.
_CODE = f"01040123456789011728063010{LOT}"
_PAST = "0104012345678901172005311077-OLD"


def see_rooms(person: Practitioner) -> None:
    """Chart two patients side by side; all their needles come out and are counted."""
    _take_out_what_was_left(person)
    person.at(f"{DAY} 16:00")
    _ask_for_the_end(person)
    person.add_patient(FIRST, "L.", "4.4.1984", Sex.FEMALE)
    person.add_patient(SECOND, "A.", "5.5.1955", Sex.MALE)
    person.find(FIRST[:4].lower())
    person.open_session()
    person.open_step("Insert")
    _open_boxes(person)
    _let_current_flow(person)
    person.back_to_patients()
    person.find(SECOND[:4].lower())
    person.open_session()
    person.arm(_STATIC)
    person.place(55, 58)
    person.picture("two-rooms")
    _go_in_haste(person)
    _wait_for_the_end(person)
    _take_all_out(person)
    see_who_got_the_lot(person)


def _take_out_what_was_left(person: Practitioner) -> None:
    """The visit that was looked round in still has needles in: its room is in the strip."""
    while person.desk.window.rooms.lines:
        person.hand.press(Qt.Key.Key_F8)
        wait(lambda: person.desk.session_page is not None and person.visit.isVisible())
        person.rest()
        assert person.desk.session is not None
        still_in = len(person.desk.session.counts.still_in)
        if not still_in:
            break
        person.all_out(str(still_in))
    person.back_to_patients()


def _ask_for_the_end(person: Practitioner) -> None:
    """Let it be told when needles that stay have been in for ten minutes."""
    _open_settings(person, "Your screen")
    keys = person.desk.screens and person.desk.screens.keys
    assert keys
    assert keys.page is not None
    pane = keys.page.panes.currentWidget()
    box = next(each for each in _boxes_of(pane) if each.findText("after 10 min") >= 0)
    person.hand.choose(box, "after 10 min")
    person.rest()
    person.picture("your-screen")
    _leave_settings(person)


def _open_boxes(person: Practitioner) -> None:
    """A box past its day is stopped; the next one gives its lot to the needles."""
    hand = person.hand
    person.arm(_STATIC)
    hand.press(Qt.Key.Key_B, _SHIFT)
    pane = next(each for each in person.visit.beside.panes if isinstance(each, NeedlesPane))
    wait(lambda: pane.isVisible() and pane.form.code.hasFocus())
    for code, name in ((_PAST, "box-past-its-day"), (_CODE, "box-open")):
        hand.write(pane.form.code, code)
        hand.press(Qt.Key.Key_Return)
        person.rest()
        hand.click(pane.form.open_button)
        person.rest()
        person.picture(name)
        tone = pane.form.told.tone
        assert tone == ("answer" if code is _PAST else "counted"), pane.form.told.words
    hand.press(Qt.Key.Key_Escape)


def _let_current_flow(person: Practitioner) -> None:
    """Two needles, and current from one to the other."""
    person.arm(_STATIC)
    for place in _PAIR:
        person.place(*place)
    person.hand.press(Qt.Key.Key_E, _SHIFT)
    person.place(*_PAIR[0])
    person.picture("current-flows")
    assert person.desk.session is not None
    assert len(person.desk.session.pairing.pairs) == 1
    assert all(each.lot and each.lot.number == LOT for each in person.desk.session.counts.still_in)


def _go_in_haste(person: Practitioner) -> None:
    """A mark on the wrong patient just after the switch is taken back by one key."""
    hand = person.hand
    hand.press(Qt.Key.Key_F8)
    wait(person.visit.isVisible)
    session = person.desk.session
    assert session is not None
    before = session.marks
    person.arm(_STATIC)
    person.place(65, -35)
    person.picture("wrong-patient")
    hand.press(Qt.Key.Key_Backspace)
    person.rest()
    assert session.marks == before
    hand.press(Qt.Key.Key_Tab, _CTRL)
    person.rest()
    assert person.desk.session is not session


def _wait_for_the_end(person: Practitioner) -> None:
    """Seventeen minutes later: beside the other patient, in the settings, and where it is."""
    strip = person.desk.window.rooms
    person.at(f"{DAY} 16:21")
    strip.refresh()
    person.visit.strip.refresh()
    assert FIRST in strip.words.text()
    person.picture("time-in-the-other-room")
    person.back_to_patients()
    strip.refresh()
    person.picture("time-beside-the-patients")
    person.hand.press(Qt.Key.Key_F8)
    person.hand.press(Qt.Key.Key_F8)
    wait(person.visit.isVisible)
    person.rest()
    person.visit.view.tick()
    person.visit.strip.refresh()
    person.open_step("Stimulate")
    person.picture("time-on-the-back")


def _take_all_out(person: Practitioner) -> None:
    for _room in range(2):
        assert person.desk.session is not None
        person.all_out(str(len(person.desk.session.counts.still_in)))
        person.hand.press(Qt.Key.Key_Escape)
        person.hand.press(Qt.Key.Key_F8)
        person.rest()
    assert not any(line.in_since for line in person.desk.window.rooms.lines)
    person.picture("all-out-in-both-rooms")
    person.back_to_patients()


def see_who_got_the_lot(person: Practitioner) -> None:
    """Ask in the settings who got needles of the lot, and save the list."""
    _open_settings(person, "Lots")
    keys = person.desk.screens and person.desk.screens.keys
    assert keys
    pane = keys.lots
    assert pane is not None
    person.hand.write(pane.lot.line, LOT.lower())
    person.hand.press(Qt.Key.Key_Return)
    person.rest()
    person.picture("who-got-the-lot")
    names = [line[0] for line in pane.table.lines.lines]
    assert {name.split(",")[0] for name in names} == {FIRST, SECOND}
    file = person.name_file("who-got-the-lot")
    person.hand.click(pane.save_button)
    wait(file.exists)
    person.rest()
    person.album.keep_paper(file)
    _leave_settings(person)


def _open_settings(person: Practitioner, section: str) -> None:
    keys = person.desk.screens and person.desk.screens.keys
    assert keys
    wait(lambda: keys.page is not None)
    person.hand.press(Qt.Key.Key_Comma, _CTRL)
    wait(lambda: keys.page is not None and keys.page.isVisible())
    page = keys.page
    assert page is not None
    names = [each.name for each in page.sections]
    person.hand.click(page.names[names.index(section)])
    person.rest()


def _leave_settings(person: Practitioner) -> None:
    person.hand.press(Qt.Key.Key_F12)
    wait(person.patients.isVisible)


def _boxes_of(pane: object) -> list[QComboBox]:
    assert isinstance(pane, QWidget)
    return pane.findChildren(QComboBox)
