"""What somebody else was quicker with: both stand side by side, and nothing is lost."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charting.domain.audit import Action
from charting.domain.changes import EditMark, EditNote
from charting.domain.marks import Needle
from charting.domain.session import NoteSection
from charting.ui import actions
from charting.ui.session.company_bar import CompanyBar
from charting.ui.session.deciding import DecidingPane
from tests.ui.session.conftest import Visit


def _needle(visit: Visit) -> Needle:
    (needle,) = visit.stored().needles()
    return needle


def test_a_conflict_is_decided_and_what_is_not_chosen_stays_in_the_trail(visit: Visit) -> None:
    model, store = visit.model, visit.practice.sessions.store
    visit.press(Qt.Key.Key_1)
    visit.click(30, 60)
    needle = _needle(visit)
    stored = visit.stored()
    # Another program of the same person, whose change comes first.
    theirs = EditMark(needle, replace(needle, depth=30))
    store(visit.practice.sessions.entry(stored, theirs))
    model.edit(replace(needle, depth=20))
    visit.stored()
    (bar,) = visit.page.findChildren(CompanyBar)
    assert "changed the same" in bar.clash.words
    visit.press(Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    (pane,) = (each for each in visit.page.beside.panes if isinstance(each, DecidingPane))
    assert pane.isVisible()
    assert ("30 mm" in pane.theirs.said.text(), "20 mm" in pane.mine.said.text()) == (True, True)
    QTest.mouseClick(pane.mine.press, Qt.MouseButton.LeftButton)
    assert (_needle(visit).depth, pane.isVisible(), bar.isVisible()) == (20, False, False)
    chain = visit.practice.records.trail.chain(stored.id)
    assert [each.action for each in chain].count(Action.CHANGE_SET_ASIDE) == 1
    model.record.undo()
    assert _needle(visit).depth == 30
    assert not visit.practice.checks.verify().findings


def test_what_is_typed_while_another_writes_is_not_written_over(visit: Visit) -> None:
    shelf, section = visit.page.shelf, NoteSection.SUBJECTIVE
    shelf.open_step(shelf.prepare)
    editor = shelf.notes.editors[section]
    editor.setFocus()
    QTest.keyClicks(editor, "Worse in the morning")
    editor.keep()
    stored = visit.stored()
    QTest.keyClicks(editor, ", at night too")
    theirs = EditNote(section, "Worse in the morning", "Worse in the morning, less by noon")
    visit.practice.sessions.store(visit.practice.sessions.entry(stored, theirs))
    visit.model.record.read_again()
    visit.lane.drain()
    editor.keep()
    assert visit.stored().notes[section] == theirs.after
    assert editor.toPlainText() == theirs.after
    conflict = visit.model.record.conflicts[theirs.subject]
    assert conflict.mine == "Worse in the morning, at night too"
    visit.page.beside.open(
        next(each for each in visit.page.beside.panes if each.action is actions.DECIDE)
    )
    (pane,) = (each for each in visit.page.beside.panes if isinstance(each, DecidingPane))
    QTest.mouseClick(pane.both, Qt.MouseButton.LeftButton)
    assert visit.stored().notes[section] == f"{theirs.after}\n{conflict.mine}"
