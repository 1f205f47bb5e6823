"""What was kept on a computer is brought to its clinic: in order, each change once."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from charting.domain.erasure import Erased
from charting.domain.errors import ErrorCode, Refused
from charting.domain.kept import Delivered
from charting.services.ports import Records
from charting.storage.clinic.calls import Call
from charting.storage.clinic.here import Here

_NOT_NOW = frozenset(
    {
        ErrorCode.CLINIC_GONE,
        ErrorCode.CLINIC_UNREACHABLE,
        ErrorCode.CLINIC_DISK_FULL,
        ErrorCode.DATABASE_BUSY,
        ErrorCode.DATABASE_DAMAGED,
        ErrorCode.STORAGE_FAILED,
    }
)
"""What says nothing about the change: it is sent again, and those after it."""


def deliver(here: Here, clinic: Records) -> Delivered:
    """Bring the clinic what waits here.

    A change whose answer was lost is known there by its id, and so is one that was sent when this
    ended half-way; only what the clinic has, or has turned down, waits no more. Raises `Refused`
    for what keeps it from taking anything just now.
    """
    left: list[Call] = []
    held: set[object] = set()
    number = forgotten = 0
    erased = _Erased(clinic.erasures.all() if here.calls else ())
    for at, call in enumerate(here.calls):
        if erased.has(call):
            forgotten += call.is_change
            continue
        try:
            # On top of what was turned down, it would be taken for the next change of another.
            why = ErrorCode.STALE_RECORD if call.about in held else _why_not(call, clinic)
        except Refused:
            here.keep_only([*left, *here.calls[at:]])
            raise
        if why is None:
            number += call.is_change
        else:
            if not call.turned_down:
                held.add(call.about)
            left.append(replace(call, turned_down=why))
    new = [each.as_turned_down() for each in left if each not in here.calls]
    here.keep_only(left)
    return Delivered(number, new, forgotten)


class _Erased:
    """Whose records were erased at the clinic, with all that is of them."""

    def __init__(self, every: Sequence[Erased]) -> None:
        self._patients = {each.tombstone.erasure.patient_id for each in every}
        self._chains: set[UUID] = {head.chain for each in every for head in each.chains}
        self._chains |= self._patients

    def has(self, call: Call) -> bool:
        """Whether a change is about one of them, also in a visit that was opened here since."""
        first = call.values[0]
        if getattr(first, "patient_id", None) in self._patients:
            self._chains.add(getattr(first, "id", call.chain))
        return call.chain in self._chains or getattr(first, "id", first) in self._chains


def _why_not(call: Call, clinic: Records) -> ErrorCode | None:
    """Why the clinic does not take a change, `None` where it has it. Raises `Refused` where it may
    take it at another time.
    """
    if call.turned_down:
        return ErrorCode(call.turned_down)
    try:
        call.carry_out(clinic)
    except IntegrityError:
        return ErrorCode.STALE_RECORD
    except Refused as refused:
        if refused.code in _NOT_NOW:
            raise
        return refused.code
    return None
