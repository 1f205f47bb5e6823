"""Handouts: the leaflet a patient takes home, the report of a session, the whole record."""

from dataclasses import dataclass
from uuid import UUID

from charting import content
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.ids import EntryId, PatientId, SessionId
from charting.domain.leaflet import Leaflet, LeafletFacts, leaflet
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.domain.session import Reply, Session
from charting.domain.visit import next_visit
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


@dataclass(frozen=True, slots=True)
class Reader:
    """How the patient reads: large print or not, and in which language (BCP 47)."""

    large_print: bool = False
    language: str = "en"


class Handouts:
    """What `who` can hand out; each leaves its trace with the hash of the file."""

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
        reader = reader or Reader()
        session = self._records.sessions.session(session_id)
        chosen = self._leaflet(session, reader)
        made = self._documents.leaflet(chosen)
        what = {
            "language": chosen.language,
            "large_print": chosen.large_print,
            "version": chosen.version,
            "texts": chosen.ids,
            "sha256": digest(made).hex(),
        }
        self._trace(session_id, Action.LEAFLET_MADE, what)
        return made

    @needs(Right.HAND_OUT)
    def session_report(self, session_id: SessionId) -> bytes:
        """The report of one session, as PDF. Raises `Refused` (NOT_FOUND)."""
        made = self._documents.session_report(self._report(session_id))
        what = {"report": "session", "sha256": digest(made).hex()}
        self._trace(session_id, Action.REPORT_MADE, what)
        return made

    @needs(Right.HAND_OUT)
    def record(self, patient_id: PatientId) -> bytes:
        """The whole record of a patient, as PDF. Raises `Refused` (NOT_FOUND)."""
        records = self._records
        lines = records.sessions.timeline(patient_id)
        report = RecordReport(
            records.practice.practice(),
            records.patients.patient(patient_id),
            records.patients.facts(patient_id),
            records.patients.last_review(patient_id),
            records.sessions.episodes(patient_id),
            [self._report(line.id) for line in reversed(lines)],
            self._clock.now(),
        )
        made = self._documents.record(report)
        what = {
            "report": "record",
            "sessions": [line.id for line in lines],
            "sha256": digest(made).hex(),
        }
        self._trace(patient_id, Action.REPORT_MADE, what)
        return made

    def _leaflet(self, session: Session, reader: Reader) -> Leaflet:
        people = {one.id: one for one in self._records.practice.practitioners()}
        yes = [key for key, answer in session.answers.items() if answer.reply is Reply.YES]
        facts = LeafletFacts(
            self._records.patients.patient(session.patient_id),
            self._records.practice.practice(),
            people[session.practitioner_id],
            session.opened.day,
            tuple(session.marks.values()),
            frozenset(yes),
            next_visit(session),
            reader.large_print,
        )
        return leaflet(facts, content.leaflet_texts(reader.language))

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
        )

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
