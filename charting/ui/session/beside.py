"""The place at the right of the back: the drawer of the selected mark, or for a while something
else in its stead.
"""

from abc import abstractmethod
from collections.abc import Generator, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from charting.ui import actions
from charting.ui.widgets.painting import turn_to


class Pane(QFrame):
    """Something that takes the place of the drawer by its `action`, until it is `closed`."""

    closed = Signal()

    def __init__(self, action: actions.Action) -> None:
        super().__init__()
        self.action = action
        self.setProperty("look", "panel")

    def make_ready(self) -> Generator[None, None, None]:
        """Make what is more than a key may wait for, in small steps, before it is asked for."""
        yield

    @abstractmethod
    def begin(self) -> None:
        """Bring the hand to where it begins."""


class Beside(QStackedWidget):
    """Shows the drawer unless something else was asked for; `given_back` tells that the drawer is
    there again, `wants_all` whether the list beneath has to make room.
    """

    given_back = Signal()
    wants_all = Signal(bool)

    def __init__(self, drawer: QWidget, placing: QWidget, panes: Sequence[Pane]) -> None:
        super().__init__()
        self._drawer, self._placing, self.panes = drawer, placing, tuple(panes)

    def fill(self) -> Generator[None, None, None]:
        """Put the parts in, one after the other, once this stands in its own place."""
        self.addWidget(self._drawer)
        yield
        self._scrolled = QScrollArea(widgetResizable=True)
        self.addWidget(self._scrolled)
        self._scrolled.setWidget(self._placing)
        for pane in self.panes:
            self.addWidget(pane)
            pane.closed.connect(self.give_back)
            yield

    def minimumSizeHint(self) -> QSize:
        """What is shown takes its room; what is not takes none from the keys beneath."""
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()

    @property
    def is_taken(self) -> bool:
        """Whether something stands in the place of the drawer."""
        return self.currentWidget() is not self._drawer

    def offer_placing(self) -> None:
        """Show the ways to place without pointing."""
        self.wants_all.emit(False)
        turn_to(self, self._scrolled)
        self.updateGeometry()

    def open(self, pane: Pane) -> None:
        """Show a pane, or put it away where it is shown."""
        if self.currentWidget() is pane:
            self.give_back()
        else:
            self.wants_all.emit(True)
            turn_to(self, pane)
            self.updateGeometry()
            pane.begin()

    def give_back(self) -> None:
        """Show the drawer again."""
        self.wants_all.emit(False)
        turn_to(self, self._drawer)
        self.updateGeometry()
        self.given_back.emit()
