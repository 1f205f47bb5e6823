"""Migrations stopped at every statement: the old version or the new one, and nothing between."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from charting.domain.errors import Refused
from charting.storage.engine import NAME, connect, open_engine
from charting.storage.file_checks import file_problems
from charting.storage.migrating import migrate
from charting.storage.migrations import CURRENT, STEPS
from charting.storage.store import SqlStore
from tests.faults.table import Verdict
from tests.storage.backends import KEY
from tests.upgrades.freeze import frozen

_STOPPED = 9
_WRITES = {"ALTER", "CREATE", "DELETE", "DROP", "INSERT", "UPDATE"}


def stopped(most: int, home: Path, *, seed: int = 0, control: bool = False) -> Iterator[Verdict]:
    """Every frozen version brought up to date, stopped before one statement after the other, in
    `most` trials of each at the most, and of as few of the latest versions. The control lets each
    statement stand by itself.
    """
    shapes = _shapes(home)
    older = [(step, file) for step, file in frozen() if step != CURRENT]
    for step, file in older[-2 * most :]:
        statements = _count(file, home / "counted")
        every = max(1, -(-statements // most))
        for at in range((seed + every // 2) % every, statements, every):
            folder = _fresh(file, home / "stopped")
            assert _begun(_opening(folder, at, in_one=not control)) == _STOPPED
            yield _judged(folder, shapes, _whom(file, home / "whom"), f"{step} at {at}")


def _fresh(file: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copyfile(file, folder / NAME)
    return folder


def _shapes(home: Path) -> dict[str, list[tuple[str, ...]]]:
    """How the database looks after each step."""
    shapes = {}
    _, first = next(frozen())
    folder = _fresh(first, home / "shape")
    for step in STEPS:
        if step != STEPS[0]:
            _migrate(folder, step)
        shapes[step] = _shape(folder)
    return shapes


def _migrate(folder: Path, step: str) -> None:
    engine = open_engine(folder / NAME, KEY)
    migrate(engine, to=step)
    engine.dispose()


def _shape(folder: Path) -> list[tuple[str, ...]]:
    driver = connect(folder / NAME, KEY)
    try:
        query = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
        return list(driver.execute(query).fetchall())
    finally:
        driver.close()


def _count(file: Path, folder: Path) -> int:
    """How many statements bring it up to date."""
    _fresh(file, folder)
    told = folder / "statements"

    def work() -> None:
        number = 0

        def count(_connection: object, _cursor: object, words: str, *_given: object) -> None:
            nonlocal number
            number += words.split(maxsplit=1)[0] in _WRITES

        event.listen(Engine, "before_cursor_execute", count)
        SqlStore().open(folder, KEY).close()
        told.write_text(str(number))

    assert _begun(work) == 0
    return int(told.read_text())


def _opening(folder: Path, at: int, *, in_one: bool) -> Callable[[], None]:
    def work() -> None:
        left = at

        def stop(connection: Any, _cursor: object, words: str, *_given: object) -> None:  # noqa: ANN401
            nonlocal left
            if words.split(maxsplit=1)[0] not in _WRITES:
                return
            if not left:
                os._exit(_STOPPED)
            left -= 1
            driver = connection.connection.dbapi_connection
            if not in_one and driver.in_transaction:
                driver.execute("COMMIT")

        event.listen(Engine, "before_cursor_execute", stop)
        SqlStore().open(folder, KEY)

    return work


def _begun(work: Callable[[], None]) -> int:
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _judged(
    folder: Path, shapes: dict[str, list[tuple[str, ...]]], whom: list[str], where: str
) -> Verdict:
    driver = connect(folder / NAME, KEY)
    try:
        (step,) = driver.execute("SELECT version_num FROM alembic_version").fetchone()
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        torn = [*file_problems(driver, folder / NAME, KEY)]
    finally:
        driver.close()
    if _shape(folder) != shapes[step]:
        torn.append(f"{where}: neither {step} nor another version")
    if not torn:
        # What was stopped is taken up again, and nobody is gone.
        try:
            records = SqlStore().open(folder, KEY)
        except Refused as refused:
            return Verdict(1, 1, (), (f"{where}: {refused.code}",))
        found = [line.patient.listed_name for line in records.patients.search((), 9, False)]
        records.close()
        return Verdict(1, int(found != whom))
    return Verdict(1, 0, tuple(torn))


def _whom(file: Path, folder: Path) -> list[str]:
    driver = connect(_fresh(file, folder) / NAME, KEY)
    try:
        rows = driver.execute("SELECT family, given FROM patients").fetchall()
    finally:
        driver.close()
    return [f"{family}, {given}" for family, given in rows]
