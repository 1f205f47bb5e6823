"""The screens of one open practice, from its patients to a session; dropped whole at the lock."""

from collections.abc import Callable, Generator
from dataclasses import dataclass

from charting import content
from charting.app.access_traffic import AccessTraffic
from charting.app.aside import aside_of
from charting.app.attachment_traffic import AttachmentTraffic
from charting.app.care import About, Care
from charting.app.consents import Consents
from charting.app.course_traffic import CourseTraffic
from charting.app.erasing import join_settings
from charting.app.kept_traffic import KeptTraffic
from charting.app.keys import KeyScreens
from charting.app.papers import Papers
from charting.app.record_traffic import RecordTraffic
from charting.app.room import Room
from charting.app.rooms import Kept, Rooms, Waiting
from charting.app.rooms_traffic import RoomsTraffic
from charting.app.safekeeping import BackupTraffic
from charting.domain.body import BodyMeasures, body_of
from charting.domain.ids import PatientId, SessionId
from charting.domain.marks import Needle
from charting.domain.patient import Patient
from charting.domain.roles import Right, may
from charting.domain.session import Reply, Session
from charting.domain.visit import LEAFLET_GIVEN
from charting.i18n import _
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.ui import actions
from charting.ui.handout.page import ChooseFile
from charting.ui.patients import page as patients
from charting.ui.patients.model import PatientsModel
from charting.ui.session.model import SessionModel
from charting.ui.session.page import SessionPage
from charting.ui.settings.this_computer_model import ThisComputerModel
from charting.ui.tasks import InTurns, Lane
from charting.ui.widgets.patient_banner import Identity
from charting.ui.window import MainWindow


@dataclass(frozen=True, slots=True)
class Place:
    """Where the person is, to come back to after a lock, and which visits were open; `taken_over`
    where a colleague comes back.
    """

    patient_id: PatientId | None = None
    session_id: SessionId | None = None
    rooms: tuple[Kept, ...] = ()
    taken_over: bool = False


