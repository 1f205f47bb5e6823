"""The screen that is read with a patient: questions at the left, plain answers beside them."""

from collections.abc import Generator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from charting.domain.education import Section
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
        self._texts: dict[str, Text] = {}
        education = model.education
        self.rows.addWidget(Text(section.heading, size=theme.LARGE, bold=True, wraps=True))
        self.rows.addWidget(Text(section.lead, wraps=True))
        known = education.evidence[section.evidence]
        for item in section.items:
            words = Text(f"•  {item.text}", wraps=True)
            self._texts[item.text] = words
            self.rows.addWidget(words)
            if item.evidence is not section.evidence:
                told = Text(education.evidence[item.evidence], size=theme.SMALL, ink="quiet")
                told.setContentsMargins(theme.ROOM, 0, 0, 0)
                self.rows.addWidget(told)
        how = f"{education.phrases['how_known']} {known}"
        self.rows.addWidget(Text(how, size=theme.SMALL, bold=True, wraps=True))
        source = _("Source {source}").format(source=section.source)
        self.rows.addWidget(Text(source, size=theme.SMALL, ink="quiet", wraps=True))
        if not section.reviewed_by:
            self.rows.addWidget(Chip(_("Not yet reviewed"), "answer"))

    def show_own(self) -> None:
        """Mark what the patient's episode is about."""
        own = {item.text for item in self._model.talked_about(self.section)}
        mark = self._model.education.phrases["yours"]
        for text, words in self._texts.items():
            is_own = text in own
            words.set_bold(is_own)
            words.setText(f"•  {text}   ({mark})" if is_own else f"•  {text}")


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
        self.setFocusProxy(self.list)
        self.list.show_rows(
            [Row(card.section.id, card.section.heading, card.section.lead) for card in cards]
        )
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
        """Mark what the patient's episode is about."""
        for card in self.cards:
            card.show_own()

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
        title = Text(
            self._model.education.phrases["title"], size=theme.LARGE, bold=True, wraps=True
        )
        title.setContentsMargins(theme.SNUG, 0, 0, 0)
        rows.addWidget(title)
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
        phrases = self._model.education.phrases
        column.addWidget(Text(f"{phrases['lead']} {phrases['not_yours']}", ink="quiet", wraps=True))
        for card in self.cards:
            yield
            column.addWidget(card)
        column.addStretch()
