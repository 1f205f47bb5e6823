"""The key file of a practice: who may open it, each with the locks on a secret of their own.

A person's secret lies in the file once for each of their locks, a passphrase and a recovery key,
encrypted with AES-256-GCM under a key that Argon2id derives from what is typed. Two keys are
derived from the secret: one signs, and one opens the data key, which is sealed to its public half
(HPKE, RFC 9180). So the data key can be changed for people who are not there, and a passphrase in
a moment.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from charting.domain.canonical import Plain, canonical, digest
from charting.domain.ids import PractitionerId

NAME = "practice.keys"
VERSION = 2
OLD_VERSION = 1

SALT_BYTES = 16
NONCE_BYTES = 12
KEY_BYTES = 32
TAG_BYTES = 16
PUBLIC_BYTES = 32
SEALED_BYTES = PUBLIC_BYTES + KEY_BYTES + TAG_BYTES

# More than any machine of a clinic can give; a file that asks for it would only stop the program.
_MOST_MEMORY_KIB = 4 * 1024 * 1024
_MOST_PASSES = 100
_MOST_LANES = 64
_LARGEST_FILE = 1_000_000


class KeyFileDamaged(ValueError):
    """The bytes are not exactly what `render` wrote."""


class KeyFileNewer(ValueError):
    """The key file is whole, and of a later format than this program knows."""


class Kind(StrEnum):
    """What is typed to open a lock."""

    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a passphrase costs by Argon2id (RFC 9106): memory in KiB, passes over it,
    and lanes that share the work.
    """

    memory_kib: int
    passes: int
    lanes: int

    def reaches(self, floor: "Cost") -> bool:
        """Whether a guess needs the memory and the work of `floor`; lanes only share the work."""
        work, least = self.memory_kib * self.passes, floor.memory_kib * floor.passes
        return self.memory_kib >= floor.memory_kib and work >= least


@dataclass(frozen=True, slots=True)
class Slot:
    """A 32-byte secret as what is typed opens it, encrypted with AES-256-GCM."""

    kind: Kind
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may open the practice: the public halves of their two keys, and the data key
    sealed for them. `next_key` is sealed while the data key is being changed, else empty.
    """

    holder: PractitionerId
    signing: bytes
    opening: bytes
    data_key: bytes
    slots: tuple[Slot, ...]
    next_key: bytes = b""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Everybody who may open the practice, and the seal by which the data key vouches for them."""

    people: tuple[Person, ...]
    vouched: bytes = bytes(KEY_BYTES)


@dataclass(frozen=True, slots=True)
class OldKeyFile:
    """A file of the first version: one slot, in which the data key itself lies."""

    holder: PractitionerId
    slot: Slot


def slot_facts(holder: PractitionerId, kind: Kind, cost: Cost) -> bytes:
    """What stands openly beside a wrapped secret and is authenticated with it."""
    return canonical({"version": VERSION, "holder": holder, "kind": kind, "cost": cost})


def old_slot_facts(holder: PractitionerId, cost: Cost) -> bytes:
    """What the first version authenticated with the data key."""
    return canonical({"version": OLD_VERSION, "holder": holder, "cost": cost})


def key_facts(holder: PractitionerId) -> bytes:
    """What is authenticated with a sealed data key."""
    return canonical({"version": VERSION, "holder": holder, "what": "data key"})


def people_facts(people: tuple[Person, ...]) -> bytes:
    """What the data key vouches for: everybody, with everything."""
    return canonical([_plain_person(person) for person in people])


def render(file: KeyFile) -> bytes:
    """The one spelling of a key file, with a checksum that tells damage from a wrong passphrase."""
    people: list[Plain] = [_plain_person(person) for person in file.people]
    return _rendered({"version": VERSION, "people": people, "vouched": file.vouched.hex()})


def render_old(file: OldKeyFile) -> bytes:
    """The one spelling of a key file of the first version."""
    slot = {"holder": file.holder.hex, **_plain_locked(file.slot)}
    return _rendered({"version": OLD_VERSION, "slots": [slot]})


