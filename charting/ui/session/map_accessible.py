"""The map for a screen reader: every mark and every structure as an entry with its sentence."""

from functools import partial
from typing import Protocol, cast

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QSize
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from charting.domain import pain_extent
from charting.domain.body_map import Side
from charting.domain.marks import MapSite, Needle
from charting.domain.pain_area import AreaSite
from charting.i18n import _
from charting.ui.session.anchors import Anchors, Place
from charting.ui.session.model import SessionModel
from charting.wording import spoken_mark, spoken_structure

# How large an entry is on the screen (px): a finger's breadth round its place.
SIDE = 24


# Qt wants nothing where there is nothing; PySide's hints promise something.
NOTHING = cast(QAccessibleInterface, None)


class Entries(Protocol):
    """What a map tells of itself, entry by entry."""

    def count(self) -> int:
        """How many entries there are."""

    def sentence(self, at: int) -> str:
        """What an entry is."""

    def place(self, at: int) -> Place | None:
        """Where it is, in mm; `None` off the map."""

    def is_selected(self, at: int) -> bool:
        """Whether it is the selected mark."""


class MarksAndStructures:
    """The marks in order of placing, then the structures from the skin inward, right and left."""

    def __init__(self, model: SessionModel, anchors: Anchors) -> None:
        self._model = model
        self._anchors = anchors

    def _structures(self) -> list[tuple[str, Side]]:
        found = self._anchors.structures()
        return [(each, side) for each in found for side in self._anchors.sides(each)]

    def count(self) -> int:
        """How many entries there are."""
        return len(self._model.marks) + len(self._structures())

    def sentence(self, at: int) -> str:
        """What an entry is."""
        marks = self._model.marks
        structures = self._model.body_map.structures
        if at < len(marks):
            mark = marks[at]
            minutes = self._model.minutes_in(mark) if isinstance(mark, Needle) else 0
            words = spoken_mark(mark, at + 1, len(marks), minutes, structures)
            author = self._model.company.author(mark)
            return _("{mark}, by {name}").format(mark=words, name=author) if author else words
        known = self._structures()
        at -= len(marks)
        if at >= len(known):
            return ""
        structure, side = known[at]
        return spoken_structure(structures[structure], side)

    def place(self, at: int) -> Place | None:
        """Where it is, in mm; `None` off the map."""
        marks = self._model.marks
        if at < len(marks):
            site = marks[at].site
            if isinstance(site, AreaSite):
                x, y = pain_extent.anchor(site)
                return x / 10, y / 10
            return (site.x / 10, site.y / 10) if isinstance(site, MapSite) else None
        known = self._structures()
        at -= len(marks)
        return self._anchors.middle(*known[at]) if at < len(known) else None

    def is_selected(self, at: int) -> bool:
        """Whether it is the selected mark."""
        marks = self._model.marks
        return at < len(marks) and marks[at].id == self._model.selected


class Mapped(Protocol):
    """A widget that shows a map."""

    entries: Entries

    def pixel_at(self, place: Place) -> QPointF:
        """Where a place of the map stands on the widget."""


class MapAccessible(QAccessibleWidget):
    """A map as a list; its entries are kept by number, and a number may come to say another."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.List, widget.accessibleName())
        self._kept: list[_Entry] = []
        # Qt lets go of what tells of an object, and an entry has none.
        widget.destroyed.connect(partial(_forget, self._kept))

    @property
    def shown(self) -> Mapped:
        """The map."""
        return cast(Mapped, self.widget())

    def childCount(self) -> int:
        """How many entries there are."""
        return self.shown.entries.count()

    def child(self, index: int) -> QAccessibleInterface:
        """An entry by its number."""
        if not 0 <= index < self.childCount():
            return NOTHING
        while len(self._kept) <= index:
            entry = _Entry(self, len(self._kept))
            QAccessible.registerAccessibleInterface(entry)
            self._kept.append(entry)
        return self._kept[index]

    def indexOfChild(self, entry: QAccessibleInterface) -> int:
        """The number of an entry."""
        return entry.at if isinstance(entry, _Entry) and entry.owner is self else -1


def _forget(entries: list["_Entry"]) -> None:
    """Take entries out of Qt's keeping, whatever a reader still holds of them."""
    for entry in entries:
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(entry))
    entries.clear()


class _Entry(QAccessibleInterface):
    """One mark or structure."""

    def __init__(self, owner: MapAccessible, at: int) -> None:
        super().__init__()
        self.owner, self.at = owner, at

    def isValid(self) -> bool:
        return self.at < self.owner.childCount()

    def object(self) -> QObject:
        return cast(QObject, None)

    def window(self) -> QWindow:
        return self.owner.window()

    def parent(self) -> QAccessibleInterface:
        return self.owner

    def child(self, _index: int) -> QAccessibleInterface:
        return NOTHING

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface:
        return NOTHING

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        named = kind is QAccessible.Text.Name and self.isValid()
        return self.owner.shown.entries.sentence(self.at) if named else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        return

    def rect(self) -> QRect:
        place = self.owner.shown.entries.place(self.at)
        if place is None:
            return QRect()
        corner = self.owner.shown.pixel_at(place).toPoint() - QPoint(SIDE // 2, SIDE // 2)
        return QRect(self.owner.widget().mapToGlobal(corner), QSize(SIDE, SIDE))

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.selectable = state.focusable = True
        state.selected = self.owner.shown.entries.is_selected(self.at)
        return state


# At the end PySide lets go of what it was given, and may do so before Qt has deleted it.
_given: list[MapAccessible] = []


def tell_of(kind: type[QWidget]) -> None:
    """Let Qt tell of widgets of this kind, which are `Mapped`, as maps from now on."""

    def factory(_key: str, asked: QObject | None) -> QAccessibleInterface | None:
        if not isinstance(asked, kind):
            return None
        # Always a new one: a signal that is connected to a method gives a widget another
        # meta-object, Qt then asks again, and keeps and deletes every answer as its own.
        _given.append(MapAccessible(asked))
        return _given[-1]

    QAccessible.installFactory(factory)


def tell_changed(widget: QWidget) -> None:
    """Tell a screen reader, if there is one, that the entries are others."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.ObjectReorder))
