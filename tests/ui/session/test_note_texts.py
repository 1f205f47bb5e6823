"""The clinic's texts in the note: a short word and Tab, places to fill in, how a note begins."""

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charting.domain.note_text import NoteTextId, Snippet, places
from charting.domain.session import NoteSection
from charting.ui.session.notes_editor import NoteEditor
from tests.ui.session.conftest import Visit

pytestmark = pytest.mark.own_room

HEP = Snippet(NoteTextId(UUID(int=0)), "hep", "Walk {minutes} minutes, {how often}.")


@pytest.fixture
def writing(visit: Visit) -> NoteEditor:
    """The plan, the hand in it, in a clinic that has one snippet of its own."""
    visit.practice.note_texts.keep(HEP)
    shelf = visit.page.shelf
    shelf.notes.texts.ask()
    visit.lane.drain()
    shelf.open_step(shelf.finish)
    editor = shelf.notes.editors[NoteSection.PLAN]
    editor.setFocus()
    return editor


def test_a_short_word_and_tab_is_the_text_and_tab_goes_through_its_places(
    visit: Visit, writing: NoteEditor
) -> None:
    writing.insertPlainText("Rest 🙂 today. ")
    QTest.keyClicks(writing, "hep")
    QTest.keyClick(writing, Qt.Key.Key_Tab)
    assert writing.toPlainText() == "Rest 🙂 today. Walk {minutes} minutes, {how often}."
    assert writing.textCursor().selectedText() == "{minutes}"
    assert len(writing.extraSelections()) == 2
    QTest.keyClicks(writing, "10")
    QTest.keyClick(writing, Qt.Key.Key_Tab)
    assert writing.textCursor().selectedText() == "{how often}"
    QTest.keyClick(writing, Qt.Key.Key_Backtab)
    assert visit.page.focusWidget() is not writing
    writing.setFocus()
    QTest.keyClicks(writing, "daily")
    writing.keep()
    told = visit.stored().notes[NoteSection.PLAN]
    assert told == "Rest 🙂 today. Walk 10 minutes, daily."
    assert not writing.extraSelections()


def test_undo_takes_the_text_alone_and_keeps_what_was_typed(
    visit: Visit, writing: NoteEditor
) -> None:
    QTest.keyClicks(writing, "Rest. HEP")
    QTest.keyClick(writing, Qt.Key.Key_Tab)
    assert places(visit.stored().notes[NoteSection.PLAN]) == ("minutes", "how often")
    visit.page.view.setFocus()
    visit.press(Qt.Key.Key_U)
    assert visit.stored().notes[NoteSection.PLAN] == "Rest. HEP"


def test_without_a_short_word_or_a_place_tab_goes_on(visit: Visit, writing: NoteEditor) -> None:
    QTest.keyClicks(writing, "Rest.")
    QTest.keyClick(writing, Qt.Key.Key_Tab)
    assert visit.page.focusWidget() is not writing
    assert writing.toPlainText() == "Rest."
    assert "hep" in writing.placeholderText()


def test_one_key_begins_the_empty_sections_of_the_note_in_one_step(visit: Visit) -> None:
    visit.qtbot.waitUntil(lambda: bool(visit.page.shelf.notes.texts.offered))
    visit.model.visit.write_note(NoteSection.PLAN, "Rest.")
    visit.press(Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    notes, shelf = visit.stored().notes, visit.page.shelf
    first = next(each for each in shelf.notes.texts.beginnings if each.name == "First visit")
    assert notes == {**first.parts, NoteSection.PLAN: "Rest."}
    editor = shelf.notes.editors[NoteSection.SUBJECTIVE]
    assert editor.hasFocus()
    assert editor.textCursor().selectedText() == "{side}"
    visit.page.view.setFocus()
    visit.press(Qt.Key.Key_U)
    assert visit.stored().notes == {NoteSection.PLAN: "Rest."}


def test_the_episode_decides_what_is_offered_first(visit: Visit) -> None:
    session = visit.model.session
    assert session is not None
    episode = visit.practice.sessions.episodes(session.patient_id)[-1]
    visit.practice.sessions.correct_episode(replace(episode, causes=("ca.herniated_disc",)))
    visit.page.shelf.notes.texts.ask()
    visit.lane.drain()
    visit.settle()
    assert visit.page.shelf.notes.beginning.choice.currentText() == "Disc, first visit"
