"""The screens of one open practice, from its patients to a session; dropped whole at the lock."""

from collections.abc import Generator
from dataclasses import dataclass

from charting import content
from charting.app.care import About, Care
from charting.app.consents import Consents
from charting.app.course_traffic import CourseTraffic
from charting.app.keys import KeyScreens
from charting.app.papers import Papers
from charting.app.record_traffic import RecordTraffic
from charting.clinic_map import clinic_map
from charting.domain.body import BodyMeasures, body_of
from charting.domain.ids import PatientId, SessionId
from charting.domain.marks import Needle
from charting.domain.patient import Patient
from charting.domain.roles import Right, may
from charting.domain.session import Reply, Session
from charting.domain.visit import LEAFLET_GIVEN
from charting.exchange.box_labels import Gs1Labels
from charting.i18n import _
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.ui import actions
from charting.ui.events.model import EventsModel
from charting.ui.handout.page import ChooseFile
from charting.ui.patients import page as patients
from charting.ui.patients.model import PatientsModel
from charting.ui.session import page as session
from charting.ui.session.follow_up_plan import FollowUpModel
from charting.ui.session.model import Reference, SessionModel
from charting.ui.session.signing_model import SigningModel
from charting.ui.session.spacing import SpacingWatch
from charting.ui.tasks import InTurns, Lane
from charting.ui.widgets.patient_banner import Identity
from charting.ui.window import MainWindow


@dataclass(frozen=True, slots=True)
class Place:
    """Where the person is, to come back to after a lock; `taken_over` where a colleague does."""

    patient_id: PatientId | None = None
    session_id: SessionId | None = None
    taken_over: bool = False


