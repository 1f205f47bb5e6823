"""What the settings know of how long records are kept, and what can be done about one of them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from charting.domain.erasure import Remains, Why
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId
from charting.domain.retention import ForReview, Held, Kept, RetentionRule
from charting.domain.roles import Right, may
from charting.i18n import _
from charting.services.ports import Clock, PatientLine
from charting.services.practices import OpenPractice
from charting.ui.tasks import Lane
from charting.wording import sentence
from charting.wording.retention import erased_words

T = TypeVar("T")

InRoom = Callable[[PatientId], bool]


class Known(NamedTuple):
    """What is read at once."""

    held: Held
    review: ForReview
    on_hold: tuple[Kept, ...]
    rules: tuple[RetentionRule, ...]


class KeepingModel(QObject):
    """`known` is what holds and whose time is over, `chosen` the record that is looked at. `said`
    carries what was done with its tone; `refused` the field that a refusal is about and its
    sentence; `erased` whose record is gone.
    """

    changed = Signal()
    said = Signal(str, str)
    refused = Signal(str, str)
    done = Signal()
    erased = Signal(object)

    def __init__(
        self,
        practice: OpenPractice,
        lane: Lane,
        clock: Clock,
        in_room: InRoom,
        parent: QObject | None = None,
    ) -> None:
        """`in_room` says whether a visit of somebody is open in this window."""
        super().__init__(parent)
        self._practice, self._lane, self._in_room = practice, lane, in_room
        self._retention, self._clock = practice.retention, clock
        role = practice.practitioner.role
        self.may_decide, self.may_erase = may(role, Right.SET_POLICIES), may(role, Right.ERASE)
        self.country, self.names = practice.practice.country, practice.names
        self.today = clock.now().day
        self.known: Known | None = None
        self.chosen: Kept | None = None
        self.busy = False

    def find(self, typed: str) -> Sequence[PatientLine]:
        """Patients by what was typed, archived ones too; asked on the lane."""
        patients = self._practice.patients
        found = [*patients.find(typed), *patients.find(typed, archived=True)]
        return tuple(found)

    def read(self) -> None:
        """Read what holds, and whose time is over; `changed` follows."""
        self.today = self._clock.now().day
        self._do(self._read, self._on_read)

    def _read(self) -> Known:
        keeping = self._retention
        return Known(
            keeping.held(),
            keeping.for_review(),
            tuple(keeping.on_hold()),
            tuple(keeping.rules()),
        )

    def take_rule(self, rule_id: str) -> None:
        """Let a rule hold from now on."""
        held = self.known.held if self.known else None
        if held is not None and held.chose and held.rule and held.rule.id == rule_id:
            return
        self._do(lambda: self._retention.take_rule(rule_id), lambda _held: self.read())

    def let_ask(self, *, early: bool) -> None:
        """Let records be erased when the patient asks, or only when their time is over."""
        if self.known is None or early == self.known.held.early:
            return
        self._do(lambda: self._retention.let_ask(early=early), lambda _held: self.read())

    # One record

    def choose(self, patient_id: PatientId | None) -> None:
        """Look at the record of somebody; `changed` follows."""
        if patient_id is None:
            self._on_chosen(None)
        elif self.chosen is None or self.chosen.contact.patient.id != patient_id:
            self._do(lambda: self._retention.of_patient(patient_id), self._on_chosen)

    def hold(self, reason: str) -> None:
        """Put the chosen record on hold."""
        words = _("On hold. It is not erased until somebody lifts it, with a reason.")
        self._with_chosen(lambda whose: self._retention.hold(whose, reason), words)

    def lift(self, reason: str) -> None:
        """Lift the hold of the chosen record."""
        words = _("The hold is lifted; that it was on hold, and why, stays to be read.")
        self._with_chosen(lambda whose: self._retention.lift(whose, reason), words)

    def whys(self) -> tuple[Why, ...]:
        """For what reasons the chosen record could be erased."""
        if self.chosen is None or self.known is None:
            return ()
        over = self.chosen.until is not None and self.chosen.until <= self.today
        early = (Why.ASKED,) if self.known.held.early else ()
        return (*((Why.OVER,) if over else ()), *early, Why.MISTAKE)

    def erase(self, why: Why, typed_name: str) -> None:
        """Erase the chosen record; `erased` or `refused` follows."""
        if self.chosen is None:
            return
        patient = self.chosen.contact.patient
        if self._in_room(patient.id):
            refused = Refused(ErrorCode.VISIT_IN_ROOM, {"name": patient.name})
            self._on_problem(refused)
            return

        def then(left: Remains) -> None:
            self.chosen = None
            self.said.emit(erased_words(left), "counted")
            self.erased.emit(patient.id)
            self.done.emit()
            self.read()

        self._do(lambda: self._practice.erasing.erase(patient.id, why, typed_name), then)

    def _with_chosen(self, work: Callable[[PatientId], Kept], words: str) -> None:
        if self.chosen is None:
            return
        whose = self.chosen.contact.patient.id

        def then(kept: Kept) -> None:
            self.chosen = kept
            self.said.emit(words, "counted")
            self.done.emit()
            self.read()

        self._do(lambda: work(whose), then)

    def _on_read(self, known: Known) -> None:
        self.known = known
        self.changed.emit()

    def _on_chosen(self, kept: Kept | None) -> None:
        self.chosen = kept
        self.changed.emit()

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self.busy = True

        def answered(value: T) -> None:
            self.busy = False
            then(value)

        self._lane.submit(work, answered, self._on_problem)

    def _on_problem(self, problem: Exception) -> None:
        self.busy = False
        if isinstance(problem, Refused):
            fields = {ErrorCode.NAME_DIFFERS: "name", ErrorCode.FIELD_MISSING: "reason"}
            field = fields.get(problem.code, "")
            self.refused.emit(field, sentence(problem, self.country))
        self.changed.emit()
