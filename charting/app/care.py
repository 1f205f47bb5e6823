"""The screens of care beside a visit, joined to where one comes from and to paper: outcomes,
letters, what is read with a patient, and the course.
"""

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from charting import care_content, content
from charting.app.coming_screen import ComingScreen
from charting.app.papers import Papers
from charting.app.record_choosers import ask_for_text
from charting.clinic_map import clinic_map
from charting.documents.paper_by_size import documents_of
from charting.domain.given_papers import Kind
from charting.domain.ids import PatientId, SessionId
from charting.domain.sheet import Sheet
from charting.i18n import _
from charting.services.care_papers import CarePapers
from charting.services.courses import Courses
from charting.services.handouts import Handout
from charting.services.letters import Letters
from charting.services.outcomes import Outcomes
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.system import TimeOrderedIds
from charting.ui import actions
from charting.ui.course import page as course
from charting.ui.course.model import CourseModel, Reference
from charting.ui.education import page as education
from charting.ui.education.model import EducationModel
from charting.ui.handout.model import Alone
from charting.ui.letters import page as letters
from charting.ui.letters.model import LettersModel
from charting.ui.outcomes import page as outcomes
from charting.ui.outcomes.model import OutcomesModel
from charting.ui.tasks import InTurns, Lane
from charting.ui.window import MainWindow
from charting.wording.discharge import DischargeWords
from charting.wording.letters import LetterWords


def _discharge() -> DischargeWords:
    return DischargeWords(
        care_content.measures(),
        content.episode_terms(),
        content.event_vocabulary(),
        content.vocabulary("course")["come_again"]["lines"],
    )


class About(NamedTuple):
    """Whom a screen is about, and which session, if any; `name` is what the screen is called."""

    patient_id: PatientId
    session_id: SessionId | None
    name: str


