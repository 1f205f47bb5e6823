"""Words of an earlier visit in a note: brought by one key, marked, confirmed, not signed unseen."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charting.domain.changes import EditNote
from charting.domain.moment import Moment
from charting.domain.session import NoteSection
from charting.services.sessions import Sessions
from charting.wording import carried_words
from tests.fakes import CountingIds, FixedClock
from tests.ui.session.conftest import Visit

pytestmark = pytest.mark.own_room

WORDS = "Walk for ten minutes, twice a day."
ZONE = "Europe/Zurich"
PLAN = NoteSection.PLAN


@pytest.fixture
def again(visit: Visit) -> Visit:
    """A visit of a patient who was here the week before, with a plan."""
    now = visit.model.now().local()
    records, who = visit.practice.records.sessions, visit.practice.practitioner
    before = Sessions(records, FixedClock(now - timedelta(days=7), ZONE), CountingIds(400_000), who)
    assert visit.model.patient is not None
    day = Moment.of(now - timedelta(days=8), ZONE)
    session = before.open_earlier(visit.model.patient.id, day)
    before.store(before.entry(session, EditNote(PLAN, "", WORDS)))
    shelf = visit.page.shelf
    shelf.open_step(shelf.finish)
    return visit


def _carry(visit: Visit) -> None:
    editor = visit.page.shelf.notes.editors[PLAN]
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_F5)
    visit.lane.drain()
    visit.settle()


def test_one_key_brings_the_words_and_marks_them_until_the_same_key_confirms(again: Visit) -> None:
    _carry(again)
    foot = again.page.shelf.notes.feet[PLAN]
    stored = again.stored()
    assert stored.notes[PLAN] == WORDS
    assert stored.unconfirmed() == (PLAN,)
    assert foot.waiting.isVisible()
    assert "not confirmed" in foot.waiting.words
    _carry(again)
    carried = again.stored().carried[PLAN]
    assert carried.confirmed is not None
    assert carried.by == again.practice.practitioner.id
    assert not foot.waiting.isVisible()
    assert foot.told.text() == carried_words(carried, "CH")
    for _ in range(2):
        again.press(Qt.Key.Key_U)
    assert (again.stored().notes, again.stored().carried) == ({}, {})


def test_words_behind_which_a_person_wrote_stay_marked_until_all_are_gone(again: Visit) -> None:
    _carry(again)
    again.model.visit.write_note(PLAN, WORDS + " And swim.")
    assert again.stored().unconfirmed() == (PLAN,)
    again.model.visit.write_note(PLAN, "")
    assert again.stored().carried == {}


def test_they_are_read_and_confirmed_where_it_is_signed(again: Visit) -> None:
    _carry(again)
    shelf = again.page.shelf
    again.page.view.setFocus()
    shelf.sign_pane.sign()
    again.lane.drain()
    assert again.stored().open_to_change
    seen = shelf.sign_pane.unconfirmed.sections[3]
    assert seen.isVisible()
    assert seen.words.text() == WORDS
    assert "hold today" in shelf.sign_pane.stops.text()
    again.press(Qt.Key.Key_F5)
    assert not seen.isVisible()
    shelf.sign_pane.sign()
    again.lane.drain()
    again.qtbot.waitUntil(lambda: again.model.record.read_only)
    assert again.stored().carried[PLAN].confirmed is not None


def test_without_an_earlier_word_nothing_is_brought(again: Visit) -> None:
    editor = again.page.shelf.notes.editors[NoteSection.TREATMENT]
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_F5)
    again.lane.drain()
    again.settle()
    assert again.page.sentence.words == "No earlier visit has words here."
