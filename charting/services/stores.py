"""Where a practice folder's database is made and opened, as a protocol."""

from pathlib import Path
from typing import Protocol

from charting.services.ports import Records


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

    def open(self, folder: Path, key: bytes) -> Records:
        """Open the database, migrating it where it is older (after a copy was made).

        Raises `Refused` (NO_PRACTICE, DATABASE_DAMAGED, DATABASE_FOREIGN, DATABASE_NEWER,
        DATABASE_NOT_ENCRYPTED, DATABASE_BUSY).
        """
