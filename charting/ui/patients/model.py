"""What the patients screen shows and what can be done on it, without a widget."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from charting.domain.body import BodyMeasures
from charting.domain.episode import Episode
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import FollowUp
from charting.domain.given_papers import GivenPaper
from charting.domain.ids import PatientId, SessionId
from charting.domain.moment import Moment
from charting.domain.patient import (
    FactKind,
    HealthFact,
    HealthReview,
    Patient,
    Sex,
    checked_patient,
)
from charting.domain.session import Session
from charting.domain.text import read_date, read_time, with_dates_as_read
from charting.i18n import _
from charting.languages import languages
from charting.services.ports import Clock, PatientLine, SessionLine
from charting.services.practices import OpenPractice
from charting.services.sessions import Sessions
from charting.ui.events.model import EventsModel
from charting.ui.patients.attachments_model import AttachmentsModel
from charting.ui.patients.body_model import BodyModel
from charting.ui.patients.course_model import CourseModel
from charting.ui.patients.episode_model import EpisodeModel
from charting.ui.patients.health_model import HealthModel
from charting.ui.patients.work_model import WorkModel
from charting.ui.tasks import Lane
from charting.wording import sentence

T = TypeVar("T")

Failed = Callable[[Exception], None]

_NOBODY = PatientId(UUID(int=0))


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is shown of one patient: facts as noted, sessions and papers newest first."""

    patient: Patient
    facts: tuple[HealthFact, ...] = ()
    review: HealthReview | None = None
    timeline: tuple[SessionLine, ...] = ()
    episodes: tuple[Episode, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    measures: BodyMeasures | None = None
    papers: tuple[GivenPaper, ...] = ()

    def facts_of(self, kind: FactKind) -> tuple[HealthFact, ...]:
        """The facts of one kind that still hold."""
        return tuple(fact for fact in self.facts if fact.kind is kind and fact.current)

    @property
    def running_episode(self) -> Episode | None:
        """The episode that today's session would belong to."""
        running = [episode for episode in self.episodes if episode.closed is None]
        return running[-1] if running else None


@dataclass(frozen=True, slots=True)
class Details:
    """A patient's details as typed into the form."""

    family: str
    given: str
    born: str
    sex: Sex
    phone: str
    language: str = ""


class PatientsModel(QObject):
    """The list as searched and the chart of the one patient looked at.

    `refused` carries the field of the form and the sentence, `said` a sentence for the screen,
    `doubles_found` patients who may be the one typed, `session_opened` the chart and the session.
    """

    found = Signal()
    charted = Signal()
    refused = Signal(str, str)
    said = Signal(str)
    doubles_found = Signal(object)
    kept = Signal(object)
    session_opened = Signal(object, object)

    def __init__(
        self,
        practice: OpenPractice,
        lane: Lane,
        clock: Clock,
        parent: QObject | None = None,
        *,
        clinical: bool = True,
    ) -> None:
        """`clinical`: whether who is at work may see more than who a patient is."""
        super().__init__(parent)
        patients, sessions, follow_ups = practice.patients, practice.sessions, practice.follow_ups
        self._patients, self._sessions, self._follow_ups = patients, sessions, follow_ups
        self._given_papers = practice.given_papers
        self._lane, self._clock = lane, clock
        self.country, self.names = practice.practice.country, practice.names
        self.languages = languages(practice.folder)
        self.clinical = clinical
        self.course = EpisodeModel(sessions, lane, self)
        self.course.ended.connect(self.read_again)
        self.health = HealthModel(patients, lane, self)
        self.health.refused.connect(self._on_form_problem)
        self.health.failed.connect(self._on_problem)
        self.body = BodyModel(patients, lane, self)
        self.work = WorkModel(practice, lane, clock, self, clinical=clinical)
        self.events = EventsModel(practice, lane, clock, self)
        self.attachments = AttachmentsModel(lane, self)
        self.events.planned.connect(lambda _words: self.read_again())
        self.plan = CourseModel(practice, lane, clock, self)
        for part in (self.course, self.health, self.body, self.work):
            part.kept.connect(self.read_again)
        self.typed, self.archived = "", False
        self.lines: tuple[PatientLine, ...] = ()
        self.chart: Chart | None = None
        self._asked = self._answered = 0
        self.looked_at: PatientId | None = None

    @property
    def today(self) -> date:
        """The local date."""
        return self._clock.now().day

    @property
    def searching(self) -> bool:
        """Whether the lines are not yet those of what was typed last."""
        return self._answered != self._asked

    def look_for(self, typed: str) -> None:
        """Find patients as one types; `found` follows for the latest words only."""
        self.typed = typed
        self.look_again()

    def show_archived(self, archived: bool) -> None:
        """Look among the archived patients, or among the others again."""
        self.archived = archived
        self.look_again()

    def look_again(self) -> None:
        """Find what was typed once more."""
        self._asked += 1
        asked, archived = self._asked, self.archived
        query = with_dates_as_read(self.typed, self.country)

        def work() -> tuple[PatientLine, ...] | None:
            if asked != self._asked:
                return None
            return tuple(self._patients.find(query, archived=archived))

        def then(lines: tuple[PatientLine, ...] | None) -> None:
            if lines is not None and asked == self._asked:
                self.lines, self._answered = lines, asked
                self.found.emit()

        self._do(work, then)

    def look_at(self, patient_id: PatientId | None) -> None:
        """Show a patient's chart, which leaves a trace; `None` shows nobody at once."""
        self.looked_at = patient_id
        if patient_id is None:
            self._show(None)
            return
        self._read(patient_id, viewed=True)

    def read_again(self) -> None:
        """Read the chart shown once more, after something in it changed."""
        if self.looked_at is not None:
            self._read(self.looked_at, viewed=False)

    def _read(self, patient_id: PatientId, *, viewed: bool) -> None:
        def work() -> Chart | None:
            if patient_id != self.looked_at:
                return None
            chart = self._chart_of(patient_id)
            if viewed:
                self._patients.viewed(patient_id)
            return chart

        def then(chart: Chart | None) -> None:
            if chart is not None and chart.patient.id == self.looked_at:
                self._show(chart)

        self._do(work, then)

    def _chart_of(self, patient_id: PatientId) -> Chart:
        if not self.clinical:
            return Chart(self._patients.patient(patient_id))
        return Chart(
            self._patients.patient(patient_id),
            tuple(self._patients.facts(patient_id)),
            self._patients.last_review(patient_id),
            tuple(self._sessions.timeline(patient_id)),
            tuple(self._sessions.episodes(patient_id)),
            tuple(self._follow_ups.of_patient(patient_id)),
            self._patients.measures(patient_id),
            tuple(self._given_papers.of_patient(patient_id)),
        )

    def _show(self, chart: Chart | None) -> None:
        self.chart = chart
        self.charted.emit()

    def draft(self) -> PatientId:
        """The id of a patient about to be added: the same form sent twice adds one."""
        return self._patients.draft()

    def read_born(self, typed: str) -> tuple[date, int] | None:
        """The date of birth typed so far and the age it makes, if it can be read and be true."""
        try:
            nobody = Patient(_NOBODY, "", _("Nobody"), read_date(typed, "born", self.country))
            return nobody.born, checked_patient(nobody, self.today).age_on(self.today)
        except Refused:
            return None

    def add(self, patient_id: PatientId, details: Details, *, surely: bool = False) -> None:
        """Add a patient; `kept`, `doubles_found` (unless `surely`) or `refused` follows."""

        def work() -> Patient | tuple[Patient, ...]:
            patient = _patient_of(patient_id, details, self.country)
            doubles = () if surely else self._patients.likely_doubles(patient)
            return doubles or self._patients.add(patient)

        self._lane.submit(work, self._on_added, self._on_form_problem)

    def correct(self, patient: Patient, details: Details) -> None:
        """Store corrected details of `patient`; `kept` or `refused` follows."""

        def work() -> Patient:
            typed = _patient_of(patient.id, details, self.country)
            return self._patients.correct(_corrected(patient, typed))

        self._lane.submit(work, self._on_kept, self._on_form_problem)

    def archive(self, *, archived: bool) -> None:
        """Take the patient looked at out of the lists, or back into them."""
        if self.chart is not None:
            patient = self.chart.patient
            self._do(lambda: self._patients.archive(patient, archived=archived), self._on_archived)

    # Sessions

    def open_today(self) -> None:
        """Open today's session of the patient looked at; `session_opened` follows."""
        if self.chart is not None:
            patient_id = self.chart.patient.id
            self._open(patient_id, lambda: self._sessions.open_today(patient_id))

    def open_earlier(self, day: str, time: str) -> None:
        """Open a session for a visit that was, as typed; `session_opened` or `refused` follows."""
        if self.chart is not None:
            patient_id, zone = self.chart.patient.id, self._clock.now().zone
            find = partial(_earlier, self._sessions, patient_id, (day, time, zone, self.country))
            self._open(patient_id, find, self._on_form_problem)

    def open_session(self, session_id: SessionId, patient_id: PatientId | None = None) -> None:
        """Open a session of a patient, by default the one looked at, who is looked at then;
        `session_opened` follows.
        """
        self._open(self._turn_to(patient_id), lambda: self._sessions.session(session_id))

    def take_over(self, session_id: SessionId, patient_id: PatientId | None = None) -> None:
        """As `open_session`, and go on with it where a colleague had it in hand."""
        self._open(self._turn_to(patient_id), lambda: self._sessions.go_on(session_id))

    def _turn_to(self, patient_id: PatientId | None) -> PatientId:
        self.looked_at = patient_id or (self.chart.patient.id if self.chart else self.looked_at)
        return self.looked_at or _NOBODY

    def _open(
        self, patient_id: PatientId, find: Callable[[], Session], failed: Failed | None = None
    ) -> None:
        def work() -> tuple[Chart, Session]:
            session = find()
            self._patients.viewed(patient_id, (session.id,))
            return self._chart_of(patient_id), session

        self._lane.submit(
            work, lambda both: self.session_opened.emit(*both), failed or self._on_problem
        )

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._lane.submit(work, then, self._on_problem)

    def _on_problem(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.said.emit(sentence(problem, self.country))
            self.read_again()

    def _on_form_problem(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.refused.emit(_field_of(problem), sentence(problem, self.country))

    def _on_added(self, outcome: Patient | tuple[Patient, ...]) -> None:
        if isinstance(outcome, tuple):
            self.doubles_found.emit(outcome)
        else:
            self._on_kept(outcome)

    def _on_kept(self, patient: Patient) -> None:
        self.kept.emit(patient)
        self.look_again()

    def _on_archived(self, patient: Patient) -> None:
        self.said.emit(
            _("{name} is archived: out of the lists, and not deleted.").format(name=patient.name)
            if patient.archived
            else _("{name} is back in the lists.").format(name=patient.name)
        )
        self.look_again()
        self.read_again()


def _earlier(
    sessions: Sessions, patient_id: PatientId, typed: tuple[str, str, str, str]
) -> Session:
    day, time, zone, country = typed
    visited = Moment.at(read_date(day, "day", country), read_time(time, "time"), zone)
    return sessions.open_earlier(patient_id, visited)


def _field_of(refused: Refused) -> str:
    if refused.code is ErrorCode.NAME_MISSING:
        return "family_name"
    if refused.code in (ErrorCode.BIRTH_IN_FUTURE, ErrorCode.BIRTH_TOO_EARLY):
        return "born"
    return str(refused.facts.get("field", ""))


def _corrected(patient: Patient, typed: Patient) -> Patient:
    """The patient as typed, with all that is not asked in the form."""
    return replace(
        patient,
        family=typed.family,
        given=typed.given,
        born=typed.born,
        sex=typed.sex,
        phone=typed.phone,
        language=typed.language,
    )


def _patient_of(patient_id: PatientId, details: Details, country: str) -> Patient:
    if not (details.family.strip() or details.given.strip()):
        raise Refused(ErrorCode.NAME_MISSING)
    if not details.born.strip():
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "born"})
    return Patient(
        patient_id,
        details.family,
        details.given,
        read_date(details.born, "born", country),
        details.sex,
        details.phone,
        language=details.language,
    )
