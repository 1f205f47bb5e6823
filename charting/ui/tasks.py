"""Work that nobody waits for: the one background lane, and small steps on the window's thread."""

import queue
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar
from weakref import ReferenceType, ref

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from charting.domain.errors import Refused

T = TypeVar("T")
Step = TypeVar("Step")

SWITCH_SECONDS = 0.0005
# Long work lets the lane go after so long: nobody feels how much later something is stored.
_A_SLICE_MS = 40
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


class _End(NamedTuple, Generic[T]):
    """What came of work that is over."""

    value: T


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
        while self._has_done_one():
            self._finished.emit()

    def _has_done_one(self) -> bool:
        """Do the next piece and hand it over whole, or say that there is none any more.

        Whoever holds last what a callback belongs to destroys it, and parts of the window may only
        be destroyed on the window's thread: nothing of a piece stays behind here.
        """
        task = self._tasks.get()
        if task is None:
            return False
        try:
            over = [_Outcome(task, task.work(), None)]
        except Exception as problem:
            over = [_Outcome(task, None, problem)]
        del task
        self._outcomes.put(over.pop())
        return True

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
            if not _is_gone(outcome.task.then):
                outcome.task.then(outcome.value)
            return
        if failed is None or not isinstance(problem, Refused):
            sys.excepthook(type(problem), problem, problem.__traceback__)
        if failed is not None and not _is_gone(failed):
            failed(problem)


def _is_gone(call: Callable[..., object]) -> bool:
    """Whether the screen or model that waited for an answer was dropped meanwhile."""
    bound = call.func if isinstance(call, partial) else call
    owner = getattr(bound, "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)


class Stepwise(Generic[Step, T]):
    """Does a long piece of work on the lane in slices, so that whatever else is to be stored has
    its turn between, and nothing more of it once it is stopped.
    """

    def __init__(
        self,
        lane: Lane,
        steps: Generator[Step, None, T],
        went: Callable[[Step], None],
        then: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """`went` hears of the last step of each slice, `then` of what came of the whole."""
        self._lane, self._steps = lane, steps
        self._went, self._then, self._failed = went, then, failed
        self.stopped = False
        self._submit()

    def stop(self) -> None:
        """Do no more of it, and say nothing."""
        self.stopped = True

    def _submit(self) -> None:
        self._lane.submit(self._slice, self._on_slice, self._on_problem)

    def _slice(self) -> "list[Step] | _End[T]":
        spent = QElapsedTimer()
        spent.start()
        last: list[Step] = []
        while not self.stopped and (not last or spent.elapsed() < _A_SLICE_MS):
            try:
                last = [next(self._steps)]
            except StopIteration as end:
                return _End(end.value)
        return last

    def _on_slice(self, done: "list[Step] | _End[T]") -> None:
        if self.stopped:
            return
        if isinstance(done, _End):
            self._then(done.value)
            return
        self._submit()
        for step in done:
            self._went(step)

    def _on_problem(self, problem: Exception) -> None:
        if not self.stopped:
            self._failed(problem)


class InTurns(Generic[T]):
    """Makes something of the window in small steps, as many in a turn of the event loop as nobody
    feels, so that no click waits for the whole of it; it goes on as long as somebody holds it.

    All that is being made shares one such turn: several together are not felt either.
    """

    def __init__(self, making: Generator[None, None, T], of: QObject | None = None) -> None:
        """`making` yields after each step and returns what was made. What is made for a part of
        the window goes no further than the part: `of`.
        """
        self._making, self._of = making, of
        self._made: list[T] = []
        self._waiting: list[Callable[[T], None]] = []
        _round.join(self)

    @property
    def is_made(self) -> bool:
        """Whether all of it is made."""
        return bool(self._made)

    def whole(self) -> T:
        """What is made; whatever is still to do is done now."""
        # A step that lets events through must not be overtaken by its own successor.
        _round.leave(self)
        while not self._made:
            self._advance()
        return self._made[0]

    def then(self, do: Callable[[T], None]) -> None:
        """Call `do` with what is made: now if it is there, otherwise as soon as it is, and before
        anything else is made.
        """
        if self._made:
            do(self._made[0])
            return
        self._waiting.append(do)
        _round.prefer(self)

    def stop(self) -> None:
        """Make no more of it."""
        self._waiting.clear()
        _round.leave(self)

    def step(self) -> None:
        """Take the next step of the round; when all is made, call whoever waits."""
        if self._of is not None and not isValid(self._of):
            self.stop()
            return
        if not self._made:
            self._advance()
        elif self._waiting:
            self._waiting.pop(0)(self._made[0])
        if self._made and not self._waiting:
            _round.leave(self)

    def _advance(self) -> None:
        try:
            next(self._making)
        except StopIteration as end:
            self._made.append(end.value)


class GivesWay:
    """Tells whether the window had something else to do since the turn before: what a key has led
    to is not drawn out by what nobody waits for. Once in a row, or that would never be done.
    """

    def __init__(self) -> None:
        self._since = QElapsedTimer()
        self._gave = False

    def __call__(self) -> bool:
        """Whether to do nothing in this turn."""
        busy = self._since.isValid() and self._since.elapsed() >= _A_TURN_MS
        self._gave = busy and not self._gave
        if self._gave:
            self._since.start()
        return self._gave

    def done(self) -> None:
        """Something was done in this turn."""
        self._since.start()


class _Round:
    """Lets one after the other take a step, for as long as nobody feels it."""

    def __init__(self) -> None:
        self._members: deque[ReferenceType[InTurns[Any]]] = deque()
        self._preferred: ReferenceType[InTurns[Any]] | None = None
        self._turns: QTimer | None = None
        self._gives_way = GivesWay()

    def join(self, member: InTurns[Any]) -> None:
        """Let it take its steps until it leaves."""
        self._members.append(ref(member))
        if self._turns is None:
            self._turns = QTimer(interval=0)
            self._turns.timeout.connect(self._turn)
        self._turns.start()

    def prefer(self, member: InTurns[Any]) -> None:
        """Let nobody else take a step before it leaves."""
        self._preferred = ref(member)

    def leave(self, member: InTurns[Any]) -> None:
        """Let it take no more steps."""
        gone = ref(member)
        if gone in self._members:
            self._members.remove(gone)
        if gone == self._preferred:
            self._preferred = None

    def clear(self) -> None:
        """Let nobody take a step any more."""
        self._members.clear()
        self._preferred = None

    def _turn(self) -> None:
        if self._gives_way():
            return
        spent = QElapsedTimer()
        spent.start()
        while self._members and spent.elapsed() < _A_TURN_MS:
            self._members.rotate(-1)
            member = (self._preferred or self._members[-1])()
            if member is not None:
                member.step()
            else:
                self._forget()
        if not self._members and self._turns is not None:
            self._turns.stop()
        self._gives_way.done()

    def _forget(self) -> None:
        """Forget whom nobody holds any more."""
        self._members = deque(each for each in self._members if each() is not None)
        if self._preferred is not None and self._preferred() is None:
            self._preferred = None


_round = _Round()


def make_no_more() -> None:
    """Stop whatever is being made in turns: the window that it is made for is going."""
    _round.clear()
