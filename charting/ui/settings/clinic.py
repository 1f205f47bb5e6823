"""The section "Clinic": whether several computers share the record, and how they come to."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from charting.domain.clinic import USUAL_PORT, ClinicAddress
from charting.domain.errors import Refused
from charting.i18n import _
from charting.services.clinics import Admin
from charting.ui import theme
from charting.ui.settings.clinic_model import ClinicModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.fields import PassphraseField, TextField
from charting.ui.widgets.forms import in_a_line
from charting.ui.widgets.frames import Banner, Card, SectionHeader, pane_column
from charting.ui.widgets.text import Text
from charting.wording import sentence

ChooseNewFile = Callable[[QWidget, str], Path | None]
ChooseFile = Callable[[QWidget], Path | None]
ReadAuthority = Callable[[Path | None], str]

CARD_NAME = "clinic.card"
DUMP_NAME = "clinic.dump"
_WIDTH = 760
_PORT_WIDTH = 112
_GREATEST_PORT = 65_535


class ClinicPane(QWidget):
    """Of a clinic its state and its card; of a practice on one computer the way to a server."""

    def __init__(
        self,
        model: ClinicModel,
        choose_card: ChooseNewFile,
        choose_authority: ChooseFile,
        read_authority: ReadAuthority,
        choose_dump: ChooseNewFile,
    ) -> None:
        """`read_authority` gives the certificates in a file, or refuses it."""
        super().__init__()
        self._model = model
        self._choose_card, self._choose_authority = choose_card, choose_authority
        self._read_authority = read_authority
        self._choose_dump = choose_dump
        self._authority = ""
        self.banner = Banner("")
        self.host = TextField(_("Server"), hint=_("Its name or address in the clinic’s network"))
        self.port = TextField(_("Port"))
        self.database = TextField(_("Database"), hint=_("A new one; it is made if need be"))
        self.admin = TextField(_("Administrator of the server"))
        self.password = PassphraseField(_("Their password"), hint=_("It is not kept"))
        self.authority = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.authority_button = Button(_("Choose a certificate…"))
        self.check_button = Button(_("Check the server"), Kind.PRIMARY)
        self.would_move = Banner("answer")
        self.move_button = Button(_("Move the record there"), Kind.PRIMARY)
        self.keep_button = Button(_("Keep it here"))
        self.look_button = Button(_("Look again"))
        self.card_button = Button(_("Write a card…"), Kind.PRIMARY)
        self.dump_button = Button(_("Write a dump…"))
        self._lay_out()
        self._connect()
        self.show_model()

    def start(self) -> None:
        """See how the server is, and forget what was typed for another."""
        self.banner.hush()
        self.password.write("")
        self._model.forget()
        self._model.read()

    def show_model(self) -> None:
        """Show what can be done now."""
        model, ready = self._model, bool(self._model.would_move)
        buttons = (self.check_button, self.move_button, self.look_button, self.card_button)
        for button in (*buttons, self.dump_button):
            button.setEnabled(not model.busy)
        self.dump_button.set_words(_("A moment…") if model.busy else _("Write a dump…"))
        if model.address is not None or not model.may_move:
            return
        self.check_button.setVisible(not ready)
        self.check_button.set_words(_("A moment…") if model.busy else _("Check the server"))
        for button in (self.move_button, self.keep_button):
            button.setVisible(ready)
        self.would_move.say(model.would_move)

    def _on_check(self) -> None:
        self.banner.hush()
        for field in (self.host, self.port, self.database, self.admin, self.password):
            field.accept()
        missing = _("Fill this in.")
        for field in (self.host, self.database, self.admin, self.password):
            if not field.typed.strip():
                field.refuse(missing)
                field.editor.setFocus()
                return
        port = self.port.typed.strip()
        if not (port.isascii() and port.isdigit() and 0 < int(port) <= _GREATEST_PORT):
            self.port.refuse(_("A number, usually {n}.").format(n=USUAL_PORT))
            self.port.editor.setFocus()
            return
        address = ClinicAddress(
            self.host.typed.strip(), self.database.typed.strip(), int(port), self._authority
        )
        self._model.check(address, Admin(self.admin.typed.strip(), self.password.typed))

    def _on_authority(self) -> None:
        file = self._choose_authority(self.window())
        if file is None:
            return
        try:
            self._authority = self._read_authority(file)
        except Refused as refused:
            self.banner.say(sentence(refused), tone="hazard")
            return
        words = _("{file} says who vouches for the server’s certificate.")
        self.authority.setText(words.format(file=file.name))

    def _on_card(self) -> None:
        file = self._choose_card(self.window(), CARD_NAME)
        if file is not None:
            words = _(
                "The card is written. On the other computer choose “Join a clinic” at the first "
                "start; everybody opens the practice there with their own passphrase."
            )
            self._model.write_card(file, words)

    def _on_dump(self) -> None:
        self.banner.hush()
        for field in (self.admin, self.password):
            field.accept()
            if not field.typed.strip():
                field.refuse(_("Fill this in."))
                field.editor.setFocus()
                return
        if (file := self._choose_dump(self.window(), DUMP_NAME)) is not None:
            self._model.dump(Admin(self.admin.typed.strip(), self.password.typed), file)
            self.password.write("")

    def stop(self) -> None:
        """Say nothing any more of what is under way."""
        self._model.stop()

    def _on_said(self, words: str, tone: str) -> None:
        self.banner.say(words, tone=tone)

    def _connect(self) -> None:
        self.check_button.clicked.connect(self._on_check)
        is_there = self._model.address is not None
        self.password.entered.connect(self._on_dump if is_there else self._on_check)
        self.dump_button.clicked.connect(self._on_dump)
        self.authority_button.clicked.connect(self._on_authority)
        self.move_button.clicked.connect(self._model.move)
        self.keep_button.clicked.connect(self._model.forget)
        self.look_button.clicked.connect(lambda: self._model.read(thorough=True))
        self.card_button.clicked.connect(self._on_card)
        self._model.changed.connect(self.show_model)
        self._model.said.connect(self._on_said)

    def _lay_out(self) -> None:
        rows = pane_column(self, _WIDTH)
        rows.addWidget(SectionHeader(_("Clinic"), beneath=self._model.place))
        rows.addWidget(self.banner)
        if self._model.address is not None:
            rows.addWidget(self._shared_card())
            if self._model.may_manage:
                rows.addWidget(self._dump_card())
        elif self._model.may_move:
            rows.addWidget(self._server_card())
        else:
            rows.addWidget(Text(_("Only an owner moves it to a clinic’s server."), wraps=True))

    def _shared_card(self) -> Card:
        card = Card(padding=theme.ROOM, spacing=theme.SNUG)
        words = _(
            "A further computer joins by a card: a small file that says where the server is. "
            "Without a passphrase it opens nothing."
        )
        card.rows.addWidget(Text(words, wraps=True))
        shown = (self.card_button, self.look_button) if self._model.may_manage else ()
        card.rows.addLayout(in_a_line(*(shown or (self.look_button,))))
        return card

    def _dump_card(self) -> Card:
        card = Card(padding=theme.ROOM, spacing=theme.SNUG)
        words = _(
            "A dump is the server’s whole database in one file, made by PostgreSQL’s own programs. "
            "It is restored on trial beside the clinic’s database and compared with it, while "
            "everybody goes on charting. It is not encrypted: guard it as you guard the server."
        )
        card.rows.addWidget(Text(words, wraps=True))
        self.admin.write("postgres")
        row = QHBoxLayout()
        row.setSpacing(theme.ROOM)
        for field in (self.admin, self.password):
            row.addWidget(field, 1)
        card.rows.addLayout(row)
        card.rows.addLayout(in_a_line(self.dump_button))
        return card

    def _server_card(self) -> Card:
        card = Card(padding=theme.ROOM, spacing=theme.SNUG)
        words = _(
            "Several computers can share the record on a server of the clinic’s own (PostgreSQL 14 "
            "or newer). It moves there whole, or stays where it is; the one here is kept."
        )
        card.rows.addWidget(Text(words, wraps=True))
        self.port.write(str(USUAL_PORT))
        self.admin.write("postgres")
        self.port.setFixedWidth(_PORT_WIDTH)
        for line in ((self.host, self.port), (self.database,), (self.admin, self.password)):
            row = QHBoxLayout()
            row.setSpacing(theme.ROOM)
            for field in line:
                row.addWidget(field, 1)
            card.rows.addLayout(row)
        self.authority.setText(
            _("Did the clinic make the server’s certificate itself? Then choose its authority.")
        )
        card.rows.addWidget(self.authority)
        card.rows.addLayout(in_a_line(self.authority_button))
        card.rows.addWidget(self.would_move)
        card.rows.addLayout(in_a_line(self.check_button, self.move_button, self.keep_button))
        return card
