"""The consent of a patient as it is asked for and kept, without a widget."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from charting import forms
from charting.domain.consent import (
    Consent,
    ConsentText,
    ConsentWithdrawn,
    HandSignature,
    Question,
    Signer,
    Stroke,
)
from charting.domain.consent_on_file import ConsentOnFile, consent_on_file
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId, SessionId
from charting.domain.moment import Moment
from charting.domain.patient import Patient
from charting.domain.practice import Practitioner
from charting.domain.regions import Region
from charting.domain.roles import Right, may
from charting.domain.session import Session
from charting.languages import consent_language, languages
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.ui.tasks import Lane
from charting.wording import sentence
from charting.wording.consent import kept_words, withdrawn_words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Draft:
    """A consent that is being asked for, in a language; signatures by who signs, with the name and
    the moment. `half` is a question that is still being typed, and its answer.
    """

    needles_by: PractitionerId
    questions: tuple[Question, ...] = ()
    excluded: tuple[str, ...] = ()
    assent: str = ""
    names: Mapping[Signer, str] = field(default_factory=dict)
    drawn: Mapping[Signer, tuple[tuple[Stroke, ...], Moment]] = field(default_factory=dict)
    half: tuple[str, str] = ("", "")

    def consent(self, text: ConsentText, age: int) -> Consent:
        """What somebody of this age, in whole years, signs with it."""
        signatures = tuple(
            HandSignature(signer, self.names.get(signer, ""), strokes, at)
            for signer, (strokes, at) in sorted(self.drawn.items())
        )
        return Consent(
            text,
            text.hash,
            age,
            self.needles_by,
            signatures,
            self.questions,
            tuple(sorted(self.excluded)),
            self.assent,
        )


Begun = tuple[ConsentText, Draft, bool]
"""A consent that is not signed yet: its text, what was said, and whether it follows another."""


class ConsentModel(QObject):
    """One patient's consent: `changed` tells of another state, `said` a sentence and its tone,
    `kept` that a consent was put on file, `taken_back` the regions that were (none: all of it).
    """

    changed = Signal()
    said = Signal(str, str)
    kept = Signal(object)
    taken_back = Signal(object)

    def __init__(
        self, practice: OpenPractice, lane: Lane, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._practice, self._lane, self._clock = practice, lane, clock
        self.country = practice.practice.country
        self.patient: Patient | None = None
        self.session: Session | None = None
        self.text: ConsentText | None = None
        self.trouble = ""
        self.on_file: ConsentOnFile | None = None
        self.people: tuple[Practitioner, ...] = ()
        self.draft = Draft(practice.practitioner.id)
        self.busy = False
        self._opened = 0
        self.asks_anew = False

    # What stands

    @property
    def regions(self) -> tuple[Region, ...]:
        """The parts of the back that can be left out, in words."""
        return tuple(one for one in self._practice.screenings.rules.regions.values() if one.offered)

    @property
    def names(self) -> Mapping[PractitionerId, str]:
        """The names of everybody who works or worked here."""
        return self._practice.names

    @property
    def languages(self) -> tuple[str, ...]:
        """Those in which there is a text to be signed."""
        folder = self._practice.folder
        return tuple(code for code in languages(folder) if consent_language(folder, code) == code)

    @property
    def asks(self) -> bool:
        """Whether a consent is asked for now; otherwise the one on file is shown."""
        return self.asks_anew or self.on_file is None or not self.on_file.in_force

    @property
    def age(self) -> int:
        """Of the patient, in whole years."""
        return self.patient.age_on(self._clock.now().day) if self.patient else 0

    @property
    def is_minor(self) -> bool:
        """Whether the patient does not sign alone."""
        return self.text is not None and self.age < self.text.of_age

    @property
    def shown_text(self) -> ConsentText | None:
        """The text to read: that which was signed, or else today's."""
        if self.asks or self.on_file is None:
            return self.text
        return self.on_file.consent.text

    def who_needles(self, consent: Consent | None = None) -> str:
        """The name of who needles."""
        by = consent.needles_by if consent is not None else self.draft.needles_by
        return self.names.get(by, by.hex)

    # Opening

    def open(self, patient: Patient, session: Session | None, begun: Begun | None = None) -> None:
        """Be about another patient, reading in the background; what was `begun` is gone on with."""
        self._opened += 1
        opened = self._opened
        self.patient, self.session, self.on_file = patient, session, None
        self.text, self.busy, self.asks_anew = None, True, False
        self.draft = Draft(self._practice.practitioner.id)
        self.changed.emit()
        practice = self._practice

        def read() -> tuple[ConsentOnFile | None, ConsentText, Refused | None]:
            found = consent_on_file(practice.sheets.of_patient(patient.id))
            language = consent_language(practice.folder, patient.language)
            text, refused = forms.clinic_consent_text(practice.folder, language)
            people = practice.records.practice.practitioners()
            self.people = tuple(
                one for one in people if one.left is None and may(one.role, Right.CHART)
            )
            return found, text, refused

        def then(found: tuple[ConsentOnFile | None, ConsentText, Refused | None]) -> None:
            if opened == self._opened:
                self.on_file, self.text, refused = found
                self.trouble = sentence(refused) if refused else ""
                self.busy = False
                self._begin_draft()
                if begun is not None:
                    self.text, self.draft, self.asks_anew = begun
                self.changed.emit()

        self._do(read, then)

    def forget(self) -> None:
        """Keep nothing of it."""
        self._opened += 1
        self.patient = self.session = self.on_file = self.text = None
        self.draft = Draft(self._practice.practitioner.id)
        self.busy = False
        self.changed.emit()

    def read_in(self, language: str) -> None:
        """Read the text in another language; what was drawn under the one before is drawn anew."""
        opened = self._opened
        if self.text is None or language == self.text.language:
            return

        def then(found: tuple[ConsentText, Refused | None]) -> None:
            if opened == self._opened:
                self.text, refused = found
                self.trouble = sentence(refused) if refused else ""
                self._change(replace(self.draft, drawn={}))

        folder = self._practice.folder
        self._do(lambda: forms.clinic_consent_text(folder, language), then)

    def ask_anew(self) -> None:
        """Ask for a new consent, beside the one that is on file."""
        self.asks_anew = True
        self._begin_draft()
        self.changed.emit()

    def _begin_draft(self) -> None:
        name = self.patient.name if self.patient else ""
        self.draft = Draft(self._practice.practitioner.id, names={Signer.PATIENT: name})

    # Asking for it

    def needled_by(self, who: PractitionerId) -> None:
        """Say who needles."""
        self._change(replace(self.draft, needles_by=who))

    def exclude(self, region: str, *, out: bool) -> None:
        """Leave a part of the back out, or take it in again."""
        kept = tuple(each for each in self.draft.excluded if each != region)
        self._change(replace(self.draft, excluded=(*kept, region) if out else kept))

    def ask(self, asked: str, answered: str) -> bool:
        """Note a question and its answer; False, and told why, where one of them is missing."""
        if not asked.strip() or not answered.strip():
            facts = {"question": (asked or answered).strip()[:40]}
            self.said.emit(sentence(Refused(ErrorCode.QUESTION_UNANSWERED, facts)), "hazard")
            return False
        question = Question(asked.strip(), answered.strip())
        self._change(replace(self.draft, questions=(*self.draft.questions, question)))
        return True

    def unask(self, place: int) -> None:
        """Take a question back."""
        questions = list(self.draft.questions)
        del questions[place]
        self._change(replace(self.draft, questions=tuple(questions)))

    def name(self, signer: Signer, name: str) -> None:
        """The name of somebody who signs."""
        self.draft = replace(self.draft, names={**self.draft.names, signer: name})

    def agree(self, assent: str) -> None:
        """How somebody for whom a guardian signs agrees themselves."""
        self.draft = replace(self.draft, assent=assent)

    def sign(self, signer: Signer, strokes: tuple[Stroke, ...]) -> None:
        """What somebody has drawn so far; nothing where they sign again."""
        drawn = {key: value for key, value in self.draft.drawn.items() if key is not signer}
        if strokes:
            drawn[signer] = (strokes, self._clock.now())
        self._change(replace(self.draft, drawn=drawn))

    def keep(self) -> None:
        """Put the consent on file; `kept` follows, or a sentence that says what is missing."""
        patient, text, session = self.patient, self.text, self.session
        if patient is None or text is None or self.busy:
            return
        consent = self.draft.consent(text, self.age)
        self.busy = True

        def put() -> ConsentOnFile | None:
            episode = session.episode_id if session else None
            open_session: SessionId | None = (
                session.id if session is not None and session.open_to_change else None
            )
            self._practice.sheets.file(patient.id, consent, episode, open_session)
            return consent_on_file(self._practice.sheets.of_patient(patient.id))

        def then(found: ConsentOnFile | None) -> None:
            self.on_file, self.busy, self.asks_anew = found, False, False
            self.changed.emit()
            if found is not None:
                self.said.emit(kept_words(found, self.country), "counted")
                self.kept.emit(found)

        self._do(put, then)

    # Taking it back

    def take_back(self, regions: tuple[str, ...], words: str) -> None:
        """Put on file that the consent was taken back, as a whole or for these regions."""
        on_file, patient, session = self.on_file, self.patient, self.session
        if on_file is None or patient is None or self.busy:
            return
        withdrawn = ConsentWithdrawn(on_file.sheet.id, tuple(sorted(regions)), words)
        self.busy = True

        def put() -> ConsentOnFile | None:
            is_open = session is not None and session.open_to_change
            self._practice.sheets.file(
                patient.id,
                withdrawn,
                session.episode_id if session else None,
                session.id if session is not None and is_open else None,
            )
            return consent_on_file(self._practice.sheets.of_patient(patient.id))

        def then(found: ConsentOnFile | None) -> None:
            self.on_file, self.busy = found, False
            self._begin_draft()
            self.changed.emit()
            named = {one.id: one.words for one in self.regions}
            told = tuple(named.get(each, each) for each in withdrawn.regions)
            self.said.emit(withdrawn_words(told), "answer")
            self.taken_back.emit(withdrawn.regions)

        self._do(put, then)

    def _change(self, draft: Draft) -> None:
        self.draft = draft
        self.changed.emit()

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._lane.submit(work, then, self._on_problem)

    def _on_problem(self, problem: Exception) -> None:
        self.busy = False
        if isinstance(problem, Refused):
            self.said.emit(sentence(problem), "hazard")
        self.changed.emit()
