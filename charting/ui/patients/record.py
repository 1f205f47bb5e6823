"""The pane of the patient looked at: what to do next, their health, and the visits so far."""

from collections.abc import Generator
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from charting.domain.ids import PatientId
from charting.domain.patient import FactKind
from charting.domain.session import Session
from charting.i18n import _, listed
from charting.ui import actions, theme
from charting.ui.events.form import EventForm
from charting.ui.patients.attachments_card import AttachmentsCard
from charting.ui.patients.body import BodyCard
from charting.ui.patients.care_links import CareLinks
from charting.ui.patients.contact_form import bring_into_sight
from charting.ui.patients.course import CourseCard
from charting.ui.patients.earlier import EarlierForm
from charting.ui.patients.events_card import EventsCard
from charting.ui.patients.follow_ups import FollowUpsCard
from charting.ui.patients.health import TONES, HealthCard
from charting.ui.patients.lists import years_words
from charting.ui.patients.model import Chart, PatientsModel
from charting.ui.patients.papers_card import PapersCard
from charting.ui.patients.sessions import SessionsCard
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.flow import Flow
from charting.ui.widgets.frames import Banner
from charting.ui.widgets.patient_banner import Alert, Identity
from charting.ui.widgets.text import ElidedText, Text, dialled, isolated
from charting.ui.widgets.wrapped import WrappedBox
from charting.wording import date_words, fact_kind_words, sex_words
from charting.wording.roles import hands_words

# The width from which two cards stand side by side.
_WIDE_ENOUGH = 880
_ALERTS = (FactKind.ALLERGY, FactKind.IMPLANT, FactKind.MEDICINE)


def identity(chart: Chart, model: PatientsModel, session: Session | None = None) -> Identity:
    """What the patient banner says, with the session that is open, if any."""
    patient = chart.patient
    alerts = [
        Alert(
            _("{kind}: {text}").format(kind=fact_kind_words(kind), text=fact.text),
            TONES.get(kind, ""),
        )
        for kind in _ALERTS
        for fact in chart.facts_of(kind)
    ]
    episode = chart.running_episode
    about = visit = ""
    if episode is not None:
        since = date_words(episode.opened.day, model.country)
        about = episode.complaint or _("Episode since {day}").format(day=since)
        if session is not None:
            visit = _("Session {number} of {planned}").format(
                number=session.number, planned=max(session.number, episode.planned_sessions)
            )
            if session.taken_over or session.supervisor_id:
                visit = listed((visit, hands_words(session, model.names)))
    born = _("born {born}").format(born=date_words(patient.born, model.country))
    age = years_words(patient.age_on(model.today))
    return Identity(isolated(patient.name), born, age, tuple(alerts), about, visit)


