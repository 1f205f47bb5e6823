"""Twenty people who change the same few things of one visit at a clinic's server, all at once."""

import random
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING

from charting.domain.changes import Entry, SetAnswer
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import SessionId
from charting.services.patients import Patients
from charting.services.ports import Records
from charting.services.sessions import Sessions
from charting.storage.server import create_on_server, open_on_server
from charting.system import SystemClock, TimeOrderedIds
from tests.faults.table import Verdict
from tests.invented import people
from tests.storage.backends import NORA, found

if TYPE_CHECKING:
    from tests.storage.postgresql import Server

EDITORS = 20
# So few things are there to be changed that somebody is always in the way.
_ITEMS = tuple(f"counted_{number}" for number in range(8))


def editors(edits: int, home: Path, *, seed: int = 0, control: bool = False) -> Iterator[Verdict]:
    """Each of them adds one to one of the numbers, so many times. The control writes over whatever
    stands there, as a store without versions would. Nothing where PostgreSQL is not installed.
    """
    from tests.storage.postgresql import Server, programs  # noqa: PLC0415 - not on Windows

    where = programs()
    if where is None:
        return
    with tempfile.TemporaryDirectory(dir=home.parent) as folder:
        server = Server(Path(folder), where)
        server.start()
        try:
            yield _verdict(server, edits, seed, control=control)
        finally:
            server.stop()
            Path(folder).mkdir()


def _verdict(server: "Server", edits: int, seed: int, *, control: bool) -> Verdict:
    server.make("editors", "template0")
    address = server.address("editors")
    records = found(create_on_server(address))
    patient = next(people(1))
    told = Patients(records.patients, records.trail, SystemClock(), TimeOrderedIds(), NORA)
    session_id = _at_work(records).open_today(told.add(patient).id).id
    at_once = Barrier(EDITORS)

    def work(editor: int) -> int:
        own = open_on_server(address)
        hand = random.Random(seed + editor)
        at_once.wait()
        for _ in range(edits):
            _count_one(_at_work(own), session_id, hand.choice(_ITEMS), control=control)
        own.close()
        return edits

    with ThreadPoolExecutor(EDITORS) as pool:
        acknowledged = sum(pool.map(work, range(EDITORS)))
    session = records.sessions.session(session_id)
    stands = sum(answer.number or 0 for answer in session.answers.values())
    wrong = records.problems()
    records.close()
    return Verdict(acknowledged, acknowledged - stands, tuple(wrong))


def _at_work(records: Records) -> Sessions:
    return Sessions(records.sessions, SystemClock(), TimeOrderedIds(), NORA)


def _count_one(sessions: Sessions, session_id: SessionId, item: str, *, control: bool) -> None:
    """Read, add one, and store; by whoever was slower it is done anew."""
    entry = _one_more(sessions, session_id, item)
    while True:
        try:
            sessions.store(entry)
        except Refused as refused:
            if refused.code is ErrorCode.DATABASE_BUSY:
                continue
            if refused.code is not ErrorCode.STALE_RECORD:
                raise
        else:
            return
        fresh = _one_more(sessions, session_id, item)
        entry = replace(entry, version=fresh.version) if control else fresh


def _one_more(sessions: Sessions, session_id: SessionId, item: str) -> Entry:
    session = sessions.session(session_id)
    before = session.answers.get(item)
    number = (before.number or 0) if before is not None else 0
    after = replace(sessions.answer(item), number=number + 1)
    return sessions.entry(session, SetAnswer(item, before, after))
