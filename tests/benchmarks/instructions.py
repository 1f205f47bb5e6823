"""How many instructions of the processor a deed takes, counted by callgrind: the same on a busy
machine and on a quiet one.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.measure import Result, Row, Samples, Skipped, Unit
from tests.invented import chart, new_practice, people

PROBE = Path(__file__).with_name("instructions_probe.py")
DEEDS = ("nothing", "a visit of 30 marks is loaded", "a mark is stored")
TIMES = 20
_COLLECTED = re.compile(r"Collected\s*:\s*(\d+)")


def instructions() -> list[Row]:
    """The instructions of each deed, beyond those of a process that does nothing."""
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        return [Skipped("instructions", "valgrind is not on this machine")]
    with TemporaryDirectory() as name:
        folder = Path(name, "practice")
        practice = new_practice(folder)
        everybody = [practice.patients.add(one) for one in people(60)]
        chart(practice, practice.sessions.open_today(everybody[0].id), 30)
        practice.close()
        counted = {deed: _counted(valgrind, folder, deed, name) for deed in DEEDS}
    nothing = counted.pop("nothing")
    return [
        Result(
            f"instructions: {deed}", Samples.of([(many - nothing) / TIMES]), {}, None, Unit.COUNT
        )
        for deed, many in counted.items()
    ]


def _counted(valgrind: str, folder: Path, deed: str, home: str) -> int:
    said = subprocess.run(
        [
            *(valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null"),
            *(sys.executable, str(PROBE), str(folder), deed, str(TIMES)),
        ],
        env={
            **os.environ,
            "PYTHONPATH": str(PROBE.parent.parent.parent),
            "PYTHONHASHSEED": "0",
            "PYTHONPYCACHEPREFIX": str(Path(home, "compiled")),
        },
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    found = _COLLECTED.search(said)
    if found is None:
        raise ValueError(f"callgrind counted nothing: {said[-200:]}")
    return int(found.group(1))
