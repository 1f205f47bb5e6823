"""Written consent beside the visits, through the window: from the patient, and back to them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting.domain.asking import CONSENT_WRITTEN
from charting.domain.consent_on_file import consent_on_file
from tests.invented import new_practice, people
from tests.person import Person, wait

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(qapp: QApplication, tmp_path: Path) -> Iterator[Person]:
    practice = new_practice(tmp_path / "practice")
    practice.patients.add(next(people(1)))
    practice.close()
    sitting = Person(qapp, tmp_path / "practice")
    sitting.come_to_the_patient()
    yield sitting
    sitting.leave()


def _sign(person: Person) -> None:
    """Draw a line in the field, and keep it by its key."""
    screens = person.desk.screens
    assert screens is not None
    consents = screens.consents
    assert consents.screen.page is not None
    pad = consents.screen.page.draft.pad
    wide, high = pad.width(), pad.height()
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(wide // 8, high // 2))
    for n in range(1, 8):
        QTest.mouseMove(pad, QPoint(wide * n // 9, high // (2 + n % 2)))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(wide * 7 // 9, high // 3))
    consents.screen.page.setFocus()
    QTest.keyClick(consents.screen.page, Qt.Key.Key_Return, CTRL)
    wait(lambda: not consents.model.asks and not person.desk.lane.busy)


def test_a_consent_is_signed_beside_the_visits_and_copied_and_one_comes_back(
    person: Person,
) -> None:
    desk = person.desk
    screens, patients = desk.screens, desk.patients_page
    assert screens is not None
    assert patients is not None
    consents = screens.consents
    # A session is open behind it: what is signed beside the visits answers nothing in it.
    person.open_session()
    wait(lambda: desk.session_page is not None and desk.session_page.isVisible())
    wait(person.page.view.hasFocus)
    QTest.keyClick(person.page.view, Qt.Key.Key_F12)
    wait(patients.isVisible)
    wait(lambda: patients.record.isVisible() and not desk.lane.busy)
    QTest.keyClick(patients, Qt.Key.Key_G, CTRL)
    wait(lambda: consents.screen.page is not None and consents.screen.page.isVisible())
    page = consents.screen.page
    assert page is not None
    wait(lambda: consents.model.text is not None and not desk.lane.busy)
    assert consents.model.session is None
    assert screens.place.patient_id is not None
    assert screens.place.session_id is None

    _sign(person)
    practice = screens.practice
    patient_id = screens.place.patient_id
    on_file = consent_on_file(practice.sheets.of_patient(patient_id))
    assert on_file is not None
    assert on_file.sheet.session_id is None
    (line,) = practice.sessions.timeline(patient_id)
    assert CONSENT_WRITTEN not in practice.sessions.session(line.id).answers

    QTest.keyClick(page, Qt.Key.Key_F11)
    wait(lambda: desk.handout_page is not None and desk.handout_page.isVisible())
    handout = desk.handout_page
    assert handout is not None
    wait(lambda: bool(handout.view.drawn) and not desk.lane.busy)
    QTest.keyClick(handout, Qt.Key.Key_Escape)
    wait(patients.isVisible)
    QTest.keyClick(patients, Qt.Key.Key_G, CTRL)
    wait(page.isVisible)
    wait(lambda: consents.model.on_file is not None and not desk.lane.busy)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    wait(patients.isVisible)
