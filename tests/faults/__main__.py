"""Kills programs that chart, at random moments, and says what became of what they were told."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.faults.trial import Outcome, trials

# Those that are eager acknowledge before they store: where they lose nothing, nothing is proved.
KINDS = ("window", "window-eager", "services", "services-eager")


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of the trials of one kind."""

    kind: str
    trials: int
    acknowledged: int
    lost: int
    torn: int
    first_torn: tuple[str, ...]

    @classmethod
    def of(cls, kind: str, outcomes: Sequence[Outcome]) -> "Figures":
        """The sums of the outcomes."""
        torn = tuple(what for outcome in outcomes for what in outcome.torn)
        return cls(
            kind,
            len(outcomes),
            sum(outcome.acknowledged for outcome in outcomes),
            sum(outcome.lost for outcome in outcomes),
            len(torn),
            torn[:10],
        )

    @property
    def right(self) -> bool:
        """Nothing torn, and nothing lost but by a control, which must lose some."""
        return not self.torn and (self.lost > 0) == self.kind.endswith("eager")

    @property
    def words(self) -> str:
        """The figures in a line, and what is torn below it."""
        line = (
            f"{self.kind:15}{self.trials:5} trials {self.acknowledged:7} acknowledged"
            f" {self.lost:5} lost {self.torn:3} torn   {'right' if self.right else 'WRONG'}"
        )
        return "\n  ".join((line, *self.first_torn))


def main(argv: Sequence[str] | None = None) -> int:
    """Run the trials; 1 when anything acknowledged was lost or torn, or a control lost nothing."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--trials", type=int, default=100, help="of each kind (100)")
    parser.add_argument("--quick", action="store_true", help="only 4 of each kind")
    parser.add_argument("--only", action="append", choices=KINDS, help="may be repeated")
    parser.add_argument("--seed", type=int, default=0, help="of the first trial (0)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    arguments = parser.parse_args(argv)
    number = 4 if arguments.quick else arguments.trials
    figures = []
    for kind in arguments.only or KINDS:
        with tempfile.TemporaryDirectory() as home:
            killed = trials(
                kind, number, Path(home), seed=arguments.seed, reopen=kind.startswith("window")
            )
            figures.append(Figures.of(kind, list(killed)))
        print(figures[-1].words, flush=True)
    if arguments.json:
        plain = [{**asdict(figure), "right": figure.right} for figure in figures]
        arguments.json.write_text(json.dumps(plain, indent=2), encoding="utf-8")
    return 0 if all(figure.right for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
