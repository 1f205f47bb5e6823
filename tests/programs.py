"""Small programs that a test runs by themselves, at the root of the source."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run_alone(
    program: str, *arguments: str | Path, check: bool = True
) -> subprocess.CompletedProcess[str]:
    """What came of a program in an interpreter of its own; where it fails, and is to be checked, so
    does the test.
    """
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=check,
        timeout=60,
    )
