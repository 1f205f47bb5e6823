"""The tour: the three paper charts typed in through the real windows, with pictures and papers.

Run `python tests/tour.py OUT`. Each theme and scale walks in a process of its own, for Qt takes its
scale once. `OUT/tour.json` says of each fact that must be true whether it is, what each step took,
and how long the window was deaf at most; the exit status is 1 where anything is wrong.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WALKS = (("light", 1), ("dark", 1), ("contrast", 1), ("light", 2), ("dark", 2))
# What the window's own work may take at once; and with it what its other threads do meanwhile, the
# most that it can have waited for: on a busy machine the two would often go side by side.
LIMITS = {"longest_work_ms": 50, "longest_deaf_ms": 100}
# Told beside the limits, never held against them: a yardstick is as noisy as what it measures.
AT_BEST_PACE = ("longest_work_at_best_pace_ms", "longest_deaf_at_best_pace_ms")
FIGURES = (*LIMITS, *AT_BEST_PACE, "longest_stall_ms")
# Qt's offscreen platform has a small screen, on which the lists of a large window do not fit.
SCREEN = {"name": "desk", "x": 0, "y": 0, "width": 1440, "height": 900, "logicalDpi": 96, "dpr": 1}


def main() -> int:
    """Walk once for each theme and scale; the exit status."""
    parser = argparse.ArgumentParser(description="Charts the paper cases, with pictures.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--quick", action="store_true", help="one theme at one scale")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    walks = WALKS[:1] if asked.quick else WALKS
    found = [_walk(asked.out, theme, scale) for theme, scale in walks]
    wrong = [line for one in found for line in _wrong(one)]
    # All walks say the same of the facts.
    deaf = [{name: one[name] for name in ("walk", *FIGURES)} for one in found]
    report = {**found[0], "deaf": deaf, "wrong": wrong}
    (asked.out / "tour.json").write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    _tell(report)
    return 1 if wrong else 0


def _walk(out: Path, theme: str, scale: int) -> dict[str, Any]:
    screen = {**SCREEN, "width": 1440 * scale, "height": 900 * scale}
    with NamedTemporaryFile("w", suffix=".json") as desk:
        json.dump({"screens": [screen]}, desk)
        desk.flush()
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": f"offscreen:configfile={desk.name}",
            "QT_SCALE_FACTOR": str(scale),
            # The walk types and reads English words, on whatever machine it runs.
            "LANGUAGE": "",
            "LC_ALL": "C.UTF-8",
            "PYTHONFAULTHANDLER": "1",
        }
        walk = [sys.executable, "-m", "tests.walk", str(out), theme, str(scale)]
        done = subprocess.run(walk, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        # What it said last, and of a crash where each thread stood.
        sys.exit(f"{theme} at {scale}: ended with {done.returncode}\n{done.stderr[-6_000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _wrong(found: dict[str, Any]) -> list[str]:
    """What must not be: a fact that is not true, or a window that was deaf."""
    wrong = [
        f"{name}, fact {fact['fact']}: {fact['words']}"
        for name, case in found["cases"].items()
        for fact in case["facts"]
        if not fact["verdict"]
    ]
    wrong += [
        f"{found['walk']}: the record of {who} came back otherwise"
        for who, same in found["round_trip"].items()
        if not same
    ]
    wrong += [
        f"{found['walk']}: {name} is {found[name]}, over {most}"
        for name, most in LIMITS.items()
        if found[name] > most
    ]
    return wrong


def _tell(report: dict[str, Any]) -> None:
    say = sys.stdout.write
    for name, case in report["cases"].items():
        say(f"{name}: {case['inputs']} inputs\n")
        for fact in case["facts"]:
            verdict = {True: "true", False: "WRONG"}.get(fact["verdict"], fact["verdict"])
            say(f"  {fact['fact']:2} {verdict:8} {fact['words']}\n")
    for who, same in report["round_trip"].items():
        say(f"out, in and out again, {who}: {'the same' if same else 'WRONG'}\n")
    reference = report["reference_session"]
    say(f"reference session: {reference['inputs']} inputs, budget {reference['budget']}\n")
    for walk in report["deaf"]:
        say(
            f"{walk['walk']}: at work for {walk['longest_work_at_best_pace_ms']} ms at most, with "
            f"its other threads {walk['longest_deaf_at_best_pace_ms']} ms at the machine's best "
            f"pace; as it ran {walk['longest_work_ms']} and {walk['longest_deaf_ms']} ms, with "
            f"other programs {walk['longest_stall_ms']} ms\n"
        )
    for line in report["wrong"]:
        say(f"wrong: {line}\n")


if __name__ == "__main__":
    sys.exit(main())
