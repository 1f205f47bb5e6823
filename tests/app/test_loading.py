"""While somebody works nothing looks through the whole memory; a pause does."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from charting.app.loading import give_up, load
from tests.person import Person


@pytest.fixture
def person(qapp: QApplication, tmp_path: Path) -> Iterator[Person]:
    someone = Person(qapp, tmp_path)
    yield someone
    someone.leave()


class _Knot:
    """Holds itself, so that only a look through the memory finds it."""

    def __init__(self) -> None:
        self.itself = self


def test_the_old_part_of_the_memory_waits_for_a_pause(person: Person) -> None:
    load(person.desk.door)
    looked: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "stop":
            looked.append(info["generation"])

    knot = weakref.ref(_Knot())
    gc.collect(0)
    gc.collect(1)
    gc.callbacks.append(note)
    try:
        held = [[each] for each in range(200_000)]
        assert looked, "the young part is looked through as ever"
        assert 2 not in looked
        looked.clear()
        person.desk.absence.paused.emit()
        assert looked == [2]
    finally:
        gc.callbacks.remove(note)
    assert knot() is None
    assert len(held) == 200_000
    give_up()
