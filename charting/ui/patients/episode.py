"""The form of an episode, in the place of the chart: complaint, causes, goals and plan."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from charting import content
from charting.domain.episode import INTERVAL_DAYS, SESSIONS, Episode, Term
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.patients.episode_model import EpisodeModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.fields import Field, NumberBox, TextField
from charting.ui.widgets.frames import Banner, Card
from charting.ui.widgets.text import Text, tip

_WIDTH = 880
_ACROSS = 3


class TermGrid(QWidget):
    """Terms to tick, any number of them; what each means stands in its tip."""

    def __init__(self, title: str, terms: tuple[Term, ...]) -> None:
        super().__init__()
        self.boxes: dict[str, QToolButton] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, theme.SNUG)
        rows.setSpacing(theme.TIGHT)
        rows.addWidget(Text(title, size=theme.SMALL, bold=True))
        grid = QGridLayout()
        grid.setSpacing(theme.TIGHT)
        for place, term in enumerate(terms):
            box = QToolButton()
            box.setText(_(term.words))
            box.setCheckable(True)
            box.setFont(theme.font())
            box.setProperty("look", "option")
            box.setMinimumHeight(theme.CONTROL)
            box.setSizePolicy(box.sizePolicy().Policy.Expanding, box.sizePolicy().verticalPolicy())
            if term.explained:
                tip(box, _(term.explained))
                box.setAccessibleDescription(_(term.explained))
            self.boxes[term.id] = box
            grid.addWidget(box, place // _ACROSS, place % _ACROSS)
        for column in range(_ACROSS):
            grid.setColumnStretch(column, 1)
        rows.addLayout(grid)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The codes ticked, in the order of the vocabulary."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def tick(self, codes: tuple[str, ...]) -> None:
        """Tick these codes and no other."""
        for code, box in self.boxes.items():
            box.setChecked(code in codes)


class EpisodeForm(QScrollArea):
    """`left` without anything kept; a code that the vocabulary lacks stays as it is."""

    left = Signal()

    def __init__(self, model: EpisodeModel) -> None:
        super().__init__()
        self._model = model
        self._episode: Episode | None = None
        terms = content.episode_terms()
        self.complaint = TextField(
            _("Complaint"), hint=_("In your words; it stands in the patient banner")
        )
        self.causes = TermGrid(_("Causes and contributing factors"), terms.causes)
        self.symptoms = TermGrid(_("Symptoms"), terms.symptoms)
        self.goals = TermGrid(_("Goals"), terms.goals)
        self.other_care = TermGrid(_("Other care"), terms.other_care)
        self.outlook = TermGrid(_("Outlook"), terms.outlook)
        self.planned = NumberBox(SESSIONS)
        self.interval = NumberBox(INTERVAL_DAYS)
        self.banner = Banner("hazard")
        self.keep_button = Button(_("Keep the episode"), Kind.PRIMARY)
        self.leave_button = Button(_("Leave as it was"), Kind.PLAIN)
        self.keep_button.clicked.connect(self._on_keep)
        self.leave_button.clicked.connect(self.left)
        self.complaint.entered.connect(self._on_keep)
        model.ready.connect(self.show_episode)
        model.refused.connect(self.banner.say)
        bind(self, actions.LEAVE_FORM, self.left.emit)
        self._lay_out()

    def show_episode(self, episode: Episode) -> None:
        """Fill the form with an episode."""
        self._episode = episode
        self.banner.hush()
        self.complaint.write(episode.complaint)
        self.causes.tick(episode.causes)
        self.symptoms.tick(episode.symptoms)
        self.goals.tick(episode.goals)
        self.other_care.tick(episode.other_care)
        self.outlook.tick(episode.outlook)
        self.planned.setValue(episode.planned_sessions)
        self.interval.setValue(episode.interval_days)
        self.complaint.line.setFocus()

    def _on_keep(self) -> None:
        if self._episode is None:
            return
        self._model.keep(
            replace(
                self._episode,
                complaint=self.complaint.typed,
                causes=_kept(self._episode.causes, self.causes),
                symptoms=_kept(self._episode.symptoms, self.symptoms),
                goals=_kept(self._episode.goals, self.goals),
                other_care=_kept(self._episode.other_care, self.other_care),
                outlook=_kept(self._episode.outlook, self.outlook),
                planned_sessions=self.planned.value(),
                interval_days=self.interval.value(),
            )
        )

    def _lay_out(self) -> None:
        card = Card(padding=theme.BROAD, spacing=theme.SNUG)
        card.setMaximumWidth(_WIDTH)
        rows = card.rows
        rows.addWidget(Text(_("Episode of care"), size=theme.LARGE, bold=True))
        rows.addWidget(self.banner)
        rows.addWidget(self.complaint)
        for grid in (self.causes, self.symptoms, self.goals):
            rows.addWidget(grid)
        plan = QHBoxLayout()
        plan.setSpacing(theme.ROOM)
        plan.addWidget(Field(_("Planned sessions"), self.planned))
        plan.addWidget(Field(_("Days between two sessions"), self.interval))
        plan.addStretch()
        rows.addLayout(plan)
        for grid in (self.other_care, self.outlook):
            rows.addWidget(grid)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SNUG)
        buttons.addWidget(self.keep_button)
        buttons.addWidget(self.leave_button)
        buttons.addStretch()
        rows.addLayout(buttons)
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        column.addWidget(card)
        column.addStretch()
        self.setWidget(ground)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def _kept(before: tuple[str, ...], grid: TermGrid) -> tuple[str, ...]:
    return grid.ticked + tuple(code for code in before if code not in grid.boxes)
