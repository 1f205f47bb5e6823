"""What an open window costs while nobody touches it: how often it wakes, and how much it works."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tests.benchmarks.measure import Budget, Figure, Result, Samples, Unit
from tests.invented import new_practice, people

WAKES = 2.0
"""How often a second the process may wake."""

WORKS = 0.005
"""What share of one processor it may take."""

_HERE = Path(__file__).parent
_WINDOW_S = 4.0


def idle(windows: int) -> list[Result]:
    """So many windows of time of four seconds each, of a process whose patients are on the
    screen.
    """
    with TemporaryDirectory() as home:
        folder = Path(home, "practice")
        practice = new_practice(folder)
        for one in people(20):
            practice.patients.add(one)
        practice.close()
        wakes, works = zip(*_watched(folder, home, windows), strict=True)
    return [
        Result(
            "idle: wakes of the process",
            Samples.of(wakes),
            {},
            Budget(Figure.MEDIAN, seconds=WAKES),
            unit=Unit.A_SECOND,
        ),
        Result(
            "idle: share of a processor",
            Samples.of(works),
            {},
            Budget(Figure.MEDIAN, seconds=WORKS),
            unit=Unit.SHARE,
        ),
    ]


def _watched(folder: Path, home: str, windows: int) -> Iterator[tuple[float, float]]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(_HERE.parent.parent),
        "XDG_CONFIG_HOME": home,
    }
    with subprocess.Popen(
        [sys.executable, str(_HERE / "idle_probe.py"), str(folder)],
        env=environment,
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
    ) as started:
        assert started.stdout is not None
        if started.stdout.readline().strip() != "idle":
            raise RuntimeError("the window did not come so far")
        process = psutil.Process(started.pid)
        for _window in range(windows):
            before = _spent(process)
            # Time has to pass: what is measured is that nothing happens meanwhile.
            try:
                started.wait(_WINDOW_S)
            except subprocess.TimeoutExpired:
                after = _spent(process)
            else:
                raise RuntimeError("the window did not stay open")
            yield (after[0] - before[0]) / _WINDOW_S, (after[1] - before[1]) / _WINDOW_S
        started.kill()


def _spent(process: psutil.Process) -> tuple[int, float]:
    """How often it has waited for something, and for how many seconds it has worked."""
    times = process.cpu_times()
    return _switches(process.pid), times.user + times.system


def _switches(pid: int) -> int:
    """Of all threads: each waits, and wakes, for itself."""
    found = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        for line in (task / "status").read_text().splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                found += int(line.split()[1])
    return found
