"""A box for a whole number, typed or stepped."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox

from charting.ui import theme


class NumberBox(QSpinBox):
    """A whole number of `values`, typed or stepped by the arrow keys."""

    def __init__(self, values: range) -> None:
        super().__init__()
        self.setRange(values.start, values.stop - 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(theme.font())
        self.setMinimumHeight(theme.CONTROL)
        # A style sheet reaches the box, and not the line within it.
        self.lineEdit().setTextMargins(theme.SNUG, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel turns the page beneath and never what is set: nobody sees it change."""
        event.ignore()
