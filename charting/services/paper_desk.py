"""The desk at which papers are made: every paper of a patient by its kind, on the paper wanted."""

from collections.abc import Callable, Generator
from dataclasses import replace
from typing import Protocol

from charting.domain.errors import ErrorCode, Refused
from charting.domain.given_papers import Kind
from charting.domain.ids import PatientId, SessionId
from charting.domain.paper_sizes import LABELS, LARGE, SLIPS
from charting.domain.practice import Practitioner
from charting.domain.roles import Right, may
from charting.services.handouts import Handout, Handouts, Step
from charting.services.permission import needs
from charting.services.ports import Clock, Documents, Ids, Records
from charting.services.record_papers import RecordDocuments, RecordPapers
from charting.services.small_papers import SmallDocuments, SmallPapers

OF_VISIT = frozenset({Kind.LEAFLET, Kind.SESSION, Kind.PLATE})
"""What is about one visit, and not about the patient."""

OFFERED = (
    *(Kind.LEAFLET, Kind.SLIP, Kind.CONSENT, Kind.LABEL),
    *(Kind.SESSION, Kind.PLATE, Kind.NEEDLES, Kind.CONTACTS, Kind.RECORD, Kind.TRAIL),
)
"""What is made here, for the patient first."""


class DeskDocuments(Documents, RecordDocuments, SmallDocuments, Protocol):
    """Makes all of these papers: PDF files, in memory."""


def sheets_of(kind: Kind) -> tuple[str, ...]:
    """The sizes of paper that a kind can be had on."""
    return {Kind.LABEL: tuple(LABELS), Kind.SLIP: tuple(SLIPS)}.get(kind, LARGE)


class PaperDesk:
    """Makes papers for `who`; each leaves the trace that its own service leaves."""

    def __init__(
        self,
        records: Records,
        documents: Callable[[str], DeskDocuments],
        clock: Clock,
        ids: Ids,
        who: Practitioner,
    ) -> None:
        """`documents` are made for a size of paper, or for the practice's own where none is
        named.
        """
        self._records, self._documents = records, documents
        self._clock, self._ids, self._who = clock, ids, who

    @property
    def offered(self) -> tuple[Kind, ...]:
        """What `who` can have made."""
        reads = may(self._who.role, Right.READ_AUDIT)
        return tuple(kind for kind in OFFERED if reads or kind is not Kind.TRAIL)

    @needs(Right.HAND_OUT)
    def made(
        self, kind: Kind, patient_id: PatientId, session_id: SessionId | None, sheet: str = ""
    ) -> Handout:
        """A paper of a patient; one of a visit needs its `session_id`.

        Raises `Refused` (NOT_FOUND, and what its own service refuses).
        """
        documents = self._documents(sheet)
        shared = (self._clock, self._ids, self._who)
        handouts = Handouts(self._records, documents, *shared)
        of_record = RecordPapers(self._records, documents, *shared)
        small = SmallPapers(self._records, documents, *shared)
        if kind in OF_VISIT:
            if session_id is None:
                raise Refused(ErrorCode.NOT_FOUND)
            of_visit = {
                Kind.LEAFLET: handouts.made_leaflet,
                Kind.SESSION: handouts.made_report,
                Kind.PLATE: of_record.plate,
            }
            made = of_visit[kind](session_id)
        elif kind in (Kind.LABEL, Kind.SLIP):
            make = small.label if kind is Kind.LABEL else small.slip
            return make(patient_id, sheet)
        else:
            made = self._of_patient(handouts, of_record, kind, patient_id)
        return replace(made, paper=sheet or made.paper)

    @needs(Right.HAND_OUT)
    def making(
        self, kind: Kind, patient_id: PatientId, session_id: SessionId | None, sheet: str = ""
    ) -> Generator[Step, None, Handout]:
        """The same in steps: a record of many sessions takes its time."""
        if kind is not Kind.RECORD:
            yield 0, 1
            return self.made(kind, patient_id, session_id, sheet)
        by = (self._clock, self._ids, self._who)
        handouts = Handouts(self._records, self._documents(sheet), *by)
        made = yield from handouts.making_record(patient_id)
        return replace(made, paper=sheet or made.paper)

    def _of_patient(
        self, handouts: Handouts, of_record: RecordPapers, kind: Kind, patient_id: PatientId
    ) -> Handout:
        makers = {
            Kind.RECORD: handouts.made_record,
            Kind.CONSENT: handouts.made_consent,
            Kind.NEEDLES: of_record.needle_log,
            Kind.CONTACTS: of_record.contacts,
            Kind.TRAIL: of_record.trail,
        }
        if kind not in makers:
            raise Refused(ErrorCode.NOT_FOUND)
        return makers[kind](patient_id)
