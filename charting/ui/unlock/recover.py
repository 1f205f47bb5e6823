"""The pane that opens a practice by its recovery key, and sets a new passphrase."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from charting.i18n import _
from charting.ui.unlock.model import UnlockModel
from charting.ui.widgets.fields import TextField
from charting.ui.widgets.forms import PassphraseCard
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
        self.card = PassphraseCard(
            _("Passphrase forgotten"),
            self.key,
            ("recovery_key", "passphrase"),
            _("Open, and use the new passphrase"),
            _("Back to the passphrase"),
        )
        self.card.explained.addWidget(
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
        self._lay_out()
        self.card.given.connect(model.recover)
        self.card.left.connect(model.open_existing)
        self.card.new.typed.connect(model.rate)
        model.rated.connect(self.card.new.show_score)
        self.setFocusProxy(self.key)

    def show_model(self) -> None:
        """Show whether the practice is being opened."""
        busy, press = self._model.busy, self.card.press
        press.set_words(_("Opening…") if busy else _("Open, and use the new passphrase"))
        press.setEnabled(not busy)

    def refuse(self, field: str, sentence: str) -> None:
        """Show a refusal at its field, or above them all."""
        self.card.fields.refuse(field, sentence)

    def clear(self) -> None:
        """Forget what was typed."""
        self.card.clear()

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column, ground = QWidget(), QWidget()
        column.setFixedWidth(_WIDTH)
        # From the outside in: whatever is moved with its parts is styled again with all of them.
        self.setWidget(ground)
        whole, rows = QHBoxLayout(ground), QVBoxLayout(column)
        whole.addStretch()
        whole.addWidget(column)
        whole.addStretch()
        rows.addStretch(2)
        rows.addWidget(self.card)
        rows.addStretch(3)
