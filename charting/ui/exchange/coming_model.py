"""What the pane "Take in patients" knows: the table, how it is read, and what would come of it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from charting.domain.patient_table import Column, ComingTable, DateOrder, Reading
from charting.services.coming_patients import Batch, ComingPatients, Doubles, Step
from charting.ui.stepped_model import SteppedModel
from charting.ui.tasks import Lane
from charting.wording import sentence


class ComingModel(SteppedModel[Step]):
    """`looked_at` is what would come of the table as it is read now, `came` what came of it;
    `out` how many were taken out again. `read` tells of another table.
    """

    read = Signal()
    brought = Signal()

    def __init__(self, coming: ComingPatients, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(lane, parent)
        self._coming = coming
        self.file: Path | None = None
        self.table: ComingTable | None = None
        self.reading = Reading(())
        self.looked_at: Batch | None = None
        self.came: Batch | None = None
        self.out: int | None = None
        self.saved: Path | None = None

    def open(self, file: Path, encoding: str = "") -> None:
        """Read a file, in another encoding than it seems to be where one is named."""
        self._lane.submit(
            lambda: self._coming.read(file, encoding),
            lambda found: self._on_read(file, *found),
            self._failed,
        )

    def read_in(self, encoding: str) -> None:
        """Read the same file in another encoding."""
        if self.file is not None:
            self.open(self.file, encoding)

    def set_column(self, place: int, column: Column) -> None:
        """Say what a column is; no two are the same."""
        columns = [Column.NOTHING if each is column else each for each in self.reading.columns]
        columns[place] = column
        self.reading = Reading(tuple(columns), self.reading.dates)
        self._look()

    def set_dates(self, dates: DateOrder) -> None:
        """Say in which order dates stand."""
        self.reading = Reading(self.reading.columns, dates)
        self._look()

    def take_in(self, doubles: Doubles) -> None:
        """Store the patients of the table."""
        if self.table is None or self.busy:
            return
        self.came, self.out, self.saved = Batch(), None, None
        steps = self._coming.taking_in(self.table, self.reading, doubles, self.came)
        self.begin(steps, lambda _done: self.brought.emit())

    def take_back(self) -> None:
        """Take the patients that came in out again."""
        if self.came is None or self.busy:
            return
        self.saved = None
        self.begin(self._coming.take_back(self.came), self._on_out)

    def stop(self) -> None:
        """Leave it where it is: who is in stays in, and can be taken out again."""
        was_busy = self.busy
        super().stop()
        if was_busy:
            self.brought.emit()

    def save_refused(self, file: Path) -> None:
        """Write the refused lines with their reasons to a file."""
        table, batch = self.table, self.came or self.looked_at
        if table is None or batch is None:
            return
        lines = [(each.line, sentence(each.why)) for each in batch.refused]
        self._lane.submit(
            lambda: self._coming.save_refused(table, lines, file),
            lambda _done: self._on_saved(file),
            self._failed,
        )

    def remember(self) -> None:
        """Look for those who came in last, where nothing else is on the pane."""
        if self.table is None and self.came is None and not self.busy:
            self._lane.submit(self._coming.last_batch, self._on_remembered, self._failed)

    def forget(self) -> None:
        """Forget the table and who came with it."""
        if not self.busy:
            self.file = self.table = self.looked_at = self.came = self.out = None
            self.read.emit()
            self.changed.emit()

    def _look(self) -> None:
        table, reading = self.table, self.reading
        if table is not None:
            self._lane.submit(
                lambda: self._coming.looked_at(table, reading), self._on_looked, self._failed
            )

    def _on_read(self, file: Path, table: ComingTable, reading: Reading) -> None:
        self.file, self.table, self.reading = file, table, reading
        self.looked_at = self.came = self.out = self.saved = None
        self.read.emit()
        self._look()

    def _on_looked(self, batch: Batch) -> None:
        self.looked_at = batch
        self.changed.emit()

    def _on_out(self, out: int) -> None:
        self.out = out
        self.brought.emit()

    def _on_saved(self, file: Path) -> None:
        self.saved = file
        self.changed.emit()

    def _on_remembered(self, batch: Batch | None) -> None:
        if self.table is None and self.came is None:
            self.came = batch
            self.changed.emit()
