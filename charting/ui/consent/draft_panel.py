"""A consent that is asked for: who needles, what is left out, questions, and who signs."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from charting.domain.consent import Signer
from charting.domain.ids import PractitionerId
from charting.domain.text import LINE_LIMIT
from charting.i18n import _
from charting.languages import ENGLISH
from charting.ui import actions, theme
from charting.ui.consent.model import ConsentModel
from charting.ui.consent.pad import SignaturePad
from charting.ui.widgets.buttons import Button, Kind, option
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.text import Text
from charting.wording.consent import signer_words
from charting.wording.languages import language_words


class DraftPanel(QScrollArea):
    """What is filled in beside the text; the signatures come last."""

    kept = Signal()

    def __init__(self, model: ConsentModel) -> None:
        super().__init__()
        self._model = model
        self.signer = Signer.PATIENT
        self._offered: tuple[tuple[str, str], ...] = ()
        self.setWidgetResizable(True)
        self.setAccessibleName(_("What is filled in beside the text"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        body = QFrame()
        body.setProperty("look", "panel")
        self.setWidget(body)
        self._rows = QVBoxLayout(body)
        self._rows.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
        self._rows.setSpacing(theme.SNUG)
        self.by = ChoiceField(_("Who needles"), ())
        self.by.chosen.connect(self._on_by)
        self._rows.addWidget(self.by)
        self.language = ChoiceField(_("Read and signed in"), ())
        self.language.chosen.connect(model.read_in)
        self._rows.addWidget(self.language)
        self._add_regions()
        self._add_questions()
        self._add_signatures()
        self._rows.addStretch(1)

    def begin(self) -> None:
        """Begin with another patient."""
        self.signer = Signer.GUARDIAN if self._model.is_minor else Signer.PATIENT
        self._offered = ()
        for line, half in zip((self.asked, self.answered), self._model.draft.half, strict=True):
            line.setText(half)
        self.assent.setText(self._model.draft.assent)
        self._offer_languages()
        self.refresh()

    def _offer_languages(self) -> None:
        """Those of which there is a text; the one that is read is chosen."""
        codes, text = self._model.languages, self._model.text
        self.language.box.blockSignals(True)
        self.language.offer([(code, language_words(code)) for code in codes])
        self.language.choose(text.language if text else ENGLISH)
        self.language.box.blockSignals(False)
        self.language.setVisible(len(codes) > 1)

    def refresh(self) -> None:
        """Show the present state."""
        model, draft = self._model, self._model.draft
        people = tuple((one.id.hex, one.name) for one in model.people)
        if people != self._offered:
            self._offered = people
            self.by.box.blockSignals(True)
            self.by.offer(people)
            self.by.choose(draft.needles_by.hex)
            self.by.box.blockSignals(False)
        self._show_regions()
        self._show_questions()
        for signer, button in self.signers.items():
            signed = signer in draft.drawn
            button.setText(("✓ " if signed else "") + signer_words(signer))
            button.setChecked(signer is self.signer)
        strokes = draft.drawn.get(self.signer)
        self.pad.show_strokes(strokes[0] if strokes else ())
        self.again.setEnabled(strokes is not None)
        name = draft.names.get(self.signer, "")
        if not self.name.hasFocus() and self.name.text() != name:
            self.name.setText(name)
        by_guardian = model.is_minor or Signer.GUARDIAN in draft.drawn
        needs_assent = by_guardian or self.signer is Signer.GUARDIAN
        self._assent_words.setVisible(needs_assent)
        self.assent.setVisible(needs_assent)
        self._minor.setVisible(model.is_minor)
        self._minor.setText(
            _("{n} years old: a guardian signs, and the child agrees.").format(n=model.age)
        )
        self.keep.setEnabled(not model.busy and model.text is not None)

    def take_typed(self) -> None:
        """Hand over what is being typed."""
        self._model.name(self.signer, self.name.text())
        self._model.agree(self.assent.text())
        half = (self.asked.text(), self.answered.text())
        self._model.draft = replace(self._model.draft, half=half)

    # Parts of the back

    def _add_regions(self) -> None:
        self._rows.addWidget(_caption(_("Not agreed to, if anything")))
        grid = QGridLayout()
        grid.setSpacing(theme.TIGHT)
        self.regions: dict[str, QToolButton] = {}
        for place, region in enumerate(self._model.regions):
            chip = option(_(region.words), theme.SMALL)
            chip.clicked.connect(lambda out, region=region.id: self._model.exclude(region, out=out))
            self.regions[region.id] = chip
            grid.addWidget(chip, place // 2, place % 2)
        self._rows.addLayout(grid)

    def _show_regions(self) -> None:
        for region, chip in self.regions.items():
            chip.setChecked(region in self._model.draft.excluded)

    # Questions

    def _add_questions(self) -> None:
        self._rows.addWidget(_caption(_("What the patient asked, and what you answered")))
        self._questions = QVBoxLayout()
        self._questions.setSpacing(theme.TIGHT)
        self._rows.addLayout(self._questions)
        self.asked = _line(_("Question"))
        self.answered = _line(_("Answer"))
        self.answered.returnPressed.connect(self._on_asked)
        self.add = Button(_("Add the question"), size=theme.SMALL)
        self.add.clicked.connect(self._on_asked)
        for widget in (self.asked, self.answered, self.add):
            self._rows.addWidget(widget)
        self._lines: list[QWidget] = []

    def _show_questions(self) -> None:
        questions = self._model.draft.questions
        if len(questions) == len(self._lines):
            return
        for line in self._lines:
            self._questions.removeWidget(line)
            line.deleteLater()
        self._lines = []
        for place, question in enumerate(questions):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            words = f"{question.asked}\n{question.answered}"
            row.addWidget(Text(words, size=theme.SMALL, wraps=True), 1)
            off = Button(_("Take away"), Kind.PLAIN, size=theme.SMALL)
            off.clicked.connect(lambda place=place: self._model.unask(place))
            row.addWidget(off)
            self._questions.addWidget(line)
            self._lines.append(line)

    def _on_asked(self) -> None:
        if self._model.ask(self.asked.text(), self.answered.text()):
            self.asked.clear()
            self.answered.clear()
            self.asked.setFocus()

    # Signatures

    def _add_signatures(self) -> None:
        self._rows.addWidget(_caption(_("Who signs")))
        row = QHBoxLayout()
        row.setSpacing(theme.TIGHT)
        self.signers: dict[Signer, QToolButton] = {}
        for signer in Signer:
            button = option(signer_words(signer), theme.SMALL)
            button.clicked.connect(lambda _on, signer=signer: self._turn_to(signer))
            self.signers[signer] = button
            row.addWidget(button)
        self._rows.addLayout(row)
        self._minor = Text(size=theme.SMALL, ink="answer", bold=True, wraps=True)
        self.name = _line(_("Name of who signs"))
        self.name.editingFinished.connect(lambda: self._model.name(self.signer, self.name.text()))
        self.pad = SignaturePad()
        self.pad.changed.connect(self._on_drawn)
        self.again = Button(_("Sign again"), size=theme.SMALL)
        self.again.clicked.connect(lambda: self._model.sign(self.signer, ()))
        self._assent_words = _caption(_("How the person themselves agrees"))
        self.assent = _line(_("for instance: nods, wants it, holds still"))
        self.assent.editingFinished.connect(lambda: self._model.agree(self.assent.text()))
        self.keep = Button(
            _("Keep the signed consent"),
            Kind.PRIMARY,
            key=actions.KEEP_CONSENT.key,
            height=theme.TARGET,
        )
        self.keep.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.keep.clicked.connect(self.kept)
        for widget in (self._minor, self.name, self.pad, self.again, self._assent_words):
            self._rows.addWidget(widget)
        self._rows.addWidget(self.assent)
        self._rows.addSpacing(theme.SNUG)
        self._rows.addWidget(self.keep)

    def _on_drawn(self) -> None:
        self.take_typed()
        self._model.sign(self.signer, self.pad.strokes)

    def _turn_to(self, signer: Signer) -> None:
        self.take_typed()
        self.signer = signer
        self.refresh()

    def _on_by(self, chosen: str) -> None:
        for one in self._model.people:
            if one.id.hex == chosen:
                self._model.needled_by(PractitionerId(one.id))


def _caption(words: str) -> Text:
    return Text(words, size=theme.SMALL, bold=True, wraps=True)


def _line(example: str) -> QLineEdit:
    line = QLineEdit()
    line.setMaxLength(LINE_LIMIT)
    line.setPlaceholderText(example)
    line.setAccessibleName(example)
    line.setMinimumHeight(theme.CONTROL)
    return line
