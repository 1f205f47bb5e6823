"""The form of a text for the note: a short word and what it stands for, or how a note begins."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from charting.domain.episode import Term
from charting.domain.note_text import AtVisit, NoteTemplate, NoteText, NoteTextId, Snippet
from charting.domain.session import NoteSection
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.fields import Field, TextField
from charting.ui.widgets.forms import FormFields, in_a_line
from charting.ui.widgets.frames import Banner, Card
from charting.ui.widgets.text import Text
from charting.wording import section_words

_NEW = NoteTextId(UUID(int=0))
_HIGH = 96


class _Words(Field):
    """Several lines of words with their label."""

    def __init__(self, label: str) -> None:
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFont(theme.font())
        super().__init__(label, self.text)
        # A field gives its editor the height of one line.
        self.text.setFixedHeight(_HIGH)


class NoteTextForm(Card):
    """`given` carries the text as typed, `left` tells that nothing is to be kept."""

    given = Signal(object)
    left = Signal()

    def __init__(self, causes: Sequence[Term]) -> None:
        super().__init__(padding=theme.BROAD, spacing=theme.SNUG)
        self._text: NoteText = Snippet(_NEW, "", "")
        self.title = Text(size=theme.LARGE, bold=True)
        self.banner = Banner("hazard")
        self.short = TextField(_("Short word"), hint=_("Typed before Tab, without blanks"))
        self.snippet = _Words(_("Stands for"))
        self.name = TextField(_("Name"))
        every = [("", _("every episode")), *((term.id, _(term.words)) for term in causes)]
        self.cause = ChoiceField(_("For episodes with"), every)
        visits = {
            AtVisit.ANY: _("any visit"),
            AtVisit.FIRST: _("the first visit"),
            AtVisit.RETURN: _("return visits"),
        }
        self.visit = ChoiceField(_("At"), [(each.value, said) for each, said in visits.items()])
        self.parts = {each: _Words(section_words(each)) for each in NoteSection}
        self.keep_button = Button(_("Keep"), Kind.PRIMARY)
        self.leave_button = Button(_("Leave as it was"), Kind.PLAIN)
        self._of_snippets: tuple[Field, ...] = (self.short, self.snippet)
        self._of_beginnings: tuple[Field, ...] = (
            self.name,
            self.cause,
            self.visit,
            *self.parts.values(),
        )
        fields = {"short": self.short, "snippet": self.snippet, "template": self.name}
        self._fields = FormFields(self.banner, fields)
        places = _("What stands in {braces} is filled in while the note is written.")
        told = Text(places.format(braces="{" + _("braces") + "}"), size=theme.SMALL, ink="quiet")
        for part in (self.title, self.banner, told, *self._of_snippets, *self._of_beginnings):
            self.rows.addWidget(part)
        self.rows.addLayout(in_a_line(self.keep_button, self.leave_button))
        self.keep_button.clicked.connect(lambda: self.given.emit(self.text()))
        self.leave_button.clicked.connect(self.left)
        bind(self, actions.LEAVE_FORM, self.left.emit)

    def start(self, text: NoteText | None, *, beginning: bool = False) -> None:
        """Show a text to be changed, or an empty form for a new one."""
        new = NoteTemplate(_NEW, "", MappingProxyType({})) if beginning else Snippet(_NEW, "", "")
        self._text = text or new
        is_snippet = isinstance(self._text, Snippet)
        self.title.setText(_("A short word") if is_snippet else _("A beginning for the note"))
        for field in self._of_snippets:
            field.setVisible(is_snippet)
        for field in self._of_beginnings:
            field.setVisible(not is_snippet)
        if isinstance(self._text, Snippet):
            self.short.write(self._text.short)
            self.snippet.text.setPlainText(self._text.text)
            self.short.line.setFocus()
        else:
            self.name.write(self._text.name)
            self.cause.choose(self._text.cause)
            self.visit.choose(self._text.visit.value)
            for section, part in self.parts.items():
                part.text.setPlainText(self._text.parts.get(section, ""))
            self.name.line.setFocus()
        self._fields.accept()

    def text(self) -> NoteText:
        """The text as it is typed."""
        self._fields.accept()
        if isinstance(self._text, Snippet):
            long = self.snippet.text.toPlainText()
            return replace(self._text, short=self.short.typed, text=long)
        parts = {each: part.text.toPlainText() for each, part in self.parts.items()}
        return replace(
            self._text,
            name=self.name.typed,
            parts=MappingProxyType(parts),
            cause=self.cause.value,
            visit=AtVisit(self.visit.value),
        )

    def refuse(self, field: str, words: str) -> None:
        """Show a refusal where it belongs."""
        self._fields.refuse(field, words)
