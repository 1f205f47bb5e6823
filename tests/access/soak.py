"""A screen reader that reads everything again and again while somebody works: the window outlives
it.

`python -m tests.access.soak [ROUNDS]` opens every screen, a session, and the lock, round after
round, on a display and buses of its own, and tells after each round how many parts were read.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting.ui import theme
from tests.access.listing import Lister, on_a_display, show
from tests.person import Person, wait
from tests.screens import at_work, screens


def rounds_read(rounds: int) -> list[int]:
    """How many parts were read in each round. Raises `CalledProcessError`."""
    told = on_a_display("tests.access.soak", "--window", str(rounds))
    return [int(line) for line in told if line.isdigit()]


class _Reader(Lister):
    """Begins anew whenever it has come to the end."""

    read = times = 0
    goes_on = True

    def take(self, row: str) -> None:
        """Count what is read, and go on."""
        if row == "end":
            self.times += 1
            if self.goes_on:
                self.ask("read")
        elif row.startswith("read\t"):
            self.read += int(row.split("\t")[1])
        else:
            super().take(row)


def _window(rounds: int) -> None:
    qt = QApplication.instance() or theme.make_application()
    assert isinstance(qt, QApplication)
    with TemporaryDirectory() as folder:
        person = at_work(qt, Path(folder, "practice"))
        show(person)
        reader = _Reader()
        reader.ask("read")
        for _round in range(rounds):
            before = reader.read
            for name, _page in screens(person):
                # The reader goes on while one section after the other is looked at.
                if not name.startswith("settings"):
                    _read_through(reader)
            _lock(person)
            sys.stdout.write(f"{reader.read - before}\n")
            sys.stdout.flush()
        reader.goes_on = False
        person.leave()
        reader.end()


def _read_through(reader: _Reader) -> None:
    times = reader.times
    wait(lambda: reader.times > times)


def _lock(person: Person) -> None:
    QTest.keyClick(person.desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    wait(person.desk.unlock_page.isVisible)
    wait(lambda: not person.desk.window.forgets)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--window"]:
        _window(int(sys.argv[2]))
    else:
        sys.stdout.write(f"{rounds_read(int(sys.argv[1]) if sys.argv[1:] else 3)}\n")
