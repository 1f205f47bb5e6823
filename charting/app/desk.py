"""The desk: the objects of the window, and the way from unlocking to a session and back."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from charting import __version__, places, settings
from charting.app.absence import Idleness, SystemSigns
from charting.app.choosers import ask_for_card, ask_for_folder, ask_for_pdf
from charting.app.demonstration import Demonstration
from charting.app.desk_words import name_of, still_in_words
from charting.app.door import FolderDoor
from charting.app.fault_reports import FaultReports
from charting.app.given_file import GivenFile
from charting.app.loading import Loading
from charting.app.logbook import LOG
from charting.app.memory import Memory
from charting.app.own_language import OwnLanguage
from charting.app.unlock_panes import RARE
from charting.domain.errors import ErrorCode, Refused
from charting.i18n import _
from charting.ui import motion, speech
from charting.ui import theme as looks
from charting.ui.settings.this_computer_model import ThisComputerModel
from charting.ui.tasks import Lane, make_no_more
from charting.ui.unlock.model import Colleague, UnlockModel
from charting.ui.unlock.page import UnlockPage
from charting.ui.window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from charting.app.helping import Helping
    from charting.app.screens import Place, PracticeScreens
    from charting.domain.ids import PractitionerId
    from charting.services.practices import OpenPractice
    from charting.ui.handout.page import ChooseFile, HandoutPage
    from charting.ui.patients.page import PatientsPage
    from charting.ui.session.model import SessionModel
    from charting.ui.session.page import SessionPage

# The database is tidied once nobody has entered anything for so long.
_REST_MS = 10_000
# Loading begins when the first letters have had their chance.
_SETTLED_MS = 150


def forget_copied(qt: QApplication) -> None:
    """Take out of the clipboard what was copied here; what comes from elsewhere stays."""
    from PySide6.QtGui import QClipboard

    clipboard = qt.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


class Desk:
    """The objects of the window, joined: unlock, then patients, then a session, and back."""

    def __init__(
        self,
        qt: QApplication,
        folder: Path,
        *,
        demo: bool = False,
        theme: str | None = None,
        plain: bool = False,
        door: FolderDoor | None = None,
        choose_file: "ChooseFile" = ask_for_pdf,
    ) -> None:
        """`choose_file` asks where a paper shall be saved; `plain` leaves out what was chosen for
        this machine.
        """
        self._qt = qt
        self.choose_file = choose_file
        self.door = door or FolderDoor()
        self._demo, self._is_demo = Demonstration(self.door) if demo else None, demo
        chosen = settings.Settings() if plain else settings.read(settings.settings_file())
        self.computer = ThisComputerModel(chosen, settings.settings_file(), self.door.sentence)
        speech.dress(qt)
        looks.load_fonts(places.font_files())
        self._theme, worn = chosen.theme, theme or chosen.theme
        looks.apply(qt, worn)
        motion.keep_still(still=chosen.still)
        self.faults, self.lane = FaultReports(), Lane()
        self.loading = Loading(self.door, self.lane)
        self.absence = Idleness(60 * chosen.lock_after_minutes, self.door.wall, self.door.steady)
        is_new = not any(folder.glob("practice.*"))
        self.unlock = UnlockModel(self.door, self.lane, folder, is_new=is_new and not demo)
        self.unlock_page = UnlockPage(self.unlock, *RARE, ask_for_folder, ask_for_card)
        self.window = MainWindow(self.lane, worn, self._unstored)
        for model in (self.unlock, self.computer):
            model.setParent(self.window)
        self.language = OwnLanguage(qt, self.window, self.lane)
        self.help: Helping | None = None
        self.given = GivenFile(self.window, self.unlock_page, lambda: self.screens)
        self.is_told_to_close, self._is_plain = False, plain
        self.screens: PracticeScreens | None = None
        self._place: Place | None = None
        self._at_work: PractitionerId | None = None
        self._colleagues: tuple[Colleague, ...] = ()
        self._covered: QWidget | None = None
        self._signs = SystemSigns()
        self._rest = QTimer(singleShot=True, interval=_REST_MS)
        self._listens = self._tidies = False
        self._join()

    def close(self) -> None:
        """Close the practice, which may be opened again while it is backed up; end the lane."""
        self.absence.stop()
        make_no_more()
        if self.screens is not None:
            self.screens.strip.end()
        self.lane.drain()
        self.door.let_go()
        if self.screens is not None:
            self.screens.safekeeping.leave_for_good()
        self.lane.close()
        self.faults.end()
        if self._demo is not None:
            self._demo.clear()

    def _join(self) -> None:
        window = self.window
        window.show_screen(self.unlock_page)
        self.unlock_page.focus_first()
        window.first_painted.connect(lambda: QTimer.singleShot(_SETTLED_MS, window, self._wake))
        window.closing.connect(self._on_closing)
        window.theme_chosen.connect(self._on_theme)
        window.still_chosen.connect(lambda still: self.computer.change(still=still))
        # The screens that stand go on as they are: half a screen in another language is none.
        window.language_chosen.connect(lambda code: self.computer.change(language=code))
        window.help_wanted.connect(lambda: _show_help(self))
        self.computer.changed.connect(lambda: _on_chosen(self))
        self.unlock.opened.connect(lambda opened: _come_in(self, opened))
        self.unlock.demonstration_wanted.connect(lambda: _look_round(self))
        window.demonstration_left.connect(lambda: _leave_demonstration(self))
        self.lane.idle.connect(self._on_idle)
        self._rest.timeout.connect(self._tidy)
        self.absence.over.connect(self.lock)
        self.absence.paused.connect(Memory(self.window).look_through)
        self._signs.left.connect(self.lock)
        window.lock_wanted.connect(self.lock)
        if self._demo:
            self._say_it_prepares()

    def _say_it_prepares(self) -> None:
        self.window.name_practice("", demo=True)
        self.unlock_page.wait(
            _("Preparing the demonstration"), _("Inventing people and their visits…")
        )

    @property
    def patients_page(self) -> "PatientsPage | None":
        """The patients screen, once it is made."""
        return self.screens.patients_page if self.screens else None

    @property
    def session_page(self) -> "SessionPage | None":
        """The session screen, once a session was opened."""
        return self.screens.session_page if self.screens else None

    @property
    def handout_page(self) -> "HandoutPage | None":
        """The handout screen, once it was opened."""
        return self.screens.papers.screen.page if self.screens else None

    @property
    def session(self) -> "SessionModel | None":
        """The open session."""
        return self.screens.session if self.screens else None

    # From the first paint to the patients

    def _wake(self) -> None:
        self.loading.begin()
        if (handle := self.window.windowHandle()) is not None:
            self.absence.watch(handle)
        _tell_news(self)
        if self._demo and self._is_demo:
            self.lane.submit(self._demo.make, self.unlock.opened.emit)
        else:
            self.unlock.wake()

    def _enter(self, practice: "OpenPractice") -> None:
        from charting.app.screens import Place, PracticeScreens

        self.unlock_page.clear()
        place = self._place or Place()
        if self.screens is not None:
            # What the disk had not taken when the window was locked is still here.
            self.lane.submit(practice.close, lambda _closed: None)
            if not self._goes_on(self.screens.practice, practice):
                return
            self.window.show_screen(self._covered or self.unlock_page)
            self.screens.strip.uncover()
            self.window.offer_settings()
        else:
            self.screens = PracticeScreens(
                practice,
                self.window,
                self.lane,
                self.door.clock(),
                self.choose_file,
                replace(place, taken_over=self._at_work not in (None, practice.practitioner.id)),
                self.computer,
            )
            self.screens.keys.model.changed.connect(self._on_people)
            self.screens.keys.model.read()
            self.lane.submit(practice.checks.check_clock, lambda _well: None, self._on_clock)
        LOG.info("a practice is open")
        self._at_work = practice.practitioner.id
        self.window.name_practice(
            name_of(practice),
            demo=practice.practice.demo,
            at_work=practice.practitioner.name,
        )
        if not practice.practice.demo:
            # Nobody knows the passphrase of a demonstration.
            self.window.offer_lock()
            self.absence.start()
            self._listens = self._listens or self._signs.listen()
        self.given.look(self.screens, in_visit=place.session_id is not None)

    def _goes_on(self, left: "OpenPractice", practice: "OpenPractice") -> bool:
        """Whether it is the same person who comes back to what was not stored yet."""
        if left.practitioner.id == practice.practitioner.id:
            return True
        facts = {"name": left.practitioner.name}
        refused = Refused(ErrorCode.NOT_ALL_STORED, facts)
        self.unlock.refused.emit("", self.door.sentence(refused))
        return False

    def _on_clock(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.window.tell(self.door.sentence(problem))

    def _on_people(self) -> None:
        lines = self.screens.keys.model.lines if self.screens is not None else ()
        here = [line.person for line in lines if line.person.left is None]
        # Who was at work stands first.
        here.sort(key=lambda one: one.id != self._at_work)
        self._colleagues = tuple(Colleague(one.id, one.name) for one in here)

    # Locking

    def lock(self) -> None:
        """Cover everything: first what is typed is stored, then all of it is forgotten.

        What the disk does not take stays behind the cover until it does.
        """
        screens = self.screens
        if screens is None or screens.practice.practice.demo:
            return
        LOG.info("locked")
        if self.help is not None:
            # What is come back to is the screen beneath.
            self.help.leave()
        self.absence.stop()
        screens.keep_typed()
        self.lane.drain()
        self._place, self._covered = screens.place, self.window.screens.currentWidget()
        self.language.forget()
        # Only who charted it can go on with what the disk has not taken.
        colleagues = () if screens.unstored else self._colleagues
        screens.strip.cover()
        self.unlock_page.cover(screens.needles(), self.door.clock(), colleagues)
        self.window.cover(self.unlock_page)
        self.unlock_page.focus_first()
        forget_copied(self._qt)
        if not screens.unstored:
            self.screens = None
            screens.drop()
            screens.safekeeping.leave()
            self.door.let_go()

    # Whatever else

    def _on_theme(self, name: str) -> None:
        looks.apply(self._qt, name)
        self.computer.change(theme=name)

    def _on_closing(self) -> None:
        if self.screens is not None:
            self.screens.keep_typed()
            self.screens.strip.show()

    def _unstored(self) -> str:
        if self.screens is not None and self.screens.unstored:
            return _(
                "The disk has not taken everything yet: what is marked so is lost when the window "
                "closes. Close it again to close it all the same."
            )
        return "" if self.is_told_to_close else still_in_words(self.window.rooms.lines)

    def _on_idle(self) -> None:
        # The tidying itself makes the lane idle again.
        if self._tidies:
            self._tidies = False
        elif self.screens is not None:
            self._rest.start()

    def _tidy(self) -> None:
        if self.screens is not None:
            self._tidies = True
            self.lane.submit(self.screens.practice.records.tidy, lambda _done: None)


def _tell_news(desk: Desk) -> None:
    """Say once after an update that there is something new: before a practice is open, and so
    never in a session.
    """
    seen = desk.computer.chosen.seen_version
    if seen == __version__ or desk._is_plain:
        return
    desk.computer.change(seen_version=__version__)
    if seen:
        words = _("Version {v} is new here. What has changed stands in the settings: “{place}”.")
        desk.unlock_page.locked.say_news(words.format(v=__version__, place=_("What is new")))


def _come_in(desk: Desk, practice: "OpenPractice") -> None:
    desk.language.learn(practice, lambda opened: desk.loading.then(lambda: desk._enter(opened)))


def _look_round(desk: Desk) -> None:
    """From the first run: the demonstration, and from there back to what was typed."""
    desk._demo = Demonstration(desk.door)
    desk._say_it_prepares()

    def enter(practice: "OpenPractice") -> None:
        desk.loading.then(lambda: _enter_to_look_round(desk, practice))

    desk.lane.submit(desk._demo.make, enter)


def _enter_to_look_round(desk: Desk, practice: "OpenPractice") -> None:
    desk._enter(practice)
    desk.window.offer_leaving()


def _leave_demonstration(desk: Desk) -> None:
    screens, demo = desk.screens, desk._demo
    if screens is None or demo is None:
        return
    screens.keep_typed()
    desk.lane.drain()
    screens.strip.cover()
    desk.window.cover(desk.unlock_page)
    desk.screens = desk._demo = desk._at_work = None
    screens.drop()
    screens.safekeeping.leave()
    desk.lane.submit(demo.clear, lambda _cleared: None)
    desk.door.let_go()
    desk.unlock.set_up_here()


def _on_chosen(desk: Desk) -> None:
    chosen, before = desk.computer.chosen, desk._theme
    desk._theme = chosen.theme
    # What is worn for this time only stays so until somebody chooses another.
    if chosen.theme not in (before, looks.worn().chosen):
        looks.apply(desk._qt, chosen.theme)
    motion.keep_still(still=chosen.still)
    desk.window.show_chosen(looks.worn().chosen, still=chosen.still)
    desk.absence.seconds = 60 * chosen.lock_after_minutes


def _show_help(desk: Desk) -> None:
    from charting.app.helping import Helping

    desk.help = desk.help or Helping(desk.window, desk.lane, desk.choose_file)
    desk.help.show()
