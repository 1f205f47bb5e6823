"""A long session at the window: a mark is placed, changed, and taken back again, the back is zoomed
and moved, for some minutes; how long the window was deaf, and the memory that stays.
"""

import gc
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting.domain.body_map import Side
from charting.ui import theme as looks
from tests.benchmarks.map_frames import MovedMap
from tests.benchmarks.measure import Budget, Figure, Result, Row, Samples, Unit
from tests.invented import chart, new_practice, people
from tests.loop_watch import LoopWatch
from tests.person import Person

_GROWTH = 20 * 2**20
_STALL = 50e-3
_MARKS = 100
_WARM = 0.2
"""The share of the time after which everything that is kept for good has been made."""

_LEFT = Qt.MouseButton.LeftButton


def long_session(minutes: float) -> list[Row]:
    """So many minutes, as fast as the window answers."""
    qt = QApplication.instance() or looks.make_application()
    assert isinstance(qt, QApplication)
    watch, process, held = LoopWatch(), psutil.Process(), list[float]()
    with TemporaryDirectory() as name:
        folder = Path(name, "practice")
        practice = new_practice(folder)
        patient = practice.patients.add(next(people(1)))
        chart(practice, practice.sessions.open_today(patient.id), _MARKS, side=Side.LEFT)
        practice.close()
        person = Person(qt, folder)
        person.come_to_the_session()
        began = time.monotonic()
        watch.start()
        rounds = 0
        while (past := time.monotonic() - began) < minutes * 60:
            _a_while(person)
            rounds += 1
            if past >= _WARM * minutes * 60 and rounds % 10 == 0:
                held.append(_held(process, watch))
        held.append(_held(process, watch))
        watch.stop()
        person.leave()
    growth = max(0.0, sum(held[-3:]) / len(held[-3:]) - held[0])
    what = f"a session of {minutes:g} minutes"
    return [
        Result(
            f"{what}: longest own work on the event loop",
            Samples.of(watch.worked),
            {},
            Budget(Figure.LONGEST, seconds=_STALL),
        ),
        Result(f"{what}: turns of the event loop", Samples.of(watch.gaps), {}),
        Result(
            f"{what}: memory that stays",
            Samples.of([growth]),
            {},
            Budget(Figure.LONGEST, seconds=_GROWTH),
            Unit.BYTES,
        ),
        Result(f"{what}: marks placed", Samples.of([4 * rounds]), {}, unit=Unit.COUNT),
    ]


def _held(process: psutil.Process, watch: LoopWatch) -> float:
    with watch.away():
        gc.collect()
    return float(process.memory_info().rss)


def _a_while(person: Person) -> None:
    """Four needles, one of them selected and its response noted; all taken back; a look around."""
    view, moved = person.page.view, MovedMap(person.page.view)
    QTest.keyClick(view, Qt.Key.Key_1)
    for place in (QPoint(420, 300), QPoint(450, 340), QPoint(440, 380), QPoint(470, 320)):
        QTest.mouseClick(view, _LEFT, pos=place)
        _settle()
    QTest.keyClick(view, Qt.Key.Key_W)
    _settle()
    for _move in range(6):
        moved.hover()
    moved.zoom()
    moved.pan()
    while person.model.record.can_undo:
        person.model.record.undo()
        person.desk.lane.drain()
        _settle()


def _settle() -> None:
    for _turn in range(3):
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
