"""Papers that were handed out in memory, as the database keeps them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from charting.domain.audit import Trace
from charting.domain.given_papers import GivenPaper
from charting.domain.ids import PatientId

if TYPE_CHECKING:
    from tests.fakes import Kept


class MemoryPapers:
    """Implements `PaperRecords`."""

    def __init__(self, kept: "Kept") -> None:
        self._kept = kept

    def of_patient(self, patient_id: PatientId) -> Sequence[GivenPaper]:
        theirs = [each for each in self._kept.papers if each.patient_id == patient_id]
        return tuple(sorted(theirs, key=lambda each: (each.given.utc, each.id.bytes)))

    def keep(self, paper: GivenPaper, pdf: bytes, trace: Trace) -> None:
        if self._kept.knows(trace.id):
            return
        self._kept.paper_files[paper.patient_id, paper.sha256] = pdf
        self._kept.papers.append(paper)
        self._kept.append(trace)

    def pdf(self, patient_id: PatientId, sha256: bytes) -> bytes | None:
        return self._kept.paper_files.get((patient_id, sha256))

    def bring(self, patient_id: PatientId, sha256: bytes, pdf: bytes) -> bool:
        listed = any(each.sha256 == sha256 for each in self.of_patient(patient_id))
        if not listed or (patient_id, sha256) in self._kept.paper_files:
            return False
        self._kept.paper_files[patient_id, sha256] = pdf
        return True
