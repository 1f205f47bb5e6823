"""Measures each part in a process of its own, so that none lives on what another left behind, takes
too long for all, or ends the run with itself.
"""

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeGuard

import psutil

from tests.benchmarks.measure import Row, Skipped
from tests.benchmarks.report import rows_of

_LEAST_S = 20.0
_LATE = "not done within"


def measure_apart(
    names: Sequence[str], arguments: Sequence[str], longest: dict[str, float], seconds: float
) -> list[Row]:
    """The rows of all parts; each may take the seconds of `longest`, and all of them `seconds`."""
    until, rows = time.monotonic() + seconds, list[Row]()
    for name in names:
        left = until - time.monotonic()
        if left < _LEAST_S:
            rows.append(Skipped(name, "no time was left for it"))
            continue
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        began = time.monotonic()
        own = longest.get(name, left)
        if left < own:
            # It is no failure of its own that the whole run ends.
            rows += [
                replace(each, failed=False) if _is_late(each) else each
                for each in _measured(name, arguments, left)
            ]
        else:
            rows += _measured(name, arguments, own)
        print(f"    {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return rows


def _is_late(row: Row) -> TypeGuard[Skipped]:
    return isinstance(row, Skipped) and row.why.startswith(_LATE)


def _measured(name: str, arguments: Sequence[str], seconds: float) -> list[Row]:
    with TemporaryDirectory() as place:
        file, said = Path(place, "rows.json"), Path(place, "said.txt")
        command = [sys.executable, "-m", "tests.benchmarks", "--only", name, "--json", str(file)]
        with said.open("w") as stream:
            child = subprocess.Popen([*command, *arguments], stdout=stream, stderr=stream)
            try:
                child.wait(seconds)
            except subprocess.TimeoutExpired:
                _end(child.pid)
                child.wait()
                return [Skipped(name, f"{_LATE} {seconds:.0f} s", failed=True)]
        if not file.exists():
            told = said.read_text("utf-8", "replace").split("\n")
            last = next((line for line in reversed(told) if line.strip()), "it said nothing")
            return [Skipped(name, f"it ended with {child.returncode}: {last}", failed=True)]
        return rows_of(file.read_text("utf-8"))


def _end(pid: int) -> None:
    """End a process and those that it began."""
    process = psutil.Process(pid)
    for each in (*process.children(recursive=True), process):
        try:
            each.kill()
        except psutil.NoSuchProcess:
            continue
