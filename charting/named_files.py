"""Files that a person names: written whole or not at all, and read as far as they can be ours."""

import os
from pathlib import Path

from charting.domain.errors import ErrorCode, Refused
from charting.durable import write_whole


def save(file: Path, data: bytes, *, replace: bool = False) -> None:
    """Write `data` to `file`, readable by its owner only.

    Raises `Refused` (FILE_EXISTS unless it may `replace` one; FILE_NOT_WRITABLE).
    """
    require_free(file, replace=replace)
    try:
        write_whole(file, data)
    except (OSError, ValueError):
        raise Refused(ErrorCode.FILE_NOT_WRITABLE, {"file": str(file)}) from None


def require_free(file: Path, *, replace: bool = False) -> None:
    """Raises `Refused` (FILE_EXISTS) where a file would be lost that it may not `replace`."""
    # What is no file is never replaced: a folder, or a device such as /dev/null.
    if os.path.lexists(file) and not (replace and file.is_file()):
        raise Refused(ErrorCode.FILE_EXISTS, {"file": str(file)})


def load(file: Path, most: int) -> bytes:
    """What is in `file`, at most one byte more than `most`.

    Raises `Refused` (FILE_UNREADABLE).
    """
    try:
        # Opening a pipe would wait for whoever writes into it.
        if file.is_file():
            with file.open("rb") as stream:
                return stream.read(most + 1)
    except (OSError, ValueError):
        pass
    raise Refused(ErrorCode.FILE_UNREADABLE, {"file": str(file)})
