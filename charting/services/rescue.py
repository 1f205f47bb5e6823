"""A record that does not open any more: the newest good backup is found, read, and put in its
place.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from charting.backup_files import (
    PLACE,
    copy_whole,
    decide,
    failing,
    finish_restore,
    lying_in,
    make_ready,
    read_about,
)
from charting.domain.errors import ErrorCode, Refused
from charting.domain.moment import Moment
from charting.services.stores import Store
from charting.services.vaults import Unlocked, Vault

READ_ASIDE = ".read"
"""The folder, among the backups of a practice, in which one of them is read."""


@dataclass(frozen=True, slots=True)
class Good:
    """A backup that opens whole, and until when it goes."""

    folder: Path
    until: Moment | None


class Rescues:
    """Looks among the backups of a practice that does not open; nothing is written to its files."""

    def __init__(self, vault: Vault, store: Store) -> None:
        self._vault, self._store = vault, store

    def newest_good(self, folder: Path, passphrase: str) -> Good:
        """The newest backup, beside the record or in the second place, that this passphrase opens
        and whose own checks find nothing wrong.

        Raises `Refused` (NO_GOOD_BACKUP).
        """
        second = read_about(folder).second
        lying = [*lying_in(folder / PLACE), *(lying_in(Path(second)) if second else ())]
        for each in sorted(lying, reverse=True):
            good = self._looked_into(each.folder, passphrase)
            if good is not None:
                return good
        raise Refused(ErrorCode.NO_GOOD_BACKUP, {"number": len(lying)})

    def laid_aside(self, folder: Path, good: Good) -> Path:
        """Copy a backup to where it can be opened and read; neither it nor the record is touched.

        Raises `Refused` (NO_ROOM_FOR_BACKUP, BACKUP_NOT_VERIFIED, ...).
        """
        aside = folder / PLACE / READ_ASIDE
        with failing(folder / PLACE):
            (folder / PLACE).mkdir(mode=0o700, exist_ok=True)
            shutil.rmtree(aside, ignore_errors=True)
            copy_whole(good.folder, aside, lambda *_went: None)
        return aside

    def put_back(self, folder: Path, good: Good, utc: int) -> Path | None:
        """Put a backup in the place of the record, which nobody has open; where that is kept.

        Raises `Refused` (NO_ROOM_FOR_BACKUP, BACKUP_NOT_VERIFIED, FOLDER_NOT_WRITABLE).
        """
        decide(folder, make_ready(folder, good.folder, utc, lambda *_went: None))
        return finish_restore(folder)

    def _looked_into(self, backup: Path, passphrase: str) -> Good | None:
        try:
            unlocked = self._vault.unlock(backup, passphrase)
            found = self._store.inspect(backup, _keys(unlocked))
        except Refused:
            return None
        return None if found.problems else Good(backup, found.latest)


def _keys(unlocked: Unlocked) -> tuple[bytes, ...]:
    return tuple(filter(None, (unlocked.key, unlocked.next_key)))
