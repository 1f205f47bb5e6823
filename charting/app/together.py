"""What others do at a clinic, brought to the visits that are open in this window."""

import queue

from PySide6.QtCore import QObject, Qt, Signal, Slot

from charting.app.rooms import Rooms
from charting.domain.roles import Right, may
from charting.services.news import Back, Changed, Listening, News, Present
from charting.services.practices import OpenPractice


class TogetherTraffic(QObject):
    """Hears on the window's thread what the listening one tells, and says where the window is; does
    nothing where the record is on this computer alone.
    """

    _told = Signal()

    def __init__(self, practice: OpenPractice, rooms: Rooms) -> None:
        super().__init__()
        self._rooms = rooms
        self._news: queue.SimpleQueue[News] = queue.SimpleQueue()
        self._told.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._listening: Listening | None = None
        if may(practice.practitioner.role, Right.READ_CLINICAL):
            self._listening = practice.together.listen(self._hear)
        if self._listening is not None:
            rooms.changed.connect(self._attend)

    def drop(self) -> None:
        """Hear no more, and be nowhere."""
        if self._listening is not None:
            self._rooms.changed.disconnect(self._attend)
            self._listening.close()
            self._listening = None

    def _hear(self, news: News) -> None:
        # On the listening thread.
        self._news.put(news)
        self._told.emit()

    @Slot()
    def _take(self) -> None:
        if self._listening is None:
            return
        news = self._news.get()
        if isinstance(news, Changed):
            self._on_changed(news)
        elif isinstance(news, Present):
            for room in self._rooms.taken:
                session = room.model.session
                if session is not None:
                    room.model.company.meet(news.others.get(session.id, frozenset()))
        elif isinstance(news, Back):
            # Whatever happened meanwhile was not heard.
            for room in self._rooms.taken:
                room.model.record.read_again()
            self._rooms.find()

    def _on_changed(self, news: Changed) -> None:
        for room in self._rooms.taken:
            session = room.model.session
            if session is not None and session.id == news.chain:
                room.model.record.hear(news)
                return
        if any(kept.session_id == news.chain for kept in self._rooms.kept()):
            self._rooms.find()

    def _attend(self) -> None:
        if self._listening is not None:
            sessions = (room.model.session for room in self._rooms.taken)
            self._listening.attend(frozenset(each.id for each in sessions if each is not None))