class Care(QObject):
    """Shows one of its screens in the place of a chart or a session, and that again afterwards.

    `left` is given once it is shown again.
    """

    left = Signal()

    def __init__(
        self, practice: OpenPractice, window: MainWindow, lane: Lane, clock: Clock, papers: Papers
    ) -> None:
        super().__init__(window)
        self._window, self._papers = window, papers
        self._country = practice.practice.country
        self.choose_text: Callable[[QWidget], Path | None] = ask_for_text
        who, records, sheets = practice.practitioner, practice.records, practice.sheets
        body_map, items = clinic_map(practice.folder).body_map, content.visit_items()
        paper_on, ids = documents_of(practice.folder, practice.screenings.rules), TimeOrderedIds()
        self._made = CarePapers(records, paper_on, clock, ids, who)
        scores = Outcomes(records, sheets, practice.folder, who)
        self.outcomes = OutcomesModel(scores, lane, clock, self._country, self)
        self._written = Letters(records, sheets, paper_on, clock, ids, who)
        words = LetterWords({item.id: item for item in items}, body_map.structures, _discharge())
        self.letters = LettersModel(self._written, lane, clock, words, self)
        self.education = EducationModel(self._made, lane, self)
        reference = Reference(body_map, {item.id: item for item in items}, self._country)
        courses = Courses(records, practice.patients, who)
        self.course = CourseModel(courses, lane, reference, self)
        self.outcomes_screen = ComingScreen(window, self._outcomes_in_turns)
        self.letters_screen = ComingScreen(window, self._letters_in_turns)
        self.education_screen = ComingScreen(window, self._education_in_turns)
        self.course_screen = ComingScreen(window, self._course_in_turns)
        self.screens = (
            self.outcomes_screen,
            self.letters_screen,
            self.education_screen,
            self.course_screen,
        )
        self._drawing: InTurns[None] | None = None
        self.before: QWidget | None = None
        self.again: Callable[[], None] | None = None

    def join(
        self, page: QWidget, about: Callable[[], About | None]
    ) -> tuple[Callable[[], None], ...]:
        """Let a screen, which tells what it is `about`, open these by their keys; what opens the
        outcomes, the letters, what is read together and the course.
        """

        def opener(to: Callable[[About], None]) -> Callable[[], None]:
            def open_it() -> None:
                if whom := about():
                    self.again = partial(to, whom)
                    self.again()

            return open_it

        deeds = {
            actions.OUTCOMES: opener(self._open_outcomes),
            actions.LETTERS: opener(self._open_letters),
            actions.EDUCATION: opener(self._open_education),
            actions.COURSE: opener(self._open_course),
        }
        for action, do in deeds.items():
            actions.bind(page, action, do)
        return tuple(deeds.values())

    def _open_outcomes(self, about: About) -> None:
        def begin(page: outcomes.OutcomesPage) -> None:
            self._come_to(page)
            page.begin(back_to=about.name)
            self.outcomes.open(about.patient_id, about.session_id)

        self.outcomes_screen.then(begin)

    def _open_letters(self, about: About) -> None:
        def begin(page: letters.LettersPage) -> None:
            self._come_to(page)
            page.begin(back_to=about.name)
            self.letters.open(about.patient_id, about.session_id)

        self.letters_screen.then(begin)

    def _open_education(self, about: About) -> None:
        def begin(page: education.EducationPage) -> None:
            self._come_to(page)
            page.begin(back_to=about.name)
            self.education.open(about.patient_id)

        self.education_screen.then(begin)

    def _open_course(self, about: About) -> None:
        def begin(page: course.CoursePage) -> None:
            self._come_to(page)
            page.begin(back_to=about.name)
            self.course.open(about.patient_id, about.session_id)

        self.course_screen.then(begin)

    def rest(self) -> None:
        """Hand what is being typed in a letter to the record."""
        if self.letters_screen.page is not None:
            self.letters_screen.page.rest()

    def put_away(self) -> None:
        """The window goes elsewhere: where these were opened from is not come back to."""
        self.before = None

    def drop(self) -> None:
        """Forget the screens with everything on them."""
        if self._drawing is not None:
            self._drawing.stop()
        self._window.forget(self)
        for screen in self.screens:
            screen.drop()

    # Coming and leaving

    def _come_to(self, page: QWidget) -> None:
        if self._window.screens.currentWidget() is not page:
            self.before = self._window.screens.currentWidget()
        self._window.show_screen(page)

    def _leave(self) -> None:
        if self.before is not None:
            self._window.show_screen(self.before)
            self.before = None
            self.left.emit()

    def _on_outcomes_paper(self) -> None:
        file = self.outcomes.file
        if file is not None:
            alone = Alone(partial(self._made.outcomes, file))
            self._papers.open_alone(file.patient.id, Kind.OUTCOMES, alone, _("Outcomes"))

    def _on_letter(self, sheet: Sheet, page: Handout) -> None:
        def make(size: str) -> Handout:
            return page if size in ("", page.paper) else self._written.again(sheet, size)

        self._papers.open_alone(sheet.patient_id, page.kind, Alone(make), _("Letters"))

    def _on_education_paper(self) -> None:
        reading = self.education.reading
        if reading is not None:
            alone = Alone(partial(self._made.education, reading))
            patient_id = reading.patient.id
            self._papers.open_alone(patient_id, Kind.EDUCATION, alone, _("Read together"))

    def _on_course_paper(self) -> None:
        file = self.course.file
        if file is not None:
            looked_at = file, self.course.held, self.course.replayed
            alone = Alone(partial(self._made.course, *looked_at))
            self._papers.open_alone(file.patient.id, Kind.COURSE, alone, _("Course"))

    def _ask_for_text(self, parent: QWidget) -> Path | None:
        return self.choose_text(parent)

    # Making

    def _outcomes_in_turns(self) -> Generator[None, None, outcomes.OutcomesPage]:
        page = yield from outcomes.page_in_turns(
            self.outcomes, self._ask_for_text, self._window.screens
        )
        page.left.connect(self._leave)
        page.paper_wanted.connect(self._on_outcomes_paper)
        return page

    def _letters_in_turns(self) -> Generator[None, None, letters.LettersPage]:
        page = yield from letters.page_in_turns(self.letters, self._country, self._window.screens)
        page.left.connect(self._leave)
        self.letters.made.connect(self._on_letter)
        return page

    def _education_in_turns(self) -> Generator[None, None, education.EducationPage]:
        page = yield from education.page_in_turns(self.education, self._window.screens)
        page.left.connect(self._leave)
        page.paper_wanted.connect(self._on_education_paper)
        return page

    def _course_in_turns(self) -> Generator[None, None, course.CoursePage]:
        page = yield from course.page_in_turns(self.course, self._window.screens)
        page.left.connect(self._leave)
        page.paper_wanted.connect(self._on_course_paper)
        # Whoever opens it later sees the back drawn; nobody waits for it.
        self._drawing = InTurns(page.draw_in_turns(), page)
        return page
