"""The symptoms of the episode against the pain that is drawn: a quiet hint, and one key to add."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from charting import content
from charting.domain.episode import Episode
from charting.domain.errors import Refused
from charting.domain.ids import EpisodeId
from charting.domain.pain_area import PainArea
from charting.domain.session import Session
from charting.i18n import _
from charting.ui.session.model import SessionModel
from charting.wording import sentence

_Found = tuple[EpisodeId, tuple[str, ...] | None, str]
"""An episode, its symptoms as stored (`None` where it is gone), and what is to be said."""


class Symptoms(QObject):
    """Reads the symptoms of the episode when a pain area is first looked at in a session."""

    changed = Signal()

    def __init__(self, model: SessionModel) -> None:
        super().__init__(model)
        self._model = model
        self._of: EpisodeId | None = None
        self._ticked: tuple[str, ...] | None = None

    @classmethod
    def of(cls, model: SessionModel) -> "Symptoms":
        """Those of the session of this model; the same for all who ask."""
        known: Symptoms | None = model.findChild(cls)
        return known or cls(model)

    def hint(self, area: PainArea) -> str:
        """That the episode does not name what this area says; nothing where it does, or while that
        is not known.
        """
        session = self._model.session
        if session is None or self._model.record.read_only:
            return ""
        if session.episode_id != self._of:
            self._of, self._ticked = session.episode_id, None
            self._model.record.read(lambda: self._read(session), self._on_read)
        if self._ticked is None or area.quality.value in self._ticked:
            return ""
        words = _("Not yet among the symptoms of the episode: {symptom}.")
        return words.format(symptom=_words(area))

    def add(self) -> None:
        """Name what the selected area says among the symptoms of the episode."""
        session, area = self._model.session, self._model.selected_mark
        if session is not None and isinstance(area, PainArea) and self.hint(area):
            self._model.record.read(lambda: self._added(session, area), self._on_read)

    def _read(self, session: Session) -> _Found:
        episode = self._episode(session)
        return session.episode_id, episode.symptoms if episode else None, ""

    def _added(self, session: Session, area: PainArea) -> _Found:
        episode, code = self._episode(session), area.quality.value
        if episode is None or code in episode.symptoms:
            return session.episode_id, episode.symptoms if episode else None, ""
        order = [term.id for term in content.episode_terms().symptoms]
        symptoms = tuple(sorted({*episode.symptoms, code}, key=order.index))
        try:
            stored = self._model.sessions.correct_episode(replace(episode, symptoms=symptoms))
        except Refused as refused:
            return session.episode_id, episode.symptoms, sentence(refused)
        words = _("Now among the symptoms of the episode: {symptom}.")
        return session.episode_id, stored.symptoms, words.format(symptom=_words(area))

    def _episode(self, session: Session) -> Episode | None:
        every = self._model.sessions.episodes(session.patient_id)
        return next((one for one in every if one.id == session.episode_id), None)

    def _on_read(self, found: _Found) -> None:
        episode_id, ticked, words = found
        if episode_id == self._of:
            self._ticked = ticked
            self.changed.emit()
        if words:
            self._model.said.emit(words)


def _words(area: PainArea) -> str:
    terms = {term.id: term.words for term in content.episode_terms().symptoms}
    return _(terms[area.quality.value])