def parse(data: bytes) -> KeyFile | OldKeyFile:
    """What a key file holds.

    Raises `KeyFileDamaged` where a single byte is not as `render` wrote it, and `KeyFileNewer`.
    """
    keys = _checked_keys(data)
    try:
        file = _old(keys) if keys["version"] == OLD_VERSION else _present(keys)
    except (ValueError, KeyError, TypeError):
        raise KeyFileDamaged from None
    spelled = render_old(file) if isinstance(file, OldKeyFile) else render(file)
    if spelled != data:
        raise KeyFileDamaged
    return file


def _rendered(keys: dict[str, Plain]) -> bytes:
    file = {"checksum": digest(canonical(keys)).hex(), "keys": keys}
    return json.dumps(file, indent=2, sort_keys=True).encode("ascii") + b"\n"


def _checked_keys(data: bytes) -> Mapping[str, Any]:
    if len(data) > _LARGEST_FILE:
        raise KeyFileDamaged
    try:
        file = json.loads(data)
        keys: dict[str, Any] = file["keys"]
        whole = digest(canonical(keys)).hex() == file["checksum"]
        newer = keys["version"] > VERSION
    except (ValueError, KeyError, TypeError, RecursionError):
        raise KeyFileDamaged from None
    if not whole:
        raise KeyFileDamaged
    if newer:
        raise KeyFileNewer
    return keys


def _present(keys: Mapping[str, Any]) -> KeyFile:
    people = tuple(_person(stored) for stored in keys["people"])
    if not people:
        raise KeyFileDamaged
    return KeyFile(people, _octets(keys["vouched"], KEY_BYTES))


def _old(keys: Mapping[str, Any]) -> OldKeyFile:
    # No version of this program ever wrote more than one.
    (stored,) = keys["slots"]
    return OldKeyFile(PractitionerId(UUID(hex=stored["holder"])), _slot(Kind.PASSPHRASE, stored))


def _plain_person(person: Person) -> Plain:
    return {
        "holder": person.holder.hex,
        "ed25519": person.signing.hex(),
        "x25519": person.opening.hex(),
        "data_key": person.data_key.hex(),
        "next_key": person.next_key.hex(),
        "slots": [{"kind": str(slot.kind), **_plain_locked(slot)} for slot in person.slots],
    }


def _plain_locked(slot: Slot) -> dict[str, Plain]:
    return {
        "argon2id": {
            "memory_kib": slot.cost.memory_kib,
            "passes": slot.cost.passes,
            "lanes": slot.cost.lanes,
            "salt": slot.salt.hex(),
        },
        "aes_256_gcm": {"nonce": slot.nonce.hex(), "wrapped": slot.wrapped.hex()},
    }


def _person(stored: Mapping[str, Any]) -> Person:
    return Person(
        PractitionerId(UUID(hex=stored["holder"])),
        _octets(stored["ed25519"], PUBLIC_BYTES),
        _octets(stored["x25519"], PUBLIC_BYTES),
        _octets(stored["data_key"], SEALED_BYTES),
        tuple(_slot(Kind(slot["kind"]), slot) for slot in stored["slots"]),
        _octets(stored["next_key"], SEALED_BYTES) if stored["next_key"] else b"",
    )


def _slot(kind: Kind, stored: Mapping[str, Any]) -> Slot:
    derivation, wrapping = stored["argon2id"], stored["aes_256_gcm"]
    cost = Cost(derivation["memory_kib"], derivation["passes"], derivation["lanes"])
    if not (
        1 <= cost.lanes <= _MOST_LANES
        and 1 <= cost.passes <= _MOST_PASSES
        and 8 * cost.lanes <= cost.memory_kib <= _MOST_MEMORY_KIB
    ):
        raise KeyFileDamaged
    return Slot(
        kind,
        cost,
        _octets(derivation["salt"], SALT_BYTES),
        _octets(wrapping["nonce"], NONCE_BYTES),
        _octets(wrapping["wrapped"], KEY_BYTES + TAG_BYTES),
    )


def _octets(digits: str, length: int) -> bytes:
    octets = bytes.fromhex(digits)
    if len(octets) != length:
        raise KeyFileDamaged
    return octets
