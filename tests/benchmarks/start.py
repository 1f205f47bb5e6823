"""From the start of the process to a letter typed into the first field, painted."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.measure import Budget, Figure, Result, measured
from tests.invented import new_practice

_HERE = Path(__file__).parent


def start(rounds: int) -> list[Result]:
    """The first window of a practice that asks for its passphrase, beside a bare window."""
    with TemporaryDirectory() as home:
        folder = Path(home, "practice")
        new_practice(folder).close()
        return [
            measured(
                "start: process to a typed letter",
                until_typed([str(_HERE / "start_probe.py"), str(folder)], home),
                {"bare window": until_typed([str(_HERE / "baselines" / "bare_window.py")], home)},
                rounds,
                Budget(Figure.MEDIAN, times=1.5),
            )
        ]


def until_typed(script: list[str], home: str) -> Callable[[], float]:
    """A measurement of a Python program that prints the monotonic time at which it had its letter;
    what it has chosen for this machine lies in `home`.
    """
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(_HERE.parent.parent),
        "XDG_CONFIG_HOME": home,
        # As installed: what was compiled by the start before is not compiled again.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(Path(home, "compiled")),
    }

    def measurement() -> float:
        started = time.monotonic_ns()
        said = subprocess.run(
            [sys.executable, *script],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return (int(said.stdout) - started) / 1e9

    return measurement
