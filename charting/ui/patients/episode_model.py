"""The running episode of the patient looked at: opened when it is first planned, and corrected."""

from PySide6.QtCore import QObject, Signal

from charting.domain.episode import Episode
from charting.domain.errors import Refused
from charting.domain.ids import PatientId
from charting.services.sessions import Sessions
from charting.ui.tasks import Lane
from charting.wording import sentence


class EpisodeModel(QObject):
    """`ready` brings the episode to plan, `kept` the one stored, `ended` the one that ended,
    `refused` a sentence.
    """

    ready = Signal(object)
    kept = Signal(object)
    ended = Signal(object)
    refused = Signal(str)

    def __init__(self, sessions: Sessions, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._sessions, self._lane = sessions, lane

    def plan_for(self, patient_id: PatientId) -> None:
        """Bring the running episode of a patient; one is opened where none runs."""
        self._lane.submit(
            lambda: self._sessions.episode_for(patient_id), self.ready.emit, self._on_problem
        )

    def keep(self, episode: Episode) -> None:
        """Store the episode as planned."""
        self._lane.submit(
            lambda: self._sessions.correct_episode(episode), self.kept.emit, self._on_problem
        )

    def end(self, episode: Episode, discharge: str, words: str) -> None:
        """Store the episode as planned, and that it ended for this reason."""
        self._lane.submit(
            lambda: self._sessions.end_episode(episode, discharge, words),
            self.ended.emit,
            self._on_problem,
        )

    def resume(self, episode: Episode) -> None:
        """Take an ended episode up again."""
        self._lane.submit(
            lambda: self._sessions.resume_episode(episode), self.kept.emit, self._on_problem
        )

    def _on_problem(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.refused.emit(sentence(problem))
