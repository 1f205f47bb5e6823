"""A person who charts by mouse and keys until the program is killed, and keeps a journal of it.

Run as `python -m tests.faults.window_child KIND FOLDER SESSION JOURNAL SEED`; it prints one line
once the first change is acknowledged. The kind "reopen" only looks: it prints how many marks the
session shows, and ends.
"""

import random
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from charting import app
from charting.domain.ids import PractitionerId
from charting.services.practices import OpenPractice
from tests.faults.journal import EagerSessions, Journal, JournalledSessions
from tests.invented import practices
from tests.person import Person

_LEFT = Qt.MouseButton.LeftButton
_TOOLS = (Qt.Key.Key_T, Qt.Key.Key_1, Qt.Key.Key_2)


class JournalledDoor(app.FolderDoor):
    """The door to practices whose sessions are journalled."""

    def __init__(self, journal: Journal, *, eager: bool) -> None:
        super().__init__(practices())
        self._journal = journal
        self._kind = EagerSessions if eager else JournalledSessions

    def open(
        self, folder: Path, passphrase: str, holder: PractitionerId | None = None
    ) -> OpenPractice:
        """Unlock a practice that no other window has open."""
        practice = super().open(folder, passphrase, holder)
        sessions = self._kind(practice.records.sessions, practice.practitioner, self._journal)
        return replace(practice, sessions=sessions)


class Hands:
    """Two hands that chart on the back without end."""

    def __init__(self, view: QWidget, seed: int) -> None:
        self._view = view
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

    def do_something(self) -> None:
        """One thing that a hand does."""
        self._chance.choice(self._deeds)()

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


def main(kind: str, folder: Path, journal: Journal, seed: int) -> int:
    """Work at the window; only "reopen" ends by itself."""
    qt = QApplication(sys.argv[:1])
    person = Person(qt, folder, JournalledDoor(journal, eager=kind.endswith("eager")))
    person.come_to_the_session()
    if kind == "reopen":
        print(len(person.model.marks), flush=True)
        person.leave()
        return 0
    person.model.record.stored.connect(journal.acknowledged)
    hands = Hands(person.page.view, seed)
    # The window is still being made in part: what counts begins with the first thing on the disk.
    began = partial(print, "charting", flush=True)
    person.model.record.stored.connect(
        lambda _stored: began(), Qt.ConnectionType.SingleShotConnection
    )
    timer = QTimer(interval=0)
    timer.timeout.connect(hands.do_something)
    timer.start()
    return qt.exec()


if __name__ == "__main__":
    named, folder_name, _, file_name, seed_typed = sys.argv[1:]
    sys.exit(main(named, Path(folder_name), Journal(Path(file_name)), int(seed_typed)))
