"""Papers beside those of a visit: outcomes, the course, letters, visit summaries, and what is read
with a patient.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.episode import Episode
from charting.domain.episode_scores import EpisodeScores
from charting.domain.given_papers import Kind
from charting.domain.ids import EntryId, PatientId
from charting.domain.moment import Moment
from charting.domain.patient import Patient
from charting.domain.practice import Practice, Practitioner
from charting.domain.roles import Right
from charting.domain.session import Session
from charting.services.courses import CourseFile
from charting.services.handouts import Handout
from charting.services.outcomes import OutcomesFile
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records


@dataclass(frozen=True, slots=True)
class OutcomesReport:
    """The scores of an episode to be printed, with their curves."""

    practice: Practice
    patient: Patient
    episode: Episode | None
    scores: EpisodeScores
    printed: Moment


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads, and the codes ticked in their episode that is talked about."""

    practice: Practice
    patient: Patient
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseReport:
    """A course to be printed: doses beside scores, and where needles were answered. What was looked
    at stands first: the two visits `held` against each other (the first of them `None` where none
    lies before), or the one that was gone through once more in its order.
    """

    practice: Practice
    file: CourseFile
    printed: Moment
    held: tuple[Session | None, Session] | None = None
    replayed: Session | None = None


class CareDocuments(Protocol):
    """Makes these papers: PDF files, in memory."""

    def education(self, reading: Reading) -> bytes:
        """What is read with a patient."""

    def outcomes(self, report: OutcomesReport) -> bytes:
        """The scores of an episode."""

    def course(self, report: CourseReport) -> bytes:
        """The course of an episode."""


class CarePapers:
    """What `who` can have made on a size of paper, the practice's own where none is named; each
    leaves a trace in the patient's chain with its hash.
    """

    def __init__(
        self,
        records: Records,
        documents: Callable[[str], CareDocuments],
        clock: Clock,
        ids: Ids,
        who: Practitioner,
    ) -> None:
        self._records, self._documents = records, documents
        self._clock, self._ids, self._who = clock, ids, who

    @needs(Right.HAND_OUT)
    def outcomes(self, file: OutcomesFile, paper: str = "") -> Handout:
        """The scores of an episode with their curves."""
        practice, now = self._records.practice.practice(), self._clock.now()
        report = OutcomesReport(practice, file.patient, file.episode, file.scores, now)
        made = self._documents(paper).outcomes(report)
        return self._made(Kind.OUTCOMES, file.patient.id, now, made, paper)

    @needs(Right.HAND_OUT)
    def course(
        self,
        file: CourseFile,
        held: tuple[Session | None, Session] | None = None,
        replayed: Session | None = None,
        paper: str = "",
    ) -> Handout:
        """The course of an episode, after the visits that were looked at."""
        now = self._clock.now()
        report = CourseReport(self._records.practice.practice(), file, now, held, replayed)
        made = self._documents(paper).course(report)
        return self._made(Kind.COURSE, file.patient.id, now, made, paper)

    @needs(Right.READ_CLINICAL)
    def reading(self, patient_id: PatientId) -> Reading:
        """Who reads, and what their running episode, or the latest, is about."""
        records = self._records
        episodes = list(records.sessions.episodes(patient_id))
        running = [each for each in episodes if each.closed is None]
        episode = next(iter(reversed(running or episodes)), None)
        codes: tuple[str, ...] = ()
        if episode is not None:
            codes = (*episode.causes, *episode.symptoms, *episode.other_care, *episode.outlook)
        return Reading(records.practice.practice(), records.patients.patient(patient_id), codes)

    @needs(Right.HAND_OUT)
    def education(self, reading: Reading, paper: str = "") -> Handout:
        """What is read with a patient, on paper."""
        pdf = self._documents(paper).education(reading)
        return self._made(Kind.EDUCATION, reading.patient.id, self._clock.now(), pdf, paper)

    def _made(
        self, kind: Kind, patient_id: PatientId, now: Moment, pdf: bytes, paper: str
    ) -> Handout:
        what = canonical({"report": kind, "sha256": digest(pdf).hex()})
        self._records.trail.add(
            Trace(EntryId(self._ids.new()), patient_id, now, self._who.id, Action.REPORT_MADE, what)
        )
        on = paper or self._records.practice.practice().paper
        return Handout(kind, patient_id, now.day, on, pdf)