class PracticeScreens:
    """Makes the screens in small steps, shows one of them, and knows what must not be lost."""

    def __init__(
        self,
        practice: OpenPractice,
        window: MainWindow,
        lane: Lane,
        clock: Clock,
        choose_file: ChooseFile,
        place: Place,
        computer: ThisComputerModel,
    ) -> None:
        """The person comes to `place` as soon as the screens are there."""
        self.practice = practice
        self._window, self._lane, self._clock, self._is_ready = window, lane, clock, False
        self._is_clinical = clinical = may(practice.practitioner.role, Right.READ_CLINICAL)
        self._patients_model = PatientsModel(practice, lane, clock, window, clinical=clinical)
        self.rooms = Rooms(practice, window, lane, clock, self._join_room)
        self.rooms.waiting_wanted.connect(self._open_waiting)
        self.strip = RoomsTraffic(practice, self.rooms, window, clock, self._put_away)
        self.papers = Papers(practice, window, lane, clock, choose_file)
        self.papers.given.connect(self._on_leaflet_given)
        self.papers.left.connect(self._leave_papers)
        self.care = Care(practice, window, lane, clock, self.papers)
        self.care.left.connect(self._on_care_left)
        self.keys = KeyScreens(practice, window, lane, clock, choose_file, computer)
        self.keys.left.connect(self._come_back)
        self.safekeeping = BackupTraffic(practice, window, lane, clock)
        self.kept = KeptTraffic(practice, window, lane, self.rooms)
        window.settings_wanted.connect(self.keys.show)
        self.consents = Consents(practice, window, lane, clock, lambda: self.session, self.papers)
        self.consents.left.connect(self._on_care_left)
        self.patients_page: patients.PatientsPage | None = None
        self.traffic: RecordTraffic | None = None
        self.course_traffic: CourseTraffic | None = None
        self.access_traffic: AccessTraffic | None = None
        self.attachment_traffic: AttachmentTraffic | None = None
        self._who: Identity | None = None
        self._making_patients = InTurns(self._patients_in_turns(place))

    # What must not be lost, and what is known of it

    @property
    def session(self) -> SessionModel | None:
        """The visit that is open, of several the one on the screen, or there last."""
        return self.rooms.here.model if self.rooms.here else None

    @property
    def session_page(self) -> SessionPage | None:
        """The screen of that visit."""
        return self.rooms.here.page if self.rooms.here else None

    @property
    def place(self) -> Place:
        """Where the person is now."""
        page = self.session_page
        shown = self.session.session if self.session else None
        shown_before = (self.keys.before, self.care.before, self.consents.before)
        at_session = page is not None and (
            page in (self._window.screens.currentWidget(), *shown_before)
            or self.papers.from_session
        )
        if at_session and shown is not None:
            return Place(shown.patient_id, shown.id, self.rooms.kept())
        return Place(self._patients_model.looked_at, None, self.rooms.kept())

    @property
    def unstored(self) -> bool:
        """Whether the disk has not taken everything yet, and a backup does not take its place."""
        return self.rooms.unstored and not self.safekeeping.is_left_behind

    def needles(self) -> tuple[Needle, ...]:
        """The needles of the open visits, in or out."""
        return self.rooms.needles()

    def keep_typed(self) -> None:
        """Hand what is being typed to the record, and leave what nobody waits for."""
        self.keys.stop()
        self.care.rest()
        self.rooms.keep_typed()

    def drop(self) -> None:
        """Forget the screens with everything on them."""
        self._making_patients.stop()
        for each in (self.kept, self.care, self.papers, self.consents):
            each.drop()
        self._window.settings_wanted.disconnect(self.keys.show)
        self.strip.drop()
        self.keys.drop()
        # A screen goes part by part: its models before it, that nobody calls what is half gone.
        self.rooms.drop()
        self._window.forget(self.rooms, self._patients_model)
        self._window.drop_others()

    # Patients

    def _patients_in_turns(self, place: Place) -> Generator[None, None, None]:
        model = self._patients_model
        page = yield from patients.page_in_turns(model, self._window.screens)
        page.identified.connect(self._on_identified)
        page.session_wanted.connect(self._open_session)
        page.papers_wanted.connect(self.papers.open)
        links = page.record.care
        for button, opens in zip(links.buttons, self.care.join(page, self._about), strict=True):
            button.clicked.connect(opens)
        links.consent.clicked.connect(self._open_consent)
        actions.bind(page, actions.PATIENT_CONSENT, self._open_consent)
        yield from self._window.hold_screen(page)
        self._window.clear_identity()
        self.patients_page = page
        self.keys.begin(page)
        join_settings(self.keys, self.rooms, (self.care, self.consents, self.papers), model, page)
        self.traffic = RecordTraffic(self.practice, page, model, self._lane, self._clock)
        self.course_traffic = CourseTraffic(
            self.practice, page, model, self.papers, self._lane, self._clock
        )
        self.access_traffic = AccessTraffic(self.practice, page, model, self._lane, self._clock)
        self.attachment_traffic = AttachmentTraffic(
            self.practice, page, model, self.papers, self._clock
        )
        if place.patient_id is not None:
            self._patients_model.look_at(place.patient_id)
        self._is_ready = True
        self.rooms.find(place.rooms)
        self.rooms.make().then(lambda _room: self._go_on(place))

    def _on_identified(self, who: Identity | None) -> None:
        self._who = who
        if self.patients_page is not self._window.screens.currentWidget():
            return
        if who is None:
            self._window.clear_identity()
        else:
            self._window.show_identity(who)

    def _come_back(self) -> None:
        """Say again who the patient on the screen is; the settings may have changed what tells
        time.
        """
        self.rooms.find()
        here = self.rooms.here if self.rooms.is_on_screen else None
        who = here.who if here is not None else self._who
        if who is None:
            self._window.clear_identity()
        else:
            self._window.show_identity(who)

    # The rooms

    def _join_room(self, room: Room) -> None:
        page = room.page
        if page is not None:
            page.left.connect(self._leave_session)
            page.papers_wanted.connect(self._open_papers)
            self.care.join(page, self._about)
            page.shelf.consent_wanted.connect(self.consents.open)
            page.session_wanted.connect(self._patients_model.open_session)

    def _go_on(self, place: Place) -> None:
        """Make the screens beside a visit, and come to the visit that was on the screen before."""
        for screen in (self.papers.screen, *self.care.screens, self.consents.screen):
            screen.make()
        self.keys.start_making()
        if place.session_id is not None and self._is_clinical:
            session_id = place.session_id
            model = self._patients_model
            go_on = model.take_over if place.taken_over else model.open_session
            # The lane keeps the order: by then the patient's chart is there.
            self._lane.submit(lambda: None, lambda _charted: go_on(session_id))

    def _open_session(
        self, patient: Patient, opened: Session, who: Identity, measures: BodyMeasures | None
    ) -> None:
        if self._is_ready:
            self.rooms.open(patient, opened, body_of(measures, content.builds()), who)

    def _open_waiting(self, waiting: Waiting) -> None:
        """Open a visit that has a room; one that a colleague had in hand is taken over."""
        self._patients_model.take_over(waiting.session.id, waiting.patient.id)

    def _put_away(self) -> Callable[[], None] | None:
        """Leave what is shown beside a visit or a chart, as by hand; what opens it once more."""
        shown, page = self._window.screens.currentWidget(), self.session_page
        aside = aside_of(page, shown, self.care, self.consents, self.papers, self._open_papers)
        self.rooms.keep_typed()
        self.rooms.find()
        self.keys.put_away()
        self.care.put_away()
        self.consents.put_away()
        self.papers.put_away()
        return aside

    def _leave_session(self) -> None:
        patient = self.session.patient if self.session else None
        self._leave_to_patients(patient.id if patient else None)

    def _leave_to_patients(self, patient_id: PatientId | None = None) -> None:
        if self.patients_page is not None:
            self.patients_page.come_back(patient_id)
            self._window.show_screen(self.patients_page)
            self.rooms.left()

    # Care beside the visit

    def _about(self) -> About | None:
        """Whom, and which visit, the screen that is shown is about, and its name."""
        shown = self.session.session if self.session else None
        chart = self._patients_model.chart
        if not self._is_clinical:
            return None
        if shown is not None and self._window.screens.currentWidget() is self.session_page:
            return About(shown.patient_id, shown.id, _("Session"))
        return About(chart.patient.id, None, _("Patients")) if chart is not None else None

    def _open_consent(self) -> None:
        """The consent of the patient whose chart is shown."""
        chart = self._patients_model.chart
        if chart is not None and self._is_clinical:
            self.consents.open_of(chart.patient)

    def _on_care_left(self) -> None:
        """What was done beside the visit is shown on the chart."""
        if self.patients_page is self._window.screens.currentWidget():
            self._patients_model.read_again()

    # Paper

    def _open_papers(self) -> None:
        """Show what can be handed out of the session, once all of it is stored."""
        if (here := self.session) is None or (shown := here.session) is None:
            return
        record = here.record
        if record.unstored and not record.trouble:
            self._lane.submit(lambda: None, lambda _done: self._open_papers())
            return
        self.papers.open_from_session(shown, is_given=_is_leaflet_given(shown))
        if record.unstored:
            self.papers.model.said.emit(_not_all_words(), "hazard")

    def _leave_papers(self) -> None:
        if self.papers.from_session and self.session_page is not None:
            self._window.show_screen(self.session_page)
        else:
            self._leave_to_patients()

    def _on_leaflet_given(self) -> None:
        if self.session is not None:
            visit = self.session.visit
            visit.reply(visit.item(LEAFLET_GIVEN), Reply.YES)


def _is_leaflet_given(session: Session) -> bool:
    given = session.answers.get(LEAFLET_GIVEN)
    return given is not None and given.reply is Reply.YES


def _not_all_words() -> str:
    return _("The disk has not taken everything yet: what is not stored is not on the paper.")
