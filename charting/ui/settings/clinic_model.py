"""What the settings know of a clinic's server, and what can be done with one."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from charting.domain.clinic import ClinicAddress, ClinicState, Dumped
from charting.domain.errors import Refused
from charting.domain.roles import Right, may
from charting.named_files import save
from charting.services.clinics import Admin, Moved
from charting.services.practices import OpenPractice
from charting.ui.beside import Beside
from charting.ui.tasks import Lane
from charting.wording import sentence
from charting.wording.clinics import dumped_words, place_words, state_words, would_move_words

T = TypeVar("T")


class ClinicModel(QObject):
    """`address` is where the record is kept, `None` for this computer. `said` carries what was
    found or done with its tone, `would_move` what a move would bring over, once a server was found
    ready for it; `decided` that the record has moved and the practice is to be opened anew.
    """

    changed = Signal()
    said = Signal(str, str)
    decided = Signal()

    def __init__(self, practice: OpenPractice, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clinic, self._lane = practice.clinic, lane
        self._country = practice.practice.country
        self.may_manage = may(practice.practitioner.role, Right.MANAGE_PEOPLE)
        self.may_move = self.may_manage and not (practice.practice.demo or practice.only_read)
        self.address: ClinicAddress | None = practice.clinic.address
        self.would_move = ""
        self.busy = False
        self._beside: Beside[None, Dumped] | None = None
        self._ready: tuple[ClinicAddress, Admin] | None = None

    @property
    def place(self) -> str:
        """Where the record is kept, in words."""
        return place_words(self.address)

    def read(self, *, thorough: bool = False) -> None:
        """See how the clinic's server is, with all chains where it is `thorough`; `said` follows,
        if there is one.
        """
        if self.address is not None:
            self._do(partial(self._clinic.state, thorough=thorough), self._on_state)

    def dump(self, admin: Admin, file: Path) -> None:
        """Write the clinic's whole database to a file, beside what is charted; `said` follows."""
        if self.busy:
            return

        def then(dumped: Dumped) -> None:
            self._set_busy(busy=False)
            self.said.emit(dumped_words(dumped), "counted")

        self._set_busy(busy=True)
        self._beside = Beside(
            lambda _report: self._clinic.dump(admin, file), _nobody_hears, then, self._on_problem
        )

    def stop(self) -> None:
        """Say nothing any more of what is under way."""
        if self._beside is not None:
            self._beside.stop()
            self._beside = None

    def check(self, address: ClinicAddress, admin: Admin) -> None:
        """See whether the record could move to a server; nothing is changed there."""
        self._ready, self.would_move = None, ""
        self._do(
            lambda: (self._clinic.check(address, admin), self._clinic.would_move()),
            partial(self._on_checked, address, admin),
        )

    def move(self) -> None:
        """Move the record to the server that was found ready; `decided` follows, or `said`."""
        if self._ready is not None:
            address, admin = self._ready
            self.forget()
            self._do(lambda: self._clinic.move(address, admin), self._on_moved)

    def forget(self) -> None:
        """Forget what was typed for the server."""
        self._ready, self.would_move = None, ""
        self.changed.emit()

    def write_card(self, file: Path, done: str) -> None:
        """Write the card by which a further computer joins; `done` is said then."""

        def work() -> None:
            save(file, self._clinic.card(), replace=True)

        self._do(work, lambda _written: self.said.emit(done, "counted"))

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        if self.busy:
            return
        self._set_busy(busy=True)

        def answered(value: T) -> None:
            self._set_busy(busy=False)
            then(value)

        self._lane.submit(work, answered, self._on_problem)

    def _on_state(self, state: ClinicState) -> None:
        words = state_words(state, self._country)
        wrong = state.troubles or state.whole is False
        self.said.emit(words, "hazard" if wrong else "counted")

    def _on_checked(
        self, address: ClinicAddress, admin: Admin, found: tuple[ClinicState, dict[str, int]]
    ) -> None:
        state, counts = found
        if not state.troubles:
            self._ready, self.would_move = (address, admin), would_move_words(counts)
        self._on_state(state)
        self.changed.emit()

    def _on_moved(self, _moved: Moved) -> None:
        self.decided.emit()

    def _on_problem(self, problem: Exception) -> None:
        self._set_busy(busy=False)
        if isinstance(problem, Refused):
            self.said.emit(sentence(problem, self._country), "hazard")

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.changed.emit()


def _nobody_hears(_step: None) -> None:
    """A dump does not say how far it has come."""
