"""Where a practice folder's database is made and opened, as a protocol."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from charting.domain.audit import ChainHead
from charting.domain.ids import PracticeId
from charting.domain.moment import Moment
from charting.services.ports import Records


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

    def inspect(self, folder: Path, keys: Sequence[bytes]) -> Inspected:
        """What a backup holds, opened by the first of `keys` that fits; nothing is written.

        Raises `Refused` (NO_PRACTICE, DATABASE_FOREIGN, DATABASE_BUSY, ...).
        """

    def open(self, folder: Path, key: bytes) -> Records:
        """Open the database, migrating it where it is older (after a copy was made).

        Raises `Refused` (NO_PRACTICE, DATABASE_DAMAGED, DATABASE_FOREIGN, DATABASE_NEWER,
        DATABASE_NOT_ENCRYPTED, DATABASE_BUSY).
        """
