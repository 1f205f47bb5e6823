"""Needles on their way out: one by one, all at once, or in an emergency; the count stays due."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from charting.domain.changes import Change, EditMark, SetAnswer
from charting.domain.pairs import without_current
from charting.domain.session import Reply, Session
from charting.domain.visit import EMERGENCY
from charting.i18n import _
from charting.services.ports import Clock
from charting.services.sessions import Sessions


class Record(Protocol):
    """Where the changes go."""

    session: Session | None

    def do_all(self, changes: Sequence[Change], words: str) -> bool:
        """Make changes that are undone together; False where they were refused."""


class TakingOut:
    """Stamps needles out. All of them carry one time where they come out together."""

    def __init__(self, record: Record, sessions: Sessions, clock: Clock) -> None:
        self._record, self._sessions, self._clock = record, sessions, clock

    def all(self) -> bool:
        """Note that all needles came out just now; False where none is in."""
        return self._stamp([], _("All needles out"))

    def emergency(self) -> bool:
        """Note that all needles came out at once because something happened."""
        if self._record.session is None:
            return False
        answer = replace(self._sessions.answer(EMERGENCY), reply=Reply.YES)
        before = self._record.session.answers.get(EMERGENCY)
        return self._stamp([SetAnswer(EMERGENCY, before, answer)], _("Emergency: all needles out"))

    def _stamp(self, more: Sequence[Change], words: str) -> bool:
        session, now = self._record.session, self._clock.now()
        still_in = [one for one in session.needles() if one.in_situ] if session else []
        outs: list[Change] = []
        if session is not None:
            afters = {one.id: replace(one, came_out=now) for one in still_in}
            for after in without_current(session.marks, afters).values():
                outs.append(EditMark(session.marks[after.id], after))
        return bool(still_in) and self._record.do_all([*outs, *more], words)
