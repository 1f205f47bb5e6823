"""The desk: the objects of the window, and the way from unlocking to a session and back."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from charting import places, settings
from charting.app.door import FolderDoor
from charting.i18n import _
from charting.ui import theme as looks
from charting.ui.tasks import InTurns, Lane
from charting.ui.unlock.model import UnlockModel
from charting.ui.unlock.page import UnlockPage
from charting.ui.widgets.bug_watch import BugWatch
from charting.ui.window import MainWindow

if TYPE_CHECKING:
    import tempfile
    from collections.abc import Generator

    from PySide6.QtWidgets import QWidget

    from charting.domain.patient import Patient
    from charting.domain.session import Session
    from charting.services.practices import OpenPractice
    from charting.ui.patients.page import PatientsPage
    from charting.ui.session.model import SessionModel
    from charting.ui.session.page import SessionPage
    from charting.ui.unlock.first_run import FirstRunPane
    from charting.ui.widgets.bug_report import BugReport
    from charting.ui.widgets.patient_banner import Identity

# The database is tidied once nobody has entered anything for so long.
_REST_MS = 10_000
# Loading begins when the first letters have had their chance.
_SETTLED_MS = 150


def _first_run(model: UnlockModel) -> "FirstRunPane":
    from charting.ui.unlock.first_run import FirstRunPane

    return FirstRunPane(model)


def _ask_for_folder(parent: "QWidget", start: Path) -> Path | None:
    """The folder that the person points at in the platform's own chooser."""
    from PySide6.QtWidgets import QFileDialog

    near = next((place for place in (start, *start.parents) if place.is_dir()), start)
    chosen = QFileDialog.getExistingDirectory(parent, _("Choose a folder"), str(near))
    return Path(chosen) if chosen else None


