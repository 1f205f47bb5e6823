"""Measures, prints the table, and with `--strict` fails when a budget is exceeded or a part of the
measuring failed. Several parts are measured each in a process of its own.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.apart import measure_apart
from tests.benchmarks.clicks import MARKS, clicks
from tests.benchmarks.clinic import clinic
from tests.benchmarks.day import day
from tests.benchmarks.exchange import OTHER_FORMS, RECORDS, giving_out, taking_in
from tests.benchmarks.grown import growing
from tests.benchmarks.idle import idle
from tests.benchmarks.inputs import inputs
from tests.benchmarks.instructions import instructions
from tests.benchmarks.leaflet import leaflets
from tests.benchmarks.long_session import long_session
from tests.benchmarks.map_frames import map_frames
from tests.benchmarks.map_queries import at_and_near
from tests.benchmarks.measure import Result, Row
from tests.benchmarks.open_work import open_work
from tests.benchmarks.papers import papers
from tests.benchmarks.plots import plot
from tests.benchmarks.records import load
from tests.benchmarks.report import as_json, machine, table
from tests.benchmarks.scale import scale
from tests.benchmarks.size import QUICK, WHOLE, Size
from tests.benchmarks.start import start, start_of_others

Part = Callable[[Size, Path], Sequence[Row]]
"""Measures something; what it makes for others lies in the folder."""

BENCHMARKS: dict[str, Part] = {
    "start": lambda size, _data: start(size.starts),
    "clicks": lambda size, _data: [
        row
        for marks in size.marks
        for row in clicks(size.clicks if marks == MARKS else size.clicks // 4, marks)
    ],
    "map": lambda size, data: map_frames(size.frames, size.openings, size.marks, data),
    "queries": lambda size, _data: at_and_near(size.queries),
    "load": lambda size, _data: load(size.loads),
    "inputs": lambda _size, _data: inputs(),
    "leaflet": lambda size, _data: leaflets(size.leaflets),
    "papers": lambda size, data: papers(size.papers, size.sessions, data),
    "exchange": lambda size, _data: [
        *giving_out(size.gone_out, RECORDS),
        *giving_out(size.gone_out // 5, OTHER_FORMS),
        *taking_in(size.come_in),
    ],
    "open_work": lambda size, _data: open_work(size.loads, size.with_work),
    "day": lambda size, _data: day(size.day),
    "session": lambda size, _data: long_session(size.minutes),
    "idle": lambda size, _data: idle(size.windows),
    "grow": lambda size, data: growing(data / "practices", size.grown),
    "scale": lambda size, data: scale(size.loads, size.grown, data / "practices"),
    "clinic": lambda size, _data: clinic(*size.at_clinic),
    "others": lambda size, data: start_of_others(size.others, data),
    "instructions": lambda _size, _data: instructions(),
}

LONGEST_S = {
    **{"grow": 900.0, "others": 420.0, "papers": 300.0, "map": 240.0, "instructions": 420.0},
    **{"session": 240.0, "exchange": 300.0, "clicks": 300.0, "day": 300.0, "scale": 420.0},
}
"""How long a part may take; the others three minutes."""


def main(argv: list[str] | None = None) -> int:
    """Measure what is asked; 1 when `--strict` and a budget is exceeded, else 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer samples, fewer patients")
    parser.add_argument("--only", action="append", choices=BENCHMARKS, help="may be repeated")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument("--plots", type=Path, metavar="PDF", help="draw cost against size")
    parser.add_argument("--strict", action="store_true", help="fail over budget")
    parser.add_argument("--minutes", type=float, default=25.0, help="what is not begun is left out")
    parser.add_argument("--session", type=float, metavar="MINUTES", help="of the long session")
    parser.add_argument("--data", type=Path, help="keep grown practices and peers in this folder")
    arguments = parser.parse_args(argv)
    # QT_QPA_PLATFORM=xcb measures a real screen.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as passing:
        rows = _measured(arguments, arguments.data or Path(passing))
    print("\n".join(f"{what}: {value}" for what, value in machine().items()), end="\n\n")
    print(table(rows))
    if arguments.json:
        arguments.json.write_text(as_json(rows), encoding="utf-8")
    if arguments.plots:
        plot([row for row in rows if isinstance(row, Result)], arguments.plots)
    wrong = any(row.over if isinstance(row, Result) else row.failed for row in rows)
    return 1 if arguments.strict and wrong else 0


def _measured(arguments: argparse.Namespace, data: Path) -> list[Row]:
    """One part here; several, each in a process of its own."""
    names: list[str] = arguments.only or list(BENCHMARKS)
    if len(names) == 1:
        size = QUICK if arguments.quick else WHOLE
        size = replace(size, minutes=arguments.session or size.minutes)
        return list(BENCHMARKS[names[0]](size, data))
    given = ["--data", str(data), *(["--quick"] if arguments.quick else [])]
    given += ["--session", str(arguments.session)] if arguments.session else []
    longest = {name: LONGEST_S.get(name, 180.0) for name in names}
    longest |= {"session": max(longest.get("session", 0.0), 90 * (arguments.session or 0))}
    return measure_apart(names, given, longest, arguments.minutes * 60)


if __name__ == "__main__":
    sys.exit(main())
