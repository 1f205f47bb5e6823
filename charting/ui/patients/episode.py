"""The form of an episode, in the place of the chart: complaint, causes, goals, plan and its end."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from charting import content
from charting.domain.episode import INTERVAL_DAYS, SESSIONS, Episode
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.patients.episode_model import EpisodeModel
from charting.ui.patients.term_grids import CareGrid, TermGrid, kept
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.fields import Field, TextField
from charting.ui.widgets.forms import in_a_line
from charting.ui.widgets.frames import Banner, Card
from charting.ui.widgets.number_box import NumberBox
from charting.ui.widgets.text import Text
from charting.wording import ask_again_words

_WIDTH = 880


class EpisodeForm(QScrollArea):
    """`left` without anything kept; a code that the vocabulary lacks stays as it is."""

    left = Signal()

    def __init__(self, model: EpisodeModel) -> None:
        super().__init__()
        self._model = model
        self._episode: Episode | None = None
        terms = self._terms = content.episode_terms()
        self.complaint = TextField(
            _("Complaint"), hint=_("In your words; it stands in the patient banner")
        )
        self.causes = TermGrid(_("Causes and contributing factors"), terms.causes)
        self.symptoms = TermGrid(_("Symptoms"), terms.symptoms)
        self.ask_again = Banner("answer")
        self.goals = TermGrid(_("Goals"), terms.goals)
        self.planned, self.interval = NumberBox(SESSIONS), NumberBox(INTERVAL_DAYS)
        self.factors = TermGrid(_("What the number depends on"), terms.session_factors)
        self.other_care = CareGrid(_("Other care"), terms.other_care)
        self.outlook = TermGrid(_("Outlook"), terms.outlook)
        self.banner = Banner("hazard")
        self.keep_button = Button(_("Keep the episode"), Kind.PRIMARY)
        self.leave_button = Button(_("Leave as it was"), Kind.PLAIN)
        self.discharge = TermGrid(_("Why it ends"), terms.discharge, one=True)
        self.last_words = TextField(_("In your words"))
        self.end_button = Button(_("End the episode"))
        self._connect()
        self._lay_out()

    def show_episode(self, episode: Episode) -> None:
        """Fill the form with an episode."""
        self._episode = episode
        self.banner.hush()
        self.complaint.write(episode.complaint)
        self.causes.tick(episode.causes)
        self.symptoms.tick(episode.symptoms)
        self.goals.tick(episode.goals)
        self.factors.tick(episode.session_factors)
        self.other_care.tick(episode.other_care)
        self.outlook.tick(episode.outlook)
        self.planned.setValue(episode.planned_sessions)
        self.interval.setValue(episode.interval_days)
        self.discharge.tick(())
        self.last_words.write("")
        self._on_ticked()
        self.complaint.line.setFocus()

    def _as_typed(self, episode: Episode) -> Episode:
        return replace(
            episode,
            complaint=self.complaint.typed,
            causes=kept(episode.causes, self.causes),
            symptoms=kept(episode.symptoms, self.symptoms),
            goals=kept(episode.goals, self.goals),
            session_factors=kept(episode.session_factors, self.factors),
            other_care=kept(episode.other_care, self.other_care),
            outlook=kept(episode.outlook, self.outlook),
            planned_sessions=self.planned.value(),
            interval_days=self.interval.value(),
        )

    def _on_keep(self) -> None:
        if self._episode is not None:
            self._model.keep(self._as_typed(self._episode))

    def _on_end(self) -> None:
        if self._episode is not None:
            (why,) = self.discharge.ticked or ("",)
            self._model.end(self._as_typed(self._episode), why, self.last_words.typed)

    def _on_ticked(self) -> None:
        ticked = self.causes.ticked + self.symptoms.ticked
        self.ask_again.say(ask_again_words(ticked, self._terms))

    def _connect(self) -> None:
        self.keep_button.clicked.connect(self._on_keep)
        self.end_button.clicked.connect(self._on_end)
        self.leave_button.clicked.connect(self.left)
        self.complaint.entered.connect(self._on_keep)
        self.last_words.entered.connect(self._on_end)
        self.causes.told.connect(self._on_ticked)
        self.symptoms.told.connect(self._on_ticked)
        self._model.ready.connect(self.show_episode)
        self._model.refused.connect(self._refuse)
        bind(self, actions.LEAVE_FORM, self.left.emit)

    def _refuse(self, sentence: str) -> None:
        self.banner.say(sentence)
        self.ensureWidgetVisible(self.banner)

    def _lay_out(self) -> None:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        column.setSpacing(theme.ROOM)
        self.setWidget(ground)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        plan, end = (Card(padding=theme.BROAD, spacing=theme.SNUG) for _card in range(2))
        for card in (plan, end):
            card.setMaximumWidth(_WIDTH)
            column.addWidget(card)
        column.addStretch()
        self._fill_plan(plan)
        self._fill_end(end)

    def _fill_plan(self, card: Card) -> None:
        rows = card.rows
        rows.addWidget(Text(_("Episode of care"), size=theme.LARGE, bold=True))
        plan = QHBoxLayout()
        plan.setSpacing(theme.ROOM)
        plan.addWidget(Field(_("Planned sessions"), self.planned))
        plan.addWidget(Field(_("Days between two sessions"), self.interval))
        plan.addStretch()
        for part in (
            *(self.banner, self.complaint, self.causes, self.symptoms, self.ask_again),
            *(self.goals, plan, self.factors, self.other_care, self.outlook),
        ):
            if isinstance(part, QHBoxLayout):
                rows.addLayout(part)
            else:
                rows.addWidget(part)
        rows.addLayout(in_a_line(self.keep_button, self.leave_button))

    def _fill_end(self, card: Card) -> None:
        about = _("The next session then opens another episode.")
        for part in (
            Text(_("When the course is over"), bold=True),
            Text(about, size=theme.SMALL, ink="quiet", wraps=True),
            self.discharge,
            self.last_words,
        ):
            card.rows.addWidget(part)
        card.rows.addLayout(in_a_line(self.end_button))
