"""The screen that is read with a patient: questions at the left, plain answers beside them."""

from collections.abc import Generator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from charting.domain.education import Section, Sentence
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.education.model import EducationModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.chips import Chip
from charting.ui.widgets.frames import Card, Hairline
from charting.ui.widgets.rows import Row, RowList
from charting.ui.widgets.text import Text

_LIST_WIDTH = 352
_WIDTH = 760


class SectionCard(Card):
    """A question and its answers, each with how well it is known; those of the patient's episode
    are marked.
    """

    def __init__(self, section: Section, model: EducationModel) -> None:
        super().__init__(padding=theme.WIDE, spacing=theme.SNUG)
        self.section, self._model = section, model
        self._heading = Text(size=theme.LARGE, bold=True, wraps=True)
        self._lead = Text(wraps=True)
        self._answers = [_Answer(item.evidence is not section.evidence) for item in section.items]
        self._known = Text(size=theme.SMALL, bold=True, wraps=True)
        for part in (self._heading, self._lead):
            self.rows.addWidget(part)
        for answer in self._answers:
            for words in answer.parts:
                self.rows.addWidget(words)
        self.rows.addWidget(self._known)
        source = _("Source {source}").format(source=section.source)
        self.rows.addWidget(Text(source, size=theme.SMALL, ink="quiet", wraps=True))
        if not section.reviewed_by:
            self.rows.addWidget(Chip(_("Not yet reviewed"), "answer"))
        self.show_model()

    def show_model(self) -> None:
        """Say it in the language that is read, and mark what the patient's episode is about."""
        education = self._model.education
        same = (one for one in education.sections if one.id == self.section.id)
        self.section = section = next(same, self.section)
        own = self._model.talked_about(section)
        self._heading.setText(section.heading)
        self._lead.setText(section.lead)
        for answer, item in zip(self._answers, section.items, strict=False):
            mark = education.phrases["yours"] if item in own else ""
            answer.say(item, education.evidence[item.evidence], mark)
        known = education.evidence[section.evidence]
        self._known.setText(f"{education.phrases['how_known']} {known}")


class _Answer:
    """One answer, and how well it is known where that differs from the rest."""

    def __init__(self, differs: bool) -> None:
        self._words = Text(wraps=True)
        self.parts = [self._words]
        if differs:
            told = Text(size=theme.SMALL, ink="quiet")
            told.setContentsMargins(theme.ROOM, 0, 0, 0)
            self.parts.append(told)

    def say(self, item: Sentence, known: str, mark: str) -> None:
        """Say it; `mark` is what it is marked with, or nothing."""
        self._words.set_bold(bool(mark))
        self._words.setText(f"•  {item.text}   ({mark})" if mark else f"•  {item.text}")
        for told in self.parts[1:]:
            told.setText(known)


def page_in_turns(
    model: EducationModel, within: QWidget | None = None
) -> Generator[None, None, "EducationPage"]:
    """Make the page card by card, hidden within the window."""
    cards = []
    for section in model.education.sections:
        cards.append(SectionCard(section, model))
        yield
    page = EducationPage(model, cards, within)
    yield
    yield from page.lay_out()
    return page


class EducationPage(QWidget):
    """`left` goes back to where one came from, `paper_wanted` asks for it on paper."""

    left = Signal()
    paper_wanted = Signal()

    def __init__(
        self, model: EducationModel, cards: list[SectionCard], within: QWidget | None
    ) -> None:
        super().__init__(within)
        self.setObjectName("ground")
        self._model, self.cards = model, cards
        self.back = Button("", Kind.PLAIN, key=actions.LEAVE_EDUCATION.key, size=theme.SMALL)
        self.list = RowList(_("Questions"))
        self.paper_button = Button(_("On paper"), key=actions.EDUCATION_PAPER.key)
        self._sight = QScrollArea(widgetResizable=True)
        self._title = Text(size=theme.LARGE, bold=True, wraps=True)
        self._about = Text(ink="quiet", wraps=True)
        self.setFocusProxy(self.list)
        self._read_in: str | None = None
        self._show_language()
        self.list.moved.connect(self._on_moved)
        self.back.clicked.connect(self.leave)
        self.paper_button.clicked.connect(self.paper_wanted)
        model.changed.connect(self.refresh)
        actions.bind(self, actions.LEAVE_EDUCATION, self.leave)
        actions.bind(self, actions.EDUCATION_PAPER, self.paper_wanted.emit)

    def begin(self, *, back_to: str) -> None:
        """Begin with the next patient, from the top: where Back leads."""
        self.back.set_words("‹ " + back_to)
        self.list.go_to_first()

    def refresh(self) -> None:
        """Say it in the language that is read, and mark what the patient's episode is about."""
        for card in self.cards:
            card.show_model()
        self._show_language()

    def _show_language(self) -> None:
        education = self._model.education
        if education.code == self._read_in:
            return
        self._read_in = education.code
        phrases, key = education.phrases, self.list.key
        self._title.setText(phrases["title"])
        self._about.setText(f"{phrases['lead']} {phrases['not_yours']}")
        sections = (card.section for card in self.cards)
        self.list.show_rows([Row(one.id, one.heading, one.lead) for one in sections])
        if key is not None:
            self.list.go_to(key, quietly=True)

    def leave(self) -> None:
        """Go back; nothing of the patient is kept."""
        self._model.forget()
        self.left.emit()

    def _on_moved(self, key: object) -> None:
        for card in self.cards:
            if card.section.id == key:
                self._sight.verticalScrollBar().setValue(card.y() - theme.ROOM)

    def lay_out(self) -> Generator[None, None, None]:
        """Put the parts in their places, one after the other, into what is in its own place
        already: whatever is moved with its parts is styled again with all of them.
        """
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        left = QWidget()
        for part, stretch in ((left, 0), (Hairline(upright=True), 0), (self._sight, 1)):
            whole.addWidget(part, stretch)
        yield
        left.setFixedWidth(_LIST_WIDTH)
        rows = QVBoxLayout(left)
        rows.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
        rows.setSpacing(theme.SNUG)
        rows.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._title.setContentsMargins(theme.SNUG, 0, 0, 0)
        rows.addWidget(self._title)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.paper_button, 0, Qt.AlignmentFlag.AlignLeft)
        yield
        ground = QWidget()
        ground.setMaximumWidth(_WIDTH)
        self._sight.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sight.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sight.setWidget(ground)
        column = QVBoxLayout(ground)
        column.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        column.setSpacing(theme.ROOM)
        column.addWidget(self._about)
        for card in self.cards:
            yield
            column.addWidget(card)
        column.addStretch()
