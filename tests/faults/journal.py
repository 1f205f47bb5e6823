"""What a program that is about to be killed had sent to the record, and what it was told is stored.

Each line is one write to a file opened for appending: what was written outlives the writer.
"""

import base64
import os
import pickle
import queue
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from charting.domain.changes import Change, Entry
from charting.domain.ids import EntryId
from charting.domain.practice import Practitioner
from charting.domain.session import Session
from charting.services.ports import SessionRecords
from charting.services.sessions import Sessions
from charting.system import SystemClock, TimeOrderedIds

_LATE = 0.02


@dataclass(frozen=True, slots=True)
class Told:
    """The entries sent, in order, and the ids of those that were acknowledged."""

    sent: tuple[Entry, ...]
    acknowledged: frozenset[EntryId]


class Journal:
    """Writes the journal."""

    def __init__(self, file: Path) -> None:
        self._handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def begin(self) -> None:
        """Charting begins."""
        self._write(b"begin ")

    def sent(self, entry: Entry) -> None:
        """The entry is on its way."""
        self._write(b"sent " + base64.b64encode(pickle.dumps(entry)))

    def acknowledged(self, entry: Entry) -> None:
        """The record answered that it has the entry."""
        self._write(b"acknowledged " + entry.id.hex.encode())

    def _write(self, line: bytes) -> None:
        os.write(self._handle, line + b"\n")


def read(file: Path) -> Told:
    """The journal; a last line that was cut short says nothing."""
    sent, acknowledged = [], set()
    *lines, _ = file.read_bytes().split(b"\n")
    for line in lines:
        what, _, told = line.partition(b" ")
        if what == b"sent":
            sent.append(pickle.loads(base64.b64decode(told)))  # noqa: S301 - our own program's
        elif what == b"acknowledged":
            acknowledged.add(EntryId(UUID(told.decode())))
    return Told(tuple(sent), frozenset(acknowledged))


class JournalledSessions(Sessions):
    """The real service, every entry written into the journal before it goes to the record."""

    def __init__(self, records: SessionRecords, who: Practitioner, journal: Journal) -> None:
        super().__init__(records, SystemClock(), TimeOrderedIds(), who)
        self.journal = journal

    def entry(self, session: Session, change: Change) -> Entry:
        """The change on its way into the record."""
        entry = super().entry(session, change)
        self.journal.sent(entry)
        return entry


class EagerSessions(JournalledSessions):
    """The positive control: says "stored" a little before it is so."""

    def __init__(self, records: SessionRecords, who: Practitioner, journal: Journal) -> None:
        super().__init__(records, who, journal)
        self._entries: queue.Queue[Entry] = queue.Queue(maxsize=1)
        threading.Thread(target=self._store_late, daemon=True).start()

    def store(self, entry: Entry) -> None:
        """Take the entry, and store it later."""
        self._entries.put(entry)

    def _store_late(self) -> None:
        while True:
            entry = self._entries.get()
            time.sleep(_LATE)
            super().store(entry)
