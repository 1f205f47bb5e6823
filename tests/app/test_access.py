"""Somebody asks for their record and gets all of it by one press; and agrees to research."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting.ui.patients.page import PatientsPage
from tests.invented import new_practice, people
from tests.person import Person, wait


@pytest.fixture
def person(qapp: QApplication, tmp_path: Path) -> Iterator[Person]:
    practice = new_practice(tmp_path / "practice")
    practice.sessions.open_today(practice.patients.add(next(people(1))).id)
    practice.close()
    person = Person(qapp, tmp_path / "practice")
    person.come_to_the_patient()
    yield person
    person.leave()


def test_an_access_request_is_answered_by_one_press(person: Person, tmp_path: Path) -> None:
    desk, page = person.desk, person.desk.patients_page
    assert isinstance(page, PatientsPage)
    assert desk.screens is not None
    wait(lambda: page.record.isVisible() and not desk.lane.busy)
    traffic = desk.screens.access_traffic
    assert traffic is not None
    traffic.choose_file = lambda _window, name: tmp_path / name

    QTest.mouseClick(page.record.access_button, Qt.MouseButton.LeftButton)
    wait(lambda: "access-" in page.message.words)

    assert "It is not encrypted: give it to nobody else." in page.message.words
    (file,) = tmp_path.glob("access-*.zip")
    with zipfile.ZipFile(file) as whole:
        folders = {name.partition("/")[0] for name in whole.namelist()}
        papers = [name for name in whole.namelist() if name.startswith("papers/")]
        assert whole.read(papers[0]).startswith(b"%PDF")
    assert {"records", "tables", "fhir", "papers", "README.txt", "audit.csv"} <= folders
    # What was said of research is kept, and shown again.
    assert not page.record.research.isChecked()
    page.record.research.click()
    wait(lambda: not desk.lane.busy)
    page.come_back()
    wait(lambda: not desk.lane.busy)
    QApplication.processEvents()
    assert page.record.research.isChecked()
