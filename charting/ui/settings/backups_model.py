"""What the settings know of the backups, and what can be done with them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from charting.domain.backup import CheckedBackup, Loss, Progress, Report, Safety
from charting.domain.errors import Refused
from charting.domain.roles import Right, may
from charting.i18n import _
from charting.services.practices import OpenPractice
from charting.services.safekeeping import Backup, Made
from charting.ui.beside import Beside
from charting.ui.tasks import Lane
from charting.wording import sentence

T = TypeVar("T")


class BackupsModel(QObject):
    """`safety` is how safe the record is, `lying` the backups there are, `going` how far what is
    under way has come, `loss` what would be lost by the one that is `chosen`. `said` carries what
    was done with its tone, `decided` that a backup takes the place of the record as soon as that
    is closed.
    """

    changed = Signal()
    said = Signal(str, str)
    decided = Signal()

    def __init__(self, practice: OpenPractice, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeping, self._restoring, self._lane = practice.safekeeping, practice.restoring, lane
        role = practice.practitioner.role
        self.may_choose, self.may_restore = may(role, Right.BACK_UP), may(role, Right.RESTORE)
        self.country = practice.practice.country
        self.folder = practice.folder
        self.safety: Safety | None = None
        self.lying: tuple[Backup, ...] = ()
        self.share = 0
        self.chosen: Backup | None = None
        self.loss: Loss | None = None
        self.going: Progress | None = None
        self._beside: Beside[Progress, Any] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._beside is not None

    def read(self) -> None:
        """Find out how safe the record is; `changed` follows."""

        def work() -> tuple[Safety, tuple[Backup, ...], int]:
            return self._keeping.safety(), self._keeping.lying(), self._keeping.share()

        self._lane.submit(work, self._on_read, self._on_problem)

    def back_up(self) -> None:
        """Make a backup now."""
        self._begin(self._keeping.back_up, self._on_made)

    def try_one(self) -> None:
        """Try whether the newest backup opens."""
        self._begin(self._keeping.drill, self._on_tried)

    def choose_second(self, folder: Path | None) -> None:
        """Carry every backup to this place too, and what there is at once; or to none any more."""

        def then(place: Path | None) -> None:
            if place is None:
                self.said.emit(_("Backups are carried to no second place any more."), "answer")
                self.read()
            else:
                self._begin(self._keeping.keep_up, self._on_carried)

        self._lane.submit(lambda: self._keeping.choose_second(folder), then, self._on_problem)

    def take_share(self, share: int) -> None:
        """Let backups take at most so many hundredths of the disk."""
        if share == self.share:
            return
        self._lane.submit(
            lambda: self._keeping.take_share(share), lambda _taken: self.read(), self._on_problem
        )

    def choose(self, backup: Backup | None) -> None:
        """See what would be lost if this one were put back; `changed` follows."""
        self.chosen, self.loss = backup, None
        self.changed.emit()
        if backup is not None and self.may_restore:
            self._begin(partial(self._compared, backup.folder), self._on_loss)

    def _compared(self, folder: Path, _report: Report) -> Loss:
        return self._restoring.compare(folder)

    def restore(self) -> None:
        """Put the chosen one in the place of the record; `decided` follows, and nothing after."""
        if self.chosen is None or self.loss is None:
            return
        folder = self.chosen.folder
        self._begin(partial(self._made_ready, folder), self._on_ready)

    def _made_ready(self, folder: Path, report: Report) -> Path:
        return self._restoring.make_ready(folder, report)

    def stop(self) -> None:
        """Leave what is under way; what was there before stays as it was."""
        if self._beside is not None:
            self._beside.stop()
            self._end()
            self.changed.emit()

    # What comes of it

    def _begin(self, work: Callable[[Report], T], then: Callable[[T], None]) -> None:
        if self.busy:
            return

        def end(done: T) -> None:
            self._end()
            then(done)

        def failed(problem: Exception) -> None:
            self._end()
            self._on_problem(problem)

        self.going = None
        self._beside = Beside(work, self._on_went, end, failed)
        self.changed.emit()

    def _end(self) -> None:
        self._beside = self.going = None

    def _on_went(self, progress: Progress) -> None:
        self.going = progress
        self.changed.emit()

    def _on_read(self, found: tuple[Safety, tuple[Backup, ...], int]) -> None:
        self.safety, self.lying, self.share = found
        if self.chosen not in self.lying:
            self.chosen = self.loss = None
        self.changed.emit()

    def _on_made(self, made: Made) -> None:
        if made.trouble is not None:
            self.said.emit(sentence(made.trouble), "answer")
        else:
            self.said.emit(_("Backed up, and the copy was checked."), "counted")
        self.read()

    def _on_carried(self, made: Made) -> None:
        if made.trouble is not None:
            self.said.emit(sentence(made.trouble), "answer")
        else:
            self.said.emit(_("Every backup comes to this second place from now on."), "counted")
        self.read()

    def _on_tried(self, checked: CheckedBackup) -> None:
        if checked.sound:
            self.said.emit(_("It opened, and everything in it was proved."), "counted")
        else:
            self.said.emit(_("It did not open whole. Back up now, and try it again."), "hazard")
        self.read()

    def _on_loss(self, loss: Loss) -> None:
        self.loss = loss
        self.changed.emit()

    def _on_ready(self, ready: Path) -> None:
        self._lane.submit(
            lambda: self._restoring.decide(ready), lambda _d: self.decided.emit(), self._on_problem
        )

    def _on_problem(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.said.emit(sentence(problem), "hazard")
        self.read()
