"""Boxes, presets and lots in memory, as the database keeps them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from charting.domain.audit import Trace
from charting.domain.boxes import Box
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.domain.marks import NeedlePreset
from charting.domain.session import Session, Status
from charting.services.supply_records import LotLine

if TYPE_CHECKING:
    from tests.fakes import Kept


class MemorySupplies:
    """Implements `SupplyRecords`."""

    def __init__(self, kept: "Kept") -> None:
        self._kept = kept

    def boxes(self) -> Sequence[Box]:
        every = self._kept.boxes.values()
        return tuple(sorted(every, key=lambda box: (box.opened.utc, box.id.bytes)))

    def open_box(self, box: Box, instead: Sequence[Box], trace: Trace) -> None:
        if self._kept.knows(trace.id):
            return
        self._kept.boxes.update({each.id: each for each in (*instead, box)})
        self._kept.append(trace)

    def put_away(self, box: Box, trace: Trace) -> None:
        if box.id not in self._kept.boxes:
            raise Refused(ErrorCode.NOT_FOUND)
        self._kept.boxes[box.id] = box
        self._kept.append(trace)

    def presets(self, practitioner_id: PractitionerId) -> Mapping[int, NeedlePreset]:
        every = self._kept.presets.items()
        return {place: preset for (who, place), preset in every if who == practitioner_id}

    def keep_preset(
        self, practitioner_id: PractitionerId, place: int, preset: NeedlePreset, trace: Trace
    ) -> None:
        self._kept.presets[practitioner_id, place] = preset
        self._kept.append(trace)

    def who_got(self, number: str) -> Sequence[LotLine]:
        every = self._kept.sessions.values()
        lines = [self._line(each, number) for each in every if each.status is not Status.IN_ERROR]
        found = [line for line in lines if line is not None]
        return tuple(sorted(found, key=_newness, reverse=True))

    def _line(self, session: Session, number: str) -> LotLine | None:
        lots = [each.lot for each in session.needles() if each.lot and each.lot.number == number]
        if not lots:
            return None
        return LotLine(
            self._kept.patients[session.patient_id],
            session.id,
            session.number,
            session.opened,
            session.practitioner_id,
            len(lots),
            min(lot.expiry for lot in lots),
        )


def _newness(line: LotLine) -> tuple[int, bytes]:
    return line.opened.utc, line.session_id.bytes
