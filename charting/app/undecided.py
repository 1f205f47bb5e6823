"""What two said otherwise when nobody looked, as after a lock: told to who unlocks, and to be
decided as soon as the visit is open.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from charting.app.rooms import Rooms
from charting.domain.conflicts import Conflict
from charting.domain.roles import Right, may
from charting.domain.session import Session
from charting.services.practices import OpenPractice
from charting.ui.tasks import Lane
from charting.ui.window import MainWindow
from charting.wording.together import undecided_words

_Found = tuple[Sequence[tuple[Session, Conflict]], Sequence[str]]


class UndecidedTraffic(QObject):
    """Looks once, when a practice was opened whose record others write in too."""

    def __init__(
        self, practice: OpenPractice, window: MainWindow, lane: Lane, rooms: Rooms
    ) -> None:
        super().__init__()
        self._practice, self._window, self._rooms = practice, window, rooms
        self._left: list[tuple[Session, Conflict]] = []
        role = practice.practitioner.role
        if practice.records.shared is not None and may(role, Right.CHART):
            # Where the clinic is gone, it is said at the next unlocking.
            lane.submit(self._find, self._on_found, lambda _problem: None)

    def _find(self) -> _Found:
        found = self._practice.together.undecided()
        patients = dict.fromkeys(session.patient_id for session, _conflict in found)
        return found, [self._practice.patients.patient(each).name for each in patients]

    def _on_found(self, found: _Found) -> None:
        self._left, names = list(found[0]), found[1]
        if names:
            self._window.tell(undecided_words(names))
            self._rooms.changed.connect(self._show)
            self._show()

    def _show(self) -> None:
        for room in self._rooms.taken:
            session = room.model.session
            for each in [each for each in self._left if session and each[0].id == session.id]:
                self._left.remove(each)
                room.model.record.show_conflict(each[0].id, each[1])
