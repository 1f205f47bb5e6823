"""One window for a practice: a further start hands over what it was to open, and ends.

No socket is opened for it. A note with a path and nothing else lies for a moment in a folder that
is the user's own, and the window that holds the lock of that folder takes it away.
"""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import (
    QCryptographicHash,
    QDeadlineTimer,
    QFileSystemWatcher,
    QLockFile,
)

_NOTE, _UNFINISHED = ".note", ".new"
# The longest path of any system, in bytes, and some more.
_MOST_BYTES = 40_000
_PATIENCE_MS, _LOOK_MS = 5_000, 20


class SameWindow:
    """What the starts on the practice in one folder have in common."""

    def __init__(self, places: Path, practice: Path) -> None:
        """Each practice has a folder of its own in `places`."""
        named = os.fsencode(os.path.normcase(os.path.realpath(practice)))
        # Python's own module for it takes the start longer.
        hashed = QCryptographicHash.hash(named, QCryptographicHash.Algorithm.Sha256)
        self._folder = places / hashed.toHex().toStdString()[:24]
        self._lock = QLockFile(str(self._folder / "lock"))
        # Only the end of the process that holds it makes a lock stale, never its age.
        self._lock.setStaleLockTime(0)
        self._watcher: QFileSystemWatcher | None = None

    def is_elsewhere(self) -> bool:
        """Whether another window has the practice. If none has it is ours from now on; where the
        folder is not ours alone nothing is handed over, and each start has its own window.
        """
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            private = _is_private(self._folder.lstat())
        except OSError:
            return False
        return (
            private
            and not self._lock.tryLock(0)
            and self._lock.error() is QLockFile.LockError.LockFailedError
        )

    def hand(self, file: Path | None) -> bool:
        """Let the other window open `file`, or come forward; whether it has taken the note.

        It is given five seconds; after that the note is withdrawn.
        """
        note = self._folder / f"{os.urandom(8).hex()}{_NOTE}"
        fresh = note.with_suffix(_UNFINISHED)
        try:
            fresh.write_bytes(os.fsencode(file.absolute()) if file is not None else b"")
            fresh.replace(note)
            patience = QDeadlineTimer(_PATIENCE_MS)
            while note.exists():
                if patience.hasExpired():
                    note.unlink()
                    return False
                QtCore.QThread.msleep(_LOOK_MS)
        except FileNotFoundError:
            # Taken in the last moment.
            return True
        except OSError:
            return False
        return True

    def listen(self, take: Callable[[Path | None], None]) -> None:
        """Take the notes of other starts from now on, and those that wait: each tells `take` the
        file that it names, or `None` where the window is only asked for.
        """
        if not self._lock.isLocked():
            return
        self._watcher = QFileSystemWatcher([str(self._folder)])
        self._watcher.directoryChanged.connect(lambda _folder: self._take_all(take))
        self._take_all(take)

    def end(self) -> None:
        """Let another start have the window."""
        self._watcher = None
        self._lock.unlock()

    def _take_all(self, take: Callable[[Path | None], None]) -> None:
        for note in sorted(self._folder.glob(f"*{_NOTE}")):
            said = _taken(note)
            if said == b"":
                take(None)
            elif said is not None and len(said) <= _MOST_BYTES and b"\0" not in said:
                file = Path(os.fsdecode(said))
                if file.is_absolute():
                    take(file)


def _taken(note: Path) -> bytes | None:
    """What a note says, once it is taken away; `None` where it is gone, or is not this user's."""
    # What is no file, or leads elsewhere, is neither followed nor waited for.
    how = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with os.fdopen(os.open(note, how), "rb") as stream:
            facts = os.fstat(stream.fileno())
            ours = stat.S_ISREG(facts.st_mode) and _is_private(facts)
            said = stream.read(_MOST_BYTES + 1) if ours else None
        note.unlink()
    except OSError:
        return None
    return said


def _is_private(facts: os.stat_result) -> bool:
    """Whether a file or folder is this user's, and nobody else's to write in."""
    if sys.platform == "win32":
        # What lies in the user's own folder is guarded by its access list.
        return True
    return facts.st_uid == os.getuid() and not facts.st_mode & 0o077
