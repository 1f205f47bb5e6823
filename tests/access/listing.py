"""What a screen reader gets of every screen over AT-SPI: names, roles, states, announcements.

`python -m tests.access.listing` starts the real window on a display and buses of its own, and
prints it. Each row: how deep a part lies, its role, its name, its states.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QProcess, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting.ui import theme
from tests.person import Person, wait
from tests.screens import at_work, screens

ROOT = Path(__file__).resolve().parents[2]
LISTER = Path(__file__).with_name("at_spi_lister.py")
SYSTEM_PYTHON = "/usr/bin/python3"
NEEDED = "needs dbus, xvfb, at-spi2-core and python3-pyatspi"


def can_listen() -> bool:
    """Whether this machine has what a listing needs."""
    if not all(map(shutil.which, ("dbus-run-session", "xvfb-run", SYSTEM_PYTHON))):
        return False
    look = "import gi; gi.require_version('Atspi', '2.0')"
    return not subprocess.run(
        [SYSTEM_PYTHON, "-c", look], capture_output=True, check=False
    ).returncode


def listing() -> list[str]:
    """The rows of all screens, each after a row with its name. Raises `CalledProcessError`."""
    return on_a_display("tests.access.listing", "--window")


def on_a_display(module: str, *words: str) -> list[str]:
    """What a module says that shows a window, on a display and buses of its own, where a reader
    may listen. Raises `CalledProcessError`.
    """
    window = " ".join(("xvfb-run -a", sys.executable, "-X faulthandler -m", module, *words))
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    told = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", window],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return told.stdout.splitlines()


def nameless(rows: Iterable[str]) -> list[str]:
    """Of a listing, what takes the focus and lacks a name or a role; a cell may be empty."""
    found, screen = [], ""
    for row in rows:
        depth, *cells = row.split("\t")
        if depth == "screen":
            (screen,) = cells
        elif depth.isdigit():
            role, name, states = cells
            lacks = not name and role != "table cell"
            if "focusable" in states.split() and (lacks or role in ("unknown", "invalid")):
                found.append(f"{screen}: {role} {name!r}")
    return found


class Lister:
    """The reader in a process of its own, which lists what this one shows."""

    def __init__(self) -> None:
        self.rows: list[str] = []
        self._process = QProcess()
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.start(SYSTEM_PYTHON, [str(LISTER)])
        wait(lambda: "ready" in self.rows)

    def list(self, screen: str) -> None:
        """List what shows now under the name of the screen."""
        begun = len(self.rows)
        self.rows.append(f"screen\t{screen}")
        self.ask("list")
        wait(lambda: "end" in self.rows[begun:])

    def ask(self, what: str) -> None:
        """Have it list what shows, or read all of it as a reader does that looks round."""
        self._process.write(f"{what}\n".encode())

    def take(self, row: str) -> None:
        """What it says."""
        self.rows.append(row)

    def heard(self) -> bool:
        """Whether anything has been announced."""
        return any(row.startswith("announced") for row in self.rows)

    def end(self) -> None:
        """Let the reader go."""
        self._process.closeWriteChannel()
        # What it asks meanwhile is answered.
        wait(lambda: self._process.state() is QProcess.ProcessState.NotRunning)

    def _read(self) -> None:
        while self._process.canReadLine():
            self.take(bytes(self._process.readLine().data()).decode().rstrip("\n"))


def show(person: Person) -> None:
    """Show the window, and put the keyboard into it: no window manager is there to do it."""
    window = person.desk.window
    window.resize(1280, 800)
    window.show()
    window.activateWindow()


def _window() -> None:
    qt = QApplication.instance() or theme.make_application()
    assert isinstance(qt, QApplication)
    with TemporaryDirectory() as name:
        person = at_work(qt, Path(name, "practice"))
        show(person)
        lister = Lister()
        for screen, _page in screens(person):
            lister.list(screen)
            if screen == "session":
                _point(person)
                wait(lister.heard)
        told = (row for row in lister.rows if row not in ("ready", "end"))
        sys.stdout.write("".join(f"{row}\n" for row in told))
        # The reader still holds all that it was told of.
        person.leave()
        lister.end()


def _point(person: Person) -> None:
    """Go to a structure by the keys: it is announced."""
    person.page.view.setFocus()
    QTest.keyClick(person.page.view, Qt.Key.Key_PageDown)


if __name__ == "__main__":
    if sys.argv[1:] == ["--window"]:
        _window()
    else:
        sys.stdout.write("".join(f"{row}\n" for row in listing()))
