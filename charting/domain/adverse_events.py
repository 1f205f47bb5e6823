"""Adverse events: what happened, how grave it was, and how long it usually lasts.

Kinds, severities and windows are those of the clinical reference 3.1; the severity is the White
scale as the regulator of Alberta quotes it [S57]. An event is never changed: what becomes known
later is a new version of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from charting.domain.errors import ErrorCode, Refused
from charting.domain.event_rates import Published
from charting.domain.ids import MarkId
from charting.domain.moment import Moment
from charting.domain.near_miss import check_minute, check_when
from charting.domain.text import clean_line, clean_text

GRADES = range(1, 6)
PAIN = range(11)
WORDS_LIMIT = 4_000

# Two of these in an episode, or one serious event, stop the needling until they are reviewed.
GRAVE_TOGETHER = 2


class Severity(StrEnum):
    """How grave it was for the patient."""

    MILD = "mild"
    SIGNIFICANT = "significant"
    SERIOUS = "serious"


class Causality(StrEnum):
    """How likely it came from the treatment."""

    UNRELATED = "unrelated"
    UNLIKELY = "unlikely"
    POSSIBLE = "possible"
    PROBABLE = "probable"
    CERTAIN = "certain"


class EventState(StrEnum):
    """Where an event stands on a day; the gravest word that is true."""

    OPEN = "open"
    OVERDUE = "overdue"
    ESCALATED = "escalated"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class EventKind:
    """One kind of event as its data file has it.

    It is usually over `window_days` after it began; `None` where nothing is known of that.
    `window` says so in words. After `escalate_days` it asks for more than waiting, `rule` says for
    what. `calls` are ids of the calls that one press plans for it. `published` are the rates others
    have reported.
    """

    id: str
    words: str
    severity: Severity
    source: str
    window_days: int | None = None
    window: str = ""
    escalate_days: int | None = None
    rule: str = ""
    calls: tuple[str, ...] = ()
    published: tuple[Published, ...] = ()


EventKinds = Mapping[str, EventKind]


@dataclass(frozen=True, slots=True)
class AdverseEvent:
    """Something that was not meant to happen to a patient.

    `kind` is a code of the vocabulary `adverse_events.toml`; it began on the local `day`, at the
    `minute` from midnight where that is known. `mark` is the mark of the session at which it was,
    `place` says where in words. `None` in a judgement means that nobody has judged. `grade` is that
    of the CTCAE, 1 to 5. `ended` is the day on which it was over, `lasting` that something of it
    stays. `review` holds the words of the review that a grave event asks for. `pain` is how strong
    the pain was with it, 0 to 10.
    """

    kind: str
    day: date
    severity: Severity
    minute: int | None = None
    mark: MarkId | None = None
    place: str = ""
    words: str = ""
    done: str = ""
    causality: Causality | None = None
    expected: bool | None = None
    preventable: bool | None = None
    grade: int | None = None
    ended: date | None = None
    lasting: bool = False
    review: str = ""
    pain: int | None = None

    @property
    def is_grave(self) -> bool:
        """Whether it was more than mild."""
        return self.severity is not Severity.MILD


def checked_event(event: AdverseEvent) -> AdverseEvent:
    """The event with its words cleaned, if it can be true by itself.

    Raises `Refused` (FIELD_MISSING, TIME_UNREADABLE, EVENT_END_IMPOSSIBLE, EVENT_GRADE,
    VALUE_OUT_OF_RANGE, TEXT_TOO_LONG, TEXT_UNREADABLE).
    """
    if not event.kind:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "event"})
    check_minute(event.minute)
    if event.ended is not None and event.ended < event.day:
        raise Refused(ErrorCode.EVENT_END_IMPOSSIBLE, {"day": event.ended.isoformat()})
    if event.grade is not None and event.grade not in GRADES:
        raise Refused(ErrorCode.EVENT_GRADE, {"grade": event.grade})
    if event.pain is not None and event.pain not in PAIN:
        facts: dict[str, str | int] = {"what": "NPRS", "low": PAIN[0], "high": PAIN[-1]}
        raise Refused(ErrorCode.VALUE_OUT_OF_RANGE, facts)
    return replace(
        event,
        place=clean_line(event.place, "event_place"),
        words=_cleaned(event.words),
        done=_cleaned(event.done),
        review=_cleaned(event.review),
    )


def check_times(event: AdverseEvent, since: Moment | None, now: Moment) -> None:
    """Whether the event can have been then; `since` is when the session was that it comes from, if
    any.

    Raises `Refused` (EVENT_BEFORE_SESSION, EVENT_IN_FUTURE, EVENT_END_IMPOSSIBLE).
    """
    check_when(event.day, event.minute, since, now)
    if event.ended is not None and event.ended > now.day:
        raise Refused(ErrorCode.EVENT_END_IMPOSSIBLE, {"day": event.ended.isoformat()})


def _cleaned(words: str) -> str:
    return clean_text(words, "event", WORDS_LIMIT).strip()


def over_by(event: AdverseEvent, kind: EventKind | None) -> date | None:
    """The last day on which it is still as long as usual; `None` where nothing is known."""
    if kind is None or kind.window_days is None:
        return None
    return event.day + timedelta(days=kind.window_days)


def state_on(event: AdverseEvent, kind: EventKind | None, today: date) -> EventState:
    """Where an event stands today: escalated while it is grave and not reviewed, or lasts longer
    than its kind may; overdue while it lasts longer than usual.
    """
    if event.ended is not None:
        return EventState.OVER if not event.is_grave or event.review else EventState.ESCALATED
    days = kind.escalate_days if kind else None
    lasts_too_long = days is not None and today > event.day + timedelta(days=days)
    if lasts_too_long or (event.is_grave and not event.review):
        return EventState.ESCALATED
    usual = over_by(event, kind)
    return EventState.OVERDUE if usual is not None and today > usual else EventState.OPEN


def days_lasted(event: AdverseEvent, today: date) -> int:
    """For how many days it lasted, or has lasted so far; 0 for one that was over the same day."""
    return ((event.ended or today) - event.day).days


def lasted_longer(event: AdverseEvent, kind: EventKind | None) -> bool:
    """Whether an event that is over lasted longer than usual."""
    usual = over_by(event, kind)
    return event.ended is not None and usual is not None and event.ended > usual


def stops_needling(events: Iterable[AdverseEvent]) -> bool:
    """Whether the events of an episode ask for a review before the next needle: one that was
    serious, or two that were significant, and not reviewed yet (clinical reference 3.2).
    """
    waiting = [event for event in events if event.is_grave and not event.review]
    serious = any(event.severity is Severity.SERIOUS for event in waiting)
    return serious or len(waiting) >= GRAVE_TOGETHER
