"""The pane that opens a practice by its recovery key, and sets a new passphrase."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.unlock.model import UnlockModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.fields import Field, TextField
from charting.ui.widgets.frames import Banner, Card
from charting.ui.widgets.strength import NewPassphrase
from charting.ui.widgets.text import Text

_WIDTH = 760


class RecoverPane(QScrollArea):
    """The key as it stands on the paper, and the new passphrase twice."""

    def __init__(self, model: UnlockModel) -> None:
        super().__init__()
        self._model = model
        self.key = TextField(
            _("Recovery key"), hint=_("The eight groups from the paper, with or without spaces")
        )
        self.new = NewPassphrase()
        self.banner = Banner("hazard")
        self.open_button = Button(_("Open, and use the new passphrase"), Kind.PRIMARY)
        self.leave_button = Button(_("Back to the passphrase"), Kind.PLAIN)
        self._fields: dict[str, Field] = {
            "recovery_key": self.key,
            "passphrase": self.new.passphrase,
            "again": self.new.again,
        }
        self._lay_out()
        self.open_button.clicked.connect(self._on_open)
        self.new.entered.connect(self._on_open)
        self.new.typed.connect(model.rate)
        model.rated.connect(self.new.show_score)
        self.leave_button.clicked.connect(model.open_existing)
        bind(self, actions.LEAVE_FORM, model.open_existing)
        self.setFocusProxy(self.key)

    def show_model(self) -> None:
        """Show whether the practice is being opened."""
        busy = self._model.busy
        self.open_button.set_words(_("Opening…") if busy else _("Open, and use the new passphrase"))
        self.open_button.setEnabled(not busy)

    def refuse(self, field: str, sentence: str) -> None:
        """Show a refusal at its field, or above them all."""
        if field in self._fields:
            self._fields[field].refuse(sentence)
            self._fields[field].editor.setFocus()
        else:
            self.banner.say(sentence)

    def clear(self) -> None:
        """Forget what was typed."""
        self.key.write("")
        self.new.clear()
        self.banner.hush()

    def _on_open(self) -> None:
        self.banner.hush()
        for field in self._fields.values():
            field.accept()
        new = self.new
        self._model.recover(self.key.typed, new.passphrase.typed, new.again.typed)

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card = Card(padding=theme.BROAD, spacing=theme.SNUG)
        card.rows.addWidget(Text(_("Passphrase forgotten"), size=theme.LARGE, bold=True))
        card.rows.addWidget(
            Text(
                _(
                    "Nobody can look a passphrase up. The recovery key on paper opens the "
                    "practice, and you choose a new passphrase. Without that paper only a "
                    "colleague’s passphrase, or a backup whose passphrase you know, opens the "
                    "records."
                ),
                wraps=True,
            )
        )
        card.rows.addSpacing(theme.SNUG)
        for part in (self.banner, self.key, self.new):
            card.rows.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SNUG)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.leave_button)
        buttons.addStretch()
        card.rows.addLayout(buttons)
        column, ground = QWidget(), QWidget()
        column.setFixedWidth(_WIDTH)
        rows = QVBoxLayout(column)
        rows.addStretch(2)
        rows.addWidget(card)
        rows.addStretch(3)
        whole = QHBoxLayout(ground)
        whole.addStretch()
        whole.addWidget(column)
        whole.addStretch()
        self.setWidget(ground)