def _reference(practice: OpenPractice) -> Reference:
    """What the sessions of a practice are charted with."""
    back = clinic_map(practice.folder)
    return Reference(
        back.body_map,
        content.needle_kit(),
        content.visit_items_of(practice.screenings.rules),
        back.rules,
        content.pain_reminders(),
        practice.screenings,
        practice.point_sets,
        practice.own_screen,
        practice.note_texts,
        practice.practice.country,
        practice.supplies,
        Gs1Labels(),
    )


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
    ) -> None:
        """The person comes to `place` as soon as the screens are there."""
        self.practice = practice
        self._window, self._lane, self._clock = window, lane, clock
        self._is_clinical = may(practice.practitioner.role, Right.READ_CLINICAL)
        self._patients_model = PatientsModel(practice, lane, clock, clinical=self._is_clinical)
        self.session = SessionModel(practice.sessions, lane, _reference(practice), clock)
        self._follow_ups = FollowUpModel(
            practice.follow_ups, practice.sessions, content.follow_up_plan(), lane, clock
        )
        self.papers = Papers(practice, window, lane, clock, choose_file)
        self.papers.given.connect(self._on_leaflet_given)
        self.papers.left.connect(self._leave_papers)
        self.care = Care(practice, window, lane, clock, self.papers)
        self.care.left.connect(self._on_care_left)
        self.keys = KeyScreens(practice, window, lane, clock, choose_file)
        self.keys.left.connect(self._come_back)
        window.settings_wanted.connect(self.keys.show)
        self._events = EventsModel(practice, lane, clock)
        self._spacing = SpacingWatch(
            self.session, practice.sessions, lane, practice.practice.country
        )
        self.consents = Consents(practice, window, lane, clock, self.session, self.papers)
        self.consents.left.connect(self._on_care_left)
        self._signing = SigningModel(self.session.record, practice, lane, clock)
        self.patients_page: patients.PatientsPage | None = None
        self.traffic: RecordTraffic | None = None
        self.course_traffic: CourseTraffic | None = None
        self.session_page: session.SessionPage | None = None
        self._who: Identity | None = None
        self._making_session: InTurns[session.SessionPage] | None = None
        self._drawing: InTurns[None] | None = None
        self._making_patients = InTurns(self._patients_in_turns(place))

    # What must not be lost, and what is known of it

    @property
    def place(self) -> Place:
        """Where the person is now."""
        page, shown = self.session_page, self.session.session
        shown_before = (self.keys.before, self.care.before, self.consents.before)
        at_session = page is not None and (
            page in (self._window.screens.currentWidget(), *shown_before)
            or self.papers.from_session
        )
        if at_session and shown is not None:
            return Place(shown.patient_id, shown.id)
        return Place(self._patients_model.looked_at)

    @property
    def unstored(self) -> bool:
        """Whether the disk has not taken everything yet."""
        return bool(self.session.record.unstored)

    def needles(self) -> tuple[Needle, ...]:
        """The needles of the open session, in or out."""
        return self.session.session.needles() if self.session.session else ()

    def keep_typed(self) -> None:
        """Hand what is being typed to the record, and leave what nobody waits for."""
        self.keys.stop()
        self.care.rest()
        if self.session_page is not None:
            self.session_page.shelf.keep_notes()

    def drop(self) -> None:
        """Forget the screens with everything on them."""
        self._making_patients.stop()
        for making in (self._making_session, self._drawing):
            if making is not None:
                making.stop()
        self.care.drop()
        self.papers.drop()
        self.consents.drop()
        self._window.settings_wanted.disconnect(self.keys.show)
        self.keys.drop()
        # A screen goes part by part: its models before it, that nobody calls what is half gone.
        models = (self.session, self._follow_ups, self._signing, self._events)
        self._window.forget(*models, self._patients_model)
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
        self.keys.exchange.join(model)
        self.traffic = RecordTraffic(self.practice, page, model, self._lane, self._clock)
        self.course_traffic = CourseTraffic(
            self.practice, page, model, self.papers, self._lane, self._clock
        )
        if place.patient_id is not None:
            self._patients_model.look_at(place.patient_id)
        self._making_session = InTurns(self._session_in_turns(place))

    def _on_identified(self, who: Identity | None) -> None:
        self._who = who
        if self.patients_page is not self._window.screens.currentWidget():
            return
        if who is None:
            self._window.clear_identity()
        else:
            self._window.show_identity(who)

    def _come_back(self) -> None:
        """Say again who the patient on the screen is."""
        if self._who is None:
            self._window.clear_identity()
        else:
            self._window.show_identity(self._who)

    # The session

    def _session_in_turns(self, place: Place) -> Generator[None, None, session.SessionPage]:
        page = yield from session.page_in_turns(
            self.session,
            self._follow_ups,
            self._signing,
            self._events,
            self.practice.practice.country,
            self._window.screens,
        )
        page.left.connect(self._leave_session)
        page.papers_wanted.connect(self._open_papers)
        self.care.join(page, self._about)
        page.shelf.consent_wanted.connect(self.consents.open)
        page.session_wanted.connect(self._patients_model.open_session)
        yield from self._window.hold_screen(page)
        # Whoever opens a session sooner sees the back drawn; nobody waits for it.
        self._drawing = InTurns(page.draw_in_turns())
        for screen in (self.papers.screen, *self.care.screens, self.consents.screen):
            screen.make()
        self.keys.start_making()
        if place.session_id is not None and self._is_clinical:
            session_id = place.session_id
            model = self._patients_model
            go_on = model.take_over if place.taken_over else model.open_session
            # The lane keeps the order: by then the patient's chart is there.
            self._lane.submit(lambda: None, lambda _charted: go_on(session_id))
        return page

    def _open_session(
        self, patient: Patient, opened: Session, who: Identity, measures: BodyMeasures | None
    ) -> None:
        if self._making_session is None:
            return

        def show(page: session.SessionPage) -> None:
            self._show_session(page, patient, opened, who, measures)

        self._making_session.then(show)

    def _show_session(
        self,
        page: session.SessionPage,
        patient: Patient,
        opened: Session,
        who: Identity,
        measures: BodyMeasures | None,
    ) -> None:
        self.session_page = page
        if self._drawing is not None:
            self._drawing.stop()
        self.session.open(patient, opened, body_of(measures, content.builds()))
        self._follow_ups.open(opened)
        self._events.open(patient.id, opened)
        self._spacing.open(opened)
        self._who = who
        self._signing.open(opened)
        self._window.show_identity(who)
        self._window.show_screen(page)

    def _leave_session(self) -> None:
        if self.patients_page is not None:
            self.patients_page.come_back()
            self._window.show_screen(self.patients_page)

    # Care beside the visit

    def _about(self) -> About | None:
        """Whom, and which visit, the screen that is shown is about, and its name."""
        shown, chart = self.session.session, self._patients_model.chart
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
        shown, record = self.session.session, self.session.record
        if shown is None:
            return
        if record.unstored and not record.trouble:
            self._lane.submit(lambda: None, lambda _done: self._open_papers())
            return
        given = shown.answers.get(LEAFLET_GIVEN)
        is_given = given is not None and given.reply is Reply.YES
        self.papers.open_from_session(shown, is_given=is_given)
        if record.unstored:
            self.papers.model.said.emit(
                _("The disk has not taken everything yet: what is not stored is not on the paper."),
                "hazard",
            )

    def _leave_papers(self) -> None:
        if self.papers.from_session and self.session_page is not None:
            self._window.show_screen(self.session_page)
        else:
            self._leave_session()

    def _on_leaflet_given(self) -> None:
        for item in self.session.visit.items:
            if item.id == LEAFLET_GIVEN:
                self.session.visit.reply(item, Reply.YES)
