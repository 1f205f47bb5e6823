"""Tries that did not open the practice: their times, in a small file beside the keys.

A closed database takes nothing; the next who unlocks it brings the times into the trail. Whoever
can write the folder can also take this file away: it tells honest people, it keeps nobody out.
"""

import contextlib
import os
from pathlib import Path

NAME = "practice.tries"

# Beyond these it is only known that there were more.
_MOST = 1000
_LONGEST_LINE = 20


def note_failure(folder: Path, utc: int) -> None:
    """Note the moment, in UTC microseconds; a folder that cannot be written keeps nothing."""
    with contextlib.suppress(OSError):
        file = os.open(folder / NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            if os.fstat(file).st_size < _MOST * _LONGEST_LINE:
                os.write(file, f"{utc}\n".encode("ascii"))
        finally:
            os.close(file)


def failures(folder: Path) -> tuple[int, ...]:
    """The moments noted, in the order they were; what is no number is passed over."""
    try:
        lines = (folder / NAME).read_bytes().splitlines()
    except OSError:
        return ()
    return tuple(int(line) for line in lines[: 2 * _MOST] if line.isdigit() and len(line) < 18)


def forget_failures(folder: Path) -> None:
    """Forget them, once they stand in the trail."""
    with contextlib.suppress(OSError):
        (folder / NAME).unlink()
