"""Handouts: the leaflet a patient takes home, the report of a session, the whole record."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from charting import content
from charting.domain.audit import Action, ChainHead, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.consent_on_file import consent_on_file
from charting.domain.errors import ErrorCode, Refused
from charting.domain.given_papers import Kind, Way
from charting.domain.ids import EntryId, PatientId, SessionId
from charting.domain.leaflet import Reason, leaflet, reasons
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.domain.session import Session
from charting.domain.sheet import Sheet
from charting.durable import write_whole
from charting.services.clinic_papers import dress_of
from charting.services.consent_report import ConsentReport
from charting.services.given_papers import GivenPapers
from charting.services.leaflet_facts import (
    Reader,
    facts_of,
    measures_of,
    plan_of,
    plan_on_file,
    texts_for,
)
from charting.services.permission import needs
from charting.services.ports import (
    Clock,
    Documents,
    Ids,
    RecordReport,
    Records,
    SessionReport,
)

Step = tuple[int, int]
"""How many parts of how many are done."""


@dataclass(frozen=True, slots=True)
class Handout:
    """A paper as PDF, in memory. `chain` is the audit chain it belongs to, the session's or the
    patient's; `day` that of the visit, or on which the record was put together; `reasons` are
    those of a leaflet, `about` is what is to be said of it beside it.
    """

    kind: Kind
    chain: UUID
    day: date
    paper: str
    pdf: bytes
    reasons: tuple[Reason, ...] = ()
    about: str = ""


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
        facts = facts_of(self._records, session, reader)
        plan = plan_of(sheet := plan_on_file(self._records, session))
        dress = dress_of(self._records.clinic_papers, plan.movements)
        chosen = replace(leaflet(facts, texts_for(facts, reader), plan), dress=dress)
        made = self._documents.leaflet(chosen)
        what = {
            "language": chosen.language,
            "large_print": chosen.large_print,
            "easy_read": chosen.easy_read,
            "version": chosen.version,
            "texts": chosen.ids,
            "plan": [sheet.id, sheet.version] if sheet else [],
            "sha256": digest(made).hex(),
        }
        self._trace(session_id, Action.LEAFLET_MADE, what)
        paper = facts.practice.paper
        return Handout(Kind.LEAFLET, session_id, facts.day, paper, made, reasons(facts, plan))

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
        steps = self.making_record(patient_id)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                made: Handout = end.value
                return made

    @needs(Right.HAND_OUT)
    def making_record(self, patient_id: PatientId) -> Generator[Step, None, Handout]:
        """The same in steps; nothing comes of it, and nothing is told, where one stops before its
        end. Raises `Refused` (NOT_FOUND).
        """
        records = self._records
        lines = records.sessions.timeline(patient_id)[::-1]
        of = 2 * len(lines) + 1
        sessions: list[SessionReport] = []
        for line in lines:
            sessions.append(self._report(line.id))
            yield len(sessions), of
        report = RecordReport(
            records.practice.practice(),
            records.patients.patient(patient_id),
            records.patients.facts(patient_id),
            records.patients.last_review(patient_id),
            records.sessions.episodes(patient_id),
            sessions,
            records.follow_ups.of_patient(patient_id),
            self._clock.now(),
            records.patients.measures(patient_id),
            records.sheets.of_patient(patient_id),
            records.practice.practitioners(),
            records.papers.of_patient(patient_id),
        )
        made = yield from _counted(self._documents.making_record(report), len(lines), of)
        what = {
            "report": "record",
            "sessions": [line.id for line in reversed(lines)],
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
        self._given(handout, Way.SAVED)

    @needs(Right.HAND_OUT)
    def saved(self, handout: Handout) -> None:
        """Note that a paper was written to a file by whoever made it."""
        self._given(handout, Way.SAVED)

    @needs(Right.HAND_OUT)
    def printed(self, handout: Handout) -> None:
        """Note that a paper was given to a printer."""
        self._given(handout, Way.PRINTED)

    def _given(self, handout: Handout, way: Way) -> None:
        given = GivenPapers(self._records, self._clock, self._ids, self._who)
        given.keep(handout.chain, handout.kind, handout.paper, handout.pdf, way)

    def _report(self, session_id: SessionId) -> SessionReport:
        records = self._records
        session = records.sessions.session(session_id)
        episodes = records.sessions.episodes(session.patient_id)
        return SessionReport(
            records.practice.practice(),
            records.practice.practitioners(),
            records.patients.patient(session.patient_id),
            next((one for one in episodes if one.id == session.episode_id), None),
            session,
            self._head(session_id),
            self._clock.now(),
            self._records.signed.of_session(session_id),
            measures_of(records, session.patient_id),
            self._sheets(session),
        )

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


def _counted(
    steps: Generator[int, None, bytes], before: int, of: int
) -> Generator[Step, None, bytes]:
    """The steps of a document after those `before` it."""
    while True:
        try:
            yield before + next(steps), of
        except StopIteration as end:
            made: bytes = end.value
            return made
