"""Papers beside those of a visit: outcomes, letters, visit summaries, and what is read with a
patient.
"""

from dataclasses import dataclass
from typing import Protocol

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.episode import Episode
from charting.domain.episode_scores import EpisodeScores
from charting.domain.ids import EntryId, PatientId
from charting.domain.moment import Moment
from charting.domain.patient import Patient
from charting.domain.practice import Practice, Practitioner
from charting.domain.roles import Right
from charting.services.handouts import Handout, Kind
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


class CareDocuments(Protocol):
    """Makes these papers: PDF files, in memory."""

    def outcomes(self, report: OutcomesReport) -> bytes:
        """The scores of an episode."""


class CarePapers:
    """What `who` can have made; each leaves a trace in the patient's chain with its hash."""

    def __init__(
        self, records: Records, documents: CareDocuments, clock: Clock, ids: Ids, who: Practitioner
    ) -> None:
        self._records, self._documents = records, documents
        self._clock, self._ids, self._who = clock, ids, who

    @needs(Right.HAND_OUT)
    def outcomes(self, file: OutcomesFile) -> Handout:
        """The scores of an episode with their curves."""
        practice, now = self._records.practice.practice(), self._clock.now()
        report = OutcomesReport(practice, file.patient, file.episode, file.scores, now)
        return self._made(Kind.OUTCOMES, file.patient.id, now, self._documents.outcomes(report))

    def _made(self, kind: Kind, patient_id: PatientId, now: Moment, pdf: bytes) -> Handout:
        what = canonical({"report": kind, "sha256": digest(pdf).hex()})
        self._records.trail.add(
            Trace(EntryId(self._ids.new()), patient_id, now, self._who.id, Action.REPORT_MADE, what)
        )
        return Handout(kind, patient_id, now.day, self._records.practice.practice().paper, pdf)
