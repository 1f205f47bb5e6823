"""The patients screen: the list on the left, the patient looked at on the right."""

from collections.abc import Generator
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from charting import content
from charting.domain.episode import Episode
from charting.domain.ids import PatientId
from charting.domain.patient import Patient
from charting.domain.session import Session
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.patients.episode import EpisodeForm
from charting.ui.patients.finding import FindingPane
from charting.ui.patients.form import PatientForm
from charting.ui.patients.model import Chart, PatientsModel
from charting.ui.patients.record import RecordPane, identity, record_in_turns
from charting.ui.patients.worklist import WorkPane, work_in_turns
from charting.ui.widgets.frames import Banner, Hairline, WithRoom
from charting.ui.widgets.painting import next_turn, turn_to
from charting.ui.widgets.rows import letters_of
from charting.wording import end_words

# The chart follows the arrow keys once they rest, so that running down the list reads no records.
_REST_MS = 120


@dataclass(frozen=True)
class Panes:
    """What the page is put together from: on the right of it one at a time."""

    finding: FindingPane
    work: WorkPane
    record: RecordPane
    form: PatientForm
    episode: EpisodeForm


def page_in_turns(
    model: PatientsModel, within: QWidget | None = None
) -> Generator[None, None, "PatientsPage"]:
    """Make the page pane by pane, hidden within the window: the whole of it takes longer than a
    click may wait.
    """
    finding = FindingPane(model)
    yield
    work = yield from work_in_turns(model)
    yield
    record = yield from record_in_turns(model)
    yield
    form = PatientForm(model)
    yield
    episode = EpisodeForm(model.course)
    yield
    page = PatientsPage(model, Panes(finding, work, record, form, episode), within)
    yield
    yield from page.lay_out()
    return page


