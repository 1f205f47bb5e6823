"""The key file of a practice: its slots, each holding the data key wrapped for one practitioner."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from charting.domain.canonical import Plain, canonical, digest
from charting.domain.ids import PractitionerId

NAME = "practice.keys"
VERSION = 1

SALT_BYTES = 16
NONCE_BYTES = 12
KEY_BYTES = 32
TAG_BYTES = 16

# More than any machine of a clinic can give; a file that asks for it would only stop the program.
_MOST_MEMORY_KIB = 4 * 1024 * 1024
_MOST_PASSES = 100
_MOST_LANES = 64
_LARGEST_FILE = 1_000_000


class KeyFileDamaged(ValueError):
    """The bytes are not exactly what `render` wrote."""


class KeyFileNewer(ValueError):
    """The key file is whole, and of a later format than this program knows."""


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
    """The data key as one practitioner's passphrase opens it, encrypted with AES-256-GCM."""

    holder: PractitionerId
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes


def sealed_facts(holder: PractitionerId, cost: Cost) -> bytes:
    """What stands openly beside a wrapped key and is authenticated with it."""
    return canonical({"version": VERSION, "holder": holder, "cost": cost})


def render(slots: tuple[Slot, ...]) -> bytes:
    """The one spelling of a key file, with a checksum that tells damage from a wrong passphrase."""
    keys: dict[str, Plain] = {"version": VERSION, "slots": [_plain_slot(slot) for slot in slots]}
    file = {"checksum": digest(canonical(keys)).hex(), "keys": keys}
    return json.dumps(file, indent=2, sort_keys=True).encode("ascii") + b"\n"


def parse(data: bytes) -> tuple[Slot, ...]:
    """The slots in a key file.

    Raises `KeyFileDamaged` where a single byte is not as `render` wrote it, and `KeyFileNewer`.
    """
    keys = _checked_keys(data)
    try:
        slots = tuple(_slot(stored) for stored in keys["slots"])
    except (ValueError, KeyError, TypeError):
        raise KeyFileDamaged from None
    if not slots or render(slots) != data:
        raise KeyFileDamaged
    return slots


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


def _plain_slot(slot: Slot) -> Plain:
    return {
        "holder": slot.holder.hex,
        "argon2id": {
            "memory_kib": slot.cost.memory_kib,
            "passes": slot.cost.passes,
            "lanes": slot.cost.lanes,
            "salt": slot.salt.hex(),
        },
        "aes_256_gcm": {"nonce": slot.nonce.hex(), "wrapped": slot.wrapped.hex()},
    }


def _slot(stored: Mapping[str, Any]) -> Slot:
    derivation, wrapping = stored["argon2id"], stored["aes_256_gcm"]
    cost = Cost(derivation["memory_kib"], derivation["passes"], derivation["lanes"])
    if not (
        1 <= cost.lanes <= _MOST_LANES
        and 1 <= cost.passes <= _MOST_PASSES
        and 8 * cost.lanes <= cost.memory_kib <= _MOST_MEMORY_KIB
    ):
        raise KeyFileDamaged
    return Slot(
        PractitionerId(UUID(hex=stored["holder"])),
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
