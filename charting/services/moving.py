"""A visit charted for the wrong patient: entered in error here, charted anew there, both linked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from charting.domain.adverse_events import AdverseEvent
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.changes import AddMark, Change, EditNote, SetAnswer, apply
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, MarkId, PatientId, SessionId
from charting.domain.marks import Mark, Needle
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.domain.session import Session
from charting.domain.sheet import PART_OF_VISIT, Content, standing
from charting.domain.signing import check_in_error
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.sessions import Sessions
from charting.services.sheets import Sheets
from charting.services.signing import Signing


class Moving:
    """What `who` can do about a visit of another patient."""

    def __init__(
        self,
        records: Records,
        sessions: Sessions,
        signing: Signing,
        clock: Clock,
        ids: Ids,
        who: Practitioner,
    ) -> None:
        self._records, self._sessions, self._signing = records, sessions, signing
        self._clock, self._ids, self._who = clock, ids, who
        self._sheets = Sheets(records, clock, ids, who)

    @needs(Right.ENTER_IN_ERROR)
    def move(self, session_id: SessionId, patient_id: PatientId, reason: str) -> Session:
        """Chart a visit anew as a draft of the patient whom it was about, and declare the one here
        entered in error; each names the other. The draft, to be read and signed.

        Raises `Refused` (SAME_PATIENT, NOT_FOUND, and what `Signing.enter_in_error` refuses);
        nothing is charted anew then.
        """
        session = self._records.sessions.session(session_id)
        patient = self._records.patients.patient(patient_id)
        if session.patient_id == patient.id:
            raise Refused(ErrorCode.SAME_PATIENT, {"name": patient.name})
        words = check_in_error(session, reason)
        sheets = [
            sheet
            for sheet in standing(self._records.sheets.of_patient(session.patient_id))
            if sheet.session_id == session.id
        ]
        marks = {mark_id: MarkId(self._ids.new()) for mark_id in session.marks}
        anew = self._anew(session, patient_id, marks)
        for sheet in sheets:
            fact = _about(sheet.content, marks)
            self._sheets.file(patient_id, fact, anew.episode_id, anew.id)
        self._signing.enter_in_error(session_id, reason, anew.id)
        for sheet in sheets:
            # What was signed with the visit stays in it, as the visit does.
            if type(sheet.content) not in PART_OF_VISIT:
                self._sheets.strike(sheet, words)
        return anew

    def _anew(
        self, session: Session, patient_id: PatientId, marks: Mapping[MarkId, MarkId]
    ) -> Session:
        episode = self._sessions.episode_for(patient_id)
        lines = self._records.sessions.timeline(patient_id)
        fresh = Session(
            SessionId(self._ids.new()),
            patient_id,
            episode.id,
            1 + sum(line.episode_id == episode.id for line in lines),
            session.practitioner_id,
            session.opened,
            supervisor_id=session.supervisor_id,
            taken_over=session.taken_over,
            written=session.written,
            instead_of=session.id,
        )
        self._records.sessions.add(
            fresh,
            Trace(
                EntryId(self._ids.new()),
                fresh.id,
                self._clock.now(),
                self._who.id,
                Action.SESSION_OPENED,
                canonical(fresh),
            ),
        )
        for change in _copies(session, marks):
            self._sessions.store(self._sessions.entry(fresh, change))
            fresh = apply(change, fresh)
        return fresh


def _copies(session: Session, marks: Mapping[MarkId, MarkId]) -> Sequence[Change]:
    return (
        *(AddMark(_mark(mark, marks[mark.id])) for mark in session.marks.values()),
        # The health fact that proposed an answer is one of somebody else.
        *(SetAnswer(item, None, replace(one, fact="")) for item, one in session.answers.items()),
        *(EditNote(section, "", text) for section, text in session.notes.items()),
    )


def _mark(mark: Mark, mark_id: MarkId) -> Mark:
    """The same mark under another id; what it repeats was a needle of somebody else."""
    if isinstance(mark, Needle):
        return replace(mark, id=mark_id, repeats=None)
    return replace(mark, id=mark_id)


def _about(fact: Content, marks: Mapping[MarkId, MarkId]) -> Content:
    """The same fact about the marks as they are charted anew."""
    if isinstance(fact, AdverseEvent) and fact.mark is not None:
        return replace(fact, mark=marks.get(fact.mark))
    return fact
