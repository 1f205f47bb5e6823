"""The section "Texts for the note": short words and beginnings, a clinic's and the shipped ones."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from charting import content
from charting.domain.note_text import NoteText, Snippet
from charting.i18n import _
from charting.ui import theme
from charting.ui.settings.note_text_form import NoteTextForm
from charting.ui.settings.note_texts_model import NoteTextsModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Banner, Card, Hairline, SectionHeader
from charting.ui.widgets.text import ElidedText, Text

_WIDTH = 760


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
    """Two lists, or the form of one text in their place."""

    def __init__(self, model: NoteTextsModel) -> None:
        super().__init__()
        self._model = model
        self.rows: list[NoteTextRow] = []
        self.message = Banner("counted")
        self.overview = QWidget()
        self.form = NoteTextForm(content.episode_terms().causes)
        self.add_snippet, self.add_beginning = Button(_("Add")), Button(_("Add"))
        self._snippets, self._beginnings = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.add_snippet.clicked.connect(lambda: self._open(None))
        self.add_beginning.clicked.connect(lambda: self._open(None, beginning=True))
        self.form.given.connect(model.keep)
        self.form.left.connect(self._back)
        model.changed.connect(self._show)
        model.kept.connect(self._on_kept)
        model.refused.connect(self._on_refused)
        self._back()

    def start(self) -> None:
        """Show the lists, read anew."""
        self.message.hush()
        self._back()
        self._model.read()

    def _show(self) -> None:
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
        self.overview.hide()
        self.form.show()
        self.form.start(text, beginning=beginning)

    def _back(self) -> None:
        self.form.hide()
        self.overview.show()

    def _on_kept(self, words: str) -> None:
        self._back()
        self.message.say(words, tone="counted")

    def _on_refused(self, field: str, words: str) -> None:
        if self.form.isHidden():
            self.message.say(words, tone="hazard")
        else:
            self.form.refuse(field, words)

    def _lay_out(self) -> None:
        short, long = Card(padding=theme.WIDE), Card(padding=theme.WIDE)
        beneath = _("In the note: the short word, then Tab. Tab goes on from {to} to {to}.")
        head = SectionHeader(_("Short words"), beneath=beneath.replace("{to}", "{…}"))
        head.ends.addWidget(self.add_snippet)
        short.rows.addWidget(head)
        short.rows.addLayout(self._snippets)
        beneath = _("Put into the empty sections of a note, for a kind of episode.")
        head = SectionHeader(_("Beginnings of a note"), beneath=beneath)
        head.ends.addWidget(self.add_beginning)
        long.rows.addWidget(head)
        long.rows.addLayout(self._beginnings)
        cards = QVBoxLayout(self.overview)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(theme.ROOM)
        cards.addWidget(short)
        cards.addWidget(long)
        column = QWidget()
        column.setMaximumWidth(_WIDTH)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG)
        for part in (self.message, self.overview, self.form):
            rows.addWidget(part)
        rows.addStretch()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        whole.addWidget(column, 1)
        whole.addStretch()


def _small(words: str, spoken: str) -> Button:
    button = Button(words, Kind.PLAIN, height=theme.BROAD, size=theme.SMALL)
    button.setAccessibleName(spoken)
    return button
