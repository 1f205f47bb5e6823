"""A student signs, and the supervisor finds it on the worklist and co-signs, all through the
windows.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting.domain.ids import PractitionerId
from charting.domain.practice import Practitioner
from charting.domain.roles import Role
from charting.domain.session import Status
from charting.domain.signing import Meaning
from tests.fakes import uuid7
from tests.invented import PASSPHRASE, new_practice, people
from tests.person import Person, wait

STUDENTS = "seven lanterns under snow"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(qapp: QApplication, tmp_path: Path) -> Iterator[Person]:
    """A practice of an owner and a student, one patient on file, the window closed."""
    practice = new_practice(tmp_path / "practice")
    practice.patients.add(next(people(1)))
    nobody = PractitionerId(uuid7(700_000))
    practice.people.add(
        Practitioner(nobody, "Ilva Horn", "", role=Role.STUDENT), STUDENTS, STUDENTS
    )
    practice.close()
    person = Person(qapp, tmp_path / "practice")
    yield person
    person.leave()


def _settled(person: Person) -> None:
    wait(lambda: not person.desk.lane.busy and not person.model.settling)


def _name_supervisor(person: Person, nora: Practitioner) -> None:
    """A student charts beside a supervisor, whom they name in the settings first."""
    desk, page = person.desk, person.desk.patients_page
    assert page is not None
    assert desk.screens is not None
    message, keys = page.message, desk.screens.keys
    person.open_session()
    wait(lambda: "beside a supervisor" in message.words)
    wait(lambda: keys.people is not None and keys.page is not None)
    QTest.keyClick(desk.window, Qt.Key.Key_Comma, CONTROL)
    people = keys.people
    assert people is not None
    wait(lambda: people.supervisor.isVisible() and people.supervisor.box.count() > 1)
    assert keys.audit is None
    people.supervisor.choose(nora.id.hex)
    wait(lambda: bool(people.message.words))
    keys.leave()


def _sign(person: Person) -> None:
    person.open_session()
    desk = person.desk
    wait(lambda: desk.session_page is not None and desk.session_page.isVisible())
    QTest.keyClick(person.page.view, Qt.Key.Key_Return, CONTROL)
    press = person.page.shelf.sign_pane.press
    wait(press.hasFocus)
    QTest.keyClick(press, Qt.Key.Key_Return, CONTROL)
    wait(person.page.sheet.isVisible)
    _settled(person)


def _take_over_the_window(person: Person, nora: Practitioner) -> None:
    """The student goes back to the patients and locks; the supervisor opens with her own words."""
    desk = person.desk
    QTest.keyClick(person.page.sheet, Qt.Key.Key_F12)
    wait(lambda: desk.patients_page is not None and desk.patients_page.isVisible())
    QTest.keyClick(desk.window, Qt.Key.Key_L, CONTROL)
    pane = desk.unlock_page.locked
    wait(pane.who.isVisible)
    pane.who.choose(nora.id.hex)
    QTest.keyClicks(pane.passphrase.line, PASSPHRASE)
    QTest.keyClick(pane.passphrase.line, Qt.Key.Key_Return)
    wait(lambda: desk.patients_page is not None and desk.patients_page.isVisible())


def _open_from_the_worklist(person: Person) -> None:
    desk, page = person.desk, person.desk.patients_page
    assert page is not None
    QTest.keyClick(page, Qt.Key.Key_F5)
    group = page.work.to_cosign
    wait(lambda: bool(group.list.lines.rows) and not desk.lane.busy)
    group.list.go_to_first()
    QTest.keyClick(group.list, Qt.Key.Key_Return)
    wait(lambda: desk.session_page is not None and desk.session_page.sheet.isVisible())
    _settled(person)


def test_a_student_signs_and_the_supervisor_cosigns_from_the_worklist(person: Person) -> None:
    person.come_to_the_patient(STUDENTS)
    screens = person.desk.screens
    assert screens is not None
    people = screens.practice.records.practice.practitioners()
    nora = next(one for one in people if one.name == "Nora Feld")
    _name_supervisor(person, nora)
    _sign(person)
    assert "Signed as author\nIlva Horn" in person.page.sheet.words
    assert not person.page.sheet.cosign_button.isVisible()
    _take_over_the_window(person, nora)
    _open_from_the_worklist(person)

    sheet = person.page.sheet
    wait(sheet.cosign_button.isVisible)
    sheet.cosign_button.click()
    QTest.keyClicks(sheet.form.words, "Discussed.")
    QTest.keyClick(sheet.form.words, Qt.Key.Key_Return, CONTROL)
    wait(lambda: "Co-signed\nNora Feld, NF-1207" in sheet.words)
    assert "Discussed." in sheet.words

    session, screens = person.model.session, person.desk.screens
    assert session is not None
    assert screens is not None
    assert (session.status, session.supervisor_id) == (Status.SIGNED, nora.id)
    history = screens.practice.signing.history(session.id)
    assert [one.form.meaning for one in history] == [Meaning.AUTHOR, Meaning.COSIGNATURE]
    assert [one.form.signatory.name for one in history] == ["Ilva Horn", "Nora Feld"]
    assert screens.practice.signing.to_cosign() == ()
    assert screens.practice.checks.verify().whole
