"""The settings screen: its sections at the left, the one chosen beside them."""

from collections.abc import Callable, Generator, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Hairline
from charting.ui.widgets.text import Text

_LEFT_WIDTH = 264


def _as_it_is() -> Generator[None, None, None]:
    yield


_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Section(NamedTuple):
    """One thing that concerns the whole practice: its name at the left, and its pane; `fill` puts
    the parts into it once it stands in its place, where each is styled but once.
    """

    name: str
    pane: QWidget
    fill: Callable[[], Generator[None, None, None]] = _as_it_is


class SectionName(Button):
    """The name of a section; the arrows step to the next or the one before, by +1 and -1."""

    stepped = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__(name, Kind.QUIET)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step on the arrows; be pressed otherwise."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class SettingsPage(QWidget):
    """Up and down go from section to section; `left` goes back to where one came from."""

    left = Signal()

    def __init__(self, sections: Sequence[Section], within: QWidget | None = None) -> None:
        super().__init__(within)
        self.setObjectName("ground")
        self.sections = tuple(sections)
        self.back = Button(
            "‹ " + actions.LEAVE_SETTINGS.spoken,
            Kind.PLAIN,
            key=actions.LEAVE_SETTINGS.key,
            size=theme.SMALL,
        )
        self.names = [SectionName(section.name) for section in self.sections]
        self.panes = QStackedWidget()
        for place, name in enumerate(self.names):
            name.clicked.connect(lambda _on=False, at=place: self.show_section(at))
            name.stepped.connect(lambda step, at=place: self._go(at + step))
        self.back.clicked.connect(self.left)
        bind(self, actions.LEAVE_SETTINGS, self.left.emit)
        self._lay_out()

    def fill(self) -> Generator[None, None, None]:
        """Put the sections in, one after the other: each is styled once, where it comes to."""
        for section in self.sections:
            area = _scrolling()
            self.panes.addWidget(area)
            yield
            area.setWidget(section.pane)
            yield
            yield from section.fill()
        self.show_section(0)

    def show_section(self, place: int) -> None:
        """Show the section at a place."""
        self.panes.setCurrentIndex(place)
        for at, name in enumerate(self.names):
            name.setChecked(at == place)
        self.setFocusProxy(self.names[place])

    def _go(self, place: int) -> None:
        there = place % len(self.names)
        self.show_section(there)
        self.names[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        left = QWidget()
        left.setFixedWidth(_LEFT_WIDTH)
        names = QVBoxLayout(left)
        names.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
        names.setSpacing(theme.TIGHT)
        names.addWidget(self.back)
        names.addSpacing(theme.SNUG)
        title = Text(_("Settings"), size=theme.LARGE, bold=True)
        title.setContentsMargins(theme.SNUG, 0, 0, theme.SNUG)
        names.addWidget(title)
        for name in self.names:
            names.addWidget(name)
        names.addStretch()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(left)
        whole.addWidget(Hairline(upright=True))
        whole.addWidget(self.panes, 1)


def _scrolling() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
