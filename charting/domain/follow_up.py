"""A follow-up: a call or a review that is due on a day, and what was noted each time it was tried.

What was planned and what was noted stay as they are: a contact note is added, never changed, and
what is not to be done after all is withdrawn, with its time. Its writer signs it; what was wrong in
it or is to be added is said in an addendum.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import takewhile

from charting.domain.episode import Episode
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import (
    ContactId,
    EpisodeId,
    FollowUpId,
    PatientId,
    PractitionerId,
    SessionId,
)
from charting.domain.marks import MapSite
from charting.domain.moment import Moment
from charting.domain.session import Session
from charting.domain.text import clean_line, clean_text

# A day further away than this is a slip of the year.
FARTHEST_DAYS = 366
MINUTES = range(24 * 60)
CONTACT_LIMIT = 2_000


class FollowUpKind(StrEnum):
    """What is to be done."""

    CALL = "call"
    REVIEW = "review"


class ContactOutcome(StrEnum):
    """What came of a contact; done and put off belong to reviews, an addendum to a note before."""

    REACHED = "reached"
    ADVICE = "advice"
    NO_ANSWER = "no_answer"
    MESSAGE_LEFT = "message_left"
    DONE = "done"
    PUT_OFF = "put_off"
    ADDENDUM = "addendum"


_ENDS = frozenset({ContactOutcome.REACHED, ContactOutcome.ADVICE, ContactOutcome.DONE})
IN_VAIN = frozenset({ContactOutcome.NO_ANSWER, ContactOutcome.MESSAGE_LEFT, ContactOutcome.PUT_OFF})
"""What is tried again."""


@dataclass(frozen=True, slots=True)
class ContactSignature:
    """The signature of a contact note by its writer: when, the signed bytes as they were signed
    (`charting.domain.contact_signing`), the Ed25519 signature over them and its public key.
    """

    at: Moment
    content: bytes
    signature: bytes
    public_key: bytes


@dataclass(frozen=True, slots=True)
class ContactNote:
    """One try, or an addendum: when and by whom, what came of it, the day of the `next_try`, if
    any, and the signature of who wrote it, once it is signed.
    """

    id: ContactId
    at: Moment
    by: PractitionerId
    outcome: ContactOutcome
    words: str = ""
    next_try: date | None = None
    signed: ContactSignature | None = None

    @property
    def ends_it(self) -> bool:
        """Whether nothing more is to be done after it."""
        return self.outcome in _ENDS and self.next_try is None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When, by whom and why a follow-up is not to be done after all."""

    at: Moment
    by: PractitionerId
    words: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A call or a review of a patient within an episode, and of the session it comes from, if any.

    `due` is the day it was planned for, `minute` the minute of that day from midnight on the wall
    clock, where a time was agreed. `reason` is a code of the vocabulary `follow_ups.toml`, or
    empty; `words` say why in the practitioner's own. `contacts` stand in the order they were made.
    """

    id: FollowUpId
    patient_id: PatientId
    episode_id: EpisodeId
    session_id: SessionId | None
    kind: FollowUpKind
    due: date
    planned: Moment
    planned_by: PractitionerId
    minute: int | None = None
    reason: str = ""
    words: str = ""
    contacts: tuple[ContactNote, ...] = ()
    withdrawn: Withdrawal | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.withdrawn is None and not (self.tries and self.tries[-1].ends_it)

    @property
    def tries(self) -> tuple[ContactNote, ...]:
        """The contact notes that tell of a try, and not only add to one before."""
        return tuple(note for note in self.contacts if note.outcome is not ContactOutcome.ADDENDUM)

    @property
    def next_due(self) -> date | None:
        """The day it is due now: that of the next try or, without one, as planned; `None` once
        closed.
        """
        if not self.is_open:
            return None
        tries = [contact.next_try for contact in self.tries if contact.next_try]
        return tries[-1] if tries else self.due

    @property
    def next_minute(self) -> int | None:
        """The minute it is due on that day, where it is still the one planned."""
        return self.minute if self.next_due == self.due else None

    def with_contact(self, note: ContactNote) -> "FollowUp":
        """This follow-up with one more contact note."""
        contacts = sorted((*self.contacts, note), key=_when)
        return replace(self, contacts=tuple(contacts))

    def with_signature(self, contact_id: ContactId, signed: ContactSignature) -> "FollowUp":
        """This follow-up with one of its contact notes signed.

        Raises `Refused`: NOT_FOUND; CONTACT_SIGNED, for what is signed stays as it is.
        """
        note = next((each for each in self.contacts if each.id == contact_id), None)
        if note is None:
            raise Refused(ErrorCode.NOT_FOUND)
        if note.signed is not None:
            raise Refused(ErrorCode.CONTACT_SIGNED)
        contacts = (
            replace(each, signed=signed) if each.id == contact_id else each
            for each in self.contacts
        )
        return replace(self, contacts=tuple(contacts))


def _when(note: ContactNote) -> tuple[int, bytes]:
    return note.at.utc, note.id.bytes


def checked_follow_up(follow_up: FollowUp, since: date) -> FollowUp:
    """The follow-up with its words cleaned, if it can be done then; `since` is the day of the
    session it comes from or, without one, the day it is planned.

    Raises `Refused` (FOLLOW_UP_IMPOSSIBLE, TEXT_TOO_LONG, TEXT_UNREADABLE).
    """
    _check_day(follow_up.due, since)
    if follow_up.minute is not None and follow_up.minute not in MINUTES:
        raise Refused(ErrorCode.FOLLOW_UP_IMPOSSIBLE, {"day": follow_up.due.isoformat()})
    return replace(follow_up, words=clean_line(follow_up.words, "follow_up"))


def checked_contact(note: ContactNote) -> ContactNote:
    """The contact note with its words cleaned, if its next try can be then.

    Raises `Refused` (FOLLOW_UP_IMPOSSIBLE, TEXT_TOO_LONG, TEXT_UNREADABLE; FIELD_MISSING for an
    addendum without words).
    """
    if note.next_try is not None:
        _check_day(note.next_try, note.at.day)
    words = clean_text(note.words, "contact_note", CONTACT_LIMIT).strip()
    if note.outcome is ContactOutcome.ADDENDUM and not words:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "addendum"})
    return replace(note, words=words)


def checked_withdrawal(withdrawal: Withdrawal) -> Withdrawal:
    """The withdrawal with its words cleaned.

    Raises `Refused` (TEXT_TOO_LONG, TEXT_UNREADABLE).
    """
    return replace(withdrawal, words=clean_line(withdrawal.words, "follow_up"))


def _check_day(day: date, since: date) -> None:
    if not 0 <= (day - since).days <= FARTHEST_DAYS:
        raise Refused(ErrorCode.FOLLOW_UP_IMPOSSIBLE, {"day": day.isoformat()})


def open_ones(follow_ups: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Those still to be done, the one due first before the others."""
    return tuple(sorted((each for each in follow_ups if each.is_open), key=due_order))


