"""The pane "Give out": of whom, in which forms, encrypted or not, and where to."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from charting.domain.errors import ErrorCode, Refused
from charting.i18n import _, ngettext
from charting.services.archiving import USUAL, Part
from charting.services.research import Extracted
from charting.ui import theme
from charting.ui.exchange.giving_model import GivingModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.forms import in_a_line
from charting.ui.widgets.frames import Banner, Card, SectionHeader, pane_column
from charting.ui.widgets.progress import ProgressBar
from charting.ui.widgets.strength import NewPassphrase
from charting.ui.widgets.text import Text
from charting.ui.widgets.wrapped import WrappedBox
from charting.wording import sentence

ChooseNew = Callable[[QWidget, str], Path | None]

_WIDTH = 760


class GivingPane(QWidget):
    """The choices, the press, how far it has come, and what came of it."""

    def __init__(self, model: GivingModel, choose_file: ChooseNew) -> None:
        super().__init__()
        self._model, self.choose_file = model, choose_file
        self.whom = ChoiceField(_("Of whom"), [("", _("Everybody"))])
        self.parts = {part: _tick(words) for part, words in _parts().items()}
        self.mark = _tick(_("The tables for a spreadsheet that shows ä as Ã¤ (a byte-order mark)"))
        self.encrypt = _tick(_("Encrypt it with a passphrase of its own"))
        self.passphrase = NewPassphrase(_("Passphrase of the archive"))
        self.start_button = Button(_("Choose where, and make it…"), Kind.PRIMARY)
        self.words = _tick(_("With the notes, which may hold names: read them before"))
        self.research_button = Button(_("Choose where, and make the extract…"))
        self.stop_button = Button(_("Stop"))
        self.bar = ProgressBar(_("How far the archive has come"))
        self.progress = Text(size=theme.SMALL, ink="quiet", tabular=True)
        self.said = Banner("counted")
        for part, box in self.parts.items():
            box.setChecked(part in USUAL)
        self._lay_out()
        self.start_button.clicked.connect(self._start)
        self.research_button.clicked.connect(self._start_research)
        self.stop_button.clicked.connect(self._stop)
        self.encrypt.toggled.connect(self.passphrase.setVisible)
        self.passphrase.typed.connect(model.rate)
        model.rated.connect(self.passphrase.show_score)
        model.changed.connect(self.show_model)
        model.refused.connect(lambda words: self.said.say(words, tone="hazard"))
        self.show_model()

    def start(self) -> None:
        """Offer the patient who is looked at, beside everybody."""
        patient = self._model.looked_at()
        one = [("one", patient.listed_name)] if patient is not None else []
        self.whom.offer([("", _("Everybody")), *one])
        self.show_model()

    def show_model(self) -> None:
        """Show how far the archive has come, or what is in it."""
        model = self._model
        for part in (self.stop_button, self.bar, self.progress):
            part.setVisible(model.busy)
        for button in (self.start_button, self.research_button):
            button.setVisible(not model.busy)
        self.passphrase.setVisible(self.encrypt.isChecked())
        if model.busy:
            self.said.hush()
            done, of = model.going or (0, 1)
            self.bar.show_part(done, of)
            self.progress.setText(_("Patients: {done} of {of}").format(done=done, of=of))
        elif model.made is not None and model.file is not None:
            self.said.say(self._made_words(), tone="counted")
        elif model.extracted is not None and model.file is not None:
            self.said.say(_extracted_words(model.file.name, model.extracted), tone="counted")
        elif model.was_stopped:
            self.said.say(_("Stopped. Nothing was written."), tone="answer")

    def _made_words(self) -> str:
        made, file = self._model.made, self._model.file
        if made is None or file is None:
            return ""
        patients = ngettext("{n} patient", "{n} patients", made.patients).format(n=made.patients)
        sessions = ngettext("{n} session", "{n} sessions", made.sessions).format(n=made.sessions)
        words = _("{file}: {patients}, {sessions}.").format(
            file=file.name, patients=patients, sessions=sessions
        )
        if self._model.encrypted:
            return f"{words} " + _("Keep its passphrase elsewhere: nobody opens it without.")
        return f"{words} " + _("It is not encrypted: keep it where nobody else can read it.")

    def _start(self) -> None:
        self.passphrase.passphrase.accept()
        self.passphrase.again.accept()
        parts = frozenset(part for part, box in self.parts.items() if box.isChecked())
        if not parts:
            self.said.say(_("Choose at least one form."), tone="answer")
            return
        words = self.passphrase.passphrase.typed if self.encrypt.isChecked() else ""
        if self.encrypt.isChecked() and not self._is_typed_twice(words):
            return
        patient = self._model.looked_at() if self.whom.value else None
        # No name in it: file managers and backups show names to everybody.
        name = "record" if patient is not None else "practice"
        file = self.choose_file(self.window(), f"{name}.dnarchive" if words else f"{name}.zip")
        if file is not None:
            self._model.start(file, patient, parts, words, mark=self.mark.isChecked())
            self.passphrase.clear()

    def _start_research(self) -> None:
        file = self.choose_file(self.window(), "research.zip")
        if file is not None:
            self._model.start_research(file, words=self.words.isChecked())

    def _is_typed_twice(self, words: str) -> bool:
        if not words:
            missing = Refused(ErrorCode.PASSPHRASE_MISSING)
            self.passphrase.passphrase.refuse(sentence(missing))
            return False
        if words != self.passphrase.again.typed:
            self.passphrase.again.refuse(_("This is not the same passphrase."))
            return False
        return True

    def _stop(self) -> None:
        self._model.stop()
        self.start_button.setFocus()

    def _lay_out(self) -> None:
        rows = pane_column(self, _WIDTH)
        beneath = _("Everything in one file that needs no application, now or in ten years.")
        rows.addWidget(SectionHeader(_("Give out"), beneath=beneath))
        card = Card(padding=theme.WIDE, spacing=theme.SNUG)
        card.rows.addWidget(self.whom)
        card.rows.addWidget(Text(_("In which forms"), size=theme.SMALL, bold=True))
        for box in (*self.parts.values(), self.mark, self.encrypt):
            card.rows.addWidget(box)
        card.rows.addWidget(self.passphrase)
        card.rows.addSpacing(theme.SNUG)
        card.rows.addLayout(in_a_line(self.start_button, self.stop_button))
        for part in (self.bar, self.progress, self.said):
            card.rows.addWidget(part)
        rows.addWidget(card)
        rows.addWidget(self._research_card())
        self.setFocusProxy(self.whom)

    def _research_card(self) -> Card:
        card = Card(padding=theme.WIDE, spacing=theme.SNUG)
        explained = _(
            "Tables of the visits of all patients who agree to it: ages in years, days moved by a "
            "number that nobody keeps, no names. Whether a patient agrees is ticked on their page."
        )
        card.rows.addWidget(Text(_("Research extract"), bold=True))
        card.rows.addWidget(Text(explained, size=theme.SMALL, ink="quiet", wraps=True))
        card.rows.addWidget(self.words)
        card.rows.addLayout(in_a_line(self.research_button))
        return card


def _extracted_words(file: str, made: Extracted) -> str:
    people = ngettext("{n} patient who agrees", "{n} patients who agree", made.people)
    visits = ngettext("{n} session", "{n} sessions", made.visits).format(n=made.visits)
    left = ngettext("{n} patient is not in it", "{n} patients are not in it", made.left_out)
    return _("{file}: {people}, {sessions}; {left}.").format(
        file=file,
        people=people.format(n=made.people),
        sessions=visits,
        left=left.format(n=made.left_out),
    )


def _parts() -> dict[Part, str]:
    return {
        Part.RECORDS: _("The records themselves, which can be brought in again (JSON)"),
        Part.TABLES: _("Tables for a spreadsheet (CSV)"),
        Part.FHIR: _("For other programs for health records (FHIR R4)"),
        Part.ATTACHMENTS: _("Photographs and documents that are kept with the records"),
        Part.MAPS: _("The back with the marks of each visit, as pictures (SVG)"),
        Part.PAPERS: _("To be read and printed (PDF); this takes longest"),
    }


def _tick(words: str) -> QCheckBox:
    box = WrappedBox(words)
    box.setFont(theme.font())
    box.setMinimumHeight(theme.BROAD + theme.SNUG)
    return box
