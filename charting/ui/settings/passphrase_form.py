"""The form that changes one's own passphrase."""

from charting.i18n import _
from charting.ui.settings.model import PeopleModel
from charting.ui.widgets.fields import PassphraseField
from charting.ui.widgets.forms import PassphraseCard


class PassphraseForm(PassphraseCard):
    """The passphrase of now, and the new one twice; `left` without anything kept."""

    def __init__(self, model: PeopleModel) -> None:
        super().__init__(
            _("Change your passphrase"),
            PassphraseField(_("Your passphrase of now")),
            ("passphrase", "new"),
            _("Change the passphrase"),
            _("Leave as it was"),
        )
        self.given.connect(model.change_passphrase)
        self.new.typed.connect(model.rate)
        model.rated.connect(self.new.show_score)

    def start(self) -> None:
        """Forget what was typed, and begin."""
        self.clear()
        self.now.line.setFocus()

    def refuse(self, field: str, sentence: str) -> None:
        """Show a refusal at its field, or above them all."""
        self.fields.refuse(field, sentence)
