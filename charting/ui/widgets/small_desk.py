"""A window on a desk that is smaller than the window may be, as at 300 % on many screens: it
scrolls there, and nothing is out of reach (WCAG 1.4.10).
"""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QMainWindow, QScrollArea, QWidget

# What stands above and below the middle of a window at its least (px).
_AROUND = 132


class _Sight(QScrollArea):
    """Shows a part of the whole, and goes with the focus."""

    def __init__(self, whole: QWidget, focus_of: QApplication) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(whole)
        focus_of.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now)


def fit(app: QApplication, window: QMainWindow, middle: QWidget, desk: QSize) -> None:
    """Make a window no larger than a desk (in the pixels that Qt counts in): its `middle` scrolls
    then, and what stands around it stays, as who the patient is.
    """
    least = window.minimumSize()
    whole = window.centralWidget()
    rows = whole.layout() if whole is not None else None
    if least.boundedTo(desk) == least or rows is None:
        return
    # What was to be typed into first is so after the move, too.
    first = window.focusWidget()
    middle.setMinimumSize(least.width(), least.height() - _AROUND)
    place = rows.indexOf(middle)
    rows.removeWidget(middle)
    sight = _Sight(middle, app)
    if isinstance(rows, QBoxLayout):
        rows.insertWidget(place, sight, 1)
    if first is not None:
        first.setFocus()
    window.setMinimumSize(least.boundedTo(desk))
    window.resize(window.size().boundedTo(desk))
