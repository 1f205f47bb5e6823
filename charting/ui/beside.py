"""Work on a thread of its own, for what would keep the lane from storing what is charted."""

import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from charting.domain.errors import Refused

Step = TypeVar("Step")
T = TypeVar("T")

_OFTEN_SECONDS = 0.05


class _LeftError(Exception):
    """It was stopped."""


class _Told(QObject):
    """Carries what the thread says over to the window's."""

    said = Signal(object)


class Beside(Generic[Step, T]):
    """Does a long piece of work beside the lane: copies and checks of whole databases, which have
    connections of their own. It says how far it has come, and can be stopped.
    """

    def __init__(
        self,
        work: Callable[[Callable[[Step], None]], T],
        went: Callable[[Step], None],
        then: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """`work` is given what hears of each step, and raises where it shall be left; `went` hears
        of some of the steps, `then` of what came of it, on the window's thread.
        """
        self._work, self._went, self._then, self._failed = work, went, then, failed
        self.stopped = False
        self._told = _Told()
        self._told.said.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._spoke = 0.0
        self._thread = threading.Thread(target=self._run, name="beside", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Do no more of it than the step that is under way, and say nothing."""
        self.stopped = True

    def wait(self) -> None:
        """Wait until the thread has ended."""
        self._thread.join()

    def _run(self) -> None:
        try:
            done = self._work(self._report)
        except _LeftError:
            return
        except Exception as problem:
            self._told.said.emit(partial(self._fail, problem))
            return
        self._told.said.emit(partial(self._then, done))

    def _report(self, step: Step) -> None:
        if self.stopped:
            raise _LeftError
        if time.monotonic() - self._spoke >= _OFTEN_SECONDS:
            self._spoke = time.monotonic()
            self._told.said.emit(partial(self._went, step))

    def _hear(self, said: Callable[[], None]) -> None:
        if not self.stopped:
            said()

    def _fail(self, problem: Exception) -> None:
        if not isinstance(problem, Refused):
            sys.excepthook(type(problem), problem, problem.__traceback__)
        self._failed(problem)
