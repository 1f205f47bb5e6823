"""The sessions card: the visits of each episode in one line each, the newest first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from charting.domain.episode import Episode
from charting.domain.ids import SessionId
from charting.i18n import _, ngettext
from charting.services.ports import SessionLine
from charting.ui import theme
from charting.ui.patients.lists import session_row
from charting.ui.patients.model import Chart, PatientsModel
from charting.ui.widgets.frames import Card, Hairline, SectionHeader
from charting.ui.widgets.rows import RowList
from charting.ui.widgets.text import ElidedText, Text
from charting.wording import date_words


class EpisodeSessions(QWidget):
    """One episode: its complaint, how far it has come, and its sessions; each opens."""

    def __init__(self, model: PatientsModel) -> None:
        super().__init__()
        self._model = model
        self._lines: tuple[SessionLine, ...] = ()
        self.complaint = ElidedText(size=theme.SMALL, bold=True)
        self.course = Text(size=theme.SMALL, ink="quiet")
        self.list = RowList(_("Sessions"))
        self.list.entered.connect(self._open)
        self.list.pressed_on.connect(self._open)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        words = QVBoxLayout()
        words.setContentsMargins(theme.ROOM, 0, theme.ROOM, 0)
        words.setSpacing(0)
        words.addWidget(self.complaint)
        words.addWidget(self.course)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, theme.SNUG)
        rows.setSpacing(theme.TIGHT)
        rows.addLayout(words)
        rows.addWidget(self.list)

    def show_episode(
        self, episode: Episode, lines: tuple[SessionLine, ...], *, alone: bool
    ) -> None:
        """Show an episode with its sessions, newest first; one that is `alone` has its course in
        the header of the card.
        """
        self._lines = lines
        today, country = self._model.today, self._model.country
        self.complaint.setText(episode.complaint)
        self.complaint.setVisible(bool(episode.complaint))
        self.course.setText(_course_words(episode, _held(lines), country))
        self.course.setVisible(not alone)
        self.list.setAccessibleName(episode.complaint or self.course.text())
        self.list.show_rows([session_row(line, today, country) for line in lines])
        self.list.take_room_for_all()
        self.list.setVisible(bool(lines))
        # The card around makes room at once, also where it is not on the screen.
        self.updateGeometry()

    @property
    def gone_to(self) -> SessionId | None:
        """The session whose row was gone to."""
        return next((line.id for line in self._lines if line.id == self.list.key), None)

    def _open(self, key: SessionId) -> None:
        self._model.open_session(key)


class SessionsCard(Card):
    """The episodes with their visits, the running one first."""

    def __init__(self, model: PatientsModel) -> None:
        # The rows have ROOM on either side of their words.
        super().__init__(padding=theme.SNUG, spacing=theme.SNUG)
        self._model = model
        self.episodes: list[EpisodeSessions] = []
        self.header = SectionHeader(_("Sessions"))
        self.empty = Text(
            _("No session yet. Open today's session when the patient is here."),
            ink="quiet",
            wraps=True,
        )
        head = QVBoxLayout()
        head.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, 0)
        head.setSpacing(theme.SNUG)
        for part in (self.header, Hairline(), self.empty):
            head.addWidget(part)
        self.rows.addLayout(head)
        self.empty.setContentsMargins(0, 0, 0, theme.ROOM)

    def gone_to(self) -> SessionId | None:
        """The session whose row has the focus, if one has."""
        for part in self.episodes:
            if part.list.hasFocus():
                return part.gone_to
        return None

    def show_chart(self, chart: Chart) -> None:
        """Show the visits of a patient."""
        newest_first = chart.episodes[::-1]
        while len(self.episodes) < len(newest_first):
            self.episodes.append(EpisodeSessions(self._model))
            self.rows.addWidget(self.episodes[-1])
        for part in self.episodes[len(newest_first) :]:
            part.hide()
        for part, episode in zip(self.episodes, newest_first, strict=False):
            theirs = tuple(line for line in chart.timeline if line.episode_id == episode.id)
            part.show_episode(episode, theirs, alone=len(chart.episodes) == 1)
            part.show()
        self.empty.setVisible(not chart.timeline)
        self.header.beneath.setText(self._held_words(chart))

    def _held_words(self, chart: Chart) -> str:
        held, episodes = _held(chart.timeline), chart.episodes
        if len(episodes) == 1:
            return _course_words(episodes[0], held, self._model.country)
        if not episodes:
            return ""
        sessions = ngettext("{number} session", "{number} sessions", held).format(number=held)
        return _("{sessions} in {number} episodes").format(sessions=sessions, number=len(episodes))


def _held(lines: Sequence[SessionLine]) -> int:
    return sum(line.stands for line in lines)


def _course_words(episode: Episode, held: int, country: str) -> str:
    count = ngettext(
        "{number} of {planned} session", "{number} of {planned} sessions", episode.planned_sessions
    ).format(number=held, planned=max(held, episode.planned_sessions))
    since = date_words(episode.opened.day, country)
    if episode.closed is None:
        return _("{sessions}, since {day}").format(sessions=count, day=since)
    until = date_words(episode.closed.day, country)
    return _("{sessions}, {since} to {until}, closed").format(
        sessions=count, since=since, until=until
    )
