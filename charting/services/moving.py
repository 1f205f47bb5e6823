"""A visit charted for the wrong patient: entered in error here, charted anew there, both linked."""

from collections.abc import Sequence
from dataclasses import replace

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.changes import AddMark, Change, EditNote, SetAnswer, apply
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, MarkId, PatientId, SessionId
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.domain.session import Session
from charting.domain.signing import check_in_error
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.sessions import Sessions
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
        check_in_error(session, reason)
        anew = self._anew(session, patient_id)
        self._signing.enter_in_error(session_id, reason, anew.id)
        return anew

    def _anew(self, session: Session, patient_id: PatientId) -> Session:
        episode = self._sessions.episode_for(patient_id)
        lines = self._records.sessions.timeline(patient_id)
        fresh = Session(
            SessionId(self._ids.new()),
            patient_id,
            episode.id,
            1 + sum(line.episode_id == episode.id for line in lines),
            session.practitioner_id,
            session.opened,
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
        for change in self._copies(session):
            self._sessions.store(self._sessions.entry(fresh, change))
            fresh = apply(change, fresh)
        return fresh

    def _copies(self, session: Session) -> Sequence[Change]:
        marks = [replace(mark, id=MarkId(self._ids.new())) for mark in session.marks.values()]
        return (
            *(AddMark(mark) for mark in marks),
            *(SetAnswer(item, None, answer) for item, answer in session.answers.items()),
            *(EditNote(section, "", text) for section, text in session.notes.items()),
        )
