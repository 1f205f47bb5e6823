"""What is kept of papers that were handed out; a part of the port `Records`."""

from collections.abc import Sequence
from typing import Protocol

from charting.domain.audit import Trace
from charting.domain.given_papers import GivenPaper
from charting.domain.ids import PatientId


class PaperRecords(Protocol):
    """Papers as they were handed out: only added, never changed. The same bytes given again to the
    same patient are kept once.
    """

    def of_patient(self, patient_id: PatientId) -> Sequence[GivenPaper]:
        """What was handed out to a patient, the first first."""

    def keep(self, paper: GivenPaper, pdf: bytes, trace: Trace) -> None:
        """Store that a paper was handed out, with its bytes; sent twice, it is stored once."""

    def pdf(self, patient_id: PatientId, sha256: bytes) -> bytes | None:
        """The bytes of a paper, `None` where they are not kept."""

    def bring(self, patient_id: PatientId, sha256: bytes, pdf: bytes) -> bool:
        """Store the bytes of a paper that is listed and whose bytes are not kept, as after a record
        came from elsewhere; whether that was so.
        """
