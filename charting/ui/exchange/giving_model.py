"""What the pane "Give out" knows of an archive while it is made, and when it is there."""

from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from charting.domain.errors import Refused
from charting.domain.patient import Patient
from charting.services.archiving import Archived, Archiving, Part, Step, Wanted
from charting.ui.tasks import Lane, Stepwise
from charting.wording import sentence


class GivingModel(QObject):
    """`going` is how many patients of how many are in, `made` what is in an archive that is whole,
    in `file`; `refused` carries the sentence where it could not be made.
    """

    changed = Signal()
    refused = Signal(str)
    rated = Signal(int)

    def __init__(
        self,
        archiving: Callable[[bool], Archiving],
        looked_at: Callable[[], Patient | None],
        rate: Callable[[str], int],
        lane: Lane,
        parent: QObject | None = None,
    ) -> None:
        """`archiving` makes archives, with marked tables or not; `looked_at` is the patient on the
        chart; `rate` says how hard a passphrase is to guess, 0 to 4.
        """
        super().__init__(parent)
        self._archiving, self.looked_at, self._lane = archiving, looked_at, lane
        self._rate = rate
        self.going: Step | None = None
        self.made: Archived | None = None
        self.file: Path | None = None
        self.encrypted = False
        self.was_stopped = False
        self._steps: Stepwise[Step, Archived] | None = None
        self._writing: Generator[Step, None, Archived] | None = None

    @property
    def busy(self) -> bool:
        """Whether an archive is being made."""
        return self._steps is not None

    def start(
        self,
        file: Path,
        patient: Patient | None,
        parts: frozenset[Part],
        passphrase: str,
        *,
        mark: bool,
    ) -> None:
        """Make the archive of a patient, or of everybody; the chooser has asked whether a file may
        be replaced.
        """
        if self.busy:
            return
        self.going, self.made, self.was_stopped = None, None, False
        self.file, self.encrypted = file, bool(passphrase)
        patient_id = patient.id if patient is not None else None
        wanted = Wanted(patient_id, parts, passphrase, replace=True)
        try:
            steps = self._writing = self._archiving(mark).writing(file, wanted)
        except Refused as problem:
            self.refused.emit(sentence(problem))
            return
        self._steps = Stepwise(self._lane, steps, self._went, self._then, self._failed)
        self.changed.emit()

    def rate(self, words: str) -> None:
        """Say how hard a passphrase is to guess."""
        self._lane.submit(lambda: self._rate(words), self.rated.emit)

    def stop(self) -> None:
        """Leave it; nothing of the archive stays."""
        if self._steps is not None and self._writing is not None:
            self._steps.stop()
            # What is half written goes where it was written from.
            self._lane.submit(self._writing.close, lambda _closed: None)
            self._steps, self.going, self.was_stopped = None, None, True
            self.changed.emit()

    def _went(self, going: Step) -> None:
        self.going = going
        self.changed.emit()

    def _then(self, made: Archived) -> None:
        self._steps, self.going, self.made = None, None, made
        self.changed.emit()

    def _failed(self, problem: Exception) -> None:
        self._steps, self.going = None, None
        self.changed.emit()
        if isinstance(problem, Refused):
            self.refused.emit(sentence(problem))
