"""The signatures of the open session, and what can be done with them, without a widget."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from charting.domain.errors import Refused
from charting.domain.ids import PatientId
from charting.domain.late_entries import LateRule
from charting.domain.moment import Moment
from charting.domain.roles import Right, may
from charting.domain.session import Session, Status
from charting.domain.signing import check_signable
from charting.services.ports import Clock, PatientLine
from charting.services.practices import OpenPractice
from charting.services.signing import Signed
from charting.ui.session.record import OpenRecord
from charting.ui.tasks import Lane
from charting.wording import sentence


class SigningModel(QObject):
    """`elsewhere` is the session of another patient that replaces this one, or that this one
    replaces. `changed` once the history was read anew, `done` after a deed that the record has,
    `said` with a sentence where it was refused.
    """

    changed = Signal()
    done = Signal()
    said = Signal(str)

    def __init__(
        self, record: OpenRecord, practice: OpenPractice, lane: Lane, clock: Clock
    ) -> None:
        super().__init__()
        self._record, self._practice, self.lane, self._clock = record, practice, lane, clock
        self._sessions, self._signing = practice.sessions, practice.signing
        self.elsewhere: Session | None = None
        self._deed: Callable[[Session], object] | None = None
        self._under_way = False
        self.history: tuple[Signed, ...] = ()
        self._late_rule: LateRule | None = None
        record.changed.connect(self._go_on)

    @property
    def session(self) -> Session | None:
        """The session as shown."""
        return self._record.session

    @property
    def who(self) -> str:
        """Who would sign."""
        return self._signing.who.name

    def may(self, right: Right) -> bool:
        """Whether who is at work is permitted to."""
        return may(self._signing.who.role, right)

    def find_patients(self, typed: str) -> Sequence[PatientLine]:
        """Patients whose names begin so; asked on the lane."""
        return self._practice.patients.find(typed)

    def is_own(self, signed: Signed) -> bool:
        """Whether a signature is that of whoever is at work now."""
        return signed.record.by == self._signing.who.id

    @property
    def is_correction(self) -> bool:
        """Whether what would be signed is a correction."""
        return self.session is not None and self.session.status is Status.CORRECTING

    def stops(self) -> str:
        """Why it cannot be signed as it stands, in a sentence; empty where it can."""
        if self.session is None or not self.session.open_to_change:
            return ""
        try:
            check_signable(self.session)
        except Refused as refused:
            return sentence(refused)
        return ""

    def late(self) -> Moment | None:
        """When the visit ended, where its note would be a late entry by now; nothing while it is
        still to be read when that is so.
        """
        session, rule = self.session, self._late_rule
        if session is None or session.status is not Status.DRAFT or rule is None:
            return None
        return rule.lateness(session, self._clock.now())

    def read_late_rule(self) -> None:
        """Read when a note is late in this clinic; `changed` follows where that is news."""

        def then(rule: LateRule) -> None:
            if rule != self._late_rule:
                self._late_rule = rule
                self.changed.emit()

        self.lane.submit(self._signing.late_rule, then, self._failed)

    def open(self, session: Session) -> None:
        """Be about another session."""
        self.history, self._deed, self._under_way = (), None, False
        self.elsewhere = None
        self.changed.emit()
        if session.status is not Status.DRAFT or session.instead_of is not None:
            self._read(session)

    # What a hand can do

    def sign(self, reason: str) -> None:
        """Sign the visit, or its correction, once everything on the screen is in the record."""
        self._do(lambda session: self._signing.sign(session, reason))

    def add(self, words: str) -> None:
        """Sign an addendum."""
        self._do(lambda session: self._signing.add(session.id, words))

    def cosign(self, words: str) -> None:
        """Co-sign."""
        self._do(lambda session: self._signing.cosign(session.id, words))

    def enter_in_error(self, reason: str) -> None:
        """Declare the visit entered in error."""
        self._do(lambda session: self._signing.enter_in_error(session.id, reason))

    def move(self, patient_id: PatientId, reason: str) -> None:
        """Declare the visit entered in error here, and chart it anew with whom it was about."""
        moving = self._practice.moving
        self._do(lambda session: moving.move(session.id, patient_id, reason))

    def correct(self) -> None:
        """Let the signed visit be written in once more."""
        self._do(lambda session: self._signing.begin_correction(session.id))

    def leave_correction(self) -> None:
        """Take back what was corrected."""
        self._do(lambda session: self._signing.leave_correction(session.id))

    def _do(self, deed: Callable[[Session], object]) -> None:
        # A second press before the first is done must not sign twice.
        if self._deed is None and not self._under_way:
            self._deed = deed
            self._go_on()

    def _go_on(self) -> None:
        session, deed = self.session, self._deed
        if session is None or deed is None or self._record.unstored:
            if self._record.trouble:
                self._deed = None
            return
        self._deed, self._under_way = None, True
        self.lane.submit(lambda: deed(session), lambda _done: self._on_done(session), self._failed)

    def _on_done(self, session: Session) -> None:
        self._under_way = False
        self._read(session, after=self.done.emit)

    def _failed(self, problem: Exception) -> None:
        self._under_way = False
        if isinstance(problem, Refused):
            self.said.emit(sentence(problem))

    def _read(self, session: Session, after: Callable[[], None] = lambda: None) -> None:
        def work() -> tuple[Session, tuple[Signed, ...], Session | None]:
            history = self._signing.history(session.id)
            instead = [one.form.instead for one in history if one.form.instead is not None]
            linked = instead[-1] if instead else session.instead_of
            elsewhere = self._sessions.session(linked) if linked is not None else None
            return self._sessions.session(session.id), history, elsewhere

        def then(found: tuple[Session, tuple[Signed, ...], Session | None]) -> None:
            stored, history, elsewhere = found
            if self.session is None or self.session.id != stored.id:
                return
            self.history, self.elsewhere = history, elsewhere
            if stored.status is not self.session.status:
                self._record.open(stored)
                self._record.changed.emit()
            self.changed.emit()
            after()

        self.lane.submit(work, then, self._failed)
