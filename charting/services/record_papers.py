"""Papers that show one thing of a record: the body map of a visit, the needles with their lots, the
contact notes, the trail of changes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from charting.domain.audit import Action, AuditEntry, ChainHead, Trace, Wanted
from charting.domain.body import BodyMeasures
from charting.domain.canonical import canonical, digest
from charting.domain.follow_up import FollowUp
from charting.domain.given_papers import Kind
from charting.domain.ids import EntryId, PatientId, PractitionerId, SessionId
from charting.domain.moment import Moment
from charting.domain.patient import Patient
from charting.domain.practice import Practice, Practitioner
from charting.domain.roles import Right
from charting.domain.session import Session
from charting.domain.signing import SignedRecord
from charting.services.handouts import Handout
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records

_PAGE = 500


@dataclass(frozen=True, slots=True)
class About:
    """Whom a paper is about, whose it is, and when it was printed; `names` are those of everybody
    in the practice.
    """

    practice: Practice
    patient: Patient
    names: Mapping[PractitionerId, str]
    printed: Moment


@dataclass(frozen=True, slots=True)
class SignedVisit:
    """A visit and what was signed of it, the first first."""

    session: Session
    signatures: Sequence[SignedRecord]


@dataclass(frozen=True, slots=True)
class PlateReport:
    """The marks of a visit on the body map; `measures` are the latest of the patient's body."""

    about: About
    visit: SignedVisit
    measures: BodyMeasures | None


@dataclass(frozen=True, slots=True)
class NeedleLog:
    """Every needle of a patient with its lot; the visits stand oldest first."""

    about: About
    visits: Sequence[SignedVisit]


@dataclass(frozen=True, slots=True)
class ContactReport:
    """The calls and reviews of a patient with every contact note."""

    about: About
    follow_ups: Sequence[FollowUp]


@dataclass(frozen=True, slots=True)
class TrailReport:
    """The trail of a patient and of all their visits, the earliest first; `visits` are the numbers
    of the visits by their chains, `heads` the last entry of each chain.
    """

    about: About
    entries: Sequence[AuditEntry]
    visits: Mapping[UUID, int]
    heads: Sequence[ChainHead]


class RecordDocuments(Protocol):
    """Makes these papers: PDF files, in memory."""

    def plate(self, report: PlateReport) -> bytes:
        """The marks of a visit on the body map."""

    def needle_log(self, log: NeedleLog) -> bytes:
        """Every needle with its lot."""

    def contacts(self, report: ContactReport) -> bytes:
        """Every contact note."""

    def trail(self, report: TrailReport) -> bytes:
        """The trail of changes."""


class RecordPapers:
    """What `who` can have made; each leaves a trace with the hash of the file."""

    def __init__(
        self,
        records: Records,
        documents: RecordDocuments,
        clock: Clock,
        ids: Ids,
        who: Practitioner,
    ) -> None:
        self._records, self._documents = records, documents
        self._clock, self._ids, self._who = clock, ids, who

    @needs(Right.HAND_OUT)
    def plate(self, session_id: SessionId) -> Handout:
        """The body map of a visit with its marks. Raises `Refused` (NOT_FOUND)."""
        visit = self._visit(session_id)
        about = self._about(visit.session.patient_id)
        measures = self._records.patients.measures(visit.session.patient_id)
        report = PlateReport(about, visit, measures[-1] if measures else None)
        return self._made(Kind.PLATE, session_id, about, self._documents.plate(report))

    @needs(Right.HAND_OUT)
    def needle_log(self, patient_id: PatientId) -> Handout:
        """Every needle of a patient with its lot. Raises `Refused` (NOT_FOUND)."""
        about = self._about(patient_id)
        lines = self._records.sessions.timeline(patient_id)[::-1]
        log = NeedleLog(about, [self._visit(line.id) for line in lines if line.needles])
        return self._made(Kind.NEEDLES, patient_id, about, self._documents.needle_log(log))

    @needs(Right.HAND_OUT)
    def contacts(self, patient_id: PatientId) -> Handout:
        """Every contact note of a patient. Raises `Refused` (NOT_FOUND)."""
        about = self._about(patient_id)
        report = ContactReport(about, self._records.follow_ups.of_patient(patient_id))
        return self._made(Kind.CONTACTS, patient_id, about, self._documents.contacts(report))

    @needs(Right.READ_AUDIT)
    def trail(self, patient_id: PatientId) -> Handout:
        """The trail of a patient and of all their visits. Raises `Refused` (NOT_FOUND)."""
        about = self._about(patient_id)
        lines = self._records.sessions.timeline(patient_id)
        entries = list(self._entries(patient_id))[::-1]
        last = {entry.chain: ChainHead(entry.chain, entry.number, entry.hash) for entry in entries}
        visits: dict[UUID, int] = {line.id: line.number for line in lines}
        report = TrailReport(about, entries, visits, list(last.values()))
        return self._made(Kind.TRAIL, patient_id, about, self._documents.trail(report))

    def _entries(self, patient_id: PatientId) -> Iterator[AuditEntry]:
        """All of them, the latest first."""
        before: EntryId | None = None
        while found := self._records.trail.find(Wanted(patient_id, before=before), _PAGE):
            yield from found
            before = found[-1].id

    def _visit(self, session_id: SessionId) -> SignedVisit:
        signed = self._records.signed.of_session(session_id)
        return SignedVisit(self._records.sessions.session(session_id), signed)

    def _about(self, patient_id: PatientId) -> About:
        practice = self._records.practice
        names = {one.id: one.name for one in practice.practitioners()}
        patient = self._records.patients.patient(patient_id)
        return About(practice.practice(), patient, names, self._clock.now())

    def _made(self, kind: Kind, chain: UUID, about: About, pdf: bytes) -> Handout:
        what = canonical({"report": kind, "sha256": digest(pdf).hex()})
        entry, at = EntryId(self._ids.new()), about.printed
        self._records.trail.add(Trace(entry, chain, at, self._who.id, Action.REPORT_MADE, what))
        return Handout(kind, chain, at.day, about.practice.paper, pdf)
