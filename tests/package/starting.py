"""How long the installed package takes to its window, beside the same version from its source."""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.package.bare import BareDebian, call
from tests.test_architecture import ROOT

_TIMES = 7
_MOST = 1.1
_TITLE = "Dry-needling charting"


def told(bare: BareDebian, display: str) -> str:
    """The medians in a sentence. Both run on this machine, by turns, each in a home of its own.

    Raises `AssertionError` where the package takes more than 1.1 times as long.
    """
    program = bare.inside(Path("/usr/lib/dry-needling-charting/dry-needling-charting"))
    commands = {"package": [str(program)], "source": [sys.executable, str(ROOT / "main.py")]}
    took: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory(prefix="charting-homes-") as homes:
        for time_around in range(_TIMES + 1):
            for name, command in commands.items():
                seconds = _to_the_window(command, display, Path(homes, name))
                if time_around:  # the first brings the files into the memory
                    took[name].append(seconds)
    package, source = (statistics.median(took[name]) for name in ("package", "source"))
    ratio = package / source
    words = (
        f"window after {package:.2f} s from the package, {source:.2f} s from source: {ratio:.2f}"
    )
    assert ratio <= _MOST, words
    return words


def _to_the_window(command: Sequence[str], display: str, home: Path) -> float:
    """Seconds from the start of the process to its window."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    environment: Mapping[str, str] = {**kept, "HOME": str(home), "DISPLAY": display}
    home.mkdir(exist_ok=True)
    begun = time.perf_counter()
    running = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    call(["xdotool", "search", "--onlyvisible", "--sync", "--name", _TITLE], DISPLAY=display)
    seconds = time.perf_counter() - begun
    running.send_signal(signal.SIGTERM)
    running.wait()
    return seconds
