"""The events and near misses of one patient, and what a hand can do with them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from charting import content
from charting.domain.adverse_events import (
    AdverseEvent,
    Causality,
    EventKind,
    Severity,
    stops_needling,
)
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import CallOffer, FollowUp
from charting.domain.ids import EpisodeId, MarkId, PatientId
from charting.domain.near_miss import NearMiss
from charting.domain.session import Session
from charting.domain.sheet import Sheet
from charting.domain.text import read_date, read_time
from charting.services.adverse_events import EventLine
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.ui.tasks import Lane
from charting.wording import sentence
from charting.wording.follow_ups import planned_words


@dataclass(frozen=True, slots=True)
class Draft:
    """An event or a near miss as it is typed: days and times as written in `country`, `calls`
    those that are to be planned with it.
    """

    kind: str
    day: str
    time: str
    words: str
    severity: Severity = Severity.MILD
    mark: MarkId | None = None
    place: str = ""
    done: str = ""
    causality: Causality | None = None
    expected: bool | None = None
    preventable: bool | None = None
    grade: int | None = None
    ended: str = ""
    lasting: bool = False
    review: str = ""
    calls: tuple[CallOffer, ...] = ()
    country: str = ""
    pain: int | None = None

    def event(self) -> AdverseEvent:
        """The event. Raises `Refused` (DATE_UNREADABLE, TIME_UNREADABLE)."""
        return AdverseEvent(
            self.kind,
            read_date(self.day, "event_day", self.country),
            self.severity,
            self._minute(),
            self.mark,
            self.place,
            self.words,
            self.done,
            self.causality,
            self.expected,
            self.preventable,
            self.grade,
            ended=self._ended(),
            lasting=self.lasting,
            review=self.review,
            pain=self.pain,
        )

    def near_miss(self) -> NearMiss:
        """The near miss; what was done is what was learned. Raises `Refused` as `event` does."""
        day = read_date(self.day, "event_day", self.country)
        return NearMiss(day, self.words, self.kind, self._minute(), self.done)

    def _ended(self) -> date | None:
        if not self.ended.strip():
            return None
        return read_date(self.ended, "event_ended", self.country)

    def _minute(self) -> int | None:
        if not self.time.strip():
            return None
        at = read_time(self.time, "event_time")
        return at.hour * 60 + at.minute


class EventsModel(QObject):
    """`changed` when what is on file was read anew; `kept` carries the sheet as it stands after a
    deed, `refused` a sentence: what was typed stays then. `planned` says what has become due by it.
    """

    changed = Signal()
    planned = Signal(str)
    kept = Signal(object)
    refused = Signal(str)

    def __init__(
        self, practice: OpenPractice, lane: Lane, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._events, self._sheets = practice.adverse_events, practice.sheets
        self._lane, self._clock = lane, clock
        self.country = practice.practice.country
        self.known, self._plan = content.event_vocabulary(), content.follow_up_plan()
        self.offers = self._plan.calls
        self.patient_id: PatientId | None = None
        self.session: Session | None = None
        self._episode_id: EpisodeId | None = None
        self._under_way = False
        self.lines: tuple[EventLine, ...] = ()
        self.near_misses: tuple[Sheet, ...] = ()

    @property
    def today(self) -> date:
        """The local date."""
        return self._clock.now().day

    @property
    def time(self) -> str:
        """The time of day, as typed."""
        return self._clock.now().local().strftime("%H:%M")

    def offers_for(self, kind: EventKind | None) -> tuple[CallOffer, ...]:
        """The calls that a kind of event asks for."""
        calls = kind.calls if kind else ()
        return tuple(offer for offer in self.offers if offer.id in calls)

    def asks_for_pain(self, kind: EventKind | None) -> bool:
        """Whether it matters how strong the pain was with a kind of event."""
        return kind is not None and any(
            rule.event == kind.id and rule.points_above is not None
            for rule in self._plan.consequences
        )

    def kind_of(self, event: AdverseEvent) -> EventKind | None:
        """What is known of the kind of an event."""
        return self.known.kinds.get(event.kind)

    def open(
        self,
        patient_id: PatientId | None,
        session: Session | None = None,
        episode_id: EpisodeId | None = None,
    ) -> None:
        """Be about a patient and, in a visit, about its session."""
        self.patient_id, self.session = patient_id, session
        self._episode_id = session.episode_id if session else episode_id
        self.lines, self.near_misses = (), ()
        self.changed.emit()
        self.read()

    def read(self) -> None:
        """Read what is on file; `changed` follows."""
        patient_id = self.patient_id
        if patient_id is None:
            return

        def work() -> tuple[PatientId, tuple[EventLine, ...], tuple[Sheet, ...]]:
            events = self._events
            lines, near = events.of_patient(patient_id), events.near_misses_of(patient_id)
            return patient_id, tuple(lines), tuple(near)

        self._lane.submit(work, self._show, lambda _problem: None)

    def _show(self, found: tuple[PatientId, tuple[EventLine, ...], tuple[Sheet, ...]]) -> None:
        patient_id, lines, near_misses = found
        if patient_id == self.patient_id:
            self.lines, self.near_misses = lines, near_misses
            self.changed.emit()

    # What stands

    def of_session(self) -> tuple[EventLine, ...]:
        """The events of the open session, the latest first."""
        key = self.session.id if self.session else None
        return tuple(line for line in self.lines if key and line.sheet.session_id == key)

    def of_last_visit(self) -> tuple[EventLine, ...]:
        """The events of the visit before the open one, and those of any visit that are not over or
        wait for a review.
        """
        session = self.session
        if session is None:
            return ()
        return tuple(
            line
            for line in self.lines
            if line.sheet.session_id != session.id
            and (
                line.event.ended is None
                or (line.event.is_grave and not line.event.review)
                or (self._same_episode(line) and line.session_number == session.number - 1)
            )
        )

    def _same_episode(self, line: EventLine) -> bool:
        return line.sheet.episode_id == self._episode_id

    @property
    def stops_needling(self) -> bool:
        """Whether the events of the episode ask for a review before the next needle."""
        return stops_needling(line.event for line in self.lines if self._same_episode(line))

    # What a hand can do

    def keep(self, draft: Draft, sheet: Sheet | None = None) -> None:
        """Put an event on file, or amend the one of `sheet`; `kept` or `refused` follows."""
        patient_id, session, episode_id = self.patient_id, self.session, self._episode_id
        if patient_id is None:
            return

        def work() -> Sheet:
            event, events = draft.event(), self._events
            if sheet is None:
                return events.file(patient_id, event, session, draft.calls, episode_id)
            return events.amend(sheet, event)

        self._do(work)

    def keep_near_miss(self, draft: Draft) -> None:
        """Put a near miss on file; `kept` or `refused` follows."""
        patient_id, session, episode_id = self.patient_id, self.session, self._episode_id
        if patient_id is not None:
            self._do(
                lambda: self._events.file_near_miss(
                    patient_id, draft.near_miss(), session, episode_id
                )
            )

    def strike(self, sheet: Sheet, reason: str) -> None:
        """Say that it was entered in error; `kept` or `refused` follows."""
        self._do(lambda: self._sheets.strike(sheet, reason))

    def _do(self, work: Callable[[], Sheet]) -> None:
        # Pressed twice before it is stored, it happened once.
        if self._under_way:
            return
        self._under_way = True

        def then(done: tuple[Sheet, Sequence[FollowUp]]) -> None:
            self._under_way = False
            sheet, due = done
            self.kept.emit(sheet)
            for each in due:
                self.planned.emit(planned_words(each, self._plan, self.today, self.country))
            self.read()

        def deed() -> tuple[Sheet, Sequence[FollowUp]]:
            sheet = work()
            return sheet, self._events.made_due_by(sheet)

        self._lane.submit(deed, then, self._on_problem)

    def _on_problem(self, problem: Exception) -> None:
        self._under_way = False
        if isinstance(problem, Refused):
            self.refused.emit(sentence(problem, self.country))
            if problem.code is ErrorCode.STALE_RECORD:
                self.read()
