"""The form that changes one's own passphrase."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.settings.model import PeopleModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.fields import Field, PassphraseField
from charting.ui.widgets.frames import Banner, Card
from charting.ui.widgets.strength import NewPassphrase
from charting.ui.widgets.text import Text


class PassphraseForm(Card):
    """The passphrase of now, and the new one twice; `left` without anything kept."""

    left = Signal()

    def __init__(self, model: PeopleModel) -> None:
        super().__init__(padding=theme.BROAD, spacing=theme.SNUG)
        self._model = model
        self.old = PassphraseField(_("Your passphrase of now"))
        self.new = NewPassphrase()
        self.banner = Banner("hazard")
        self.keep_button = Button(_("Change the passphrase"), Kind.PRIMARY)
        self.leave_button = Button(_("Leave as it was"), Kind.PLAIN)
        self._fields: dict[str, Field] = {
            "passphrase": self.old,
            "new": self.new.passphrase,
            "again": self.new.again,
        }
        self._lay_out()
        self.keep_button.clicked.connect(self._on_keep)
        self.leave_button.clicked.connect(self.left)
        self.new.entered.connect(self._on_keep)
        self.new.typed.connect(model.rate)
        model.rated.connect(self.new.show_score)
        bind(self, actions.LEAVE_FORM, self.left.emit)

    def start(self) -> None:
        """Forget what was typed, and begin."""
        self.old.write("")
        self.new.clear()
        self.banner.hush()
        self.old.line.setFocus()

    def refuse(self, field: str, sentence: str) -> None:
        """Show a refusal at its field, or above them all."""
        if field in self._fields:
            self._fields[field].refuse(sentence)
            self._fields[field].editor.setFocus()
        else:
            self.banner.say(sentence)

    def _on_keep(self) -> None:
        self.banner.hush()
        for field in self._fields.values():
            field.accept()
        new = self.new
        self._model.change_passphrase(self.old.typed, new.passphrase.typed, new.again.typed)

    def _lay_out(self) -> None:
        self.rows.addWidget(Text(_("Change your passphrase"), size=theme.LARGE, bold=True))
        self.rows.addSpacing(theme.SNUG)
        self.rows.addWidget(self.banner)
        old = QHBoxLayout()
        old.setSpacing(theme.ROOM)
        old.addWidget(self.old, 1)
        old.addStretch(1)
        self.rows.addLayout(old)
        self.rows.addWidget(self.new)
        self.rows.addSpacing(theme.SNUG)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SNUG)
        buttons.addWidget(self.keep_button)
        buttons.addWidget(self.leave_button)
        buttons.addStretch()
        self.rows.addLayout(buttons)
