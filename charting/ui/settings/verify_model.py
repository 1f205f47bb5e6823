"""What the settings screen knows of a check of the record while it goes on, and when it is over."""

from pathlib import Path

from PySide6.QtCore import QObject

from charting.services.checks import Going, Verification
from charting.services.practices import OpenPractice
from charting.ui.stepped_model import SteppedModel
from charting.ui.tasks import Lane


class VerifyModel(SteppedModel[Going]):
    """`found` is what came of the last check that was not stopped."""

    def __init__(self, practice: OpenPractice, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(lane, parent)
        self._checks = practice.checks
        self.country = practice.practice.country
        self.folder = practice.folder
        self.found: Verification | None = None

    def start(self, backups: Path | None = None) -> None:
        """Check the record and, where their folder is named, the backups too."""
        if not self.busy:
            self.found = None
            self.begin(self._checks.verifying(backups), self._keep)

    def _keep(self, found: Verification) -> None:
        self.found = found
