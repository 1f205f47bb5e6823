"""What failures of the database mean to a person: refusals, without any of the values at stake."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError

from charting.domain.errors import ErrorCode, Refused

_CODES = {
    sqlcipher3.SQLITE_BUSY: ErrorCode.DATABASE_BUSY,
    sqlcipher3.SQLITE_LOCKED: ErrorCode.DATABASE_BUSY,
    sqlcipher3.SQLITE_PROTOCOL: ErrorCode.DATABASE_BUSY,
    sqlcipher3.SQLITE_FULL: ErrorCode.DISK_FULL,
    sqlcipher3.SQLITE_IOERR: ErrorCode.STORAGE_FAILED,
    sqlcipher3.SQLITE_CORRUPT: ErrorCode.DATABASE_DAMAGED,
    sqlcipher3.SQLITE_NOTADB: ErrorCode.DATABASE_DAMAGED,
    sqlcipher3.SQLITE_PERM: ErrorCode.FOLDER_NOT_WRITABLE,
    sqlcipher3.SQLITE_READONLY: ErrorCode.FOLDER_NOT_WRITABLE,
    sqlcipher3.SQLITE_CANTOPEN: ErrorCode.FOLDER_NOT_WRITABLE,
}

_FILE_CODES = {
    errno.ENOSPC: ErrorCode.DISK_FULL,
    errno.EDQUOT: ErrorCode.DISK_FULL,
    errno.EIO: ErrorCode.STORAGE_FAILED,
}

# What the driver tells without a number where a copy is made (sqlite3ErrStr).
_WORDS = {
    "database or disk is full": sqlcipher3.SQLITE_FULL,
    "disk I/O error": sqlcipher3.SQLITE_IOERR,
    "database is locked": sqlcipher3.SQLITE_BUSY,
    "database table is locked": sqlcipher3.SQLITE_LOCKED,
    "database disk image is malformed": sqlcipher3.SQLITE_CORRUPT,
    "file is not a database": sqlcipher3.SQLITE_NOTADB,
    "unable to open database file": sqlcipher3.SQLITE_CANTOPEN,
    "attempt to write a readonly database": sqlcipher3.SQLITE_READONLY,
}

# PostgreSQL, appendix A: the first two characters name the class.
_SERVER_CODES = {
    "53100": ErrorCode.CLINIC_DISK_FULL,
    "42501": ErrorCode.CLINIC_NOT_PERMITTED,
    "40001": ErrorCode.DATABASE_BUSY,
    "40P01": ErrorCode.DATABASE_BUSY,
    "55P03": ErrorCode.DATABASE_BUSY,
    "XX001": ErrorCode.DATABASE_DAMAGED,
    "XX002": ErrorCode.DATABASE_DAMAGED,
}
_SERVER_GONE = ("08", "53", "57", "58")

_ROOM = 1024 * 1024


@contextmanager
def refusals(folder: Path) -> Iterator[None]:
    """Turn what a person can mend into `Refused`; a broken constraint is a bug and propagates.

    The refusal has no cause attached: a database's exception may hold a patient's words.
    """
    refused = None
    try:
        yield
    except (DBAPIError, sqlcipher3.Error, OSError) as problem:
        code = _meaning(problem, folder)
        if code is None:
            raise
        refused = Refused(code, {"folder": str(folder)})
    if refused is not None:
        raise refused


def _meaning(problem: Exception, folder: Path) -> ErrorCode | None:
    if isinstance(problem, OSError):
        return _FILE_CODES.get(problem.errno or 0, ErrorCode.FOLDER_NOT_WRITABLE)
    if isinstance(problem, IntegrityError | sqlcipher3.IntegrityError):
        return None
    cause = problem.orig if isinstance(problem, DBAPIError) else problem
    number = getattr(cause, "sqlite_errorcode", None)
    if number is None and isinstance(cause, sqlcipher3.Error):
        number = _WORDS.get(str(cause))
    if number is None:
        return server_meaning(cause) if _is_servers(cause) else _untold(problem)
    code = _CODES.get(number & 0xFF)
    if code is ErrorCode.STORAGE_FAILED and shutil.disk_usage(folder).free < _ROOM:
        return ErrorCode.DISK_FULL
    return code


def server_meaning(problem: BaseException | None) -> ErrorCode | None:
    """What a failure of a server's driver means, `None` where it is a bug."""
    state = getattr(problem, "sqlstate", None)
    if state is None:
        # Nothing was answered: the way there is cut, or the server was stopped.
        lost = type(problem).__name__ in ("OperationalError", "InterfaceError")
        return ErrorCode.CLINIC_GONE if lost else None
    if state in _SERVER_CODES:
        return _SERVER_CODES[state]
    return ErrorCode.CLINIC_GONE if state[:2] in _SERVER_GONE else None


def _is_servers(problem: BaseException | None) -> bool:
    # Few have that driver: it is known by its name.
    return type(problem).__module__.partition(".")[0] == "psycopg"


def _untold(problem: Exception) -> ErrorCode | None:
    lost = isinstance(problem, OperationalError | InterfaceError)
    return ErrorCode.STORAGE_FAILED if lost else None
