"""What the settings know of content that waits for review."""

from PySide6.QtCore import QObject, Signal

from charting import care_content
from charting.domain.review import Unreviewed
from charting.ui.tasks import Lane


class ReviewModel(QObject):
    """`changed` follows once all files are read; what ships with a program stays as it is."""

    changed = Signal()

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self.waiting: tuple[Unreviewed, ...] | None = None

    def read(self) -> None:
        """Read every file, the first time."""
        if self.waiting is None:
            self._lane.submit(care_content.unreviewed, self._show)

    def _show(self, waiting: tuple[Unreviewed, ...]) -> None:
        self.waiting = waiting
        self.changed.emit()
