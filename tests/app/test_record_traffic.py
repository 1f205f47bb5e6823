"""Records leave the window as files and come in through it, each with a sentence on the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from charting.app.record_choosers import ask_for_new_record, ask_for_records
from charting.app.record_traffic import Choosers, RecordTraffic
from charting.domain.patient import Patient
from charting.exchange.json_record import JsonRecord
from charting.ui.patients.page import PatientsPage
from tests.exchange.whole_file import whole_file
from tests.invented import new_practice, people
from tests.person import Person, wait


class Counter:
    """A patients screen with one patient looked at, and hands to give files over with."""

    def __init__(self, person: Person, given: list[Path], new: Path) -> None:
        self.desk = person.desk
        wait(lambda: self.desk.patients_page is not None)
        assert self.desk.screens is not None
        traffic = self.desk.screens.traffic
        assert isinstance(traffic, RecordTraffic)
        traffic.choosers = Choosers(lambda _window, _name: new, lambda _window: given)
        assert isinstance(self.desk.patients_page, PatientsPage)
        self.page = self.desk.patients_page

    def press(self, button: QWidget) -> str:
        """Press a button; what the page says then."""
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        wait(lambda: not self.desk.lane.busy)
        QApplication.processEvents()
        return self.page.message.words


@pytest.fixture
def patient() -> Patient:
    return next(people(1, seed=5))


@pytest.fixture
def counter(qapp: QApplication, tmp_path: Path, patient: Patient) -> Iterator[Counter]:
    practice = new_practice(tmp_path / "practice")
    practice.patients.add(patient)
    practice.close()
    person = Person(qapp, tmp_path / "practice")
    person.come_to_the_patient()
    yield Counter(person, [tmp_path / "in.json", tmp_path / "bad.json"], tmp_path / "out.json")
    person.leave()


def test_the_record_looked_at_goes_into_a_file(
    counter: Counter, patient: Patient, tmp_path: Path
) -> None:
    page = counter.page
    QTest.keyClicks(page.search, patient.family[:4])
    wait(lambda: page.record.isVisible() and not counter.desk.lane.busy)

    said = counter.press(page.record.export_button)

    assert said.startswith(f"The whole record of {patient.name} is in out.json.")
    assert "not encrypted" in said
    file = JsonRecord().read((tmp_path / "out.json").read_bytes())
    assert file.record.patient == patient


def test_a_record_comes_in_and_is_shown_and_a_bad_one_is_told(
    counter: Counter, tmp_path: Path
) -> None:
    (tmp_path / "in.json").write_bytes(whole_file())
    (tmp_path / "bad.json").write_text("{")
    coming = JsonRecord().read(whole_file()).record.patient
    page = counter.page

    first = counter.press(page.finding.bring_in_button)
    wait(page.record.isVisible)
    again = counter.press(page.finding.bring_in_button)

    assert first.startswith(f"The record of {coming.name} came in: 1 session, 2 marks.")
    assert "bad.json: This file breaks off or is damaged at line 1, column 2." in first
    assert again.startswith(f"{coming.name} is here already, and the same")
    assert page.record.accessibleName() == coming.name


def test_who_chooses_no_file_changes_nothing(counter: Counter) -> None:
    assert counter.desk.screens is not None
    assert counter.desk.screens.traffic is not None
    counter.desk.screens.traffic.choosers = Choosers(lambda *_: None, lambda _: [])
    assert counter.press(counter.page.finding.bring_in_button) == ""


def test_choosers_remember_nothing(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.beginGroup("FileDialog")
    settings.setValue("lastVisited", "before")

    def visit(*_asked: object) -> tuple[object, str]:
        settings.setValue("lastVisited", "the folder of Anna Muster")
        settings.setValue("history", ["the folder of Anna Muster"])
        settings.sync()
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", visit)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", visit)
    page = QWidget()

    assert ask_for_new_record(page, "record.json") is None
    assert ask_for_records(page) == []

    settings.sync()
    assert settings.value("lastVisited") == "before"
    assert not settings.contains("history")
    settings.remove("")
