"""The memory is looked through by the window's thread alone, when it has nothing else to do."""

import gc
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from charting.app.loading import load
from tests.invented import new_practice, people
from tests.person import Person, wait

_HERE = threading.get_ident()
_MANY = 200_000


@pytest.fixture
def person(qapp: QApplication, tmp_path: Path) -> Iterator[Person]:
    someone = Person(qapp, tmp_path)
    yield someone
    someone.leave()


class _Knot:
    """Holds itself, so that only a look through the memory finds it."""

    def __init__(self) -> None:
        self.itself = self


@contextmanager
def _looks() -> Iterator[list[tuple[int, int]]]:
    """The generations that are looked through meanwhile, each with the thread that does it."""
    looked: list[tuple[int, int]] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "stop":
            looked.append((info["generation"], threading.get_ident()))

    gc.callbacks.append(note)
    try:
        yield looked
    finally:
        gc.callbacks.remove(note)


def _wait_once() -> None:
    beat = iter((False, False, True))
    wait(lambda: next(beat))


def test_what_was_made_is_looked_through_when_the_window_waits(person: Person) -> None:
    load(person.desk.door)
    gc.collect(1)
    knot = weakref.ref(_Knot())
    with _looks() as looked:
        held = [[each] for each in range(_MANY)]
        assert looked == [], "nothing is looked through in the midst of work"
        _wait_once()
        assert (0, _HERE) in looked
    assert knot() is None
    assert len(held) == _MANY


def test_the_old_part_of_the_memory_waits_for_a_pause(person: Person) -> None:
    load(person.desk.door)
    tied = _Knot()
    knot = weakref.ref(tied)
    for young in (0, 1):
        gc.collect(young)
    del tied
    with _looks() as looked:
        held = [[each] for each in range(_MANY)]
        for _time in range(30):
            held += [[each] for each in range(_MANY // 50)]
            _wait_once()
        assert {generation for generation, _thread in looked} == {0, 1}
        assert knot() is not None
        person.desk.absence.paused.emit()
    assert looked[-1] == (2, _HERE)
    assert knot() is None
    assert len(held) > _MANY


def test_no_other_thread_looks_through_it(person: Person) -> None:
    load(person.desk.door)
    made: list[object] = []
    with _looks() as looked:
        person.desk.lane.submit(lambda: [[each] for each in range(_MANY)], made.append)
        person.desk.lane.drain()
    assert made
    assert {thread for _generation, thread in looked} <= {_HERE}


def test_a_window_that_has_closed_leaves_nothing(qapp: QApplication, tmp_path: Path) -> None:
    practice = new_practice(tmp_path)
    practice.patients.add(next(people(1)))
    practice.close()
    someone = Person(qapp, tmp_path)
    someone.come_to_the_session()
    left = [weakref.ref(each) for each in (someone.desk, someone.model, someone.page)]
    someone.leave()
    QApplication.processEvents()
    del someone
    gc.unfreeze()
    gc.collect()
    assert [each() for each in left] == [None, None, None]
