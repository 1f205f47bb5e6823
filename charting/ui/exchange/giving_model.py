"""What the pane "Give out" knows of an archive while it is made, and when it is there."""

from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from charting.domain.errors import Refused
from charting.domain.patient import Patient
from charting.services.archiving import Archived, Archiving, Part, Step, Wanted
from charting.services.research import Extracted, Research
from charting.ui.stepped_model import SteppedModel
from charting.ui.tasks import Lane
from charting.wording import sentence


class GivingModel(SteppedModel[Step]):
    """`going` is how many patients of how many are in, `made` what is in an archive that is whole,
    in `file`; `extracted` what is in a research extract.
    """

    rated = Signal(int)

    def __init__(
        self,
        archiving: Callable[[bool], Archiving],
        looked_at: Callable[[], Patient | None],
        rate: Callable[[str], int],
        research: Research,
        lane: Lane,
        parent: QObject | None = None,
    ) -> None:
        """`archiving` makes archives, with marked tables or not; `looked_at` is the patient on the
        chart; `rate` says how hard a passphrase is to guess, 0 to 4.
        """
        super().__init__(lane, parent)
        self._archiving, self.looked_at = archiving, looked_at
        self._rate, self._research = rate, research
        self.extracted: Extracted | None = None
        self.made: Archived | None = None
        self.file: Path | None = None
        self.encrypted = False
        self._writing: Generator[Step, None, Archived | Extracted] | None = None

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
        self.made = self.extracted = None
        self.was_stopped = False
        self.file, self.encrypted = file, bool(passphrase)
        patient_id = patient.id if patient is not None else None
        wanted = Wanted(patient_id, parts, passphrase, replace=True)
        try:
            writing = self._writing = self._archiving(mark).writing(file, wanted)
        except Refused as problem:
            self.refused.emit(sentence(problem))
            return
        self.begin(writing, self._keep)

    def start_research(self, file: Path, *, words: bool) -> None:
        """Make a research extract of all who agree, with or without what was written in words."""
        if self.busy:
            return
        self.made = self.extracted = None
        self.was_stopped, self.file, self.encrypted = False, file, False
        writing = self._writing = self._research.writing(file, words=words, replace=True)
        self.begin(writing, self._keep_extract)

    def rate(self, words: str) -> None:
        """Say how hard a passphrase is to guess."""
        self._lane.submit(lambda: self._rate(words), self.rated.emit)

    def stop(self) -> None:
        """Leave it; nothing of the archive stays."""
        was_busy = self.busy
        super().stop()
        if was_busy and self._writing is not None:
            # What is half written goes where it was written from.
            self._lane.submit(self._writing.close, lambda _closed: None)

    def _keep(self, made: Archived) -> None:
        self.made = made

    def _keep_extract(self, extracted: Extracted) -> None:
        self.extracted = extracted
