"""One hand at the window: it clicks, types and turns the wheel, and every input is counted."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollArea, QWidget

from charting.ui.session.notes_editor import NoteEditor
from tests.loop_watch import LoopWatch
from tests.person import wait

_NO_KEY = Qt.KeyboardModifier.NoModifier
_NOTCH = 120
_MOST_NOTCHES = 200


@dataclass
class Step:
    """What a part of the visit took: clicks and key presses, and seconds at the window."""

    name: str
    inputs: int = 0
    seconds: float = 0.0


@dataclass
class Hand:
    """Counts each click and each key press; free are only characters typed into the note's own
    fields and into a passphrase. Turning the wheel to see more is neither, and is told apart:
    `turns` counts the places to which a hand had to turn it.
    """

    watch: LoopWatch
    steps: list[Step] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    inputs: int = 0
    turns: int = 0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Name what is done from here on."""
        began, before = time.perf_counter(), self.inputs
        yield
        self.steps.append(Step(name, self.inputs - before, time.perf_counter() - began))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NO_KEY) -> None:
        """Press a key wherever the focus is."""
        self.inputs += 1
        QTest.keyClick(_focus(), key, modifier)
        _let_happen()

    def type(self, text: str) -> None:
        """Type wherever the focus is."""
        focus = _focus()
        if not _is_free(focus):
            self.inputs += len(text)
            self.typed.append(text)
        for sign in text:
            QTest.keyClicks(focus, sign)
            _let_happen()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget that can be seen, where it is not covered by another.

        Raises `LookupError` where a hand would click something else.
        """
        self._bring_into_sight(widget)
        place = widget.rect().center() if at is None else at
        window = widget.window()
        hit = window.childAt(widget.mapTo(window, place))
        if hit is None or not (hit is widget or widget.isAncestorOf(hit)):
            raise LookupError(f"{widget.accessibleName() or widget} cannot be clicked: {hit}")
        if not widget.isEnabled():
            raise LookupError(f"{widget.accessibleName() or widget} is not enabled")
        self.inputs += 1
        QTest.mouseClick(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(widget, place))
        _let_happen()

    def draw(self, widget: QWidget, way: Sequence[QPoint]) -> None:
        """Press, go a way over a widget, and let go: one input."""
        self._bring_into_sight(widget)
        self.inputs += 1
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=way[0])
        for place in way[1:]:
            QTest.mouseMove(widget, place)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=way[-1])
        _let_happen()

    def choose(self, box: QComboBox, words: str) -> None:
        """Open a list and click the row that says `words`.

        Raises `LookupError` where that is not to be had.
        """
        self.click(box)
        view = box.view()
        wait(view.isVisible)
        index = box.model().index(box.findText(words), box.modelColumn())
        if not index.isValid():
            raise LookupError(f"{box.accessibleName()} does not offer {words}")
        view.scrollTo(index)
        row = view.visualRect(index).center()
        # A list takes a click only from a pointer that has come to it.
        QTest.mouseMove(view.viewport(), QPoint(1, 1))
        QTest.mouseMove(view.viewport(), row)
        self.inputs += 1
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row)
        wait(lambda: not view.isVisible())
        if box.currentText() != words:
            raise LookupError(f"{box.accessibleName()} says {box.currentText()}, not {words}")

    def write(self, line: QWidget, text: str) -> None:
        """Click into a field and type in the place of what stood there."""
        self.click(line)
        if isinstance(line, QLineEdit) and line.text():
            self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(text)

    def _bring_into_sight(self, widget: QWidget) -> None:
        # What is about to move has moved before a hand goes there.
        QApplication.processEvents()
        wait(widget.isVisible)
        area = _scroll_area(widget)
        if area is None:
            return
        sight = area.viewport()
        for notch in range(_MOST_NOTCHES):
            where = widget.mapTo(sight, widget.rect().center())
            if sight.rect().adjusted(0, 4, 0, -4).contains(where):
                self.turns += notch > 0
                return
            _turn_wheel(sight, -_NOTCH if where.y() > sight.height() // 2 else _NOTCH)
        raise LookupError(f"{widget.accessibleName() or widget} cannot be scrolled to")


def _let_happen() -> None:
    """What an input leads to happens before the next: no hand is as fast as the event loop."""
    QApplication.processEvents()


def _focus() -> QWidget:
    focus = QApplication.focusWidget() or QApplication.activeWindow()
    assert focus is not None, "no window is active"
    return focus


def _is_free(field: QWidget) -> bool:
    if isinstance(field, QLineEdit):
        return field.echoMode() is not QLineEdit.EchoMode.Normal
    return isinstance(field, NoteEditor)


def _scroll_area(widget: QWidget) -> QScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def _turn_wheel(over: QWidget, angle: int) -> None:
    middle = QPointF(over.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(over.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        _NO_KEY,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(over, event)
