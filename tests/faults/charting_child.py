"""A program that charts as fast as it can until it is killed, and keeps a journal of it.

Run as `python -m tests.faults.charting_child KIND FOLDER SESSION JOURNAL SEED`; it prints one line
when it begins to chart.
"""

import sys
from pathlib import Path
from uuid import UUID

from charting.domain.changes import apply
from charting.domain.ids import SessionId
from tests.faults.hand import Hand
from tests.faults.journal import EagerSessions, Journal, JournalledSessions
from tests.invented import PASSPHRASE, practices


def main(folder: Path, session_id: SessionId, journal: Journal, seed: int, *, eager: bool) -> None:
    """Chart through the services: an entry is acknowledged when `store` returns."""
    practice = practices().open(folder, PASSPHRASE)
    kind = EagerSessions if eager else JournalledSessions
    sessions = kind(practice.records.sessions, practice.practitioner, journal)
    session = sessions.session(session_id)
    hand = Hand(sessions, seed)
    print("charting", flush=True)
    while True:
        change = hand.next_change(session)
        entry = sessions.entry(session, change)
        sessions.store(entry)
        journal.acknowledged(entry)
        session = apply(change, session)


if __name__ == "__main__":
    named, folder_name, id_, file_name, seed_typed = sys.argv[1:]
    main(
        Path(folder_name),
        SessionId(UUID(id_)),
        Journal(Path(file_name)),
        int(seed_typed),
        eager=named.endswith("eager"),
    )
