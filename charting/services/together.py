"""Several people in one record at once: what others do is heard, and what both did is decided."""

import json
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from charting.domain.audit import Action, AuditEntry, Trace, Wanted
from charting.domain.canonical import canonical
from charting.domain.changes import Change, Entry
from charting.domain.conflicts import Conflict, Said, agree, said_of, set_aside
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, PatientId, PractitionerId, SessionId
from charting.domain.marks import Mark
from charting.domain.practice import Practitioner
from charting.domain.revive import revive
from charting.domain.roles import Right, may
from charting.domain.session import Answer, Session, Subject
from charting.services.news import Hear, Listening
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records

_TELLS = frozenset({Action.SESSION_CHANGED, Action.RULE_OVERRIDDEN})
_ASIDE = frozenset({Action.CHANGE_SET_ASIDE})
_LATELY_US = 7 * 86_400_000_000
_MOST = 20


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
    def let_stand(self, session_id: SessionId, conflict: Conflict) -> None:
        """Keep in the trail that what somebody else said stands; nobody is asked again."""
        told = canonical({"let_stand": conflict.subject})
        self._tell(session_id, told)

    @needs(Right.READ_CLINICAL)
    def undecided(self) -> Sequence[tuple[Session, Conflict]]:
        """What one said in open visits of these days, that was set aside, and that nobody has
        decided: found when the window was locked, say.

        Raises `Refused` (CLINIC_GONE).
        """
        since = self._clock.now().utc - _LATELY_US
        wanted = Wanted(by=self._who.id, actions=_ASIDE, since=since)
        chains = dict.fromkeys(each.chain for each in self._records.trail.find(wanted, _MOST))
        whose = self._records.trail.patients(chains)
        # What was set aside may be of a patient, or of somebody whose record was erased since.
        visits = (SessionId(chain) for chain in chains if whose.get(chain, chain) != chain)
        return [found for visit in visits for found in self._undecided_of(visit)]

    def _undecided_of(self, session_id: SessionId) -> Iterator[tuple[Session, Conflict]]:
        session = self._records.sessions.session(session_id)
        if not session.open_to_change:
            return
        chain = self._records.trail.chain(session_id)
        for subject, (entry, said) in _open_asides(chain, self._who.id).items():
            theirs = said_of(session, subject)
            if not agree(said, theirs):
                last = _last_of(subject, chain)
                by, at = (last.by, last.at) if last is not None else (None, None)
                yield session, Conflict(entry.id, subject, said, theirs, by, at)

    def _tell(self, chain: UUID, told: bytes) -> None:
        self._records.trail.add(
            Trace(
                EntryId(self._ids.new()),
                chain,
                self._clock.now(),
                self._who.id,
                Action.CHANGE_SET_ASIDE,
                told,
            )
        )

    @needs(Right.CHART)
    def set_aside(self, entry: Entry, wanted: Said) -> Conflict:
        """Keep in the trail what was not stored because somebody else changed the same; the two
        side by side.

        Raises `Refused` (NOT_FOUND, and what storing refuses).
        """
        chain = self._records.trail.chain(entry.session_id)
        session = self._records.sessions.session(entry.session_id)
        last = _last_of(entry.change.subject, chain)
        self._tell(entry.session_id, canonical(set_aside(entry, wanted)))
        subject = entry.change.subject
        theirs = said_of(session, subject)
        by, at = (last.by, last.at) if last is not None else (None, None)
        return Conflict(entry.id, subject, wanted, theirs, by, at)

    @needs(Right.WRITE_PATIENTS)
    def set_aside_whole(self, trace: Trace) -> None:
        """Keep in the trail what was not stored of a patient, or of a visit as a whole.

        Raises `Refused` (NOT_FOUND, and what storing refuses).
        """
        if not self._is_there(trace.chain):
            raise Refused(ErrorCode.NOT_FOUND)
        told = {"action": trace.action, "at": trace.at, "told": json.loads(trace.payload)}
        self._tell(trace.chain, canonical(told))

    def _is_there(self, chain: UUID) -> bool:
        try:
            self._records.patients.patient(PatientId(chain))
        except Refused as refused:
            if refused.code is not ErrorCode.NOT_FOUND:
                raise
            # The front desk reads no visit, and keeps no change of one.
            clinical = may(self._who.role, Right.READ_CLINICAL)
            return clinical and chain in self._records.trail.patients([chain])
        return True


def _open_asides(
    chain: Sequence[AuditEntry], who: PractitionerId
) -> dict[Subject, tuple[AuditEntry, Said]]:
    """What somebody had set aside, by subject, and has neither changed nor let stand since."""
    found: dict[Subject, tuple[AuditEntry, Said]] = {}
    for entry in chain:
        if entry.by != who or entry.payload is None:
            continue
        if entry.action in _ASIDE:
            told = _wanted(entry)
            if told is not None:
                found[told[0]] = entry, told[1]
            else:
                found.pop(json.loads(entry.payload).get("let_stand", ""), None)
        elif entry.action in _TELLS:
            change: Change = revive(json.loads(entry.payload), Change)
            found.pop(change.subject, None)
    return found


def _wanted(entry: AuditEntry) -> tuple[Subject, Said] | None:
    """What was set aside by an entry; `None` where it lets stand what somebody else said, or is of
    the visit as a whole.
    """
    told = json.loads(entry.payload or b"{}")
    if "wanted" not in told:
        return None
    change: Change = revive(told["change"], Change)
    said = told["wanted"]
    is_plain = said is None or isinstance(said, str)
    return change.subject, said if is_plain else revive(said, Mark | Answer)


def _last_of(subject: Subject, chain: Sequence[AuditEntry]) -> AuditEntry | None:
    """The entry that changed a subject last."""
    for entry in reversed(chain):
        if entry.action in _TELLS and entry.payload is not None:
            change: Change = revive(json.loads(entry.payload), Change)
            if change.subject == subject:
                return entry
    return None
