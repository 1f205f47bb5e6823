"""The card of the course: how far it has come, the days to come, and what can be handed out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from charting.domain.course import NoChange
from charting.domain.text import LINE_LIMIT
from charting.i18n import _, listed
from charting.ui import theme
from charting.ui.patients.course_model import Course, CourseModel
from charting.ui.patients.model import Chart, PatientsModel
from charting.ui.widgets.buttons import Button
from charting.ui.widgets.fields import LineEdit
from charting.ui.widgets.frames import Banner, Card, Hairline, SectionHeader
from charting.ui.widgets.text import Text
from charting.wording import date_words, plan_words


class CourseCard(Card):
    """`calendar_wanted` carries the appointments to save, `summary_wanted` the episode to sum
    up.
    """

    calendar_wanted = Signal(object)
    summary_wanted = Signal(object)

    def __init__(self, model: PatientsModel) -> None:
        super().__init__(padding=theme.WIDE, spacing=theme.SNUG)
        self._course: CourseModel = model.plan
        self.header = SectionHeader(_("Course"))
        self.told = Text(size=theme.SMALL, wraps=True)
        self.source = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.days = Text(size=theme.SMALL, wraps=True, tabular=True)
        self.title = LineEdit()
        self.title.setMaxLength(LINE_LIMIT)
        self.title.setAccessibleName(_("What stands in the calendar"))
        self.title.setText(_("Appointment, {practice}").format(practice=self._course.practice))
        self.title.setCursorPosition(0)
        self.calendar_button = Button(_("Calendar file"), size=theme.SMALL)
        self.summary_button = Button(_("Summary"), size=theme.SMALL)
        self.refusal = Banner("hazard", size=theme.SMALL)
        line = QHBoxLayout()
        line.setSpacing(theme.SNUG)
        line.addWidget(self.calendar_button)
        line.addWidget(self.summary_button)
        line.addStretch(1)
        parts = (self.header, Hairline(), self.told, self.source, self.days, self.title)
        for part in parts:
            self.rows.addWidget(part)
        self.rows.addLayout(line)
        self.rows.addWidget(self.refusal)
        self.rows.addStretch(1)
        self.calendar_button.clicked.connect(self._on_calendar)
        self.title.returnPressed.connect(self._on_calendar)
        self.summary_button.clicked.connect(self._on_summary)
        self._course.changed.connect(self._show)
        self._course.refused.connect(self.refusal.say)
        self.hide()

    def show_chart(self, chart: Chart) -> None:
        """Show the course of the running episode or, without one, of the last."""
        episode = chart.running_episode or (chart.episodes[-1] if chart.episodes else None)
        self._course.show(episode, chart.timeline)

    def _show(self) -> None:
        course = self._course.course
        self.refusal.hush()
        self.setVisible(course is not None)
        if course is None:
            return
        self.header.beneath.setText(plan_words(course.episode))
        self._show_told(course)
        self.days.setText(self._days_words(course))
        for part in (self.title, self.calendar_button):
            part.setVisible(bool(course.days))
        self.summary_button.setVisible(bool(course.held))

    def _show_told(self, course: Course) -> None:
        rule, firm = self._course.rule, course.told is NoChange.FIRM
        self.told.setText(_(rule.firm_words if firm else rule.words))
        self.source.setText(_("Source {source}").format(source=rule.source))
        for part in (self.told, self.source):
            part.setVisible(course.told is not NoChange.NOT_YET)

    def _days_words(self, course: Course) -> str:
        country = self._course.country
        days = [date_words(day, country) for day in course.days]
        if not days:
            return _("No visit is to come in this course.")
        if course.agreed is not None and course.days[0] == course.agreed:
            agreed = _("Agreed: {day}.").format(day=days[0])
            rest = listed(days[1:])
            then = _("Proposed: {days}.").format(days=rest) if rest else ""
            return " ".join(filter(None, (agreed, then)))
        return _("Proposed: {days}.").format(days=listed(days))

    def _on_calendar(self) -> None:
        self.refusal.hush()
        made = self._course.to_save(self.title.text())
        if made:
            self.calendar_wanted.emit(made)

    def _on_summary(self) -> None:
        if self._course.course is not None:
            self.summary_wanted.emit(self._course.course.episode)
