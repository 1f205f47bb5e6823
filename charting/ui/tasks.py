"""Work that nobody waits for: the one background lane, and small steps on the window's thread."""

import queue
import sys
import threading
from collections.abc import Callable, Generator
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal, Slot

from charting.domain.errors import Refused

T = TypeVar("T")

SWITCH_SECONDS = 0.0005
# A quarter of a picture on a screen that shows sixty a second.
_A_TURN_MS = 4


class _Task(NamedTuple):
    work: Callable[[], Any]
    then: Callable[[Any], None]
    failed: Callable[[Exception], None] | None


class _Outcome(NamedTuple):
    task: _Task
    value: Any
    problem: Exception | None


class Lane(QObject):
    """Does one piece of work after the other off the window's thread, and calls back on it.

    Both databases are spoken to on this thread only, so nothing the person does waits for a disk.
    `idle` is given when all that was submitted is done and called back.
    """

    idle = Signal()
    _finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._outcomes: queue.SimpleQueue[_Outcome] = queue.SimpleQueue()
        self._pending = 0
        self._finished.connect(self._call_back, Qt.ConnectionType.QueuedConnection)
        # A painting window must not keep the lane waiting for its turn to run.
        sys.setswitchinterval(SWITCH_SECONDS)
        self._thread = threading.Thread(target=self._run, name="lane", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether something is under way or has not been called back yet."""
        return self._pending > 0

    def submit(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do `work` on the lane; call `then` with what it gave, or `failed` with what it raised.

        What is not a `Refused`, or is one that nobody takes, is a bug: `sys.excepthook` hears of it
        too.
        """
        self._pending += 1
        self._tasks.put(_Task(work, then, failed))

    def drain(self) -> None:
        """Wait until everything submitted is done and called back, also what the calls submit."""
        while self._pending:
            self._settle(self._outcomes.get())

    def close(self) -> None:
        """Drain, then end the thread; nothing may be submitted afterwards."""
        self.drain()
        self._tasks.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            try:
                outcome = _Outcome(task, task.work(), None)
            except Exception as problem:
                outcome = _Outcome(task, None, problem)
            self._outcomes.put(outcome)
            self._finished.emit()

    @Slot()
    def _call_back(self) -> None:
        # Drained already where the queue is empty.
        if not self._outcomes.empty():
            self._settle(self._outcomes.get())

    def _settle(self, outcome: _Outcome) -> None:
        self._pending -= 1
        try:
            self._answer(outcome)
        except Exception:
            # A bug in one answer must not keep the next from being given.
            sys.excepthook(*sys.exc_info())
        if not self._pending:
            self.idle.emit()

    def _answer(self, outcome: _Outcome) -> None:
        problem, failed = outcome.problem, outcome.task.failed
        if problem is None:
            outcome.task.then(outcome.value)
            return
        if failed is None or not isinstance(problem, Refused):
            sys.excepthook(type(problem), problem, problem.__traceback__)
        if failed is not None:
            failed(problem)


class InTurns(Generic[T]):
    """Makes something of the window in small steps, as many in a turn of the event loop as nobody
    feels, so that no click waits for the whole of it.
    """

    def __init__(self, making: Generator[None, None, T]) -> None:
        """`making` yields after each step and returns what was made."""
        self._making = making
        self._made: list[T] = []
        self._next = QTimer(interval=0)
        self._next.timeout.connect(self._turn)
        self._next.start()

    def whole(self) -> T:
        """What is made; whatever is still to do is done now."""
        # A step that lets events through must not be overtaken by its own successor.
        self._next.stop()
        while not self._made:
            self._step()
        return self._made[0]

    def stop(self) -> None:
        """Make no more of it."""
        self._next.stop()

    def _turn(self) -> None:
        spent = QElapsedTimer()
        spent.start()
        self._step()
        while self._next.isActive() and spent.elapsed() < _A_TURN_MS:
            self._step()

    def _step(self) -> None:
        try:
            next(self._making)
        except StopIteration as end:
            self._next.stop()
            self._made.append(end.value)
