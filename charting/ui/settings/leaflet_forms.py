"""The forms of the leaflets' settings: a block in the clinic's words, a movement of its own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from charting.domain.clinic_paper import ClinicPaper, OwnMovement, OwnWords
from charting.domain.clinic_words import as_template
from charting.domain.leaflet_plan import TEXT_LIMIT
from charting.domain.leaflet_texts import TextList
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.fields import TextField
from charting.ui.widgets.forms import FormFields, in_a_line
from charting.ui.widgets.frames import Banner, Card
from charting.ui.widgets.text import Text
from charting.ui.widgets.typed_lines import TypedLines
from charting.wording.leaflets import grade_words

ChoosePicture = Callable[[QWidget], Path | None]
"""Asks the person for a file with a picture."""


class WordsForm(Card):
    """`given` carries the words as typed, `left` tells that nothing is to be kept."""

    given = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(padding=theme.BROAD, spacing=theme.SNUG)
        self._own, self._shipped = OwnWords("", "", "", ""), ""
        self.title = Text(size=theme.LARGE, bold=True, wraps=True)
        self.banner = Banner("hazard")
        told = _("What stands in {braces} is filled in for each patient, and has to stay.")
        self._told = Text(
            told.format(braces="{" + _("braces") + "}"), size=theme.SMALL, ink="quiet", wraps=True
        )
        self.heading = TextField(_("Heading"))
        hint = _("A line that begins with a dash belongs to a list.")
        self.words = TypedLines(_("Text"), hint, "leaflet_text", TEXT_LIMIT, 264)
        self.grade = Text(size=theme.SMALL, wraps=True)
        self.keep_button = Button(_("Keep"), Kind.PRIMARY)
        self.ships_button = Button(_("As it ships"))
        self.leave_button = Button(_("Leave as it was"), Kind.PLAIN)
        self._fields = FormFields(
            self.banner, {"leaflet_heading": self.heading, "leaflet_text": self.words}
        )
        for part in (self.title, self.banner, self._told, self.heading, self.words, self.grade):
            self.rows.addWidget(part)
        ends = in_a_line(self.keep_button, self.ships_button, self.leave_button)
        self.rows.addLayout(ends)
        self.keep_button.clicked.connect(self._on_keep)
        self.ships_button.clicked.connect(lambda: self.given.emit(replace(self._own, text="")))
        self.leave_button.clicked.connect(self.left)
        self.words.typed.connect(self._show_grade)
        bind(self, actions.LEAVE_FORM, self.left.emit)

    def start(self, language: str, shipped: TextList, own: OwnWords | None) -> None:
        """Show the words of a block, the clinic's or those that ship."""
        self._own = own or OwnWords(language, shipped.id, "", "")
        self.title.setText(shipped.heading)
        self.heading.write(own.heading if own else shipped.heading)
        self.words.write(own.text if own else as_template(shipped))
        self.ships_button.setVisible(own is not None)
        self._fields.accept()
        self._show_grade()
        self.heading.line.setFocus()

    def refuse(self, field: str, words: str) -> None:
        """Show a refusal where it belongs."""
        self._fields.refuse(field, words)

    def _on_keep(self) -> None:
        self._fields.accept()
        typed = replace(self._own, heading=self.heading.typed, text=self.words.words)
        self.given.emit(typed)

    def _show_grade(self) -> None:
        english = self._own.language.partition("-")[0] == "en"
        told, ink = grade_words(self.words.words if english else "")
        self.grade.setText(told)
        self.grade.set_ink(ink)


class MovementForm(Card):
    """`given` carries the movement as typed, the form of it before, and the file of a picture;
    `left` tells that nothing is to be kept.
    """

    given = Signal(object, object, object)
    left = Signal()

    def __init__(self, choose_picture: ChoosePicture) -> None:
        super().__init__(padding=theme.BROAD, spacing=theme.SNUG)
        self._choose_picture = choose_picture
        self._before: ClinicPaper | None = None
        self._file: Path | None = None
        self._own = OwnMovement("", "")
        self.title = Text(_("A movement of your own"), size=theme.LARGE, bold=True)
        self.banner = Banner("hazard")
        self.name = TextField(_("Name"))
        hint = _("Step by step, in short sentences")
        self.how = TypedLines(_("How it is done"), hint, "movement_how", TEXT_LIMIT, 120)
        self.usual = TextField(_("How often, as a rule"))
        self.picture_button = Button(_("Choose a picture…"))
        self.picture = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.keep_button = Button(_("Keep"), Kind.PRIMARY)
        self.leave_button = Button(_("Leave as it was"), Kind.PLAIN)
        fields = {
            "movement_name": self.name,
            "movement_how": self.how,
            "movement_amount": self.usual,
        }
        self._fields = FormFields(self.banner, fields)
        for part in (self.title, self.banner, self.name, self.how, self.usual):
            self.rows.addWidget(part)
        self.rows.addLayout(in_a_line(self.picture_button, self.picture))
        self.rows.addLayout(in_a_line(self.keep_button, self.leave_button))
        self.picture_button.clicked.connect(self._on_choose)
        self.keep_button.clicked.connect(self._on_keep)
        self.leave_button.clicked.connect(self.left)
        bind(self, actions.LEAVE_FORM, self.left.emit)

    def start(self, paper: ClinicPaper | None) -> None:
        """Show a movement to be changed, or an empty form for a new one."""
        self._before, self._file = paper, None
        known = paper.content if paper else None
        own = self._own = known if isinstance(known, OwnMovement) else OwnMovement("", "")
        self.name.write(own.name)
        self.how.write(own.how)
        self.usual.write(own.usual)
        self._say_picture(_("It has a picture.") if own.picture else _("It has no picture."))
        self._fields.accept()
        self.name.line.setFocus()

    def refuse(self, field: str, words: str) -> None:
        """Show a refusal where it belongs."""
        self._fields.refuse(field, words)

    def _on_choose(self) -> None:
        file = self._choose_picture(self)
        if file is not None:
            self._file = file
            self._say_picture(_("“{file}” comes with it.").format(file=file.name))

    def _say_picture(self, words: str) -> None:
        self.picture.setText(words)

    def _on_keep(self) -> None:
        self._fields.accept()
        typed = replace(self._own, name=self.name.typed, how=self.how.words, usual=self.usual.typed)
        self.given.emit(typed, self._before, self._file)
