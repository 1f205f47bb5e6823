"""The visit on the shelf: items answered by hand, the count, and the drafted treatment note."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charting.domain.session import NoteSection
from charting.domain.visit import NEXT_VISIT, OUTCOME, PACKS_OPENED, next_visit
from charting.ui.session.visit_rows import (
    ChoiceRow,
    DateRow,
    NumberRow,
    ScaleRow,
    SeveralRow,
)
from charting.wording import answer_words
from tests.ui.session.conftest import Visit


def _number(visit: Visit, item: str, typed: str) -> None:
    row = visit.page.shelf.items[item]
    assert isinstance(row, NumberRow)
    row.line.setFocus()
    row.line.selectAll()
    QTest.keyClicks(row.line, typed)
    QTest.keyClick(row.line, Qt.Key.Key_Return)
    visit.settle()


def test_the_leaflet_is_offered_once_a_needle_is_opened(visit: Visit) -> None:
    shelf = visit.page.shelf
    wanted: list[bool] = []
    visit.page.papers_wanted.connect(lambda: wanted.append(True))
    shelf.open_step(shelf.finish)
    visit.settle()
    assert not shelf.leaflet.isVisible()
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    assert shelf.leaflet.isVisible()
    shelf.leaflet.click()
    visit.press(Qt.Key.Key_F11)
    assert wanted == [True, True]


def test_pain_is_one_press_on_the_scale(visit: Visit) -> None:
    visit.page.shelf.open_step(visit.page.shelf.prepare)
    row = visit.page.shelf.items["om.nprs.before"]
    assert isinstance(row, ScaleRow)
    row.scale.buttons[6].click()
    assert visit.stored().answers["om.nprs.before"].number == 6


def test_five_of_six_are_said_until_the_last_is_found(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    shelf = visit.page.shelf
    shelf.open_step(shelf.finish)
    _number(visit, PACKS_OPENED, "6")
    _number(visit, "hy.count_out", "5")
    assert shelf.count.words.startswith("5 of 6 needles are out.")
    _number(visit, "hy.count_out", "6")
    assert shelf.count.words == ""


def test_nothing_about_needles_is_asked_in_a_visit_without(visit: Visit) -> None:
    shelf = visit.page.shelf
    shelf.open_step(shelf.finish)
    visit.settle()
    assert not shelf.items[PACKS_OPENED].isVisible()
    row = shelf.items[OUTCOME]
    assert isinstance(row, ChoiceRow)
    row.options.show_value("declined")
    row.options.activated.emit(row.options.currentIndex())
    assert visit.stored().answers[OUTCOME].choice == "declined"


def test_the_next_visit_is_one_press_or_typed_and_never_impossible(visit: Visit) -> None:
    shelf = visit.page.shelf
    shelf.open_step(shelf.finish)
    row = shelf.items[NEXT_VISIT]
    assert isinstance(row, DateRow)
    row.presses[0].click()
    session = visit.stored()
    agreed = next_visit(session)
    assert agreed is not None
    assert (agreed - session.opened.day).days == 7
    row.line.setFocus()
    row.line.selectAll()
    QTest.keyClicks(row.line, "1.1.1999")
    QTest.keyClick(row.line, Qt.Key.Key_Return)
    assert "cannot be on 01.01.1999" in visit.page.sentence.words
    assert row.line.text() == "1.1.1999"
    assert next_visit(visit.stored()) == agreed


def test_the_presses_for_the_next_visit_follow_the_plan(visit: Visit) -> None:
    session = visit.stored()
    (episode,) = visit.practice.sessions.episodes(session.patient_id)
    visit.practice.sessions.correct_episode(replace(episode, interval_days=3))
    visit.model.screen.open(session)
    visit.lane.drain()
    shelf = visit.page.shelf
    shelf.open_step(shelf.finish)
    visit.settle()
    row = shelf.items[NEXT_VISIT]
    assert isinstance(row, DateRow)
    assert [press.words for press in row.presses] == ["in 3 days", "in 7 days"]
    row.presses[0].setFocus()
    QTest.keyClick(row.presses[0], Qt.Key.Key_Space)
    agreed = next_visit(visit.stored())
    assert agreed is not None
    assert (agreed - session.opened.day).days == 3


def test_an_empty_treatment_note_is_drafted_and_words_are_never_overwritten(visit: Visit) -> None:
    visit.click(18, 13)
    visit.press(Qt.Key.Key_1)
    visit.click(-55, 58)
    shelf = visit.page.shelf
    shelf.open_step(shelf.finish)
    drafted = visit.stored().notes[NoteSection.TREATMENT]
    assert "multifidus, L4 right, 20 mm from the midline" in drafted
    kind = "1 needle of 0.30 × 50 mm, perpendicular, static:"
    assert f"{kind}\n- iliocostalis lumborum, L2 left, 55 mm" in drafted
    visit.model.visit.write_note(NoteSection.TREATMENT, "my own words")
    shelf.open_step(shelf.insert)
    shelf.open_step(shelf.finish)
    assert visit.stored().notes[NoteSection.TREATMENT] == "my own words"
    assert shelf.draft.isVisible()
    shelf.draft.click()
    assert visit.stored().notes[NoteSection.TREATMENT] == drafted


def test_a_draft_that_is_older_than_the_marks_says_so_and_waits_to_be_asked(visit: Visit) -> None:
    shelf = visit.page.shelf
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    shelf.open_step(shelf.finish)
    visit.settle()
    assert not shelf.older.isVisible()
    drafted = visit.stored().notes[NoteSection.TREATMENT]
    visit.click(-55, 58)
    assert shelf.older.text() == "Drafted before needle 2 was placed where it is."
    assert visit.stored().notes[NoteSection.TREATMENT] == drafted
    visit.press(Qt.Key.Key_W)
    visit.click(20, -13)
    assert shelf.older.text() == "Drafted before needle 2 and 1 more mark was placed where it is."
    shelf.draft.click()
    visit.settle()
    assert not shelf.older.isVisible()
    visit.press(Qt.Key.Key_W)
    assert shelf.older.text() == "Drafted before needle 3 was charted as it is."
    visit.page.view.setFocus()
    shelf.draft.click()
    visit.press(Qt.Key.Key_Delete)
    assert shelf.older.text() == "Drafted when other needles were charted, or other times."


def test_own_words_are_no_draft(visit: Visit) -> None:
    shelf = visit.page.shelf
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    visit.model.visit.write_note(NoteSection.TREATMENT, "As last time.")
    shelf.open_step(shelf.finish)
    visit.settle()
    assert not shelf.older.isVisible()
    assert shelf.draft.isVisible()


def test_several_treatments_of_the_day_are_ticked_with_their_minutes(visit: Visit) -> None:
    visit.page.shelf.open_step(visit.page.shelf.finish)
    row = visit.page.shelf.items["cb.today"]
    assert isinstance(row, SeveralRow)
    assert not row.line.isVisible()
    for code in ("cb.heat_cold", "cb.exercise"):
        row.boxes[code].click()
        visit.settle()
    row.line.setFocus()
    QTest.keyClicks(row.line, "loin, 10 minutes")
    QTest.keyClick(row.line, Qt.Key.Key_Return)
    answer = visit.stored().answers["cb.today"]
    assert answer.choice == "cb.exercise cb.heat_cold"
    item = next(item for item in visit.model.visit.items if item.id == "cb.today")
    assert answer_words(answer, item, "CH") == "exercise, heat or cold, loin, 10 minutes"
    for _ in range(3):
        visit.press(Qt.Key.Key_U)
    assert visit.stored().answers == {}
