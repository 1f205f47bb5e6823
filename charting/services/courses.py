"""Courses: the visits of an episode as one whole, to be laid beside each other and beside the
scores.
"""

from collections.abc import Generator
from dataclasses import dataclass, field

from charting import care_content
from charting.domain.body import BodyMeasures
from charting.domain.curves import Curve, curves_of
from charting.domain.dose import Dose, dose_of
from charting.domain.episode import Episode
from charting.domain.episode_scores import Asked, EpisodeScores, episode_scores
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EpisodeId, PatientId, SessionId
from charting.domain.outcomes import NPRS, PSFS, RMDQ, Better
from charting.domain.patient import Patient
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.domain.session import Session
from charting.services.patients import Patients
from charting.services.permission import needs
from charting.services.ports import Records, SessionLine

# What stands first beside the dose: pain, then function.
_FIRST = (NPRS, PSFS, RMDQ)


@dataclass(frozen=True, slots=True)
class CourseFile:
    """An episode of a patient: its `visits`, whole and oldest first, and its scores.

    `lines` are all visits of the patient, of other episodes too, newest first; none of them was
    entered in error. `measures` are those found last of the patient's body.
    """

    patient: Patient
    episodes: tuple[Episode, ...]
    episode: Episode | None
    lines: tuple[SessionLine, ...]
    visits: tuple[Session, ...]
    scores: EpisodeScores = field(default_factory=EpisodeScores)
    measures: BodyMeasures | None = None

    def doses(self) -> tuple[Dose, ...]:
        """The dose of each visit, oldest first."""
        return tuple(dose_of(visit) for visit in self.visits)

    def curves(self) -> tuple[Curve, ...]:
        """The curves of all measures that tell change, pain and function first."""
        measures = [each for each in care_content.measures() if each.better is not Better.NEITHER]
        measures.sort(key=lambda each: _FIRST.index(each.id) if each.id in _FIRST else len(_FIRST))
        return tuple(
            curve
            for measure in measures
            for curve in curves_of(measure, self.scores.entries, self.scores.after)
        )


class Courses:
    """What `who` can read of a course; reading it leaves a trace."""

    def __init__(self, records: Records, patients: Patients, who: Practitioner) -> None:
        self._records, self._patients, self._who = records, patients, who

    @needs(Right.READ_CLINICAL)
    def read(
        self, patient_id: PatientId, episode_id: EpisodeId | None = None
    ) -> Generator[None, None, CourseFile]:
        """An episode or, where none is named, the running one or the latest, visit by visit.

        Raises `Refused` (NOT_FOUND).
        """
        records = self._records
        episodes = tuple(records.sessions.episodes(patient_id))
        episode = _chosen(episodes, episode_id)
        lines = tuple(line for line in records.sessions.timeline(patient_id) if line.stands)
        held = [line for line in reversed(lines) if episode and line.episode_id == episode.id]
        yield
        visits = []
        for line in held:
            visits.append(records.sessions.session(line.id))
            yield
        asked = (Asked(each.id, each.opened, each.pain_before, each.pain_after) for each in held)
        sheets = records.sheets.of_patient(patient_id)
        yield
        self._patients.viewed(patient_id, [visit.id for visit in visits])
        return CourseFile(
            records.patients.patient(patient_id),
            episodes,
            episode,
            lines,
            tuple(visits),
            episode_scores(episode.id if episode else None, asked, sheets),
            next(iter(reversed(records.patients.measures(patient_id))), None),
        )

    @needs(Right.READ_CLINICAL)
    def whole(self, patient_id: PatientId, episode_id: EpisodeId | None = None) -> CourseFile:
        """The same in one go. Raises `Refused` (NOT_FOUND)."""
        reading = self.read(patient_id, episode_id)
        while True:
            try:
                next(reading)
            except StopIteration as end:
                course: CourseFile = end.value
                return course

    @needs(Right.READ_CLINICAL)
    def visit(self, session_id: SessionId) -> Session:
        """One visit, of another episode. Raises `Refused` (NOT_FOUND)."""
        session = self._records.sessions.session(session_id)
        self._patients.viewed(session.patient_id, [session_id])
        return session


def _chosen(episodes: tuple[Episode, ...], episode_id: EpisodeId | None) -> Episode | None:
    if episode_id is not None:
        named = next((each for each in episodes if each.id == episode_id), None)
        if named is None:
            raise Refused(ErrorCode.NOT_FOUND)
        return named
    running = [each for each in episodes if each.closed is None]
    return next(iter(reversed(running or list(episodes))), None)
