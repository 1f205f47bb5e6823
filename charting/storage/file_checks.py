"""What a database file's own checks find wrong, in the database's words."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import sqlcipher3

from charting.storage.engine import begins_as_ours

_QUICK = ("quick_check", "foreign_key_check")
_CHECKS = ("cipher_integrity_check", "integrity_check", "foreign_key_check")


def file_problems(connection: Any, file: Path, key: bytes) -> Iterator[str]:  # noqa: ANN401
    """The problems of `file`, encrypted by `key`, behind a driver's `connection` in no transaction.

    A page that cannot be read is one of them, and keeps no other check from being made.
    """
    if not begins_as_ours(file, key):
        yield "the first bytes of the file were changed"
    yield from _found_by(connection, _CHECKS)


def quick_file_problems(connection: Any) -> Iterator[str]:  # noqa: ANN401
    """The problems of the pages in use, each of which is authenticated as it is read, in a
    transaction of its own that keeps nobody from storing.
    """
    yield from _found_by(connection, _QUICK)


def _found_by(connection: Any, checks: Iterable[str]) -> Iterator[str]:  # noqa: ANN401
    for check in checks:
        try:
            for found in connection.execute(f"PRAGMA {check}").fetchall():
                if found != ("ok",):
                    yield f"{check}: {', '.join(str(part) for part in found)}"
        except sqlcipher3.DatabaseError as unreadable:
            yield f"{check}: {unreadable}"
