"""The wrong-side guard: the side of the complaint against today's marks, said once a session."""

from PySide6.QtCore import QObject

from charting import content
from charting.domain.body_map import Side
from charting.domain.ids import SessionId
from charting.domain.session import Session
from charting.domain.sides import on_the_other_side, side_of
from charting.i18n import _
from charting.ui.session.model import SessionModel
from charting.wording import side_words


class SideGuard(QObject):
    """Reads the complaint of the episode when a session is opened, and speaks up once."""

    def __init__(self, model: SessionModel) -> None:
        super().__init__(model)
        self._model = model
        self._of: SessionId | None = None
        self._complained: Side | None = None
        self._words = {
            phrase[0]: Side(value)
            for phrase, (_kind, value) in content.shorthand().phrases.items()
            if len(phrase) == 1 and len(phrase[0]) > 1 and value in ("left", "right")
        }
        model.settled.connect(self._look)

    def _look(self) -> None:
        session = self._model.session
        if session is None or self._model.record.read_only:
            return
        if session.id != self._of:
            self._of, self._complained = session.id, None
            self._model.record.read(lambda: self._read(session), self._on_read)
            return
        if self._complained is None:
            return
        other = on_the_other_side(self._complained, self._model.marks)
        if other is not None:
            words = _("The complaint names the {side} side; every mark so far is on the {other}.")
            told = words.format(side=side_words(self._complained), other=side_words(other))
            self._complained = None
            self._model.said.emit(told)

    def _read(self, session: Session) -> tuple[SessionId, Side | None]:
        every = self._model.sessions.episodes(session.patient_id)
        complaint = next((one.complaint for one in every if one.id == session.episode_id), "")
        return session.id, side_of(complaint, self._words)

    def _on_read(self, read: tuple[SessionId, Side | None]) -> None:
        session_id, complained = read
        if session_id == self._of:
            self._complained = complained
            self._look()
