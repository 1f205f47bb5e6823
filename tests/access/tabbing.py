"""Walks a screen with Tab as a person without a mouse does, and tells where that leads."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QPlainTextEdit, QWidget

_MOST = 400


def stops(window: QWidget) -> list[QWidget]:
    """Where Tab comes to, from where the focus is and until it comes there again.

    Raises `AssertionError` where a stop holds it.
    """
    first = QApplication.focusWidget()
    assert first is not None, "nothing has the focus"
    found: list[QWidget] = []
    while len(found) < _MOST:
        before = QApplication.focusWidget()
        assert before is not None
        found.append(before)
        # In running text Tab may be a letter; the way on is then the one with Ctrl.
        writes = isinstance(before, QPlainTextEdit) and not before.tabChangesFocus()
        held = Qt.KeyboardModifier.ControlModifier if writes else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(before, Qt.Key.Key_Tab, held)
        now = QApplication.focusWidget()
        assert now is not before, f"Tab stays at {told(before)}"
        if now is found[0]:
            return found
        assert now not in found, f"Tab goes round without {told(found[0])}, by {told(before)}"
    raise AssertionError(f"Tab does not come back to {told(first)}")


def unreached(screen: QWidget, found: list[QWidget]) -> Iterator[str]:
    """What can be pressed on a screen and Tab never came to."""
    for part in screen.findChildren(QWidget):
        by_tab = part.focusPolicy() & Qt.FocusPolicy.TabFocus
        shown = part.isVisible() and part.isEnabled() and part.focusProxy() is None
        in_a_group = isinstance(part, QAbstractButton) and part.autoExclusive()
        if by_tab and shown and not in_a_group and part not in found:
            yield told(part)


def nameless(found: list[QWidget]) -> Iterator[str]:
    """What says nothing to a screen reader where Tab has come to it."""
    for part in found:
        heard = QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
        value = part.currentText() if isinstance(part, QComboBox) else ""
        if not (heard or value):
            yield told(part)


def told(part: QWidget) -> str:
    """A part for whoever reads that a test failed."""
    name = part.accessibleName() or getattr(part, "words", "")
    return f"{type(part).__name__} {name!r} in {type(part.parentWidget()).__name__}"
