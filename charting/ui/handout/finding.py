"""Words looked for in a paper: the field, how many places there are, and from one to the next."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from charting.i18n import _
from charting.services.found_words import Found
from charting.ui import theme
from charting.ui.widgets.fields import LineEdit
from charting.ui.widgets.text import Text

_WIDTH = 320


class _Field(LineEdit):
    """Enter goes to the next place, with Shift to the one before (`went_on`); Escape empties the
    field, and leaves an empty one.
    """

    went_on = Signal(int)
    left = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setPlaceholderText(words)
        self.setAccessibleName(words)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from leaving the whole screen."""
        is_offered = event.type() is QEvent.Type.ShortcutOverride
        if is_offered and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, leave, or type."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.went_on.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """`wanted` asks for words, `went` carries the places and which of them is looked at, from 0;
    `left` when one is done.
    """

    wanted = Signal(str)
    went = Signal(object, int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = _Field(_("Find in this paper"))
        self.field.setFixedWidth(_WIDTH)
        self.count = Text(size=theme.SMALL, ink="quiet", tabular=True)
        self.places: tuple[Found, ...] = ()
        self.at = 0
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.ROOM, theme.SNUG, theme.ROOM, theme.SNUG)
        line.setSpacing(theme.SNUG)
        line.addWidget(self.field)
        line.addWidget(self.count)
        line.addStretch(1)
        self.hide()
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self.wanted)
        self.field.went_on.connect(self._go)
        self.field.left.connect(self._leave)

    def ask(self) -> None:
        """Come into sight, ready for the words."""
        self.show()
        self.field.selectAll()
        self.field.setFocus()

    def forget(self) -> None:
        """Another paper is shown: look for nothing in it."""
        self.field.clear()
        self.show_places(())
        self.hide()

    def show_places(self, places: Sequence[Found]) -> None:
        """Say how many places there are, and go to the first."""
        self.places, self.at = tuple(places), 0
        self._go(0)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def _go(self, steps: int) -> None:
        number = len(self.places)
        if number:
            self.at = (self.at + steps) % number
        self.count.setText(self._words())
        self.went.emit(self.places, self.at)

    def _words(self) -> str:
        if self.places:
            return _("{n} of {all}").format(n=self.at + 1, all=len(self.places))
        return _("Not found") if self.field.text().strip() else ""
