"""What the letters screen shows and what can be done on it, without a widget."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from charting.domain.afterwards import is_recalled
from charting.domain.errors import Refused
from charting.domain.ids import PatientId, SessionId
from charting.domain.letters import (
    Letter,
    LetterDraft,
    LetterKind,
    VisitSummary,
    needle_minutes,
)
from charting.domain.session import Session
from charting.domain.sheet import Sheet
from charting.domain.treated import treated_muscles
from charting.services.handouts import Handout
from charting.services.letters import LetterFile, Letters
from charting.services.ports import Clock
from charting.ui.tasks import Lane
from charting.wording import sentence, structure_words
from charting.wording.letters import LetterMatter, LetterWords, about_words, letter_draft

T = TypeVar("T")

Written = Letter | VisitSummary


class LettersModel(QObject):
    """The letters of one patient. `changed` tells of others, `begun` of another one that is
    written, `refused` carries a sentence, `made` what is on file and its page.
    """

    changed = Signal()
    begun = Signal()
    refused = Signal(str)
    made = Signal(object, object)

    def __init__(
        self,
        letters: Letters,
        lane: Lane,
        clock: Clock,
        words: LetterWords,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._letters, self._lane, self._clock, self._words = letters, lane, clock, words
        self.patient_id: PatientId | None = None
        self.session_id: SessionId | None = None
        self.file: LetterFile | None = None
        self.written: Written | None = None
        self.before: Sheet | None = None
        self.from_draft = False
        self._drafted: Written | None = None

    def open(self, patient_id: PatientId, session_id: SessionId | None = None) -> None:
        """Show the letters of a patient; what is written belongs to the session, if one is open."""
        self.forget()
        self.patient_id, self.session_id = patient_id, session_id
        self.look_again()

    def forget(self) -> None:
        """Keep nothing of the patient shown."""
        self.patient_id, self.session_id, self.file = None, None, None
        self.written, self.before, self._drafted = None, None, None
        self.from_draft = False
        self.changed.emit()
        self.begun.emit()

    def look_again(self) -> None:
        """Read the letters once more."""
        patient_id = self.patient_id
        if patient_id is None:
            return

        def then(file: LetterFile) -> None:
            if patient_id == self.patient_id:
                self.file = file
                self.changed.emit()
                self._take_up(file)

        self._do(lambda: self._letters.of_patient(patient_id), then)

    # Beginning to write

    @property
    def session(self) -> Session | None:
        """The visit that is written about: the one that is open, or the latest."""
        sessions = self.file.sessions if self.file else ()
        of_that_id = [each for each in sessions if each.id == self.session_id]
        return next(iter(reversed(of_that_id or list(sessions))), None)

    def begin_letter(self, kind: LetterKind) -> None:
        """Fill a new letter from the record."""
        file = self.file
        if file is None:
            return
        sessions = [
            each
            for each in file.sessions
            if self.session is None or each.opened.utc <= self.session.opened.utc
        ]
        today = self._clock.now().day
        matter = LetterMatter(
            file.practice,
            file.writer,
            today,
            file.facts,
            file.episode,
            sessions,
            file.scores,
            file.events,
        )
        text = letter_draft(kind, matter, self._words)
        about = about_words(kind, file.patient, file.practice.country)
        self._write(Letter(kind, today, "", about, text))

    def begin_summary(self) -> None:
        """Fill a new summary of the visit."""
        session = self.session
        if session is None:
            return
        structures = self._words.structures
        muscles = dict.fromkeys(
            structure_words(each.muscle, structures) for each in treated_muscles(session)
        )
        needles = session.needles()
        unknown = session.written and not all(is_recalled(each, session) for each in needles)
        minutes = None if unknown else needle_minutes(needles)
        self._write(VisitSummary(session.opened.day, minutes, tuple(muscles)))

    def begin_again(self, sheet: Sheet) -> None:
        """Write further at what is on file; the version there stays."""
        content = sheet.content
        if isinstance(content, Letter | VisitSummary):
            self._write(content, sheet)

    def _write(self, written: Written, before: Sheet | None = None) -> None:
        self.written, self.before, self.from_draft = written, before, False
        self.begun.emit()

    # What is not kept yet

    def rest(self, written: Written) -> None:
        """Store what stands there once the hand rests, unless it is as it was begun."""
        patient_id, before = self.patient_id, self.before
        if patient_id is None or written == (self._drafted or self.written):
            return
        self._drafted = written
        draft = LetterDraft(written, before.id if before else None, self.session_id)
        self._do(lambda: self._letters.put_draft(patient_id, draft), lambda _done: None)

    def drop(self) -> None:
        """Forget what is being written and not kept."""
        patient_id = self.patient_id
        if patient_id is not None and (self._drafted is not None or self.from_draft):
            self._drafted = None
            self._do(lambda: self._letters.drop_draft(patient_id), lambda _done: None)

    def _take_up(self, file: LetterFile) -> None:
        """Go on with what was begun and not kept, where nothing else is being written."""
        draft = file.draft
        if draft is None or self.written is not None:
            return
        before = next((each for each in file.kept if each.id == draft.amends), None)
        self.session_id = draft.session_id or self.session_id
        self.written, self.before, self.from_draft = draft.written, before, True
        self._drafted = draft.written
        self.begun.emit()

    # Keeping

    def keep(self, written: Written) -> None:
        """Keep what is written with its page; `made` or `refused` follows. What is on file word for
        word is not kept again.
        """
        file, before, session_id = self.file, self.before, self.session_id
        if file is None:
            return
        if before is not None and before.content == written:
            self.show_page(before)
            return

        def then(both: tuple[Sheet, Handout]) -> None:
            sheet, page = both
            self._drafted = None
            self.begin_again(sheet)
            self.look_again()
            self.made.emit(sheet, page)

        self._do(lambda: self._letters.keep(file, written, before, session_id), then)

    def show_page(self, sheet: Sheet) -> None:
        """Make the page of what is on file; `made` follows."""
        self._do(lambda: self._letters.again(sheet), lambda page: self.made.emit(sheet, page))

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._lane.submit(work, then, self._on_problem)

    def _on_problem(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.refused.emit(sentence(problem))
