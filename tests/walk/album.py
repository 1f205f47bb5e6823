"""The album of a walk: numbered pictures of the screens, and the papers made on the way."""

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from tests.loop_watch import LoopWatch

_DPI = 100
# A list within a card within a page that scrolls finds its height one after the other.
_LAYOUTS = 4


@dataclass
class Album:
    """Pictures of one theme at one scale, kept in `out`; without a folder no picture is kept, and
    papers lie in the `drawer` until they are read.
    """

    out: Path | None
    theme: str
    scale: int
    watch: LoopWatch
    drawer: Path
    papers: dict[str, Path] = field(default_factory=dict)
    _number: int = 0

    def keep(self, window: QWidget, name: str) -> None:
        """Keep a picture of the window as it is when nothing is due any more."""
        self._number += 1
        if self.out is None:
            return
        file = self.out / f"{self._number:02}-{name}-{self.theme}-{self.scale * 100}.png"
        for _ in range(_LAYOUTS):
            QApplication.processEvents()
        with self.watch.away():
            if not window.grab().save(str(file)):
                raise OSError(f"{file} cannot be written")

    def place_of(self, name: str) -> Path:
        """Where the PDF of this name is saved: the first walk keeps it, for all make the same."""
        kept = self.out is not None and (self.theme, self.scale) == ("light", 1)
        file = Path(self.out if self.out and kept else self.drawer, f"{name}.pdf")
        self.papers[name] = file
        return file

    def keep_paper(self, pdf: Path) -> None:
        """Keep each page of a PDF as a picture, drawn by Poppler."""
        if self.out is not None and pdf.parent == self.out:
            program = ["pdftoppm", "-png", "-r", str(_DPI), str(pdf)]
            with self.watch.away():
                subprocess.run([*program, str(self.out / pdf.stem)], check=True)
