"""Words for a screen reader that are not to be waited for."""

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Let a screen reader, if there is one, say something at once."""
    # Asked for here: the first who does waits for its 300 enumerators.
    if QtGui.QAccessible.isActive():
        said = QtGui.QAccessibleAnnouncementEvent(widget, words)
        QtGui.QAccessible.updateAccessibility(said)
