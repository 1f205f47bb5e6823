"""A practitioner at the window: the verbs a paper chart is typed in with, each done by hand."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QToolButton, QWidget

from charting import app
from charting.domain.moment import Moment
from charting.domain.patient import FactKind, Sex
from charting.domain.session import Reply
from charting.domain.visit import NEXT_VISIT
from charting.services.practices import Practices
from charting.storage.store import SqlStore
from charting.system import TimeOrderedIds
from charting.ui.patients.page import PatientsPage
from charting.ui.session.choices import Stepper
from charting.ui.session.notes_editor import NoteEditor
from charting.ui.session.page import SessionPage
from charting.ui.session.visit_rows import (
    ChoiceRow,
    DateRow,
    NumberRow,
    ScaleRow,
    TextRow,
    YesNoRow,
)
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from charting.wording import fact_kind_words, sex_words
from tests.invented import PASSPHRASE
from tests.person import wait
from tests.walk.album import Album
from tests.walk.hand import Hand

ZONE = "Europe/Zurich"
_CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
_REPLIES = (Reply.NO, Reply.YES, Reply.UNKNOWN)


class StoryClock:
    """A clock that stands where the paper chart says."""

    def __init__(self) -> None:
        self.go_to("2026-10-20 08:00")

    def go_to(self, when: str) -> None:
        """Go to a day and time, as in 2026-11-16 16:05."""
        self._now = Moment.of(datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(ZONE)), ZONE)

    def now(self) -> Moment:
        """The moment the story has come to."""
        return self._now


def practices(clock: StoryClock) -> Practices:
    """The real practices on the story's clock, but that a passphrase costs next to nothing."""
    return Practices(SlotVault(_CHEAP, _CHEAP), SqlStore(), clock, TimeOrderedIds())


