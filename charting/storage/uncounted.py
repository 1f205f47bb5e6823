"""Which sessions have needles that are not accounted for: kept with each change that touches it, so
that those few are found at once among all.
"""

from sqlalchemy import Connection, bindparam, select, update

from charting.domain.changes import AddMark, Change, EditMark, RemoveMark, SetAnswer
from charting.domain.ids import SessionId
from charting.domain.marks import Needle
from charting.domain.visit import COUNT_ITEMS, is_unresolved
from charting.storage.rows.marks import NEEDLE
from charting.storage.rows.sessions import answer_of
from charting.storage.tables import answers, marks, sessions

_NEEDLE = (
    select(marks.c.id)
    .where(marks.c.session_id == bindparam("session"), marks.c.present, marks.c.kind == NEEDLE)
    .limit(1)
)
_ANSWERS = select(answers).where(
    answers.c.session_id == bindparam("session"), answers.c.item.in_(sorted(COUNT_ITEMS))
)
_MARK = update(sessions).where(sessions.c.id == bindparam("session"))


def recount(
    connection: Connection, session_id: SessionId, change: Change, *, uncounted: bool
) -> None:
    """Bring a session that was `uncounted`, or not, up to date after a change, in the same
    transaction.
    """
    if not touches_it(change, uncounted=uncounted):
        return
    key = {"session": session_id.bytes}
    given = [answer_of(row) for row in connection.execute(_ANSWERS, key)]
    charted = connection.execute(_NEEDLE, key).first() is not None
    by_item = {answer.item: answer for answer in given if answer is not None}
    now = is_unresolved(by_item, charted=charted)
    if now is not uncounted:
        connection.execute(_MARK, {**key, "uncounted": now})


def touches_it(change: Change, *, uncounted: bool) -> bool:
    """Whether a change may make a session `uncounted`, or one that is so counted."""
    if isinstance(change, SetAnswer):
        return change.item in COUNT_ITEMS
    if isinstance(change, AddMark):
        # One needle more makes no difference once there are some to be counted.
        return isinstance(change.mark, Needle) and not uncounted
    if isinstance(change, RemoveMark):
        return isinstance(change.mark, Needle)
    return isinstance(change, EditMark) and _becomes_or_was_a_needle(change)


def _becomes_or_was_a_needle(change: EditMark) -> bool:
    return isinstance(change.before, Needle) is not isinstance(change.after, Needle)
