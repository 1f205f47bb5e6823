"""A copy for e-mail: its password, typed twice, and how it is told to the patient."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from charting.domain.errors import ErrorCode, Refused
from charting.i18n import _
from charting.ui import theme
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.fields import PassphraseField
from charting.ui.widgets.strength import StrengthBar, length_words, strength_words
from charting.ui.widgets.text import Text
from charting.wording import sentence


class MailingForm(QWidget):
    """`wanted` carries the password once it was typed twice, `rated` what is to be rated."""

    wanted = Signal(str)
    rated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.password = PassphraseField(_("Password of the copy"))
        self.again = PassphraseField(_("The same password again"))
        self.bar = StrengthBar()
        self.save_button = Button(_("Choose where, and save…"), Kind.PRIMARY)
        self.leave_button = Button(_("No copy"), Kind.PLAIN, size=theme.SMALL)
        self.rule = Text(
            _(
                "Never send the password in the same e-mail: tell it by telephone, or give it on "
                "paper. It is kept nowhere."
            ),
            size=theme.SMALL,
            wraps=True,
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG)
        title = Text(_("Copy for e-mail, under a password"), size=theme.SMALL, bold=True)
        fields = (self.password, self.bar, self.again)
        for part in (title, self.rule, *fields, self.save_button, self.leave_button):
            rows.addWidget(part)
        self.password.changed.connect(self._on_typed)
        self.again.entered.connect(self._on_save)
        self.save_button.clicked.connect(self._on_save)
        self.leave_button.clicked.connect(self.close_it)
        self.hide()

    def ask(self) -> None:
        """Ask for a password."""
        self.close_it()
        self.show()
        self.password.setFocus()

    def close_it(self) -> None:
        """Ask for nothing more, and forget what was typed."""
        for field in (self.password, self.again):
            field.write("")
            field.accept()
        self.bar.show_score(0)
        self.hide()

    def show_score(self, score: int) -> None:
        """Show how hard what was typed last is to guess."""
        words = self.password.typed
        self.bar.show_score(score if words else 0)
        if words and not length_words(words):
            self.password.advise(strength_words(score))

    def refuse(self, words: str) -> None:
        """Say what is wrong with the password."""
        self.password.refuse(words)

    def _on_typed(self, words: str) -> None:
        self.password.advise(length_words(words))
        if words:
            self.rated.emit(words)

    def _on_save(self) -> None:
        words = self.password.typed
        if not words:
            self.password.refuse(sentence(Refused(ErrorCode.PASSPHRASE_MISSING)))
        elif words != self.again.typed:
            self.again.refuse(_("This is not the same password."))
        else:
            self.wanted.emit(words)
