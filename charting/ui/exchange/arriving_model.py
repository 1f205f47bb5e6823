"""What the pane "Take in records" knows: what would come of a file, what was decided, what came."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from charting.domain.arrival import USUAL, Coming
from charting.domain.errors import ErrorCode, Refused
from charting.services.arriving import Arriving, Step
from charting.ui.stepped_model import SteppedModel
from charting.ui.tasks import Lane


class ArrivingModel(SteppedModel[Step]):
    """`seen` is what would come, `chosen` the names of the records that shall, `came` what came;
    `sealed` says that the file waits for its passphrase. `brought` tells that records came in.
    """

    brought = Signal()

    def __init__(self, arriving: Arriving, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(lane, parent)
        self._arriving = arriving
        self._passphrase = ""
        self.file: Path | None = None
        self.sealed = False
        self.seen: tuple[Coming, ...] | None = None
        self.came: tuple[Coming, ...] | None = None
        self.chosen: set[str] = set()

    def open(self, file: Path, passphrase: str = "") -> None:
        """Look at a file."""
        if self.busy:
            return
        self.file, self._passphrase, self.sealed = file, passphrase, False
        self.seen = self.came = None
        self.begin(self._arriving.looking(file, passphrase), self._on_seen)

    def toggle(self, name: str) -> None:
        """Take a record in that was to be left, or leave it; only what can be taken in."""
        if name in self._offered() and self.came is None and not self.busy:
            self.chosen ^= {name}
            self.changed.emit()

    def choose_all(self) -> None:
        """Take in everything that can be."""
        self.chosen = self._offered()
        self.changed.emit()

    def take_in(self) -> None:
        """Store what was chosen."""
        if self.file is None or self.seen is None or self.busy:
            return
        chosen, passphrase = frozenset(self.chosen), self._passphrase
        steps = self._arriving.taking(self.file, passphrase, lambda one: one.name in chosen)
        self.begin(steps, self._on_came)

    def stop(self) -> None:
        """Leave it where it is: what is in stays in."""
        was_taking = self.busy and self.seen is not None
        super().stop()
        if was_taking:
            self.brought.emit()

    def forget(self) -> None:
        """Forget the file, and its passphrase."""
        if not self.busy:
            self.file = self.seen = self.came = None
            self._passphrase, self.sealed = "", False
            self.changed.emit()

    def _offered(self) -> set[str]:
        return {one.name for one in self.seen or () if one.offered}

    def _on_seen(self, seen: tuple[Coming, ...]) -> None:
        self.seen = seen
        self.chosen = {one.name for one in seen if one.what in USUAL}

    def _on_came(self, came: tuple[Coming, ...]) -> None:
        self.came, self._passphrase = came, ""
        self.brought.emit()

    def _failed(self, problem: Exception) -> None:
        self.sealed = isinstance(problem, Refused) and problem.code in (
            ErrorCode.ARCHIVE_SEALED,
            ErrorCode.ARCHIVE_PASSPHRASE,
        )
        super()._failed(problem)
