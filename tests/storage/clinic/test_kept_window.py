"""The window while the clinic's server is gone: it goes on, says so, and brings what it kept."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from charting.domain.changes import AddMark, EditMark
from charting.services.practices import OpenPractice
from charting.storage.clinic.address import read_address, write_address
from tests.invented import PRESET, people, places
from tests.person import Person, wait
from tests.storage.clinic.cutting import Way, cuttable


def _says(person: Person, words: str) -> Callable[[], bool]:
    return lambda: words in person.page.strip.spoken()


def _told(person: Person, words: str) -> Callable[[], bool]:
    return lambda: words in person.desk.window.message.words


def _chart(person: Person, seed: int) -> None:
    needle = person.model.sessions.needle(next(places(1, seed)), PRESET)
    assert person.model.record.do(AddMark(needle), "Needle")


@pytest.mark.long
def test_the_window_goes_on_without_the_server(
    qapp: QApplication, joined: Callable[[str], Path], jan: OpenPractice
) -> None:
    jan.patients.add(replace(next(people(1, seed=91)), family="Aaronson"))
    folder = joined("window")
    there = read_address(folder)
    with cuttable(there.host, there.port) as way:
        write_address(folder, replace(there, port=way.port))
        person = Person(qapp, folder)
        person.come_to_the_session()
        _chart(person, 1)
        wait(_says(person, "stored "))
        _goes_and_comes(person, way, jan)
        _is_opened_without(qapp, folder, way)


def _goes_and_comes(person: Person, way: Way, jan: OpenPractice) -> None:
    way.go_down()
    _chart(person, 2)
    wait(_says(person, "kept here, not yet at the clinic"))
    wait(_told(person, "The clinic’s server does not answer."))
    session = person.model.session
    assert session is not None
    assert len(jan.sessions.session(session.id).marks) == 1
    (first, _second) = session.marks.values()
    assert person.model.record.do(EditMark(first, replace(first, remark="here")), "Note")
    jan.sessions.store(jan.sessions.entry(session, EditMark(first, replace(first, remark="x"))))
    way.come_back()
    wait(_told(person, "answers again: 1 change that was kept here is at the clinic now."))
    # Of the two, the one that a colleague was quicker with is told.
    assert _told(person, "1 change that was kept here was not taken")()
    wait(_says(person, "stored "))
    assert len(jan.sessions.session(session.id).marks) == 2
    wait(lambda: bool(person.model.record.conflicts))
    (conflict,) = person.model.record.conflicts.values()
    assert (conflict.mine, conflict.theirs) == (
        replace(first, remark="here"),
        replace(first, remark="x"),
    )
    assert not person.model.record.here or not person.model.record.here.turned_down
    person.leave()


def _is_opened_without(qapp: QApplication, folder: Path, way: Way) -> None:
    way.go_down()
    person = Person(qapp, folder)
    person.come_to_the_session()
    assert person.model.session is not None
    assert len(person.model.session.marks) == 2
    wait(_told(person, "The clinic’s server does not answer."))
    _chart(person, 3)
    wait(_says(person, "kept here, not yet at the clinic"))
    person.leave()
