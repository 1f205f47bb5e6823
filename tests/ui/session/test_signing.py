"""A session is signed by one press where it is seen what is signed, and read-only from then on."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charting.domain.changes import AddMark, EditNote, SetAnswer
from charting.domain.marks import MapSite
from charting.domain.session import NoteSection, Status
from charting.domain.signing import Meaning
from charting.domain.visit import NEEDLES_REMOVED, PACKS_OPENED
from charting.ui.session.sign_pane import SignPane
from tests.ui.session.conftest import Visit

pytestmark = pytest.mark.own_room

CONTROL = Qt.KeyboardModifier.ControlModifier


def _count(visit: Visit, item: str, number: int) -> None:
    given = visit.model.session.answers.get(item) if visit.model.session else None
    answer = replace(visit.practice.sessions.answer(item), number=number)
    visit.model.record.do(SetAnswer(item, given, answer), "count")


def _charted(visit: Visit, opened: int = 1, out: int = 1) -> None:
    site = MapSite.of(visit.model.body_map.at(18, 13), "m.multifidus_lumborum")
    needle = visit.practice.sessions.needle(site, visit.model.kit.presets[0])
    visit.model.record.do(AddMark(replace(needle, came_out=needle.went_in)), "needle")
    _count(visit, PACKS_OPENED, opened)
    _count(visit, NEEDLES_REMOVED, out)
    visit.model.record.do(EditNote(NoteSection.SUBJECTIVE, "", "Better on the left."), "note")
    visit.settle()


@pytest.fixture
def pane(visit: Visit) -> SignPane:
    """The part of the shelf, with the last step open."""
    visit.page.shelf.open_step(visit.page.shelf.finish)
    visit.lane.drain()
    return visit.page.shelf.sign_pane


def _done(visit: Visit) -> None:
    for _round in range(4):
        visit.lane.drain()
        visit.settle()


def test_one_press_signs_what_is_said(visit: Visit, pane: SignPane) -> None:
    _charted(visit)
    assert pane.sentence.text().startswith("Nora Feld signs session 1 of ")
    assert "1 needle, out" in pane.sentence.text()
    assert not pane.reason.isVisible()
    pane.press.click()
    _done(visit)

    session = visit.stored()
    assert session.status is Status.SIGNED
    (signed,) = visit.practice.signing.history(session.id)
    assert signed.form.meaning is Meaning.AUTHOR
    sheet = visit.page.sheet
    assert sheet.isVisible()
    assert "Signed as author\nNora Feld, NF-1207" in sheet.words
    assert "Better on the left." in sheet.words
    assert visit.practice.checks.verify().whole


def test_a_needle_that_is_still_in_is_not_said_to_be_out(visit: Visit, pane: SignPane) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    visit.page.shelf.open_step(visit.page.shelf.finish)
    visit.settle()
    assert "1 needle, 1 still in, 0 trigger points" in pane.sentence.text()


def test_what_is_typed_last_is_signed_too(visit: Visit, pane: SignPane) -> None:
    _charted(visit)

    editor = visit.page.shelf.notes.editors[NoteSection.PLAN]
    editor.setFocus()
    QTest.keyClicks(editor, "Rest today.")
    QTest.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    _done(visit)

    session = visit.stored()
    assert session.status is Status.SIGNED
    assert session.notes[NoteSection.PLAN] == "Rest today."


def test_the_key_first_shows_what_it_signs(visit: Visit) -> None:
    _charted(visit)
    visit.press(Qt.Key.Key_Return, CONTROL)
    assert visit.stored().status is Status.DRAFT
    assert visit.page.shelf.sign_pane.press.hasFocus()
    QTest.keyClick(visit.page.shelf.sign_pane.press, Qt.Key.Key_Return, CONTROL)
    _done(visit)
    assert visit.stored().status is Status.SIGNED


@pytest.mark.parametrize(("opened", "out"), [(6, 5), (2, 1)])
def test_a_count_that_is_open_is_the_one_thing_that_stops_it(
    visit: Visit, pane: SignPane, opened: int, out: int
) -> None:
    _charted(visit, opened, out)
    pane.press.click()
    _done(visit)
    assert f"{out} of {opened} needles are out" in visit.page.sentence.words
    assert visit.stored().status is Status.DRAFT
    _count(visit, NEEDLES_REMOVED, opened)
    pane.press.click()
    _done(visit)
    assert visit.stored().status is Status.SIGNED


def test_a_visit_without_needles_is_signed_at_once(visit: Visit, pane: SignPane) -> None:
    pane.press.click()
    pane.press.click()
    _done(visit)
    assert visit.stored().status is Status.SIGNED
    assert len(visit.practice.signing.history(visit.stored().id)) == 1


def test_a_needle_that_is_in_stops_it(visit: Visit, pane: SignPane) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    pane.press.click()
    _done(visit)
    assert "Needles still in: 1" in visit.page.sentence.words
    assert visit.stored().status is Status.DRAFT


def test_nothing_changes_a_signed_session_but_an_addendum_or_a_correction(
    visit: Visit, pane: SignPane
) -> None:
    _charted(visit)
    pane.press.click()
    _done(visit)
    before = visit.stored()
    visit.press(Qt.Key.Key_U)
    visit.press(Qt.Key.Key_T)
    visit.click(-18, 13)
    visit.press(Qt.Key.Key_Delete)
    assert visit.stored() == before
    assert "signed and stays as it is" in visit.page.sentence.words

    visit.press(Qt.Key.Key_F6)
    form = visit.page.sheet.form
    QTest.keyClicks(form.words, "Called at six: well.")
    QTest.keyClick(form.words, Qt.Key.Key_Return, CONTROL)
    _done(visit)
    assert visit.stored().status is Status.AMENDED
    assert not form.isVisible()
    assert "Addendum\nNora Feld, NF-1207" in visit.page.sheet.words
    assert "Called at six: well." in visit.page.sheet.words


def test_an_empty_addendum_is_refused_and_the_form_stays(visit: Visit, pane: SignPane) -> None:
    pane.press.click()
    _done(visit)
    visit.page.sheet.add_button.click()
    visit.page.sheet.form.press.click()
    _done(visit)
    assert "fill in the addendum" in visit.page.sentence.words
    assert visit.page.sheet.form.isVisible()


def test_a_correction_shows_what_was_and_what_is(visit: Visit, pane: SignPane) -> None:
    _charted(visit)
    pane.press.click()
    _done(visit)
    visit.press(Qt.Key.Key_F7)
    _done(visit)
    shelf = visit.page.shelf
    assert shelf.isVisible()
    change = EditNote(NoteSection.SUBJECTIVE, "Better on the left.", "Better on the right.")
    visit.model.record.do(change, "note")
    shelf.open_step(shelf.finish)
    visit.settle()
    assert pane.press.words == "Sign the correction"
    pane.press.click()
    _done(visit)
    assert "fill in the reason" in visit.page.sentence.words
    pane.reason.setText("The side was wrong")
    pane.press.click()
    _done(visit)

    words = visit.page.sheet.words
    assert visit.stored().status is Status.AMENDED
    assert "Was: Better on the left." in words
    assert "Now: Better on the right." in words
    assert "The side was wrong" in words


def test_a_correction_can_be_left(visit: Visit, pane: SignPane) -> None:
    _charted(visit)
    pane.press.click()
    _done(visit)
    before = visit.stored()
    visit.page.sheet.correct_button.click()
    _done(visit)
    visit.click(-18, 13)
    visit.page.shelf.open_step(visit.page.shelf.finish)
    pane.leave.click()
    _done(visit)
    assert visit.stored() == before
    assert visit.page.sheet.isVisible()


def test_a_session_entered_in_error_keeps_its_reason(visit: Visit, pane: SignPane) -> None:
    pane.press.click()
    _done(visit)
    visit.page.sheet.error_button.click()
    visit.page.sheet.form.words.setPlainText("Charted for the wrong person")
    visit.page.sheet.form.press.click()
    _done(visit)
    assert visit.stored().status is Status.IN_ERROR
    assert "Charted for the wrong person" in visit.page.sheet.words
    assert not visit.page.sheet.correct_button.isVisible()
