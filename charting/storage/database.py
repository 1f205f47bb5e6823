"""An open database: connections that read one state, and transactions that write all or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from charting.domain.errors import ErrorCode, Refused
from charting.storage.failures import refusals

WRITING = "writing"
"""The execution option that marks a transaction as one that is going to write."""


class Database:
    """The database of a practice; `folder` is named where it fails, `reading` the isolation level
    that a read needs to see one state throughout, where the database does not give it anyway.
    """

    def __init__(self, engine: Engine, folder: Path, *, reading: str | None = None) -> None:
        self.engine = engine
        self.folder = folder
        self._reader = engine.execution_options(isolation_level=reading) if reading else engine
        self._writer = engine.execution_options(**{WRITING: True})
        self.is_damaged = False
        """Whether it is only read any more."""
        self.is_to_read = False
        """Whether nothing but the trail of who read it is written."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection on which every statement sees the same state.

        Raises `Refused` for what a person can mend.
        """
        with refusals(self.folder), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self, *, is_trail: bool = False) -> Iterator[Connection]:
        """A transaction, kept when the block ends and undone when it raises.

        Raises `Refused` (DATABASE_BUSY, DISK_FULL, STORAGE_FAILED, ...); nothing is kept then. A
        damaged database is not written to (DATABASE_DAMAGED), nor one that is only to be read, but
        for the trail (ONLY_TO_READ).
        """
        with self.storing(is_trail=is_trail), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def storing(self, *, is_trail: bool = False) -> Iterator[None]:
        """What `writing` refuses, for whoever keeps a transaction of their own."""
        if self.is_to_read and not is_trail:
            raise Refused(ErrorCode.ONLY_TO_READ)
        if self.is_damaged:
            raise Refused(ErrorCode.DATABASE_DAMAGED, {"folder": str(self.folder)})
        with refusals(self.folder):
            yield

    @contextmanager
    def driver(self) -> Iterator[Any]:
        """The driver's own connection in no transaction, for what is said in no SQL.

        Raises `Refused` for what a person can mend.
        """
        with refusals(self.folder):
            connection = self.engine.raw_connection()
            try:
                yield connection.driver_connection
            finally:
                connection.close()

    def go_on_with(self, engine: Engine) -> None:
        """Close all connections, and take those of another engine from now on."""
        self.engine.dispose()
        self.engine = self._reader = engine
        self._writer = engine.execution_options(**{WRITING: True})

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()
