"""The outbox of a session: changes made on screen, in order, until the record has each of them."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from charting.domain.changes import Entry, MarkChange
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import MarkId
from charting.domain.session import Subject
from charting.ui.tasks import Lane

RETRY_AFTER_MS = 3000

# The writer cannot win by trying again: the record says something else by now.
_FINAL = frozenset({ErrorCode.STALE_RECORD, ErrorCode.ALREADY_SIGNED, ErrorCode.NOT_FOUND})


class Outbox(QObject):
    """Sends one entry after the other down the lane; what the disk did not take is sent again."""

    stored = Signal(object)
    turned_down = Signal(object, object)
    delayed = Signal(object)

    def __init__(self, store: Callable[[Entry], None], lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._lane = lane
        self._waiting: deque[Entry] = deque()
        self._sending = False
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_AFTER_MS)
        self._retry.timeout.connect(self.send)

    @property
    def subjects(self) -> frozenset[Subject]:
        """What has changes that are not yet stored."""
        return frozenset(entry.change.subject for entry in self._waiting)

    @property
    def marks(self) -> frozenset[MarkId]:
        """The marks that have changes which are not yet stored."""
        changes = (entry.change for entry in self._waiting)
        return frozenset(each.mark_id for each in changes if isinstance(each, MarkChange))

    @property
    def empty(self) -> bool:
        """Whether everything is stored."""
        return not self._waiting

    def add(self, entry: Entry) -> None:
        """Take an entry and send it as soon as those before it are stored."""
        self._waiting.append(entry)
        self.send()

    def send(self) -> None:
        """Send the first waiting entry, unless one is under way."""
        if self._sending or not self._waiting:
            return
        self._sending = True
        self._retry.stop()
        entry = self._waiting[0]
        self._lane.submit(
            lambda: self._store(entry),
            lambda _: self._on_stored(entry),
            lambda problem: self._on_problem(entry, problem),
        )

    def forget(self, subject: Subject) -> None:
        """Drop what waits for `subject`: the record says something else by now."""
        self._waiting = deque(e for e in self._waiting if e.change.subject != subject)

    def _on_stored(self, entry: Entry) -> None:
        self._sending = False
        self._waiting.popleft()
        self.stored.emit(entry)
        self.send()

    def _on_problem(self, entry: Entry, problem: Exception) -> None:
        self._sending = False
        if isinstance(problem, Refused) and problem.code in _FINAL:
            self.forget(entry.change.subject)
            self.turned_down.emit(entry, problem)
            self.send()
            return
        self._retry.start()
        self.delayed.emit(problem)
