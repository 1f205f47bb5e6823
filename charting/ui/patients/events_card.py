"""The card of adverse events: what happened to this patient, how it stands, and what is known by
now.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from charting import content
from charting.domain.sheet import SheetId
from charting.i18n import _, listed
from charting.services.adverse_events import EventLine
from charting.ui import theme
from charting.ui.events.form import EventForm, Places
from charting.ui.patients.model import Chart, PatientsModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Card, Hairline, SectionHeader
from charting.ui.widgets.rows import Row, RowList
from charting.ui.widgets.text import Text
from charting.wording import site_words
from charting.wording.events import event_state_words, event_tone, event_when_words


class EventsCard(Card):
    """`report_wanted` carries the sheet of the event whose report is to be seen."""

    report_wanted = Signal(object)

    def __init__(self, model: PatientsModel, form: EventForm) -> None:
        # The rows have ROOM on either side of their words.
        super().__init__(padding=theme.SNUG, spacing=theme.SNUG)
        self._model, self._events = model, model.events
        self._lines: dict[SheetId, EventLine] = {}
        self._structures = content.body_map().structures
        self.header = SectionHeader(_("Adverse events"))
        self.add_button = Button(
            _("Something happened"), Kind.QUIET, height=theme.BROAD, size=theme.SMALL
        )
        self.header.ends.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)
        self.empty = Text(
            _("Nothing is on file. A bruise, a faint, or what nearly happened belongs here."),
            size=theme.SMALL,
            ink="quiet",
            wraps=True,
        )
        self.near = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.list = RowList(_("Adverse events"))
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form = form
        head = QVBoxLayout()
        head.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, 0)
        head.setSpacing(theme.SNUG)
        for part in (self.header, Hairline(), self.empty, self.near):
            head.addWidget(part)
        self.rows.addLayout(head)
        self.rows.addWidget(self.list)
        self.rows.addWidget(self.form)
        self.add_button.clicked.connect(self._ask)
        self.list.entered.connect(self._ask_again)
        self.list.pressed_on.connect(self._ask_again)
        self.form.report_wanted.connect(self.report_wanted)
        self.form.left.connect(self.add_button.setFocus)
        self._events.changed.connect(self._show)

    def show_chart(self, chart: Chart) -> None:
        """Show the events of a patient, read anew."""
        episode = chart.running_episode
        if self._events.patient_id != chart.patient.id:
            self.form.hide()
        self._events.open(chart.patient.id, None, episode.id if episode else None)

    def _show(self) -> None:
        events = self._events
        self._lines = {line.sheet.id: line for line in events.lines}
        self.list.show_rows([self._row(line) for line in events.lines])
        self.list.take_room_for_all()
        self.list.setVisible(bool(self._lines))
        self.empty.setVisible(not self._lines)
        number = len(events.near_misses)
        self.near.setText(_("Near misses on file: {n}").format(n=number))
        self.near.setVisible(bool(number))
        self.updateGeometry()

    def _row(self, line: EventLine) -> Row:
        event, events = line.event, self._events
        kind = events.kind_of(event)
        site = site_words(line.mark.site, self._structures) if line.mark else ""
        visit = line.session_number
        below = (
            event_when_words(event, events.country),
            _("session {number}").format(number=visit) if visit else "",
            site,
            event.place,
        )
        tone = event_tone(event, events.known, events.today)
        return Row(
            line.sheet.id,
            _(events.known.words(event.kind)),
            listed(below),
            event_state_words(event, kind, events.today, events.country),
            "" if tone == "quiet" else tone,
            heavy=tone in ("answer", "hazard"),
        )

    def _ask(self) -> None:
        self.form.ask()

    def _ask_again(self, key: SheetId) -> None:
        line = self._lines.get(key)
        if line is None:
            return
        places: Places = ()
        if line.mark is not None:
            places = ((line.mark.id, site_words(line.mark.site, self._structures)),)
        self.form.ask_again(line.sheet, places)
