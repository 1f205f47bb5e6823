"""From a click on the back to the frame that shows the mark, and to the record that holds it."""

import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from charting import content
from charting.domain.body_map import Side
from tests.benchmarks.baselines.bare_view import HEIGHT, WIDTH, BareView
from tests.benchmarks.baselines.raw_record import RawRecord
from tests.benchmarks.measure import Budget, Figure, Result, Samples, in_turn, timed
from tests.invented import chart, new_practice, people
from tests.loop_watch import LoopWatch
from tests.person import Person

MARKS = 500
_FRAME = 16e-3
_STALL = 50e-3
_AROUND = 12
_LEFT = Qt.MouseButton.LeftButton
_PATIENCE_MS = 5_000
_KEY = bytes(range(32))


def clicks(rounds: int, marks: int = MARKS) -> list[Result]:
    """Clicks on a back that already holds so many marks, each undone again; and what they did to
    the event loop meanwhile.
    """
    qt = QApplication.instance() or QApplication([])
    if not isinstance(qt, QApplication):
        raise TypeError("there is an application without widgets")
    with TemporaryDirectory() as name, _visit(qt, Path(name, "practice"), marks) as ours:
        bare = _Bare(marks)
        raw = RawRecord(Path(name, "raw.db"), _KEY)
        session = raw.add_session(marks)
        numbers = iter(range(1, 10**9))
        watch, bare_watch = LoopWatch(), LoopWatch()
        taken = in_turn(
            {
                "frame": lambda: ours.click_to_frame(watch),
                "bare": lambda: bare.click(bare_watch),
                "stored": lambda: ours.click_to_stored(watch),
                "raw": timed(lambda: raw.commit_mark(session, next(numbers))),
            },
            rounds,
        )
        raw.close()
        bare.view.close()
    frame = Budget(Figure.P99, seconds=_FRAME) if marks <= MARKS else None
    stall = Budget(Figure.LONGEST, seconds=_STALL) if marks <= MARKS else None
    return [
        Result(
            "click to frame: marks on the map",
            taken["frame"],
            {"a bare QGraphicsView": taken["bare"]},
            frame,
            of=marks,
        ),
        Result(
            "click to stored: marks on the map",
            taken["stored"],
            {"raw SQLCipher insert and commit": taken["raw"]},
            frame,
            of=marks,
        ),
        Result(
            "turn of the event loop while clicking: marks on the map",
            Samples.of(watch.gaps),
            {"a bare QGraphicsView": Samples.of(bare_watch.gaps)},
            stall,
            of=marks,
        ),
    ]


class _Loop:
    """Runs the event loop until it is told to stop, or gives up."""

    def __init__(self) -> None:
        self._loop = QEventLoop()
        self._patience = QTimer(singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._loop.exit(1))

    def run(self) -> None:
        """Run until `stop`. Raises `TimeoutError`."""
        self._patience.start()
        if self._loop.exec():
            raise TimeoutError("what was waited for never came")
        self._patience.stop()

    def stop(self) -> None:
        """End the run."""
        self._loop.quit()


def _frame_after(
    click: Callable[[], None], widget: QWidget, place: QPoint, watch: LoopWatch
) -> float:
    """The seconds from `click` until the window's frame differs around `place` of `widget`."""
    window = widget.window()
    corner = widget.mapTo(window, place) - QPoint(_AROUND, _AROUND)
    handle = window.windowHandle()

    def shown() -> QImage:
        grabbed = handle.screen().grabWindow(
            window.winId(), corner.x(), corner.y(), 2 * _AROUND, 2 * _AROUND
        )
        return grabbed.toImage()

    loop, before, frame = _Loop(), shown(), [0.0]

    def look() -> None:
        if shown() == before:
            QTimer.singleShot(0, look)
        else:
            frame[0] = time.perf_counter()
            loop.stop()

    watch.start()
    start = time.perf_counter()
    click()
    QTimer.singleShot(0, look)
    loop.run()
    watch.stop()
    return frame[0] - start


def _settle() -> None:
    """Let everything that is due be painted."""
    for _ in range(5):
        QApplication.processEvents()


class _Bare:
    """The bare view, its clicks undone again."""

    def __init__(self, marks: int) -> None:
        self.view = BareView(marks)
        self.view.show()
        self._chance = random.Random(4)
        _settle()

    def click(self, watch: LoopWatch) -> float:
        """The seconds from a click to its frame."""
        place = QPoint(
            self._chance.randint(WIDTH // 2 + 20, WIDTH - 20), self._chance.randint(20, HEIGHT - 20)
        )
        port = self.view.viewport()
        seconds = _frame_after(lambda: QTest.mouseClick(port, _LEFT, pos=place), port, place, watch)
        self.view.undo()
        _settle()
        return seconds


class _Visit:
    """The session screen in the window, its clicks undone again."""

    def __init__(self, person: Person) -> None:
        self._lane = person.desk.lane
        self._page = person.page
        self._model = person.model
        self._places = _free_places()
        self._model.armed.needle(self._model.kit.presets[0])
        _settle()

    def click_to_frame(self, watch: LoopWatch) -> float:
        """The seconds from a click to its frame."""
        with self._one_more_mark() as place:
            view = self._page.view
            return _frame_after(
                lambda: QTest.mouseClick(view, _LEFT, pos=place), view, place, watch
            )

    def click_to_stored(self, watch: LoopWatch) -> float:
        """The seconds from a click until the screen is told that the record has the mark."""
        answered = 0.0
        loop = _Loop()

        def on_stored() -> None:
            nonlocal answered
            answered = time.perf_counter()
            loop.stop()

        with self._one_more_mark() as place:
            self._model.record.stored.connect(on_stored)
            watch.start()
            start = time.perf_counter()
            QTest.mouseClick(self._page.view, _LEFT, pos=place)
            loop.run()
            watch.stop()
            self._model.record.stored.disconnect(on_stored)
        return answered - start

    @contextmanager
    def _one_more_mark(self) -> Iterator[QPoint]:
        """The pointer rests where a click is to place a mark; afterwards that is undone."""
        view = self._page.view
        place = view.projection.to_screen(*next(self._places)).toPoint()
        QTest.mouseMove(view, place)
        _settle()
        marks = len(self._model.marks)
        yield place
        if len(self._model.marks) != marks + 1:
            raise AssertionError("the click placed no mark")
        self._undo()

    def _undo(self) -> None:
        self._model.record.undo()
        self._lane.drain()
        _settle()


def _free_places() -> Iterator[tuple[float, float]]:
    """Places on the right half of the back, in mm, where `_visit` puts no mark."""
    chance = random.Random(6)
    body_map = content.body_map()
    while True:
        x, y = chance.uniform(15, 100), chance.uniform(-40, 140)
        if body_map.at(x, y).inside:
            yield x, y


@contextmanager
def _visit(qt: QApplication, folder: Path, marks: int) -> Iterator[_Visit]:
    """The session screen of a patient with so many marks on the left half of the back."""
    practice = new_practice(folder)
    patient = practice.patients.add(next(people(1)))
    chart(practice, practice.sessions.open_today(patient.id), marks, side=Side.LEFT)
    practice.close()
    hooks = sys.excepthook, threading.excepthook
    person = Person(qt, folder)
    try:
        person.come_to_the_session()
        yield _Visit(person)
    finally:
        person.leave()
        sys.excepthook, threading.excepthook = hooks
