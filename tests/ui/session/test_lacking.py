"""What the note lacks, beside it: each line leads to its place by one press or key."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting.domain.session import NoteSection
from charting.ui.session.lacking import LackingPane
from tests.ui.session.conftest import Visit


def _press(visit: Visit, pane: LackingPane, line: str) -> None:
    visit.settle()
    places = [each.line.id for each in pane.lacks]
    press = pane.presses[places.index(line)]
    assert press.isVisible()
    press.click()
    visit.settle()


def _finish(visit: Visit) -> LackingPane:
    shelf = visit.page.shelf
    shelf.open_step(shelf.finish)
    visit.settle()
    return shelf.lacking


def test_each_line_leads_to_where_it_is_said(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    visit.model.select(None)
    pane = _finish(visit)
    shelf = visit.page.shelf
    assert "You can sign all the same." in pane.head.text()
    _press(visit, pane, "nc.plan")
    assert shelf.notes.editors[NoteSection.PLAN].hasFocus()
    _press(visit, pane, "nc.opened")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert shelf.items["hy.count_in"].isAncestorOf(focus)
    _press(visit, pane, "nc.depth")
    assert visit.model.selected_mark is not None
    _press(visit, pane, "nc.reason")
    assert shelf.prepare.content.isVisible()
    assert shelf.notes.editors[NoteSection.SUBJECTIVE].hasFocus()


def test_a_key_goes_to_the_first_and_what_is_said_goes_from_the_list(visit: Visit) -> None:
    pane = _finish(visit)
    before = len(pane.lacks)
    visit.press(Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    editor = visit.page.shelf.notes.editors[NoteSection.SUBJECTIVE]
    assert editor.hasFocus()
    QTest.keyClicks(editor, "Pain since Monday.")
    editor.keep()
    pane = _finish(visit)
    assert len(pane.lacks) == before - 1
    assert "nc.reason" not in [each.line.id for each in pane.lacks]


def test_it_never_stops_a_signature(visit: Visit) -> None:
    pane = _finish(visit)
    assert pane.lacks
    visit.page.shelf.sign_pane.sign()
    visit.lane.drain()
    visit.qtbot.waitUntil(lambda: visit.model.record.read_only)
