"""Calls and reviews: planned, noted each time they are tried, and withdrawn."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.episode import Episode
from charting.domain.follow_up import (
    IN_VAIN,
    CallOffer,
    Consequence,
    ContactNote,
    ContactOutcome,
    FollowUp,
    FollowUpKind,
    ReviewRule,
    Withdrawal,
    call_due,
    checked_contact,
    checked_follow_up,
    checked_withdrawal,
)
from charting.domain.ids import (
    ContactId,
    EntryId,
    EpisodeId,
    FollowUpId,
    PatientId,
    SessionId,
)
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.domain.session import Session
from charting.services.follow_up_records import DueLine, FollowUpRecords
from charting.services.permission import needs
from charting.services.ports import Clock, Ids

MOST_DUE = 200


class FollowUps:
    """What `who` can do with calls and reviews; every deed leaves its trace in the
    chain of the patient.
    """

    def __init__(self, records: FollowUpRecords, clock: Clock, ids: Ids, who: Practitioner) -> None:
        self._records = records
        self._clock = clock
        self._ids = ids
        self._who = who
        self._by = who.id

    @needs(Right.READ_CLINICAL)
    def of_patient(self, patient_id: PatientId) -> Sequence[FollowUp]:
        """All calls and reviews of a patient in the order they were planned, closed ones too."""
        return self._records.of_patient(patient_id)

    @needs(Right.READ_CLINICAL)
    def due(self, limit: int = MOST_DUE) -> Sequence[DueLine]:
        """Those of all patients that are open and due today or before, due first first."""
        return self._records.due(self._clock.now().day, limit)

    @needs(Right.CHART)
    def plan_call(self, session: Session, offer: CallOffer) -> FollowUp:
        """Plan one of the offered calls after a session."""
        due, minute = call_due(offer, session.opened)
        call = self._of(session, FollowUpKind.CALL, due)
        return self._plan(replace(call, minute=minute, reason=offer.id), session.opened.day)

    @needs(Right.CHART)
    def plan_review(self, session: Session, day: date, rule: ReviewRule) -> FollowUp:
        """Plan a review of the episode for a day.

        Raises `Refused` (FOLLOW_UP_IMPOSSIBLE) for a day before the session or too far away.
        """
        review = self._of(session, FollowUpKind.REVIEW, day)
        return self._plan(replace(review, reason=rule.id), session.opened.day)

    @needs(Right.CHART)
    def plan(
        self, episode: Episode, kind: FollowUpKind, day: date, words: str, reason: str = ""
    ) -> FollowUp:
        """Plan a call or a review in an episode, outside any session, for the reason in `words` or
        of a code.

        Raises `Refused` (FOLLOW_UP_IMPOSSIBLE, TEXT_TOO_LONG).
        """
        wanted = self._new(episode.patient_id, episode.id, None, kind, day)
        told = replace(wanted, words=words, reason=reason)
        return self._plan(told, self._clock.now().day)

    @needs(Right.CHART)
    def plan_consequence(
        self, episode: Episode, session_id: SessionId | None, rule: Consequence
    ) -> FollowUp:
        """Plan what has become due by a rule, in an episode and after a session, if any."""
        today = self._clock.now().day
        due = today + timedelta(days=rule.days)
        wanted = self._new(episode.patient_id, episode.id, session_id, rule.kind, due)
        return self._plan(replace(wanted, reason=rule.id), today)

    @needs(Right.CHART)
    def note_contact(
        self,
        follow_up: FollowUp,
        outcome: ContactOutcome,
        words: str = "",
        next_try: date | None = None,
    ) -> FollowUp:
        """Note what came of a try just now; one in vain, without a day for the next, is due again
        tomorrow. The follow-up as it stands then.

        Raises `Refused` (FOLLOW_UP_IMPOSSIBLE, TEXT_TOO_LONG; STALE_RECORD where it was withdrawn).
        """
        now = self._clock.now()
        if next_try is None and outcome in IN_VAIN:
            next_try = now.day + timedelta(days=1)
        note = checked_contact(
            ContactNote(ContactId(self._ids.new()), now, self._by, outcome, words, next_try)
        )
        what = {"follow_up": follow_up.id, "note": note}
        trace = self._trace(follow_up.patient_id, Action.CONTACT_NOTED, what)
        self._records.note(follow_up.id, note, trace)
        return follow_up.with_contact(note)

    @needs(Right.CHART)
    def withdraw(self, follow_up: FollowUp, words: str = "") -> FollowUp:
        """Note that it is not to be done after all; what was noted of it stays.

        Raises `Refused` (STALE_RECORD where it was withdrawn before; TEXT_TOO_LONG).
        """
        withdrawal = checked_withdrawal(Withdrawal(self._clock.now(), self._by, words))
        what = {"follow_up": follow_up.id, "withdrawal": withdrawal}
        trace = self._trace(follow_up.patient_id, Action.FOLLOW_UP_WITHDRAWN, what)
        self._records.withdraw(follow_up.id, withdrawal, trace)
        return replace(follow_up, withdrawn=withdrawal)

    def _of(self, session: Session, kind: FollowUpKind, due: date) -> FollowUp:
        return self._new(session.patient_id, session.episode_id, session.id, kind, due)

    def _new(
        self,
        patient_id: PatientId,
        episode_id: EpisodeId,
        session_id: SessionId | None,
        kind: FollowUpKind,
        due: date,
    ) -> FollowUp:
        return FollowUp(
            FollowUpId(self._ids.new()),
            patient_id,
            episode_id,
            session_id,
            kind,
            due,
            self._clock.now(),
            self._by,
        )

    def _plan(self, follow_up: FollowUp, since: date) -> FollowUp:
        checked = checked_follow_up(follow_up, since)
        trace = self._trace(checked.patient_id, Action.FOLLOW_UP_PLANNED, checked)
        self._records.plan(checked, trace)
        return checked

    def _trace(self, chain: UUID, action: Action, what: object) -> Trace:
        return Trace(
            EntryId(self._ids.new()), chain, self._clock.now(), self._by, action, canonical(what)
        )
