"""The key file where several computers share one, and the passwords that it gives for a server.

Nobody chooses a server's password, and none is kept: a practitioner's is derived from the secret
that their passphrase opens (HKDF, RFC 5869): whoever opens the key file comes in, and nobody else.
"""

import hmac
from dataclasses import replace
from pathlib import Path

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.services.vaults import Login, Unlocked
from charting.vault import key_store
from charting.vault.kept_seal import OwnKeptSeal
from charting.vault.key_file import KeyFile, KeyFileDamaged, KeyFileNewer, parse
from charting.vault.own_keys import derived


class SharedKeys:
    """Implements `charting.services.vaults.ClinicVault`."""

    def content(self, folder: Path) -> bytes:
        """The key file as it lies there. Raises `Refused` (KEYS_MISSING, KEYS_DAMAGED)."""
        return key_store.read_whole(folder)

    def take(self, folder: Path, content: bytes) -> None:
        """Put the key file of a card into a new folder. Raises `Refused` (KEYS_DAMAGED)."""
        _parsed(folder, content)
        key_store.write_whole_file(folder, content)

    def adopt(self, folder: Path, content: bytes, by: Unlocked, *, own_locks: bool) -> Unlocked:
        """Put a key file that a colleague changed into the place of ours, with our `own_locks` as
        they are here where these are newer; what it opens for us.

        Raises `Refused` (KEYS_DAMAGED) where nobody of ours wrote it, NO_LONGER_HERE where we are
        not in it; ours is as it was then.
        """
        file, ours = _parsed(folder, content), key_store.read_vouched(folder, by.vouching)
        theirs = {one.holder: one for one in file.people}
        if by.holder not in theirs:
            raise Refused(ErrorCode.CLINIC_PASSWORD, {"host": "", "database": ""})
        unlocked = key_store.unlocked(folder, file, theirs[by.holder], by.secret)
        if own_locks:
            slots = next(one.slots for one in ours.people if one.holder == by.holder)
            theirs[by.holder] = replace(theirs[by.holder], slots=slots)
            key_store.write(folder, tuple(theirs.values()), unlocked.vouching)
        else:
            key_store.write_whole_file(folder, content)
        return unlocked

    def login(self, by: Unlocked) -> Login:
        """How the holder comes in at the clinic's server."""
        own = derived(by.secret, b"clinic server").hex()
        seal = OwnKeptSeal(by.secret)
        return Login(by.holder, own, self.first_password(by, by.holder), seal)

    def first_password(self, by: Unlocked, holder: PractitionerId) -> str:
        """With what somebody comes in who has not been there yet."""
        return hmac.digest(derived(by.key, b"clinic server, first"), holder.bytes, "sha256").hex()


def _parsed(folder: Path, content: bytes) -> KeyFile:
    try:
        file = parse(content)
    except KeyFileNewer:
        raise Refused(ErrorCode.DATABASE_NEWER, {"folder": str(folder)}) from None
    except KeyFileDamaged:
        file = None
    if not isinstance(file, KeyFile):
        raise Refused(ErrorCode.KEYS_DAMAGED, {"folder": str(folder)})
    return file
