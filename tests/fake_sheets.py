"""Sheets in memory, refused as a database refuses them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from charting.domain.audit import Trace
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId, PractitionerId
from charting.domain.letters import LetterDraft
from charting.domain.sheet import Sheet

if TYPE_CHECKING:
    from tests.fakes import Kept


class MemorySheets:
    """Implements `SheetRecords`."""

    def __init__(self, kept: "Kept") -> None:
        self._kept = kept

    def of_patient(self, patient_id: PatientId) -> Sequence[Sheet]:
        return self._ordered(one for one in self._kept.sheets if one.patient_id == patient_id)

    def of_kind(self, kind: type, since: int) -> Sequence[Sheet]:
        return self._ordered(
            one for one in self._kept.sheets if type(one.content) is kind and one.at.utc >= since
        )

    def put(self, sheet: Sheet, trace: Trace) -> None:
        if self._kept.knows(trace.id):
            return
        last = max((one.version for one in self._kept.sheets if one.id == sheet.id), default=0)
        if sheet.version != last + 1:
            raise Refused(ErrorCode.STALE_RECORD)
        self._kept.sheets.append(sheet)
        self._kept.append(trace)

    def draft(self, patient_id: PatientId, by: PractitionerId) -> LetterDraft | None:
        return self._kept.drafts.get((patient_id, by))

    def put_draft(self, patient_id: PatientId, by: PractitionerId, draft: LetterDraft) -> None:
        self._kept.drafts[patient_id, by] = draft

    def drop_draft(self, patient_id: PatientId, by: PractitionerId) -> None:
        self._kept.drafts.pop((patient_id, by), None)

    def _ordered(self, found: Iterable[Sheet]) -> Sequence[Sheet]:
        return tuple(sorted(found, key=lambda one: (one.at.utc, one.id.bytes, one.version)))
