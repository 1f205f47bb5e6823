"""The keys of a question: Y, N and U, a digit for a choice, Enter to go on; they come before those
of the session.
"""

from abc import abstractmethod

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from charting.ui import theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Asking(QFrame):
    """A part of the shelf that takes its `keys` while it has the focus, and shows that it does."""

    keys = "YNU0123456789"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @abstractmethod
    def take(self, key: str) -> bool:
        """Do what a key asks for, "Y", "N", "U", a digit or "Enter"; False where it means nothing
        here.
        """
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by a key."""
        key = key_of(event, self.keys)
        if not key or not self.take(key):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The focus ring."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.current().color("accent"), 2))
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)


def key_of(event: QKeyEvent, keys: str) -> str:
    """The key among `keys`, or "Enter"; empty for any other, and with a modifier held."""
    bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if bare != Qt.KeyboardModifier.NoModifier or not keys:
        return ""
    if event.key() in _ENTER:
        return "Enter"
    text = event.text().upper()
    return text if text and text in keys else ""


def is_taken(event: QEvent, focus: QWidget | None) -> bool:
    """Whether a key that is about to act is taken by the question in which the focus is: there
    "N" and "Y" mean something else than on the map.
    """
    if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
        return False
    asking = focus
    while asking is not None and not isinstance(asking, Asking):
        asking = asking.parentWidget()
    return asking is not None and bool(key_of(event, asking.keys))
