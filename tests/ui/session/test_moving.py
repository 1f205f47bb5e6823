"""A signed visit that belongs to another patient: found by keyboard, entered in error here, charted
anew there, each leading to the other.
"""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charting.domain.ids import PatientId, SessionId
from charting.domain.patient import Patient
from charting.domain.roles import Role
from charting.domain.session import Session, Status
from charting.ui.session.words_form import Asking
from tests.invented import people
from tests.ui.session.conftest import Visit
from tests.ui.session.test_signing import CONTROL, _charted, _done

pytestmark = pytest.mark.own_room


@pytest.fixture
def other(visit: Visit) -> Patient:
    """The patient whom the visit was really about."""
    _first, someone = people(2, seed=9)
    return visit.practice.patients.add(replace(someone, family="Zbinden", given="Rosa"))


@pytest.fixture
def signed(visit: Visit, other: Patient) -> Session:
    """A visit of the wrong patient, signed and shown."""
    _charted(visit)
    visit.page.shelf.open_step(visit.page.shelf.finish)
    visit.lane.drain()
    visit.page.shelf.sign_pane.press.click()
    _done(visit)
    return visit.stored()


def test_it_is_moved_by_keyboard_and_both_lead_to_each_other(
    visit: Visit, signed: Session, other: Patient
) -> None:
    sheet, form = visit.page.sheet, visit.page.sheet.form
    sheet.move_button.click()
    assert form.patient.search.hasFocus()
    QTest.keyClicks(form.patient.search, "zbin")
    visit.lane.drain()
    QTest.keyClick(form.patient.search, Qt.Key.Key_Return)
    assert form.patient.taken.text().startswith("Zbinden, Rosa, born ")
    QTest.keyClicks(form.words, "The wrong record was open.")
    QTest.keyClick(form.words, Qt.Key.Key_Return, CONTROL)
    _done(visit)

    here = visit.stored()
    assert here.status is Status.IN_ERROR
    assert "The wrong record was open." in sheet.words
    assert "Zbinden" not in sheet.words
    assert sheet.linked.words == "It is charted anew in the record to which it belongs."
    wanted: list[tuple[SessionId, PatientId]] = []
    visit.page.session_wanted.connect(lambda *there: wanted.append(there))
    sheet.linked.action.click()
    ((session_id, patient_id),) = wanted
    assert patient_id == other.id
    there = visit.practice.sessions.session(session_id)
    assert (there.status, there.instead_of) == (Status.DRAFT, here.id)
    assert len(there.marks) == len(here.marks)
    assert visit.practice.checks.verify().whole


def test_what_was_charted_elsewhere_first_says_so(
    visit: Visit, signed: Session, other: Patient
) -> None:
    there = visit.practice.moving.move(signed.id, other.id, "The wrong record was open.")
    visit.model.open(other, there)
    assert visit.page.shelf.sign_pane.linked.text().startswith("It was charted in another record")


def test_nobody_chosen_is_said_and_nothing_is_done(visit: Visit, signed: Session) -> None:
    sheet = visit.page.sheet
    sheet.move_button.click()
    sheet.form.words.setPlainText("The wrong record was open.")
    sheet.form.press.click()
    _done(visit)
    assert visit.page.sentence.words == "Choose the patient whom the visit was about."
    assert sheet.form.patient.isVisible()
    assert visit.stored() == signed


def test_the_same_patient_is_refused(visit: Visit, signed: Session) -> None:
    patient = visit.model.patient
    assert patient is not None
    sheet = visit.page.sheet
    sheet.move_button.click()
    QTest.keyClicks(sheet.form.patient.search, patient.family)
    visit.lane.drain()
    QTest.keyClick(sheet.form.patient.search, Qt.Key.Key_Return)
    sheet.form.words.setPlainText("A slip.")
    sheet.form.press.click()
    _done(visit)
    assert patient.given in visit.page.sentence.words
    assert visit.stored() == signed


def test_only_an_addendum_asks_for_words_alone(visit: Visit, signed: Session) -> None:
    form = visit.page.sheet.form
    form.ask(Asking.OTHER_PATIENT)
    form.ask(Asking.ADDENDUM)
    assert not form.patient.isVisible()
    assert form.words.hasFocus()


def test_a_student_is_offered_neither(visit: Visit, signed: Session) -> None:
    sheet, signing = visit.page.sheet, visit.practice.signing
    signing._who = replace(signing.who, role=Role.STUDENT)
    sheet.refresh()
    assert not sheet.move_button.isVisible()
    assert not sheet.error_button.isVisible()
    assert sheet.add_button.isVisible()
