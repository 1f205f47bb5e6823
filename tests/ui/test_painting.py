"""A part that changes as a whole stands at once, and is painted in the turn after."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from charting.ui.widgets.painting import turn_to
from tests.person import wait


class _Seen(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.painted = 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.painted += 1


def test_it_stands_at_once_and_is_painted_in_the_next_turn(qtbot: QtBot) -> None:
    stack, first, second = QStackedWidget(), _Seen(), _Seen()
    qtbot.addWidget(stack)
    stack.addWidget(first)
    stack.addWidget(second)
    stack.show()
    wait(lambda: first.painted > 0)

    turn_to(stack, second)
    assert second.isVisible()
    QCoreApplication.sendPostedEvents()
    assert second.painted == 0
    wait(lambda: second.painted > 0)
    assert stack.updatesEnabled()


def test_whoever_goes_on_and_back_meanwhile_sees_where_they_are(qtbot: QtBot) -> None:
    stack, first, second = QStackedWidget(), _Seen(), _Seen()
    qtbot.addWidget(stack)
    stack.addWidget(first)
    stack.addWidget(second)
    stack.show()
    wait(lambda: first.painted > 0)
    before = first.painted

    turn_to(stack, second)
    turn_to(stack, first)
    wait(lambda: first.painted > before)
    assert second.painted == 0
    assert stack.currentWidget() is first
