"""The lane does one thing after the other, and calls back on the window's thread."""

import sys
import threading
from collections.abc import Callable, Generator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject, Signal
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from charting.domain.errors import ErrorCode, Refused
from charting.ui.tasks import InTurns, Lane, Stepwise, make_no_more


def failing(problem: Exception) -> Callable[[], None]:
    def work() -> None:
        raise problem

    return work


@pytest.fixture
def bugs(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    heard: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, problem, _trace: heard.append(problem))
    return heard


def test_work_is_done_elsewhere_in_order_and_called_back_here(lane: Lane, qtbot: QtBot) -> None:
    threads: list[int] = []
    called: list[tuple[int, int]] = []

    def work(number: int) -> Callable[[], int]:
        def do() -> int:
            threads.append(threading.get_ident())
            return number

        return do

    with qtbot.waitSignal(lane.idle):
        for number in range(5):
            lane.submit(work(number), lambda done: called.append((done, threading.get_ident())))
    assert called == [(number, threading.get_ident()) for number in range(5)]
    assert len(set(threads)) == 1
    assert threading.get_ident() not in threads


def test_a_refusal_goes_to_whoever_asked(lane: Lane, bugs: list[object]) -> None:
    refused: list[Exception] = []
    lane.submit(failing(Refused(ErrorCode.DISK_FULL)), lambda _: None, refused.append)
    lane.drain()
    assert [str(problem) for problem in refused] == ["disk_full"]
    assert not bugs


def test_what_was_dropped_meanwhile_is_not_answered(lane: Lane, bugs: list[object]) -> None:
    class Asker(QObject):
        heard = Signal(int)

        def hear(self, number: int) -> None:
            self.heard.emit(number)

    asker, other, told = Asker(), Asker(), list[int]()
    other.heard.connect(told.append)
    lane.submit(lambda: 1, asker.hear)
    lane.submit(lambda: 2, partial(asker.hear))
    lane.submit(lambda: 3, other.hear)
    delete(asker)
    lane.drain()
    assert told == [3]
    assert not bugs


def test_a_bug_is_reported_and_still_answered(lane: Lane, bugs: list[object]) -> None:
    failed: list[Exception] = []
    bug = ZeroDivisionError()
    lane.submit(failing(bug), lambda _: None, failed.append)
    lane.submit(failing(bug), lambda _: None)
    lane.submit(failing(Refused(ErrorCode.DISK_FULL)), lambda _: None)
    lane.drain()
    assert failed == [bug]
    assert bugs[:2] == [bug, bug]
    assert isinstance(bugs[2], Refused)