def due_by(follow_ups: Iterable[FollowUp], today: date) -> tuple[FollowUp, ...]:
    """Those due today or before, the one due first before the others."""
    return tuple(each for each in open_ones(follow_ups) if days_overdue(each, today) >= 0)


def days_overdue(follow_up: FollowUp, today: date) -> int:
    """For how many days it has been due: 0 today, 1 since yesterday; below 0 while it is not yet
    due or not to be done any more.
    """
    due = follow_up.next_due
    return -1 if due is None else max(-1, (today - due).days)


def escalates(follow_up: FollowUp, today: date, rule: "Escalation") -> bool:
    """Whether a call or review asks for more than another try: so many in a row were in vain, or it
    has been due for so long.
    """
    if not follow_up.is_open:
        return False
    in_vain = takewhile(lambda each: each.outcome in IN_VAIN, reversed(follow_up.tries))
    return len(list(in_vain)) >= rule.tries or days_overdue(follow_up, today) >= rule.days


def due_order(follow_up: FollowUp) -> tuple[date, int, int, bytes]:
    """The key by which follow-ups are ordered: due first, then planned first; an hour before none;
    closed ones by the day they were planned for.
    """
    minute = follow_up.next_minute
    return (
        follow_up.next_due or follow_up.due,
        MINUTES.stop if minute is None else minute,
        follow_up.planned.utc,
        follow_up.id.bytes,
    )


