"""A room: one open visit, the screen it is charted on, and what belongs to both."""

from collections.abc import Callable, Generator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from charting import content
from charting.clinic_map import clinic_map
from charting.domain.body import Body
from charting.domain.ids import SessionId
from charting.domain.patient import Patient
from charting.domain.session import Session
from charting.exchange.box_labels import Gs1Labels
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.ui import actions
from charting.ui.events.model import EventsModel
from charting.ui.session.follow_up_plan import FollowUpModel
from charting.ui.session.model import Reference, SessionModel
from charting.ui.session.page import SessionPage, page_in_turns
from charting.ui.session.signing_model import SigningModel
from charting.ui.session.spacing import SpacingWatch
from charting.ui.session.wrong_patient import WrongPatient
from charting.ui.tasks import Lane
from charting.ui.widgets.patient_banner import Identity


def reference_of(practice: OpenPractice) -> Reference:
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
        practice.together,
    )


class Room:
    """One visit with all that stands on its screen; a free one waits for the next.

    `number` is what the strip calls it, `entered_last` rises with each time it is shown, `is_left`
    says that the person went back to the patients from it. `aside` opens once more what was shown
    in its place when the person went to another room.
    """

    def __init__(
        self,
        practice: OpenPractice,
        lane: Lane,
        clock: Clock,
        reference: Reference,
        parent: QObject,
    ) -> None:
        """The models of the visit go with `parent`, if not sooner."""
        self._country = practice.practice.country
        self.model = SessionModel(practice.sessions, lane, reference, clock)
        self.model.record.here = practice.records.here
        self.follow_ups = FollowUpModel(
            practice.follow_ups, practice.sessions, content.follow_up_plan(), lane, clock
        )
        self.events = EventsModel(practice, lane, clock)
        # What an event has made due stands among what is planned at once.
        self.events.planned.connect(lambda _words: self.follow_ups.read_again())
        self.signing = SigningModel(self.model.record, practice, lane, clock)
        self._spacing = SpacingWatch(self.model, practice.sessions, lane, self._country)
        self.wrong_patient = WrongPatient(self.model)
        for model in self.models:
            model.setParent(parent)
        self.page: SessionPage | None = None
        self.who: Identity | None = None
        self.number = 0
        self.entered_last = 0
        self.is_left = False
        self.aside: Callable[[], None] | None = None

    def make(self, within: QWidget) -> Generator[None, None, SessionPage]:
        """Make its screen part by part, hidden within the window."""
        page = yield from page_in_turns(
            self.model, self.follow_ups, self.signing, self.events, self._country, within
        )
        actions.bind(page, actions.WRONG_PATIENT, self.wrong_patient.take_back)
        self.page = page
        return page

    @property
    def models(self) -> tuple[QObject, ...]:
        """What is forgotten with it."""
        return (self.model, self.follow_ups, self.signing, self.events)

    # Whose it is

    @property
    def name(self) -> str:
        """The patient's name."""
        return self.model.patient.name if self.model.patient else ""

    def has(self, session_id: SessionId) -> bool:
        """Whether this visit is the one that is open here."""
        session = self.model.session
        return session is not None and session.id == session_id

    @property
    def is_free(self) -> bool:
        """Whether the next visit may have it, once it is left: none is here, or one that is signed,
        or one in which nothing was charted.
        """
        session = self.model.session
        if session is None:
            return True
        if self.model.record.unstored or self.model.counts.still_in:
            return False
        return self.model.record.read_only or not (
            session.marks or session.answers or session.notes
        )

    @property
    def may_give_way(self) -> bool:
        """Whether the record alone can keep it: all is stored, and no needle is in."""
        return not (self.model.record.unstored or self.model.counts.still_in)

    # Coming

    def open(
        self, patient: Patient, session: Session, body: Body, who: Identity, number: int
    ) -> None:
        """Take another visit in, as the record has it."""
        self.number, self.who = number, who
        if self.page is not None:
            self.page.begin()
        self.model.open(patient, session, body)
        self.follow_ups.open(session)
        self.events.open(patient.id, session)
        self._spacing.open(session)
        self.signing.open(session)

    def goes_on(self, session: Session) -> bool:
        """Whether the visit is here just as the record has it, or ahead of it."""
        is_ahead = bool(self.model.record.unstored) or self.model.session == session
        return self.has(session.id) and not self.is_free and is_ahead

    def come_back(self, patient: Patient, body: Body, who: Identity) -> None:
        """Show the visit as it was left; what stands beside it in the record is read anew."""
        self.who, session = who, self.model.session
        self.model.patient, self.model.sites.body = patient, body
        if session is not None:
            self.model.screen.read_again(session)
            self.follow_ups.open(session)
            self.events.read()
            self.signing.open(session)

    def keep_typed(self) -> None:
        """Hand what is being typed to the record."""
        if self.page is not None:
            self.page.shelf.keep_notes()
