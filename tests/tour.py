"""A walk through the real windows with mouse and keys, which leaves a picture of every screen.

Run `python tests/tour.py OUT`: each theme at 100 % and 200 % in a process of its own, for Qt takes
its scale once. The people are those of the demonstration; the passphrase costs next to nothing.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
THEMES = ("light", "dark", "contrast")
SCALES = (1, 2)


def main() -> int:
    """Walk once for each theme and scale; the exit status."""
    parser = argparse.ArgumentParser(description="Pictures of every screen, made by hand.")
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    for theme in THEMES:
        for scale in SCALES:
            environment = {
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "QT_QPA_PLATFORM": "offscreen",
                "QT_SCALE_FACTOR": str(scale),
            }
            walk = [sys.executable, "-m", "tests.walk", str(asked.out), theme, str(scale)]
            subprocess.run(walk, env=environment, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
