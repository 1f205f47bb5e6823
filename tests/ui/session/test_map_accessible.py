"""What a reader is told of a map goes with the map, however often Qt has asked for it."""

from PySide6.QtCore import QPointF, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete

from charting.ui.session.anchors import Place
from charting.ui.session.map_accessible import tell_of


class _Entries:
    def count(self) -> int:
        return 2

    def sentence(self, at: int) -> str:
        return f"mark {at}"

    def place(self, at: int) -> Place | None:
        return (0.0, float(at))

    def is_selected(self, at: int) -> bool:
        return at == 0


class _Map(QWidget):
    """Of two marks, with a timer that is connected late to what is no slot yet."""

    def __init__(self) -> None:
        super().__init__()
        self.entries = _Entries()
        self._timer = QTimer(self)

    def pixel_at(self, place: Place) -> QPointF:
        return QPointF(*place)

    def begin(self) -> None:
        self._timer.timeout.connect(self.tick)

    def tick(self) -> None:
        self.update()


def _told(shown: QWidget) -> list[int]:
    """The ids that a reader holds: of the map, and of what is on it."""
    told = QAccessible.queryAccessibleInterface(shown)
    entries = [told.child(number) for number in range(told.childCount())]
    assert [entry.text(QAccessible.Text.Name) for entry in entries] == ["mark 0", "mark 1"]
    return [QAccessible.uniqueId(each) for each in (told, *entries)]


def test_what_was_told_twice_of_a_map_goes_once(qapp: QApplication) -> None:
    tell_of(_Map)
    shown = _Map()
    held = _told(shown)
    assert _told(shown) == held
    shown.begin()
    # Qt knows a widget by its meta-object, and this has just got another.
    assert not set(again := _told(shown)) & set(held)
    delete(shown)
    assert [QAccessible.accessibleInterface(each) for each in held + again] == [None] * 6
