"""What is still to be done for all patients, and the verbs that get it done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from charting import content
from charting.domain.adverse_events import EventState, state_on
from charting.domain.contact_signing import unsigned_of
from charting.domain.episode import Episode
from charting.domain.errors import Refused
from charting.domain.follow_up import ContactOutcome, FollowUp, FollowUpKind, ReviewRule
from charting.domain.text import read_date
from charting.services.adverse_events import OpenEvent
from charting.services.follow_up_records import DueLine, NoteLine
from charting.services.ports import Clock, WorkLine
from charting.services.practices import OpenPractice
from charting.ui.tasks import Lane
from charting.wording import sentence


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What is open: counts, notes and co-signatures of sessions, newest first; calls and reviews,
    due first first; adverse events that last longer than usual or wait for a review; contact
    notes that one has not signed, the oldest first.
    """

    uncounted: tuple[WorkLine, ...] = ()
    unsigned: tuple[WorkLine, ...] = ()
    to_cosign: tuple[WorkLine, ...] = ()
    calls: tuple[DueLine, ...] = ()
    reviews: tuple[DueLine, ...] = ()
    events: tuple[OpenEvent, ...] = ()
    contacts: tuple[NoteLine, ...] = ()


class WorkModel(QObject):
    """`found` tells that `work` was read anew, `kept` brings the follow-up as it stands after a
    deed, `refused` a sentence.
    """

    found = Signal()
    kept = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        practice: OpenPractice,
        lane: Lane,
        clock: Clock,
        parent: QObject,
        *,
        clinical: bool = True,
    ) -> None:
        """Nothing is open for those who are not `clinical`."""
        super().__init__(parent)
        self._sessions, self._follow_ups = practice.sessions, practice.follow_ups
        self._signing, self._events = practice.signing, practice.adverse_events
        self._lane, self._clock = lane, clock
        self._clinical = clinical
        self._contacts = practice.contacts
        self.me, self.names = practice.practitioner.id, practice.names
        self._country = practice.practice.country
        self.work = OpenWork()
        self._plans = False

    def look_again(self) -> None:
        """Read what is open; `found` follows."""
        self._lane.submit(self._read, self._show, self._on_problem)

    def note(
        self,
        follow_up: FollowUp,
        outcome: ContactOutcome,
        words: str,
        next_try: date | None = None,
    ) -> None:
        """Note what came of a try; `kept` or `refused` follows."""
        self._do(lambda: self._follow_ups.note_contact(follow_up, outcome, words, next_try))

    def sign(self, follow_up: FollowUp) -> None:
        """Sign what one has noted of a call or review and not signed yet; `kept` or `refused`
        follows.
        """

        def work() -> FollowUp:
            signed = follow_up
            for note in unsigned_of(follow_up, self.me):
                signed = self._contacts.sign(signed, note)
            return signed

        self._do(work)

    def withdraw(self, follow_up: FollowUp, words: str) -> None:
        """Note that it is not to be done after all; `kept` or `refused` follows."""
        self._do(lambda: self._follow_ups.withdraw(follow_up, words))

    def plan(self, episode: Episode, kind: FollowUpKind, typed: str, words: str) -> None:
        """Plan a call or a review for the day that was typed; `kept` or `refused` follows."""
        self._plan(
            lambda: self._follow_ups.plan(
                episode, kind, read_date(typed, "due", self._country), words
            )
        )

    def plan_review(self, episode: Episode, day: date, rule: ReviewRule) -> None:
        """Plan the review that was proposed; `kept` or `refused` follows."""
        kind = FollowUpKind.REVIEW
        self._plan(lambda: self._follow_ups.plan(episode, kind, day, "", rule.id))

    def _plan(self, deed: Callable[[], FollowUp]) -> None:
        # Pressed twice before it is stored, it is one call.
        if not self._plans:
            self._plans = True
            self._do(deed)

    def _do(self, deed: Callable[[], FollowUp]) -> None:
        def then(follow_up: FollowUp) -> None:
            self._plans = False
            self.kept.emit(follow_up)
            self.look_again()

        self._lane.submit(deed, then, self._on_problem)

    def _read(self) -> OpenWork:
        if not self._clinical:
            return OpenWork()
        uncounted = tuple(self._sessions.uncounted())
        at_the_count = {line.session.id for line in uncounted}
        due = self._follow_ups.due()
        return OpenWork(
            uncounted,
            tuple(
                line for line in self._sessions.worklist() if line.session.id not in at_the_count
            ),
            tuple(self._signing.to_cosign()),
            tuple(line for line in due if line.follow_up.kind is FollowUpKind.CALL),
            tuple(line for line in due if line.follow_up.kind is FollowUpKind.REVIEW),
            tuple(filter(self._asks, self._events.open_ones())),
            tuple(self._contacts.unsigned()),
        )

    def _asks(self, line: OpenEvent) -> bool:
        kind = content.event_vocabulary().kinds.get(line.event.kind)
        state = state_on(line.event, kind, self._clock.now().day)
        return state in (EventState.OVERDUE, EventState.ESCALATED)

    def _show(self, work: OpenWork) -> None:
        self.work = work
        self.found.emit()

    def _on_problem(self, problem: Exception) -> None:
        self._plans = False
        if isinstance(problem, Refused):
            self.refused.emit(sentence(problem, self._country))
