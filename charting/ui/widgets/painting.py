"""A part of the window that changes as a whole is painted in a turn of its own."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget


def next_turn(of: QObject, do: Callable[[], None]) -> None:
    """Call `do` in the next turn of the event loop, unless `of` has gone by then."""
    # A single shot without delay would be one more event of this very turn.
    turn = QTimer(of, interval=0, singleShot=True)
    turn.timeout.connect(do)
    turn.timeout.connect(turn.deleteLater)
    turn.start()


def paint_next_turn(part: QWidget) -> None:
    """Let `part` be laid out in this turn of the event loop and painted in the next: what is typed
    between the two need not wait for both.
    """
    if part.updatesEnabled():
        part.setUpdatesEnabled(False)
        next_turn(part, lambda: part.setUpdatesEnabled(True))


def turn_to(stack: QStackedWidget, part: QWidget | int) -> None:
    """Show a part of a stack, or the one at a place in it, where the one before was."""
    place = part if isinstance(part, int) else stack.indexOf(part)
    if place != stack.currentIndex():
        paint_next_turn(stack)
        stack.setCurrentIndex(place)
