"""What a pane knows of long work that goes on step by step on the lane, and can be stopped."""

from collections.abc import Callable, Generator
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from charting.domain.errors import Refused
from charting.ui.tasks import Lane, Stepwise
from charting.wording import sentence

Going = TypeVar("Going")
T = TypeVar("T")


class SteppedModel(QObject, Generic[Going]):
    """`going` is how far the work has come, `was_stopped` whether the last was left; `refused`
    carries the sentence where it could not be done.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self.going: Going | None = None
        self.was_stopped = False
        self._stop_steps: Callable[[], None] | None = None

    @property
    def busy(self) -> bool:
        """Whether the work goes on."""
        return self._stop_steps is not None

    def stop(self) -> None:
        """Leave the work where it is."""
        if self._stop_steps is not None:
            self._stop_steps()
            self._end()
            self.was_stopped = True
            self.changed.emit()

    def begin(self, steps: Generator[Going, None, T], then: Callable[[T], None]) -> None:
        """Do the work; `then` keeps what came of it, before `changed` tells of it."""

        def end(done: T) -> None:
            self._end()
            then(done)
            self.changed.emit()

        self.going, self.was_stopped = None, False
        self._stop_steps = Stepwise(self._lane, steps, self._went, end, self._failed).stop
        self.changed.emit()

    def _end(self) -> None:
        self._stop_steps = self.going = None

    def _went(self, going: Going) -> None:
        self.going = going
        self.changed.emit()

    def _failed(self, problem: Exception) -> None:
        self._end()
        self.changed.emit()
        if isinstance(problem, Refused):
            self.refused.emit(sentence(problem))
