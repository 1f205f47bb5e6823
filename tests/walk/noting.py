"""Writing by hand: how a note begins, what is carried into it, what it lacks; the other hand."""

from PySide6.QtCore import Qt

from charting.domain.session import NoteSection
from tests.walk.practitioner import Practitioner

_SHIFT = Qt.KeyboardModifier.ShiftModifier


def see_note(person: Practitioner) -> None:
    """Begin the note as the clinic does, carry the plan of the last visit forward, see what lacks;
    all of it is taken back.
    """
    hand, shelf = person.hand, person.visit.shelf
    person.arm(Qt.Key.Key_2)
    hand.press(Qt.Key.Key_F5, _SHIFT)
    person.rest()
    assert person.visit.focusWidget() is shelf.notes.editors[NoteSection.SUBJECTIVE]
    hand.press(Qt.Key.Key_Tab)
    person.picture("note-begun")
    _take_back(person)
    person.open_step("Finish")
    plan = shelf.notes.editors[NoteSection.PLAN]
    hand.click(plan)
    hand.press(Qt.Key.Key_F5)
    person.rest()
    person.picture("plan-carried-forward")
    assert person.desk.session is not None
    assert person.desk.session.visit.carried(NoteSection.PLAN) is not None
    _take_back(person)
    shelf.ensureWidgetVisible(shelf.sign_pane.press)
    person.picture("what-the-note-lacks")
    hand.press(Qt.Key.Key_L, _SHIFT)
    person.rest()
    person.open_step("Insert")


def see_hands(person: Practitioner) -> None:
    """Session mode, for the right hand and for the left, and the usual screen again."""
    for key, name in (
        (Qt.Key.Key_K, "session-mode"),
        (Qt.Key.Key_H, "session-mode-left-hand"),
        (Qt.Key.Key_K, "left-hand"),
    ):
        person.visit.view.setFocus()
        person.hand.press(key, _SHIFT)
        person.rest()
        person.picture(name)
    person.hand.press(Qt.Key.Key_H, _SHIFT)
    person.rest()


def _take_back(person: Practitioner) -> None:
    person.visit.view.setFocus()
    person.hand.press(Qt.Key.Key_U)
    person.rest()
