"""The handout screen of an open practice: made in small steps, reached from a session or a chart,
and left to where one came from.
"""

from collections.abc import Generator
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from charting.app.coming_screen import ComingScreen
from charting.documents.mail_copy import locked
from charting.documents.pages import PdfPages
from charting.documents.paper_by_size import documents_of
from charting.domain.given_papers import GivenPaper, Kind
from charting.domain.ids import EpisodeId, PatientId, SessionId
from charting.domain.session import Session
from charting.domain.sheet import SheetId
from charting.i18n import _
from charting.services.course_papers import CoursePapers
from charting.services.day_papers import DayPapers
from charting.services.handouts import Handout, Handouts
from charting.services.leaflets import Leaflets
from charting.services.mail_copies import MailCopies
from charting.services.paper_desk import PaperDesk
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.system import TimeOrderedIds
from charting.ui.handout import page as handout
from charting.ui.handout.arranging_model import ArrangingModel
from charting.ui.handout.giving_model import PaperServices
from charting.ui.handout.model import Alone, HandoutModel
from charting.ui.tasks import Lane
from charting.ui.window import MainWindow
from charting.wording.handouts import given_words


class Papers(QObject):
    """Shows what can be handed out. `given` says that the open session's leaflet was given."""

    given = Signal()
    left = Signal()

    def __init__(
        self,
        practice: OpenPractice,
        window: MainWindow,
        lane: Lane,
        clock: Clock,
        choose_file: handout.ChooseFile,
    ) -> None:
        super().__init__(window)
        self._window, self._choose_file = window, choose_file
        self._country, self._names = practice.practice.country, practice.names
        self._given = practice.given_papers
        paper_on = documents_of(practice.folder, practice.screenings.rules)
        by = (clock, TimeOrderedIds(), practice.practitioner)
        records, strength = practice.records, practice.people.strength
        self._course = CoursePapers(records, paper_on, *by)
        services = PaperServices(
            Handouts(records, paper_on(""), *by),
            PaperDesk(records, paper_on, *by),
            MailCopies(records, locked, strength, *by),
            DayPapers(records, clock, practice.practitioner),
            strength,
        )
        self.model = HandoutModel(
            services, practice.patients, practice.sessions, PdfPages(), lane, self
        )
        leaflets = Leaflets(practice.records, clock, TimeOrderedIds(), practice.practitioner)
        self._arranging = ArrangingModel(leaflets, lane, self)
        self.screen = ComingScreen(window, self._in_turns)
        self.from_session = False
        self._before: QWidget | None = None

    def open(self, patient_id: PatientId, session_id: SessionId | None) -> None:
        """Show the papers of a patient, of a session or of the latest."""
        self.from_session = False

        def begin(page: handout.HandoutPage) -> None:
            page.begin(back_to=_("Patients"), asks_whether_given=False)
            self.model.open(patient_id, session_id)
            self._window.show_screen(page)

        self.screen.then(begin)

    def open_event(self, patient_id: PatientId, sheet_id: SheetId) -> None:
        """Show the report of an adverse event."""
        make = partial(self._course.event_report, patient_id, sheet_id)
        self.open_alone(patient_id, Kind.EVENT, Alone(make))

    def open_episode(self, patient_id: PatientId, episode_id: EpisodeId) -> None:
        """Show the summary of an episode."""
        make = partial(self._course.episode_summary, patient_id, episode_id)
        self.open_alone(patient_id, Kind.EPISODE, Alone(make))

    def open_given(self, paper: GivenPaper) -> None:
        """Show a paper again as it was handed out, byte for byte."""
        chain = paper.session_id or paper.patient_id
        about = given_words(paper, self._names.get(paper.by, ""), self._country)
        day, sheet = paper.given.day, paper.sheet

        def make(_size: str) -> Handout:
            pdf = self._given.shown(paper)
            return Handout(paper.kind, chain, day, sheet, pdf, about=about)

        self.open_alone(paper.patient_id, paper.kind, Alone(make, sheets=()))

    def open_alone(
        self, patient_id: PatientId, kind: Kind, alone: Alone, back_to: str = ""
    ) -> None:
        """Show a paper of a patient that stands for itself. Where `back_to` names the screen that
        is shown, it is shown again afterwards.
        """
        self._before = self._window.screens.currentWidget() if back_to else None
        self.from_session = self.from_session and bool(back_to)

        def begin(page: handout.HandoutPage) -> None:
            page.begin(back_to=back_to or _("Patients"), asks_whether_given=False)
            self.model.open(patient_id, None, kind, alone)
            self._window.show_screen(page)

        self.screen.then(begin)

    def open_from_session(self, session: Session, *, is_given: bool) -> None:
        """Show the papers of the session that is open."""
        self.from_session = True

        def begin(page: handout.HandoutPage) -> None:
            page.begin(back_to=_("Session"), asks_whether_given=not is_given)
            self.model.open(session.patient_id, session.id)
            self._window.show_screen(page)

        self.screen.then(begin)

    def open_consent(self, patient_id: PatientId, session_id: SessionId | None) -> None:
        """Show the copy of a written consent, from a session or beside the visits."""
        self.from_session = session_id is not None
        back_to = _("Session") if self.from_session else _("Patients")

        def begin(page: handout.HandoutPage) -> None:
            page.begin(back_to=back_to, asks_whether_given=False)
            self.model.open(patient_id, session_id, Kind.CONSENT)
            self._window.show_screen(page)

        self.screen.then(begin)

    def put_away(self) -> None:
        """The window goes elsewhere: where it was opened from is not come back to."""
        self._before, self.from_session = None, False

    def drop(self) -> None:
        """Forget the screen with everything on it."""
        self._window.forget(self)
        self.screen.drop()

    def _in_turns(self) -> Generator[None, None, handout.HandoutPage]:
        page = yield from handout.page_in_turns(
            self.model, self._arranging, self._country, self._choose_file, self._window.screens
        )
        page.given.connect(self.given)
        page.left.connect(self._on_left)
        return page

    def _on_left(self) -> None:
        if self._before is not None:
            before, self._before = self._before, None
            self._window.show_screen(before)
            return
        self.left.emit()
        self.from_session = False