@dataclass(frozen=True, slots=True)
class CallOffer:
    """A call that can be planned by one press: so many `minutes` or, at no hour, `days` later.

    It is proposed where a needle was set over one of the `hazards`, ids of the map.
    """

    id: str
    words: str
    short: str
    source: str
    minutes: int = 0
    days: int = 0
    hazards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewRule:
    """When a review of an episode is proposed: after so many sessions or days since the last."""

    id: str
    words: str
    source: str
    sessions: int
    days: int


@dataclass(frozen=True, slots=True)
class Escalation:
    """From how many `tries` in vain, or `days` overdue, a call or a review escalates."""

    words: str
    source: str
    tries: int
    days: int


@dataclass(frozen=True, slots=True)
class Consequence:
    """A call or a review that becomes due by itself, `days` after a kind of `event` was put on
    file: where an item was `answered` with yes, or the pain is more than `points_above` the pain
    before that visit (`charting.domain.consequences`).
    """

    id: str
    event: str
    kind: FollowUpKind
    days: int
    words: str
    source: str
    answered: str = ""
    points_above: int | None = None


@dataclass(frozen=True, slots=True)
class FollowUpPlan:
    """What can be planned after a session, and what becomes due by itself."""

    calls: tuple[CallOffer, ...]
    review: ReviewRule
    escalation: Escalation
    consequences: tuple[Consequence, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """How far an episode has come since its last review or, without one, its beginning: the day of
    that, the sessions `held` since, and the days between two of them.
    """

    since: date
    held: int
    interval_days: int


def course_since_review(
    opened: date, interval_days: int, sessions: Iterable[date], follow_ups: Iterable[FollowUp]
) -> Course:
    """The course of an episode that was `opened` on a day, with the days of its `sessions`."""
    ended = [
        each.tries[-1].at.day
        for each in follow_ups
        if each.kind is FollowUpKind.REVIEW and each.tries and not each.is_open
    ]
    if not ended:
        return Course(opened, sum(1 for _day in sessions), interval_days)
    since = max(ended)
    return Course(since, sum(day > since for day in sessions), interval_days)


def review_day(course: Course, rule: ReviewRule, today: date) -> date:
    """The day for which a review is proposed, whichever comes first by sessions or by days; never
    before today. It is due by the rule where this day is today.
    """
    to_come = max(0, rule.sessions - course.held)
    by_sessions = today + timedelta(days=to_come * course.interval_days)
    by_days = course.since + timedelta(days=rule.days)
    return max(today, min(by_sessions, by_days))


def proposed_review(
    episode: Episode,
    sessions: Iterable[date],
    follow_ups: Iterable[FollowUp],
    rule: ReviewRule,
    today: date,
) -> date | None:
    """The day for which to propose a review of an episode with sessions on these days; `None` while
    one is open, or once the episode is closed.
    """
    theirs = [each for each in follow_ups if each.episode_id == episode.id]
    open_review = any(each.is_open and each.kind is FollowUpKind.REVIEW for each in theirs)
    if open_review or episode.closed is not None:
        return None
    days = episode.interval_days
    return review_day(course_since_review(episode.opened.day, days, sessions, theirs), rule, today)


def proposed_calls(offers: Iterable[CallOffer], session: Session) -> tuple[CallOffer, ...]:
    """The calls to propose after a session, for what lies beneath its needles."""
    beneath = {
        hazard
        for needle in session.needles()
        if isinstance(needle.site, MapSite)
        for hazard in needle.site.hazards
    }
    return tuple(offer for offer in offers if beneath.intersection(offer.hazards))


def call_due(offer: CallOffer, session: Moment) -> tuple[date, int | None]:
    """The day, and the minute where there is one, on which an offered call is due after a session
    that was opened at this moment.
    """
    if offer.minutes:
        at = session.local() + timedelta(minutes=offer.minutes)
        return at.date(), at.hour * 60 + at.minute
    return session.day + timedelta(days=offer.days), None
