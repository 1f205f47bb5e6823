"""What is still to be done, on the screen on which the day begins: each opens by one press."""

from collections.abc import Generator, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from charting import content
from charting.domain.ids import ContactId, FollowUpId, SessionId
from charting.domain.sheet import SheetId
from charting.i18n import _, listed, ngettext
from charting.services.adverse_events import OpenEvent
from charting.services.follow_up_records import DueLine, NoteLine
from charting.services.ports import WorkLine
from charting.ui import theme
from charting.ui.patients.contact_form import ContactForm, bring_into_sight
from charting.ui.patients.lists import due_row, event_row, note_row, work_row
from charting.ui.patients.model import PatientsModel
from charting.ui.patients.work_model import OpenWork
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Card, Hairline, SectionHeader
from charting.ui.widgets.rows import Row, RowList
from charting.ui.widgets.text import Text
from charting.wording import reason_words

# The width from which two columns stand side by side.
_WIDE_ENOUGH = 900
# Longer groups are folded: the list of patients is beside them.
_SHOWN = 5


class WorkRows(RowList):
    """Rows of which one is always gone to while the keys are here."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to the first row where the hand comes from elsewhere."""
        super().focusInEvent(event)
        if self.key is None:
            self.go_to_first()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; where the one gone to is done, the keys are on the first of the rest."""
        super().show_rows(rows)
        if self.hasFocus() and self.key is None:
            self.go_to_first()


class Group(Card):
    """One kind of open work: a line that teaches while there is none, else its rows.

    `wanted` gives the key of the row pressed or entered.
    """

    wanted = Signal(object)

    def __init__(self, title: str, none: str) -> None:
        # The rows have ROOM on either side of their words.
        super().__init__(padding=theme.SNUG, spacing=theme.SNUG)
        self._rows: Sequence[Row] = ()
        self._unfolded = False
        self.header = SectionHeader(title)
        self.header.beneath.hide()
        self.header.setFixedHeight(theme.BROAD)
        self.none = Text(none, size=theme.SMALL, ink="quiet", wraps=True)
        self.none.setContentsMargins(0, 0, 0, theme.SNUG)
        self.list = WorkRows(title)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.entered.connect(self.wanted)
        self.list.pressed_on.connect(self.wanted)
        self.fold_button = Button("", Kind.PLAIN, height=theme.BROAD, size=theme.SMALL)
        self.fold_button.clicked.connect(self._on_folded)
        head = QVBoxLayout()
        head.setContentsMargins(theme.ROOM, theme.SNUG, theme.ROOM, 0)
        head.setSpacing(theme.TIGHT)
        for part in (self.header, Hairline(), self.none):
            head.addWidget(part)
        self.rows.addLayout(head)
        self.rows.addWidget(self.list)
        self.rows.addWidget(self.fold_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show what is open now."""
        self._rows = rows
        folded = not self._unfolded and len(rows) > _SHOWN
        self.list.show_rows(rows[:_SHOWN] if folded else rows)
        self.list.take_room_for_all()
        self.list.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.fold_button.setVisible(len(rows) > _SHOWN)
        all_words = ngettext("Show all {n}", "Show all {n}", len(rows)).format(n=len(rows))
        self.fold_button.set_words(all_words if folded else _("Show fewer"))

    def _on_folded(self) -> None:
        self._unfolded = not self._unfolded
        self.show_rows(self._rows)


