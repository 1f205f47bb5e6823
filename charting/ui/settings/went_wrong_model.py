"""What the clinic has counted of what went wrong."""

from PySide6.QtCore import QObject, Signal

from charting import content
from charting.services.adverse_events import Tally
from charting.services.practices import OpenPractice
from charting.ui.tasks import Lane


class WentWrongModel(QObject):
    """`changed` when it was counted anew."""

    changed = Signal()

    def __init__(self, practice: OpenPractice, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._events, self._lane = practice.adverse_events, lane
        self.country = practice.practice.country
        self.known = content.event_vocabulary()
        self.tally: Tally | None = None

    def read(self) -> None:
        """Count anew; `changed` follows."""
        self._lane.submit(self._events.counted, self._show, lambda _problem: None)

    def _show(self, tally: Tally) -> None:
        self.tally = tally
        self.changed.emit()
