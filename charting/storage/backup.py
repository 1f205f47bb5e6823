"""A copy of an open database: complete, encrypted by the same key, checked before it is named."""

import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, inspect, select, table

from charting.domain.audit import ChainHead
from charting.domain.backup import Part, Progress, Report, nobody_hears
from charting.domain.errors import ErrorCode, Refused
from charting.durable import flush_folder, move_into_place
from charting.storage.contents import read_heads
from charting.storage.database import Database
from charting.storage.engine import COPY, NAME, connect, open_to_read, remove
from charting.storage.failures import refusals
from charting.storage.file_checks import file_problems

Contents = tuple[dict[str, int], tuple[ChainHead, ...]]

# A megabyte between two reports, and between two chances to leave it.
_PAGES = 256


def copy_into(database: Database, key: bytes, target: Path, report: Report = nobody_hears) -> None:
    """Write the copy into the new folder `target`; where it fails, or `report` raises, that folder
    is not left behind.

    Raises `Refused` (BACKUP_TARGET_EXISTS, and what `write_copy` refuses).
    """
    if target.exists():
        raise Refused(ErrorCode.BACKUP_TARGET_EXISTS, {"folder": str(target)})
    with refusals(target):
        target.mkdir(mode=0o700, parents=True)
    try:
        write_copy(database, key, target / NAME, report)
        with refusals(target):
            flush_folder(target.parent)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise


def write_copy(database: Database, key: bytes, file: Path, report: Report = nobody_hears) -> None:
    """Write a verified copy of the database to `file`, which has that name only once it is whole.

    It is of one moment, whatever is stored meanwhile, and keeps nobody waiting. Raises `Refused`
    (FOLDER_NOT_WRITABLE, DISK_FULL, BACKUP_NOT_VERIFIED, DATABASE_DAMAGED, STORAGE_FAILED).
    """
    fresh = file.with_name(f"{file.name}.part")
    try:
        with database.reading() as connection, refusals(file.parent):
            expected = _contents(connection)
            _copy(connection, fresh, key, report)
        report(Progress(Part.CHECKING))
        if not _holds(fresh, key, expected):
            raise Refused(ErrorCode.BACKUP_NOT_VERIFIED, {"folder": str(file.parent)})
        with refusals(file.parent):
            move_into_place(fresh, file)
    finally:
        remove(fresh)


def _copy(connection: Connection, fresh: Path, key: bytes, report: Report) -> None:
    source: Any = connection.connection.driver_connection
    target = connect(fresh, key, alone=True)
    # Written once, and flushed whole before it has its name: a log would need the room twice.
    for setting in ("journal_mode = OFF", "synchronous = OFF"):
        target.execute(f"PRAGMA {setting}").fetchall()

    def went(_status: int, left: int, of: int) -> None:
        report(Progress(Part.COPYING, of - left, of))

    try:
        source.backup(target, pages=_PAGES, progress=went)
        target.execute(f"PRAGMA user_version = {COPY}")
    finally:
        target.close()


def _holds(fresh: Path, key: bytes, expected: Contents) -> bool:
    # As it will be read: the file alone, without a log that did not come home.
    copy = Database(open_to_read(fresh, key), fresh.parent)
    try:
        with copy.driver() as driver:
            if any(file_problems(driver, fresh, key)):
                return False
        with copy.reading() as connection:
            return _contents(connection) == expected
    finally:
        copy.close()


def _contents(connection: Connection) -> Contents:
    # Of the tables that it has: one that is about to be migrated lacks some of today's.
    names = inspect(connection).get_table_names()
    rows = {
        name: connection.execute(select(func.count()).select_from(table(name))).scalar_one()
        for name in names
    }
    return rows, read_heads(connection)
