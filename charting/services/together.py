"""Several people in one record at once: what others do is heard, and what both did is decided."""

import json
from collections.abc import Mapping, Sequence

from charting.domain.audit import Action, AuditEntry, Trace
from charting.domain.canonical import canonical
from charting.domain.changes import Change, Entry
from charting.domain.conflicts import Conflict, Said, said_of, set_aside
from charting.domain.ids import EntryId, PractitionerId
from charting.domain.practice import Practitioner
from charting.domain.revive import revive
from charting.domain.roles import Right
from charting.domain.session import Subject
from charting.services.news import Hear, Listening
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records

_TELLS = frozenset({Action.SESSION_CHANGED, Action.RULE_OVERRIDDEN})


class Together:
    """What `who` learns of what others do in the record, and how they come to terms."""

    def __init__(
        self,
        records: Records,
        clock: Clock,
        ids: Ids,
        who: Practitioner,
        names: Mapping[PractitionerId, str],
    ) -> None:
        """`names` are those of everybody."""
        self._records, self._clock, self._ids, self._who = records, clock, ids, who
        self.names = names

    @property
    def me(self) -> PractitionerId:
        """Who is at work here."""
        return self._who.id

    @needs(Right.READ_CLINICAL)
    def listen(self, hear: Hear) -> Listening | None:
        """Let `hear` know, on another thread, what happens; `None` where there is nobody else."""
        shared = self._records.shared
        return shared.listen(hear) if shared is not None else None

    @needs(Right.CHART)
    def set_aside(self, entry: Entry, wanted: Said) -> Conflict:
        """Keep in the trail what was not stored because somebody else changed the same; the two
        side by side.

        Raises `Refused` (NOT_FOUND, and what storing refuses).
        """
        chain = self._records.trail.chain(entry.session_id)
        session = self._records.sessions.session(entry.session_id)
        last = _last_of(entry.change.subject, chain)
        self._records.trail.add(
            Trace(
                EntryId(self._ids.new()),
                entry.session_id,
                self._clock.now(),
                self._who.id,
                Action.CHANGE_SET_ASIDE,
                canonical(set_aside(entry, wanted)),
            )
        )
        subject = entry.change.subject
        theirs = said_of(session, subject)
        by, at = (last.by, last.at) if last is not None else (None, None)
        return Conflict(entry.id, subject, wanted, theirs, by, at)


def _last_of(subject: Subject, chain: Sequence[AuditEntry]) -> AuditEntry | None:
    """The entry that changed a subject last."""
    for entry in reversed(chain):
        if entry.action in _TELLS and entry.payload is not None:
            change: Change = revive(json.loads(entry.payload), Change)
            if change.subject == subject:
                return entry
    return None
