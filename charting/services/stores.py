"""Where a practice folder's database is made and opened, as a protocol."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from charting.domain.audit import ChainHead
from charting.domain.ids import PracticeId
from charting.domain.moment import Moment
from charting.services.clinics import ClinicServers
from charting.services.ports import Records
from charting.services.vaults import Login


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a backup holds: whose it is, what its own checks find wrong in the database's words,
    where each chain ends in it, and when its last entry was made. Where something is wrong, the
    rest is not read.
    """

    practice_id: PracticeId | None
    problems: tuple[str, ...]
    heads: tuple[ChainHead, ...]
    latest: Moment | None


class Store(Protocol):
    """Makes and opens the database of a practice folder."""

    def exists(self, folder: Path) -> bool:
        """Whether the folder holds a database."""

    def check_place(self, folder: Path) -> None:
        """Raises `Refused` (FOLDER_NOT_WRITABLE, FOLDER_ON_NETWORK, FOLDER_SYNCED)."""

    def create(self, folder: Path, key: bytes) -> Records:
        """Make the empty database, encrypted with the 32-byte data `key`."""

    def discard(self, folder: Path) -> None:
        """Take the database of a practice away that came to nothing; it is closed."""

    def opens(self, folder: Path, key: bytes) -> bool:
        """Whether this data key opens the database."""

    def clinics(self) -> ClinicServers:
        """What sets clinics up. Raises `Refused` (CLINIC_DRIVER_MISSING)."""

    def settle(self, folder: Path, day: str) -> Path | None:
        """Where the record has moved to a server, take the database of before out of the way, which
        nobody has open; where it is kept since that day, `None` where there is nothing to do.
        Raises `Refused` (FOLDER_NOT_WRITABLE).
        """

    def inspect(self, folder: Path, keys: Sequence[bytes]) -> Inspected:
        """What a backup holds, opened by the first of `keys` that fits; nothing is written.

        Raises `Refused` (NO_PRACTICE, DATABASE_FOREIGN, DATABASE_BUSY, ...).
        """

    def open(self, folder: Path, key: bytes, login: Login | None = None) -> Records:
        """Open the database, migrating it where it is older (after a copy was made); that of a
        clinic as the holder of the `login`.

        Raises `Refused` (NO_PRACTICE, DATABASE_DAMAGED, DATABASE_FOREIGN, DATABASE_NEWER,
        DATABASE_NOT_ENCRYPTED, DATABASE_BUSY; of a clinic what is wrong with its server).
        """
