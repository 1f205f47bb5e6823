"""The screens beside a visit, through the window: there by a key, on paper, and back again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting.domain.canonical import digest
from charting.domain.letters import Letter
from charting.domain.outcomes import Scored
from charting.domain.sheet import contents
from charting.ui.handout.page import HandoutPage
from tests.invented import PASSPHRASE, new_practice, people
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


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def _shown_paper(person: Person) -> HandoutPage:
    """The screen of papers, once it shows one."""
    desk = person.desk
    wait(lambda: desk.handout_page is not None and desk.handout_page.isVisible())
    handout = desk.handout_page
    assert handout is not None
    wait(lambda: bool(handout.view.drawn) and not desk.lane.busy)
    return handout


def _on_letter(person: Person, handout: HandoutPage) -> None:
    """Have the paper that is shown made on the other size, and on the first one again."""
    model = person.desk.screens and person.desk.screens.papers.model
    assert model
    kind = model.kind
    for size, wide in (("Letter", 612), ("A4", 595)):
        assert handout.panel.sheet.isVisible()
        handout.panel.sheet.choose(size)
        wait(lambda: model.handout is not None and not person.desk.lane.busy and not model.busy)
        assert model.handout is not None
        assert model.handout.kind is kind
        assert (model.handout.paper, round(model.sizes[0][0])) == (size, wide)


def test_outcomes_from_a_session_and_on_paper_and_back(person: Person) -> None:
    desk = person.desk
    person.open_session()
    wait(lambda: desk.session_page is not None and desk.session_page.isVisible())
    assert desk.screens is not None
    care = desk.screens.care
    wait(person.page.view.hasFocus)
    _press(Qt.Key.Key_O, CTRL)
    wait(lambda: care.outcomes_screen.page is not None and care.outcomes_screen.page.isVisible())
    page = care.outcomes_screen.page
    assert page is not None
    wait(lambda: care.outcomes.file is not None and not desk.lane.busy)
    assert desk.screens.place.session_id is not None
    wait(lambda: page.entry.form is not None and page.entry.form.fields[0].line.hasFocus())
    _press(Qt.Key.Key_6)
    _press(Qt.Key.Key_Return)
    wait(lambda: len(page.curves) == 1 and not desk.lane.busy)
    patient_id = care.outcomes.patient_id
    assert patient_id is not None
    page.setFocus()
    _press(Qt.Key.Key_P)
    assert _shown_paper(person).title.text() == "Outcomes"
    _press(Qt.Key.Key_Escape)
    wait(page.isVisible)
    page.setFocus()
    _press(Qt.Key.Key_Escape)
    wait(person.page.isVisible)
    practice = desk.screens.practice
    sheets = practice.sheets.of_patient(patient_id)
    (scored,) = contents(sheets, Scored)
    assert scored.number("now") == 6
    assert sheets[0].session_id is not None


def test_a_referral_letter_is_filled_kept_and_shown_as_a_page(person: Person) -> None:
    desk = person.desk
    assert desk.screens is not None
    care = desk.screens.care
    person.open_session()
    wait(lambda: desk.session_page is not None and desk.session_page.isVisible())
    wait(person.page.view.hasFocus)
    _press(Qt.Key.Key_R, CTRL)
    wait(lambda: care.letters_screen.page is not None and care.letters_screen.page.isVisible())
    page = care.letters_screen.page
    assert page is not None
    wait(lambda: care.letters.file is not None)
    _press(Qt.Key.Key_1)
    wait(page.letter.to.editor.hasFocus)
    assert "No needle was set." in page.letter.text.typed

    _press(Qt.Key.Key_Return, CTRL)
    wait(lambda: bool(page.refusal.words))
    assert "whom the letter is for" in page.refusal.words
    _press(Qt.Key.Key_Escape)
    assert page.isVisible()
    assert page.refusal.words.startswith("This is not kept yet.")

    QTest.keyClicks(page.letter.to.editor, "Emergency department")
    _press(Qt.Key.Key_Return, CTRL)
    handout = _shown_paper(person)
    assert handout.title.text() == "Letter"
    _on_letter(person, handout)
    handout.view.setFocus()
    _press(Qt.Key.Key_Escape)
    wait(page.isVisible)
    (sheet,) = care.letters.file.kept if care.letters.file else ()
    (letter,) = contents((sheet,), Letter)
    assert letter.to == "Emergency department"
    again = care.letters._letters.again(sheet)
    assert digest(again.pdf).hex() == letter.pdf_sha256
    page.setFocus()
    _press(Qt.Key.Key_Escape)
    wait(person.page.isVisible)


def test_what_is_read_together_goes_on_paper_and_back(person: Person) -> None:
    desk = person.desk
    assert desk.screens is not None
    care = desk.screens.care
    _press(Qt.Key.Key_B, CTRL)
    wait(lambda: care.education_screen.page is not None and care.education_screen.page.isVisible())
    page = care.education_screen.page
    assert page is not None
    wait(lambda: care.education.reading is not None)
    _press(Qt.Key.Key_Down)
    wait(lambda: not desk.lane.busy)
    _press(Qt.Key.Key_P)
    _shown_paper(person)
    _press(Qt.Key.Key_Escape)
    wait(page.isVisible)
    page.setFocus()
    _press(Qt.Key.Key_Escape)
    wait(lambda: desk.patients_page is not None and desk.patients_page.isVisible())


def test_the_course_is_there_by_one_key_goes_on_paper_and_back(person: Person) -> None:
    desk = person.desk
    assert desk.screens is not None
    care = desk.screens.care
    person.open_session()
    wait(lambda: desk.session_page is not None and desk.session_page.isVisible())
    wait(person.page.view.hasFocus)
    _press(Qt.Key.Key_D, CTRL)
    wait(lambda: care.course_screen.page is not None and care.course_screen.page.isVisible())
    page = care.course_screen.page
    assert page is not None
    wait(lambda: care.course.file is not None and not desk.lane.busy)
    assert person.model.session is not None
    assert [visit.id for visit in care.course.visits] == [person.model.session.id]
    _press(Qt.Key.Key_P)
    handout = _shown_paper(person)
    assert handout.title.text() == "Course"
    _on_letter(person, handout)
    handout.view.setFocus()
    _press(Qt.Key.Key_Escape)
    wait(page.isVisible)
    page.setFocus()
    _press(Qt.Key.Key_Escape)
    wait(person.page.isVisible)
    assert care.course.file is None


def _write_a_referral(person: Person, to: str) -> None:
    """Begin a referral from the patient, and type to whom it goes."""
    screens = person.desk.screens
    assert screens is not None
    care = screens.care
    _press(Qt.Key.Key_R, CTRL)
    wait(lambda: care.letters_screen.page is not None and care.letters_screen.page.isVisible())
    page = care.letters_screen.page
    assert page is not None
    wait(lambda: care.letters.file is not None)
    page.list.setFocus()
    _press(Qt.Key.Key_1)
    wait(page.letter.to.editor.hasFocus)
    QTest.keyClicks(page.letter.to.editor, to)


def _found_again(person: Person) -> str:
    """Open the letters once more; to whom the one goes that was being written."""
    screens = person.desk.screens
    assert screens is not None
    care = screens.care
    _press(Qt.Key.Key_R, CTRL)
    wait(lambda: care.letters_screen.page is not None and care.letters_screen.page.isVisible())
    page = care.letters_screen.page
    assert page is not None
    wait(lambda: care.letters.file is not None and not person.desk.lane.busy)
    assert page.hint.isVisible() is care.letters.from_draft
    return page.letter.to.typed if care.letters.written is not None else ""


def test_a_half_typed_letter_outlives_a_lock_and_is_dropped_by_leaving_twice(
    person: Person,
) -> None:
    desk = person.desk
    _write_a_referral(person, "Dr Wu")
    # At once, before the pause of typing is over.
    desk.lock()
    wait(desk.unlock_page.locked.passphrase.line.hasFocus)
    line = desk.unlock_page.locked.passphrase.line
    QTest.keyClicks(line, PASSPHRASE)
    QTest.keyClick(line, Qt.Key.Key_Return)
    wait(lambda: desk.patients_page is not None and desk.patients_page.isVisible())
    patients = desk.patients_page
    assert patients is not None
    wait(lambda: patients.record.isVisible() and not desk.lane.busy)
    patients.setFocus()
    assert _found_again(person) == "Dr Wu"
    assert desk.screens is not None
    page = desk.screens.care.letters_screen.page
    assert page is not None
    assert page.hint.text() == "As you left it: this is not kept yet."
    page.list.setFocus()
    _press(Qt.Key.Key_2)
    assert page.refusal.words.startswith("This is not kept yet.")
    assert page.letter.to.typed == "Dr Wu"
    _press(Qt.Key.Key_Escape)
    wait(patients.isVisible)
    wait(lambda: not desk.lane.busy)
    patients.setFocus()
    assert _found_again(person) == ""


def test_a_half_typed_letter_outlives_a_crash(person: Person) -> None:
    desk = person.desk
    _write_a_referral(person, "Dr Li")
    assert desk.screens is not None
    care, practice = desk.screens.care, desk.screens.practice
    patient_id = care.letters.patient_id
    assert patient_id is not None
    by = practice.practitioner.id
    # The hand rests; the window is never told to keep anything.
    wait(lambda: practice.records.sheets.draft(patient_id, by) is not None)
    draft = practice.records.sheets.draft(patient_id, by)
    assert draft is not None
    assert isinstance(draft.written, Letter)
    assert draft.written.to == "Dr Li"
    assert contents(practice.sheets.of_patient(patient_id), Letter) == ()
    _press(Qt.Key.Key_Return, CTRL)
    wait(lambda: desk.handout_page is not None and desk.handout_page.isVisible())
    wait(lambda: not desk.lane.busy)
    assert practice.records.sheets.draft(patient_id, by) is None
