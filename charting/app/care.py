"""The screens of care beside a visit, joined to where one comes from and to paper: outcomes."""

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from charting import content
from charting.app.papers import Papers
from charting.app.record_choosers import ask_for_text
from charting.clinic_map import clinic_map
from charting.documents.paper import Paper
from charting.domain.ids import PatientId, SessionId
from charting.i18n import _
from charting.services.care_papers import CarePapers
from charting.services.handouts import Kind
from charting.services.outcomes import Outcomes
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.system import TimeOrderedIds
from charting.ui.outcomes import page as outcomes
from charting.ui.outcomes.model import OutcomesModel
from charting.ui.tasks import InTurns, Lane
from charting.ui.window import MainWindow


class Care(QObject):
    """Shows one of its screens in the place of a chart or a session, and that again afterwards.

    `left` is given once it is shown again.
    """

    left = Signal()

    def __init__(
        self, practice: OpenPractice, window: MainWindow, lane: Lane, clock: Clock, papers: Papers
    ) -> None:
        super().__init__()
        self._window, self._papers = window, papers
        self.choose_text: Callable[[QWidget], Path | None] = ask_for_text
        who, records = practice.practitioner, practice.records
        paper = Paper(clinic_map(practice.folder).body_map, content.visit_items())
        self._made = CarePapers(records, paper, clock, TimeOrderedIds(), who)
        scores = Outcomes(records, practice.sheets, practice.folder, who)
        self.outcomes = OutcomesModel(scores, lane, clock, practice.practice.country, self)
        self.outcomes_page: outcomes.OutcomesPage | None = None
        self._making: InTurns[outcomes.OutcomesPage] | None = None
        self.before: QWidget | None = None

    def make(self) -> InTurns[outcomes.OutcomesPage]:
        """Begin to make the screens in small steps."""
        if self._making is None:
            self._making = InTurns(self._in_turns())
        return self._making

    def open_outcomes(
        self, patient_id: PatientId, session_id: SessionId | None, back_to: str
    ) -> None:
        """Show the scores of a patient; what is entered belongs to the session, if there is one."""

        def begin(page: outcomes.OutcomesPage) -> None:
            self._come_to(page)
            page.begin(back_to=back_to)
            self.outcomes.open(patient_id, session_id)

        self.make().then(begin)

    def drop(self) -> None:
        """Forget the screens with everything on them."""
        if self._making is not None:
            self._making.stop()
        if self.outcomes_page is not None:
            self._window.drop_screen(self.outcomes_page)
        self.deleteLater()

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
            make = partial(self._made.outcomes, file)
            self._papers.open_alone(file.patient.id, Kind.OUTCOMES, make, _("Outcomes"))

    def _ask_for_text(self, parent: QWidget) -> Path | None:
        return self.choose_text(parent)

    def _in_turns(self) -> Generator[None, None, outcomes.OutcomesPage]:
        page = yield from outcomes.page_in_turns(
            self.outcomes, self._ask_for_text, self._window.screens
        )
        page.left.connect(self._leave)
        page.paper_wanted.connect(self._on_outcomes_paper)
        yield from self._window.hold_screen(page)
        self.outcomes_page = page
        return page
