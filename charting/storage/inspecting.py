"""A backup looked into where it lies: nothing is written to it, migrated or put beside it."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, select
from sqlcipher3 import dbapi2

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PracticeId
from charting.domain.moment import Moment
from charting.services.stores import Inspected
from charting.storage.contents import read_heads
from charting.storage.database import Database
from charting.storage.engine import NAME, begins_as_ours, connect_to_read, open_to_read
from charting.storage.failures import refusals
from charting.storage.file_checks import file_problems
from charting.storage.rows.columns import moment_of
from charting.storage.tables import audit, practices

_LAST = select(audit.c.at_utc, audit.c.at_zone, audit.c.at_day).order_by(audit.c.id.desc()).limit(1)


def inspect(folder: Path, keys: Sequence[bytes]) -> Inspected:
    """What the database of a backup folder holds, opened by the first of `keys` that fits.

    Raises `Refused`: NO_PRACTICE where there is none; DATABASE_FOREIGN where no key opens it;
    DATABASE_BUSY where a log beside it shows that it is, or was, open.
    """
    file, facts = folder / NAME, {"folder": str(folder)}
    if not file.exists():
        raise Refused(ErrorCode.NO_PRACTICE, facts)
    log = file.with_name(f"{NAME}-wal")
    with refusals(folder):
        if log.exists() and log.stat().st_size:
            raise Refused(ErrorCode.DATABASE_BUSY, facts)
        key = next((each for each in keys if _opens(file, each)), None)
    if key is None:
        raise Refused(ErrorCode.DATABASE_FOREIGN, facts)
    return _looked_into(file, key)


def _opens(file: Path, key: bytes) -> bool:
    """Whether it is the key of the file, however damaged that is."""
    if begins_as_ours(file, key):
        return True
    try:
        connect_to_read(file, key).close()
    except dbapi2.DatabaseError:
        return False
    return True


def _looked_into(file: Path, key: bytes) -> Inspected:
    database = Database(open_to_read(file, key), file.parent)
    try:
        with database.driver() as driver:
            problems = tuple(file_problems(driver, file, key))
        if problems:
            return Inspected(None, problems, (), None)
        with database.reading() as connection:
            return Inspected(_practice(connection), (), read_heads(connection), _latest(connection))
    finally:
        database.close()


def _practice(connection: Connection) -> PracticeId | None:
    stored = connection.execute(select(practices.c.id)).scalar()
    return None if stored is None else PracticeId(UUID(bytes=stored))


def _latest(connection: Connection) -> Moment | None:
    row = connection.execute(_LAST).first()
    return None if row is None else moment_of(*row)
