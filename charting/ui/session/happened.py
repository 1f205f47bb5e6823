"""What happened in a visit and at the one before, on the session's screen: written down by one
key, told where the visit begins, and shown at its site.
"""

from collections.abc import Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from charting.domain.happening import likely_kind, speaks_of_event
from charting.domain.marks import MapSite
from charting.domain.pain_area import PainArea
from charting.domain.screening import Finding
from charting.domain.screening_rules import Action, Phase, Rule, RuleKind
from charting.domain.visit import EMERGENCY
from charting.i18n import _
from charting.services.adverse_events import EventLine
from charting.ui import actions, theme
from charting.ui.events.form import EventForm, Places
from charting.ui.events.model import EventsModel
from charting.ui.session.arming import wide_button
from charting.ui.session.beside import Beside, Pane
from charting.ui.session.choices import caption
from charting.ui.session.model import SessionModel
from charting.ui.session.reactions import Reaction
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.text import Text
from charting.wording import site_words
from charting.wording.events import event_line_words, event_tone, marked_words

if TYPE_CHECKING:
    from charting.ui.session.body_map_view import BodyMapView
    from charting.ui.session.shelf import Shelf

REVIEW_FIRST = Rule(
    "ae.review",
    RuleKind.ABSOLUTE,
    Phase.SESSION,
    "",
    "An adverse event of this episode waits for its review",
    (),
    "DES: clinical reference 3.2",
    urgency="Write the review down first.",
)


class EventLines(QWidget):
    """Events, each in words in the ink of how it stands; a press asks what is known by now."""

    pressed = Signal(object)

    def __init__(self, events: EventsModel) -> None:
        super().__init__()
        self._events = events
        self.words: list[Text] = []
        self.buttons: list[Button] = []
        self._lines: tuple[EventLine, ...] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.TIGHT)

    def show_lines(self, lines: tuple[EventLine, ...]) -> None:
        """Show these events and no others."""
        self._lines = lines
        while len(self.words) < len(lines):
            self._add()
        events = self._events
        for place, (words, button) in enumerate(zip(self.words, self.buttons, strict=True)):
            shown = place < len(lines)
            words.setVisible(shown)
            button.setVisible(shown)
            if shown:
                event = lines[place].event
                told = event_line_words(event, events.known, events.today, events.country)
                words.setText(told)
                words.set_ink(event_tone(event, events.known, events.today))
                button.setAccessibleName(_("What is known by now: {event}").format(event=told))

    def _add(self) -> None:
        place = len(self.words)
        words = Text(size=theme.SMALL, wraps=True)
        button = Button(_("What is known by now"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL)
        button.clicked.connect(lambda: self.pressed.emit(self._lines[place]))
        self.words.append(words)
        self.buttons.append(button)
        self._rows.addWidget(words)
        self._rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


class EventPane(Pane):
    """The form of an event, in the place of the drawer."""

    def __init__(self, form: EventForm) -> None:
        super().__init__(actions.EVENT)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QFrame()
        ground.setProperty("look", "panel")
        self._rows = QVBoxLayout(ground)
        self._rows.setContentsMargins(theme.SNUG, theme.SNUG, theme.SNUG, theme.SNUG)
        area.setWidget(ground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._form = form
        form.left.connect(self.closed)

    def fill(self) -> None:
        """Put the form in, once this stands in its own place."""
        self._rows.addWidget(self._form)
        self._rows.addStretch(1)

    def begin(self) -> None:
        """The form itself takes the hand when it asks."""


class Happened(QObject):
    """Joins the events of the patient to the screen."""

    def __init__(
        self, model: SessionModel, events: EventsModel, form: EventForm, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._model, self._events, self.form = model, events, form
        self.pane = EventPane(form)
        self.before = EventLines(events)
        self.before_title = caption(_("What happened before"))
        self.now = EventLines(events)
        self.proposal = Text(size=theme.SMALL, ink="answer", bold=True, wraps=True)
        self.button = wide_button(_("Something happened"), actions.EVENT.key)
        self.map: BodyMapView | None = None
        self._beside: Beside | None = None

    def fill(
        self, shelf: "Shelf", view: "BodyMapView", beside: Beside
    ) -> Generator[None, None, None]:
        """Put the parts into their places on the shelf and beside the back, and follow what
        changes.
        """
        self.map, self._beside = view, beside
        beside.addWidget(self.pane)
        self.pane.closed.connect(beside.give_back)
        yield
        self.pane.fill()
        yield
        yield from self.form.fill()
        rows = shelf.prepare.rows
        for place, part in enumerate((self.before_title, self.before)):
            rows.insertWidget(place, part)
        yield
        rows = shelf.finish.rows
        at = rows.indexOf(shelf.items[EMERGENCY])
        for place, part in enumerate((self.proposal, self.now, self.button), start=1):
            rows.insertWidget(at + place, part)
        yield
        self.button.clicked.connect(self.ask)
        for lines in (self.before, self.now):
            lines.pressed.connect(self.ask_again)
        self._events.changed.connect(self.refresh)
        self._events.kept.connect(self._on_kept)
        self._events.planned.connect(self._model.told)
        self._model.settled.connect(self._show_proposal)
        self.refresh()

    def ask(self) -> None:
        """Ask what happened; what the visit says of it already is proposed."""
        session = self._model.session
        if session is None:
            return
        self._show_pane()
        told = session.answers.get(EMERGENCY)
        words = told.remark if told and not self._events.of_session() else ""
        kind = likely_kind(session) if not self._events.of_session() else ""
        self.form.ask(self._places(), self._model.selected, kind, words)

    def ask_again(self, line: EventLine) -> None:
        """Ask what is known by now of an event, of this visit or an earlier one."""
        self._show_pane()
        mark, places = line.mark, self._places()
        if mark is not None and mark.id not in dict(places):
            words = site_words(mark.site, self._model.body_map.structures)
            places = ((mark.id, words),)
        self.form.ask_again(line.sheet, places)

    def _show_pane(self) -> None:
        if self._beside is not None and self._beside.currentWidget() is not self.pane:
            self._beside.open(self.pane)

    def refresh(self) -> None:
        """Show what is on file now."""
        events = self._events
        before = events.of_last_visit()
        self.before.show_lines(before)
        self.before.setVisible(bool(before))
        self.before_title.setVisible(bool(before))
        self.now.show_lines(events.of_session())
        self._model.screen.also(
            (Finding(REVIEW_FIRST, Action.BLOCK),) if events.stops_needling else ()
        )
        if self.map is not None:
            self.map.reactions.show(self._reactions(before))
            self.map.update()
        self._show_proposal()

    def _reactions(self, lines: tuple[EventLine, ...]) -> tuple[Reaction, ...]:
        events = self._events
        return tuple(
            Reaction(
                line.mark.site,
                marked_words(line.event, events.known, events.today),
                event_tone(line.event, events.known, events.today),
            )
            for line in lines
            if line.mark is not None and isinstance(line.mark.site, MapSite)
        )

    def _show_proposal(self) -> None:
        session = self._model.session
        speaks = session is not None and speaks_of_event(session)
        self.proposal.setText(_("Write down what happened: nothing is on file of it yet."))
        self.proposal.setVisible(speaks and not self._events.of_session())

    def _places(self) -> Places:
        structures = self._model.body_map.structures
        return tuple(
            (mark.id, f"{number}  {site_words(mark.site, structures)}")
            for number, mark in enumerate(self._model.marks, start=1)
            if not isinstance(mark, PainArea)
        )

    def _on_kept(self, _sheet: object) -> None:
        self._model.told.emit(_("It is on file."))
