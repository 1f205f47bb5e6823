"""The way into the practice folders of this machine."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

from charting.domain.errors import ErrorCode, Refused
from charting.i18n import _
from charting.ui.unlock.model import Country, Form

if TYPE_CHECKING:
    from charting.domain.ids import PractitionerId
    from charting.services.ports import Clock
    from charting.services.practices import OpenPractice, Practices
    from charting.services.rescue import Good, Rescues

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

    def open(
        self, folder: Path, passphrase: str, holder: "PractitionerId | None" = None
    ) -> "OpenPractice":
        """Unlock a practice that no other window has open. Raises `Refused`."""
        from charting.clinic_map import clinic_map

        with self._alone(folder) as practices:
            practice = practices.open(folder, passphrase, holder)
        clinic_map(folder)  # read here, on the lane, and not under a hand
        return practice

    def recover(self, folder: Path, typed: str, passphrase: str, again: str) -> "OpenPractice":
        """Unlock a practice by a recovery key. Raises `Refused`."""
        with self._alone(folder) as practices:
            return practices.recover(folder, typed, passphrase, again)

    def find_good(self, folder: Path, passphrase: str) -> "tuple[Good, str]":
        """The newest good backup of a practice that does not open, and what it would bring back.
        Raises `Refused`.
        """
        from charting.wording.backups import rescue_words

        good = self._rescues().newest_good(folder, passphrase)
        return good, rescue_words(good.until, self.clock().now(), "")

    def read(self, folder: Path, good: "Good", passphrase: str) -> "OpenPractice":
        """Open a copy of it, in which nothing is stored. Raises `Refused`."""
        with self._alone(folder) as practices:
            return practices.read(self._rescues().laid_aside(folder, good), passphrase)

    def put_back(self, folder: Path, good: "Good") -> None:
        """Put it in the place of the practice. Raises `Refused`."""
        with self._alone(folder):
            self._rescues().put_back(folder, good, self.clock().now().utc)

    def _rescues(self) -> "Rescues":
        return self.practices().rescues()

    def strength(self, passphrase: str, expected: Sequence[str]) -> int:
        """How hard a passphrase is to guess, 0 to 4."""
        return self.practices().strength(passphrase, expected)

    def create(self, folder: Path, form: Form, passphrase: str) -> "OpenPractice":
        """Set up a practice. Raises `Refused`."""
        from charting.services.practices import NewPractice

        practice = self.practices().create(folder, NewPractice(**form._asdict()), passphrase)
        self._take_lock(folder)
        return practice

    def join(self, folder: Path, card: Path) -> None:
        """Let a new practice folder lead to the clinic of a card. Raises `Refused`."""
        from charting.named_files import load
        from charting.services.clinic_setup import LARGEST_CARD

        self.practices().clinics().join(folder, load(card, LARGEST_CARD))

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

    @contextmanager
    def _alone(self, folder: Path) -> Iterator["Practices"]:
        """The practices, while no other window may open `folder`; kept so where it is opened."""
        practices, held = self.practices(), self._lock is not None
        if not practices.exists(folder):
            raise Refused(ErrorCode.NO_PRACTICE, {"folder": str(folder)})
        self._take_lock(folder)
        try:
            yield practices
        except BaseException:
            # A wrong passphrase at a window that is only covered leaves its practice its own.
            if not held:
                self.let_go()
            raise

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
