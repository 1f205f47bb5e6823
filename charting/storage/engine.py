"""The SQLCipher file of a practice: how its connections are keyed, set up and begin to write."""

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlcipher3 import dbapi2

from charting.storage.database import WRITING

NAME = "practice.db"
SALT_BYTES = 16
PLAIN_HEADER = b"SQLite format 3\x00"

COPY = 1
"""What a copy has for its `user_version`, until somebody goes on from it as from a practice."""

_PATIENCE_MS = 5_000
# The log is brought home when nobody waits (`Records.tidy`); this is for who never does: 4 MB.
_LOG_PAGES = 1_000

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    # 16 MB; reading a page anew means to decrypt it.
    "PRAGMA cache_size = -16384",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA cell_size_check = ON",
    "PRAGMA journal_mode = WAL",
    # With NORMAL a power cut loses what was already answered as stored.
    "PRAGMA synchronous = FULL",
    f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}",
)
_SETTINGS_ON_MACOS = ("PRAGMA fullfsync = ON", "PRAGMA checkpoint_fullfsync = ON")


def salt(key: bytes) -> bytes:
    """The 16 bytes with which a file encrypted by `key` begins; they tell whose file it is."""
    return hashlib.sha256(b"dry-needling-charting database\x00" + key).digest()[:SALT_BYTES]


def begins_as_ours(file: Path, key: bytes) -> bool:
    """Whether `file` begins as one that is encrypted by `key` does."""
    with file.open("rb") as stream:
        return stream.read(SALT_BYTES) == salt(key)


def connect(file: Path, key: bytes, *, alone: bool = False, patience_ms: int = _PATIENCE_MS) -> Any:  # noqa: ANN401
    """A driver's connection to the encrypted `file`, made if it is not there; one that is `alone`
    with it needs no memory shared with others, and so works on any disk. It waits `patience_ms` for
    the lock of somebody else.

    Raises `RuntimeError` where the driver does not encrypt, and the driver's own errors.
    """
    connection = dbapi2.connect(file, isolation_level=None, check_same_thread=False)
    try:
        # Else a wrong key is told to everybody on the error stream.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}{salt(key).hex()}'\"")
        _assert_encrypting(connection)
        connection.execute(f"PRAGMA busy_timeout = {patience_ms}")
        if alone:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        for setting in _SETTINGS + (_SETTINGS_ON_MACOS if sys.platform == "darwin" else ()):
            connection.execute(setting)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_read(file: Path, key: bytes) -> Any:  # noqa: ANN401
    """A connection to a database that nobody has open, which never writes to it nor beside it; it
    may lie where nothing can be written. Raises what `connect` raises.
    """
    where = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    connection = dbapi2.connect(where, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}{salt(key).hex()}'\"")
        _assert_encrypting(connection)
        for setting in ("temp_store = MEMORY", "trusted_schema = OFF", "query_only = ON"):
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def change_key(file: Path, old: bytes, new: bytes) -> None:
    """Encrypt the closed database `file` anew, in one transaction: after a crash it opens by one of
    the two keys.

    Raises `BlockingIOError` while somebody else has it open, and the driver's own errors.
    """
    connection = connect(file, old, alone=True)
    try:
        # The log is kept empty, so that the new pages are all that stands in it.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute(f"PRAGMA rekey = \"x'{new.hex()}{salt(new).hex()}'\"")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def is_free(file: Path, key: bytes) -> bool:
    """Whether nobody has the database open; its log is brought home then."""
    try:
        connection = connect(file, key, alone=True, patience_ms=0)
    except dbapi2.OperationalError:
        return False
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except dbapi2.OperationalError:
        return False
    finally:
        connection.close()
    return True


def opens(file: Path, key: bytes) -> bool:
    """Whether `key` opens the database."""
    try:
        connect(file, key).close()
    except dbapi2.DatabaseError:
        return False
    return True


def remove(file: Path) -> None:
    """Take a closed database file away, with what belongs to it; it need not be there."""
    for suffix in ("", "-wal", "-shm"):
        file.with_name(f"{file.name}{suffix}").unlink(missing_ok=True)


def _assert_encrypting(connection: Any) -> None:  # noqa: ANN401
    # The standard driver takes a key without a word, and writes everything in the clear.
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise RuntimeError("the database driver does not encrypt")


def open_engine(file: Path, key: bytes, *, alone: bool = False) -> Engine:
    """An engine whose connections are keyed; its transactions take the write lock as they begin,
    where they are going to write, so that none fails half-way for another's sake.
    """
    return _engine(lambda: connect(file, key, alone=alone), 0 if alone else 9)


def open_to_read(file: Path, key: bytes) -> Engine:
    """An engine on a closed database that is read and never written."""
    return _engine(lambda: connect_to_read(file, key), 0)


def _engine(creator: Callable[[], Any], more: int) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=creator,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=more,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    driver = connection.connection.dbapi_connection
    driver.cursor().execute("BEGIN IMMEDIATE" if writing else "BEGIN")  # type: ignore[union-attr]
