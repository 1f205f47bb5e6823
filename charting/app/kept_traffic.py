"""A clinic's server that goes and comes back: what was kept here meanwhile is brought there."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from charting.app.rooms import Rooms
from charting.app.undecided import UndecidedTraffic
from charting.domain.conflicts import Conflict, agree, wanted_by
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import SessionId
from charting.domain.kept import Delivered, TurnedDown
from charting.services.practices import OpenPractice
from charting.ui.tasks import Lane
from charting.ui.window import MainWindow
from charting.wording import sentence
from charting.wording.kept import (
    away_words,
    delivered_words,
    forgotten_words,
    put_aside_words,
    turned_down_words,
)

_AGAIN_MS = 3_000


class KeptTraffic(QObject):
    """Looks after what is kept on this computer for one open practice."""

    def __init__(
        self, practice: OpenPractice, window: MainWindow, lane: Lane, rooms: Rooms
    ) -> None:
        super().__init__()
        self._practice, self._kept = practice, practice.records.here
        self._country = practice.practice.country
        self._window, self._lane, self._rooms = window, lane, rooms
        self._was_away, self._under_way, self._told = False, False, ""
        self._timer = QTimer(self, interval=_AGAIN_MS)
        self._timer.timeout.connect(self.look)
        self._undecided = UndecidedTraffic(practice, window, lane, rooms)
        if self._kept is None:
            return
        self._timer.start()
        if self._kept.put_aside is not None:
            window.tell(put_aside_words(str(self._kept.put_aside)))
        if self._kept.turned_down:
            window.tell(turned_down_words(self._kept.turned_down, self._country))
            self._set_aside()
        self.look()

    def look(self) -> None:
        """Say what has changed, and try the server again where it was gone."""
        if self._kept is None or not self._kept.is_away or self._under_way:
            return
        if not self._was_away:
            self._was_away = True
            self._window.tell(away_words())
        self._under_way = True
        self._lane.submit(self._kept.deliver, self._on_delivered, self._on_problem)

    def drop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _on_delivered(self, done: Delivered) -> None:
        self._under_way = False
        if self._kept is None or self._kept.is_away:
            return
        self._was_away, self._told = False, ""
        words = f"{delivered_words(done.number)} {forgotten_words(done.forgotten)}".strip()
        if done.turned_down:
            words = f"{words} {turned_down_words(done.turned_down, self._country)}"
        self._window.tell(words)
        for room in self._rooms.taken:
            room.model.record.came_to_clinic()
        self._set_aside()

    def _set_aside(self) -> None:
        """Put what was turned down into the trails of the visits, and both sayings side by side."""
        aside = partial(put_aside, self._practice)
        self._lane.submit(aside, self._on_aside, self._on_problem)

    def _on_aside(self, found: Sequence[tuple[SessionId, Conflict]]) -> None:
        for room in self._rooms.taken:
            for session_id, conflict in found:
                room.model.record.show_conflict(session_id, conflict)

    def _on_problem(self, problem: Exception) -> None:
        self._under_way = False
        words = sentence(problem, self._country) if isinstance(problem, Refused) else ""
        if words and words != self._told:
            self._told = words
            self._window.tell(words)


def put_aside(practice: OpenPractice) -> Sequence[tuple[SessionId, Conflict]]:
    """Keep in the trail what the clinic turned down, which nobody keeps here then; where the record
    says something else, by visit. What the clinic has nothing of to tell it by stays here.
    """
    kept, found = practice.records.here, []
    if kept is None or kept.is_away:
        return ()
    for each in kept.turned_down:
        try:
            conflict = _conflict(practice, each)
        except Refused as refused:
            if refused.code is not ErrorCode.NOT_FOUND:
                raise
            continue
        kept.let_go(each.id)
        if conflict is not None and not agree(conflict.mine, conflict.theirs):
            found.append((SessionId(each.chain), conflict))
    return found


def _conflict(practice: OpenPractice, turned_down: TurnedDown) -> Conflict | None:
    if turned_down.entry is not None:
        session = practice.sessions.session(turned_down.entry.session_id)
        wanted = wanted_by(turned_down.entry.change, session)
        return practice.together.set_aside(turned_down.entry, wanted)
    if turned_down.trace is not None:
        practice.together.set_aside_whole(turned_down.trace)
    return None
