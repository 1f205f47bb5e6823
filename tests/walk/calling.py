"""The calls that are due, made at the window, and what is noted of them."""

from PySide6.QtCore import Qt

from tests.person import wait
from tests.walk.practitioner import Practitioner


def answer_call(person: Practitioner, key: Qt.Key, said: str = "") -> None:
    """Go to what is open, take the first call, and note what came of it by its key."""
    calls = person.patients.work.calls
    person.hand.press(Qt.Key.Key_F5)
    person.rest()
    wait(lambda: calls.list.hasFocus() and calls.list.model().rowCount() > 0)
    person.picture("open-work")
    person.hand.press(Qt.Key.Key_Return)
    wait(calls.form.isVisible)
    if said:
        person.hand.write(calls.form.words, said)
        person.hand.press(Qt.Key.Key_Return)
    person.picture("call")
    person.hand.press(key)
    wait(lambda: not calls.form.isVisible())
    person.rest()


def sign_contact_notes(person: Practitioner) -> None:
    """Go to what is open, and sign what was noted of calls, each by one key."""
    notes = person.patients.work.contacts
    person.hand.press(Qt.Key.Key_F5)
    person.rest()
    while notes.isVisible():
        notes.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        person.hand.press(Qt.Key.Key_Return)
        wait(notes.form.sign_button.hasFocus)
        person.picture("contact-note")
        person.hand.press(Qt.Key.Key_S)
        wait(lambda: not notes.form.isVisible())
        person.rest()
