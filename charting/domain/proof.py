"""What can be proved of signed records: that they are as they were signed, by whom, in order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from charting.domain.canonical import digest
from charting.domain.ids import PractitionerId
from charting.domain.signing import START, Link, SignedForm, SignedRecord

Verify = Callable[[bytes, bytes, bytes], bool]
"""Whether the holder of a public key signed exactly these bytes: key, bytes, signature."""


class Flaw(StrEnum):
    """What is wrong with a part of the record."""

    CHAIN = "chain"
    SIGNED_BYTES = "signed_bytes"
    SIGNED_ORDER = "signed_order"
    SIGNED_END = "signed_end"
    SIGNATURE = "signature"
    SIGNER = "signer"
    BESIDE = "beside"
    DIFFERS = "differs"
    NOT_TOLD = "not_told"
    NOT_SIGNED = "not_signed"
    CONTACT = "contact"
    PAPER = "paper"
    ERASED = "erased"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw, of which chain, session or patient, and at which number where it has one."""

    flaw: Flaw
    of: UUID | None = None
    number: int = 0


def flaws_of_signed(
    records: Sequence[SignedRecord],
    head: tuple[int, bytes],
    verify: Verify,
    keys: Mapping[PractitionerId, bytes],
    contacts: Sequence[Link] = (),
) -> Iterator[Finding]:
    """What is wrong with the signed records of one patient, in order; `head` is the number and hash
    of the last as noted, `keys` the public keys that belong to the practitioners. `contacts` are
    the signed contact notes of the chain, of which only the order is looked at here.
    """
    last, number = START, 0
    chain: list[SignedRecord | Link] = [*records, *contacts]
    if contacts:
        chain.sort(key=lambda each: each.number)
    for each in chain:
        number += 1
        if each.number != number:
            yield Finding(Flaw.SIGNED_ORDER, each.patient_id, number)
            number = each.number
        if isinstance(each, SignedRecord):
            yield from _flaws_of_one(each, last, verify, keys)
        elif each.previous != last.hex():
            yield Finding(Flaw.SIGNED_ORDER, each.patient_id, number)
        last = each.hash
    if head != (number, last):
        of = chain[0].patient_id if chain else None
        yield Finding(Flaw.SIGNED_END, of, head[0])


def _flaws_of_one(
    record: SignedRecord, last: bytes, verify: Verify, keys: Mapping[PractitionerId, bytes]
) -> Iterator[Finding]:
    of, number = record.patient_id, record.number
    if digest(record.content) != record.hash:
        yield Finding(Flaw.SIGNED_BYTES, of, number)
    if not verify(record.public_key, record.content, record.signature):
        yield Finding(Flaw.SIGNATURE, of, number)
    try:
        form = record.form()
    except (ValueError, TypeError, KeyError):
        yield Finding(Flaw.UNREADABLE, of, number)
        return
    if form.previous != last.hex():
        yield Finding(Flaw.SIGNED_ORDER, of, number)
    if keys.get(record.by) != record.public_key:
        yield Finding(Flaw.SIGNER, of, number)
    if not _stands_beside(record, form):
        yield Finding(Flaw.BESIDE, of, number)


def _stands_beside(record: SignedRecord, form: SignedForm) -> bool:
    """Whether what lists read of a record is what its signed bytes say."""
    beside = (
        record.id,
        record.patient_id,
        record.number,
        record.session_id,
        record.meaning,
        record.at,
        record.by,
        record.public_key.hex(),
    )
    return beside == (
        form.id,
        form.patient.id,
        form.number,
        form.session_id,
        form.meaning,
        form.at,
        form.signatory.id,
        form.signatory.key,
    )
