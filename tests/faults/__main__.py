"""Does to the record what happens to records, and says what became of what they were told: kills,
power cuts, full and failing disks, damaged files, migrations cut short, two programs at once,
twenty people at a clinic's server, connections cut, files and words that do harm.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.faults import (
    connections,
    damage,
    editors,
    failing,
    hostile,
    importing,
    power,
    steps,
    together,
)
from tests.faults.table import Figures, Verdict
from tests.faults.trial import trials

Run = Callable[[int, Path, int], Iterator[Verdict]]


class Suite(NamedTuple):
    """One kind of trial: how many of it are asked for, and how many the quick form makes."""

    run: Run
    whole: int
    quick: int


def _killed(kind: str) -> Run:
    def run(number: int, home: Path, seed: int) -> Iterator[Verdict]:
        for each in trials(kind, number, home, seed=seed, reopen=kind.startswith("window")):
            yield Verdict(each.acknowledged, each.lost, each.torn)

    return run


def _of(suite: Callable[..., Iterator[Verdict]], *, control: bool = False) -> Run:
    return lambda number, home, seed: suite(number, home, seed=seed, control=control)


# Those that end in "eager" or "control" must fail: where they do not, nothing is proved.
SUITES: dict[str, Suite] = {
    "window": Suite(_killed("window"), 150, 1),
    "window-eager": Suite(_killed("window-eager"), 10, 1),
    "services": Suite(_killed("services"), 100, 1),
    "services-eager": Suite(_killed("services-eager"), 10, 1),
    "kill-at-call": Suite(_of(failing.kills), 1_000, 2),
    "kill-at-call-control": Suite(_of(failing.kills, control=True), 20, 2),
    "power-cut": Suite(_of(power.states), 20_000, 60),
    "power-cut-control": Suite(_of(power.states, control=True), 500, 60),
    "failing-disk": Suite(_of(failing.full_disks), 200, 2),
    "failing-disk-control": Suite(_of(failing.full_disks, control=True), 20, 2),
    "damaged-file": Suite(_of(damage.damaged), 500, 7),
    "damaged-file-control": Suite(_of(damage.damaged, control=True), 100, 7),
    "migration-stopped": Suite(_of(steps.stopped), 1_000, 1),
    "migration-control": Suite(_of(steps.stopped, control=True), 6, 1),
    "two-programs": Suite(_of(together.two), 500, 10),
    "two-programs-control": Suite(_of(together.two, control=True), 100, 10),
    "twenty-editors": Suite(_of(editors.editors), 100, 2),
    "twenty-editors-control": Suite(_of(editors.editors, control=True), 100, 2),
    "cut-connections": Suite(_of(connections.cuts), 200, 20),
    "cut-connections-control": Suite(_of(connections.cuts, control=True), 40, 20),
    "import-fuzzing": Suite(_of(importing.fuzzed), 20_000, 70),
    "import-fuzzing-control": Suite(_of(importing.fuzzed, control=True), 500, 70),
    "round-trips": Suite(_of(importing.round_trips), 2_000, 2),
    "round-trips-control": Suite(_of(importing.round_trips, control=True), 100, 2),
    "hostile-content": Suite(_of(hostile.content), 1_000, 1_000),
    "hostile-content-control": Suite(_of(hostile.content, control=True), 1_000, 1_000),
}


def figures_of(kind: str, number: int, seed: int = 0) -> Figures:
    """What came of so many trials of a kind."""
    with tempfile.TemporaryDirectory() as home:
        return Figures.of(kind, SUITES[kind].run(number, Path(home), seed))


def main(argv: Sequence[str] | None = None) -> int:
    """Run the trials; 1 when anything was lost, torn or misleading, or a control was none."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--trials", type=int, help="of each kind; by default those asked for")
    parser.add_argument("--quick", action="store_true", help="only a few of each kind")
    parser.add_argument("--only", action="append", choices=SUITES, help="may be repeated")
    parser.add_argument("--seed", type=int, default=0, help="of the first trial (0)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    arguments = parser.parse_args(argv)
    every = []
    for kind in arguments.only or SUITES:
        suite = SUITES[kind]
        number = arguments.trials or (suite.quick if arguments.quick else suite.whole)
        began = time.monotonic()
        every.append(figures_of(kind, number, arguments.seed))
        print(f"{every[-1].words}   {time.monotonic() - began:.0f} s", flush=True)
        if arguments.json:
            plain = [figure.plain for figure in every]
            arguments.json.write_text(json.dumps(plain, indent=2), encoding="utf-8")
    return 0 if all(figure.right for figure in every) else 1


if __name__ == "__main__":
    sys.exit(main())
