"""Whoever goes to another patient from beside a visit comes back to that very place."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.app.test_rooms import come_to, name, needles, person, press
from tests.person import Person, wait

__all__ = ["person"]

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _shown(person: Person) -> QWidget | None:
    return person.desk.window.screens.currentWidget()


def _two_rooms(person: Person) -> tuple[str, str]:
    needles(person, (20, 13))
    first = name(person)
    come_to(person, 1)
    needles(person, (30, 20))
    return first, name(person)


def test_the_letters_are_there_again_with_what_was_typed(person: Person) -> None:
    first, second = _two_rooms(person)
    assert person.desk.screens is not None
    letters = person.desk.screens.care.letters_screen
    QTest.keyClick(person.page.view, Qt.Key.Key_R, CTRL)
    wait(lambda: letters.page is not None and _shown(person) is letters.page)
    wait(lambda: not person.desk.lane.busy)
    banner = person.desk.window.banner.name
    press(person, Qt.Key.Key_F8)
    wait(person.page.isVisible)
    assert (name(person), banner.text()) == (first, first)
    press(person, Qt.Key.Key_F8)
    wait(lambda: _shown(person) is letters.page)
    assert (name(person), banner.text()) == (second, second)
    press(person, Qt.Key.Key_Escape)
    assert person.page.isVisible()
    press(person, Qt.Key.Key_F8)
    press(person, Qt.Key.Key_F8)
    assert person.page.isVisible()
    assert name(person) == second


def test_a_consent_that_was_begun_is_gone_on_with_and_is_nobody_elses(person: Person) -> None:
    _first, second = _two_rooms(person)
    assert person.desk.screens is not None
    consents = person.desk.screens.consents
    QTest.keyClick(person.page.view, Qt.Key.Key_C, SHIFT)
    wait(lambda: _shown(person) is consents.screen.page and not consents.model.busy)
    page = consents.screen.page
    assert page is not None
    page.draft.asked.setFocus()
    QTest.keyClicks(page.draft.asked, "Does it hurt?")
    consents.model.exclude("gluteal", out=True)
    excluded = consents.model.draft.excluded
    press(person, Qt.Key.Key_F8)
    wait(person.page.isVisible)
    QTest.keyClick(person.page.view, Qt.Key.Key_C, SHIFT)
    wait(lambda: _shown(person) is page and not consents.model.busy)
    assert (page.draft.asked.text(), consents.model.draft.excluded) == ("", ())
    press(person, Qt.Key.Key_F8)
    wait(lambda: consents.model.patient is not None and consents.model.patient.name == second)
    wait(lambda: not consents.model.busy)
    assert _shown(person) is page
    assert page.draft.asked.text() == "Does it hurt?"
    assert consents.model.draft.excluded == excluded
    press(person, Qt.Key.Key_Escape)
    assert name(person) == second
