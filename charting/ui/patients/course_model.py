"""How far the course of a patient has come: the days to come, and whether pain stays."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from charting import care_content, content
from charting.domain.appointment import Appointment, appointments
from charting.domain.course import (
    NoChange,
    StopRule,
    function_better,
    no_change,
    visits_to_come,
)
from charting.domain.episode import Episode
from charting.domain.errors import Refused
from charting.domain.outcomes import Scored
from charting.domain.sheet import Sheet, contents
from charting.domain.visit import next_visit
from charting.services.ports import Clock, SessionLine
from charting.services.practices import OpenPractice
from charting.ui.tasks import Lane
from charting.wording import sentence


@dataclass(frozen=True, slots=True)
class Course:
    """An episode with its sessions `held`, the first first; the day `agreed` for the next visit,
    the `days` proposed, and how plainly it is told that pain stays.
    """

    episode: Episode
    held: tuple[SessionLine, ...]
    agreed: date | None
    days: tuple[date, ...]
    told: NoChange


class CourseModel(QObject):
    """`changed` when another course is shown; `refused` carries a sentence."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, practice: OpenPractice, lane: Lane, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._sessions, self._sheets = practice.sessions, practice.sheets
        self._lane, self._clock = lane, clock
        self.rule = StopRule(**content.vocabulary("course")["stop_rule"])
        self.practice, self.country = practice.practice.name, practice.practice.country
        self.course: Course | None = None
        self._asked = 0

    def show(self, episode: Episode | None, timeline: tuple[SessionLine, ...]) -> None:
        """Be about an episode, given the sessions of the patient, newest first."""
        self._asked += 1
        asked, today = self._asked, self._clock.now().day
        if episode is None:
            self._show(asked, None)
            return
        theirs = (line for line in reversed(timeline) if line.episode_id == episode.id)
        held = tuple(line for line in theirs if line.stands)

        def work() -> Course:
            last = self._sessions.session(held[-1].id) if held else None
            agreed = next_visit(last) if last else None
            days = visits_to_come(episode, [one.opened.day for one in held], agreed, today)
            pain = [one.pain_before for one in held]
            scored = contents(self._of_episode(episode), Scored)
            better = function_better(scored, care_content.measures())
            told = no_change(pain, self.rule, function_better=better)
            return Course(episode, held, agreed, days, told)

        self._lane.submit(work, lambda course: self._show(asked, course), lambda _problem: None)

    def _of_episode(self, episode: Episode) -> list[Sheet]:
        every = self._sheets.of_patient(episode.patient_id)
        return [sheet for sheet in every if sheet.episode_id == episode.id]

    def _show(self, asked: int, course: Course | None) -> None:
        if asked == self._asked:
            self.course = course
            self.changed.emit()

    def to_save(self, title: str) -> tuple[Appointment, ...]:
        """The days to come under a title, as they would stand in another calendar; `refused`
        follows where there are none.
        """
        course = self.course
        if course is None:
            return ()
        try:
            return appointments(course.episode, len(course.held), course.days, title)
        except Refused as refused:
            self.refused.emit(sentence(refused))
            return ()
