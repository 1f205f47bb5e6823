"""Adverse events and near misses: put on file, followed until they are over, and counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from charting import content
from charting.domain.adverse_events import AdverseEvent, check_times
from charting.domain.consequences import Background, following, stands_already
from charting.domain.episode import Episode
from charting.domain.episode_scores import Asked, episode_scores
from charting.domain.event_rates import Counted, counted_by_kind
from charting.domain.follow_up import CallOffer, FollowUp
from charting.domain.ids import EpisodeId, PatientId, SessionId
from charting.domain.marks import Mark
from charting.domain.moment import Moment
from charting.domain.near_miss import NearMiss, check_when
from charting.domain.outcomes import NPRS
from charting.domain.patient import Patient
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.domain.session import Answer, Session
from charting.domain.sheet import Sheet, standing
from charting.services.follow_ups import FollowUps
from charting.services.permission import needs
from charting.services.ports import Clock, Records
from charting.services.sheets import Sheets

# What nobody has touched for longer no longer stands on the list of the day.
LISTED_DAYS = 400
_DAY = 24 * 3600 * 1_000_000


@dataclass(frozen=True, slots=True)
class EventLine:
    """An adverse event as listed: its sheet, the number of its session, if any, and the mark at
    which it was.
    """

    sheet: Sheet
    event: AdverseEvent
    session_number: int | None = None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class OpenEvent:
    """An event that is not over, or waits for a review, with its patient."""

    sheet: Sheet
    event: AdverseEvent
    patient: Patient


@dataclass(frozen=True, slots=True)
class Tally:
    """What the clinic has counted of the `days` up to today: treatments with an event, by its
    kind; with any event; and what nearly happened, the latest first.
    """

    days: int
    treatments: int
    by_kind: Mapping[str, Counted]
    any_kind: Counted
    near_misses: Sequence[NearMiss]


class AdverseEvents:
    """What `who` can do with adverse events and near misses."""

    def __init__(
        self,
        records: Records,
        sheets: Sheets,
        follow_ups: FollowUps,
        clock: Clock,
        who: Practitioner,
    ) -> None:
        self._records, self._sheets, self._follow_ups = records, sheets, follow_ups
        self._clock, self._who = clock, who

    @needs(Right.READ_CLINICAL)
    def of_patient(self, patient_id: PatientId) -> Sequence[EventLine]:
        """The events of a patient that stand on file, the latest first."""
        return self._lines(self._sheets.of_patient(patient_id))

    @needs(Right.READ_CLINICAL)
    def near_misses_of(self, patient_id: PatientId) -> Sequence[Sheet]:
        """The near misses of a patient that stand on file, the latest first."""
        found = standing(self._sheets.of_patient(patient_id))
        near = [sheet for sheet in found if isinstance(sheet.content, NearMiss)]
        return tuple(reversed(near))

    @needs(Right.READ_CLINICAL)
    def open_ones(self) -> Sequence[OpenEvent]:
        """The events of all patients that are not over, or wait for a review, the oldest first."""
        since = self._clock.now().utc - LISTED_DAYS * _DAY
        patients = self._records.patients
        return tuple(
            OpenEvent(sheet, event, patients.patient(sheet.patient_id))
            for sheet, event in _events(self._sheets.of_kind(AdverseEvent, since))
            if event.ended is None or (event.is_grave and not event.review)
        )

    @needs(Right.CHART)
    def file(
        self,
        patient_id: PatientId,
        event: AdverseEvent,
        session: Session | None = None,
        calls: Iterable[CallOffer] = (),
        episode_id: EpisodeId | None = None,
    ) -> Sheet:
        """Put an event on file, and plan its calls, but those whose day has gone by and those that
        are planned after that session already; and what becomes due by itself.

        Raises `Refused`: what `check_times` and `checked_event` refuse.
        """
        check_times(event, session.opened if session else None, self._clock.now())
        sheet = self._sheets.file(patient_id, event, *_belongs(session, episode_id))
        if session is not None:
            self._plan(session, calls)
        self._follow(sheet, event)
        return sheet

    def _plan(self, session: Session, calls: Iterable[CallOffer]) -> None:
        planned = {
            each.reason
            for each in self._follow_ups.of_patient(session.patient_id)
            if each.session_id == session.id and each.withdrawn is None
        }
        today = self._clock.now().day
        for offer in calls:
            due = session.opened.day + timedelta(days=offer.days, minutes=offer.minutes)
            if offer.id not in planned and due >= today:
                self._follow_ups.plan_call(session, offer)

    @needs(Right.CHART)
    def amend(self, sheet: Sheet, event: AdverseEvent) -> Sheet:
        """Put on file what is known of an event by now; the version before stays. What becomes due
        by itself is planned.

        Raises `Refused` as `file` does; STALE_RECORD where it was amended meanwhile.
        """
        check_times(event, self._since(sheet), self._clock.now())
        amended = self._sheets.amend(sheet, event)
        self._follow(amended, event)
        return amended

    @needs(Right.READ_CLINICAL)
    def made_due_by(self, sheet: Sheet) -> Sequence[FollowUp]:
        """The calls and reviews that became due by themselves when this was put on file."""
        rules = {rule.id for rule in content.follow_up_plan().consequences}
        return tuple(
            each
            for each in self._follow_ups.of_patient(sheet.patient_id)
            if each.reason in rules and each.planned.utc >= sheet.at.utc
        )

    def _follow(self, sheet: Sheet, event: AdverseEvent) -> None:
        rules = [rule for rule in content.follow_up_plan().consequences if rule.event == event.kind]
        episode = self._episode_of(sheet) if rules else None
        if episode is None:
            return
        known, planned = self._background(sheet, episode), None
        for rule in following(event, rules, known):
            planned = planned or self._follow_ups.of_patient(sheet.patient_id)
            if not stands_already(rule, event, episode, planned):
                self._follow_ups.plan_consequence(episode, sheet.session_id, rule)

    def _episode_of(self, sheet: Sheet) -> Episode | None:
        """The episode an event belongs to or, where it names none, the one that runs."""
        episodes = self._records.sessions.episodes(sheet.patient_id)
        of_sheet = (each for each in episodes if each.id == sheet.episode_id)
        running = (each for each in episodes if each.closed is None)
        return next(of_sheet, None) or next(running, None)

    def _background(self, sheet: Sheet, episode: Episode) -> Background:
        """What the course knows up to the visit of an event, and the pain asked since."""
        lines = [
            line
            for line in reversed(self._records.sessions.timeline(sheet.patient_id))
            if line.stands and line.episode_id == episode.id
        ]
        own = next((at for at, line in enumerate(lines, 1) if line.id == sheet.session_id), 0)
        until = lines[: own or len(lines)]
        answers: dict[str, Answer] = {}
        for line in until:
            answers |= self._records.sessions.session(line.id).answers
        asked = [Asked(each.id, each.opened, each.pain_before, each.pain_after) for each in lines]
        scores = episode_scores(episode.id, asked, self._sheets.of_patient(sheet.patient_id))
        before = [each.pain_before for each in until if each.pain_before is not None]
        since = until[-1].opened.utc if until else 0
        later = [
            number
            for each in scores.entries
            if each.at.utc > since
            and each.scored.measure == NPRS
            and (number := each.scored.number("now")) is not None
        ]
        return Background(answers, before[-1] if before else None, later[-1] if later else None)

    @needs(Right.CHART)
    def file_near_miss(
        self,
        patient_id: PatientId,
        miss: NearMiss,
        session: Session | None = None,
        episode_id: EpisodeId | None = None,
    ) -> Sheet:
        """Put a near miss on file.

        Raises `Refused`: what `check_when` and `checked_near_miss` refuse.
        """
        check_when(miss.day, miss.minute, session.opened if session else None, self._clock.now())
        return self._sheets.file(patient_id, miss, *_belongs(session, episode_id))

    @needs(Right.READ_CLINICAL)
    def counted(self, days: int = 365) -> Tally:
        """What was counted of the `days` up to today: events that began in them, among the
        treatments that were in them.
        """
        since = self._clock.now().day - timedelta(days=days)
        of_session: dict[SessionId, set[str]] = {}
        for sheet, event in _events(self._sheets.of_kind(AdverseEvent)):
            if sheet.session_id is not None and event.day > since:
                of_session.setdefault(sheet.session_id, set()).add(event.kind)
        treatments = self._records.sessions.needled(since)
        # A session without a charted needle had an event all the same; no share is above one.
        treatments = max(treatments, len(of_session))
        near = standing(self._sheets.of_kind(NearMiss))
        return Tally(
            days,
            treatments,
            counted_by_kind(of_session.values(), treatments),
            Counted(len(of_session), treatments),
            tuple(
                sheet.content
                for sheet in reversed(near)
                if isinstance(sheet.content, NearMiss) and sheet.content.day > since
            ),
        )

    def _since(self, sheet: Sheet) -> Moment | None:
        if sheet.session_id is None:
            return None
        return self._records.sessions.session(sheet.session_id).opened

    def _lines(self, sheets: Iterable[Sheet]) -> tuple[EventLine, ...]:
        sessions: dict[SessionId, Session] = {}
        lines = []
        for sheet, event in _events(sheets):
            key = sheet.session_id
            if key is not None and key not in sessions:
                sessions[key] = self._records.sessions.session(key)
            session = sessions.get(key) if key else None
            mark = session.marks.get(event.mark) if session and event.mark else None
            lines.append(EventLine(sheet, event, session.number if session else None, mark))
        return tuple(sorted(lines, key=_latest_first, reverse=True))


def _events(sheets: Iterable[Sheet]) -> list[tuple[Sheet, AdverseEvent]]:
    return [
        (sheet, sheet.content)
        for sheet in standing(sheets)
        if isinstance(sheet.content, AdverseEvent)
    ]


def _latest_first(line: EventLine) -> tuple[str, int, bytes]:
    return line.event.day.isoformat(), line.event.minute or 0, line.sheet.id.bytes


def _belongs(
    session: Session | None, episode_id: EpisodeId | None
) -> tuple[EpisodeId | None, SessionId | None]:
    return (session.episode_id, session.id) if session else (episode_id, None)
