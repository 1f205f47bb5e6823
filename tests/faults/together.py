"""Two programs that chart in one record at once."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from charting.domain.changes import AddMark, Entry, apply
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import SessionId
from charting.services.sessions import Sessions
from tests.faults.journal import Journal, JournalledSessions, read
from tests.faults.table import Verdict
from tests.faults.trial import prepare
from tests.invented import PASSPHRASE, PRESET, places, practices

_AT_ONCE = 2


def two(saves: int, home: Path, *, seed: int = 0, control: bool = False) -> Iterator[Verdict]:
    """Two programs that make so many saves each. The control has one folder for each of them, which
    a synchronising service would bring together as it does: the later one wins.
    """
    session_id = prepare(home / "prepared")
    shared = home / "shared"
    folders = [shared] * _AT_ONCE
    if control:
        folders = [home / f"own-{number}" for number in range(_AT_ONCE)]
    for folder in set(folders):
        shutil.copytree(home / "prepared", folder)
    journals = [home / f"journal-{number}" for number in range(_AT_ONCE)]
    sys.stdout.flush()
    children = [
        _begun(_saving(folder, session_id, journal, seed + number, saves))
        for number, (folder, journal) in enumerate(zip(folders, journals, strict=True))
    ]
    ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    if control:
        shutil.copytree(folders[-1], shared)
    acknowledged = frozenset().union(*(read(journal).acknowledged for journal in journals))
    practice = practices().open(shared, PASSPHRASE)
    stored = {entry.id for entry in practice.records.trail.chain(session_id)}
    marks = len(practice.sessions.session(session_id).marks)
    verification = practice.checks.verify()
    practice.close()
    wrong = [f"a program ended by {status}" for status in ended if status]
    if not control and marks != len(acknowledged):
        wrong.append(f"{marks} marks of {len(acknowledged)} saves")
    wrong += [*verification.problems, *map(str, verification.findings)]
    yield Verdict(len(acknowledged), len(acknowledged - stored), tuple(wrong))


def _begun(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return child


def _saving(
    folder: Path, session_id: SessionId, journal_file: Path, seed: int, saves: int
) -> Callable[[], None]:
    def work() -> None:
        practice = practices().open(folder, PASSPHRASE)
        journal = Journal(journal_file)
        sessions = JournalledSessions(practice.records.sessions, practice.practitioner, journal)
        session = sessions.session(session_id)
        for site in places(saves, seed):
            change = AddMark(sessions.needle(site, PRESET))
            entry = sessions.entry(session, change)
            _store(sessions, entry)
            journal.acknowledged(entry)
            session = apply(change, session)
        practice.close()

    return work


def _store(sessions: Sessions, entry: Entry) -> None:
    while True:
        try:
            sessions.store(entry)
        except Refused as refused:
            # It waits for five seconds by itself; then it is said, and sent again.
            if refused.code is not ErrorCode.DATABASE_BUSY:
                raise
        else:
            return
