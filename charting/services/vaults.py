"""What the services ask of a vault: keys behind passphrases, and signatures, as protocols."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from charting.domain.ids import PractitionerId
from charting.domain.moment import Moment
from charting.domain.practice import Practice, Practitioner
from charting.services.kept import KeptSeal


@dataclass(frozen=True, slots=True)
class RecoveryPaper:
    """A recovery key to be printed for the practitioner whose it is."""

    practice: Practice
    practitioner: Practitioner
    groups: tuple[str, ...] = field(repr=False)
    made: Moment


class Signer(Protocol):
    """A practitioner's own signing key (Ed25519), there while they are at work."""

    practitioner_id: PractitionerId
    public_key: bytes
    """32 bytes, by which others verify what was signed."""

    def sign(self, content: bytes) -> bytes:
        """The 64-byte signature of `content`."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a passphrase opens: whose it is, the data key of 32 bytes, their signing key, and the
    secret behind it. `next_key` is the data key that is being changed to, if a change was begun.
    """

    holder: PractitionerId
    key: bytes = field(repr=False)
    signer: Signer = field(repr=False)
    secret: bytes = field(repr=False)
    next_key: bytes | None = field(default=None, repr=False)

    @property
    def vouching(self) -> bytes:
        """The data key that vouches for the people in the key file."""
        return self.next_key or self.key


@dataclass(frozen=True, slots=True)
class Login:
    """How somebody comes in at a clinic's server: with the password that only their own secret
    gives or, the first time, with one that whoever let them in knows too. `seal` is for what their
    computer keeps while nobody answers there.
    """

    holder: PractitionerId
    own: str = field(repr=False)
    first: str = field(repr=False)
    seal: KeptSeal = field(repr=False)


class ClinicVault(Protocol):
    """What a key file is asked for where several computers share one."""

    def content(self, folder: Path) -> bytes:
        """The key file as it lies there. Raises `Refused` (KEYS_MISSING, KEYS_DAMAGED)."""

    def take(self, folder: Path, content: bytes) -> None:
        """Put the key file of a card into a new folder. Raises `Refused` (KEYS_DAMAGED)."""

    def adopt(self, folder: Path, content: bytes, by: Unlocked, *, own_locks: bool) -> Unlocked:
        """Put a key file that a colleague changed into the place of ours, with our `own_locks` as
        they are here where these are newer; what it opens for us.

        Raises `Refused` (KEYS_DAMAGED) where nobody of ours wrote it, NO_LONGER_HERE where we are
        not in it; ours is as it was then.
        """

    def login(self, by: Unlocked) -> Login:
        """How the holder comes in at the clinic's server."""

    def first_password(self, by: Unlocked, holder: PractitionerId) -> str:
        """With what somebody comes in who has not been there yet."""


class Vault(ClinicVault, Protocol):
    """Keeps the data key of a practice folder, which passphrases open."""

    def exists(self, folder: Path) -> bool:
        """Whether the folder has a key file."""

    def create(
        self, folder: Path, holder: PractitionerId, passphrase: str, expected: Sequence[str] = ()
    ) -> Unlocked:
        """Make a random data key, a signing key for `holder`, and the key file for both; `expected`
        are words with which whoever guesses begins, such as names.

        Raises `Refused` (PASSPHRASE_TOO_SHORT, PASSPHRASE_TOO_SIMPLE, PRACTICE_EXISTS).
        """

    def unlock(
        self, folder: Path, passphrase: str, holder: PractitionerId | None = None
    ) -> Unlocked:
        """Whose passphrase it is, and what it opens; asked of `holder` alone where they are named.

        Raises `Refused` (WRONG_PASSPHRASE, KEYS_MISSING, KEYS_DAMAGED, KEYS_TOO_WEAK).
        """

    def note_failure(self, folder: Path, utc: int) -> None:
        """Note that somebody tried in vain, in UTC microseconds; where it cannot be, it is not."""

    def failures(self, folder: Path) -> Sequence[int]:
        """When somebody tried in vain since the practice was opened last."""

    def forget_failures(self, folder: Path) -> None:
        """Forget the tries in vain, which stand in the trail by now."""

    def recover(self, folder: Path, key: bytes, passphrase: str) -> Unlocked:
        """Open with a recovery key of 20 bytes, whose holder gets this new passphrase.

        Raises `Refused` (WRONG_RECOVERY_KEY, NO_RECOVERY_KEY, PASSPHRASE_TAKEN, and what `create`
        refuses).
        """

    def new_recovery_key(self) -> bytes:
        """A random recovery key of 20 bytes; it opens nothing until it is kept."""

    def keep_recovery_key(self, folder: Path, by: Unlocked, key: bytes) -> None:
        """Let a recovery key open the practice for its holder, in the place of the one before."""

    def keys_in(self, folder: Path, by: Unlocked) -> Collection[bytes]:
        """The data keys that the holder's secret opens in another key file, as beside a backup;
        none where they are not in it. Raises `Refused` (KEYS_MISSING, KEYS_DAMAGED).
        """

    def holders(self, folder: Path) -> Mapping[PractitionerId, bool]:
        """Who can open the practice, and whether by a recovery key too."""

    def add(
        self,
        folder: Path,
        by: Unlocked,
        holder: PractitionerId,
        passphrase: str,
        expected: Sequence[str] = (),
    ) -> bytes:
        """Let one more person open the practice; their public signing key of 32 bytes.

        Raises `Refused` (PASSPHRASE_TAKEN, and what `create` refuses).
        """

    def change_passphrase(self, folder: Path, by: Unlocked, passphrase: str, new: str) -> None:
        """Put a new passphrase in the place of one's own.

        Raises `Refused` (WRONG_PASSPHRASE, PASSPHRASE_TAKEN, and what `create` refuses).
        """

    def check_passphrase(self, folder: Path, by: Unlocked, passphrase: str) -> None:
        """Raises `Refused` (WRONG_PASSPHRASE) where it is not the holder's own."""

    def begin_key_change(
        self, folder: Path, by: Unlocked, without: Collection[PractitionerId]
    ) -> Unlocked:
        """Write down a new data key beside the present one, for everybody but those `without`."""

    def finish_key_change(self, folder: Path, by: Unlocked) -> Unlocked:
        """Forget the data key of before, once the database opens by the next."""

    def strength(self, passphrase: str, expected: Sequence[str] = ()) -> int:
        """How hard a passphrase is to guess, 0 to 4; from 3 it may guard a slot."""

    def verify(self, public_key: bytes, content: bytes, signature: bytes) -> bool:
        """Whether the holder of `public_key` signed exactly `content`."""

    def discard(self, folder: Path) -> None:
        """Take the key file of a practice away that came to nothing."""

    def copy_to(self, folder: Path, target: Path) -> None:
        """Put a copy of the key file beside a backup."""
