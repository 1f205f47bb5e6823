"""The strip of rooms along the window's edge: the visits that are open at once, the needles that
are in, and for how long. No screen hides it; on the cover it shows rooms, and no names. What has
come to its time in another room is told here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
)

from charting.i18n import _, listed, ngettext
from charting.ui import actions, theme
from charting.ui.widgets.chips import KeyHint
from charting.ui.widgets.frames import Hairline
from charting.ui.widgets.speaking import announce
from charting.ui.widgets.text import ElidedText, isolated

if TYPE_CHECKING:
    # The first window shows no room.
    from charting.domain.ids import MarkId
    from charting.domain.moment import Moment
    from charting.domain.planned_time import PlannedEnd
    from charting.services.ports import Clock

HEIGHT = 48
_TICK_MS = 1000
_NARROWEST, _WIDEST = 150, 360
_DOT = 10
# From the dot to the ring round it (px).
_RING = 4
# The same side whatever the words are written in.
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
_RIGHT = (
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
)


@dataclass(frozen=True, slots=True)
class RoomLine:
    """What is told of a room: whose visit, since when its needles are in, how many are out, and
    until when those that are in were meant to stay.
    """

    number: int
    name: str
    in_since: "tuple[Moment, ...]" = ()
    out: int = 0
    uncounted: bool = False
    is_here: bool = False
    ends: "tuple[PlannedEnd, ...]" = ()

    def over(self, now: "Moment") -> "tuple[PlannedEnd, ...]":
        """What has come to its time."""
        return tuple(end for end in self.ends if end.has_come(now))

    def time_words(self, now: "Moment") -> str:
        """Which needles have come to their time, and whose they are; nothing where none has."""
        over = self.over(now)
        if not over:
            return ""
        words = ngettext(
            "Time: {room}, needle {numbers} in for {minutes} min",
            "Time: {room}, needles {numbers} in for {minutes} min",
            len(over),
        )
        room = isolated(self.name) or _("Room {n}").format(n=self.number)
        numbers = listed(str(end.number) for end in over)
        return words.format(room=room, numbers=numbers, minutes=max(end.minutes for end in over))

    def state(self, now: "Moment") -> str:
        """The needles, and the minutes of those that are in, the longest first."""
        if self.in_since:
            whole = {max(0, now.seconds_since(since)) // 60 for since in self.in_since}
            longest_first = listed(str(number) for number in sorted(whole, reverse=True))
            minutes = _("{n} min").format(n=longest_first)
            told = _("{n} in · {minutes}").format(n=len(self.in_since), minutes=minutes)
            over = len(self.over(now))
            return _("{told}: time for {n}").format(told=told, n=over) if over else told
        if self.uncounted and self.out:
            return _("{n} out, not counted").format(n=self.out)
        return _("{n} out").format(n=self.out) if self.out else _("no needle in")


class RoomTab(QAbstractButton):
    """One room: its number, whose visit it is, and its needles. A press shows it."""

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # Number, name and needles stand in one order in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.line = RoomLine(0, "")
        self.state = ""
        self.is_over = False
        self._hint = QSize()

    def show_line(self, line: RoomLine, now: "Moment") -> None:
        """Show a room as it is now."""
        state = line.state(now)
        if (line, state) != (self.line, self.state):
            self.line, self.state, self.is_over = line, state, bool(line.over(now))
            self.setAccessibleName(listed((self._number, line.name, state)))
            self.update()
        # In session mode the type of the whole window is larger.
        if self.sizeHint() != self._hint:
            self._hint = self.sizeHint()
            self.updateGeometry()

    def forget(self) -> None:
        """Show no room; whichever is shown next is measured anew."""
        self.line, self.state, self._hint = RoomLine(0, ""), "", QSize()
        self.setAccessibleName("")

    @property
    def _number(self) -> str:
        return _("Room {n}").format(n=self.line.number)

    @property
    def _title(self) -> str:
        return isolated(self.line.name) or self._number

    def sizeHint(self) -> QSize:
        """The room that its words take."""
        width = 2 * theme.ROOM + _DOT + theme.SNUG + theme.ROOM
        width += self._wide(self._title, bold=True) + self._wide(self.state)
        if self.line.name:
            width += self._wide(str(self.line.number)) + theme.SNUG
        return QSize(min(max(width, _NARROWEST), _WIDEST), theme.CONTROL)

    def minimumSizeHint(self) -> QSize:
        """Room for the number and the needles: they are never shortened."""
        width = 2 * theme.ROOM + _DOT + theme.SNUG + theme.ROOM
        width += self._wide(self.state) + self._wide(self._number, bold=True)
        return QSize(width, theme.CONTROL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the number, the name as far as there is room, and the needles."""
        palette = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, palette)
        box = self.rect().adjusted(theme.ROOM, 0, -theme.ROOM, 0)
        state = self._wide(self.state)
        self._paint_dot(painter, palette, box.right() - state - theme.SNUG - _DOT)
        painter.setFont(theme.font(theme.SMALL, tabular=True))
        is_due = self.line.uncounted and not self.line.in_since and bool(self.line.out)
        is_due = is_due or self.is_over
        painter.setPen(QColor(palette.answer if is_due else palette.text))
        painter.drawText(box, _RIGHT, self.state)
        if self.line.name:
            painter.setPen(QColor(palette.quiet))
            painter.drawText(box, _LEFT, str(self.line.number))
            box.setLeft(box.left() + self._wide(str(self.line.number)) + theme.SNUG)
        box.setRight(box.right() - state - theme.SNUG - _DOT - theme.SNUG)
        self._paint_title(painter, palette, box)

    def _paint_title(self, painter: QPainter, palette: theme.Palette, box: QRect) -> None:
        font = theme.font(theme.SMALL, bold=True)
        painter.setFont(font)
        painter.setPen(QColor(palette.text))
        words = QFontMetrics(font).elidedText(self._title, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LEFT, words)

    def _paint_ground(self, painter: QPainter, palette: theme.Palette) -> None:
        lively = self.underMouse() or self.isDown()
        ground = palette.hover if lively else palette.raised
        if self.line.is_here:
            ground = palette.chosen
        edge = palette.accent if self.line.is_here or self.hasFocus() else palette.edge
        width = 2 if self.line.is_here or self.hasFocus() else theme.HAIRLINE
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(edge), width))
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)

    def _paint_dot(self, painter: QPainter, palette: theme.Palette, left: int) -> None:
        """Full while a needle is in, hollow once all that there were are out."""
        if not (self.line.in_since or self.line.out):
            return
        painter.setPen(QPen(QColor(palette.text), 1.5))
        painter.setBrush(QColor(palette.text) if self.line.in_since else Qt.BrushStyle.NoBrush)
        dot = QRectF(left + 1, (self.height() - _DOT) / 2 + 1, _DOT - 2, _DOT - 2)
        painter.drawEllipse(dot)
        if self.is_over:
            # The ring that the needle has on the back.
            painter.setPen(QPen(QColor(palette.answer), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot.adjusted(-_RING, -_RING, _RING, _RING))

    @staticmethod
    def _wide(words: str, *, bold: bool = False) -> int:
        font = theme.font(theme.SMALL, bold=bold, tabular=not bold)
        return QFontMetrics(font).horizontalAdvance(words) + 1


class RoomsStrip(QFrame):
    """The rooms in one line. It folds only where the one open visit is what the window shows.

    `wanted` carries the number of a room that was pressed, `next_wanted` asks for the next one.
    `heard` holds the needles whose end was heard, here or on the screen of their visit.
    """

    wanted = Signal(int)
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self.setFixedHeight(HEIGHT + theme.HAIRLINE)
        self.setAccessibleName(_("Rooms"))
        self.lines: tuple[RoomLine, ...] = ()
        self.is_covered = False
        self.heard: set[tuple[MarkId, int]] = set()
        self._seen: set[tuple[MarkId, int]] = set()
        self._sounds = False
        self._clock: Clock | None = None
        self._tabs: list[RoomTab] = []
        self._row = QHBoxLayout()
        self._row.setContentsMargins(theme.ROOM, 0, theme.ROOM, 0)
        self._row.setSpacing(theme.SNUG)
        self._key = KeyHint(actions.NEXT_ROOM.key)
        self.words = ElidedText(size=theme.SMALL, ink="quiet")
        # The rooms have what they need, and the words what is left.
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self._key)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(Hairline())
        rows.addLayout(self._row, 1)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self.hide()

    @property
    def tabs(self) -> list[RoomTab]:
        """The rooms that are shown."""
        return [tab for tab in self._tabs if not tab.isHidden()]

    def show_rooms(
        self, lines: Sequence[RoomLine], clock: "Clock", *, sounds: bool = False
    ) -> None:
        """Show these rooms and no others; `sounds` lets what comes to its time be heard, once."""
        self.is_covered, self._sounds = False, sounds
        self._show(tuple(lines), clock)

    def cover(self) -> None:
        """Show the rooms with needles in, without a name; nothing can be pressed."""
        self.is_covered = True
        still = (line for line in self.lines if line.in_since)
        self._show(tuple(replace(line, name="", is_here=False) for line in still), self._clock)

    def forget(self) -> None:
        """Show no room."""
        self._show((), None)

    def _show(self, lines: tuple[RoomLine, ...], clock: "Clock | None") -> None:
        self.lines, self._clock = lines, clock
        self._key.setVisible(not self.is_covered)
        while len(self._tabs) < len(lines):
            self._add()
        for place, tab in enumerate(self._tabs):
            tab.setVisible(place < len(lines))
            if place >= len(lines):
                tab.forget()
        self.setVisible(any(not line.is_here for line in lines))
        self.refresh()
        if any(line.in_since for line in lines):
            self._tick.start()
        else:
            self._tick.stop()

    def refresh(self) -> None:
        """Show the minutes as they are now."""
        if self._clock is None:
            return
        now = self._clock.now()
        for tab, line in zip(self._tabs, self.lines, strict=False):
            tab.show_line(line, now)
        self._tell_time(now)

    def _tell_time(self, now: "Moment") -> None:
        """Tell what has come to its time where nobody looks: in words until somebody went there,
        and by one sound where that was asked for.
        """
        told, new = [], set()
        for line in self.lines:
            over = {(end.needle, end.minutes) for end in line.over(now)}
            if line.is_here:
                # The visit's own screen tells of these.
                self._seen |= over
                continue
            new |= over - self.heard
            if over - self._seen:
                told.append(line.time_words(now))
        words = " · ".join(told)
        usual = "" if self.is_covered else actions.NEXT_ROOM.spoken
        self.words.setText(words or usual)
        self.words.set_ink("answer" if words else "quiet")
        self.words.set_bold(bool(words))
        if new:
            self.heard |= new
            announce(self, words)
            QApplication.alert(self.window())
            if self._sounds:
                QApplication.beep()

    def _add(self) -> None:
        tab = RoomTab()
        tab.clicked.connect(lambda: self._on_pressed(tab))
        self._row.insertWidget(len(self._tabs), tab)
        self._tabs.append(tab)

    def _on_pressed(self, tab: RoomTab) -> None:
        if not self.is_covered:
            self.wanted.emit(tab.line.number)
