"""Nobody at the window is noticed by either clock, and by what the system says on its bus."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication

from charting.app.absence import Idleness

ROOT = Path(__file__).parent.parent.parent
LIMIT = 600.0

# Says on its own bus that the screen is unlocked, then that it is locked.
LISTENER = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QTimer
from charting.app.absence import SystemSigns
qt = QCoreApplication([])
signs = SystemSigns()
print("listening" if signs.listen() else "deaf")
signs.left.connect(lambda: (print("left"), qt.quit()))
def send(active):
    subprocess.run(
        ["dbus-send", "--session", "--type=signal", "/org/freedesktop/ScreenSaver",
         "org.freedesktop.ScreenSaver.ActiveChanged", f"boolean:{active}"], check=True)
QTimer.singleShot(0, lambda: (send("false"), print("still here"), send("true")))
QTimer.singleShot(20_000, qt.quit)
qt.exec()
"""


class Clocks:
    """Two clocks that are set by hand, in seconds."""

    def __init__(self) -> None:
        self.wall_now = self.steady_now = 1_000.0

    def wall(self) -> float:
        return self.wall_now

    def steady(self) -> float:
        return self.steady_now


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def idleness(qapp: QApplication, clocks: Clocks) -> Idleness:
    return Idleness(LIMIT, clocks.wall, clocks.steady)


def told(idleness: Idleness) -> list[str]:
    said: list[str] = []
    idleness.over.connect(lambda: said.append("over"))
    idleness.start()
    return said


def moved() -> QMouseEvent:
    place = QPointF(5, 5)
    none = Qt.MouseButton.NoButton
    return QMouseEvent(
        QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier
    )


@pytest.mark.parametrize(
    ("wall", "steady", "is_over"),
    [
        (LIMIT, LIMIT, True),
        (LIMIT - 1, LIMIT - 1, False),
        (LIMIT, 3, True),  # slept: the steady clock stood still
        (-9_000, LIMIT, True),  # the wall clock was set back
        (-9_000, LIMIT - 1, False),
    ],
)
def test_either_clock_suffices(
    idleness: Idleness, clocks: Clocks, wall: float, steady: float, is_over: bool
) -> None:
    said = told(idleness)
    clocks.wall_now += wall
    clocks.steady_now += steady
    idleness.look()
    idleness.look()
    assert said == (["over"] if is_over else [])


def test_a_sign_of_life_starts_the_time_afresh(idleness: Idleness, clocks: Clocks) -> None:
    window = QWindow()
    idleness.watch(window)
    said = told(idleness)
    for _ in range(3):
        clocks.wall_now += LIMIT - 1
        clocks.steady_now += LIMIT - 1
        QApplication.sendEvent(window, moved())
        idleness.look()
    assert said == []


def test_the_first_touch_after_a_sleep_finds_it_over(idleness: Idleness, clocks: Clocks) -> None:
    window = QWindow()
    idleness.watch(window)
    said = told(idleness)
    clocks.wall_now += 8 * LIMIT
    QApplication.sendEvent(window, moved())
    assert said == ["over"]


@pytest.mark.skipif(sys.platform != "linux", reason="only a Linux desktop has this bus")
def test_the_lock_of_the_system_is_heard_on_its_bus() -> None:
    run = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", LISTENER],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split("\n")[:3] == ["listening", "still here", "left"]


def test_a_pause_is_told_once_by_the_looking_and_never_by_a_touch(
    idleness: Idleness, clocks: Clocks
) -> None:
    """What is done in a pause takes the window's time: no key may wait for it."""
    told(idleness)
    pauses: list[str] = []
    idleness.paused.connect(lambda: pauses.append("paused"))
    window = QWindow()

    clocks.steady_now += 9
    idleness.look()
    assert not pauses, "somebody was there a moment ago"

    clocks.steady_now += 4
    idleness.eventFilter(window, moved())
    assert not pauses, "a touch ends the pause that nobody had told yet"

    clocks.steady_now += 11
    idleness.look()
    idleness.look()
    assert pauses == ["paused"]

    idleness.eventFilter(window, moved())
    clocks.steady_now += 11
    idleness.look()
    assert len(pauses) == 2, "each pause is told"
