"""A copy of an open database: complete, encrypted by the same key, checked before it is named."""

import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, inspect, select, table

from charting.domain.errors import ErrorCode, Refused
from charting.durable import flush_folder, move_into_place
from charting.services.ports import ChainHead
from charting.storage.contents import read_heads
from charting.storage.database import Database
from charting.storage.engine import COPY, NAME, connect, open_engine, remove
from charting.storage.failures import refusals
from charting.storage.file_checks import file_problems

Contents = tuple[dict[str, int], tuple[ChainHead, ...]]


def copy_into(database: Database, key: bytes, target: Path) -> None:
    """Write the copy into the new folder `target`; where it fails, that folder is not left behind.

    Raises `Refused` (BACKUP_TARGET_EXISTS, and what `write_copy` refuses).
    """
    if target.exists():
        raise Refused(ErrorCode.BACKUP_TARGET_EXISTS, {"folder": str(target)})
    with refusals(target):
        target.mkdir(mode=0o700, parents=True)
    try:
        write_copy(database, key, target / NAME)
        with refusals(target):
            flush_folder(target.parent)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise


def write_copy(database: Database, key: bytes, file: Path) -> None:
    """Write a verified copy of the database to `file`, which has that name only once it is whole.

    Raises `Refused` (FOLDER_NOT_WRITABLE, DISK_FULL, BACKUP_NOT_VERIFIED, DATABASE_DAMAGED,
    STORAGE_FAILED).
    """
    fresh = file.with_name(f"{file.name}.part")
    try:
        with database.reading() as connection, refusals(file.parent):
            expected = _contents(connection)
            _copy(connection, fresh, key)
        if not _holds(fresh, key, expected):
            raise Refused(ErrorCode.BACKUP_NOT_VERIFIED, {"folder": str(file.parent)})
        with refusals(file.parent):
            move_into_place(fresh, file)
    finally:
        remove(fresh)


def _copy(connection: Connection, fresh: Path, key: bytes) -> None:
    source: Any = connection.connection.driver_connection
    target = connect(fresh, key, alone=True)
    try:
        source.backup(target)
        target.execute(f"PRAGMA user_version = {COPY}")
    finally:
        target.close()


def _holds(fresh: Path, key: bytes, expected: Contents) -> bool:
    engine = open_engine(fresh, key, alone=True)
    copy = Database(engine, fresh.parent)
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
