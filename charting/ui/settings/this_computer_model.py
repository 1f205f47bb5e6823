"""What was chosen for this computer, changed one by one, or taken from a file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from charting import named_files, settings
from charting.domain.errors import Refused
from charting.i18n import _
from charting.settings import Settings

_MOST_BYTES = 64 * 1024


class ThisComputerModel(QObject):
    """Each change holds at once and is kept in `file`.

    `changed` follows, `said` carries what was done with a file, `refused` why it could not be.
    """

    changed = Signal()
    said = Signal(str)
    refused = Signal(str)

    def __init__(self, chosen: Settings, file: Path, sentence: Callable[[Refused], str]) -> None:
        super().__init__()
        self.chosen = chosen
        self._file, self._sentence = file, sentence

    def change(self, **what: str | int | bool) -> None:
        """Choose something else. Raises `TypeError` for what nobody can choose."""
        fresh = replace(self.chosen, **what)  # type: ignore[arg-type]
        if fresh != self.chosen:
            self._keep(fresh)

    def save_to(self, file: Path) -> None:
        """Write the choices to a file for another computer; `said` or `refused` follows."""
        try:
            named_files.save(file, settings.as_file(self.chosen), replace=True)
        except Refused as refused:
            self.refused.emit(self._sentence(refused))
        else:
            self.said.emit(_("Saved in {file}.").format(file=file.name))

    def take_from(self, file: Path) -> None:
        """Choose what is in such a file; `said` or `refused` follows."""
        try:
            fresh = settings.from_file(named_files.load(file, _MOST_BYTES), self.chosen)
        except Refused as refused:
            self.refused.emit(self._sentence(refused))
            return
        self._keep(fresh)
        self.said.emit(_("Taken from {file}.").format(file=file.name))

    def _keep(self, fresh: Settings) -> None:
        self.chosen = fresh
        settings.write(fresh, self._file)
        self.changed.emit()
