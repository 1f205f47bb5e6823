"""What leaves a patient's page on paper or as a file: the summary of a course, the report of an
event, and the days to come for another calendar.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from charting.app.choosers import unremembered
from charting.app.papers import Papers
from charting.domain.appointment import Appointment
from charting.domain.episode import Episode
from charting.domain.errors import Refused
from charting.domain.sheet import Sheet
from charting.exchange.calendar import IcsCalendar
from charting.i18n import _, ngettext
from charting.services.calendars import Calendars
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.system import TimeOrderedIds
from charting.ui.patients.model import PatientsModel
from charting.ui.patients.page import PatientsPage
from charting.ui.tasks import Lane
from charting.wording import sentence

ChooseFile = Callable[[QWidget, str], Path | None]


def ask_for_calendar(parent: QWidget, name: str) -> Path | None:
    """The file that the days to come shall go into, `name` proposed; replacing one is asked
    about.
    """
    where = QStandardPaths.StandardLocation.DocumentsLocation
    documents = Path(QStandardPaths.writableLocation(where))
    with unremembered():
        chosen, _kind = QFileDialog.getSaveFileName(
            parent, _("Calendar file"), str(documents / name), _("Calendars") + " (*.ics)"
        )
    return Path(chosen) if chosen else None


class CourseTraffic(QObject):
    """Joins the patient's page to papers and files."""

    def __init__(
        self,
        practice: OpenPractice,
        page: PatientsPage,
        model: PatientsModel,
        papers: Papers,
        lane: Lane,
        clock: Clock,
    ) -> None:
        super().__init__(page)
        self.choose_file: ChooseFile = ask_for_calendar
        self._page, self._model, self._papers, self._lane = page, model, papers, lane
        self._clock = clock
        who = practice.practitioner
        self._calendars = Calendars(practice.records, IcsCalendar(), clock, TimeOrderedIds(), who)
        page.record.course.calendar_wanted.connect(self.save)
        page.record.course.summary_wanted.connect(self.sum_up)
        page.record.events.report_wanted.connect(self.report)
        page.record.papers.paper_wanted.connect(papers.open_given)

    def save(self, days: Sequence[Appointment]) -> None:
        """Write the days to come of the patient looked at into a file that the person names."""
        chart = self._model.chart
        if chart is None:
            return
        # No name in it: file managers and backups show names to everybody.
        proposed = f"appointments-{self._clock.now().day.isoformat()}.ics"
        file = self.choose_file(self._page.window(), proposed)
        if file is None:
            return
        words = ngettext(
            "{n} day was saved as “{file}”.", "{n} days were saved as “{file}”.", len(days)
        ).format(n=len(days), file=file.name)
        self._lane.submit(
            lambda: self._calendars.save(chart.patient.id, days, file),
            lambda _saved: self._page.message.say(words),
            self._on_problem,
        )

    def sum_up(self, episode: Episode) -> None:
        """Show the summary of an episode."""
        self._papers.open_episode(episode.patient_id, episode.id)

    def report(self, sheet: Sheet) -> None:
        """Show the report of an adverse event."""
        self._papers.open_event(sheet.patient_id, sheet.id)

    def _on_problem(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self._page.message.say(sentence(problem))
