"""The vault of a practice folder: a random data key, wrapped in passphrase-protected slots.

As LUKS does: the passphrase never encrypts the record itself, so it can be changed in a moment.
"""

import errno
import secrets
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.durable import write_whole
from charting.vault.key_file import (
    KEY_BYTES,
    NAME,
    NONCE_BYTES,
    SALT_BYTES,
    Cost,
    KeyFileDamaged,
    KeyFileNewer,
    Slot,
    parse,
    render,
    sealed_facts,
)
from charting.vault.passphrases import checked_passphrase, normalised

# About a second of one desktop processor for each guess, and at least what RFC 9106 section 4
# recommends where memory is scarce.
USUAL = Cost(memory_kib=256 * 1024, passes=3, lanes=2)
FLOOR = Cost(memory_kib=64 * 1024, passes=3, lanes=4)


class SlotVault:
    """Keeps data keys of practice folders in their key files.

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

    def create(self, folder: Path, holder: PractitionerId, passphrase: str) -> bytes:
        """Make a random 32-byte data key and the key file with one slot, and the folder if need be.

        Raises `Refused` (PASSPHRASE_TOO_SHORT, PASSPHRASE_TOO_SIMPLE, PRACTICE_EXISTS,
        FOLDER_NOT_WRITABLE, DISK_FULL).
        """
        checked_passphrase(passphrase)
        if self.exists(folder):
            raise Refused(ErrorCode.PRACTICE_EXISTS, {"folder": str(folder)})
        key = secrets.token_bytes(KEY_BYTES)
        data = render((self._wrapped(key, holder, passphrase),))
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(folder / NAME, data)
        except OSError as problem:
            raise _not_written(problem, folder) from None
        return key

    def unlock(self, folder: Path, passphrase: str) -> tuple[PractitionerId, bytes]:
        """Whose slot the passphrase opens, and the data key.

        Raises `Refused` (WRONG_PASSPHRASE, KEYS_MISSING, KEYS_DAMAGED, KEYS_TOO_WEAK,
        DATABASE_NEWER, FILE_UNREADABLE).
        """
        slots, _ = _read(folder)
        if not all(slot.cost.reaches(self._floor) for slot in slots):
            raise Refused(ErrorCode.KEYS_TOO_WEAK, {"folder": str(folder)})
        for slot in slots:
            key = _unwrapped(slot, passphrase)
            if key is not None:
                return slot.holder, key
        raise Refused(ErrorCode.WRONG_PASSPHRASE)

    def discard(self, folder: Path) -> None:
        """Take the key file of a practice away that came to nothing."""
        (folder / NAME).unlink(missing_ok=True)

    def copy_to(self, folder: Path, target: Path) -> None:
        """Put a copy of the key file into the folder `target`, beside a backup.

        A damaged file is not handed on. Raises `Refused` (KEYS_MISSING, KEYS_DAMAGED,
        FOLDER_NOT_WRITABLE, DISK_FULL).
        """
        _, data = _read(folder)
        try:
            write_whole(target / NAME, data)
        except OSError as problem:
            raise _not_written(problem, target) from None

    def _wrapped(self, key: bytes, holder: PractitionerId, passphrase: str) -> Slot:
        salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
        cipher = AESGCM(_derived(passphrase, salt, self._cost))
        wrapped = cipher.encrypt(nonce, key, sealed_facts(holder, self._cost))
        return Slot(holder, self._cost, salt, nonce, wrapped)


def _read(folder: Path) -> tuple[tuple[Slot, ...], bytes]:
    file = folder / NAME
    facts = {"folder": str(folder), "file": str(file)}
    try:
        data = file.read_bytes()
        return parse(data), data
    except FileNotFoundError:
        raise Refused(ErrorCode.KEYS_MISSING, facts) from None
    except OSError:
        raise Refused(ErrorCode.FILE_UNREADABLE, facts) from None
    except KeyFileNewer:
        raise Refused(ErrorCode.DATABASE_NEWER, facts) from None
    except KeyFileDamaged:
        raise Refused(ErrorCode.KEYS_DAMAGED, facts) from None


def _not_written(problem: OSError, folder: Path) -> Refused:
    full = problem.errno in (errno.ENOSPC, errno.EDQUOT)
    code = ErrorCode.DISK_FULL if full else ErrorCode.FOLDER_NOT_WRITABLE
    return Refused(code, {"folder": str(folder)})


def _unwrapped(slot: Slot, passphrase: str) -> bytes | None:
    cipher = AESGCM(_derived(passphrase, slot.salt, slot.cost))
    try:
        return cipher.decrypt(slot.nonce, slot.wrapped, sealed_facts(slot.holder, slot.cost))
    except InvalidTag:
        return None


def _derived(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(
        normalised(passphrase),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )
