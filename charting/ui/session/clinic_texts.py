"""The clinic's texts for the note of the open session: its snippets, and how its note may begin."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from charting.domain.changes import Change, EditNote
from charting.domain.episode import Episode
from charting.domain.ids import SessionId
from charting.domain.note_text import NoteTemplate, NoteText, Snippet, fitting, snippet_for
from charting.domain.session import NoteSection, Session
from charting.i18n import _
from charting.ui.session.model import SessionModel


class ClinicTexts(QObject):
    """Read once for each session that is opened; `changed` once they are there."""

    changed = Signal()

    def __init__(self, model: SessionModel) -> None:
        super().__init__(model)
        self._model = model
        self._of: SessionId | None = None
        self.snippets: tuple[Snippet, ...] = ()
        self.beginnings: tuple[NoteTemplate, ...] = ()
        self.episode: Episode | None = None
        model.settled.connect(self._look)

    def ask(self) -> None:
        """Read them anew in the background."""
        session = self._model.session
        if session is not None:
            self._model.record.read(lambda: self._read(session), self._show)

    def snippet(self, typed: str) -> Snippet | None:
        """The snippet whose short word ends what was typed so far."""
        return snippet_for(typed, self.snippets)

    def begin_from(self, beginning: NoteTemplate) -> bool:
        """Begin the sections that are empty, all in one step."""
        changes: list[Change] = [
            EditNote(section, "", text)
            for section, text in beginning.parts.items()
            if not self._model.visit.note(section)
        ]
        words = _("Begin the note: {name}").format(name=beginning.name)
        return bool(changes) and self._model.record.do_all(changes, words)

    @property
    def offered(self) -> tuple[NoteTemplate, ...]:
        """The beginnings of which something would come into an empty section."""
        empty = [each for each in NoteSection if not self._model.visit.note(each)]
        return tuple(one for one in self.beginnings if any(each in one.parts for each in empty))

    def _look(self) -> None:
        session = self._model.session
        if session is not None and session.id != self._of:
            self._of = session.id
            self.ask()

    def _read(self, session: Session) -> tuple[SessionId, Sequence[NoteText], Episode | None]:
        every = self._model.sessions.episodes(session.patient_id)
        episode = next((one for one in every if one.id == session.episode_id), None)
        return session.id, self._model.reference.note_texts.all(), episode

    def _show(self, read: tuple[SessionId, Sequence[NoteText], Episode | None]) -> None:
        session_id, texts, episode = read
        session = self._model.session
        if session is None or session.id != session_id:
            return
        self.snippets = tuple(each for each in texts if isinstance(each, Snippet))
        self.episode, causes = episode, episode.causes if episode else ()
        beginnings = [each for each in texts if isinstance(each, NoteTemplate)]
        self.beginnings = fitting(beginnings, causes, session.number)
        self.changed.emit()
