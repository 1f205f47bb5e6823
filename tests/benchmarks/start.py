"""From the start of the process to a letter typed into the first field, painted; and to the first
window, which is what can be asked of other programs too.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from charting import settings
from tests.benchmarks.measure import Budget, Figure, Result, Row, Skipped, in_turn, measured
from tests.benchmarks.peers import NotHere, program
from tests.invented import new_practice

_HERE = Path(__file__).parent
# The usual screen of a desk; the one that Qt invents is smaller than most windows.
_SCREEN = {
    **{"name": "desk", "x": 0, "y": 0, "width": 1920, "height": 1080},
    **{"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1},
}
# Counted by callgrind and timed step by step in November 2026, on two cores.
_BEYOND = (
    "it takes 1.39 times the instructions of the bare window (1,022 against 736 million; it was "
    "1.79 times). Beside 150 ms for Python and Qt, which both take: 62 ms to load our own 58 "
    "modules, 34 to build and dress the screen, 9 to paint it, 4 to read what was asked for; and "
    "the lock of the one window waits for the disk"
)
_DATA = "data"
_PROBE = str(_HERE / "peer_probe.py")
_PEERS = {
    "vorta": ("PyQt6", "vorta.__main__:main"),
    "labelme": ("PyQt5", "labelme.__main__:main"),
}


def start(rounds: int) -> list[Row]:
    """The first window of a practice that asks for its passphrase, beside a bare window."""
    probe = [sys.executable, str(_HERE / "start_probe.py")]
    with TemporaryDirectory() as home:
        # Where platforms keep it by themselves nothing is asked for, as on the click on an icon.
        folder = Path(home, _DATA, settings.APPLICATION)
        asked = [] if sys.platform == "linux" else ["window", "--data", str(folder)]
        new_practice(folder).close()
        return [
            measured(
                "start: process to a typed letter",
                until_said([*probe, *asked], home),
                {"a bare window": until_said([sys.executable, _BARE], home)},
                rounds,
                Budget(Figure.MEDIAN, times=1.5),
                _BEYOND,
            )
        ]


_BARE = str(_HERE / "baselines" / "bare_window.py")


def start_of_others(rounds: int, data: Path) -> list[Row]:
    """The first painted window of ours and of other programs, each in an environment of its own."""
    programs: dict[str, list[str]] = {}
    skipped: list[Row] = []
    for name, (library, begin) in _PEERS.items():
        try:
            programs[name] = [str(program(data, name)), _PROBE, library, begin]
        except NotHere as why:
            skipped.append(Skipped(f"start: {name}", str(why)))
    with TemporaryDirectory() as home:
        folder = Path(home, "practice")
        new_practice(folder).close()
        _answer_for_borg(Path(home, "bin"))
        ours = [sys.executable, _PROBE, "PySide6", "charting.command_line:main"]
        measurements = {"": until_said([*ours, "window", "--data", str(folder)], home)}
        measurements |= {name: until_said(each, home) for name, each in programs.items()}
        for name in [*programs]:
            failure = _first_start(measurements[name])
            if failure:
                skipped.append(Skipped(f"start: {name}", failure))
                del measurements[name]
        taken = in_turn(measurements, rounds)
    first = taken.pop("")
    return [Result("start: process to the first window", first, taken), *skipped]


def _first_start(measurement: Callable[[], float]) -> str:
    """Why a program shows no window; nothing where it does."""
    try:
        measurement()
    except (subprocess.SubprocessError, ValueError) as failed:
        return f"it shows no window: {type(failed).__name__}"
    return ""


def _answer_for_borg(place: Path) -> None:
    """Vorta shows a message and no window where it finds no Borg; this one is found at once."""
    place.mkdir()
    file = place / "borg"
    file.write_text("#!/bin/sh\necho borg 1.4.1\n", "utf-8")
    file.chmod(0o700)


def until_said(command: list[str], home: str) -> Callable[[], float]:
    """A measurement of a program that prints the monotonic time at which it was so far; what it
    has chosen for this machine lies in `home`.
    """
    desk = Path(home, "desk.json")
    desk.write_text(json.dumps({"screens": [_SCREEN]}), "utf-8")
    environment: Mapping[str, str] = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={desk}",
        "PYTHONPATH": str(_HERE.parent.parent),
        "HOME": home,
        "PATH": os.pathsep.join((str(Path(home, "bin")), os.environ.get("PATH", ""))),
        "XDG_CONFIG_HOME": home,
        "XDG_DATA_HOME": str(Path(home, _DATA)),
        # As installed: what was compiled by the start before is not compiled again.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(Path(home, "compiled")),
    }

    def measurement() -> float:
        started = time.monotonic_ns()
        said = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True, timeout=60
        )
        return (int(said.stdout.split()[-1]) - started) / 1e9

    return measurement
