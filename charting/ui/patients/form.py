"""The form for a patient's details, in the place of the chart: to add someone, or to correct."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from charting.domain.ids import PatientId
from charting.domain.patient import Patient, Sex
from charting.i18n import _, listed
from charting.languages import ENGLISH
from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.patients.lists import years_words
from charting.ui.patients.model import Details, PatientsModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.fields import TextField
from charting.ui.widgets.forms import FormFields
from charting.ui.widgets.frames import Banner, Card, ToneFrame
from charting.ui.widgets.text import Text, isolated
from charting.wording import date_words, sex_words
from charting.wording.initials import beginning
from charting.wording.languages import language_words

_WIDTH = 640


class DoublesFrame(ToneFrame):
    """Those who are probably the same person, each to be opened."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("answer")
        self.sentence = Text(_("Probably already on file:"), bold=True)
        self.open_buttons: list[Button] = []
        self._people = QVBoxLayout()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.WIDE, theme.ROOM, theme.ROOM, theme.ROOM)
        rows.setSpacing(theme.SNUG)
        rows.addWidget(self.sentence)
        rows.addLayout(self._people)
        self.hide()

    def show_people(self, people: Sequence[Patient], country: str) -> None:
        """Show who it might be."""
        self.open_buttons = []
        while (item := self._people.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for patient in people:
            self._people.addWidget(self._row(patient, country))
        self.setVisible(bool(people))

    def _row(self, patient: Patient, country: str) -> QWidget:
        words = _("{name}, born {born}").format(
            name=isolated(patient.name), born=date_words(patient.born, country)
        )
        if patient.archived:
            words = _("{person} (archived)").format(person=words)
        button = Button(_("Open"), height=theme.BROAD + theme.TIGHT, size=theme.SMALL)
        button.setAccessibleName(_("Open {person}").format(person=words))
        button.clicked.connect(self._wanting(patient))
        self.open_buttons.append(button)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Text(words, wraps=True), 1)
        line.addWidget(button)
        return row

    def _wanting(self, patient: Patient) -> Callable[[], None]:
        return lambda: self.wanted.emit(patient)


class PatientForm(QWidget):
    """Family and given name, date of birth, sex, telephone, and in which language somebody reads.
    `left` without anything kept.
    """

    left = Signal()
    double_wanted = Signal(object)

    def __init__(self, model: PatientsModel) -> None:
        super().__init__()
        self._model = model
        self._draft: PatientId | None = None
        self._patient: Patient | None = None
        self.title = Text(size=theme.LARGE, bold=True)
        self.family = TextField(_("Family name"))
        self.given = TextField(_("Given name"))
        self.born = TextField(_("Date of birth"))
        self.sex = ChoiceField(_("Sex"), [(sex.value, beginning(sex_words(sex))) for sex in Sex])
        self.phone = TextField(_("Telephone"))
        self.language = ChoiceField(_("Reads"), ())
        self.doubles = DoublesFrame()
        self.banner = Banner("hazard")
        self.keep_button = Button("", Kind.PRIMARY)
        self.leave_button = Button(_("Leave as it was"), Kind.PLAIN)
        self._fields = FormFields(
            self.banner,
            {
                "family_name": self.family,
                "given_name": self.given,
                "born": self.born,
                "phone": self.phone,
            },
        )
        self._lay_out()
        self._connect()

    def start_adding(self, family: str = "") -> None:
        """Empty the form for a new patient; `family` is what was looked for in vain."""
        self._patient, self._draft = None, self._model.draft()
        self.title.setText(_("New patient"))
        self.leave_button.set_words(_("Do not add"))
        self._fill(Details(family, "", "", Sex.UNKNOWN, ""))

    def start_correcting(self, patient: Patient) -> None:
        """Fill the form with what is on file."""
        self._patient, self._draft = patient, None
        self.title.setText(_("Correct details"))
        self.leave_button.set_words(_("Leave as it was"))
        born = date_words(patient.born, self._model.country)
        self._fill(
            Details(
                patient.family, patient.given, born, patient.sex, patient.phone, patient.language
            )
        )

    def refuse(self, field: str, sentence: str) -> None:
        """Show a refusal at its field, or above them all."""
        self._fields.refuse(field, sentence)

    def _fill(self, details: Details) -> None:
        self.family.write(details.family)
        self.given.write(details.given)
        self.born.write(details.born)
        self.sex.choose(details.sex)
        self.phone.write(details.phone)
        self.language.offer(self._languages(details.language))
        self.language.choose(details.language)
        self.banner.hush()
        self._forget_doubles()
        self.family.line.setFocus()

    def _languages(self, known: str) -> list[tuple[str, str]]:
        """What there is something to read in, and what is on file already."""
        codes = ["" if code == ENGLISH else code for code in self._model.languages]
        return [(code, language_words(code)) for code in dict.fromkeys((*codes, known))]

    def _on_keep(self) -> None:
        self._fields.accept()
        details = Details(
            self.family.typed,
            self.given.typed,
            self.born.typed,
            Sex(self.sex.value),
            self.phone.typed,
            self.language.value,
        )
        if self._patient is not None:
            self._model.correct(self._patient, details)
        elif self._draft is not None:
            self._model.add(self._draft, details, surely=self.doubles.isVisible())

    def _on_doubles(self, people: tuple[Patient, ...]) -> None:
        self.doubles.show_people(people, self._model.country)
        self.keep_button.set_words(_("Add anyway"))
        self.keep_button.set_kind(Kind.QUIET)
        self.doubles.open_buttons[0].setFocus()

    def _forget_doubles(self) -> None:
        self.doubles.hide()
        adds = self._patient is None
        self.keep_button.set_words(_("Add the patient") if adds else _("Keep the corrections"))
        self.keep_button.set_kind(Kind.PRIMARY)

    def _on_born(self, typed: str) -> None:
        read = self._model.read_born(typed)
        if read is None:
            self.born.advise(_("Day, month and year, for example 9.3.1984"))
            return
        born, years = read
        spelled = QLocale().toString(
            QDate(born.year, born.month, born.day), QLocale.FormatType.LongFormat
        )
        self.born.advise(listed((spelled, years_words(years))))

    def _connect(self) -> None:
        self.keep_button.clicked.connect(self._on_keep)
        self.leave_button.clicked.connect(self.left)
        self.doubles.wanted.connect(self.double_wanted)
        self.born.changed.connect(self._on_born)
        for field in (self.family, self.given, self.born, self.phone):
            field.changed.connect(self._forget_doubles)
            field.entered.connect(self._on_keep)
        self._model.doubles_found.connect(self._on_doubles)
        bind(self, actions.LEAVE_FORM, self.left.emit)

    def _lay_out(self) -> None:
        card = Card(padding=theme.BROAD, spacing=theme.SNUG)
        card.setMaximumWidth(_WIDTH)
        card.rows.addWidget(self.title)
        card.rows.addSpacing(theme.SNUG)
        card.rows.addWidget(self.banner)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.ROOM)
        grid.setVerticalSpacing(theme.SNUG)
        fields = (self.family, self.given, self.born, self.sex, self.phone, self.language)
        for place, field in enumerate(fields):
            grid.addWidget(field, place // 2, place % 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        card.rows.addLayout(grid)
        card.rows.addWidget(self.doubles)
        card.rows.addSpacing(theme.SNUG)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SNUG)
        buttons.addWidget(self.keep_button)
        buttons.addWidget(self.leave_button)
        buttons.addStretch()
        card.rows.addLayout(buttons)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        rows.addWidget(card)
        rows.addStretch()
