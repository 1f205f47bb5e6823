"""Movement and nerves at the screen: one key for all of it, a cell by keys, last time beside."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting.domain.assessment import NEURO_TESTED, NORMAL, Column
from charting.domain.changes import SetAnswer
from charting.domain.moment import Moment
from charting.domain.session import NoteSection, Reply
from charting.ui.session.assessment_pane import AssessmentPane
from charting.ui.session.grid_view import GridModel
from charting.ui.session.sign_rows import ComparedRow, SignRow
from charting.ui.widgets.text import Text
from tests.ui.session.conftest import Visit


def _opened(visit: Visit) -> AssessmentPane:
    visit.press(Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    (pane,) = (each for each in visit.page.beside.panes if isinstance(each, AssessmentPane))
    assert visit.page.beside.currentWidget() is pane
    return pane


def _key(visit: Visit, pane: AssessmentPane, key: Qt.Key) -> None:
    assert QApplication.focusWidget() is pane.view
    QTest.keyClick(pane.view, key)
    visit.settle()


def test_one_key_says_that_all_of_it_is_normal_and_one_undo_takes_it_back(visit: Visit) -> None:
    pane = _opened(visit)
    assert pane.view.grid.sides == (Column.LEFT, Column.RIGHT)
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    turned = GridModel(pane.sheet)
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert turned.sides == (Column.RIGHT, Column.LEFT), "the left stays left, as on the map"
    _key(visit, pane, Qt.Key.Key_T)
    answers = visit.stored().answers
    assert all(answers[cell.id].choice == NORMAL for cell in pane.sheet.grid.cells)
    assert answers[NEURO_TESTED].reply is Reply.YES
    assert pane.sheet.nerves_done
    visit.model.record.undo()
    assert not visit.stored().answers


def test_a_cell_is_filled_by_keys_and_what_was_not_tested_stays_open(visit: Visit) -> None:
    pane = _opened(visit)
    pane.view.go_to("as.slr.left")
    for key in (Qt.Key.Key_6, Qt.Key.Key_0, Qt.Key.Key_Return):
        _key(visit, pane, key)
    assert pane.view.cell is not None
    assert pane.view.cell.id == "as.slr.right"
    _key(visit, pane, Qt.Key.Key_F)
    pane.view.go_to("as.myo.L5.left")
    _key(visit, pane, Qt.Key.Key_3)
    assert pane.view.cell.id == "as.myo.L5.right"
    _key(visit, pane, Qt.Key.Key_N)
    answers = visit.stored().answers
    assert answers["as.slr.left"].number == 60
    assert answers["as.slr.right"].choice == "familiar"
    assert answers["as.myo.L5.left"].number == 3
    assert answers["as.myo.L5.right"].choice == NORMAL
    assert len(answers) == 4
    assert "severe" in pane.reminder.words or "weakness" in pane.reminder.words
    pane.view.go_to("as.myo.L5.left")
    _key(visit, pane, Qt.Key.Key_Delete)
    assert "as.myo.L5.left" not in visit.stored().answers
    assert pane.reminder.words == ""


def test_a_number_stays_when_the_hand_goes_on_without_enter(visit: Visit) -> None:
    pane = _opened(visit)
    pane.view.go_to("as.slr.left")
    _key(visit, pane, Qt.Key.Key_5)
    assert not visit.stored().answers
    _key(visit, pane, Qt.Key.Key_Right)
    _key(visit, pane, Qt.Key.Key_N)
    answers = visit.stored().answers
    assert (answers["as.slr.left"].number, answers["as.slr.right"].choice) == (5, NORMAL)
    assert len(answers) == 2


def test_a_number_that_cannot_be_is_told(visit: Visit) -> None:
    said: list[str] = []
    visit.model.said.connect(said.append)
    pane = _opened(visit)
    pane.view.go_to("as.myo.L2.left")
    _key(visit, pane, Qt.Key.Key_7)
    assert "0 to 5" in said[-1]
    assert not visit.stored().answers


def test_the_findings_go_into_the_note_if_asked(visit: Visit) -> None:
    pane = _opened(visit)
    _key(visit, pane, Qt.Key.Key_T)
    pane.tell_button.click()
    visit.settle()
    note = visit.stored().notes[NoteSection.OBJECTIVE]
    assert "Reflexes: all normal, tested." in note
    assert not pane.tell_button.isEnabled()


def test_the_last_visit_stands_beside_and_is_never_taken_over(visit: Visit) -> None:
    today = visit.stored()
    then = Moment.of(today.opened.local() - timedelta(days=7), "Europe/Zurich")
    sessions = visit.practice.sessions
    earlier = sessions.open_earlier(today.patient_id, then)
    raised = replace(sessions.answer("as.slr.left"), choice="familiar", number=45)
    sessions.store(sessions.entry(earlier, SetAnswer("as.slr.left", None, raised)))
    visit.model.screen.open(today)
    visit.lane.drain()
    pane = _opened(visit)
    cell = next(each for each in pane.sheet.grid.cells if each.id == "as.slr.left")
    assert pane.sheet.last_words(cell) == "45°, familiar pain"
    assert pane.sheet.last_day(cell) == f"{then.day.day:02}.{then.day.month:02}.{then.day.year}"
    assert pane.sheet.words(cell) == ""
    assert not visit.stored().answers


def test_a_cell_is_spoken_whole(visit: Visit) -> None:
    pane = _opened(visit)
    pane.view.go_to("as.slr.left")
    role = int(Qt.ItemDataRole.AccessibleTextRole)
    said = pane.view.grid.data(pane.view.currentIndex(), role)
    assert said == "Straight leg raise, left, not tested"


def test_escape_gives_the_drawer_back(visit: Visit) -> None:
    pane = _opened(visit)
    QTest.keyClick(pane.view, Qt.Key.Key_Escape)
    visit.settle()
    assert visit.page.beside.currentWidget() is visit.page.drawer
    assert visit.page.view.hasFocus()


def test_a_sign_tested_again_is_one_key_or_a_number(visit: Visit) -> None:
    shelf = visit.page.shelf
    shelf.open_step(shelf.finish)
    visit.settle()
    before, after = shelf.items["om.sign"], shelf.items["om.sign.after"]
    assert isinstance(before, SignRow)
    assert isinstance(after, ComparedRow)
    assert not after.isVisible()
    visit.model.visit.write(before.item, "Bending forward")
    visit.settle()
    assert after.isVisible()
    assert after.number.isHidden()
    after.take_hand()
    QTest.keyClick(after, Qt.Key.Key_B)
    visit.settle()
    after.line.setText("without catching")
    after.line.editingFinished.emit()
    answer = visit.stored().answers["om.sign.after"]
    assert (answer.choice, answer.remark) == ("better", "without catching")


def test_a_sign_is_measured_before_and_after_and_the_difference_is_said(visit: Visit) -> None:
    said: list[str] = []
    visit.model.said.connect(said.append)
    shelf = visit.page.shelf
    shelf.open_step(shelf.prepare)
    before, after = shelf.items["om.sign"], shelf.items["om.sign.after"]
    assert isinstance(before, SignRow)
    assert isinstance(after, ComparedRow)
    _type(visit, before, "24")
    assert "measured in" in said[-1]
    assert before.number.text() == "24"
    before.unit.setCurrentIndex(1)
    before.unit.activated.emit(1)
    visit.settle()
    assert visit.stored().answers["om.sign"].number == 240
    shelf.open_step(shelf.finish)
    visit.settle()
    after.take_hand()
    QTest.keyClick(after, Qt.Key.Key_1)
    assert after.number.hasFocus()
    QTest.keyClicks(after.number, "7")
    QTest.keyClick(after.number, Qt.Key.Key_Return)
    visit.settle()
    answer = visit.stored().answers["om.sign.after"]
    assert (answer.number, answer.choice) == (170, "cm")
    shown = [each.text() for each in after.findChildren(Text) if each.isVisible()]
    assert "7 cm less than before" in shown
    _type(visit, after, "")
    assert "om.sign.after" not in visit.stored().answers


def test_the_sign_of_last_time_is_followed_by_one_press_and_measured_anew(visit: Visit) -> None:
    today = visit.stored()
    then = Moment.of(today.opened.local() - timedelta(days=7), "Europe/Zurich")
    sessions = visit.practice.sessions
    earlier = sessions.open_earlier(today.patient_id, then)
    noted = replace(sessions.answer("om.sign"), remark="Bending forward", number=240, choice="cm")
    sessions.store(sessions.entry(earlier, SetAnswer("om.sign", None, noted)))
    row = visit.page.shelf.items["om.sign"]
    assert isinstance(row, SignRow)
    assert row.again.isHidden()
    visit.model.screen.open(today)
    visit.lane.drain()
    visit.page.shelf.open_step(visit.page.shelf.prepare)
    assert row.last.text().endswith(": Bending forward, 24 cm")
    assert "om.sign" not in visit.stored().answers
    row.again.click()
    visit.settle()
    answer = visit.stored().answers["om.sign"]
    assert (answer.remark, answer.number) == ("Bending forward", None)
    assert row.again.isHidden()
    QTest.keyClicks(row.number, "20")
    QTest.keyClick(row.number, Qt.Key.Key_Return)
    visit.settle()
    assert visit.stored().answers["om.sign"].number == 200


def _type(visit: Visit, row: SignRow | ComparedRow, typed: str) -> None:
    row.number.setText(typed)
    row.number.setModified(True)
    row.number.editingFinished.emit()
    visit.settle()
