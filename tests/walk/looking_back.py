"""A course looked back on, by hand: two visits, responses, dose, a replay, and each on paper."""

from PySide6.QtCore import Qt

from tests.person import wait
from tests.walk.practitioner import Practitioner

_CTRL = Qt.KeyboardModifier.ControlModifier


def see_course_of(person: Practitioner, family: str) -> None:
    """Look at the course of a patient, face by face."""
    hand, desk = person.hand, person.desk
    person.find(family[:4].lower())
    hand.press(Qt.Key.Key_D, _CTRL)
    assert desk.screens is not None
    screen, model = desk.screens.care.course_screen, desk.screens.care.course
    wait(lambda: screen.page is not None and screen.page.isVisible() and model.file is not None)
    person.rest()
    assert len(model.visits) > 1
    _look(person, "two-visits")
    _on_paper(person, "two-visits")
    hand.press(Qt.Key.Key_O)
    _look(person, "two-visits-over-each-other")
    hand.press(Qt.Key.Key_O)
    hand.press(Qt.Key.Key_2)
    _look(person, "responses")
    hand.press(Qt.Key.Key_3)
    _look(person, "dose")
    hand.press(Qt.Key.Key_4)
    for _step in range(6):
        hand.press(Qt.Key.Key_N)
    _look(person, "replay")
    _on_paper(person, "visit-in-its-order")
    hand.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    _look(person, "keys-of-the-course")
    hand.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    hand.press(Qt.Key.Key_1)
    hand.press(Qt.Key.Key_Escape)
    wait(person.patients.isVisible)


def _look(person: Practitioner, name: str) -> None:
    person.rest()
    screens = person.desk.screens
    page = screens and screens.care.course_screen.page
    assert page
    wait(lambda: not page.view.isVisible() or page.view.is_sharp)
    person.picture(name)


def _on_paper(person: Practitioner, name: str) -> None:
    person.see_paper(Qt.Key.Key_P)
    person.picture(f"{name}-on-paper")
    person.save_paper(name)
    person.leave_paper()
