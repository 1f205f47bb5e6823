"""What the services ask of a vault: keys behind passphrases, and signatures, as protocols."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from charting.domain.ids import PractitionerId


class Signer(Protocol):
    """A practitioner's own signing key (Ed25519), there while they are at work."""

    practitioner_id: PractitionerId
    public_key: bytes
    """32 bytes, by which others verify what was signed."""

    def sign(self, content: bytes) -> bytes:
        """The 64-byte signature of `content`."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a passphrase opens: whose it is, the data key of 32 bytes, and their signing key."""

    holder: PractitionerId
    key: bytes = field(repr=False)
    signer: Signer = field(repr=False)


class Vault(Protocol):
    """Keeps the data key of a practice folder, which passphrases open."""

    def exists(self, folder: Path) -> bool:
        """Whether the folder has a key file."""

    def create(self, folder: Path, holder: PractitionerId, passphrase: str) -> Unlocked:
        """Make a random data key, a signing key for `holder`, and the key file for both.

        Raises `Refused` (PASSPHRASE_TOO_SHORT, PASSPHRASE_TOO_SIMPLE, PRACTICE_EXISTS).
        """

    def unlock(self, folder: Path, passphrase: str) -> Unlocked:
        """Whose passphrase it is, and what it opens.

        Raises `Refused` (WRONG_PASSPHRASE, KEYS_MISSING, KEYS_DAMAGED, KEYS_TOO_WEAK).
        """

    def verify(self, public_key: bytes, content: bytes, signature: bytes) -> bool:
        """Whether the holder of `public_key` signed exactly `content`."""

    def discard(self, folder: Path) -> None:
        """Take the key file of a practice away that came to nothing."""

    def copy_to(self, folder: Path, target: Path) -> None:
        """Put a copy of the key file beside a backup."""