class Desk:
    """The objects of the window, joined: unlock, then patients, then a session, and back."""

    def __init__(
        self,
        qt: QApplication,
        folder: Path,
        *,
        demo: bool = False,
        theme: str | None = None,
        door: FolderDoor | None = None,
    ) -> None:
        self._qt = qt
        self._demo = demo
        self._settings = settings.read(settings.settings_file())
        looks.load_fonts(places.font_files())
        worn = theme or self._settings.theme
        looks.apply(qt, worn)
        self.reports: list[BugReport] = []
        self.bugs = BugWatch(self._show_report)
        self.bugs.install()
        self.lane = Lane()
        self.door = door or FolderDoor()
        is_new = not any(folder.glob("practice.*"))
        self.unlock = UnlockModel(self.door, self.lane, folder, is_new=is_new and not demo)
        self.unlock_page = UnlockPage(self.unlock, _first_run, _ask_for_folder)
        self.window = MainWindow(self.lane, worn, self._unstored)
        self.practice: OpenPractice | None = None
        self.patients_page: PatientsPage | None = None
        self.session: SessionModel | None = None
        self.session_page: SessionPage | None = None
        self._entering: InTurns[None] | None = None
        self._session_made: InTurns[SessionPage] | None = None
        self._demo_folder: tempfile.TemporaryDirectory[str] | None = None
        self._rest = QTimer(singleShot=True, interval=_REST_MS)
        self._tidies = False
        self._join()

    def close(self) -> None:
        """Close the practice when everything is stored, and end the lane."""
        if self.practice is not None:
            self.lane.submit(self.practice.close, lambda _closed: None)
        self.lane.close()
        self.door.let_go()
        self.bugs.remove()
        if self._demo_folder is not None:
            self._demo_folder.cleanup()

    def _join(self) -> None:
        window = self.window
        window.show_screen(self.unlock_page)
        self.unlock_page.focus_first()
        window.first_painted.connect(lambda: QTimer.singleShot(_SETTLED_MS, self._wake))
        window.closing.connect(self._on_closing)
        window.theme_chosen.connect(self._on_theme)
        self.unlock.opened.connect(self._enter)
        self.lane.idle.connect(self._on_idle)
        self._rest.timeout.connect(self._tidy)
        if self._demo:
            window.name_practice("", demo=True)
            self.unlock_page.wait(
                _("Preparing the demonstration"), _("Inventing people and their visits…")
            )

    # From the first paint to the patients

    def _wake(self) -> None:
        self.lane.submit(self._load_the_rest, lambda _loaded: None)
        if self._demo:
            self.lane.submit(self._make_demo, self.unlock.opened.emit)
        else:
            self.unlock.wake()

    def _load_the_rest(self) -> None:
        """Import what the next screens need, so that no click waits for it."""
        from charting import content
        from charting.ui.patients import page as _patients  # noqa: F401
        from charting.ui.session import page as _session  # noqa: F401

        self.door.practices()
        content.body_map()
        content.needle_kit()
        content.visit_items()

    def _make_demo(self) -> "OpenPractice":
        import tempfile

        from charting.services import demo

        self._demo_folder = tempfile.TemporaryDirectory(prefix="charting-demonstration-")
        folder = Path(self._demo_folder.name, "practice")
        clock = demo.StoryClock(self.door.clock().now())
        return self.door.open(folder, demo.make(self.door.practices_by(clock), clock, folder))

    def _enter(self, practice: "OpenPractice") -> None:
        self.practice = practice
        self.unlock_page.clear()
        self.window.name_practice(practice.practice.name, demo=practice.practice.demo)
        self._entering = InTurns(self._patients_in_turns(practice))

    def _patients_in_turns(self, practice: "OpenPractice") -> "Generator[None, None, None]":
        from charting.ui.patients.model import PatientsModel
        from charting.ui.patients.page import page_in_turns

        model = PatientsModel(
            practice.patients,
            practice.sessions,
            self.lane,
            self.door.clock(),
            practice.practice.country,
        )
        page = yield from page_in_turns(model, self.window.screens)
        model.setParent(page)
        page.identified.connect(self._on_identified)
        page.session_wanted.connect(self._open_session)
        yield from self.window.hold_screen(page)
        self.window.clear_identity()
        self.window.show_screen(page)
        self.patients_page = page
        self._begin_session_screen(practice)

    # Patients and sessions

    def _on_identified(self, who: "Identity | None") -> None:
        if who is None:
            self.window.clear_identity()
        else:
            self.window.show_identity(who)

    def _open_session(self, patient: "Patient", session: "Session", who: "Identity") -> None:
        page, model = self._session_screen()
        model.open(patient, session)
        self.window.show_identity(who)
        self.window.show_screen(page)

    def _session_screen(self) -> "tuple[SessionPage, SessionModel]":
        if self._session_made is None or self.session is None:
            raise RuntimeError("no practice is open")
        if self.session_page is None:
            self.session_page = self._session_made.whole()
        return self.session_page, self.session

    def _begin_session_screen(self, practice: "OpenPractice") -> None:
        """Make the session screen while the person looks for a patient."""
        from charting import content
        from charting.ui.session.model import SessionModel

        self.session = SessionModel(
            practice.sessions,
            self.lane,
            content.body_map(),
            content.needle_kit(),
            content.visit_items(),
            self.door.clock(),
        )
        self._session_made = InTurns(self._session_in_turns(self.session))

    def _session_in_turns(self, model: "SessionModel") -> "Generator[None, None, SessionPage]":
        from charting.ui.session.page import page_in_turns

        page = yield from page_in_turns(model, self.window.screens)
        page.left.connect(self._leave_session)
        yield from self.window.hold_screen(page)
        return page

    def _leave_session(self) -> None:
        if self.patients_page is not None:
            self.patients_page.come_back()
            self.window.show_screen(self.patients_page)

    # Whatever else

    def _on_theme(self, name: str) -> None:
        looks.apply(self._qt, name)
        self._settings = replace(self._settings, theme=name)
        settings.write(self._settings, settings.settings_file())

    def _show_report(self, report: str) -> None:
        from charting.ui.widgets.bug_report import BugReport

        shown = BugReport(report)
        self.reports = [*self.reports[-2:], shown]
        shown.show()

    def _on_closing(self) -> None:
        if self.session_page is not None:
            self.session_page.shelf.keep_notes()

    def _unstored(self) -> str:
        if self.session is None or not self.session.record.unstored:
            return ""
        return _(
            "The disk has not taken everything yet: what is marked so is lost when the window "
            "closes. Close it again to close it all the same."
        )

    def _on_idle(self) -> None:
        # The tidying itself makes the lane idle again.
        if self._tidies:
            self._tidies = False
        elif self.practice is not None:
            self._rest.start()

    def _tidy(self) -> None:
        if self.practice is not None:
            self._tidies = True
            self.lane.submit(self.practice.records.tidy, lambda _done: None)
