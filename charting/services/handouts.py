"""Handouts: the leaflet a patient takes home, the report of a session, the whole record."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from charting import content
from charting.domain.audit import Action, Trace
from charting.domain.body import BodyMeasures
from charting.domain.canonical import canonical, digest
from charting.domain.consent_on_file import consent_on_file
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, PatientId, SessionId
from charting.domain.leaflet import LeafletFacts, Reason, leaflet, reasons
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.domain.session import Reply, Session
from charting.domain.sheet import Sheet
from charting.domain.visit import next_visit
from charting.durable import write_whole
from charting.languages import LEAFLETS, language_of
from charting.services.consent_report import ConsentReport
from charting.services.permission import needs
from charting.services.ports import (
    ChainHead,
    Clock,
    Documents,
    Ids,
    RecordReport,
    Records,
    SessionReport,
)


class Kind(StrEnum):
    """What can be handed out."""

    LEAFLET = "leaflet"
    SESSION = "session"
    RECORD = "record"
    EVENT = "event"
    EPISODE = "episode"
    OUTCOMES = "outcomes"
    COURSE = "course"
    LETTER = "letter"
    SUMMARY = "summary"
    EDUCATION = "education"
    CONSENT = "consent"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class Reader:
    """How the patient reads: large print or not, and in which language (BCP 47)."""

    large_print: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Handout:
    """A paper as PDF, in memory. `chain` is the audit chain it belongs to, the session's or the
    patient's; `day` that of the visit, or on which the record was put together; `reasons` are
    those of a leaflet.
    """

    kind: Kind
    chain: UUID
    day: date
    paper: str
    pdf: bytes
    reasons: tuple[Reason, ...] = ()


class Handouts:
    """What `who` can hand out. What is made leaves a trace with the hash of the
    file; that it was printed or saved, and so left the window, is a trace of its own.
    """

    def __init__(
        self, records: Records, documents: Documents, clock: Clock, ids: Ids, who: Practitioner
    ) -> None:
        self._records = records
        self._documents = documents
        self._clock = clock
        self._ids = ids
        self._who = who
        self._by = who.id

    @needs(Right.HAND_OUT)
    def leaflet(self, session_id: SessionId, reader: Reader | None = None) -> bytes:
        """The leaflet for a session as it is charted now, as PDF.

        Raises `Refused` (NOT_FOUND; CONTENT_DAMAGED where there are no words in that language).
        """
        return self.made_leaflet(session_id, reader).pdf

    @needs(Right.HAND_OUT)
    def session_report(self, session_id: SessionId) -> bytes:
        """The report of one session, as PDF. Raises `Refused` (NOT_FOUND)."""
        return self.made_report(session_id).pdf

    @needs(Right.HAND_OUT)
    def record(self, patient_id: PatientId) -> bytes:
        """The whole record of a patient, as PDF. Raises `Refused` (NOT_FOUND)."""
        return self.made_record(patient_id).pdf

    @needs(Right.HAND_OUT)
    def made_leaflet(self, session_id: SessionId, reader: Reader | None = None) -> Handout:
        """The leaflet; without a `reader` it is printed as the patient is known to read.

        Raises `Refused` (NOT_FOUND; CONTENT_DAMAGED where there are no words in that language).
        """
        session = self._records.sessions.session(session_id)
        facts = self._facts(session, reader)
        usual = language_of(LEAFLETS, facts.patient.language)
        chosen = leaflet(facts, content.leaflet_texts(reader.language if reader else usual))
        made = self._documents.leaflet(chosen)
        what = {
            "language": chosen.language,
            "large_print": chosen.large_print,
            "version": chosen.version,
            "texts": chosen.ids,
            "sha256": digest(made).hex(),
        }
        self._trace(session_id, Action.LEAFLET_MADE, what)
        paper = facts.practice.paper
        return Handout(Kind.LEAFLET, session_id, facts.day, paper, made, reasons(facts))

    @needs(Right.HAND_OUT)
    def made_report(self, session_id: SessionId) -> Handout:
        """The report of one session. Raises `Refused` (NOT_FOUND)."""
        report = self._report(session_id)
        made = self._documents.session_report(report)
        what = {"report": "session", "sha256": digest(made).hex()}
        self._trace(session_id, Action.REPORT_MADE, what)
        day, paper = report.session.opened.day, report.practice.paper
        return Handout(Kind.SESSION, session_id, day, paper, made)

    @needs(Right.HAND_OUT)
    def made_record(self, patient_id: PatientId) -> Handout:
        """The whole record of a patient. Raises `Refused` (NOT_FOUND)."""
        records = self._records
        lines = records.sessions.timeline(patient_id)
        report = RecordReport(
            records.practice.practice(),
            records.patients.patient(patient_id),
            records.patients.facts(patient_id),
            records.patients.last_review(patient_id),
            records.sessions.episodes(patient_id),
            [self._report(line.id) for line in reversed(lines)],
            records.follow_ups.of_patient(patient_id),
            self._clock.now(),
            records.patients.measures(patient_id),
            records.sheets.of_patient(patient_id),
            records.practice.practitioners(),
        )
        made = self._documents.record(report)
        what = {
            "report": "record",
            "sessions": [line.id for line in lines],
            "sha256": digest(made).hex(),
        }
        self._trace(patient_id, Action.REPORT_MADE, what)
        return Handout(Kind.RECORD, patient_id, report.printed.day, report.practice.paper, made)

    @needs(Right.HAND_OUT)
    def made_consent(self, patient_id: PatientId) -> Handout:
        """The written consent that a patient signed last, as it was signed.

        Raises `Refused` (CONSENT_MISSING, NOT_FOUND).
        """
        records = self._records
        on_file = consent_on_file(records.sheets.of_patient(patient_id))
        if on_file is None:
            raise Refused(ErrorCode.CONSENT_MISSING)
        regions = content.screening().regions
        report = ConsentReport(
            records.practice.practice(),
            records.practice.practitioners(),
            records.patients.patient(patient_id),
            on_file,
            {each: region.words for each, region in regions.items()},
            self._clock.now(),
        )
        made = self._documents.consent(report)
        what = {
            "report": "consent",
            "sheet": on_file.sheet.id,
            "text": on_file.consent.text_hash,
            "sha256": digest(made).hex(),
        }
        self._trace(patient_id, Action.REPORT_MADE, what)
        day, paper = on_file.consent.signed.day, report.practice.paper
        return Handout(Kind.CONSENT, patient_id, day, paper, made)

    @needs(Right.HAND_OUT)
    def save(self, handout: Handout, file: Path) -> None:
        """Write a paper to a file that only its owner may read, whole or not at all.

        Raises `Refused` (FILE_NOT_WRITABLE).
        """
        try:
            write_whole(file, handout.pdf)
        except OSError as problem:
            raise Refused(ErrorCode.FILE_NOT_WRITABLE, {"file": file.name}) from problem
        self._left(handout, Action.SAVED)

    @needs(Right.HAND_OUT)
    def printed(self, handout: Handout) -> None:
        """Note that a paper was given to a printer."""
        self._left(handout, Action.PRINTED)

    def _left(self, handout: Handout, action: Action) -> None:
        what = {"paper": handout.kind, "sha256": digest(handout.pdf).hex()}
        self._trace(handout.chain, action, what)

    def _facts(self, session: Session, reader: Reader | None) -> LeafletFacts:
        people = {one.id: one for one in self._records.practice.practitioners()}
        patient = self._records.patients.patient(session.patient_id)
        yes = [key for key, answer in session.answers.items() if answer.reply is Reply.YES]
        return LeafletFacts(
            patient,
            self._records.practice.practice(),
            people[session.practitioner_id],
            session.opened.day,
            tuple(session.marks.values()),
            frozenset(yes),
            next_visit(session),
            reader.large_print if reader else patient.large_print,
            self._measures(session.patient_id),
        )

    def _report(self, session_id: SessionId) -> SessionReport:
        session = self._records.sessions.session(session_id)
        episodes = self._records.sessions.episodes(session.patient_id)
        return SessionReport(
            self._records.practice.practice(),
            self._records.practice.practitioners(),
            self._records.patients.patient(session.patient_id),
            next((one for one in episodes if one.id == session.episode_id), None),
            session,
            self._head(session_id),
            self._clock.now(),
            self._records.signed.of_session(session_id),
            self._measures(session.patient_id),
            self._sheets(session),
        )

    def _measures(self, patient_id: PatientId) -> BodyMeasures | None:
        """What was measured last of the patient's body."""
        return next(iter(reversed(self._records.patients.measures(patient_id))), None)

    def _sheets(self, session: Session) -> tuple[Sheet, ...]:
        every = self._records.sheets.of_patient(session.patient_id)
        return tuple(sheet for sheet in every if sheet.session_id == session.id)

    def _head(self, session_id: SessionId) -> ChainHead | None:
        entries = self._records.trail.chain(session_id)
        last = entries[-1] if entries else None
        return ChainHead(last.chain, last.number, last.hash) if last else None

    def _trace(self, chain: UUID, action: Action, what: object) -> None:
        self._records.trail.add(
            Trace(
                EntryId(self._ids.new()),
                chain,
                self._clock.now(),
                self._by,
                action,
                canonical(what),
            )
        )