class PatientsPage(QWidget):
    """Typing searches at once, arrows move, Enter goes to "Open today's session".

    `identified` carries the `Identity` of the patient looked at, or `None`; `session_wanted` the
    patient, the session, the identity to show beside it and what was measured of the body;
    `papers_wanted` the ids of the patient and of the session gone to, or `None`.
    """

    identified = Signal(object)
    session_wanted = Signal(object, object, object, object)
    papers_wanted = Signal(object, object)

    def __init__(self, model: PatientsModel, panes: Panes, within: QWidget | None) -> None:
        super().__init__(within)
        self._model = model
        self.record, self.form, self.episode = panes.record, panes.form, panes.episode
        self.work, self.finding = panes.work, panes.finding
        self.search, self.list = self.finding.search, self.finding.list
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self.message = Banner("")
        self._ended: Episode | None = None
        self._coming = QWidget()
        self._right = QStackedWidget()
        self._enters = self._enters_found = False
        self._connect()
        _bind_keys(self, model)
        self.setFocusProxy(self.search)

    def come_back(self, patient_id: PatientId | None = None) -> None:
        """Show the list, open work and the chart after a session, that of whose session it was."""
        self._model.look_again()
        self._model.work.look_again()
        if patient_id in (None, self._model.looked_at):
            self._model.read_again()
            return
        # Another visit was on the screen than the one that was opened from here.
        self.list.go_to(patient_id, quietly=True)
        self._model.look_at(None)
        self._model.look_at(patient_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead letters that nobody took into the search."""
        if letters := letters_of(event):
            self._search_for(letters)
        else:
            super().keyPressEvent(event)

    # The list

    def _on_found(self) -> None:
        self.finding.show_found()
        if self._enters_found:
            self._enters_found = False
            self._on_entered()

    def _on_moved(self, key: object) -> None:
        self._enters = False
        self._model.look_at(None)
        patient = self.finding.listed(key)
        if patient is not None:
            self.message.hush()
            self.identified.emit(identity(Chart(patient), self._model))
            self._rest.start()

    def _on_rested(self) -> None:
        self._rest.stop()
        patient = self.finding.listed(self.list.key)
        if patient is not None:
            self._model.look_at(patient.id)

    def _on_entered(self) -> None:
        """Enter goes to the one thing to do next, as soon as the chart is there."""
        if self._model.searching:
            # The rows are still those of fewer letters.
            self._enters_found = True
            return
        if self.list.key is None:
            self.list.go_to_first()
        if self.list.key is None:
            return
        self._enters = True
        chart = self._model.chart
        if chart is not None and chart.patient.id == self.list.key:
            self._on_charted()
        else:
            self._on_rested()

    def _on_left_down(self) -> None:
        if self.list.key is None:
            self.list.go_to_first()
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _search_for(self, letters: str) -> None:
        if self.search.hasFocus():
            self.search.insert(letters)
            return
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(letters)

    # The patient looked at

    def _on_charted(self) -> None:
        chart = self._model.chart
        if chart is None:
            self.identified.emit(None)
            if self._right.currentWidget() is not self.form:
                is_coming = self._rest.isActive() or self.list.key is not None
                turn_to(self._right, self._coming if is_coming else self.work)
            return
        self.record.show_chart(chart)
        self.identified.emit(identity(chart, self._model))
        before = self._right.currentWidget()
        if before is self.record:
            self._show_record(before)
        else:
            next_turn(self, lambda: self._show_record(before))

    def _show_record(self, before: QWidget | None) -> None:
        if self._model.chart is None or self._right.currentWidget() is not before:
            return
        turn_to(self._right, self.record)
        if self._enters:
            self._enters = False
            self.record.open_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_open_work(self) -> None:
        """Back to what is open, the hand on its first row."""
        self.list.go_to(None, quietly=True)
        self.message.hush()
        turn_to(self._right, self.work)
        self._model.look_at(None)
        self.work.start()

    def _on_add(self) -> None:
        unfound = self._model.typed.strip() if not self._model.lines else ""
        self.list.go_to(None, quietly=True)
        self.message.hush()
        turn_to(self._right, self.form)
        self._model.look_at(None)
        self.form.start_adding("" if any(c.isdigit() for c in unfound) else unfound)

    def _on_correct(self) -> None:
        if self._model.chart is not None:
            turn_to(self._right, self.form)
            self.form.start_correcting(self._model.chart.patient)

    def _on_earlier(self) -> None:
        if self._right.currentWidget() is self.record and self.record.earlier_button.isVisible():
            self.record.earlier.ask()

    def _on_episode(self) -> None:
        if self._model.chart is not None and not self._model.chart.patient.archived:
            turn_to(self._right, self.episode)
            self._model.course.plan_for(self._model.chart.patient.id)

    def _on_papers(self) -> None:
        if self._model.chart is not None:
            gone_to = self.record.sessions.gone_to()
            self.papers_wanted.emit(self._model.chart.patient.id, gone_to)

    def _on_episode_ended(self, episode: Episode) -> None:
        self._ended = episode
        self._leave_form()
        said = end_words(episode, content.episode_terms(), self._model.country)
        words = _("The episode has ended. {when_and_why}").format(when_and_why=said)
        self.message.say(words, action=_("Take it up again"))

    def _on_answered(self) -> None:
        if self._ended is not None:
            self.message.hush()
            self._model.course.resume(self._ended)

    def _leave_form(self) -> None:
        turn_to(self._right, self._coming)
        self._on_charted()
        self.search.setFocus()

    def _show_patient(self, patient: Patient) -> None:
        turn_to(self._right, self._coming)
        self._enters = True
        self._model.look_at(patient.id)
        self.search.clear()
        self._model.look_again()

    def _on_refused(self, field: str, sentence: str) -> None:
        if self._right.currentWidget() is self.form:
            self.form.refuse(field, sentence)
        else:
            self.record.health.refuse(sentence)

    def _on_session_opened(self, chart: Chart, session: Session) -> None:
        self.record.earlier.close_it()
        who = identity(chart, self._model, session)
        self.session_wanted.emit(chart.patient, session, who, chart.measures)

    # Putting together

    def _connect(self) -> None:
        model = self._model
        model.found.connect(self._on_found)
        model.charted.connect(self._on_charted)
        model.refused.connect(self._on_refused)
        model.said.connect(self.message.say)
        model.kept.connect(self._show_patient)
        model.session_opened.connect(self._on_session_opened)
        self.search.textChanged.connect(model.look_for)
        self.search.left_down.connect(self._on_left_down)
        self.search.returnPressed.connect(self._on_entered)
        self.list.moved.connect(self._on_moved)
        self.list.entered.connect(self._on_entered)
        self.list.typed.connect(self._search_for)
        self.list.left_up.connect(self.search.setFocus)
        self._rest.timeout.connect(self._on_rested)
        finding, work = self.finding, self.work
        finding.add_button.clicked.connect(self._on_add)
        finding.empty_list.wanted.connect(self._on_add)
        finding.archived_button.clicked.connect(lambda: model.show_archived(not model.archived))
        finding.work_button.clicked.connect(self._on_open_work)
        work.said.connect(finding.show_open)
        work.chart_wanted.connect(self._show_patient)
        self.record.correct_wanted.connect(self._on_correct)
        self.record.episode_button.clicked.connect(self._on_episode)
        self.record.papers_button.clicked.connect(self._on_papers)
        self.episode.left.connect(self._leave_form)
        model.course.kept.connect(self._leave_form)
        model.course.ended.connect(self._on_episode_ended)
        self.message.answered.connect(self._on_answered)
        self.form.left.connect(self._leave_form)
        self.form.double_wanted.connect(self._show_patient)

    def lay_out(self) -> Generator[None, None, None]:
        """Put the panes in their places, one after the other, and look for the first time."""
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.finding)
        yield
        whole.addWidget(Hairline(upright=True))
        whole.addLayout(_under(self.message, self._right), 1)
        for pane in (self.work, self._coming, self.record, self.form, self.episode):
            self._right.addWidget(pane)
            yield
        yield from self.work.lay_out()
        yield from self.record.lay_out()
        self._model.look_again()


def _under(message: Banner, pane: QWidget) -> QVBoxLayout:
    """The pane with the sentence of the screen above it."""
    rows = QVBoxLayout()
    rows.setSpacing(0)
    rows.addWidget(WithRoom(message, theme.WIDE, theme.SNUG, theme.SNUG))
    rows.addWidget(pane, 1)
    return rows


def _bind_keys(page: PatientsPage, model: PatientsModel) -> None:
    bind(page, actions.FIND, page.search.setFocus)
    bind(page, actions.OPEN_WORK, page._on_open_work)
    bind(page, actions.ADD_PATIENT, page._on_add)
    bind(page, actions.CORRECT_PATIENT, page._on_correct)
    bind(page, actions.PLAN_EPISODE, page._on_episode)
    bind(page, actions.PAPERS, page._on_papers)
    bind(page, actions.OPEN_SESSION, model.open_today)
    bind(page, actions.EARLIER_VISIT, page._on_earlier)
    bind(page, actions.REVIEW_HEALTH, page.record.health.review)
    bind(page, actions.ADD_FACT, page.record.health.start_adding)
    bind(page, actions.SHOW_ARCHIVED, lambda: model.show_archived(not model.archived))
