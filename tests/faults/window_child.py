"""A person at the window: unlocks, finds the patient, opens the session, and charts by mouse and
keys until the program is killed, keeping a journal of it.

Run as `python -m tests.faults.window_child KIND FOLDER SESSION JOURNAL SEED`; it prints one line
when it begins to chart. The kind "reopen" only looks: it prints how many marks the map shows, and
ends.
"""

import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from charting import app
from charting.services.practices import OpenPractice, Practices
from tests.faults.journal import EagerSessions, Journal, JournalledSessions
from tests.invented import PASSPHRASE, practices

_PATIENCE_MS = 30_000
_LEFT = Qt.MouseButton.LeftButton
_TOOLS = (Qt.Key.Key_T, Qt.Key.Key_1, Qt.Key.Key_2)


class CheapDoor(app.FolderDoor):
    """The door to practices whose passphrase costs next to nothing, its sessions journalled."""

    def __init__(self, journal: Journal, *, eager: bool) -> None:
        super().__init__()
        self._journal = journal
        self._kind = EagerSessions if eager else JournalledSessions

    def practices(self) -> Practices:
        """The cheap ones."""
        return practices()

    def open(self, folder: Path, passphrase: str) -> OpenPractice:
        """Unlock a practice that no other window has open."""
        practice = super().open(folder, passphrase)
        sessions = self._kind(practice.records.sessions, practice.practitioner.id, self._journal)
        return replace(practice, sessions=sessions)


class Person:
    """Sits at a desk and works at it by hand."""

    def __init__(self, desk: app.Desk, seed: int) -> None:
        self._desk = desk
        self._chance = random.Random(seed)
        self._deeds: tuple[Callable[[], None], ...] = (
            *(self._click,) * 8,
            *(self._drag,) * 3,
            *(lambda: self._press(Qt.Key.Key_U),) * 2,
            lambda: self._press(Qt.Key.Key_R),
            lambda: self._press(Qt.Key.Key_Delete),
            lambda: self._press(Qt.Key.Key_O),
            lambda: self._press(self._chance.choice(_TOOLS)),
        )

    def come_to_the_session(self) -> None:
        """Unlock, take the first patient of the list, and open today's session."""
        desk = self._desk
        desk.window.show()
        line = desk.unlock_page.locked.passphrase.line
        _wait(line.hasFocus)
        QTest.keyClicks(line, PASSPHRASE)
        QTest.keyClick(line, Qt.Key.Key_Return)
        _wait(lambda: desk.patients_page is not None and desk.patients_page.isVisible())
        page = desk.patients_page
        assert page
        _wait(lambda: page.list.model().rowCount() > 0)
        QTest.keyClick(page.search, Qt.Key.Key_Down)
        QTest.keyClick(page.list, Qt.Key.Key_Return)
        _wait(page.record.isVisible)
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        _wait(lambda: desk.session_page is not None and desk.session_page.isVisible())

    @property
    def marks(self) -> int:
        """How many marks the session on the screen shows."""
        assert self._desk.session
        return len(self._desk.session.marks)

    def do_something(self) -> None:
        """One thing that a hand does."""
        self._chance.choice(self._deeds)()

    @property
    def _view(self) -> QWidget:
        assert self._desk.session_page
        return self._desk.session_page.view

    def _somewhere(self) -> QPoint:
        middle = self._view.rect().center()
        return middle + QPoint(self._chance.randint(-120, 120), self._chance.randint(-200, 200))

    def _click(self) -> None:
        QTest.mouseClick(self._view, _LEFT, pos=self._somewhere())

    def _drag(self) -> None:
        start, end = self._somewhere(), self._somewhere()
        QTest.mouseClick(self._view, _LEFT, pos=start)
        QTest.mousePress(self._view, _LEFT, pos=start)
        QTest.mouseMove(self._view, (start + end) / 2)
        QTest.mouseMove(self._view, end)
        QTest.mouseRelease(self._view, _LEFT, pos=end)

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(self._view, key)


def _wait(until: Callable[[], bool]) -> None:
    deadline = QDeadlineTimer(_PATIENCE_MS)
    while not until():
        if deadline.hasExpired():
            raise TimeoutError("the window did not come so far")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 10)


def main(kind: str, folder: Path, journal: Journal, seed: int) -> int:
    """Work at the window; only "reopen" ends by itself."""
    qt = QApplication(sys.argv[:1])
    app.FolderDoor = lambda: CheapDoor(journal, eager="eager" in kind)
    desk = app.Desk(qt, folder, theme="light")
    person = Person(desk, seed)
    person.come_to_the_session()
    if kind == "reopen":
        print(person.marks, flush=True)
        desk.window.close()
        desk.close()
        return 0
    assert desk.session
    desk.session.record.stored.connect(journal.acknowledged)
    print("charting", flush=True)
    timer = QTimer(interval=0)
    timer.timeout.connect(person.do_something)
    timer.start()
    return qt.exec()


if __name__ == "__main__":
    named, folder_name, _, file_name, seed_typed = sys.argv[1:]
    sys.exit(main(named, Path(folder_name), Journal(Path(file_name)), int(seed_typed)))
