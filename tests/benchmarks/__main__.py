"""Measures, prints the table, and with `--strict` fails when a budget is exceeded."""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.clicks import clicks
from tests.benchmarks.day import day
from tests.benchmarks.exchange import giving_out, taking_in
from tests.benchmarks.idle import idle
from tests.benchmarks.leaflet import leaflets
from tests.benchmarks.map_frames import map_frames
from tests.benchmarks.map_queries import at_and_near
from tests.benchmarks.measure import Result
from tests.benchmarks.open_work import open_work
from tests.benchmarks.papers import papers
from tests.benchmarks.plots import plot
from tests.benchmarks.records import load, search
from tests.benchmarks.report import as_json, machine, table
from tests.benchmarks.scale import scale
from tests.benchmarks.start import start


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    starts: int
    clicks: int
    queries: int
    loads: int
    keystrokes: int
    patients: int
    leaflets: int
    frames: int
    openings: int
    papers: int
    sessions: int
    grown: tuple[int, ...]
    day: int
    windows: int


WHOLE = Size(
    starts=25,
    clicks=400,
    queries=2_000,
    loads=500,
    keystrokes=2_000,
    patients=100_000,
    leaflets=100,
    frames=400,
    openings=20,
    papers=15,
    sessions=200,
    grown=(1_000, 10_000, 100_000),
    day=12,
    windows=5,
)
QUICK = Size(
    starts=7,
    clicks=80,
    queries=300,
    loads=100,
    keystrokes=400,
    patients=10_000,
    leaflets=30,
    frames=100,
    openings=5,
    papers=3,
    sessions=20,
    grown=(200, 2_000),
    day=3,
    windows=2,
)


BENCHMARKS: dict[str, Callable[[Size], list[Result]]] = {
    "start": lambda size: start(size.starts),
    "clicks": lambda size: clicks(size.clicks),
    "map": lambda size: map_frames(size.frames, size.openings),
    "queries": lambda size: at_and_near(size.queries),
    "load": lambda size: load(size.loads),
    "search": lambda size: search(size.keystrokes, size.patients),
    "open_work": lambda size: open_work(size.loads, size.patients),
    "leaflet": lambda size: leaflets(size.leaflets),
    "exchange": lambda size: [*giving_out(size.patients // 100), *taking_in(size.patients // 2)],
    "papers": lambda size: papers(size.papers, size.sessions),
    "scale": lambda size: scale(size.loads, size.grown),
    "day": lambda size: day(size.day),
    "idle": lambda size: idle(size.windows),
}


def main(argv: list[str] | None = None) -> int:
    """Measure what is asked; 1 when `--strict` and a budget is exceeded, else 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer samples, fewer patients")
    parser.add_argument("--only", action="append", choices=BENCHMARKS, help="may be repeated")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument("--plots", type=Path, metavar="PDF", help="draw cost against size")
    parser.add_argument("--strict", action="store_true", help="fail over budget")
    arguments = parser.parse_args(argv)
    # QT_QPA_PLATFORM=xcb measures a real screen.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    results: list[Result] = []
    for name in arguments.only or BENCHMARKS:
        print(f"measuring {name} ...", file=sys.stderr)
        results += BENCHMARKS[name](QUICK if arguments.quick else WHOLE)
    print("\n".join(f"{what}: {value}" for what, value in machine().items()), end="\n\n")
    print(table(results))
    if arguments.json:
        arguments.json.write_text(as_json(results), encoding="utf-8")
    if arguments.plots:
        plot(results, arguments.plots)
    return 1 if arguments.strict and any(result.over for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
