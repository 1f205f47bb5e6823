"""Changes of a session as values: each applies purely, refuses what must not be, and knows its
inverse.
"""

from dataclasses import dataclass

from charting.domain.audit import Action
from charting.domain.changes.answers import SetAnswer
from charting.domain.changes.marks import (
    AddMark,
    EditMark,
    MarkChange,
    MoveMark,
    RemoveMark,
    sets_rules_aside,
)
from charting.domain.changes.notes import EditNote
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, PractitionerId, SessionId
from charting.domain.moment import Moment
from charting.domain.session import Session

__all__ = [
    "AddMark",
    "Change",
    "EditMark",
    "EditNote",
    "Entry",
    "MarkChange",
    "MoveMark",
    "RemoveMark",
    "SetAnswer",
    "apply",
]

Change = MarkChange | SetAnswer | EditNote


@dataclass(frozen=True, slots=True)
class Entry:
    """A change on its way into the record: who made it, when, and on which version of its subject.

    The id is made once by the client, so that an entry sent twice is stored once.
    """

    id: EntryId
    session_id: SessionId
    at: Moment
    by: PractitionerId
    change: Change
    version: int

    @property
    def action(self) -> Action:
        """What the trail calls it; a rule of the screening that is set aside is found there."""
        overridden = sets_rules_aside(self.change)
        return Action.RULE_OVERRIDDEN if overridden else Action.SESSION_CHANGED


def apply(change: Change, session: Session) -> Session:
    """The session after `change`, the version of its subject one higher.

    Raises `Refused`: ALREADY_SIGNED; STALE_RECORD where the session no longer says what the change
    starts from; and what `charting.domain.marks.checked_mark` refuses.
    """
    if not session.open_to_change:
        raise Refused(ErrorCode.ALREADY_SIGNED)
    return change.apply(session).touched(change.subject)
