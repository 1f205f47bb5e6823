"""The section "Leaflets": versions and review dates of the texts, the clinic's look, words and
movements.
"""

from collections.abc import Generator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStyle, QVBoxLayout, QWidget

from charting.domain.clinic_paper import ClinicPaper, OwnMovement, PaperLook
from charting.domain.leaflet_texts import LeafletTexts, TextList
from charting.i18n import _
from charting.languages import ENGLISH
from charting.ui import theme
from charting.ui.settings.leaflet_forms import ChoosePicture, MovementForm, WordsForm
from charting.ui.settings.leaflets_model import LeafletsModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.fields import TextField
from charting.ui.widgets.forms import in_a_line
from charting.ui.widgets.frames import Banner, Card, Hairline, SectionHeader, pane_column
from charting.ui.widgets.text import ElidedText, Text
from charting.wording import date_words

_WIDTH, _FIELD, _LOGO = 760, 200, 64


class LeafletsPane(QWidget):
    """Four cards, or the form of one block or movement in their place."""

    def __init__(self, model: LeafletsModel, country: str, choose_picture: ChoosePicture) -> None:
        super().__init__()
        self._model, self._country, self._choose_picture = model, country, choose_picture
        self.message = Banner("counted")
        self.overview = QWidget()
        self.words_form, self.movement_form = WordsForm(), MovementForm(choose_picture)
        self.logo = QLabel()
        self.logo_button, self.no_logo_button = Button(_("Choose a logo…")), Button(_("Take away"))
        hint = _("Six digits, as in #0b5563")
        self.headings = TextField(_("Headings"), hint=hint)
        self.frames = TextField(_("Frames and signs"), hint=hint)
        self.keep_button = Button(_("Keep the colours"))
        self.add_button = Button(_("Add"))
        self.changers: dict[str, Button] = {}
        self._texts, self._words, self._movements = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._shown_look: PaperLook | None = None
        self._join()

    def fill(self) -> Generator[None, None, None]:
        """Put the cards in, one after the other."""
        rows = pane_column(self, _WIDTH, spacing=theme.SNUG)
        for part in (self.message, self.overview, self.words_form, self.movement_form):
            rows.addWidget(part)
        cards = QVBoxLayout(self.overview)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(theme.ROOM)
        yield
        self._card(cards, _("Texts"), _("Each is read again by its date."), self._texts)
        yield
        if self._model.may_set:
            self._look_card(cards)
            yield
            beneath = _("On every leaflet but those in easy words. Emergencies keep theirs.")
            self._card(cards, _("In your words"), beneath, self._words)
            yield
        beneath = _("Offered beside the library while a leaflet is arranged.")
        head = self._card(cards, _("Movements of your own"), beneath, self._movements)
        head.ends.addWidget(self.add_button)
        self._back()

    def start(self) -> None:
        """Show the cards, read anew."""
        self.message.hush()
        self._back()
        self._model.read()

    def _show(self) -> None:
        found = self._model.found
        if found is None:
            return
        _refill(self._texts, [self._text_row(each) for each in found.texts])
        if self._model.may_set:
            self._show_look(found.look, found.logo)
            _refill(self._words, [self._words_row(*each) for each in self._model.blocks()])
        _refill(self._movements, [self._movement_row(each) for each in found.movements])

    def _show_look(self, look: PaperLook, logo: bytes | None) -> None:
        picture = QPixmap()
        if logo:
            picture.loadFromData(logo)
            picture = picture.scaledToHeight(_LOGO) if picture.height() > _LOGO else picture
        self.logo.setPixmap(picture)
        self.logo.setVisible(logo is not None)
        self.no_logo_button.setVisible(logo is not None)
        if look != self._shown_look:
            self._shown_look = look
            self.headings.write(look.headings)
            self.frames.write(look.frames)

    def _text_row(self, texts: LeafletTexts) -> QWidget:
        day = date_words(texts.review_due, self._country)
        due = texts.review_due < self._model.today()
        told = _("version {version} · review due {day}").format(version=texts.version, day=day)
        late = _("The review is overdue.") if due else ""
        return _row(texts.name, told, late)

    def _words_row(self, language: str, one: TextList) -> QWidget:
        own = self._model.words_for(language, one.id)
        said = own.text if own else _("as it ships")
        heading = own.heading if own else one.heading
        change = self._small(_("Change"), _("Change {name}").format(name=one.heading))
        change.clicked.connect(partial(self._open_words, language, one))
        self.changers[one.id if language == ENGLISH else f"{language} {one.id}"] = change
        return _row(heading, said, "", change)

    def _movement_row(self, paper: ClinicPaper) -> QWidget:
        own = paper.content if isinstance(paper.content, OwnMovement) else OwnMovement("", "")
        told = _("version {n}").format(n=paper.version)
        parts = (told, _("with a picture") if own.picture else "", own.usual, own.how)
        change = self._small(_("Change"), _("Change {name}").format(name=own.name))
        drop = self._small(_("Drop"), _("Drop {name}").format(name=own.name))
        change.clicked.connect(partial(self._open_movement, paper))
        drop.clicked.connect(partial(self._model.drop_movement, paper))
        self.changers[own.name] = change
        return _row(own.name, " · ".join(filter(None, parts)), "", change, drop)

    def _small(self, words: str, spoken: str) -> Button:
        button = Button(words, Kind.PLAIN, height=theme.BROAD, size=theme.SMALL)
        button.setAccessibleName(spoken)
        return button

    def _open_words(self, language: str, one: TextList, _on: bool = False) -> None:
        self._open(self.words_form)
        self.words_form.start(language, one, self._model.words_for(language, one.id))

    def _open_movement(self, paper: ClinicPaper | None, _on: bool = False) -> None:
        self._open(self.movement_form)
        self.movement_form.start(paper)

    def _open(self, form: QWidget) -> None:
        self.message.hush()
        self.overview.hide()
        form.show()

    def _back(self) -> None:
        self.words_form.hide()
        self.movement_form.hide()
        self.overview.show()

    def _choose_logo(self) -> None:
        file = self._choose_picture(self)
        if file is not None:
            self._model.keep_logo(file)

    def _keep_look(self) -> None:
        self.headings.accept()
        self.frames.accept()
        self._model.keep_look(self.headings.typed, self.frames.typed)

    def _on_kept(self, words: str) -> None:
        self._back()
        self.message.say(words, tone="counted")

    def _on_refused(self, field: str, words: str) -> None:
        colours = {"heading_colour": self.headings, "frame_colour": self.frames}
        if not self.words_form.isHidden():
            self.words_form.refuse(field, words)
        elif not self.movement_form.isHidden():
            self.movement_form.refuse(field, words)
        elif field in colours:
            colours[field].refuse(words)
        else:
            self.message.say(words, tone="hazard")

    def _join(self) -> None:
        model = self._model
        model.changed.connect(self._show)
        model.kept.connect(self._on_kept)
        model.refused.connect(self._on_refused)
        self.logo_button.clicked.connect(self._choose_logo)
        self.no_logo_button.clicked.connect(model.drop_logo)
        self.keep_button.clicked.connect(self._keep_look)
        self.add_button.clicked.connect(lambda: self._open_movement(None))
        self.words_form.given.connect(model.keep_words)
        self.movement_form.given.connect(model.keep_movement)
        for form in (self.words_form, self.movement_form):
            form.left.connect(self._back)

    def _card(
        self, cards: QVBoxLayout, title: str, beneath: str, column: QVBoxLayout
    ) -> SectionHeader:
        card, head = Card(padding=theme.WIDE), SectionHeader(title, beneath=beneath)
        card.rows.addWidget(head)
        card.rows.addLayout(column)
        cards.addWidget(card)
        return head

    def _look_card(self, cards: QVBoxLayout) -> None:
        card = Card(padding=theme.WIDE)
        beneath = _("Dark enough to be read on paper, and on a copy of it.")
        card.rows.addWidget(SectionHeader(_("Logo and colours"), beneath=beneath))
        card.rows.addLayout(in_a_line(self.logo, self.logo_button, self.no_logo_button))
        self.logo.setAccessibleName(_("The logo"))
        for field in (self.headings, self.frames):
            # What is wrong with a colour takes more room than the colour.
            field.editor.setMaximumWidth(_FIELD)
            card.rows.addWidget(field)
        card.rows.addLayout(in_a_line(self.keep_button))
        cards.addWidget(card)


