"""A disk that fails at any call, once or until somebody is told of it; and a kill at any call."""

import errno
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from charting.domain.errors import ErrorCode
from charting.domain.ids import SessionId
from tests.faults.followed import RefusedLog, charting, is_of_database
from tests.faults.journal import read
from tests.faults.table import Verdict
from tests.faults.tracing import KILL, Call, Listener, follow
from tests.faults.trial import judge, prepare

# What tells the person what to mend: the disk. It comes as one or the other.
_CAUSES = {str(ErrorCode.DISK_FULL), str(ErrorCode.STORAGE_FAILED)}
_ENTRIES = 16
_JOURNAL = "journal"


def full_disks(
    number: int, home: Path, *, seed: int = 0, control: bool = False
) -> Iterator[Verdict]:
    """So many calls that fail, spread over all of them, every other one for good."""
    session_id = prepare(home / "prepared")
    calls = _count(home, session_id, seed)
    for trial in range(number):
        folder, journal, log = _fresh(home, trial)
        work = charting(folder, session_id, journal, seed, _ENTRIES, careless=control, log=log)
        at = trial * calls // number
        failing = Failing(at, log, for_good=bool(trial % 2), full=bool(trial // 2 % 2))
        status = follow(work, failing.hear)
        outcome = judge(folder, session_id, read(journal))
        told = [code for code in log.codes() if code not in _CAUSES]
        if status:
            told.append(f"it ended by {status} where call {at} failed")
        yield Verdict(outcome.acknowledged, outcome.lost, outcome.torn, tuple(told))
        shutil.rmtree(folder)


class Failing:
    """Lets one call fail, or all from then on until that was told."""

    def __init__(self, at: int, log: RefusedLog, *, for_good: bool, full: bool) -> None:
        self._left, self._log, self._for_good = at, log, for_good
        self._number = errno.ENOSPC if full else errno.EIO
        self._began = False

    def hear(self, call: Call) -> int | None:
        """Fail it, or not."""
        self._began = self._began or _begins(call)
        if not self._began or not is_of_database(call):
            return None
        self._left -= 1
        failing = self._left < 0 and not self._log.codes() if self._for_good else self._left == -1
        if not failing:
            return None
        return self._number if call.name == "write" else errno.EIO


def kills(number: int, home: Path, *, seed: int = 0, control: bool = False) -> Iterator[Verdict]:
    """So many kills, spread over all calls of charting: each before a call that changes a file."""
    session_id = prepare(home / "prepared")
    chance = random.Random(seed)
    calls = _count(home, session_id, seed)
    for trial in range(number):
        folder, journal, _log = _fresh(home, trial)
        work = charting(
            folder, session_id, journal, chance.randrange(1_000), _ENTRIES, eager=control
        )
        follow(work, _killing(trial * calls // number))
        outcome = judge(folder, session_id, read(journal))
        yield Verdict(outcome.acknowledged, outcome.lost, outcome.torn)
        shutil.rmtree(folder)


def _killing(at: int) -> Listener:
    left, began = at, False

    def hear(call: Call) -> int | None:
        nonlocal left, began
        began = began or _begins(call)
        if began and (is_of_database(call) or _JOURNAL in call.path):
            left -= 1
        return KILL if left < 0 else None

    return hear


def _begins(call: Call) -> bool:
    return _JOURNAL in call.path and call.data.startswith(b"begin")


def _fresh(home: Path, trial: int) -> tuple[Path, Path, RefusedLog]:
    folder = home / f"trial-{trial}"
    shutil.copytree(home / "prepared", folder)
    return folder, home / f"{_JOURNAL}-{trial}", RefusedLog(home / f"refused-{trial}")


def _count(home: Path, session_id: SessionId, seed: int) -> int:
    """How many calls charting makes that can fail."""
    folder, journal, _log = _fresh(home, -1)
    calls = 0
    began = False

    def hear(call: Call) -> None:
        nonlocal calls, began
        began = began or _begins(call)
        calls += began and is_of_database(call)

    work: Callable[[], None] = charting(folder, session_id, journal, seed, _ENTRIES)
    assert follow(work, hear) == 0
    shutil.rmtree(folder)
    return calls
