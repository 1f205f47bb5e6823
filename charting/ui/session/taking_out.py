"""Needles on their way out: one by one, all at once, or in an emergency; the count stays due."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from charting.domain.changes import Change, EditMark, SetAnswer
from charting.domain.errors import ErrorCode, Refused
from charting.domain.marks import Needle, out_at
from charting.domain.pairs import without_current
from charting.domain.session import Reply, Session
from charting.domain.visit import EMERGENCY
from charting.i18n import _, ngettext
from charting.services.ports import Clock
from charting.services.sessions import Sessions


class Record(Protocol):
    """Where the changes go."""

    session: Session | None

    def do_all(self, changes: Sequence[Change], words: str) -> bool:
        """Make changes that are undone together; False where they were refused."""

    def refuse(self, refused: Refused) -> bool:
        """Say why something is not done; always False."""


class TakingOut:
    """Stamps needles out. All of them carry one time where they come out together."""

    def __init__(
        self, record: Record, sessions: Sessions, clock: Clock, say: Callable[[str], object]
    ) -> None:
        self._record, self._sessions, self._clock = record, sessions, clock
        self._say = say

    def turned(self, needle: Needle) -> Needle | None:
        """A needle that is in as out just now, one that is out as in after all; `None` where the
        clock was set back, or where a visit is written up afterwards and none can be in, which is
        said.
        """
        session = self._record.session
        if not needle.in_situ and session is not None and session.written is not None:
            self._record.refuse(Refused(ErrorCode.TIMES_RECALLED))
            return None
        if not needle.in_situ:
            return replace(needle, came_out=None)
        try:
            return out_at(needle, self._clock.now())
        except Refused as refused:
            self._record.refuse(refused)
            return None

    def all(self) -> bool:
        """Note that all needles came out just now; False where none is in."""
        return self._stamp([], _("All needles out"))

    def emergency(self) -> bool:
        """Note that all needles came out at once because something happened. It is never refused:
        where the clock was set back, what went in later than now came out when it went in, as far
        as is known, and that is said.
        """
        session, now = self._record.session, self._clock.now()
        if session is None:
            return False
        answer = replace(self._sessions.answer(EMERGENCY), reply=Reply.YES)
        before = session.answers.get(EMERGENCY)
        ahead = sum(one.in_situ and one.went_in.utc > now.utc for one in session.needles())
        done = self._stamp(
            [SetAnswer(EMERGENCY, before, answer)],
            _("Emergency: all needles out"),
            lambda one: out_at(one, max(now, one.went_in, key=lambda moment: moment.utc)),
        )
        if done and ahead:
            self._say(_set_back_words(ahead))
        return done

    def _stamp(
        self,
        more: Sequence[Change],
        words: str,
        out: Callable[[Needle], Needle] | None = None,
    ) -> bool:
        session, now = self._record.session, self._clock.now()
        still_in = [one for one in session.needles() if one.in_situ] if session else []
        if session is None or not still_in:
            return False
        try:
            afters = {one.id: out(one) if out else out_at(one, now) for one in still_in}
        except Refused as refused:
            return self._record.refuse(refused)
        ended = without_current(session.marks, afters)
        outs = [EditMark(session.marks[mark_id], after) for mark_id, after in ended.items()]
        return self._record.do_all([*outs, *more], words)


def _set_back_words(ahead: int) -> str:
    return ngettext(
        "All are noted out. The clock of this computer was set back: {n} needle is noted out at "
        "the moment it went in. Say the true time in the reason.",
        "All are noted out. The clock of this computer was set back: {n} needles are noted out at "
        "the moment they went in. Say the true time in the reason.",
        ahead,
    ).format(n=ahead)
