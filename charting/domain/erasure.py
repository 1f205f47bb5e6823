"""The erasure of a record: what is left of it is a tombstone, in which nothing clinical stands.

The chains of changes stay, with the hash of every payload and without the payload: they hold as
before. Who erased it signs the tombstone, so that it can lie beside the backups and be believed
when one of them is put back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from charting.domain.audit import ChainHead
from charting.domain.canonical import canonical, digest
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId, PractitionerId
from charting.domain.moment import Moment
from charting.domain.text import fold


class Why(StrEnum):
    """Why a record is erased: its time is over, the patient asked for it, or they were put on file
    by mistake and nothing was ever charted.
    """

    OVER = "over"
    ASKED = "asked"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class Erasure:
    """That the record of a patient was erased: when, by whom, why, by which rule of retention, and
    `ends`, the SHA-256 over where its chains of changes ended.
    """

    patient_id: PatientId
    at: Moment
    by: PractitionerId
    why: Why
    rule: str
    ends: bytes

    def signed_bytes(self) -> bytes:
        """What who erased it signs."""
        return canonical(self)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An erasure, signed by who did it with a key of 32 bytes (Ed25519)."""

    erasure: Erasure
    signature: bytes
    public_key: bytes


@dataclass(frozen=True, slots=True)
class Erased:
    """A tombstone in a database, and where the chains of the patient ended in it: shorter ones,
    where it was carried out again in a backup of before.
    """

    tombstone: Tombstone
    chains: tuple[ChainHead, ...]


def ends_hash(heads: Iterable[ChainHead]) -> bytes:
    """The SHA-256 over where chains end, in their order, 32 bytes."""
    ends = sorted(heads, key=lambda head: head.chain.bytes)
    return digest(canonical([[each.chain, each.number, each.hash] for each in ends]))


def check_typed_name(typed: str, name: str, listed_name: str) -> None:
    """Raises `Refused` (NAME_DIFFERS) where that is not whose record is erased."""
    if not fold(typed) or fold(typed) not in (fold(name), fold(listed_name)):
        raise Refused(ErrorCode.NAME_DIFFERS, {"name": name})


def without_those(every: Sequence[Tombstone], known: Iterable[PatientId]) -> tuple[Tombstone, ...]:
    """The tombstones of other patients, the first of each, in the order in which they lie."""
    seen, left = set(known), []
    for each in every:
        if each.erasure.patient_id not in seen:
            seen.add(each.erasure.patient_id)
            left.append(each)
    return tuple(left)


@dataclass(frozen=True, slots=True)
class Remains:
    """Where a record that was erased still lies: in how many `backups`, and by what names beside
    the record (`aside`).
    """

    backups: int
    aside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Again:
    """How many records were erased once more, and how many not, since nobody here is known to have
    signed that.
    """

    erased: int = 0
    doubted: int = 0
