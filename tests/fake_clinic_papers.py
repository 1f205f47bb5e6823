"""A clinic's own paper in memory, as the database keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from charting.domain.audit import Trace
from charting.domain.clinic_paper import ClinicPaper
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId, PractitionerId
from charting.domain.letters import LetterDraft

if TYPE_CHECKING:
    from tests.fakes import Kept


@dataclass
class KeptPaper:
    """What is on its way to paper."""

    clinic_papers: list[ClinicPaper] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    drafts: dict[tuple[PatientId, PractitionerId], LetterDraft] = field(default_factory=dict)


class MemoryClinicPapers:
    """Implements `ClinicPaperRecords`."""

    def __init__(self, kept: "Kept") -> None:
        self._kept = kept

    def all(self) -> Sequence[ClinicPaper]:
        order = sorted(self._kept.clinic_papers, key=lambda x: (x.at.utc, x.id.bytes, x.version))
        return tuple(order)

    def put(self, paper: ClinicPaper, trace: Trace) -> None:
        if self._kept.knows(trace.id):
            return
        theirs = [each.version for each in self._kept.clinic_papers if each.id == paper.id]
        if paper.version != max(theirs, default=0) + 1:
            raise Refused(ErrorCode.STALE_RECORD)
        self._kept.clinic_papers.append(paper)
        self._kept.append(trace)

    def keep_picture(self, name: str, data: bytes) -> None:
        self._kept.pictures[name] = data

    def pictures(self, names: Sequence[str]) -> Mapping[str, bytes]:
        kept = self._kept.pictures
        return {name: kept[name] for name in names if name in kept}
