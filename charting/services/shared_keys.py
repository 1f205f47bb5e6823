"""One key file on all computers of a clinic: what somebody changes on one is soon on all."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from charting.domain.errors import Refused
from charting.services.ports import Records
from charting.services.vaults import Unlocked, Vault

T = TypeVar("T")


@dataclass(slots=True)
class KeysTogether:
    """The key file of a practice folder as the clinic has it; of a practice on one computer alone
    it is just that file. `unlocked` is what it opens for whoever is at work.
    """

    records: Records
    vault: Vault
    folder: Path
    unlocked: Unlocked

    def agree(self) -> None:
        """Take over what colleagues changed, and share what only this computer knows: the locks
        that somebody put on their own secret while nobody else could be told.

        Raises `Refused` (KEYS_DAMAGED, NO_LONGER_HERE, STALE_RECORD, CLINIC_GONE).
        """
        shared, kept = self.records.shared, self.records.here
        if shared is None or (kept is not None and kept.is_away):
            return
        latest, ours = shared.latest_keys(), self.vault.content(self.folder)
        if latest == ours:
            return
        known = shared.knows_keys(ours)
        now = self.vault.adopt(self.folder, latest, self.unlocked, own_locks=not known)
        if now.key != self.unlocked.key:
            self.records.change_key(now.key)
        self.unlocked = now
        if not known:
            shared.share_keys(self.vault.content(self.folder), latest)

    def change(self, do: Callable[[], T]) -> T:
        """Change the key file here, and share what came of it; or change nothing.

        Raises `Refused` (STALE_RECORD) where a colleague changed it just now.
        """
        shared = self.records.shared
        if shared is None:
            return do()
        self.agree()
        before = self.vault.content(self.folder)
        done = do()
        try:
            shared.share_keys(self.vault.content(self.folder), before)
        except Refused:
            self.vault.take(self.folder, before)
            raise
        return done
