"""At the reception: the practice set up, patients put on file, found, and their visits opened."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from charting import app
from charting.domain.moment import Moment
from charting.domain.patient import FactKind, Sex
from charting.services.ports import Clock
from charting.services.practices import Practices
from charting.storage.store import SqlStore
from charting.system import TimeOrderedIds
from charting.ui.handout.page import HandoutPage
from charting.ui.patients.page import PatientsPage
from charting.ui.session.page import SessionPage
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from charting.wording import fact_kind_words, sex_words
from tests.invented import PASSPHRASE
from tests.person import wait
from tests.walk.album import Album
from tests.walk.hand import Hand
from tests.walk.keyholder import keep_recovery_key

ZONE = "Europe/Zurich"
_CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


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


def practices(clock: Clock) -> Practices:
    """The real practices on a clock of the story, but that a passphrase costs next to nothing."""
    return Practices(SlotVault(_CHEAP, _CHEAP), SqlStore(), clock, TimeOrderedIds())


class Reception:
    """Sits at one window from the first run to the last chart."""

    def __init__(
        self, qt: QApplication, folder: Path, hand: Hand, album: Album, size: tuple[int, int]
    ) -> None:
        self.clock = StoryClock()
        self.hand, self.album, self.folder = hand, album, folder
        door = app.FolderDoor(practices(self.clock), self.clock)
        self.desk = app.Desk(
            qt, folder, theme=album.theme, door=door, choose_file=self._choose_file
        )
        self._file = Path()
        self.desk.window.resize(*size)
        self.desk.window.show()
        wait(lambda: bool(door.countries()) and QApplication.focusWidget() is not None)

    def leave(self) -> None:
        """Close the window."""
        any(self.desk.window.close() for _time in range(2))
        self.desk.close()

    def at(self, when: str) -> None:
        """Let the clock stand at a day and time."""
        self.clock.go_to(when)

    def picture(self, name: str) -> None:
        """Keep a picture of the window once nothing is due any more."""
        self.rest()
        page = self.desk.session_page
        wait(lambda: page is None or not page.isVisible() or page.view.is_sharp)
        wait(lambda: page is None or page.sheet.is_told)
        self.album.keep(self.desk.window, name)

    def rest(self) -> None:
        """Wait until everything is stored and shown."""
        if self.desk.screens is not None and self.desk.window.screens.currentWidget() is not (
            self.desk.unlock_page
        ):
            # What a test sends passes by the window's ear for a sign of life.
            self.desk.absence.start()
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

    # Paper

    @property
    def paper(self) -> HandoutPage:
        """The handout screen."""
        assert self.desk.handout_page is not None
        return self.desk.handout_page

    def see_paper(self, key: Qt.Key | None = None) -> None:
        """Wait until the pages in sight are drawn, those of another paper where a key asks."""
        if key is not None:
            self.hand.press(key)
        wait(lambda: self.desk.handout_page is not None and self.paper.isVisible())
        wait(lambda: bool(self.paper.view.drawn) and not self.desk.lane.busy)

    def save_paper(self, name: str) -> None:
        """Save the paper shown under a name in the album, as the system's own chooser would say."""
        self._file = self.album.place_of(name)
        self.hand.press(Qt.Key.Key_S)
        self.rest()
        self.album.keep_paper(self._file)

    def mail_paper(self, name: str, password: str) -> None:
        """Save a copy of the paper shown under a password, typed twice."""
        form = self.paper.panel.mailing
        self._file = self.folder.parent / f"{name}.pdf"
        self.hand.press(Qt.Key.Key_M)
        self.hand.type(password)
        self.rest()
        while not form.again.line.hasFocus():
            self.hand.press(Qt.Key.Key_Tab)
        self.hand.type(password)
        self.picture(name)
        self.hand.press(Qt.Key.Key_Return)
        wait(lambda: not form.isVisible())
        self.rest()

    def leave_paper(self) -> None:
        """Go back to where one came from."""
        self.hand.press(Qt.Key.Key_Escape)
        self.rest()

    def _choose_file(self, _parent: QWidget, _proposed: str) -> Path:
        """Stands for the chooser, which is the system's and not ours."""
        return self._file

    # First run and patients

    def set_up(self) -> None:
        """Fill in the form of the first run."""
        hand, pane = self.hand, self.desk.unlock_page.first_run
        assert pane is not None
        wait(lambda: pane.country.box.count() > 1)
        self.picture("first-run")
        hand.write(pane.practitioner.line, "Nora Feld")
        hand.write(pane.registration.line, "NF-1207")
        hand.click(pane.next_button)
        self.picture("first-run-where")
        hand.choose(pane.country.box, "Switzerland")
        for field, text in (
            (pane.clinic, "Practice at the Bridge"),
            (pane.phone, "+41 44 000 00 00"),
            (pane.out_of_hours, "+41 44 000 00 01"),
        ):
            hand.write(field.line, text)
        hand.click(pane.next_button)
        self.picture("first-run-guard")
        for field in (pane.passphrase, pane.again):
            hand.write(field.line, PASSPHRASE)
        hand.click(pane.create_button)
        keep_recovery_key(self)
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

    def measure_body(self, build: str, spine_mm: int, psis_mm: int) -> None:
        """Note the build and the two distances by tape."""
        hand, card = self.hand, self.patients.record.body
        hand.click(card.measure_button)
        wait(card.spine.line.hasFocus)
        hand.type(str(spine_mm))
        hand.write(card.psis.line, str(psis_mm))
        hand.choose(card.build.box, build)
        self.picture("body")
        hand.click(card.keep_button)
        wait(card.measure_button.isVisible)
        self.rest()

    def open_session(self) -> None:
        """Open today's session of the patient looked at."""
        self.hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        wait(lambda: self.desk.session_page is not None and self.visit.isVisible())
        wait(self.visit.view.hasFocus)

    def open_earlier(self, day: str, time: str) -> None:
        """Write up a visit of an earlier day, of the patient looked at."""
        form = self.patients.record.earlier
        self.hand.click(self.patients.record.earlier_button)
        wait(form.day.line.hasFocus)
        self.hand.type(day)
        self.hand.press(Qt.Key.Key_Tab)
        self.hand.type(time)
        self.picture("earlier-visit")
        self.hand.press(Qt.Key.Key_Return)
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