class Practitioner:
    """Sits at one window from the first run to the last chart."""

    def __init__(
        self, qt: QApplication, folder: Path, hand: Hand, album: Album, size: tuple[int, int]
    ) -> None:
        self.clock = StoryClock()
        self.hand, self.album, self.folder = hand, album, folder
        door = app.FolderDoor(practices(self.clock), self.clock)
        self.desk = app.Desk(qt, folder, theme=album.theme, door=door)
        self.desk.window.resize(*size)
        self.desk.window.show()
        wait(lambda: bool(door.countries()) and QApplication.focusWidget() is not None)

    def leave(self) -> None:
        """Close the window."""
        self.desk.window.close()
        self.desk.close()

    def at(self, when: str) -> None:
        """Let the clock stand at a day and time."""
        self.clock.go_to(when)

    def picture(self, name: str) -> None:
        """Keep a picture of the window once nothing is due any more."""
        self.rest()
        self.album.keep(self.desk.window, name)

    def rest(self) -> None:
        """Wait until everything is stored and shown."""
        wait(lambda: not self.desk.lane.busy)
        if self.desk.session is not None:
            session = self.desk.session
            wait(lambda: not session.settling and not session.record.unstored)

    # The screens

    @property
    def patients(self) -> PatientsPage:
        """The patients screen."""
        assert self.desk.patients_page is not None
        return self.desk.patients_page

    @property
    def visit(self) -> SessionPage:
        """The session screen."""
        assert self.desk.session_page is not None
        return self.desk.session_page

    # First run and patients

    def set_up(self) -> None:
        """Fill in the form of the first run."""
        hand, pane = self.hand, self.desk.unlock_page.first_run
        assert pane is not None
        wait(lambda: pane.country.box.count() > 1)
        self.picture("first-run")
        hand.choose(pane.country.box, "Switzerland")
        for field, text in (
            (pane.practitioner, "Nora Feld"),
            (pane.registration, "NF-1207"),
            (pane.clinic, "Practice at the Bridge"),
            (pane.phone, "+41 44 000 00 00"),
            (pane.out_of_hours, "+41 44 000 00 01"),
            (pane.passphrase, PASSPHRASE),
            (pane.again, PASSPHRASE),
        ):
            hand.write(field.line, text)
        hand.click(pane.create_button)
        wait(lambda: self.desk.patients_page is not None and self.patients.isVisible())
        wait(self.patients.search.hasFocus)

    def add_patient(self, family: str, given: str, born: str, sex: Sex) -> None:
        """Add a patient by the form."""
        hand, form = self.hand, self.patients.form
        hand.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        wait(form.family.line.hasFocus)
        hand.type(family)
        hand.press(Qt.Key.Key_Tab)
        hand.type(given)
        hand.press(Qt.Key.Key_Tab)
        hand.type(born)
        hand.choose(form.sex.box, sex_words(sex).capitalize())
        self.picture("new-patient")
        hand.click(form.keep_button)
        self._wait_for_chart(family)

    def find(self, letters: str) -> None:
        """Find a patient by a few letters."""
        page = self.patients
        if not page.search.hasFocus():
            self.hand.press(Qt.Key.Key_F3)
        if page.search.text():
            self.hand.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.hand.type(letters)
        wait(lambda: page.list.model().rowCount() == 1)
        self.hand.press(Qt.Key.Key_Return)
        self._wait_for_chart(letters)

    def note_health(self, facts: Iterable[tuple[FactKind, str]]) -> None:
        """Note medicines, allergies and so on."""
        card = self.patients.record.health
        for kind, text in facts:
            self.hand.choose(card.kind, fact_kind_words(kind).capitalize())
            self.hand.write(card.text, text)
            self.hand.press(Qt.Key.Key_Return)
            self.rest()

    def nothing_new(self) -> None:
        """Go through the health facts: nothing has changed."""
        self.hand.press(Qt.Key.Key_F9)
        self.rest()

    def plan_episode(
        self, complaint: str, ticked: Iterable[str], sessions: int, interval_days: int
    ) -> None:
        """Fill in the episode's form."""
        hand, form = self.hand, self.patients.episode
        hand.press(Qt.Key.Key_F4)
        wait(form.complaint.line.hasFocus)
        hand.type(complaint)
        grids = (form.causes, form.symptoms, form.goals, form.other_care, form.outlook)
        boxes = {code: box for grid in grids for code, box in grid.boxes.items()}
        for code in ticked:
            hand.click(boxes[code])
        for spin, number in ((form.planned, sessions), (form.interval, interval_days)):
            if spin.value() != number:
                hand.write(spin.lineEdit(), str(number))
        self.picture("episode")
        hand.click(form.keep_button)
        wait(self.patients.record.isVisible)
        self.rest()

    def open_session(self) -> None:
        """Open today's session of the patient looked at."""
        self.hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        wait(lambda: self.desk.session_page is not None and self.visit.isVisible())
        wait(self.visit.view.hasFocus)

    def back_to_patients(self) -> None:
        """Leave the session; what was typed is kept."""
        self.hand.press(Qt.Key.Key_F12)
        wait(self.patients.isVisible)
        self.rest()

    def _wait_for_chart(self, name: str) -> None:
        def shown() -> bool:
            chart = self.desk.patients_page and self.patients.record
            return bool(
                chart and chart.isVisible() and name.casefold() in chart.accessibleName().casefold()
            )

        wait(shown)
        self.rest()

    # The visit's shelf

    def open_step(self, title: str) -> None:
        """Open a step of the shelf."""
        heads = self.visit.shelf.findChildren(QPushButton)
        self.hand.click(next(head for head in heads if head.text().endswith(title)))
        self.rest()

    def reply(self, item: str, reply: Reply, reason: str = "") -> None:
        """Answer an item with no, yes or unknown, and a reason."""
        row = self.visit.shelf.items[item]
        assert isinstance(row, YesNoRow)
        self.hand.click(row.options.buttons[_REPLIES.index(reply)])
        self.rest()
        if reason:
            self.hand.write(row.reason, reason)
            self.hand.press(Qt.Key.Key_Return)
            self.rest()

    def score(self, item: str, number: int) -> None:
        """Press a number of a short scale."""
        row = self.visit.shelf.items[item]
        assert isinstance(row, ScaleRow)
        self.hand.click(row.scale.buttons[number])
        self.rest()

    def enter(self, item: str, text: str) -> None:
        """Type a number or a line of words."""
        row = self.visit.shelf.items[item]
        assert isinstance(row, NumberRow | TextRow)
        self.hand.write(row.line, text)
        self.hand.press(Qt.Key.Key_Return)
        self.rest()

    def choose(self, item: str, words: str) -> None:
        """Choose from an item's list."""
        row = self.visit.shelf.items[item]
        assert isinstance(row, ChoiceRow)
        self.hand.choose(row.options, words)
        self.rest()

    def agree_next(self, days: int) -> None:
        """Press the next visit so many days on."""
        row = self.visit.shelf.items[NEXT_VISIT]
        assert isinstance(row, DateRow)
        self.hand.click(row.presses[(7, 14).index(days)])
        self.rest()

    def note(self, field: str, text: str) -> None:
        """Type into the note's field of this name, after what stands there."""
        editor = _named(self.visit.shelf, field)
        assert isinstance(editor, NoteEditor)
        self.hand.click(editor)
        self.hand.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        self.hand.type(text)
        # What is typed is kept after a pause; the story does not wait for it.
        editor.keep()
        self.rest()

    # The map and the drawer

    def arm(self, key: Qt.Key) -> None:
        """Bring the hand back to the map where it is elsewhere, and arm by a key."""
        if not self.visit.view.hasFocus():
            self.hand.press(Qt.Key.Key_Escape)
        self.hand.press(key)

    def place(self, x_mm: float, y_mm: float) -> None:
        """Click the back."""
        view = self.visit.view
        self.hand.click(view, view.projection.to_screen(x_mm, y_mm).toPoint())
        self.rest()

    def say(self, field: str, words: str) -> None:
        """Press an option, or choose from a list, in the drawer."""
        part = _named(self.visit.drawer, field)
        if isinstance(part, QComboBox):
            self.hand.choose(part, words)
        else:
            options = part.findChildren(QToolButton)
            self.hand.click(next(option for option in options if option.text() == words))
        self.rest()

    def tell(self, field: str, text: str) -> None:
        """Type into a field of the drawer."""
        self.hand.write(_named(self.visit.drawer, field), text)
        self.hand.press(Qt.Key.Key_Return)
        self.rest()

    def count(self, field: str, number: int) -> None:
        """Press plus until a number of the drawer is reached."""
        stepper = _named(self.visit.drawer, field)
        assert isinstance(stepper, Stepper)
        while stepper.value != number:
            self.hand.click(stepper.less if number == 0 else stepper.more)
            self.rest()

    def select(self, number: int) -> None:
        """Click a mark of the list; they are numbered from 1 in order of placing."""
        marks = self.visit.marks
        index = marks.model().index(number - 1, 0)
        marks.scrollTo(index)
        self.hand.click(marks.viewport(), marks.visualRect(index).center())
        self.rest()

    def take_out(self, number: int) -> None:
        """Select a needle in the list and note that it is out."""
        self.select(number)
        self.hand.press(Qt.Key.Key_O)
        self.rest()


def _named(within: QWidget, name: str) -> QWidget:
    """The part that can be seen and bears this name for a screen reader."""
    for part in within.findChildren(QWidget):
        if part.accessibleName() == name and part.isVisible():
            return part
    raise LookupError(f"nothing called {name} can be seen")
