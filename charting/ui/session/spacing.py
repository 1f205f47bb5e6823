"""Says once a visit, when a needle is placed, that its site was needled less than 48 hours ago."""

from PySide6.QtCore import QObject

from charting.domain.ids import MarkId
from charting.domain.marks import Needle
from charting.domain.session import Session
from charting.domain.treated import REST_HOURS, too_soon
from charting.i18n import _
from charting.services.sessions import Sessions
from charting.ui.session.model import SessionModel
from charting.ui.tasks import Lane
from charting.wording import clock_words, date_words, site_words

# A visit of so many days ago cannot be within 48 hours, whatever its zone.
_DAYS = 4


class SpacingWatch(QObject):
    """Knows the needles of the visits just before, and sees each needle that is placed."""

    def __init__(self, model: SessionModel, sessions: Sessions, lane: Lane, country: str) -> None:
        super().__init__(model)
        self._model, self._sessions, self._lane = model, sessions, lane
        self._country = country
        self._earlier: tuple[Needle, ...] = ()
        self._seen: frozenset[MarkId] = frozenset()
        self._said = False
        model.settled.connect(self._look)

    def open(self, session: Session) -> None:
        """Be about another visit; the needles of those before are read in the background."""
        self._earlier, self._said = (), False
        self._seen = frozenset(session.marks)
        self._lane.submit(lambda: self._read(session), self._on_read, lambda _problem: None)

    def _read(self, session: Session) -> tuple[Session, tuple[Needle, ...]]:
        near = [
            line.id
            for line in self._sessions.timeline(session.patient_id)
            if line.id != session.id
            and line.stands
            and line.needles
            and 0 <= (session.opened.day - line.opened.day).days <= _DAYS
        ]
        found = [needle for key in near for needle in self._sessions.session(key).needles()]
        return session, tuple(found)

    def _on_read(self, found: tuple[Session, tuple[Needle, ...]]) -> None:
        session, earlier = found
        shown = self._model.session
        if shown is not None and shown.id == session.id:
            self._earlier = earlier

    def _look(self) -> None:
        session = self._model.session
        if session is None or self._said or not self._earlier:
            return
        fresh = [each for each in session.needles() if each.id not in self._seen]
        self._seen = frozenset(session.marks)
        for needle in fresh:
            earlier = too_soon(needle, self._earlier)
            if earlier is not None:
                self._say(needle, earlier)
                return

    def _say(self, needle: Needle, earlier: Needle) -> None:
        self._said = True
        out = earlier.came_out or earlier.went_in
        words = _(
            "{site} was needled on {day} at {time}, less than {hours} hours ago. Look at the skin, "
            "and ask about soreness (clinical reference 6)."
        )
        self._model.said.emit(
            words.format(
                site=site_words(needle.site, self._model.body_map.structures),
                day=date_words(out.day, self._country),
                time=clock_words(out),
                hours=REST_HOURS,
            )
        )
