"""The pane that sets up a practice: who treats, where, and the passphrase that guards it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from charting.i18n import _
from charting.ui import theme
from charting.ui.unlock.model import Country, Form, UnlockModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.emblem import Emblem
from charting.ui.widgets.fields import Field, TextField
from charting.ui.widgets.frames import Banner, Card
from charting.ui.widgets.strength import NewPassphrase
from charting.ui.widgets.text import ElidedText, Text, folder_words

_WIDTH = 760
_NUMBER_WIDTH = 152


class FirstRunPane(QScrollArea):
    """The form of a new practice; every refusal stands at its field, and nothing typed is lost."""

    folder_wanted = Signal()

    def __init__(self, model: UnlockModel) -> None:
        super().__init__()
        self._model = model
        self._countries: dict[str, Country] = {}
        self.practitioner = TextField(_("Your name"), hint=_("As it stands on notes and leaflets"))
        self.registration = TextField(
            _("Registration"), hint=_("The number of your professional register, if any")
        )
        self.clinic = TextField(_("Clinic"), hint=_("The name patients know it by"))
        self.phone = TextField(_("Telephone"))
        self.out_of_hours = TextField(
            _("Out of hours"), hint=_("Whom a patient calls in the evening")
        )
        self.country = ChoiceField(_("Country"), [("", _("Choose…"))])
        self.emergency = TextField(_("Emergency number"), hint=_("Printed on leaflets"))
        self.paper = ChoiceField(_("Paper"), [("A4", "A4"), ("Letter", "Letter")])
        self.new = NewPassphrase(_("Passphrase"))
        self.passphrase, self.again = self.new.passphrase, self.new.again
        self.create_button = Button(_("Set up the practice"), Kind.PRIMARY)
        self.existing_button = Button(
            _("Open a practice instead"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL
        )
        self.folder_button = Button(_("Change"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL)
        self.banner = Banner("hazard")
        self._folder = ElidedText(size=theme.SMALL, ink="quiet")
        self._folder_refusal = Text(size=theme.SMALL, ink="hazard", wraps=True)
        self._folder_refusal.hide()
        self._fields: dict[str, Field] = {
            "practitioner_name": self.practitioner,
            "registration": self.registration,
            "clinic_name": self.clinic,
            "clinic_phone": self.phone,
            "out_of_hours_phone": self.out_of_hours,
            "country": self.country,
            "emergency_number": self.emergency,
            "passphrase": self.passphrase,
            "again": self.again,
        }
        self._lay_out()
        self._connect()
        self.offer_countries()

    def show_model(self) -> None:
        """Show the folder at hand, and whether the practice is being made."""
        self._folder.setText(
            _("The records are kept encrypted in {folder}").format(
                folder=folder_words(self._model.folder)
            )
        )
        self._folder_refusal.hide()
        busy = self._model.busy
        self.create_button.set_words(_("Setting up…") if busy else _("Set up the practice"))
        self.create_button.setEnabled(not busy)

    def offer_countries(self) -> None:
        """Offer the countries that are known by now; what was chosen stays chosen."""
        chosen, countries = self.country.value, self._model.countries
        self._countries = {country.code: country for country in countries}
        self.country.offer(
            [("", _("Choose…")), *((country.code, _(country.name)) for country in countries)]
        )
        self.country.choose(chosen)

    def refuse(self, field: str, sentence: str) -> None:
        """Show a refusal at its field, or above them all."""
        if field in self._fields:
            self._fields[field].refuse(sentence)
            self._fields[field].editor.setFocus()
            self.ensureWidgetVisible(self._fields[field])
        elif field == "folder":
            self._folder_refusal.setText(sentence)
            self._folder_refusal.show()
            self.folder_button.setFocus()
        else:
            self.banner.say(sentence)

    @property
    def folder_refusal(self) -> str:
        """Why the practice cannot be kept in the folder at hand, or nothing."""
        return "" if self._folder_refusal.isHidden() else self._folder_refusal.text()

    def clear(self) -> None:
        """Forget the passphrase that was typed."""
        self.new.clear()
        self.banner.hush()

    def _on_create(self) -> None:
        self.banner.hush()
        self._folder_refusal.hide()
        for field in self._fields.values():
            field.accept()
        form = Form(
            self.practitioner.typed,
            self.registration.typed,
            self.clinic.typed,
            self.phone.typed,
            self.out_of_hours.typed,
            self.country.value,
            self.emergency.typed,
            self.paper.value,
        )
        self._model.create(form, self.passphrase.typed, self.again.typed)

    def _on_country(self, code: str) -> None:
        if country := self._countries.get(code):
            self.emergency.write(country.emergency_number)
            self.paper.choose(country.paper)

    def _on_passphrase(self, typed: str) -> None:
        self._model.rate(typed, self.practitioner.typed, self.clinic.typed)

    def _connect(self) -> None:
        self.country.chosen.connect(self._on_country)
        self.new.typed.connect(self._on_passphrase)
        self._model.rated.connect(self.new.show_score)
        self.create_button.clicked.connect(self._on_create)
        self.new.entered.connect(self._on_create)
        self.folder_button.clicked.connect(self.folder_wanted)
        self.existing_button.clicked.connect(self._model.open_existing)
        self._model.countries_known.connect(self.offer_countries)

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card = Card(padding=theme.BROAD, spacing=theme.TIGHT)
        card.rows.setContentsMargins(theme.BROAD, theme.WIDE, theme.BROAD, theme.WIDE)
        card.setFixedWidth(_WIDTH)
        card.rows.addLayout(self._head())
        card.rows.addSpacing(theme.SNUG)
        card.rows.addWidget(self.banner)
        card.rows.addLayout(_row(self.practitioner, self.registration))
        card.rows.addLayout(_row(self.clinic))
        card.rows.addLayout(_row(self.phone, self.out_of_hours))
        numbers = _row(self.country, self.emergency, self.paper)
        for narrow in (self.emergency, self.paper):
            narrow.setFixedWidth(_NUMBER_WIDTH)
        card.rows.addLayout(numbers)
        card.rows.addWidget(self.new)
        card.rows.addLayout(self._foot())
        ground = QWidget()
        self.setWidget(ground)
        rows = QVBoxLayout(ground)
        rows.setContentsMargins(theme.WIDE, theme.ROOM, theme.WIDE, theme.ROOM)
        rows.addStretch(2)
        rows.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.ROOM)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(_("Set up your practice"), size=theme.LARGE, bold=True))
        words.addWidget(Text(_("Once, on this computer."), ink="quiet"))
        head.addWidget(Emblem(48), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _foot(self) -> QVBoxLayout:
        place = QHBoxLayout()
        place.setSpacing(theme.SNUG)
        place.addWidget(self._folder)
        place.addWidget(self.folder_button)
        place.addStretch()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SNUG)
        buttons.addWidget(self.create_button)
        buttons.addWidget(self.existing_button)
        buttons.addStretch()
        foot = QVBoxLayout()
        foot.setSpacing(theme.TIGHT)
        foot.addLayout(place)
        foot.addWidget(self._folder_refusal)
        foot.addSpacing(theme.SNUG)
        foot.addLayout(buttons)
        return foot


def _row(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.ROOM)
    for field in fields:
        row.addWidget(field, 1)
    return row
