"""A leaflet is arranged by keys and by hand; nothing that was typed is lost."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest

from charting.domain.leaflet_plan import LeafletPlan
from charting.services.leaflets import Leaflets
from charting.ui.handout.arranging import ArrangingPane
from tests.documents.reading import text
from tests.fakes import CountingIds, FixedClock
from tests.ui.handout.conftest import Counter

LOW = (18.0, 13.0)


@pytest.fixture
def pane(counter: Counter) -> ArrangingPane:
    counter.open(counter.visit(LOW))
    counter.press(Qt.Key.Key_A)
    found = counter.page.arranging
    assert found is not None
    assert found.isVisible()
    assert not counter.page.panel.isVisible()
    return found


def words(counter: Counter) -> str:
    assert counter.model.handout is not None
    return text(counter.model.handout.pdf)


def go_to(counter: Counter, pane: ArrangingPane, name: str) -> None:
    pane.list.setFocus()
    assert pane.list.go_to(name)
    counter.settle()


def plan(counter: Counter) -> LeafletPlan:
    session_id = counter.model.session_id
    assert session_id is not None
    practice = counter.practice
    leaflets = Leaflets(practice.records, FixedClock(), CountingIds(), practice.practitioner)
    return leaflets.arrangement(session_id).plan


def test_a_block_is_left_out_and_taken_in_by_one_key(counter: Counter, pane: ArrangingPane) -> None:
    assert "What may you feel?" in words(counter)
    go_to(counter, pane, "expect")
    counter.press(Qt.Key.Key_Space)
    assert "What may you feel?" not in words(counter)
    assert plan(counter).without("expect") is not None
    counter.press(Qt.Key.Key_Space)
    assert "What may you feel?" in words(counter)


def test_warning_signs_need_a_reason_and_the_emergencies_stay(
    counter: Counter, pane: ArrangingPane
) -> None:
    go_to(counter, pane, "emergency")
    counter.press(Qt.Key.Key_Space)
    assert not pane.block.stands.isVisible()
    go_to(counter, pane, "bx.ces")
    counter.press(Qt.Key.Key_Space)
    assert "Say why" in pane.block.reason.refusal
    assert plan(counter) == LeafletPlan()
    QTest.keyClicks(pane.block.reason.line, "told at length")
    counter.press(Qt.Key.Key_Return)
    left = plan(counter).without("bx.ces")
    assert left is not None
    assert left.reason == "told at length"
    assert "Legs, bladder or bowel?" not in words(counter)
    assert "New numb feeling between your legs. New trouble" in words(counter)
    counter.page.leave()
    assert "A block of warning signs was left out" in counter.page.panel.reasons.text()


def test_blocks_move_by_keys(counter: Counter, pane: ArrangingPane) -> None:
    go_to(counter, pane, "next_visit")
    for _step in range(3):
        counter.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    made = words(counter)
    assert made.index("When is your next visit?") < made.index("What may you feel?")
    assert pane.list.key == "next_visit"


def test_what_is_typed_is_kept_graded_and_comes_back(counter: Counter, pane: ArrangingPane) -> None:
    go_to(counter, pane, "expect")
    pane.block.words.text.setFocus()
    pane.block.words.text.selectAll()
    pane.block.words.text.insertPlainText("Score 3<5 & sore.\n- Rest")
    assert "Reading grade" in pane.block.grade.text()
    counter.settle()
    assert "Score 3<5 & sore." in words(counter)
    go_to(counter, pane, "do")
    go_to(counter, pane, "expect")
    assert pane.block.words.text.toPlainText() == "Score 3<5 & sore.\n- Rest"
    pane.block.own.click()
    counter.settle()
    assert "You may be sore for 24 to 48 hours" in words(counter)
    assert plan(counter) == LeafletPlan()


def test_too_much_is_refused_in_words_and_stays_in_its_field(
    counter: Counter, pane: ArrangingPane
) -> None:
    go_to(counter, pane, "do")
    too_long = "Rest. " * 700
    pane.block.words.text.setPlainText(too_long)
    counter.settle()
    assert "4000" in pane.block.words.refusal
    go_to(counter, pane, "soon")
    go_to(counter, pane, "do")
    assert pane.block.words.text.toPlainText() == too_long
    assert "4000" in pane.block.words.refusal
    book = QMimeData()
    book.setText("x" * 1_000_000)
    pane.block.words.text.insertFromMimeData(book)
    assert "1000000" in pane.block.words.refusal
    assert pane.block.words.text.toPlainText() == too_long
    assert "Drink as you normally would" in words(counter)


def test_a_block_is_written_for_this_patient(counter: Counter, pane: ArrangingPane) -> None:
    counter.press(Qt.Key.Key_N)
    name = str(pane.list.key)
    assert name == "own.1"
    pane.block.words.text.setFocus()
    pane.block.words.text.insertPlainText("Take the stairs. 😀")
    counter.settle()
    assert "Take the stairs." in words(counter)
    counter.page.leave()
    assert counter.page.panel.isVisible()
    assert "arranged for this patient" in counter.page.panel.reasons.text()


def test_movements_are_picked_with_how_often(counter: Counter, pane: ArrangingPane) -> None:
    go_to(counter, pane, "movements")
    walk = next(row for row in pane.moves.rows if row.chosen.id == "mv.walk")
    walk.name.click()
    counter.settle()
    assert "10 minutes, 2 times a day" in words(counter)
    walk = next(row for row in pane.moves.rows if row.chosen.id == "mv.walk")
    walk.amount.line.selectAll()
    QTest.keyClicks(walk.amount.line, "once")
    pane.keep()
    counter.settle()
    assert plan(counter).movements[0].amount == "once"
    pane.reset.click()
    counter.settle()
    assert plan(counter) == LeafletPlan()


def test_easy_words_are_remembered_for_the_patient(counter: Counter) -> None:
    session = counter.visit(LOW)
    counter.open(session)
    counter.press(Qt.Key.Key_E)
    assert counter.practice.patients.patient(session.patient_id).easy_read
    assert "Your chest hurts" in words(counter)
    counter.page.leave()
    counter.open(session)
    assert counter.page.panel.easy.isChecked()
    counter.press(Qt.Key.Key_E)
    assert "Your chest hurts" not in words(counter)
