"""What is cut off at 300 %: `python -m tests.access.large` looks at every screen, in a process of
its own, for Qt takes its scale once, on a desk of 3840 by 2160 pixels.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from charting.ui import theme
from tests.access.clipped import clipped
from tests.access.pictures import ROOT, WAYS, desk_file
from tests.screens import at_work, screens

WAY = WAYS["300"]
ROOM = (WAY.desk[0] // WAY.scale, WAY.desk[1] // WAY.scale)
_TURNS = 30


def cut_off_at_300() -> list[str]:
    """The words that are cut off, each with its screen."""
    with TemporaryDirectory() as name:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": f"offscreen:configfile={desk_file(Path(name), WAY.desk)}",
            "QT_SCALE_FACTOR": str(WAY.scale),
        }
        told = subprocess.run(
            [sys.executable, "-m", "tests.access.large"],
            env=environment,
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    return told.stdout.splitlines()


def cut_off(qt: QApplication, folder: Path, most: int | None = None) -> Iterator[str]:
    """As `cut_off_at_300`, of the first screens and in this process, in as much room."""
    person = at_work(qt, folder)
    window = person.desk.window
    window.resize(*ROOM)
    for name, _page in islice(screens(person), most):
        for _turn in range(_TURNS):
            qt.processEvents()
        yield from (f"{name}: {words}" for words in clipped(window))
    person.leave()


if __name__ == "__main__":
    qt = QApplication.instance() or theme.make_application()
    assert isinstance(qt, QApplication)
    assert qt.primaryScreen().devicePixelRatio() == WAY.scale
    with TemporaryDirectory() as name:
        sys.stdout.write("".join(f"{line}\n" for line in cut_off(qt, Path(name, "practice"))))
