"""What a followed program charts: entries stored one by one, told in a journal as it goes."""

from collections.abc import Callable
from pathlib import Path

from charting.domain.changes import Entry, apply
from charting.domain.errors import Refused
from charting.domain.ids import SessionId
from charting.storage import engine
from tests.faults.hand import Hand
from tests.faults.journal import EagerSessions, Journal, JournalledSessions
from tests.faults.tracing import Call
from tests.invented import PASSPHRASE, practices

# Every so many entries what stands in the log is brought home, as where nobody charts for a while.
_TIDY = 13
_TRIES = 4
BEGIN = b"begin"


class RefusedLog:
    """Writes down what was refused, a line each."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def add(self, refused: Refused) -> None:
        """One more."""
        with self._file.open("ab", buffering=0) as stream:
            stream.write(f"{refused.code}\n".encode())

    def codes(self) -> list[str]:
        """All of them."""
        return self._file.read_text().split() if self._file.exists() else []


def charting(
    folder: Path,
    session_id: SessionId,
    journal_file: Path,
    seed: int,
    entries: int,
    *,
    eager: bool = False,
    careless: bool = False,
    log: RefusedLog | None = None,
) -> Callable[[], None]:
    """Work that charts so many entries. What is refused is sent again, as a person does who chooses
    "Store again"; one that is `careless` takes it for stored, one that is `eager` says so too soon.
    """

    def work() -> None:
        practice = practices().open(folder, PASSPHRASE)
        journal = Journal(journal_file)
        kind = EagerSessions if eager else JournalledSessions
        sessions = kind(practice.records.sessions, practice.practitioner, journal)
        session = sessions.session(session_id)
        hand = Hand(sessions, seed)
        journal.begin()
        for number in range(1, entries + 1):
            entry = sessions.entry(session, hand.next_change(session))
            _stored(sessions, entry, log, careless=careless)
            journal.acknowledged(entry)
            session = apply(entry.change, session)
            if number % _TIDY == 0:
                _tidy(practice.records.tidy, log)

    return work


def _stored(
    sessions: JournalledSessions, entry: Entry, log: RefusedLog | None, *, careless: bool
) -> None:
    for left in reversed(range(_TRIES)):
        try:
            sessions.store(entry)
        except Refused as refused:
            if log is None or not left:
                raise
            log.add(refused)
            if careless:
                return
        else:
            return


def _tidy(tidy: Callable[[], None], log: RefusedLog | None) -> None:
    try:
        tidy()
    except Refused as refused:
        if log is None:
            raise
        log.add(refused)


def with_normal_sync(work: Callable[[], None]) -> Callable[[], None]:
    """The same work, the log flushed now and then only: fast, and the control of all this."""

    def normal() -> None:
        now = [each.replace("= FULL", "= NORMAL") for each in engine._SETTINGS]
        setattr(engine, "_SETTINGS", tuple(now))  # noqa: B010 - the type counts them
        work()

    return normal


def is_of_database(call: Call) -> bool:
    """Whether a call is about the database or its log."""
    return engine.NAME in call.path
