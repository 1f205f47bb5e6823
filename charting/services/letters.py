"""Letters and visit summaries: filled from the record, made into a page, and kept as it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from charting.domain.adverse_events import AdverseEvent
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.episode import Episode
from charting.domain.episode_scores import Asked, EpisodeScores, episode_scores
from charting.domain.errors import ErrorCode, Refused
from charting.domain.given_papers import Kind
from charting.domain.ids import EntryId, PatientId, SessionId
from charting.domain.letters import (
    Letter,
    LetterDraft,
    VisitSummary,
    checked_letter,
    checked_summary,
)
from charting.domain.patient import HealthFact, Patient
from charting.domain.practice import Practice, Practitioner
from charting.domain.roles import Right
from charting.domain.session import Session
from charting.domain.sheet import Sheet, standing
from charting.services.handouts import Handout
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.sheets import Sheets


@dataclass(frozen=True, slots=True)
class LetterFile:
    """What letters about a patient are filled from, and those there are.

    `sessions` are those of the `episode` that runs, or of the latest, oldest first, as are its
    `scores` and adverse `events`; `kept` holds the latest versions of letters and summaries, as
    they were written; `draft` is what the writer has begun and not kept.
    """

    practice: Practice
    writer: Practitioner
    patient: Patient
    facts: Sequence[HealthFact]
    episode: Episode | None
    sessions: Sequence[Session]
    kept: Sequence[Sheet]
    draft: LetterDraft | None = None
    scores: EpisodeScores = field(default_factory=EpisodeScores)
    events: Sequence[AdverseEvent] = ()


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A letter or a visit summary to be printed."""

    practice: Practice
    writer: Practitioner
    patient: Patient
    content: Letter | VisitSummary


class LetterDocuments(Protocol):
    """Makes these pages: PDF files, in memory; the same page makes the same file."""

    def letter(self, page: LetterPage) -> bytes:
        """A letter, or the summary of a visit."""


class Letters:
    """What `who` can write; a letter is a sheet with its text and the hash of its page on the
    practice's own paper. `documents` are made for a size of paper, that one where none is named.
    """

    def __init__(
        self,
        records: Records,
        sheets: Sheets,
        documents: Callable[[str], LetterDocuments],
        clock: Clock,
        ids: Ids,
        who: Practitioner,
    ) -> None:
        self._records, self._sheets, self._documents = records, sheets, documents
        self._clock, self._ids, self._who = clock, ids, who

    @needs(Right.READ_CLINICAL)
    def of_patient(self, patient_id: PatientId) -> LetterFile:
        """What letters about a patient are filled from, and those there are."""
        records = self._records
        episodes = list(records.sessions.episodes(patient_id))
        running = [each for each in episodes if each.closed is None]
        episode = next(iter(reversed(running or episodes)), None)
        lines = [
            line
            for line in reversed(records.sessions.timeline(patient_id))
            if episode and line.stands and line.episode_id == episode.id
        ]
        sheets = standing(self._sheets.of_patient(patient_id))
        asked = (Asked(each.id, each.opened, each.pain_before, each.pain_after) for each in lines)
        return LetterFile(
            records.practice.practice(),
            self._who,
            records.patients.patient(patient_id),
            [fact for fact in records.patients.facts(patient_id) if fact.current],
            episode,
            [records.sessions.session(line.id) for line in lines],
            [each for each in sheets if isinstance(each.content, Letter | VisitSummary)],
            records.sheets.draft(patient_id, self._who.id),
            episode_scores(episode.id if episode else None, asked, sheets),
            [
                each.content
                for each in sheets
                if isinstance(each.content, AdverseEvent)
                and episode is not None
                and each.episode_id == episode.id
            ],
        )

    @needs(Right.CHART)
    def put_draft(self, patient_id: PatientId, draft: LetterDraft) -> None:
        """Store what is being written, so that neither a lock nor a crash takes it away."""
        self._records.sheets.put_draft(patient_id, self._who.id, draft)

    @needs(Right.CHART)
    def drop_draft(self, patient_id: PatientId) -> None:
        """Forget what was being written."""
        self._records.sheets.drop_draft(patient_id, self._who.id)

    @needs(Right.CHART)
    def keep(
        self,
        file: LetterFile,
        written: Letter | VisitSummary,
        before: Sheet | None = None,
        session_id: SessionId | None = None,
    ) -> tuple[Sheet, Handout]:
        """Make the page and put it on file, as a further version of the sheet `before`, if any.

        Raises `Refused`, as the checks of letters and summaries do; STALE_RECORD.
        """
        checked = (
            checked_letter(written) if isinstance(written, Letter) else checked_summary(written)
        )
        pdf = self._pdf(file, replace(checked, pdf_sha256=""))
        sealed = replace(checked, pdf_sha256=digest(pdf).hex())
        if before is not None:
            sheet = self._sheets.amend(before, sealed)
        else:
            episode = file.episode.id if file.episode else None
            sheet = self._sheets.file(file.patient.id, sealed, episode, session_id)
        self._records.sheets.drop_draft(file.patient.id, self._who.id)
        return sheet, self._handout(sheet, pdf)

    @needs(Right.HAND_OUT)
    def again(self, sheet: Sheet, paper: str = "") -> Handout:
        """The page of a letter that is on file, on a size of paper.

        Raises `Refused` (NOT_FOUND) for another sheet.
        """
        content = sheet.content
        if not isinstance(content, Letter | VisitSummary):
            raise Refused(ErrorCode.NOT_FOUND)
        file = self.of_patient(sheet.patient_id)
        people = {one.id: one for one in self._records.practice.practitioners()}
        by_writer = replace(file, writer=people.get(sheet.by, file.writer))
        pdf = self._pdf(by_writer, replace(content, pdf_sha256=""), paper)
        return self._handout(sheet, pdf, paper)

    def _pdf(self, file: LetterFile, content: Letter | VisitSummary, paper: str = "") -> bytes:
        page = LetterPage(file.practice, file.writer, file.patient, content)
        return self._documents(paper).letter(page)

    def _handout(self, sheet: Sheet, pdf: bytes, paper: str = "") -> Handout:
        kind = Kind.LETTER if isinstance(sheet.content, Letter) else Kind.SUMMARY
        what = canonical({"report": kind, "about": sheet.id, "sha256": digest(pdf).hex()})
        self._records.trail.add(
            Trace(
                EntryId(self._ids.new()),
                sheet.patient_id,
                self._clock.now(),
                self._who.id,
                Action.REPORT_MADE,
                what,
            )
        )
        on = paper or self._records.practice.practice().paper
        return Handout(kind, sheet.patient_id, self._clock.now().day, on, pdf)
