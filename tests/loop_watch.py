"""A watch on the event loop: how long the window was deaf."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, QTimer


@dataclass
class LoopWatch:
    """Asks for a turn of the event loop every millisecond, and notes how long each took to come.

    `gaps` are in seconds of the wall clock, `worked` in seconds of this thread's processor time
    for the same turns: what another process takes is in the first and not in the second.
    """

    gaps: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    _last: float = 0.0
    _last_work: float = 0.0

    def __post_init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._on_turn)

    def start(self) -> None:
        """Watch from now on."""
        self._last, self._last_work = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer; a turn that is due by now counts."""
        self._on_turn()
        self._timer.stop()

    @contextmanager
    def away(self) -> Iterator[None]:
        """Look away while a test does what no person does, such as taking a picture."""
        self.stop()
        yield
        self.start()

    def _on_turn(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        self.gaps.append(now - self._last)
        self.worked.append(work - self._last_work)
        self._last, self._last_work = now, work
