"""What a screen reader gets over AT-SPI, the whole way: a real window, the buses, a second process.

The same sentences are read within the process, quickly, in `test_map_for_all`.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.session.spoken_window import READER, SYSTEM_PYTHON

ROOT = Path(__file__).parents[3]


def _can_listen() -> bool:
    if not (shutil.which("dbus-run-session") and shutil.which("xvfb-run")):
        return False
    asked = subprocess.run(
        [SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False
    )
    return asked.returncode == 0


@pytest.mark.long
@pytest.mark.skipif(not Path(SYSTEM_PYTHON).exists(), reason="AT-SPI is Linux's")
def test_a_screen_reader_reads_every_mark_and_structure() -> None:
    if not _can_listen():
        pytest.skip("needs dbus, xvfb, at-spi2-core and python3-pyatspi")
    window = f"xvfb-run -a {sys.executable} -m tests.ui.session.spoken_window"
    read = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", f"{SYSTEM_PYTHON} {READER} && {window}"],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        },
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout.splitlines()
    entries = [line.split("\t") for line in read if line.startswith("list item")]
    assert entries[:2] == [
        [
            "list item",
            "needle 1 of 2, right multifidus at L4, 20 mm from the midline, in for 0 minutes",
            "False",
        ],
        [
            "list item",
            "needle 2 of 2, left iliocostalis lumborum at L2, 55 mm from the midline, "
            "in for 0 minutes",
            "True",
        ],
    ]
    names = {entry[1] for entry in entries}
    assert {"gluteus maximus, superficial, right", "multifidus, deep, left"} <= names
