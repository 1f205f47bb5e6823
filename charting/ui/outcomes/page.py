"""The outcomes screen: the measures on the left, the one chosen beside them with its curves."""

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from charting.domain.outcomes import Measure
from charting.i18n import _, listed
from charting.ui import actions, theme
from charting.ui.outcomes.course import CurveCard, ScoresCard
from charting.ui.outcomes.entry import EntryCard
from charting.ui.outcomes.model import OutcomesModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Banner, Hairline
from charting.ui.widgets.rows import Row, RowList
from charting.ui.widgets.text import Text
from charting.wording import date_words
from charting.wording.outcomes import score_words

_LIST_WIDTH = 352
_WIDTH = 920

ChooseText = Callable[[QWidget], Path | None]
"""Asks the person for the file of an official text."""


def page_in_turns(
    model: OutcomesModel, choose_text: ChooseText, within: QWidget | None = None
) -> Generator[None, None, "OutcomesPage"]:
    """Make the page part by part, hidden within the window."""
    entry = EntryCard(model)
    yield
    page = OutcomesPage(model, entry, choose_text, within)
    yield
    yield from page.lay_out()
    return page


class OutcomesPage(QWidget):
    """`left` goes back to where one came from, `paper_wanted` asks for the curves on paper."""

    left = Signal()
    paper_wanted = Signal()

    def __init__(
        self,
        model: OutcomesModel,
        entry: EntryCard,
        choose_text: ChooseText,
        within: QWidget | None,
    ) -> None:
        super().__init__(within)
        self.setObjectName("ground")
        self._model, self.entry, self._choose_text = model, entry, choose_text
        self.back = Button("", Kind.PLAIN, key=actions.LEAVE_OUTCOMES.key, size=theme.SMALL)
        self.title = Text(_("Outcomes"), size=theme.LARGE, bold=True)
        self.list = RowList(_("Measures"))
        self.paper_button = Button(_("On paper"), key=actions.OUTCOMES_PAPER.key)
        self.sentence = Banner("", size=theme.BODY)
        self.curves: list[CurveCard] = []
        self.scores: ScoresCard | None = None
        self._course = QVBoxLayout()
        self._starts = False
        self.setFocusProxy(self.list)
        self._join()
        self._bind_keys()

    def begin(self, *, back_to: str) -> None:
        """Begin with the next patient: where Back leads; the hand comes to the first field."""
        self.back.set_words("‹ " + back_to)
        self.sentence.hush()
        self._starts = True

    def refresh(self) -> None:
        """Show the present state."""
        model = self._model
        self.list.show_rows([self._row(at, each) for at, each in enumerate(model.measures, 1)])
        self.list.go_to(model.chosen.id, quietly=True)
        self.entry.show_model()
        self._show_course()
        if self._starts and model.file is not None:
            self._starts = False
            self.entry.start()

    def leave(self) -> None:
        """Go back; nothing of the patient is kept."""
        self._model.forget()
        self.left.emit()

    def choose(self, measure: Measure) -> None:
        """Turn to a measure, the hand in its first field."""
        self.sentence.hush()
        self._model.choose(measure)
        self.entry.start()

    def _row(self, number: int, measure: Measure) -> Row:
        entries = self._model.entries(measure)
        below, is_due = _("not scored yet"), self._model.due(measure)
        if entries:
            curves = self._model.curves(measure)
            day = date_words(entries[-1].at.day, self._model.country)
            score = curves[0].last.score if curves else None
            value = score_words(measure, score) if score else _("incomplete")
            below = listed((value, day))
        if goals := self._model.goals(measure):
            below = _("{score}; goal: {goals}").format(score=below, goals=listed(goals))
        beside = _("due") if is_due else ""
        return Row(measure.id, f"{number}  {_(measure.name)}", below, beside, "answer")

    def _show_course(self) -> None:
        while (item := self._course.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        model = self._model
        self.curves = [CurveCard(curve, model.country) for curve in model.curves(model.chosen)]
        self.scores = ScoresCard(model)
        for part in (*self.curves, self.scores):
            self._course.addWidget(part)

    def _on_moved(self, key: object) -> None:
        for measure in self._model.measures:
            if measure.id == key:
                self._model.choose(measure)

    def _on_text_wanted(self) -> None:
        file = self._choose_text(self)
        if file is not None:
            self._model.bring_in(file)

    def _on_kept(self) -> None:
        self.sentence.say(_("Kept."), tone="counted")

    def _join(self) -> None:
        model = self._model
        model.changed.connect(self.refresh)
        model.kept.connect(self._on_kept)
        model.said.connect(lambda words: self.sentence.say(words, tone="counted"))
        self.list.moved.connect(self._on_moved)
        self.list.pressed_on.connect(lambda _key: self.entry.start())
        self.list.entered.connect(lambda _key: self.entry.start())
        self.entry.text_wanted.connect(self._on_text_wanted)
        self.back.clicked.connect(self.leave)
        self.paper_button.clicked.connect(self.paper_wanted)

    def _bind_keys(self) -> None:
        actions.bind(self, actions.LEAVE_OUTCOMES, self.leave)
        actions.bind(self, actions.OUTCOMES_PAPER, self.paper_wanted.emit)
        for action, measure in zip(actions.SCORE, self._model.measures, strict=False):
            actions.bind(self, action, partial(self.choose, measure))

    def lay_out(self) -> Generator[None, None, None]:
        """Put the parts in their places, one after the other, what holds them before them."""
        whole, left, sight = QHBoxLayout(self), QWidget(), QScrollArea(widgetResizable=True)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        left.setFixedWidth(_LIST_WIDTH)
        for part in (left, Hairline(upright=True)):
            whole.addWidget(part)
        whole.addWidget(sight, 1)
        rows = QVBoxLayout(left)
        rows.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
        rows.setSpacing(theme.SNUG)
        rows.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.title.setContentsMargins(theme.SNUG, 0, 0, 0)
        rows.addWidget(self.title)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.paper_button, 0, Qt.AlignmentFlag.AlignLeft)
        yield
        ground = QWidget()
        ground.setMaximumWidth(_WIDTH)
        sight.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sight.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sight.setWidget(ground)
        column = QVBoxLayout(ground)
        column.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        column.setSpacing(theme.ROOM)
        column.addWidget(self.sentence)
        yield
        column.addWidget(self.entry)
        self._course.setSpacing(theme.ROOM)
        column.addLayout(self._course)
        column.addStretch()
