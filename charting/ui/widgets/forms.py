"""What forms share: refusals led to their fields, presses in a line, and the card by which a
passphrase is changed.
"""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.fields import Field, TextField
from charting.ui.widgets.frames import Banner, Card
from charting.ui.widgets.strength import NewPassphrase
from charting.ui.widgets.text import Text


class FormFields:
    """The fields of a form by the names that refusals give them, and the banner above."""

    def __init__(self, banner: Banner, fields: Mapping[str, Field]) -> None:
        self._banner, self._fields = banner, fields

    def refuse(self, field: str, sentence: str) -> None:
        """Show a refusal at its field, or above them all."""
        if field in self._fields:
            self._fields[field].refuse(sentence)
            self._fields[field].editor.setFocus()
        else:
            self._banner.say(sentence)

    def accept(self) -> None:
        """Take every refusal away, before the form is sent once more."""
        self._banner.hush()
        for field in self._fields.values():
            field.accept()


def in_a_line(*parts: QWidget) -> QHBoxLayout:
    """Parts one beside the other from the left."""
    line = QHBoxLayout()
    line.setSpacing(theme.SNUG)
    for part in parts:
        line.addWidget(part)
    line.addStretch()
    return line


class PassphraseCard(Card):
    """What opens now, the new passphrase twice, and the press; `given` carries the three as typed,
    `left` tells that nothing is to be changed.
    """

    given = Signal(str, str, str)
    left = Signal()

    def __init__(
        self, title: str, now: TextField, named: tuple[str, str], press: str, leave: str
    ) -> None:
        """`named` are the names that refusals give the field of now and the new passphrase."""
        super().__init__(padding=theme.BROAD, spacing=theme.SNUG)
        self.now, self.new = now, NewPassphrase()
        self.banner = Banner("hazard")
        self.press = Button(press, Kind.PRIMARY)
        self.leave = Button(leave, Kind.PLAIN)
        self.explained = QHBoxLayout()
        fields = {named[0]: now, named[1]: self.new.passphrase, "again": self.new.again}
        self.fields = FormFields(self.banner, fields)
        self.rows.addWidget(Text(title, size=theme.LARGE, bold=True))
        self.rows.addLayout(self.explained)
        for part in (self.banner, now, self.new):
            self.rows.addWidget(part)
        self.rows.addSpacing(theme.SNUG)
        self.rows.addLayout(in_a_line(self.press, self.leave))
        self.press.clicked.connect(self._give)
        self.new.entered.connect(self._give)
        self.leave.clicked.connect(self.left)
        bind(self, actions.LEAVE_FORM, self.left.emit)
        self.setFocusProxy(now)

    def clear(self) -> None:
        """Forget what was typed."""
        self.now.write("")
        self.new.clear()
        self.banner.hush()

    def _give(self) -> None:
        self.fields.accept()
        new = self.new
        self.given.emit(self.now.typed, new.passphrase.typed, new.again.typed)