class Detail(QWidget):
    """A quiet word and beneath it what is on file."""

    def __init__(self, label: str, none: str) -> None:
        super().__init__()
        self._none = none
        self.value = ElidedText(tabular=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(Text(label, size=theme.SMALL, ink="quiet"))
        rows.addWidget(self.value)

    def show_value(self, value: str) -> None:
        """Show what is on file, or that nothing is."""
        self.value.setText(value[:1].upper() + value[1:] or self._none)
        self.value.set_ink("text" if value else "quiet")


class Cards(NamedTuple):
    """What stands on a chart, a card each."""

    health: HealthCard
    follow_ups: FollowUpsCard
    body: BodyCard
    sessions: SessionsCard
    course: CourseCard
    events: EventsCard
    papers: PapersCard
    attachments: AttachmentsCard


def record_in_turns(model: PatientsModel) -> Generator[None, None, "RecordPane"]:
    """Make the pane card by card; whoever puts it in its place lays it out there."""
    health = HealthCard(model)
    yield
    follow_ups = FollowUpsCard(model)
    yield
    body, sessions, course = BodyCard(model), SessionsCard(model), CourseCard(model)
    yield
    events = EventsCard(model, EventForm(model.events))
    yield
    papers = PapersCard(model)
    yield
    attachments = AttachmentsCard(model)
    yield
    cards = Cards(health, follow_ups, body, sessions, course, events, papers, attachments)
    return RecordPane(model, cards)


class RecordPane(QScrollArea):
    """The chart of one patient. `correct_wanted` asks for the form."""

    correct_wanted = Signal()

    def __init__(self, model: PatientsModel, cards: Cards) -> None:
        super().__init__()
        self._model = model
        self._shown: PatientId | None = None
        self.open_button = Button(
            actions.OPEN_SESSION.spoken,
            Kind.PRIMARY,
            key=actions.OPEN_SESSION.key,
            height=theme.TARGET,
        )
        self.correct_button = Button(
            actions.CORRECT_PATIENT.spoken, key=actions.CORRECT_PATIENT.key
        )
        self.earlier_button = Button(actions.EARLIER_VISIT.spoken, key=actions.EARLIER_VISIT.key)
        self.earlier = EarlierForm(model)
        self.episode_button = Button(_("Episode"), key=actions.PLAN_EPISODE.key)
        self.papers_button = Button(_("Papers"), key=actions.PAPERS.key)
        self.archive_button = Button(_("Archive"))
        self.export_button = Button(
            _("Export the record"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL
        )
        self.access_button = Button(
            _("Answer an access request"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL
        )
        self.research = WrappedBox(_("Agrees to research without their name"))
        self.research.setFont(theme.font(theme.SMALL))
        self.care = CareLinks()
        self.archived = Banner("")
        self.sex = Detail(_("Sex"), _("Not stated"))
        self.phone = Detail(_("Telephone"), _("None on file"))
        self.since = Detail(_("First session"), _("None yet"))
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ground: QWidget | None = None
        self.health, self.follow_ups, self.body, self.sessions = cards[:4]
        self.course, self.events, self.papers, self.attachments = cards[4:]
        form = self.follow_ups.form
        form.asked.connect(lambda: bring_into_sight(self, form))
        happened = self.events.form
        happened.asked.connect(lambda: bring_into_sight(self, happened))
        attached = self.attachments.form
        attached.asked.connect(lambda: bring_into_sight(self, attached))
        self.open_button.clicked.connect(model.open_today)
        self.earlier_button.clicked.connect(self.earlier.ask)
        self.correct_button.clicked.connect(self.correct_wanted)
        self.archive_button.clicked.connect(lambda: model.archive(archived=True))
        self.archived.answered.connect(lambda: model.archive(archived=False))

    def show_chart(self, chart: Chart) -> None:
        """Show a patient's chart."""
        patient, archived = chart.patient, chart.patient.archived
        self.setAccessibleName(patient.name)
        self.sex.show_value(sex_words(patient.sex))
        self.phone.show_value(dialled(patient.phone))
        first = chart.timeline[-1].opened.day if chart.timeline else None
        self.since.show_value(date_words(first, self._model.country) if first else "")
        for button in (self.open_button, self.earlier_button, self.episode_button):
            button.setVisible(not archived and self._model.clinical)
        self.archive_button.setVisible(not archived)
        if self._shown != patient.id:
            self._shown = patient.id
            self.earlier.close_it()
        if archived:
            self.archived.say(
                _("This patient is archived: out of the lists, and not deleted."),
                action=_("Bring back"),
            )
        else:
            self.archived.hush()
        self.health.show_chart(chart)
        self.follow_ups.show_chart(chart)
        if self._model.clinical:
            self.course.show_chart(chart)
            self.events.show_chart(chart)
            self.papers.show_chart(chart)
            self.attachments.show_chart(chart)
        self.body.show_chart(chart)
        self.sessions.show_chart(chart)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards one below the other where two would be narrow."""
        beside = event.size().width() >= _WIDE_ENOUGH
        ways = QBoxLayout.Direction
        wanted = ways.LeftToRight if beside else ways.TopToBottom
        if self._cards.direction() is not wanted:
            self._cards.setDirection(wanted)
            # The layout around it would keep the width that two beside each other took.
            if self._ground is not None and (rows := self._ground.layout()) is not None:
                rows.invalidate()
        super().resizeEvent(event)

    def lay_out(self) -> Generator[None, None, None]:
        """Put the parts in their places, one after the other, into what is in its own place
        already: whatever is moved with its parts is styled again with all of them.
        """
        ground = self._ground = QWidget()
        self.setWidget(ground)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = QVBoxLayout(ground)
        rows.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        rows.setSpacing(theme.ROOM)
        todo, details, cards = Flow(apart=2), Flow(apart=3), self._cards
        rows.addWidget(self.archived)
        rows.addWidget(todo)
        rows.addWidget(self.earlier)
        rows.addWidget(self.care)
        rows.addWidget(details)
        rows.addLayout(cards, 1)
        yield
        beside = (self.papers_button, self.episode_button, self.correct_button)
        for button in (self.open_button, self.earlier_button, *beside, self.archive_button):
            todo.add(button)
        details.set_spacing(theme.BROAD)
        for detail in (self.sex, self.phone, self.since):
            details.add(detail)
        for part in (self.research, self.access_button, self.export_button):
            details.add(part)
        yield
        cards.setSpacing(theme.ROOM)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, share in ((left, 5), (right, 4)):
            column.setSpacing(theme.ROOM)
            cards.addLayout(column, share)
        columns: tuple[tuple[QVBoxLayout, tuple[QWidget, ...]], ...] = (
            (left, (self.health, self.follow_ups, self.events, self.body)),
            (right, (self.course, self.sessions, self.papers, self.attachments)),
        )
        for column, held in columns:
            for card in held:
                column.addWidget(card)
                yield
            column.addStretch(1)
        yield from self.events.form.fill()
        self._show_clinical()

    def _show_clinical(self) -> None:
        """Let only who reads charts see what belongs to one."""
        for part in (
            self.health,
            self.body,
            self.events,
            self.attachments,
            self.follow_ups,
            self.sessions,
            self.since,
            self.papers,
            self.papers_button,
            self.research,
            self.care,
        ):
            part.setVisible(self._model.clinical)
