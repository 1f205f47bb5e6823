"""Every screen of the window, one after the other, for what must hold of all of them."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.invented import new_practice, people
from tests.person import Person, wait

CTRL = Qt.KeyboardModifier.ControlModifier
# Each opens by its key from the screen of a patient, and leaves by F12.
BESIDE = {
    "outcomes": Qt.Key.Key_O,
    "course": Qt.Key.Key_D,
    "letters": Qt.Key.Key_R,
    "education": Qt.Key.Key_B,
    "consent": Qt.Key.Key_G,
}


def at_work(qt: QApplication, folder: Path) -> Person:
    """Somebody in front of a practice of two people, still locked."""
    practice = new_practice(folder)
    for patient in people(2):
        practice.patients.add(patient)
    practice.close()
    return Person(qt, folder)


def screens(person: Person) -> Iterator[tuple[str, QWidget]]:
    """Each screen by its name, shown and at rest."""
    desk = person.desk
    desk.window.show()
    wait(desk.unlock_page.locked.passphrase.line.hasFocus)
    yield "unlock", desk.unlock_page
    person.come_to_the_patient()
    patients = desk.patients_page
    assert patients is not None
    assert desk.screens is not None
    _rest(person)
    yield "patients", patients
    yield from _beside(person, patients)
    yield from _settings(person)
    person.open_session()
    wait(lambda: desk.session_page is not None and desk.session_page.isVisible())
    _rest(person)
    QTest.keyClick(person.page.view, Qt.Key.Key_2)
    for place in ((20, 13), (-20, 60)):
        pixel = person.page.view.projection.to_screen(*place).toPoint()
        QTest.mouseClick(person.page.view, Qt.MouseButton.LeftButton, pos=pixel)
    _rest(person)
    yield "session", person.page
    yield from _papers(person)
    yield from _help(person)
    QTest.keyClick(person.page.view, Qt.Key.Key_F12)
    wait(patients.isVisible)
    QTest.keyClick(patients, Qt.Key.Key_N, CTRL)
    _rest(person)
    yield "patient form", patients


def _beside(person: Person, patients: QWidget) -> Iterator[tuple[str, QWidget]]:
    shown = person.desk.window.screens.currentWidget
    for name, key in BESIDE.items():
        QTest.keyClick(patients, key, CTRL)
        wait(lambda: shown() is not patients)
        _rest(person)
        page = shown()
        assert page is not None
        yield name, page
        QTest.keyClick(page, Qt.Key.Key_F12)
        wait(lambda: shown() is patients)


def _papers(person: Person) -> Iterator[tuple[str, QWidget]]:
    shown = person.desk.window.screens.currentWidget
    QTest.keyClick(person.page.view, Qt.Key.Key_F11)
    wait(lambda: shown() is not person.page)
    page = shown()
    assert page is not None
    _rest(person)
    yield "papers", page
    QTest.keyClick(page, Qt.Key.Key_F12)
    wait(person.page.isVisible)


def _help(person: Person) -> Iterator[tuple[str, QWidget]]:
    window = person.desk.window
    QTest.keyClick(window, Qt.Key.Key_F1)
    page = window.screens.currentWidget()
    assert page is not None
    _rest(person)
    yield "help", page
    QTest.keyClick(window, Qt.Key.Key_F1)
    wait(person.page.isVisible)


def _settings(person: Person) -> Iterator[tuple[str, QWidget]]:
    desk = person.desk
    assert desk.screens is not None
    keys = desk.screens.keys

    def came() -> bool:
        # They are made after all other screens, and nothing happens before.
        if keys.page is None or not keys.page.isVisible():
            QTest.keyClick(desk.window, Qt.Key.Key_Comma, CTRL)
        return keys.page is not None and keys.page.isVisible()

    wait(came)
    page = keys.page
    assert page is not None
    _rest(person)
    for at, section in enumerate(page.sections):
        page.show_section(at)
        _rest(person)
        yield f"settings: {type(section.pane).__name__}", section.pane
    QTest.keyClick(page, Qt.Key.Key_F12)
    wait(lambda: desk.patients_page is not None and desk.patients_page.isVisible())


def _rest(person: Person) -> None:
    wait(lambda: not person.desk.lane.busy)
    QApplication.processEvents()
