"""The vault of a practice folder: a random data key, opened by passphrases through the key file.

As LUKS does: the passphrase never encrypts the record itself, so it can be changed in a moment.
"""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from charting.domain import recovery_key
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.services.vaults import Unlocked
from charting.vault import failures, key_store
from charting.vault.key_file import (
    KEY_BYTES,
    NAME,
    Cost,
    KeyFile,
    Kind,
    OldKeyFile,
    Person,
    Slot,
)
from charting.vault.locks import locked, opened, opened_old
from charting.vault.own_keys import Ed25519Signer, person, sealed, verify
from charting.vault.passphrases import checked_passphrase, score
from charting.vault.shared_keys import SharedKeys

# About a second of one desktop processor for each guess, and at least what RFC 9106 section 4
# recommends where memory is scarce.
USUAL = Cost(memory_kib=256 * 1024, passes=3, lanes=2)
FLOOR = Cost(memory_kib=64 * 1024, passes=3, lanes=4)


class SlotVault(SharedKeys):
    """Implements `charting.services.vaults.Vault` with a key file in each practice folder.

    `cost` is paid by new slots; a slot that costs less than `floor` is refused.
    """

    def __init__(self, cost: Cost = USUAL, floor: Cost = FLOOR) -> None:
        if not cost.reaches(floor):
            raise ValueError("new slots would be refused when they are opened")
        self._cost = cost
        self._floor = floor

    def exists(self, folder: Path) -> bool:
        """Whether the folder has a key file."""
        return (folder / NAME).exists()

    def create(
        self, folder: Path, holder: PractitionerId, passphrase: str, expected: Sequence[str] = ()
    ) -> Unlocked:
        """Make a random 32-byte data key and the key file with one person, and the folder if need
        be.

        Raises `Refused` (PASSPHRASE_TOO_SHORT, PASSPHRASE_TOO_SIMPLE, PRACTICE_EXISTS,
        FOLDER_NOT_WRITABLE, DISK_FULL).
        """
        checked_passphrase(passphrase, expected)
        if self.exists(folder):
            raise Refused(ErrorCode.PRACTICE_EXISTS, {"folder": str(folder)})
        key = secrets.token_bytes(KEY_BYTES)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            raise key_store.not_written(problem, folder) from None
        return self._begin(folder, holder, key, passphrase)

    def unlock(
        self, folder: Path, passphrase: str, holder: PractitionerId | None = None
    ) -> Unlocked:
        """Whose passphrase it is, the data key, and the holder's signing key; asked of `holder`
        alone where they are named.

        A file of the first version gets a signing key now. Raises `Refused` (WRONG_PASSPHRASE,
        KEYS_MISSING, KEYS_DAMAGED, KEYS_TOO_WEAK, DATABASE_NEWER, FILE_UNREADABLE, and where an old
        file is rewritten FOLDER_NOT_WRITABLE, DISK_FULL).
        """
        file = self._read(folder)
        if isinstance(file, OldKeyFile):
            key = opened_old(file, passphrase)
            if key is None:
                raise Refused(ErrorCode.WRONG_PASSPHRASE)
            return self._begin(folder, file.holder, key, passphrase)
        people = [one for one in file.people if holder in (None, one.holder)]
        found = _open(people, Kind.PASSPHRASE, passphrase)
        if found is None:
            raise Refused(ErrorCode.WRONG_PASSPHRASE)
        return key_store.unlocked(folder, file, *found)

    def note_failure(self, folder: Path, utc: int) -> None:
        """Note that somebody tried in vain, in UTC microseconds; where it cannot be, it is not."""
        failures.note_failure(folder, utc)

    def failures(self, folder: Path) -> Sequence[int]:
        """When somebody tried in vain since the practice was opened last."""
        return failures.failures(folder)

    def forget_failures(self, folder: Path) -> None:
        """Forget the tries in vain, which stand in the trail by now."""
        failures.forget_failures(folder)

    def recover(self, folder: Path, key: bytes, passphrase: str) -> Unlocked:
        """Open with a recovery key, whose holder gets a new passphrase in the place of the old.

        Raises `Refused` (WRONG_RECOVERY_KEY, NO_RECOVERY_KEY, PASSPHRASE_TAKEN, and what `unlock`
        and `create` refuse).
        """
        checked_passphrase(passphrase)
        file = self._read(folder)
        people = () if isinstance(file, OldKeyFile) else file.people
        if not any(_slots(one, Kind.RECOVERY) for one in people):
            raise Refused(ErrorCode.NO_RECOVERY_KEY)
        found = _open(people, Kind.RECOVERY, key.hex())
        if found is None or isinstance(file, OldKeyFile):
            raise Refused(ErrorCode.WRONG_RECOVERY_KEY)
        who = key_store.unlocked(folder, file, *found)
        _check_free(file.people, who.holder, passphrase)
        self._relock(folder, file, who, Kind.PASSPHRASE, passphrase)
        return who

    def new_recovery_key(self) -> bytes:
        """A random recovery key; it opens nothing until it is kept."""
        return secrets.token_bytes(recovery_key.BYTES)

    def keys_in(self, folder: Path, by: Unlocked) -> Collection[bytes]:
        """The data keys that the holder's secret opens in another key file; none where they are not
        in it, or it is of the first version, which knew no secrets.

        Raises `Refused` (KEYS_MISSING, KEYS_DAMAGED, DATABASE_NEWER, FILE_UNREADABLE).
        """
        file = key_store.read(folder)
        people = () if isinstance(file, OldKeyFile) else file.people
        for one in people:
            if one.holder == by.holder and not isinstance(file, OldKeyFile):
                found = key_store.unlocked(folder, file, one, by.secret)
                return tuple(filter(None, (found.key, found.next_key)))
        return ()

    def holders(self, folder: Path) -> Mapping[PractitionerId, bool]:
        """Who can open the practice, and whether by a recovery key too. Raises what `unlock` does
        for the file.
        """
        file = self._read(folder)
        if isinstance(file, OldKeyFile):
            return {file.holder: False}
        return {one.holder: bool(_slots(one, Kind.RECOVERY)) for one in file.people}

    def add(
        self,
        folder: Path,
        by: Unlocked,
        holder: PractitionerId,
        passphrase: str,
        expected: Sequence[str] = (),
    ) -> bytes:
        """Let one more person open the practice; their public signing key of 32 bytes.

        Raises `Refused` (PASSPHRASE_TAKEN, and what `create` and `unlock` refuse).
        """
        checked_passphrase(passphrase, expected)
        file = key_store.read_vouched(folder, by.vouching)
        _check_free(file.people, holder, passphrase)
        secret = secrets.token_bytes(KEY_BYTES)
        slot = locked(secret, holder, Kind.PASSPHRASE, passphrase, self._cost)
        added = person(holder, secret, by.key, (slot,))
        if by.next_key is not None:
            added = replace(added, next_key=sealed(by.next_key, holder, added.opening))
        key_store.write(folder, (*file.people, added), by.vouching)
        return added.signing

    def change_passphrase(self, folder: Path, by: Unlocked, passphrase: str, new: str) -> None:
        """Put a new passphrase in the place of one's own.

        Raises `Refused` (WRONG_PASSPHRASE, PASSPHRASE_TAKEN, and what `create` refuses).
        """
        checked_passphrase(new)
        file = key_store.read_vouched(folder, by.vouching)
        self.check_passphrase(folder, by, passphrase)
        _check_free(file.people, by.holder, new)
        self._relock(folder, file, by, Kind.PASSPHRASE, new)

    def check_passphrase(self, folder: Path, by: Unlocked, passphrase: str) -> None:
        """Raises `Refused` (WRONG_PASSPHRASE) where it is not the holder's own."""
        file = key_store.read_vouched(folder, by.vouching)
        own = [one for one in file.people if one.holder == by.holder]
        if _open(own, Kind.PASSPHRASE, passphrase) is None:
            raise Refused(ErrorCode.WRONG_PASSPHRASE)

    def keep_recovery_key(self, folder: Path, by: Unlocked, key: bytes) -> None:
        """Let a recovery key open the practice for its holder, in the place of the one before.

        Raises `Refused` (FOLDER_NOT_WRITABLE, DISK_FULL).
        """
        file = key_store.read_vouched(folder, by.vouching)
        self._relock(folder, file, by, Kind.RECOVERY, key.hex())

    def begin_key_change(
        self, folder: Path, by: Unlocked, without: Collection[PractitionerId]
    ) -> Unlocked:
        """Write down a new data key beside the present one, for everybody but those `without`.

        From now on everybody left opens both, until `finish_key_change`. Raises `Refused`.
        """
        file = key_store.read_vouched(folder, by.vouching)
        new = secrets.token_bytes(KEY_BYTES)
        people = tuple(
            replace(one, next_key=sealed(new, one.holder, one.opening))
            for one in file.people
            if one.holder not in without
        )
        key_store.write(folder, people, new)
        return replace(by, next_key=new)

    def finish_key_change(self, folder: Path, by: Unlocked) -> Unlocked:
        """Forget the data key of before, once the database opens by the next. Raises `Refused`."""
        if by.next_key is None:
            return by
        file = key_store.read_vouched(folder, by.next_key)
        people = tuple(replace(one, data_key=one.next_key, next_key=b"") for one in file.people)
        key_store.write(folder, people, by.next_key)
        return replace(by, key=by.next_key, next_key=None)

    def strength(self, passphrase: str, expected: Sequence[str] = ()) -> int:
        """How hard a passphrase is to guess, 0 to 4; from 3 it may guard a slot."""
        return score(passphrase, expected)

    def verify(self, public_key: bytes, content: bytes, signature: bytes) -> bool:
        """Whether the holder of the 32-byte Ed25519 `public_key` signed exactly `content`."""
        return verify(public_key, content, signature)

    def discard(self, folder: Path) -> None:
        """Take the key file of a practice away that came to nothing."""
        (folder / NAME).unlink(missing_ok=True)

    def copy_to(self, folder: Path, target: Path) -> None:
        """Put a copy of the key file into the folder `target`, beside a backup.

        A damaged file is not handed on. Raises `Refused` (KEYS_MISSING, KEYS_DAMAGED,
        FOLDER_NOT_WRITABLE, DISK_FULL).
        """
        key_store.copy(folder, target)

    def _read(self, folder: Path) -> KeyFile | OldKeyFile:
        """The key file, none of its slots cheaper than the floor."""
        file = key_store.read(folder)
        slots = (
            (file.slot,)
            if isinstance(file, OldKeyFile)
            else tuple(slot for who in file.people for slot in who.slots)
        )
        if not all(slot.cost.reaches(self._floor) for slot in slots):
            raise Refused(ErrorCode.KEYS_TOO_WEAK, {"folder": str(folder)})
        return file

    def _begin(self, folder: Path, holder: PractitionerId, key: bytes, passphrase: str) -> Unlocked:
        """Write the key file with one person, who gets a secret of their own."""
        secret = secrets.token_bytes(KEY_BYTES)
        slot = locked(secret, holder, Kind.PASSPHRASE, passphrase, self._cost)
        key_store.write(folder, (person(holder, secret, key, (slot,)),), key)
        return Unlocked(holder, key, Ed25519Signer(holder, secret), secret)

    def _relock(self, folder: Path, file: KeyFile, by: Unlocked, kind: Kind, typed: str) -> None:
        """Put a new lock of this kind on one's own secret, in the place of the one before."""
        slot = locked(by.secret, by.holder, kind, typed, self._cost)
        people = tuple(
            replace(one, slots=(*(old for old in one.slots if old.kind is not kind), slot))
            if one.holder == by.holder
            else one
            for one in file.people
        )
        key_store.write(folder, people, by.vouching)


def _slots(who: Person, kind: Kind) -> tuple[Slot, ...]:
    return tuple(slot for slot in who.slots if slot.kind is kind)


def _open(people: Sequence[Person], kind: Kind, typed: str) -> tuple[Person, bytes] | None:
    """Whose lock of this kind it opens, and their secret."""
    for who in people:
        for slot in _slots(who, kind):
            secret = opened(slot, who.holder, typed)
            if secret is not None:
                return who, secret
    return None


def _check_free(people: Sequence[Person], holder: PractitionerId, passphrase: str) -> None:
    """Refuse what somebody else's lock opens: nobody could tell the two apart."""
    others = [one for one in people if one.holder != holder]
    if _open(others, Kind.PASSPHRASE, passphrase) is not None:
        raise Refused(ErrorCode.PASSPHRASE_TAKEN)
