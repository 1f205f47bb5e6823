"""The section "Texts for the note": short words and beginnings, a clinic's and the shipped ones."""

from collections.abc import Callable, Generator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from charting import content
from charting.domain.note_text import NoteText, Snippet
from charting.i18n import _
from charting.services.note_text_shelf import KeptText
from charting.ui import theme
from charting.ui.settings.note_text_form import NoteTextForm
from charting.ui.settings.note_text_versions import VersionsCard
from charting.ui.settings.note_texts_model import NoteTextsModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.forms import in_a_line
from charting.ui.widgets.frames import Banner, Card, Hairline, SectionHeader, pane_column
from charting.ui.widgets.text import ElidedText, Text

_WIDTH = 760


class TextChoosers(NamedTuple):
    """The system's choosers of a file to write, with a name proposed, and of one to read."""

    to_write: Callable[[QWidget, str], Path | None]
    to_read: Callable[[QWidget], Path | None]


class NoteTextRow(QWidget):
    """A text in two lines: what it is called, and how it goes."""

    def __init__(self, text: NoteText) -> None:
        super().__init__()
        self.text = text
        state = (
            _("version {n}").format(n=text.version)
            if text.version
            else _("as it ships, not reviewed")
        )
        said = text.text if isinstance(text, Snippet) else " ".join(text.parts.values())
        self.change_button = _small(_("Change"), _("Change {name}").format(name=text.name))
        self.drop_button = _small(_("Drop"), _("Drop {name}").format(name=text.name))
        self.drop_button.setVisible(bool(text.version))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(text.name, bold=True))
        line = ElidedText(" ".join(f"{state} · {said}".split()), size=theme.SMALL, ink="quiet")
        line.setMaximumWidth(_WIDTH)
        words.addWidget(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.TIGHT, 0, theme.TIGHT)
        row.setSpacing(theme.SNUG)
        row.addLayout(words, 1)
        row.addWidget(self.change_button)
        row.addWidget(self.drop_button)


class NoteTextsPane(QWidget):
    """Two lists, or in their place the form of one text, or all earlier versions."""

    def __init__(self, model: NoteTextsModel, choosers: TextChoosers, country: str) -> None:
        super().__init__()
        self._model, self.choosers = model, choosers
        self.rows: list[NoteTextRow] = []
        self._shown: Sequence[NoteText] = ()
        self.message = Banner("counted")
        self.overview = QWidget()
        self.form = NoteTextForm(content.episode_terms().causes)
        self.versions = VersionsCard(country)
        self.add_snippet, self.add_beginning = Button(_("Add")), Button(_("Add"))
        self.save_button = Button(_("Save as a file…"), size=theme.SMALL)
        self.bring_button = Button(_("Bring in a file…"), size=theme.SMALL)
        self.versions_button = Button(_("Earlier versions"), size=theme.SMALL)
        self._snippets, self._beginnings = QVBoxLayout(), QVBoxLayout()
        self.add_snippet.clicked.connect(lambda: self._open(None))
        self.add_beginning.clicked.connect(lambda: self._open(None, beginning=True))
        self.form.given.connect(model.keep)
        self.form.left.connect(self._back)
        self.save_button.clicked.connect(self._save)
        self.bring_button.clicked.connect(self._bring_in)
        self.versions_button.clicked.connect(model.read_versions)
        self.versions.left.connect(self._back)
        self.versions.wanted.connect(model.take_up)
        model.versions.connect(self._show_versions)
        model.changed.connect(self._show)
        model.kept.connect(self._on_kept)
        model.refused.connect(self._on_refused)

    def start(self) -> None:
        """Show the lists, read anew."""
        self.message.hush()
        self._back()
        self._model.read()

    def _show(self) -> None:
        if self._shown == self._model.texts:
            return
        self._shown = self._model.texts
        self.rows = []
        for column, kind in ((self._snippets, True), (self._beginnings, False)):
            while (item := column.takeAt(0)) is not None:
                if (gone := item.widget()) is not None:
                    gone.hide()
                    gone.deleteLater()
            for text in self._model.texts:
                if isinstance(text, Snippet) is kind:
                    self._add(text, column)

    def _add(self, text: NoteText, column: QVBoxLayout) -> None:
        row = NoteTextRow(text)
        row.change_button.clicked.connect(partial(self._open, text))
        row.drop_button.clicked.connect(partial(self._model.drop, text))
        if column.count():
            column.addWidget(Hairline())
        column.addWidget(row)
        self.rows.append(row)

    def _open(self, text: NoteText | None, _on: bool = False, *, beginning: bool = False) -> None:
        self.message.hush()
        self._turn_to(self.form)
        self.form.start(text, beginning=beginning)

    def _back(self) -> None:
        self._turn_to(self.overview)

    def _turn_to(self, part: QWidget) -> None:
        for each in (self.overview, self.form, self.versions):
            each.setVisible(each is part)

    def _show_versions(self, versions: Sequence[KeptText]) -> None:
        self.message.hush()
        self.versions.show_versions(versions, self._model.names())
        self._turn_to(self.versions)
        self.versions.back.setFocus()

    def _save(self) -> None:
        file = self.choosers.to_write(self.window(), _("note-texts.json"))
        if file is not None:
            self._model.save(file)

    def _bring_in(self) -> None:
        file = self.choosers.to_read(self.window())
        if file is not None:
            self._model.bring_in(file)

    def _on_kept(self, words: str) -> None:
        self._back()
        self.message.say(words, tone="counted")

    def _on_refused(self, field: str, words: str) -> None:
        if self.form.isHidden():
            self.message.say(words, tone="hazard")
        else:
            self.form.refuse(field, words)

    def fill(self) -> Generator[None, None, None]:
        """Put the parts in, one after the other, what holds others before them."""
        rows = pane_column(self, _WIDTH, spacing=theme.SNUG)
        for part in (self.message, self.overview, self.form, self.versions):
            rows.addWidget(part)
            yield
        cards = QVBoxLayout(self.overview)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(theme.ROOM)
        buttons = (self.save_button, self.bring_button, self.versions_button)
        cards.addLayout(in_a_line(*buttons))
        yield
        beneath = _("In the note: the short word, then Tab. Tab goes on from {to} to {to}.")
        head = SectionHeader(_("Short words"), beneath=beneath.replace("{to}", "{…}"))
        self._add_card(cards, head, self.add_snippet, self._snippets)
        yield
        beneath = _("Put into the empty sections of a note, for a kind of episode.")
        head = SectionHeader(_("Beginnings of a note"), beneath=beneath)
        self._add_card(cards, head, self.add_beginning, self._beginnings)
        self._back()

    def _add_card(
        self, cards: QVBoxLayout, head: SectionHeader, button: Button, texts: QVBoxLayout
    ) -> None:
        card = Card(padding=theme.WIDE)
        cards.addWidget(card)
        head.ends.addWidget(button)
        card.rows.addWidget(head)
        card.rows.addLayout(texts)


def _small(words: str, spoken: str) -> Button:
    button = Button(words, Kind.PLAIN, height=theme.BROAD, size=theme.SMALL)
    button.setAccessibleName(spoken)
    return button
