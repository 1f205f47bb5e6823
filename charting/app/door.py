"""The way into the practice folders of this machine."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

from charting.domain.errors import ErrorCode, Refused
from charting.i18n import _
from charting.ui.unlock.model import Country, Form

if TYPE_CHECKING:
    from charting.services.ports import Clock
    from charting.services.practices import OpenPractice, Practices

LOCK_NAME = "window.lock"


class FolderDoor:
    """The way into practice folders; loads what it needs when it is first used, on the lane.

    `practices` and `clock` stand for those of this machine.
    """

    def __init__(self, practices: "Practices | None" = None, clock: "Clock | None" = None) -> None:
        self._practices = practices
        self._clock = clock
        self._lock: QLockFile | None = None

    def clock(self) -> "Clock":
        """The clock of this machine."""
        if self._clock is None:
            from charting.system import SystemClock

            self._clock = SystemClock()
        return self._clock

    def wall(self) -> float:
        """Seconds by the clock on the wall."""
        from charting.system import wall_seconds

        return wall_seconds()

    def steady(self) -> float:
        """Seconds by a clock that nobody sets."""
        from charting.system import steady_seconds

        return steady_seconds()

    def practices(self) -> "Practices":
        """The practices of this machine, by its clock."""
        if self._practices is None:
            self._practices = self.practices_by(self.clock())
        return self._practices

    def practices_by(self, clock: "Clock") -> "Practices":
        """The practices of this machine, by another clock."""
        from charting.services.practices import Practices
        from charting.storage.store import SqlStore
        from charting.system import TimeOrderedIds
        from charting.vault.slots import SlotVault

        return Practices(SlotVault(), SqlStore(), clock, TimeOrderedIds())

    def holds_practice(self, folder: Path) -> bool:
        """Whether there is a practice in `folder`, whole or in part."""
        return self.practices().exists(folder)

    def open(self, folder: Path, passphrase: str) -> "OpenPractice":
        """Unlock a practice that no other window has open. Raises `Refused`."""
        practices = self.practices()
        if not practices.exists(folder):
            raise Refused(ErrorCode.NO_PRACTICE, {"folder": str(folder)})
        self._take_lock(folder)
        try:
            return practices.open(folder, passphrase)
        except BaseException:
            self.let_go()
            raise

    def create(self, folder: Path, form: Form, passphrase: str) -> "OpenPractice":
        """Set up a practice. Raises `Refused`."""
        from charting.services.practices import NewPractice

        practice = self.practices().create(folder, NewPractice(**form._asdict()), passphrase)
        self._take_lock(folder)
        return practice

    def countries(self) -> tuple[Country, ...]:
        """The countries that can be chosen, by name."""
        from charting import content

        table = content.vocabulary("countries")["countries"]
        known = (Country(code, c["name"], c["emergency"], c["paper"]) for code, c in table.items())
        return tuple(sorted(known, key=lambda country: _(country.name)))

    def sentence(self, refused: Refused) -> str:
        """What to tell the person."""
        from charting.wording import sentence

        return sentence(refused)

    def let_go(self) -> None:
        """Let another window open the practice."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _take_lock(self, folder: Path) -> None:
        if self._lock is not None:
            # Ours still: the window is covered, and not closed.
            return
        lock = QLockFile(str(folder / LOCK_NAME))
        # Only the end of the process that holds it makes a lock stale, never its age.
        lock.setStaleLockTime(0)
        if not lock.tryLock(0) and lock.error() is QLockFile.LockError.LockFailedError:
            raise Refused(ErrorCode.ALREADY_OPEN)
        self._lock = lock
