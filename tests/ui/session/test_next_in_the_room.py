"""A room that takes another visit in keeps nothing of the last one."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charting.domain.session import NoteSection
from tests.invented import people
from tests.ui.session.conftest import Visit


def test_nothing_said_shown_or_typed_in_the_last_visit_stays(visit: Visit) -> None:
    page, shelf = visit.page, visit.page.shelf
    shelf.open_step(shelf.prepare)
    note = shelf.notes.editors[NoteSection.SUBJECTIVE]
    note.setFocus()
    QTest.keyClicks(note, "since Monday")
    page.leave()
    visit.model.said.emit("A needle is in.")
    visit.press(Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    assert page.beside.is_taken
    last = visit.stored()
    assert last.notes == {NoteSection.SUBJECTIVE: "since Monday"}

    (_first, _second, someone) = people(3, seed=5)
    patient = visit.practice.patients.add(someone)
    session = visit.practice.sessions.open_today(patient.id)
    page.begin()
    visit.model.open(patient, session)
    assert page.sentence.words == ""
    assert page.beside.currentWidget() is page.drawer
    assert shelf.insert.content.isVisible()
    assert note.toPlainText() == ""
    shelf.open_step(shelf.prepare)
    note.setFocus()
    QTest.keyClicks(note, "dull ache")
    shelf.keep_notes()
    assert visit.stored().notes == {NoteSection.SUBJECTIVE: "dull ache"}
