"""The card of calls and reviews: those planned and those past, with every contact note."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from charting import content
from charting.domain.follow_up import (
    FollowUp,
    FollowUpKind,
    days_overdue,
    open_ones,
    proposed_review,
)
from charting.i18n import _, listed
from charting.ui import theme
from charting.ui.patients.contact_form import ContactForm
from charting.ui.patients.model import Chart, PatientsModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.choices import ChoiceBox
from charting.ui.widgets.fields import LineEdit
from charting.ui.widgets.frames import Banner, Card, Hairline, SectionHeader
from charting.ui.widgets.text import Text
from charting.wording import (
    contact_line,
    contact_words,
    date_form_words,
    date_words,
    due_words,
    follow_up_kind_words,
    reason_words,
)

_KIND_WIDTH = 112
_DAY_WIDTH = 140
# Of those that are closed, so many of the latest are shown unasked.
_CLOSED_SHOWN = 3


class FollowUpRow(QWidget):
    """One call or review: what and why, when it is due or how it ended, and its contact notes."""

    def __init__(self, follow_up: FollowUp, title: str, state: str, model: PatientsModel) -> None:
        super().__init__()
        is_open, overdue = follow_up.is_open, days_overdue(follow_up, model.today) > 0
        self.title = Text(title, wraps=True, ink="text" if is_open else "quiet")
        self.state = Text(
            state,
            size=theme.SMALL,
            ink="answer" if overdue else "quiet",
            bold=overdue,
            tabular=True,
        )
        lines = (contact_line(one, model.country, model.names) for one in follow_up.contacts)
        notes = "\n".join(lines)
        self.notes = Text(notes, size=theme.SMALL, ink="quiet", wraps=True, tabular=True)
        self.button = Button(_("Note"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL)
        self.button.setAccessibleName(_("Note of: {what}").format(what=title))
        line = QHBoxLayout()
        line.setSpacing(theme.SNUG)
        line.addWidget(self.title, 1)
        line.addWidget(self.state)
        line.addWidget(self.button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, theme.TIGHT)
        rows.setSpacing(0)
        rows.addLayout(line)
        rows.addWidget(self.notes)
        # Once they are within it: shown before, they would be windows of their own.
        self.notes.setVisible(bool(notes))
        self.button.setVisible(follow_up.withdrawn is None)


class PlanLine(QWidget):
    """Plans a call or a review outside a session: what, on which day, and why."""

    def __init__(self, country: str) -> None:
        """`country` is the one as whose dates are typed."""
        super().__init__()
        self.kind = ChoiceBox()
        self.kind.setAccessibleName(_("Call or review"))
        for kind in FollowUpKind:
            self.kind.addItem(follow_up_kind_words(kind), kind.value)
        self.kind.setFixedSize(_KIND_WIDTH, theme.CONTROL)
        self.day = LineEdit()
        self.day.setPlaceholderText(date_form_words(country))
        self.day.setAccessibleName(_("The day it is due"))
        self.day.setFixedWidth(_DAY_WIDTH)
        self.reason = LineEdit()
        self.reason.setPlaceholderText(_("Why"))
        self.reason.setAccessibleName(_("Why it is planned"))
        self.button = Button(_("Plan"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SNUG)
        line.addWidget(self.kind)
        line.addWidget(self.day)
        line.addWidget(self.reason, 1)
        line.addWidget(self.button)

    def clear(self) -> None:
        """Forget what was typed."""
        self.day.clear()
        self.reason.clear()


class FollowUpsCard(Card):
    """Lists what is open before what is closed; one that is pressed asks what came of it."""

    def __init__(self, model: PatientsModel) -> None:
        super().__init__(padding=theme.WIDE, spacing=theme.SNUG)
        self._model = model
        self._shown: Chart | None = None
        self._shows_all = False
        self.header = SectionHeader(_("Calls and reviews"))
        self.proposal = Banner("answer", size=theme.SMALL)
        self.empty = Text(
            _("None is planned. A session plans calls in its last step; others are planned here."),
            ink="quiet",
            wraps=True,
        )
        self.listed: list[FollowUpRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.TIGHT)
        self.all_button = Button("", Kind.PLAIN, height=theme.BROAD, size=theme.SMALL)
        self.form = ContactForm(model.work, model.country)
        self.form.chart_button.hide()
        self.planning = PlanLine(model.country)
        self.refusal = Text(size=theme.SMALL, ink="hazard", wraps=True)
        self.refusal.hide()
        self._lay_out()
        self._connect()

    def show_chart(self, chart: Chart) -> None:
        """Show a patient's calls and reviews; what is half typed is dropped with the patient."""
        if self._shown is None or self._shown.patient.id != chart.patient.id:
            self._forget_typed()
            self._shows_all = False
            if self.form.follow_up is not None:
                self.form.leave()
        self._shown = chart
        opened = open_ones(chart.follow_ups)
        closed = [each for each in reversed(chart.follow_ups) if not each.is_open]
        shown = closed if self._shows_all else closed[:_CLOSED_SHOWN]
        self._show_list((*opened, *shown))
        self.empty.setVisible(not chart.follow_ups)
        self.header.beneath.setText(_number_words(len(opened), len(closed)))
        self.all_button.setVisible(len(closed) > _CLOSED_SHOWN)
        self.all_button.set_words(
            _("Show fewer") if self._shows_all else _("Show all {n} past").format(n=len(closed))
        )
        self.planning.setVisible(chart.running_episode is not None)
        self._propose(chart)

    def _show_list(self, follow_ups: tuple[FollowUp, ...]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self.listed = []
        for follow_up in follow_ups:
            row = FollowUpRow(
                follow_up, self._title(follow_up), self._state(follow_up), self._model
            )
            row.button.clicked.connect(self._asking(follow_up))
            self.listed.append(row)
            self._list.addWidget(row)

    def _title(self, follow_up: FollowUp) -> str:
        kind = follow_up_kind_words(follow_up.kind)
        why = reason_words(follow_up, content.follow_up_plan())
        numbers = {line.id: line.number for line in self._shown.timeline} if self._shown else {}
        title = _("{kind}: {why}").format(kind=kind, why=why) if why else kind
        if follow_up.session_id in numbers:
            number = numbers[follow_up.session_id]
            title = _("{what}, session {number}").format(what=title, number=number)
        return title

    def _state(self, follow_up: FollowUp) -> str:
        withdrawn = follow_up.withdrawn
        if withdrawn is not None:
            day = date_words(withdrawn.at.day, self._model.country)
            said = _("withdrawn {day}").format(day=day)
            return f"{said}: {withdrawn.words}" if withdrawn.words else said
        if follow_up.is_open:
            return due_words(follow_up, self._model.today, self._model.country)
        return contact_words(follow_up.tries[-1].outcome)

    def _asking(self, follow_up: FollowUp) -> Callable[[], None]:
        def ask() -> None:
            if self._shown is not None:
                why = _("{what}, {due}").format(
                    what=self._title(follow_up), due=self._state(follow_up)
                )
                self.form.ask(follow_up, self._shown.patient, why, self._model.today)
                self.form.chart_button.hide()

        return ask

    # Planning

    def _propose(self, chart: Chart) -> None:
        episode, today = chart.running_episode, self._model.today
        rule = content.follow_up_plan().review
        day = None
        if episode is not None and chart.timeline:
            theirs = (line for line in chart.timeline if line.episode_id == episode.id)
            held = [line.opened.day for line in theirs if line.stands]
            day = proposed_review(episode, held, chart.follow_ups, rule, today)
        if day != today:
            self.proposal.hush()
            return
        self.proposal.say(
            _("A review of the episode is proposed: three sessions or four weeks have gone by."),
            action=_("Plan it for today"),
        )

    def _on_proposal(self) -> None:
        if self._shown is not None and self._shown.running_episode is not None:
            rule = content.follow_up_plan().review
            self._model.work.plan_review(self._shown.running_episode, self._model.today, rule)

    def _on_plan(self) -> None:
        self.refusal.hide()
        if self._shown is not None and self._shown.running_episode is not None:
            line, episode = self.planning, self._shown.running_episode
            kind = FollowUpKind(line.kind.currentData())
            self._model.work.plan(episode, kind, line.day.text(), line.reason.text())

    def _on_refused(self, sentence: str) -> None:
        if self.form.follow_up is None and self.isVisible():
            self.refusal.setText(sentence)
            self.refusal.show()

    def _on_all(self) -> None:
        self._shows_all = not self._shows_all
        if self._shown is not None:
            self.show_chart(self._shown)

    def _forget_typed(self) -> None:
        self.planning.clear()
        self.refusal.hide()

    def _lay_out(self) -> None:
        for part in (self.header, Hairline(), self.proposal, self.empty):
            self.rows.addWidget(part)
        self.rows.addLayout(self._list)
        self.rows.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.addWidget(self.form)
        self.rows.addSpacing(theme.TIGHT)
        self.rows.addWidget(self.planning)
        self.rows.addWidget(self.refusal)

    def _connect(self) -> None:
        self.proposal.answered.connect(self._on_proposal)
        self.all_button.clicked.connect(self._on_all)
        self.planning.button.clicked.connect(self._on_plan)
        for field in (self.planning.day, self.planning.reason):
            field.returnPressed.connect(self._on_plan)
        self._model.work.kept.connect(lambda _kept: self._forget_typed())
        self._model.work.refused.connect(self._on_refused)


def _number_words(opened: int, closed: int) -> str:
    parts = (
        _("{n} to come").format(n=opened) if opened else "",
        _("{n} past").format(n=closed) if closed else "",
    )
    return listed(parts)
