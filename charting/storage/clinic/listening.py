"""A connection that hears what other computers of a clinic do, and says where this one is.

What is heard are ids. Where somebody is, is a lock that all who are there share and that goes with
the connection, so that nobody is left behind in a visit by a computer that was switched off.
"""

import select
import socket
import threading
from collections.abc import Callable
from uuid import UUID

import psycopg

from charting.domain.errors import Refused
from charting.domain.ids import EntryId, PractitionerId, SessionId
from charting.services.news import Back, Changed, Deaf, Hear, Present
from charting.storage.clinic.driving import Driver

CHANGES, PRESENCE = "charting_changes", "charting_presence"
"""The channels; that of the changes is rung by a trigger on the trail (migration 0030)."""

# Who went without a word is missed after so long (s), and a server that is gone is tried again.
LOOK_AGAIN = 10.0
TRY_AGAIN = 2.0

Ear = Callable[[], Driver]
"""Makes the connection to listen on. Raises `Refused`."""

_BE_THERE = "SELECT pg_try_advisory_lock_shared(%s)"
_BE_GONE = "SELECT pg_advisory_unlock_shared(%s)"
_SAY = "SELECT pg_notify(%s, %s)"
# A lock's number stands in two halves (PostgreSQL, "pg_locks").
_WHO = (
    "SELECT DISTINCT (l.classid::bigint << 32) | l.objid::bigint, a.usename"
    " FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
    " WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted"
    " AND l.mode = 'ShareLock' AND l.pid <> pg_backend_pid()"
    " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class Listener:
    """Implements `charting.services.news.Listening`; `hear` is called on the thread of its own."""

    def __init__(self, ear: Ear, hear: Hear) -> None:
        self._ear, self._hear = ear, hear
        self._wanted: frozenset[SessionId] = frozenset()
        self._there: frozenset[SessionId] = frozenset()
        self._closing = self._is_called = False
        self._waker, self._woken = socket.socketpair()
        self._woken.setblocking(False)
        self._thread = threading.Thread(target=self._run, name="listening", daemon=True)
        self._thread.start()

    def attend(self, visits: frozenset[SessionId]) -> None:
        """Be in these visits from now on, and in no others."""
        if visits != self._wanted:
            self._wanted = visits
            self._wake()

    def close(self) -> None:
        """Hear nothing any more, and be nowhere."""
        if not self._closing:
            self._closing = True
            self._wake()
            self._thread.join()
            self._waker.close()
            self._woken.close()

    def _wake(self) -> None:
        self._waker.send(b"!")

    def _run(self) -> None:
        was_deaf = False
        while not self._closing:
            try:
                connection = self._ear()
            except Refused:
                was_deaf = self._be_deaf(was_deaf)
                self._rest(TRY_AGAIN)
                continue
            try:
                self._listen(connection, was_deaf)
            except psycopg.Error:
                was_deaf = self._be_deaf(False)
            finally:
                connection.close()

    def _be_deaf(self, was_deaf: bool) -> bool:
        self._there = frozenset()
        if not was_deaf and not self._closing:
            self._hear(Deaf())
        return True

    def _rest(self, seconds: float) -> None:
        select.select([self._woken], [], [], seconds)
        self._drain()

    def _drain(self) -> None:
        try:
            self._woken.recv(4096)
        except BlockingIOError:
            return

    def _listen(self, connection: Driver, was_deaf: bool) -> None:
        # What comes in between the answers to questions.
        connection.add_notify_handler(lambda rung: self._on_rung(rung.channel, rung.payload))
        for channel in (CHANGES, PRESENCE):
            connection.execute(f"LISTEN {channel}".encode())
        if was_deaf:
            self._hear(Back())
        present: Present | None = None
        while True:
            self._go_where_wanted(connection)
            if self._closing:
                return
            found = self._look_round(connection)
            if found != present:
                present = found
                self._hear(found)
            self._wait(connection)

    def _wait(self, connection: Driver) -> None:
        """Hear until somebody came or went, here or elsewhere, or nothing happened for long."""
        while not self._is_called:
            server, here = connection.fileno(), self._woken.fileno()
            ready, _, _ = select.select([server, here], [], [], LOOK_AGAIN)
            if here in ready:
                self._drain()
            if server in ready:
                connection.pgconn.consume_input()
                while (rung := connection.pgconn.notifies()) is not None:
                    self._on_rung(rung.relname.decode(), rung.extra.decode())
            if not ready or here in ready:
                break
        self._is_called = False

    def _on_rung(self, channel: str, words: str) -> None:
        if channel == PRESENCE:
            self._is_called = True
        elif (news := _changed(words)) is not None:
            self._hear(news)

    def _go_where_wanted(self, connection: Driver) -> None:
        wanted = frozenset[SessionId]() if self._closing else self._wanted
        for visit in wanted - self._there:
            connection.execute(_BE_THERE, (_number(visit),))
        for visit in self._there - wanted:
            connection.execute(_BE_GONE, (_number(visit),))
        if wanted != self._there:
            connection.execute(_SAY, (PRESENCE, ""))
            self._there = wanted

    def _look_round(self, connection: Driver) -> Present:
        if not self._there:
            return Present({})
        by_number = {_number(visit): visit for visit in self._there}
        found: dict[SessionId, set[PractitionerId]] = {}
        for number, login in connection.execute(_WHO):
            if number in by_number and (who := _holder(login)) is not None:
                found.setdefault(by_number[number], set()).add(who)
        return Present({visit: frozenset(who) for visit, who in found.items()})


def _number(visit: SessionId) -> int:
    """The number of the lock of a visit: the half of its id that is random."""
    return int.from_bytes(visit.bytes[8:], "big", signed=True)


def _holder(login: str) -> PractitionerId | None:
    """Whose login it is; an administrator is nobody who charts."""
    try:
        return PractitionerId(UUID(hex=login.rpartition("_")[2]))
    except ValueError:
        return None


def _changed(words: str) -> Changed | None:
    """What the trigger said; nobody who knocks by hand stops the listening."""
    try:
        chain, entry, by = (UUID(hex=each) for each in words.split())
    except ValueError:
        return None
    return Changed(chain, EntryId(entry), PractitionerId(by))