def _row(title: str, told: str, late: str, *ends: QWidget) -> QWidget:
    """A title, a quiet line beneath it, and what can be done at its end."""
    whole, words = QWidget(), QVBoxLayout()
    words.setSpacing(0)
    name = Text(title, bold=True, wraps=True)
    # A language's own name stands where the others begin, whichever way it is written.
    start = QStyle.visualAlignment(name.layoutDirection(), Qt.AlignmentFlag.AlignLeading)
    name.setAlignment(start | Qt.AlignmentFlag.AlignAbsolute)
    words.addWidget(name)
    line = ElidedText(" ".join(told.split()), size=theme.SMALL, ink="quiet")
    line.setMaximumWidth(_WIDTH)
    words.addWidget(line)
    if late:
        words.addWidget(Text(late, size=theme.SMALL, ink="answer"))
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, theme.TIGHT, 0, theme.TIGHT)
    row.setSpacing(theme.SNUG)
    row.addLayout(words, 1)
    for end in ends:
        row.addWidget(end)
    return whole


def _refill(column: QVBoxLayout, rows: list[QWidget]) -> None:
    while (item := column.takeAt(0)) is not None:
        if (gone := item.widget()) is not None:
            gone.hide()
            gone.deleteLater()
    for place, row in enumerate(rows):
        if place:
            column.addWidget(Hairline())
        column.addWidget(row)
