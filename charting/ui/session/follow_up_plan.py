"""The calls and the review that follow the open session: planned by a press, withdrawn by the next.

They are no part of the session's record, and so no part of its undo.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from charting.domain.episode import Episode
from charting.domain.errors import Refused
from charting.domain.follow_up import (
    CallOffer,
    FollowUp,
    FollowUpKind,
    FollowUpPlan,
    open_ones,
    proposed_review,
)
from charting.domain.session import Session
from charting.domain.text import read_date
from charting.services.follow_ups import FollowUps
from charting.services.ports import Clock
from charting.services.sessions import Sessions
from charting.ui.tasks import Lane
from charting.wording import sentence


class FollowUpModel(QObject):
    """What is planned for the patient of the open session; `changed` once the record has it."""

    changed = Signal()
    said = Signal(str)

    def __init__(
        self,
        follow_ups: FollowUps,
        sessions: Sessions,
        plan: FollowUpPlan,
        lane: Lane,
        clock: Clock,
    ) -> None:
        super().__init__()
        self._follow_ups, self._sessions = follow_ups, sessions
        self._lane, self._clock = lane, clock
        self.plan = plan
        self._session: Session | None = None
        self._planned: tuple[FollowUp, ...] = ()
        self._proposed: date | None = None
        self._under_way: set[str] = set()
        self._country = ""

    @property
    def today(self) -> date:
        """The local date."""
        return self._clock.now().day

    def open(self, session: Session) -> None:
        """Be about another session."""
        self._session, self._planned, self._proposed = session, (), None
        self.changed.emit()
        self._read()

    def read_again(self) -> None:
        """Read what is planned once more; `changed` follows."""
        self._read()

    def call(self, offer: CallOffer) -> FollowUp | None:
        """The call of this offer that is planned after the session and still to be made."""
        return next((call for call in self.calls() if call.reason == offer.id), None)

    def calls(self) -> tuple[FollowUp, ...]:
        """The calls after the session that are still to be made, the one due first before the
        others.
        """
        return tuple(
            each
            for each in open_ones(self._planned)
            if self._session is not None
            and each.session_id == self._session.id
            and each.kind is FollowUpKind.CALL
        )

    @property
    def review(self) -> FollowUp | None:
        """The review of the episode that is still to be done."""
        episode_id = self._session and self._session.episode_id
        reviews = (
            each
            for each in open_ones(self._planned)
            if each.kind is FollowUpKind.REVIEW and each.episode_id == episode_id
        )
        return next(reviews, None)

    @property
    def proposed(self) -> date | None:
        """The day for which a review is proposed; that of the session once it is due by the
        rule.
        """
        return self._proposed

    @property
    def review_is_due(self) -> bool:
        """Whether the third session, or the fourth week, has come without a review planned."""
        return self._session is not None and self._proposed == self._session.opened.day

    # What a hand can do

    def toggle_call(self, offer: CallOffer) -> None:
        """Plan an offered call, or withdraw it where it is planned."""
        session, planned = self._session, self.call(offer)
        if planned is not None:
            self._do(offer.id, lambda: self._follow_ups.withdraw(planned))
        elif session is not None:
            self._do(offer.id, lambda: self._follow_ups.plan_call(session, offer))

    def plan_review(self, typed: str, country: str) -> None:
        """Plan a review for the day that was typed as `country` writes it."""
        self._country = country
        session, rule = self._session, self.plan.review
        if session is not None and self.review is None:
            self._do(
                rule.id,
                lambda: self._follow_ups.plan_review(
                    session, read_date(typed, "due", country), rule
                ),
            )

    def withdraw_review(self) -> None:
        """Withdraw the review that is planned."""
        review = self.review
        if review is not None:
            self._do(self.plan.review.id, lambda: self._follow_ups.withdraw(review))

    def _do(self, subject: str, deed: Callable[[], FollowUp]) -> None:
        # A second press before the first is stored must not plan twice.
        if subject in self._under_way:
            return
        self._under_way.add(subject)

        def then(_done: FollowUp) -> None:
            self._under_way.discard(subject)
            self._read()

        def failed(problem: Exception) -> None:
            self._under_way.discard(subject)
            if isinstance(problem, Refused):
                self.said.emit(sentence(problem, self._country))
            self._read()

        self._lane.submit(deed, then, failed)

    def _read(self) -> None:
        session = self._session
        if session is not None:
            self._lane.submit(lambda: self._found(session), self._show, lambda _problem: None)

    def _found(self, session: Session) -> tuple[Session, tuple[FollowUp, ...], date | None]:
        planned = tuple(self._follow_ups.of_patient(session.patient_id))
        episode = self._episode_of(session)
        if episode is None:
            return session, planned, None
        held = [
            line.opened.day
            for line in self._sessions.timeline(session.patient_id)
            if line.stands and line.episode_id == episode.id
        ]
        day = proposed_review(episode, held, planned, self.plan.review, session.opened.day)
        return session, planned, day

    def _episode_of(self, session: Session) -> Episode | None:
        episodes = self._sessions.episodes(session.patient_id)
        return next((each for each in episodes if each.id == session.episode_id), None)

    def _show(self, found: tuple[Session, tuple[FollowUp, ...], date | None]) -> None:
        session, planned, proposed = found
        if session is self._session:
            self._planned, self._proposed = planned, proposed
            self.changed.emit()
