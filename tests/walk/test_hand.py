"""The hand that counts: nothing is free but the note's own text and a passphrase."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from charting.ui.session.notes_editor import NoteEditor
from tests.loop_watch import LoopWatch
from tests.ui.session.conftest import Visit, dressed, seat, visit
from tests.walk.hand import Hand

__all__ = ["dressed", "seat", "visit"]


@pytest.fixture
def hand() -> Hand:
    return Hand(LoopWatch())


def _shown(qtbot: QtBot, part: QWidget) -> QWidget:
    window = QWidget()
    QVBoxLayout(window).addWidget(part)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    part.setFocus()
    return window


def test_each_character_counts_in_a_field_and_none_in_a_passphrase(
    qtbot: QtBot, hand: Hand
) -> None:
    line = QLineEdit()
    window = _shown(qtbot, line)
    hand.type("mf l4 l")
    hand.press(Qt.Key.Key_Return)
    assert hand.inputs == 8
    line.clear()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    hand.type("plum anchor velvet")
    assert hand.inputs == 8
    hand.press(Qt.Key.Key_Return)
    assert hand.inputs == 9
    window.close()


def test_each_click_counts_and_a_list_is_two(qtbot: QtBot, hand: Hand) -> None:
    button = QPushButton("Sign")
    first = _shown(qtbot, button)
    hand.click(button)
    hand.draw(button, [QPoint(1, 1), QPoint(5, 5), QPoint(9, 9)])
    assert hand.inputs == 2
    box = QComboBox()
    box.addItems(["prone", "supine"])
    second = _shown(qtbot, box)
    hand.choose(box, "supine")
    assert hand.inputs == 4
    first.close()
    second.close()


def test_in_the_note_characters_are_free_and_keys_are_not(visit: Visit, hand: Hand) -> None:
    shelf = visit.page.shelf
    shelf.open_step(shelf.finish)
    visit.settle()
    editor = next(each for each in shelf.findChildren(NoteEditor) if each.isVisible())
    editor.setFocus()
    hand.type("As planned.")
    assert hand.inputs == 0
    hand.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    hand.press(Qt.Key.Key_Tab)
    assert hand.inputs == 2
