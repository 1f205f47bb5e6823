"""A consent that is on file: who signed it and when, a copy of it, and how it is taken back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from charting.domain.consent_on_file import ConsentOnFile
from charting.domain.text import LINE_LIMIT
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.consent.model import ConsentModel
from charting.ui.consent.pad import SignaturePad
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.text import Text
from charting.wording.consent import consent_facts


class FilePanel(QScrollArea):
    """What is known of the consent in force; `copy_wanted` asks for the paper."""

    copy_wanted = Signal()

    def __init__(self, model: ConsentModel) -> None:
        super().__init__()
        self._model = model
        self._shown: ConsentOnFile | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        body = QFrame()
        body.setProperty("look", "panel")
        self.setWidget(body)
        rows = QVBoxLayout(body)
        rows.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
        rows.setSpacing(theme.SNUG)
        rows.addWidget(Text(_("On file"), bold=True))
        self._facts = QVBoxLayout()
        self._facts.setSpacing(theme.TIGHT)
        rows.addLayout(self._facts)
        self.copy = _wide(Button(_("Copy for the patient"), Kind.PRIMARY, key=actions.PAPERS.key))
        self.copy.clicked.connect(self.copy_wanted)
        self.anew = _wide(Button(_("Ask for a new consent")))
        self.anew.clicked.connect(model.ask_anew)
        rows.addWidget(self.copy)
        rows.addWidget(self.anew)
        rows.addSpacing(theme.ROOM)
        self._add_taking_back(rows)
        rows.addStretch(1)

    def _add_taking_back(self, rows: QVBoxLayout) -> None:
        rows.addWidget(Text(_("Taken back"), bold=True))
        rows.addWidget(
            Text(
                _("Tick the parts of the back, or take back all of it."),
                size=theme.SMALL,
                ink="quiet",
                wraps=True,
            )
        )
        grid = QGridLayout()
        grid.setSpacing(theme.TIGHT)
        self.regions: dict[str, QToolButton] = {}
        for place, region in enumerate(self._model.regions):
            chip = _chip(_(region.words))
            chip.clicked.connect(lambda _on: self.refresh())
            self.regions[region.id] = chip
            grid.addWidget(chip, place // 2, place % 2)
        rows.addLayout(grid)
        self.words = QLineEdit()
        self.words.setMaxLength(LINE_LIMIT)
        self.words.setMinimumHeight(theme.CONTROL)
        self.words.setPlaceholderText(_("In the patient's words; may stay empty"))
        self.words.setAccessibleName(_("In the patient's words"))
        rows.addWidget(self.words)
        self.back = _wide(Button(""))
        self.back.clicked.connect(self._take_back)
        rows.addWidget(self.back)

    def refresh(self) -> None:
        """Show the present state."""
        on_file = self._model.on_file
        if on_file is not None and on_file is not self._shown:
            self._shown = on_file
            self._show_facts(on_file)
            self.words.clear()
            for chip in self.regions.values():
                chip.setChecked(False)
        for region, chip in self.regions.items():
            chip.setEnabled(on_file is not None and region not in on_file.closed)
        parts = self._ticked
        self.back.set_words(
            _("Taken back for these parts") if parts else _("All of it is taken back")
        )
        self.back.setEnabled(not self._model.busy)

    @property
    def _ticked(self) -> tuple[str, ...]:
        return tuple(region for region, chip in self.regions.items() if chip.isChecked())

    def _take_back(self) -> None:
        self._model.take_back(self._ticked, self.words.text())

    def _show_facts(self, on_file: ConsentOnFile) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        regions = {one.id: one.words for one in self._model.regions}
        model = self._model
        for name, value in consent_facts(on_file, model.names, regions, model.country):
            if value:
                self._facts.addWidget(Text(name, size=theme.SMALL, ink="quiet"))
                shown = " ".join(value[at : at + 16] for at in range(0, len(value), 16))
                is_hash = value == on_file.consent.text_hash
                self._facts.addWidget(
                    Text(shown if is_hash else value, size=theme.SMALL, wraps=True)
                )
        for question in on_file.consent.questions:
            self._facts.addWidget(
                Text(f"{question.asked}\n{question.answered}", size=theme.SMALL, wraps=True)
            )
        for signature in on_file.consent.signatures:
            pad = SignaturePad(read_only=True)
            pad.show_strokes(signature.strokes)
            self._facts.addWidget(pad)


def _wide(button: Button) -> Button:
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button


def _chip(words: str) -> QToolButton:
    chip = QToolButton()
    chip.setText(words)
    chip.setCheckable(True)
    chip.setProperty("look", "option")
    chip.setFont(theme.font(theme.SMALL))
    chip.setMinimumHeight(theme.CONTROL)
    chip.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return chip
