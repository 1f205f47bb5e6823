"""Measuring: samples taken in turn with those of a baseline, their quantiles, and the verdict."""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Samples:
    """Times in seconds, or what else was measured, sorted."""

    seconds: tuple[float, ...]

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Samples":
        """The samples, of which there must be one at least."""
        if not seconds:
            raise ValueError("nothing was measured")
        return cls(tuple(sorted(seconds)))

    def quantile(self, share: float) -> float:
        """The smallest sample that `share` (0 to 1) of all samples do not exceed."""
        place = -(-share * len(self.seconds) // 1) - 1
        return self.seconds[max(0, int(place))]

    @property
    def median(self) -> float:
        """The middle sample."""
        return self.quantile(0.5)

    @property
    def spread(self) -> float:
        """From the first to the third quartile."""
        return self.quantile(0.75) - self.quantile(0.25)


class Figure(StrEnum):
    """The figure of some samples that a budget is about."""

    MEDIAN = "median"
    P95 = "p95"
    P99 = "p99"
    LONGEST = "longest"

    def of(self, samples: Samples) -> float:
        """The figure in seconds."""
        share = {Figure.MEDIAN: 0.5, Figure.P95: 0.95, Figure.P99: 0.99, Figure.LONGEST: 1.0}
        return samples.quantile(share[self])


class Unit(StrEnum):
    """What the samples of a result are in."""

    SECONDS = "s"
    BYTES = "B"
    A_SECOND = "/s"
    SHARE = "%"
    """As a number of 0 to 1."""
    COUNT = ""
    """A plain number, of inputs or of instructions."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What `figure` may be: at most `seconds` (or as many of the result's unit), or at most `times`
    that of the baseline.
    """

    figure: Figure
    seconds: float | None = None
    times: float | None = None

    def __post_init__(self) -> None:
        if (self.seconds is None) == (self.times is None):
            raise ValueError("a budget is either in seconds or in times of the baseline")


@dataclass(frozen=True, slots=True)
class Result:
    """One thing measured; `baselines` by what they are, the first being the budget's. Results with
    the same `name` may be `of` different numbers: patients, marks. `reason` says why a budget
    cannot be kept, where it cannot.
    """

    name: str
    ours: Samples
    baselines: Mapping[str, Samples]
    budget: Budget | None = None
    unit: Unit = Unit.SECONDS
    of: int | None = None
    reason: str = ""

    @property
    def judged(self) -> float | None:
        """The figure of the budget, in seconds or in times of the baseline."""
        if self.budget is None:
            return None
        figure = self.budget.figure.of(self.ours)
        if self.budget.times is None:
            return figure
        return figure / self.budget.figure.of(next(iter(self.baselines.values())))

    @property
    def over(self) -> bool:
        """Whether the budget is exceeded."""
        if self.budget is None or self.judged is None:
            return False
        limit = self.budget.seconds if self.budget.times is None else self.budget.times
        return limit is not None and self.judged > limit


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was not measured, and why; `failed` where it should have been."""

    name: str
    why: str
    failed: bool = False


Row = Result | Skipped
"""What the table has a line for."""


def timed(work: Callable[[], object], repeat: int = 1) -> Callable[[], float]:
    """A measurement of `work`: the seconds it takes, averaged over `repeat` calls in a row."""

    def measurement() -> float:
        start = time.perf_counter()
        for _ in range(repeat):
            work()
        return (time.perf_counter() - start) / repeat

    return measurement


def worked(work: Callable[[], object]) -> Callable[[], float]:
    """A measurement of `work` done on this thread: the seconds of the processor it takes, which
    are the same while others work beside it, but for what they take of its caches.
    """

    def measurement() -> float:
        start = time.thread_time()
        work()
        return time.thread_time() - start

    return measurement


def in_turn(measurements: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, Samples]:
    """Samples of all measurements, one of each in every round, so that a slow moment of the machine
    falls on all alike; who begins changes each round, and a first round is thrown away.
    """
    taken: dict[str, list[float]] = {name: [] for name in measurements}
    names = list(measurements)
    for turn in range(rounds + 1):
        gc.collect(0)
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            seconds = measurements[name]()
            if turn:
                taken[name].append(seconds)
    return {name: Samples.of(seconds) for name, seconds in taken.items()}


def measured(
    name: str,
    ours: Callable[[], float],
    baselines: Mapping[str, Callable[[], float]],
    rounds: int,
    budget: Budget | None = None,
    reason: str = "",
) -> Result:
    """One result, ours and the baselines measured in turn."""
    taken = in_turn({"": ours, **baselines}, rounds)
    return Result(name, taken.pop(""), taken, budget, reason=reason)
