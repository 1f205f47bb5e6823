"""The settings screen: its sections at the left, the one chosen beside them, or what was found."""

from collections.abc import Callable, Generator, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.settings.search import Found, FoundPane, Setting, find
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Hairline
from charting.ui.widgets.painting import turn_to
from charting.ui.widgets.text import Text

_LEFT_WIDTH = 264


def _as_it_is() -> Generator[None, None, None]:
    yield


_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Section(NamedTuple):
    """One thing that concerns the whole practice: its name at the left, and its pane; `fill` puts
    the parts into it once it stands in its place, where each is styled but once. `settings` are
    what can be found in it.
    """

    name: str
    pane: QWidget
    fill: Callable[[], Generator[None, None, None]] = _as_it_is
    settings: tuple[Setting, ...] = ()


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
    """Up and down go from section to section; `left` goes back to where one came from. What is
    typed into `search` finds sections and single settings.
    """

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
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a setting"))
        self.search.setAccessibleName(_("Find a setting"))
        self.search.setFont(theme.font())
        self.search.setFixedHeight(theme.CONTROL)
        self.found = FoundPane()
        self._offered = [
            Found(setting, section.name, place)
            for place, section in enumerate(self.sections)
            for setting in (section.settings or (Setting(section.name, ""),))
        ]
        self._column = _scrolling()
        self.panes = QStackedWidget()
        for place, name in enumerate(self.names):
            name.clicked.connect(lambda _on=False, at=place: self.show_section(at))
            name.stepped.connect(lambda step, at=place: self._go(at + step))
        self.search.textChanged.connect(self._on_typed)
        self.search.returnPressed.connect(lambda: self._lead_to(0))
        self.found.chosen.connect(self._lead_to)
        bind(self, actions.FIND_SETTING, self._begin_to_find)
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
        area = _scrolling()
        self.panes.addWidget(area)
        area.setWidget(self.found)
        yield
        self.show_section(0)

    def show_section(self, place: int) -> None:
        """Show the section at a place."""
        turn_to(self.panes, place)
        for at, name in enumerate(self.names):
            name.setChecked(at == place)
        self._column.ensureWidgetVisible(self.names[place])
        self.setFocusProxy(self.names[place])

    def _begin_to_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_typed(self, typed: str) -> None:
        if not typed.strip():
            self.show_section(next((n for n, name in enumerate(self.names) if name.isChecked()), 0))
            return
        self.found.show_found(typed.strip(), find(typed, self._offered))
        turn_to(self.panes, len(self.sections))

    def _lead_to(self, place: int) -> None:
        """Show the section of what was found, and put the keyboard to where it is done."""
        if place >= len(self.found.found) or not self.search.text().strip():
            return
        found = self.found.found[place]
        self.search.clear()
        self.show_section(found.place)
        part = found.setting.part or self.names[found.place]
        area = self.panes.currentWidget()
        if found.setting.part is not None and isinstance(area, QScrollArea):
            area.ensureWidgetVisible(part)
        part.setFocus(Qt.FocusReason.TabFocusReason)

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
        names.addWidget(self.search)
        names.addSpacing(theme.SNUG)
        # More of them than the smallest window is high.
        column = QWidget()
        column.setObjectName("ground")
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.TIGHT)
        for name in self.names:
            rows.addWidget(name)
        rows.addStretch()
        self._column.setWidget(column)
        names.addWidget(self._column, 1)
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
