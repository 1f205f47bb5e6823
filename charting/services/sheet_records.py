"""What is kept of sheets; a part of the port `Records`."""

from collections.abc import Sequence
from typing import Protocol

from charting.domain.audit import Trace
from charting.domain.ids import PatientId, PractitionerId
from charting.domain.letters import LetterDraft
from charting.domain.sheet import Sheet


class SheetRecords(Protocol):
    """Sheets on file: only added, never changed. A draft is no sheet yet: it belongs to who writes
    it, one for each patient, is written over, and leaves no trace.
    """

    def of_patient(self, patient_id: PatientId) -> Sequence[Sheet]:
        """Every version of every sheet of a patient, in the order they were written."""

    def of_kind(self, kind: type, since: int) -> Sequence[Sheet]:
        """Every version of the sheets of a kind written since then, in UTC microseconds."""

    def put(self, sheet: Sheet, trace: Trace) -> None:
        """Store a version of a sheet; sent twice, it is stored once.

        Raises `Refused` (STALE_RECORD) where it is not the one after the last.
        """

    def draft(self, patient_id: PatientId, by: PractitionerId) -> LetterDraft | None:
        """What somebody writes about a patient and has not kept."""

    def put_draft(self, patient_id: PatientId, by: PractitionerId, draft: LetterDraft) -> None:
        """Store what is being written, in the place of what was."""

    def drop_draft(self, patient_id: PatientId, by: PractitionerId) -> None:
        """Forget it: it was kept, or is not wanted."""
