"""A kill in the middle of taking needles out: the window comes back with the right count."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest

from charting.domain.visit import unresolved_count
from tests.faults.out_mode_child import LONGEST_S, PLACES
from tests.faults.trial import prepare
from tests.invented import PASSPHRASE, practices

_ROOT = Path(__file__).parent.parent.parent
_ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def _program(kind: str, folder: Path) -> list[str]:
    return [sys.executable, "-m", "tests.faults.out_mode_child", kind, str(folder)]


def _killed_after(number: int, folder: Path) -> int:
    """How many needles the disk was said to have out, of a program killed once it said `number`."""
    with subprocess.Popen(
        _program("takes", folder), cwd=_ROOT, env=_ENVIRONMENT, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        # What hangs is killed too: then it has said less than `number`.
        limit = Timer(LONGEST_S, child.kill)
        limit.start()
        told = 0
        for line in child.stdout:
            told = int(line)
            if told == number:
                child.kill()
        limit.cancel()
    assert (child.returncode, told >= number) == (-9, True), f"it ended at {told} needles out"
    return told


posix = pytest.mark.skipif(
    sys.platform == "win32", reason="a kill that nobody hears is a thing of POSIX"
)


def _out_after_a_kill(number: int, folder: Path) -> int:
    """How many needles the record has out of a window killed at that number; what it holds is
    right.
    """
    session_id = prepare(folder)
    told = _killed_after(number, folder)
    practice = practices().open(folder, PASSPHRASE)
    session = practice.sessions.session(session_id)
    out = sum(not needle.in_situ for needle in session.needles())
    assert number <= told <= out < len(PLACES)
    assert len(session.needles()) == len(PLACES)
    assert unresolved_count(session)
    assert practice.checks.verify().whole
    practice.close()
    return out


@posix
def test_a_kill_while_needles_are_taken_out_leaves_the_right_count(tmp_path: Path) -> None:
    assert _out_after_a_kill(3, tmp_path / "practice") >= 3


@posix
@pytest.mark.long  # a second window is opened after the kill
@pytest.mark.parametrize("number", range(1, 8))
def test_a_kill_while_needles_are_taken_out_comes_back_with_the_right_count(
    number: int, tmp_path: Path
) -> None:
    folder = tmp_path / "practice"
    out = _out_after_a_kill(number, folder)
    seen = subprocess.run(
        _program("looks", folder),
        cwd=_ROOT,
        env=_ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
        timeout=LONGEST_S,
    )
    assert seen.stdout.split() == [str(len(PLACES) - out), str(out), "True"]
