"""Files that are whole or not there, also after a power cut: written aside, flushed, renamed."""

import os
import sys
import tempfile
from pathlib import Path

if sys.platform == "darwin":
    import fcntl


def write_whole(file: Path, data: bytes) -> None:
    """Put `data` into `file`, readable by its owner only; a file of that name is replaced at once.

    Raises `OSError`; the file is then as it was.
    """
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            _flush(stream.fileno())
        fresh.replace(file)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    flush_folder(file.parent)


def move_into_place(fresh: Path, file: Path) -> None:
    """Flush `fresh` to the disk and give it the name `file`, for good.

    Raises `OSError`.
    """
    flush_file(fresh)
    fresh.replace(file)
    flush_folder(file.parent)


def write_on(file: Path, at: int, data: bytes) -> None:
    """Put `data` into the file at the offset `at`, in the place of all that stands from there on,
    for good. Raises `OSError`; what stands before is then as it was.
    """
    with file.open("rb+") as stream:
        stream.truncate(at)
        stream.seek(at)
        stream.write(data)
        stream.flush()
        _flush(stream.fileno())


def flush_file(file: Path) -> None:
    """Flush what was written to `file` to the disk. Raises `OSError`."""
    with file.open("rb+") as stream:
        _flush(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Make the names in `folder` last; Windows does so by itself and lets no folder be opened."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _flush(handle)
    finally:
        os.close(handle)


def _flush(handle: int) -> None:
    # On macOS fsync leaves the data in the drive's own cache.
    if sys.platform == "darwin":
        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)
