"""The vault of a practice folder: a random data key, opened by passphrases through the key file.

As LUKS does: the passphrase never encrypts the record itself, so it can be changed in a moment.
"""

import errno
import hmac
import secrets
from pathlib import Path

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.durable import write_whole
from charting.services.vaults import Unlocked
from charting.vault.key_file import (
    KEY_BYTES,
    NAME,
    Cost,
    KeyFile,
    KeyFileDamaged,
    KeyFileNewer,
    Kind,
    OldKeyFile,
    Person,
    parse,
    render,
)
from charting.vault.locks import locked, opened, opened_old
from charting.vault.own_keys import Ed25519Signer, person, unsealed, verify, vouched
from charting.vault.passphrases import checked_passphrase

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

    def create(self, folder: Path, holder: PractitionerId, passphrase: str) -> Unlocked:
        """Make a random 32-byte data key and the key file with one person, and the folder if need
        be.

        Raises `Refused` (PASSPHRASE_TOO_SHORT, PASSPHRASE_TOO_SIMPLE, PRACTICE_EXISTS,
        FOLDER_NOT_WRITABLE, DISK_FULL).
        """
        checked_passphrase(passphrase)
        if self.exists(folder):
            raise Refused(ErrorCode.PRACTICE_EXISTS, {"folder": str(folder)})
        key = secrets.token_bytes(KEY_BYTES)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            raise _not_written(problem, folder) from None
        return self._begin(folder, holder, key, passphrase)

    def unlock(self, folder: Path, passphrase: str) -> Unlocked:
        """Whose passphrase it is, the data key, and the holder's signing key.

        A file of the first version gets a signing key now. Raises `Refused` (WRONG_PASSPHRASE,
        KEYS_MISSING, KEYS_DAMAGED, KEYS_TOO_WEAK, DATABASE_NEWER, FILE_UNREADABLE, and where an old
        file is rewritten FOLDER_NOT_WRITABLE, DISK_FULL).
        """
        file, _ = _read(folder)
        self._check_floor(file, folder)
        if isinstance(file, OldKeyFile):
            key = opened_old(file, passphrase)
            if key is None:
                raise Refused(ErrorCode.WRONG_PASSPHRASE)
            return self._begin(folder, file.holder, key, passphrase)
        for who in file.people:
            for slot in who.slots:
                if slot.kind is Kind.PASSPHRASE:
                    secret = opened(slot, who.holder, passphrase)
                    if secret is not None:
                        return _unlocked(file, who, secret, folder)
        raise Refused(ErrorCode.WRONG_PASSPHRASE)

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
        _, data = _read(folder)
        _write(target, data)

    def _begin(self, folder: Path, holder: PractitionerId, key: bytes, passphrase: str) -> Unlocked:
        """Write the key file with one person, who gets a secret of their own."""
        secret = secrets.token_bytes(KEY_BYTES)
        slot = locked(secret, holder, Kind.PASSPHRASE, passphrase, self._cost)
        people = (person(holder, secret, key, (slot,)),)
        _write(folder, render(KeyFile(people, vouched(people, key))))
        return Unlocked(holder, key, Ed25519Signer(holder, secret))

    def _check_floor(self, file: KeyFile | OldKeyFile, folder: Path) -> None:
        slots = (
            (file.slot,)
            if isinstance(file, OldKeyFile)
            else tuple(slot for who in file.people for slot in who.slots)
        )
        if not all(slot.cost.reaches(self._floor) for slot in slots):
            raise Refused(ErrorCode.KEYS_TOO_WEAK, {"folder": str(folder)})


def _unlocked(file: KeyFile, who: Person, secret: bytes, folder: Path) -> Unlocked:
    key = unsealed(who.data_key, who.holder, secret)
    signer = Ed25519Signer(who.holder, secret)
    whole = (
        key is not None
        and signer.public_key == who.signing
        and hmac.compare_digest(vouched(file.people, key), file.vouched)
    )
    if key is None or not whole:
        raise Refused(ErrorCode.KEYS_DAMAGED, {"folder": str(folder)})
    return Unlocked(who.holder, key, signer)


def _read(folder: Path) -> tuple[KeyFile | OldKeyFile, bytes]:
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


def _write(folder: Path, data: bytes) -> None:
    try:
        write_whole(folder / NAME, data)
    except OSError as problem:
        raise _not_written(problem, folder) from None


def _not_written(problem: OSError, folder: Path) -> Refused:
    full = problem.errno in (errno.ENOSPC, errno.EDQUOT)
    code = ErrorCode.DISK_FULL if full else ErrorCode.FOLDER_NOT_WRITABLE
    return Refused(code, {"folder": str(folder)})
