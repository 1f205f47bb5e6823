"""What the settings screen knows of a check of the record while it goes on, and when it is over."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from charting.domain.errors import Refused
from charting.services.checks import Going, Verification
from charting.services.practices import OpenPractice
from charting.ui.tasks import Lane, Stepwise
from charting.wording import sentence


class VerifyModel(QObject):
    """`going` is how far a check has come, `found` what came of the last one that was not stopped;
    `refused` carries the sentence where it could not be made.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, practice: OpenPractice, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._checks, self._lane = practice.checks, lane
        self.country = practice.practice.country
        self.folder = practice.folder
        self.going: Going | None = None
        self.found: Verification | None = None
        self.was_stopped = False
        self._steps: Stepwise[Going, Verification] | None = None

    @property
    def busy(self) -> bool:
        """Whether a check is going on."""
        return self._steps is not None

    def start(self, backups: Path | None = None) -> None:
        """Check the record and, where their folder is named, the backups too."""
        if self.busy:
            return
        self.found, self.going, self.was_stopped = None, None, False
        steps = self._checks.verifying(backups)
        self._steps = Stepwise(self._lane, steps, self._went, self._then, self._failed)
        self.changed.emit()

    def stop(self) -> None:
        """Leave the check where it is; nothing was changed by it."""
        if self._steps is not None:
            self._steps.stop()
            self._steps, self.going, self.was_stopped = None, None, True
            self.changed.emit()

    def _went(self, going: Going) -> None:
        self.going = going
        self.changed.emit()

    def _then(self, found: Verification) -> None:
        self._steps, self.going, self.found = None, None, found
        self.changed.emit()

    def _failed(self, problem: Exception) -> None:
        self._steps, self.going = None, None
        self.changed.emit()
        if isinstance(problem, Refused):
            self.refused.emit(sentence(problem))
