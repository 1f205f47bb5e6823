"""The pane that sets up a practice in three steps: who treats, where, and what guards the records.
From the first of them a practice of invented people is one click away.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

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
# Which fields stand in which step; what stands in none belongs to the last one.
_STEPS = (
    ("practitioner_name", "registration"),
    (
        *("clinic_name", "clinic_phone", "out_of_hours_phone"),
        *("country", "emergency_number", "paper"),
    ),
    ("passphrase", "again", "folder"),
)
_LAST = len(_STEPS) - 1


class FirstRunPane(QScrollArea):
    """The form of a new practice; every refusal stands at its field, and nothing typed is lost.

    `step` is the step in sight, 0 to 2.
    """

    folder_wanted = Signal()
    card_wanted = Signal()

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
        self.step = 0
        self._told = Text(ink="quiet")
        self.next_button = Button(_("Go on"), Kind.PRIMARY)
        self.back_button = Button(_("Back"), Kind.PLAIN)
        self.create_button = Button(_("Set up the practice"), Kind.PRIMARY)
        self.demo_button = Button(_("Look round first, with invented people"), Kind.QUIET)
        self.existing_button = Button(
            _("Open a practice instead"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL
        )
        self.join_button = Button(
            _("Join a clinic"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL
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
        if field:
            self._show_step(next((n for n, names in enumerate(_STEPS) if field in names), _LAST))
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

    def focus_first(self) -> None:
        """Put the keyboard into the first field of the step in sight."""
        (self.practitioner, self.clinic, self.passphrase)[self.step].editor.setFocus()

    def go_on(self) -> None:
        """Go to the next step, or stay with a refusal where this one lacks something."""
        self._accept()
        wrong = self._model.lacks(self._form())
        if wrong is not None and wrong[0] in _STEPS[self.step]:
            self.refuse(*wrong)
            return
        self._show_step(self.step + 1)
        self.focus_first()

    def _go_back(self) -> None:
        self._accept()
        self._show_step(self.step - 1)
        self.focus_first()

    def _show_step(self, step: int) -> None:
        self.step = step
        self._steps.setCurrentIndex(step)
        for button, shown in (
            (self.next_button, step < _LAST),
            (self.create_button, step == _LAST),
            (self.back_button, step > 0),
            (self.demo_button, step == 0),
            (self.existing_button, step == 0),
            (self.join_button, step == 0),
        ):
            button.setVisible(shown)
        titles = (_("Who treats"), _("Where"), _("What guards the records"))
        self._told.setText(
            _("Step {n} of {all}: {title}").format(n=step + 1, all=_LAST + 1, title=titles[step])
        )

    def _accept(self) -> None:
        self.banner.hush()
        self._folder_refusal.hide()
        for field in self._fields.values():
            field.accept()

    def _form(self) -> Form:
        return Form(
            self.practitioner.typed,
            self.registration.typed,
            self.clinic.typed,
            self.phone.typed,
            self.out_of_hours.typed,
            self.country.value,
            self.emergency.typed,
            self.paper.value,
        )

    def _on_create(self) -> None:
        self._accept()
        self._model.create(self._form(), self.passphrase.typed, self.again.typed)

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
        self.next_button.clicked.connect(self.go_on)
        self.back_button.clicked.connect(self._go_back)
        for last in (self.registration, self.emergency):
            last.entered.connect(self.go_on)
        self.demo_button.clicked.connect(self._model.demonstration_wanted)
        self.create_button.clicked.connect(self._on_create)
        self.new.entered.connect(self._on_create)
        self.folder_button.clicked.connect(self.folder_wanted)
        self.existing_button.clicked.connect(self._model.open_existing)
        self.join_button.clicked.connect(self.card_wanted)
        self._model.countries_known.connect(self.offer_countries)

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card = Card(padding=theme.BROAD, spacing=theme.TIGHT)
        card.rows.setContentsMargins(theme.BROAD, theme.WIDE, theme.BROAD, theme.WIDE)
        card.setFixedWidth(_WIDTH)
        card.rows.addLayout(_head(self._told))
        card.rows.addSpacing(theme.SNUG)
        card.rows.addWidget(self.banner)
        self._steps = QStackedWidget()
        for step in (self._who(), self._where(), self._guard()):
            self._steps.addWidget(step)
        card.rows.addWidget(self._steps)
        card.rows.addSpacing(theme.SNUG)
        card.rows.addLayout(self._foot())
        self._show_step(0)
        ground = QWidget()
        self.setWidget(ground)
        rows = QVBoxLayout(ground)
        rows.setContentsMargins(theme.WIDE, theme.ROOM, theme.WIDE, theme.ROOM)
        rows.addStretch(2)
        rows.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)

    def _who(self) -> QWidget:
        words = _(
            "Everything stays on this computer, in one encrypted file. No network is ever used "
            "unless you ask for it, as with a clinic's own database."
        )
        return _step(_row(self.practitioner, self.registration), Text(words, wraps=True))

    def _where(self) -> QWidget:
        for narrow in (self.emergency, self.paper):
            narrow.setFixedWidth(_NUMBER_WIDTH)
        return _step(
            _row(self.clinic),
            _row(self.phone, self.out_of_hours),
            _row(self.country, self.paper, self.emergency),
        )

    def _guard(self) -> QWidget:
        words = _(
            "Without the passphrase nobody can open the records, we neither. After this step a "
            "recovery key goes on paper, for the day on which it is forgotten."
        )
        place = QHBoxLayout()
        place.setSpacing(theme.SNUG)
        place.addWidget(self._folder)
        place.addWidget(self.folder_button)
        place.addStretch()
        return _step(self.new, Text(words, wraps=True), place, self._folder_refusal)

    def _foot(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SNUG)
        for button in (self.next_button, self.create_button, self.back_button, self.demo_button):
            buttons.addWidget(button)
        buttons.addWidget(self.existing_button)
        buttons.addWidget(self.join_button)
        buttons.addStretch()
        return buttons


def _head(told: Text) -> QHBoxLayout:
    head = QHBoxLayout()
    head.setSpacing(theme.ROOM)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Text(_("Set up your practice"), size=theme.LARGE, bold=True))
    words.addWidget(told)
    head.addWidget(Emblem(48), 0, Qt.AlignmentFlag.AlignTop)
    head.addLayout(words, 1)
    return head


def _step(*parts: QWidget | QHBoxLayout) -> QWidget:
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(theme.SNUG)
    for part in parts:
        if isinstance(part, QWidget):
            rows.addWidget(part)
        else:
            rows.addLayout(part)
    rows.addStretch()
    return page


def _row(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.ROOM)
    for field in fields:
        row.addWidget(field, 1)
    return row