class DueGroup(Group):
    """Calls or reviews; the one pressed asks in its place what came of it."""

    def __init__(self, title: str, none: str, model: PatientsModel, form: ContactForm) -> None:
        super().__init__(title, none)
        self._model, self.form = model, form
        self._lines: dict[FollowUpId, DueLine] = {}
        self.rows.insertWidget(self.rows.indexOf(self.list) + 1, self.form)
        self.wanted.connect(self._on_wanted)
        self.form.closed.connect(self._on_closed)

    def show_lines(self, lines: Sequence[DueLine]) -> None:
        """Show what is due; a form whose call is no longer due closes."""
        model, plan = self._model, content.follow_up_plan()
        self._lines = {line.follow_up.id: line for line in lines}
        self.show_rows([due_row(line, plan, model.today, model.country) for line in lines])
        asked = self.form.follow_up
        if asked is not None and asked.id not in self._lines:
            self.form.leave()

    def _on_wanted(self, key: FollowUpId) -> None:
        line = self._lines.get(key)
        if line is not None:
            row = next(row for row in self.list.lines.rows if row.key == key)
            why = _("{why}, {due}").format(why=row.below, due=row.beside)
            self.form.ask(line.follow_up, line.patient, why, self._model.today)

    def _on_closed(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


class EventGroup(Group):
    """Adverse events that last longer than usual or wait for a review; `patient_wanted` carries
    whose was pressed.
    """

    patient_wanted = Signal(object)

    def __init__(self, title: str, model: PatientsModel) -> None:
        super().__init__(title, "")
        self._model = model
        self._lines: dict[SheetId, OpenEvent] = {}
        self.wanted.connect(self._on_wanted)

    def show_events(self, lines: Sequence[OpenEvent]) -> None:
        """Show what asks to be looked after; where nothing does it is not even spoken of."""
        today, country = self._model.today, self._model.country
        self._lines = {line.sheet.id: line for line in lines}
        self.show_rows([event_row(line, today, country) for line in lines])
        self.setVisible(bool(lines))

    def _on_wanted(self, key: SheetId) -> None:
        if key in self._lines:
            self.patient_wanted.emit(self._lines[key].patient)


class NotesGroup(Group):
    """Contact notes that one has written and not signed; the one pressed is shown whole, and one
    more press signs it.
    """

    def __init__(self, title: str, model: PatientsModel, form: ContactForm) -> None:
        super().__init__(title, "")
        self._model, self.form = model, form
        self._lines: dict[ContactId, NoteLine] = {}
        self.rows.insertWidget(self.rows.indexOf(self.list) + 1, self.form)
        self.wanted.connect(self._on_wanted)
        self.form.closed.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))

    def show_lines(self, lines: Sequence[NoteLine]) -> None:
        """Show what is not signed; where everything is it is not even spoken of."""
        model = self._model
        self._lines = {line.note.id: line for line in lines}
        self.show_rows([note_row(line, model.today, model.country) for line in lines])
        self.setVisible(bool(lines))

    def _on_wanted(self, key: ContactId) -> None:
        line = self._lines.get(key)
        if line is not None:
            due = line.due
            why = reason_words(due.follow_up, content.follow_up_plan())
            self.form.ask_to_sign(due.follow_up, due.patient, why, self._model.today)


class Groups(NamedTuple):
    """The kinds of open work, in the order of their urgency."""

    uncounted: Group
    calls: DueGroup
    events: EventGroup
    reviews: DueGroup
    unsigned: Group
    contacts: NotesGroup
    to_cosign: Group


def work_in_turns(model: PatientsModel) -> Generator[None, None, "WorkPane"]:
    """Make the pane group by group; whoever puts it in its place lays it out there."""
    form = ContactForm(model.work, model.country)
    yield
    calls = DueGroup(
        _("Calls due"),
        _("No call is due. Plan one at the end of a session; it stands here on its day."),
        model,
        form,
    )
    yield
    form = ContactForm(model.work, model.country)
    yield
    reviews = DueGroup(
        _("Reviews due"),
        _("No review is due. One is proposed at the third session or after four weeks."),
        model,
        form,
    )
    yield
    yield
    uncounted = Group(_("Needles not counted"), "")
    unsigned = Group(_("Notes not signed"), _("Every note is signed."))
    to_cosign = Group(_("Waiting for a co-signature"), "")
    yield
    form = ContactForm(model.work, model.country)
    yield
    contacts = NotesGroup(_("Contact notes not signed"), model, form)
    yield
    events = EventGroup(_("Adverse events to look after"), model)
    groups = Groups(uncounted, calls, events, reviews, unsigned, contacts, to_cosign)
    yield
    return WorkPane(model, groups)


