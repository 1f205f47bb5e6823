"""Papers as they were handed out: kept, listed, and shown again byte for byte years later."""

from collections.abc import Sequence
from uuid import UUID

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.errors import ErrorCode, Refused
from charting.domain.given_papers import GivenId, GivenPaper, Kind, Way
from charting.domain.ids import EntryId, PatientId, SessionId
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records

_DEEDS = {
    Way.PRINTED: Action.PRINTED,
    Way.SAVED: Action.SAVED,
    Way.MAILED: Action.SAVED_FOR_MAIL,
}


class GivenPapers:
    """What `who` hands out and looks at again; each leaves a trace with the hash of the file."""

    def __init__(self, records: Records, clock: Clock, ids: Ids, who: Practitioner) -> None:
        self._records, self._clock, self._ids, self._who = records, clock, ids, who

    @needs(Right.READ_CLINICAL)
    def of_patient(self, patient_id: PatientId) -> Sequence[GivenPaper]:
        """What was handed out to a patient, the latest first."""
        return self._records.papers.of_patient(patient_id)[::-1]

    @needs(Right.HAND_OUT)
    def keep(self, chain: UUID, kind: Kind, sheet: str, pdf: bytes, way: Way) -> None:
        """Keep a paper that leaves the application; `chain` is the session or the patient it is
        about, `sheet` the size of its paper. Raises `Refused` (NOT_FOUND).
        """
        patient_id = self._records.trail.patients({chain}).get(chain)
        if patient_id is None:
            raise Refused(ErrorCode.NOT_FOUND)
        session_id = None if chain == patient_id else SessionId(chain)
        now, by, hash_ = self._clock.now(), self._who.id, digest(pdf)
        paper = GivenPaper(
            *(GivenId(self._ids.new()), patient_id, kind, way, now, by, hash_, sheet, session_id)
        )
        what = canonical({"paper": kind, "sha256": hash_.hex()})
        trace = Trace(EntryId(self._ids.new()), chain, now, by, _DEEDS[way], what)
        self._records.papers.keep(paper, pdf, trace)

    @needs(Right.READ_CLINICAL)
    def shown(self, paper: GivenPaper) -> bytes:
        """The very bytes that were handed out.

        Raises `Refused` (PAPER_NOT_KEPT, PAPER_DAMAGED).
        """
        pdf = self._records.papers.pdf(paper.patient_id, paper.sha256)
        if pdf is None:
            raise Refused(ErrorCode.PAPER_NOT_KEPT)
        if digest(pdf) != paper.sha256:
            raise Refused(ErrorCode.PAPER_DAMAGED)
        what = canonical({"paper": paper.kind, "sha256": paper.sha256.hex()})
        chain = paper.session_id or paper.patient_id
        now, by = self._clock.now(), self._who.id
        entry = EntryId(self._ids.new())
        self._records.trail.add(Trace(entry, chain, now, by, Action.PAPER_SHOWN, what))
        return pdf
