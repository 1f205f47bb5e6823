"""A watch on the event loop: how long the window was deaf."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, QTimer

from tests.pace import at_pace, yardstick

# Shorter turns (s) are not felt on the slowest machine.
_LONG = 0.02


@dataclass
class LoopWatch:
    """Asks for a turn of the event loop every millisecond, and notes how long each took to come.

    All in seconds: `gaps` of the wall clock; `worked` of this thread's processor time in the same
    turns; `deaf` is what the program answers for on a machine that others use too: that work, and
    the work of its other threads meanwhile, as far as the window may have waited for it.

    A machine that others use does the same work in up to twice the processor time: beside each turn
    that was long, a piece of work that is always the same is timed (`tests.pace`), `paced`.
    """

    gaps: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    deaf: list[float] = field(default_factory=list)
    paced: list[tuple[float, float, float]] = field(default_factory=list)
    _last: float = 0.0
    _last_work: float = 0.0
    _last_of_all: float = 0.0

    def __post_init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._on_turn)

    def start(self) -> None:
        """Watch from now on."""
        # The best pace is not that of the long turns alone.
        self.paced.append((0.0, 0.0, min(yardstick() for _time in range(5))))
        self._last, self._last_work = time.perf_counter(), time.thread_time()
        self._last_of_all = time.process_time()
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer; a turn that is due by now counts."""
        self._on_turn()
        self._timer.stop()

    def longest_at_best_pace(self) -> tuple[float, float]:
        """The longest of `worked` and of `deaf` (s), as they would be at the best pace seen."""
        best = min(pace for _worked, _deaf, pace in self.paced)
        return (
            max(worked * best / pace for worked, _deaf, pace in self.paced),
            max(deaf * best / pace for _worked, deaf, pace in self.paced),
        )

    def longest_at_pace(self) -> float:
        """The longest of `worked` (s), at the pace of the machine of the budgets."""
        return max(at_pace(worked, piece) for worked, _deaf, piece in self.paced)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Look away while a test does what no person does, such as taking a picture; whoever does
        not watch goes on so.
        """
        watched = self._timer.isActive()
        if watched:
            self.stop()
        yield
        if watched:
            self.start()

    def _on_turn(self) -> None:
        now, work, of_all = time.perf_counter(), time.thread_time(), time.process_time()
        gap, worked = now - self._last, work - self._last_work
        beside = of_all - self._last_of_all - worked
        self.gaps.append(gap)
        self.worked.append(worked)
        self.deaf.append(worked + max(0.0, min(beside, gap - worked)))
        if self.deaf[-1] > _LONG:
            self.paced.append((worked, self.deaf[-1], yardstick()))
            now, work, of_all = time.perf_counter(), time.thread_time(), time.process_time()
        self._last, self._last_work, self._last_of_all = now, work, of_all
