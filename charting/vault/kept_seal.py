"""The seal of what a computer keeps while its clinic cannot be reached: only its holder breaks it.

Both keys come of the holder's own secret, which stays as it is when the passphrase or the data key
is changed, so that what is kept opens whatever colleagues did meanwhile.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from charting.vault.key_file import NONCE_BYTES
from charting.vault.own_keys import derived


class OwnKeptSeal:
    """Implements `charting.services.kept.KeptSeal` with AES-256-GCM under keys of a `secret`."""

    def __init__(self, secret: bytes) -> None:
        self.database_key = derived(secret, b"kept here, database")
        self._cipher = AESGCM(derived(secret, b"kept here, journal"))

    def sealed(self, data: bytes, place: bytes) -> bytes:
        """`data` as only the holder can read it, and only at this `place`."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, data, place)

    def opened(self, sealed: bytes, place: bytes) -> bytes | None:
        """What was sealed for this `place`, or `None` where it was not, or was changed."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place)
        except (InvalidTag, ValueError):
            return None
