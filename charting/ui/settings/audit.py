"""The section "Audit": who did what and when, looked for, read, and written to a file."""

from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from charting.domain.audit import KINDS
from charting.domain.errors import Refused
from charting.domain.ids import PractitionerId
from charting.domain.text import read_date
from charting.i18n import _
from charting.services.audit import AuditLine
from charting.ui import theme
from charting.ui.settings.audit_model import AuditModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.fields import TextField
from charting.ui.widgets.forms import in_a_line
from charting.ui.widgets.frames import Banner, Card, SectionHeader
from charting.ui.widgets.patient_picker import PatientPicker
from charting.ui.widgets.rows_table import RowsTable
from charting.ui.widgets.text import Text
from charting.wording import (
    action_words,
    clock_words,
    date_form_words,
    date_words,
    kind_words,
    sentence,
)

ChooseFile = Callable[[QWidget, str], Path | None]

_WIDTH = 960
_SHORTEST = 16
_WIDTHS = (152, 176, 0, 0)
_HEIGHT = 440


class AuditPane(QWidget):
    """What is looked for above, what was found beneath; nothing is read before it is seen."""

    def __init__(self, model: AuditModel, choose_file: ChooseFile) -> None:
        super().__init__()
        self._model, self._choose_file = model, choose_file
        self._has_looked = False
        self.patient = PatientPicker(
            model.find_patients, model.lane, model.country, _("Patient: all of them")
        )
        people = [(key.hex, name) for key, name in model.people.items()]
        self.by = ChoiceField(_("Who"), [("", _("Everybody")), *people])
        kinds = [(kind, kind_words(kind)) for kind in KINDS]
        self.kind = ChoiceField(_("What"), [("", _("Everything")), *kinds])
        self.since = TextField(_("From"), example=date_form_words(model.country))
        self.until = TextField(_("Up to"), example=date_form_words(model.country))
        self.look_button = Button(_("Look"), Kind.PRIMARY)
        self.write_button = Button(_("Save as a table (CSV)…"))
        self.stop_button = Button(_("Stop"))
        self.more_button = Button(_("Show earlier ones"), Kind.PLAIN)
        self.message = Banner("")
        self.heading = Text(size=theme.SMALL, ink="quiet", tabular=True)
        headings = (_("When"), _("Who"), _("What"), _("Patient"))
        self.table = RowsTable(_("What was done"), headings, _WIDTHS)
        self._connect()

    def start(self) -> None:
        """Be read anew when it is seen."""
        self._has_looked = False
        self.message.hush()
        if self.isVisible():
            self._look_once()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the trail when it is looked at: reading leaves a trace of its own."""
        super().showEvent(event)
        self._look_once()

    def look(self) -> None:
        """Find what is asked for."""
        self.message.hush()
        read = []
        for name, field in (("since", self.since), ("until", self.until)):
            field.accept()
            try:
                read.append(
                    read_date(field.typed, name, self._model.country)
                    if field.typed.strip()
                    else None
                )
            except Refused as refused:
                field.refuse(sentence(refused))
                field.line.setFocus()
                return
        patient, people = self.patient.patient, self._model.people
        by: PractitionerId | None = next((key for key in people if key.hex == self.by.value), None)
        self._model.look_for(patient.id if patient else None, by, self.kind.value, *read)

    def show_model(self) -> None:
        """Show what was found."""
        model = self._model
        self.table.lines.show_lines([self._cells(line) for line in model.lines])
        shown = _("{n} entries, the latest first.").format(n=len(model.lines))
        if model.busy:
            shown = _("{n} entries are in the file so far…").format(n=model.written)
        elif not model.lines:
            shown = _("Nothing was done.")
        self.heading.setText(shown)
        self.more_button.setVisible(model.has_more)
        self.write_button.setVisible(not model.busy)
        self.stop_button.setVisible(model.busy)

    def _cells(self, line: AuditLine) -> tuple[str, ...]:
        at = line.entry.at
        when = f"{date_words(at.day, self._model.country)} {clock_words(at, seconds=True)}"
        return when, line.by_name, action_words(line.entry.action), line.patient

    def _look_once(self) -> None:
        if not self._has_looked:
            self._has_looked = True
            self.look()

    def _write(self) -> None:
        # No name in it: file managers show names to everybody.
        file = self._choose_file(self.window(), _("trail-of-changes.csv"))
        if file is not None:
            self._model.write(file)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self.show_model)
        model.said.connect(lambda words: self.message.say(words, tone="counted"))
        model.refused.connect(lambda words: self.message.say(words, tone="hazard"))
        self.look_button.clicked.connect(self.look)
        for field in (self.since, self.until):
            field.entered.connect(self.look)
        for chosen in (self.by.chosen, self.kind.chosen, self.patient.chosen):
            chosen.connect(lambda _which: self.look())
        self.write_button.clicked.connect(self._write)
        self.stop_button.clicked.connect(model.stop)
        self.more_button.clicked.connect(model.more)

    def fill(self) -> Generator[None, None, None]:
        """Put the parts in, one after the other, what holds others before them."""
        whole, column = QVBoxLayout(self), QWidget()
        whole.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        whole.addWidget(column, 1)
        column.setMaximumWidth(_WIDTH)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.ROOM)
        beneath = _("Who did what and when. Reading it leaves a trace too.")
        rows.addWidget(SectionHeader(_("Audit"), beneath=beneath))
        card = Card(padding=theme.WIDE, spacing=theme.SNUG)
        rows.addWidget(card, 1)
        card.rows.addWidget(self.patient)
        yield
        fields = QGridLayout()
        fields.setHorizontalSpacing(theme.ROOM)
        # The longest of many names must not narrow what shows how a date is typed.
        self.kind.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kind.box.setMinimumContentsLength(_SHORTEST)
        for place, field in enumerate((self.by, self.kind, self.since, self.until)):
            fields.addWidget(field, 0, place)
            fields.setColumnStretch(place, 3 if place < 2 else 2)
        card.rows.addLayout(fields)
        yield
        card.rows.addLayout(in_a_line(self.look_button, self.write_button, self.stop_button))
        card.rows.addWidget(self.message)
        card.rows.addWidget(self.heading)
        yield
        self.table.setMinimumHeight(_HEIGHT)
        card.rows.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.more_button)
        card.rows.addLayout(foot)
        yield
        self.show_model()