class WorkPane(QScrollArea):
    """Calls and reviews due, counts that are open, and notes not signed.

    `chart_wanted` brings a patient, `said` what is open in a few words.
    """

    chart_wanted = Signal(object)
    said = Signal(str)

    def __init__(self, model: PatientsModel, groups: Groups) -> None:
        super().__init__()
        self._model = model
        self._starts = False
        self._of_sessions: dict[SessionId, WorkLine] = {}
        self.title = Text(_("Who is next?"), bold=True)
        self.hint = Text(
            _("Type a few letters of a name. Arrows move, Enter opens."), ink="quiet", wraps=True
        )
        self._groups = groups
        self.uncounted, self.calls, self.events = groups.uncounted, groups.calls, groups.events
        self.reviews, self.unsigned = groups.reviews, groups.unsigned
        self.contacts, self.to_cosign = groups.contacts, groups.to_cosign
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.events.patient_wanted.connect(self.chart_wanted)
        for group in self._groups:
            group.list.moved.connect(partial(self._on_moved, group))
        for of_sessions in (self.uncounted, self.unsigned, self.to_cosign):
            of_sessions.wanted.connect(self._on_session_wanted)
        for due in (self.calls, self.reviews, self.contacts):
            due.form.chart_wanted.connect(self.chart_wanted)
            due.form.asked.connect(partial(bring_into_sight, self, due.form))
        model.work.found.connect(self._on_found)

    def start(self) -> None:
        """Bring the hand to the first row there is, once it is known what is open now."""
        self._starts = True
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._model.work.look_again()

    def _go_to_first(self) -> None:
        self._starts = False
        for group in self._groups:
            if group.list.lines.rows:
                group.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def showEvent(self, event: QShowEvent) -> None:
        """What is open may be another since it was last seen."""
        super().showEvent(event)
        self._model.work.look_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns one below the other where two would be narrow."""
        super().resizeEvent(event)
        beside = event.size().width() >= _WIDE_ENOUGH
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _on_found(self) -> None:
        model, work = self._model, self._model.work.work
        had_the_hand = self._has_the_hand()
        of_sessions = (
            (self.uncounted, work.uncounted),
            (self.unsigned, work.unsigned),
            (self.to_cosign, work.to_cosign),
        )
        self._of_sessions = {
            line.session.id: line for _group, lines in of_sessions for line in lines
        }
        for group, lines in of_sessions:
            group.show_rows([work_row(line, model.today, model.country) for line in lines])
        # What must not be is not even spoken of while it is not, nor what needs a student.
        self.uncounted.setVisible(bool(work.uncounted))
        self.to_cosign.setVisible(bool(work.to_cosign))
        self.events.show_events(work.events)
        self.calls.show_lines(work.calls)
        self.reviews.show_lines(work.reviews)
        self.contacts.show_lines(work.contacts)
        self.said.emit(open_words(work))
        if self._starts:
            self._go_to_first()
        elif had_the_hand and not self._has_the_hand():
            # The last row is done: the keys stay here.
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_the_hand(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def _on_moved(self, moved_in: Group, key: object) -> None:
        """Let one row of one group be the one gone to."""
        for group in self._groups:
            if group is not moved_in and key is not None:
                group.list.go_to(None, quietly=True)

    def _on_session_wanted(self, key: SessionId) -> None:
        line = self._of_sessions.get(key)
        if line is not None:
            self._model.open_session(key, line.patient.id)

    def lay_out(self) -> Generator[None, None, None]:
        """Put the groups in their places, one after the other, what holds them before them."""
        ground = QWidget()
        self.setWidget(ground)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = QVBoxLayout(ground)
        rows.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        rows.setSpacing(theme.ROOM)
        rows.addWidget(self.title)
        rows.addWidget(self.hint)
        rows.addLayout(self._columns)
        rows.addStretch(1)
        self._columns.setSpacing(theme.ROOM)
        left = (self.uncounted, self.calls, self.events, self.reviews)
        for column in (left, (self.unsigned, self.contacts, self.to_cosign)):
            held = QVBoxLayout()
            held.setSpacing(theme.ROOM)
            self._columns.addLayout(held, 1)
            for group in column:
                yield
                held.addWidget(group)
            held.addStretch(1)


def open_words(work: OpenWork) -> str:
    """What is open, in a few words: "2 calls due, 1 count open"; nothing where nothing is."""
    notes = len(work.unsigned) + len(work.contacts)
    parts = (
        (len(work.uncounted), ngettext("{n} count", "{n} counts", len(work.uncounted))),
        (len(work.events), ngettext("{n} adverse event", "{n} adverse events", len(work.events))),
        (len(work.calls), ngettext("{n} call", "{n} calls", len(work.calls))),
        (len(work.reviews), ngettext("{n} review", "{n} reviews", len(work.reviews))),
        (notes, ngettext("{n} note", "{n} notes", notes)),
        (
            len(work.to_cosign),
            ngettext("{n} co-signature", "{n} co-signatures", len(work.to_cosign)),
        ),
    )
    return listed(words.format(n=number) for number, words in parts if number)
