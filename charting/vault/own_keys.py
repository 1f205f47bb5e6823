"""The two keys of a person, derived from their secret: one signs, one opens the data key."""

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from charting.domain.ids import PractitionerId
from charting.vault.key_file import KEY_BYTES, Person, Slot, key_facts, people_facts

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Ed25519Signer:
    """Implements `charting.services.vaults.Signer` with the person's own key (RFC 8032)."""

    def __init__(self, practitioner_id: PractitionerId, secret: bytes) -> None:
        self.practitioner_id = practitioner_id
        self._key = Ed25519PrivateKey.from_private_bytes(derived(secret, b"signing"))
        self.public_key = self._key.public_key().public_bytes_raw()

    def sign(self, content: bytes) -> bytes:
        """The 64-byte signature of `content`."""
        return self._key.sign(content)


def verify(public_key: bytes, content: bytes, signature: bytes) -> bool:
    """Whether `signature` was made over exactly `content` by the holder of the 32-byte key."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def person(
    holder: PractitionerId, secret: bytes, data_key: bytes, slots: tuple[Slot, ...]
) -> Person:
    """Somebody who may open the practice by `slots`, in which their `secret` lies."""
    opening = _opening_key(secret).public_key().public_bytes_raw()
    signing = Ed25519Signer(holder, secret).public_key
    return Person(holder, signing, opening, sealed(data_key, holder, opening), slots)


def sealed(data_key: bytes, holder: PractitionerId, opening: bytes) -> bytes:
    """The data key as only the holder of the public key `opening` can read it."""
    return _SUITE.encrypt(data_key, X25519PublicKey.from_public_bytes(opening), key_facts(holder))


def unsealed(box: bytes, holder: PractitionerId, secret: bytes) -> bytes | None:
    """The data key, or `None` where it was not sealed for this secret."""
    try:
        return _SUITE.decrypt(box, _opening_key(secret), key_facts(holder))
    except (InvalidTag, ValueError):
        return None


def vouched(people: tuple[Person, ...], data_key: bytes) -> bytes:
    """The seal that only who has the data key can set over everybody in a key file."""
    seal = hmac.HMAC(derived(data_key, b"key file"), hashes.SHA256())
    seal.update(people_facts(people))
    return seal.finalize()


def _opening_key(secret: bytes) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(derived(secret, b"opening"))


def derived(secret: bytes, purpose: bytes) -> bytes:
    """A key of 32 bytes for one purpose, from which the secret is not found."""
    info = b"dry-needling-charting " + purpose
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=info).derive(secret)
