"""The key file on the disk: read, checked, and rewritten whole or not at all."""

import errno
import hmac
from pathlib import Path

from charting.domain.errors import ErrorCode, Refused
from charting.durable import write_whole
from charting.services.vaults import Unlocked
from charting.vault.key_file import (
    NAME,
    KeyFile,
    KeyFileDamaged,
    KeyFileNewer,
    OldKeyFile,
    Person,
    parse,
    render,
)
from charting.vault.own_keys import Ed25519Signer, unsealed, vouched


def read(folder: Path) -> KeyFile | OldKeyFile:
    """The key file of a practice.

    Raises `Refused` (KEYS_MISSING, KEYS_DAMAGED, DATABASE_NEWER, FILE_UNREADABLE).
    """
    return _read(folder)[0]


def read_vouched(folder: Path, key: bytes) -> KeyFile:
    """The key file, if everybody in it was put there by somebody who had the data key.

    Raises `Refused`, what `read` raises.
    """
    file = read(folder)
    if isinstance(file, OldKeyFile) or not hmac.compare_digest(
        vouched(file.people, key), file.vouched
    ):
        raise Refused(ErrorCode.KEYS_DAMAGED, {"folder": str(folder)})
    return file


def write(folder: Path, people: tuple[Person, ...], key: bytes) -> None:
    """Put these people into the key file, for whom the data key vouches.

    Raises `Refused` (FOLDER_NOT_WRITABLE, DISK_FULL); the file is then as it was.
    """
    _write(folder, render(KeyFile(people, vouched(people, key))))


def copy(folder: Path, target: Path) -> None:
    """Put a copy of the key file into the folder `target`; a damaged one is not handed on.

    Raises `Refused`, what `read` and `write` raise.
    """
    _write(target, _read(folder)[1])


def unlocked(folder: Path, file: KeyFile, who: Person, secret: bytes) -> Unlocked:
    """What the secret of `who` opens. Raises `Refused` (KEYS_DAMAGED) where it is not theirs."""
    key = unsealed(who.data_key, who.holder, secret)
    next_key = unsealed(who.next_key, who.holder, secret) if who.next_key else None
    signer = Ed25519Signer(who.holder, secret)
    vouching = next_key if who.next_key else key
    if (
        key is None
        or vouching is None
        or signer.public_key != who.signing
        or not hmac.compare_digest(vouched(file.people, vouching), file.vouched)
    ):
        raise Refused(ErrorCode.KEYS_DAMAGED, {"folder": str(folder)})
    return Unlocked(who.holder, key, signer, secret, next_key)


def read_whole(folder: Path) -> bytes:
    """The bytes of the key file, which is whole. Raises `Refused`, what `read` raises."""
    return _read(folder)[1]


def write_whole_file(folder: Path, data: bytes) -> None:
    """Put the bytes of a key file in the place of ours. Raises `Refused`, what `write` raises."""
    _write(folder, data)


def not_written(problem: OSError, folder: Path) -> Refused:
    """What to tell of a file that could not be written."""
    full = problem.errno in (errno.ENOSPC, errno.EDQUOT)
    code = ErrorCode.DISK_FULL if full else ErrorCode.FOLDER_NOT_WRITABLE
    return Refused(code, {"folder": str(folder)})


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
        raise not_written(problem, folder) from None
