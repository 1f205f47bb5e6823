"""Locks on a 32-byte secret: closed with what is typed, and opened by the same again."""

import secrets

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from charting.domain.ids import PractitionerId
from charting.vault.key_file import (
    KEY_BYTES,
    NONCE_BYTES,
    SALT_BYTES,
    Cost,
    Kind,
    OldKeyFile,
    Slot,
    old_slot_facts,
    slot_facts,
)
from charting.vault.passphrases import normalised


def locked(secret: bytes, holder: PractitionerId, kind: Kind, typed: str, cost: Cost) -> Slot:
    """The secret of `holder` in a slot that `typed` opens; every guess of it pays `cost`."""
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    cipher = AESGCM(derived(typed, salt, cost))
    wrapped = cipher.encrypt(nonce, secret, slot_facts(holder, kind, cost))
    return Slot(kind, cost, salt, nonce, wrapped)


def opened(slot: Slot, holder: PractitionerId, typed: str) -> bytes | None:
    """The secret, or `None` where `typed` does not open the slot."""
    return _opened(slot, typed, slot_facts(holder, slot.kind, slot.cost))


def opened_old(file: OldKeyFile, typed: str) -> bytes | None:
    """The data key of a file of the first version, or `None`."""
    return _opened(file.slot, typed, old_slot_facts(file.holder, file.slot.cost))


def _opened(slot: Slot, typed: str, facts: bytes) -> bytes | None:
    cipher = AESGCM(derived(typed, slot.salt, slot.cost))
    try:
        return cipher.decrypt(slot.nonce, slot.wrapped, facts)
    except InvalidTag:
        return None


def derived(typed: str, salt: bytes, cost: Cost) -> bytes:
    """The 32-byte key that Argon2id makes of what is typed."""
    return hash_secret_raw(
        normalised(typed),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )
