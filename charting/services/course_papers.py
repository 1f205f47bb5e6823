"""Papers of a course: the summary of an episode, and the report of an adverse event to whoever is
to be told.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from charting.domain.adverse_events import AdverseEvent
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.episode import Episode
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import FollowUp
from charting.domain.given_papers import Kind
from charting.domain.ids import EntryId, EpisodeId, PatientId, PractitionerId
from charting.domain.moment import Moment
from charting.domain.patient import Patient
from charting.domain.practice import Practice, Practitioner
from charting.domain.roles import Right
from charting.domain.session import Session
from charting.domain.sheet import Sheet, SheetId, standing
from charting.services.handouts import Handout
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records


@dataclass(frozen=True, slots=True)
class EventReport:
    """An adverse event to be told to somebody who is not to know the patient's name: `versions` is
    what was put on file of it, the first first; `session` the visit it comes from, if any.
    """

    practice: Practice
    names: Mapping[PractitionerId, Practitioner]
    patient: Patient
    versions: Sequence[Sheet]
    event: AdverseEvent
    session: Session | None
    printed: Moment


@dataclass(frozen=True, slots=True)
class EpisodeSummary:
    """A course from its first session to its last, to be printed; `sheets` are the latest versions
    of what stands on file of it, sessions and follow-ups stand oldest first.
    """

    practice: Practice
    names: Mapping[PractitionerId, Practitioner]
    patient: Patient
    episode: Episode
    sessions: Sequence[Session]
    follow_ups: Sequence[FollowUp]
    sheets: Sequence[Sheet]
    printed: Moment


class CourseDocuments(Protocol):
    """Makes what is printed: PDF files, in memory."""

    def event_report(self, report: EventReport) -> bytes:
        """The report of one adverse event."""

    def episode_summary(self, summary: EpisodeSummary) -> bytes:
        """The summary of one episode."""


class CoursePapers:
    """What `who` can print of a course on a size of paper, the practice's own where none is named;
    what is made leaves a trace with the hash of the file.
    """

    def __init__(
        self,
        records: Records,
        documents: Callable[[str], CourseDocuments],
        clock: Clock,
        ids: Ids,
        who: Practitioner,
    ) -> None:
        self._records, self._documents = records, documents
        self._clock, self._ids, self._who = clock, ids, who

    @needs(Right.HAND_OUT)
    def event_report(self, patient_id: PatientId, sheet_id: SheetId, paper: str = "") -> Handout:
        """The report of an adverse event. Raises `Refused` (NOT_FOUND)."""
        versions = [
            sheet
            for sheet in self._records.sheets.of_patient(patient_id)
            if sheet.id == sheet_id and isinstance(sheet.content, AdverseEvent)
        ]
        if not versions:
            raise Refused(ErrorCode.NOT_FOUND)
        last = versions[-1]
        report = EventReport(
            self._records.practice.practice(),
            self._people(),
            self._records.patients.patient(patient_id),
            versions,
            _event(last),
            self._records.sessions.session(last.session_id) if last.session_id else None,
            self._clock.now(),
        )
        made = self._documents(paper).event_report(report)
        self._trace(patient_id, "event", sheet_id, made)
        on = paper or report.practice.paper
        return Handout(Kind.EVENT, patient_id, report.printed.day, on, made)

    @needs(Right.HAND_OUT)
    def episode_summary(
        self, patient_id: PatientId, episode_id: EpisodeId, paper: str = ""
    ) -> Handout:
        """The summary of an episode. Raises `Refused` (NOT_FOUND)."""
        records = self._records
        episodes = records.sessions.episodes(patient_id)
        episode = next((one for one in episodes if one.id == episode_id), None)
        if episode is None:
            raise Refused(ErrorCode.NOT_FOUND)
        lines = reversed(records.sessions.timeline(patient_id))
        of_episode = [each.id for each in lines if each.stands and each.episode_id == episode_id]
        every = records.follow_ups.of_patient(patient_id)
        sheets = standing(records.sheets.of_patient(patient_id))
        summary = EpisodeSummary(
            records.practice.practice(),
            self._people(),
            records.patients.patient(patient_id),
            episode,
            [records.sessions.session(session_id) for session_id in of_episode],
            [one for one in every if one.episode_id == episode_id],
            [sheet for sheet in sheets if sheet.episode_id == episode_id],
            self._clock.now(),
        )
        made = self._documents(paper).episode_summary(summary)
        self._trace(patient_id, "episode", episode_id, made)
        on = paper or summary.practice.paper
        return Handout(Kind.EPISODE, patient_id, summary.printed.day, on, made)

    def _people(self) -> Mapping[PractitionerId, Practitioner]:
        return {one.id: one for one in self._records.practice.practitioners()}

    def _trace(self, patient_id: PatientId, report: str, about: UUID, made: bytes) -> None:
        what = {"report": report, "about": about, "sha256": digest(made).hex()}
        self._records.trail.add(
            Trace(
                EntryId(self._ids.new()),
                patient_id,
                self._clock.now(),
                self._who.id,
                Action.REPORT_MADE,
                canonical(what),
            )
        )


def _event(sheet: Sheet) -> AdverseEvent:
    if not isinstance(sheet.content, AdverseEvent):
        raise Refused(ErrorCode.NOT_FOUND)
    return sheet.content
