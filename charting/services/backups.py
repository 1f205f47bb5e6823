"""Backups checked where they lie: opened, proved sound, and held against the record of now."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import UUID

from charting.domain.audit import ChainHead
from charting.domain.backup import BackupState, CheckedBackup
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PracticeId
from charting.services.ports import Trail
from charting.services.stores import Inspected, Store
from charting.services.vaults import Unlocked, Vault

_STATES = {
    ErrorCode.NO_PRACTICE: BackupState.INCOMPLETE,
    ErrorCode.KEYS_MISSING: BackupState.INCOMPLETE,
    ErrorCode.KEYS_DAMAGED: BackupState.DAMAGED,
    ErrorCode.DATABASE_DAMAGED: BackupState.DAMAGED,
    ErrorCode.DATABASE_FOREIGN: BackupState.LOCKED,
    ErrorCode.DATABASE_BUSY: BackupState.IN_USE,
}


def backups_in(folder: Path, own: Path, vault: Vault, store: Store) -> tuple[Path, ...]:
    """The backups that lie in a folder, or the folder itself where it is one, by name; the
    practice in `own` is none.

    Raises `Refused` (NO_BACKUPS, FILE_UNREADABLE).
    """

    def is_one(place: Path) -> bool:
        return place != own and (vault.exists(place) or store.exists(place))

    if is_one(folder):
        return (folder,)
    try:
        inside = sorted(each for each in folder.iterdir() if each.is_dir())
    except OSError:
        raise Refused(ErrorCode.FILE_UNREADABLE, {"file": str(folder)}) from None
    found = tuple(each for each in inside if is_one(each))
    if not found:
        raise Refused(ErrorCode.NO_BACKUPS, {"folder": str(folder)})
    return found


class BackupChecks:
    """Holds backups against the trail of one practice, which `by` has unlocked."""

    def __init__(
        self, trail: Trail, practice_id: PracticeId, vault: Vault, store: Store, by: Unlocked
    ) -> None:
        self._trail, self._practice_id = trail, practice_id
        self._vault, self._store, self._by = vault, store, by

    def check(self, folder: Path, heads: Mapping[UUID, ChainHead]) -> CheckedBackup:
        """Check one backup; `heads` are those of the record of now, by chain."""
        try:
            keys = self._vault.keys_in(folder, self._by)
            found = self._store.inspect(folder, tuple(keys))
        except Refused as refused:
            return CheckedBackup(folder.name, _STATES.get(refused.code, BackupState.DAMAGED))
        return CheckedBackup(folder.name, self._state(found, heads), found.latest, found.problems)

    def _state(self, found: Inspected, heads: Mapping[UUID, ChainHead]) -> BackupState:
        if found.problems:
            return BackupState.DAMAGED
        if found.practice_id != self._practice_id:
            return BackupState.OTHER_PRACTICE
        missing = [head for head in found.heads if not self._reaches(head, heads)]
        if self._is_apart(found.heads, heads):
            return BackupState.APART
        return BackupState.AHEAD if missing else BackupState.GOOD

    @staticmethod
    def _reaches(head: ChainHead, heads: Mapping[UUID, ChainHead]) -> bool:
        now = heads.get(head.chain)
        return now is not None and now.number >= head.number

    def _is_apart(self, then: Iterable[ChainHead], heads: Mapping[UUID, ChainHead]) -> bool:
        """Whether an entry that ended a chain then is another one now."""
        for head in then:
            if not self._reaches(head, heads):
                continue
            now = heads[head.chain]
            if now.number == head.number:
                same: bytes | None = now.hash
            else:
                same = self._trail.hash_of(head.chain, head.number)
            if same != head.hash:
                return True
        return False
