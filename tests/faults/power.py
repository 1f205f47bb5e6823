"""A power cut at any moment: what was written and not flushed is there, lost or torn by sectors."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import sqlcipher3

from charting.storage.engine import NAME, connect
from charting.storage.file_checks import file_problems
from tests.faults.followed import charting, is_of_database, with_normal_sync
from tests.faults.table import Verdict
from tests.faults.tracing import Call, follow
from tests.faults.trial import prepare
from tests.invented import data_key

_SECTOR = 512
_ENTRIES = 40
_FILES = (NAME, f"{NAME}-wal")
_STATES_OF_A_RUN = 2_000


class Disk:
    """Two files as they are on the disk for good, and what was written to them since the flush."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._kept = {name: bytearray(files.get(name, b"")) for name in _FILES}
        self._waiting: dict[str, list[Call]] = {name: [] for name in _FILES}

    def take(self, call: Call) -> None:
        """What one more call does."""
        name = Path(call.path).name
        if name not in self._kept:
            return
        if call.name == "flush":
            for waiting in self._waiting[name]:
                _apply(self._kept[name], waiting)
            self._waiting[name].clear()
        else:
            self._waiting[name].append(call)

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files as they may be when the power comes back."""
        found = {}
        for name, kept in self._kept.items():
            data = bytearray(kept)
            for call in self._waiting[name]:
                fate = chance.random()
                if fate < 0.4:
                    _apply(data, call)
                elif fate < 0.7 and call.name == "write":
                    for piece in _sectors(call):
                        if chance.random() < 0.5:
                            _apply(data, piece)
            found[name] = bytes(data)
        return found


def _apply(data: bytearray, call: Call) -> None:
    at = len(data) if call.at is None else call.at
    if call.name == "cut":
        del data[at:]
        data.extend(bytes(at - len(data)))
        return
    if at > len(data):
        data.extend(bytes(at - len(data)))
    data[at : at + len(call.data)] = call.data


def _sectors(call: Call) -> Iterator[Call]:
    at = call.at or 0
    for begin in range(0, len(call.data), _SECTOR):
        yield call._replace(at=at + begin, data=call.data[begin : begin + _SECTOR])


def states(number: int, home: Path, *, seed: int = 0, control: bool = False) -> Iterator[Verdict]:
    """So many states after a power cut, each opened and judged by what had been acknowledged."""
    session_id = prepare(home / "prepared")
    key = data_key(home / "prepared")
    for run in range(-(-number // _STATES_OF_A_RUN)):
        folder = home / f"run-{run}"
        shutil.copytree(home / "prepared", folder)
        journal = home / f"journal-{run}"
        before = {name: _bytes(folder / name) for name in _FILES}
        work = charting(folder, session_id, journal, seed + run, _ENTRIES)
        calls: list[Call] = []
        assert follow(with_normal_sync(work) if control else work, _keep(calls)) == 0
        wanted = min(_STATES_OF_A_RUN, number - run * _STATES_OF_A_RUN)
        yield from _cuts(calls, before, wanted, home / "state", key, random.Random(seed + run))


def _keep(calls: list[Call]) -> Callable[[Call], None]:
    def keep(call: Call) -> None:
        if is_of_database(call) or "journal" in call.path:
            calls.append(call)

    return keep


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""


def _cuts(
    calls: list[Call],
    before: dict[str, bytes],
    number: int,
    place: Path,
    key: bytes,
    chance: random.Random,
) -> Iterator[Verdict]:
    moments = sorted(chance.randrange(len(calls) + 1) for _ in range(number))
    disk, acknowledged, done = Disk(before), set[UUID](), 0
    for moment in moments:
        for call in calls[done:moment]:
            if "journal" in call.path:
                acknowledged |= _told(call.data)
            else:
                disk.take(call)
        done = moment
        yield _judged(disk.after_a_cut(chance), place, key, acknowledged)


def _told(line: bytes) -> set[UUID]:
    what, _, told = line.strip().partition(b" ")
    return {UUID(told.decode())} if what == b"acknowledged" else set()


def _judged(files: dict[str, bytes], place: Path, key: bytes, acknowledged: set[UUID]) -> Verdict:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for name, data in files.items():
        (place / name).write_bytes(data)
    try:
        connection = connect(place / NAME, key, alone=True)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            torn = tuple(file_problems(connection, place / NAME, key))
            stored = {UUID(bytes=row[0]) for row in connection.execute("SELECT id FROM audit")}
        finally:
            connection.close()
    except sqlcipher3.DatabaseError as problem:
        return Verdict(len(acknowledged), len(acknowledged), (str(problem),))
    return Verdict(len(acknowledged), len(acknowledged - stored), torn)