def test_a_bug_in_an_answer_does_not_keep_the_next_from_coming(
    lane: Lane, bugs: list[object]
) -> None:
    called: list[int] = []
    lane.submit(lambda: 0, lambda zero: called.append(1 // zero))
    lane.submit(lambda: 2, called.append)
    lane.drain()
    assert called == [2]
    assert isinstance(bugs[0], ZeroDivisionError)


def test_draining_waits_for_what_the_answers_submit(lane: Lane, qtbot: QtBot) -> None:
    called: list[str] = []

    def submit_another(word: str) -> None:
        called.append(word)
        lane.submit(lambda: "second", called.append)

    lane.submit(lambda: "first", submit_another)
    busy_before = lane.busy
    lane.drain()
    assert called == ["first", "second"]
    assert (busy_before, lane.busy) == (True, False)
    qtbot.wait(1)  # the wake-ups of what was drained find nothing left
    assert called == ["first", "second"]


def counting(to: int, seen: list[int]) -> Generator[None, None, str]:
    for number in range(to):
        seen.append(number)
        yield
    return "made"


def test_steps_come_one_each_turn_of_the_loop(qtbot: QtBot) -> None:
    seen: list[int] = []
    made = InTurns(counting(3, seen))
    assert seen == []
    qtbot.waitUntil(lambda: len(seen) == 3)
    assert made.whole() == "made"
    assert seen == [0, 1, 2]


def test_whoever_needs_it_now_has_the_rest_done_at_once() -> None:
    seen: list[int] = []
    assert InTurns(counting(4, seen)).whole() == "made"
    assert seen == [0, 1, 2, 3]


def test_several_take_turns_until_somebody_waits_for_one(qtbot: QtBot) -> None:
    one: list[int] = []
    other: list[int] = []
    made: list[str] = []
    first, second = InTurns(counting(400_000, one)), InTurns(counting(400_000, other))
    qtbot.waitUntil(lambda: bool(one and other))
    assert abs(len(one) - len(other)) <= 1
    second.then(made.append)
    qtbot.waitUntil(lambda: bool(made))
    assert made == ["made"]
    assert len(other) == 400_000
    assert len(one) < 400_000
    second.then(made.append)
    assert made == ["made", "made"]
    first.stop()


def test_whoever_has_stopped_it_is_not_called(qtbot: QtBot) -> None:
    seen: list[int] = []
    made: list[str] = []
    stopped, other = InTurns(counting(3, seen)), InTurns(counting(3, []))
    stopped.then(made.append)
    stopped.stop()
    other.then(made.append)
    qtbot.waitUntil(lambda: bool(made))
    assert (seen, made) == ([], ["made"])


def test_what_nobody_holds_is_made_no_further(qtbot: QtBot) -> None:
    seen: list[int] = []
    made: list[str] = []
    InTurns(counting(3, seen))
    other = InTurns(counting(3, []))
    other.then(made.append)
    qtbot.waitUntil(lambda: bool(made))
    assert seen == []


def test_what_is_made_gives_way_once_to_what_took_the_window_long() -> None:
    seen: list[int] = []
    made = InTurns(counting(1_000_000, seen))
    taken: list[int] = []
    while not seen:
        QCoreApplication.processEvents()
    taken.append(len(seen))
    for _turn in range(2):
        busy = QElapsedTimer()
        busy.start()
        while busy.elapsed() < 6:
            pass
        QCoreApplication.processEvents()
        taken.append(len(seen))
    made.stop()
    assert taken[0] == taken[1] < taken[2]


def test_long_work_lets_others_have_their_turn_and_can_be_stopped(
    lane: Lane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("charting.ui.tasks._A_SLICE_MS", 0)
    told: list[object] = []

    def stepping(number: int) -> Generator[int, None, str]:
        yield from range(number)
        return "done"

    work = Stepwise(lane, stepping(60), told.append, told.append, told.append)
    lane.submit(lambda: None, lambda _done: told.append("between"))
    lane.drain()
    assert told[-1] == "done"
    assert told.index("between") < len(told) - 2
    assert not work.stopped
    told.clear()
    work = Stepwise(lane, stepping(10_000), told.append, told.append, told.append)
    work.stop()
    lane.drain()
    assert told == []


def test_long_work_that_is_refused_says_so(lane: Lane) -> None:
    told: list[object] = []

    def refused() -> Generator[int, None, str]:
        yield 1
        raise Refused(ErrorCode.DISK_FULL)

    Stepwise(lane, refused(), lambda _step: None, told.append, told.append)
    lane.drain()
    assert [str(problem) for problem in told] == ["disk_full"]


def test_nothing_is_made_any_more_once_the_window_goes(qtbot: QtBot) -> None:
    steps: list[int] = []

    def making() -> Generator[None, None, None]:
        for step in range(1_000_000):
            steps.append(step)
            yield

    made = InTurns(making())
    qtbot.waitUntil(lambda: bool(steps))
    make_no_more()
    taken = len(steps)
    QCoreApplication.processEvents()
    QCoreApplication.processEvents()
    assert len(steps) == taken
    made.stop()


def test_what_is_made_for_a_part_goes_no_further_than_the_part(qtbot: QtBot) -> None:
    part, steps = QObject(), list[int]()

    def making() -> Generator[None, None, None]:
        for step in range(100):
            steps.append(step)
            yield

    made = InTurns(making(), part)
    made.step()
    delete(part)
    made.step()
    other = InTurns(making())
    qtbot.waitUntil(lambda: other.is_made)
    assert not made.is_made
    assert len(steps) == 101


class _Part:
    """Notes the thread that destroys it."""

    def __init__(self, ends: list[int]) -> None:
        self._ends = ends

    def hear(self, _value: object) -> None:
        """Take an answer."""

    def __del__(self) -> None:
        self._ends.append(threading.get_ident())


@pytest.mark.parametrize("work", [lambda: 1, failing(Refused(ErrorCode.DISK_FULL))])
def test_who_waits_for_an_answer_ends_on_the_thread_of_the_window(
    lane: Lane, work: Callable[[], object]
) -> None:
    ends: list[int] = []
    for _time in range(100):
        part = _Part(ends)
        lane.submit(work, part.hear, part.hear)
        del part
    lane.drain()
    assert ends == [threading.get_ident()] * 100
