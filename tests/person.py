"""A person at the window: unlocks with the keys, finds a patient, and opens today's session."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting import app
from charting.ui.session.model import SessionModel
from charting.ui.session.page import SessionPage
from tests.invented import PASSPHRASE, practices

# An unlocking is half a second of work, and took 28 s where a dozen processes shared two cores.
_PATIENCE_MS = 120_000


class Person:
    """Sits at a desk of their own, whose practices have a passphrase that costs next to nothing."""

    def __init__(self, qt: QApplication, folder: Path, door: app.FolderDoor | None = None) -> None:
        self.desk = app.Desk(qt, folder, theme="light", door=door or app.FolderDoor(practices()))

    def come_to_the_patient(self, passphrase: str = PASSPHRASE) -> None:
        """Unlock, and take the first patient of the list."""
        desk = self.desk
        desk.window.show()
        line = desk.unlock_page.locked.passphrase.line
        wait(line.hasFocus)
        QTest.keyClicks(line, passphrase)
        QTest.keyClick(line, Qt.Key.Key_Return)
        wait(lambda: desk.patients_page is not None and desk.patients_page.isVisible())
        page = desk.patients_page
        assert page
        wait(lambda: page.list.model().rowCount() > 0)
        QTest.keyClick(page.search, Qt.Key.Key_Down)
        QTest.keyClick(page.list, Qt.Key.Key_Return)
        wait(page.record.isVisible)

    def come_to_the_session(self) -> None:
        """Unlock, take the first patient of the list, and open today's session."""
        self.come_to_the_patient()
        self.open_session()
        desk = self.desk
        wait(lambda: desk.session_page is not None and desk.session_page.isVisible())

    def open_session(self) -> None:
        """Press for today's session of the patient that is looked at."""
        page = self.desk.patients_page
        assert page
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    @property
    def page(self) -> SessionPage:
        """The session screen."""
        assert self.desk.session_page
        return self.desk.session_page

    @property
    def model(self) -> SessionModel:
        """What the session screen shows."""
        assert self.desk.session
        return self.desk.session

    def leave(self) -> None:
        """Close the window and the practice."""
        if not self.desk.window.close():
            # What is said of needles that are still in is heard once.
            self.desk.window.close()
        self.desk.close()
        # A change of theme styles every window there is: the next person would wait for this one's.
        for window in QApplication.topLevelWidgets():
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def wait(until: Callable[[], bool]) -> None:
    """Let the window run until something is so, and wait as it does by itself. Raises
    `TimeoutError`.
    """
    deadline, loop, beat = QDeadlineTimer(_PATIENCE_MS), QEventLoop(), QTimer(interval=10)
    beat.start()
    while not until():
        if deadline.hasExpired():
            raise TimeoutError("the window did not come so far")
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
