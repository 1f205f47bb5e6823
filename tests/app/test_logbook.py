"""The log says when, never about whom; it stays small, and a report of a fault carries its end."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from charting.app import logbook
from charting.ui.widgets.bug_report import BugReport
from tests.invented import new_practice, people
from tests.person import Person, wait


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "logs" / "charting.log"
    logbook.begin(file)
    yield file
    logbook.end()


def test_a_whole_visit_to_the_patients_names_nobody(
    qapp: QApplication, tmp_path: Path, file: Path
) -> None:
    practice = new_practice(tmp_path / "practice")
    patient = next(people(1))
    practice.patients.add(patient)
    practice.close()
    person = Person(qapp, tmp_path / "practice")
    person.come_to_the_patient()
    person.desk.lock()
    person.leave()
    written = file.read_text()
    assert [line.split(" INFO ")[1] for line in written.splitlines()][1:] == [
        "a practice is open",
        "locked",
    ]
    for named in (patient.family, patient.given, practice.practice.name, str(tmp_path)):
        assert named not in written


def test_it_never_grows_beyond_its_files(file: Path) -> None:
    for number in range(9_000):
        logbook.LOG.info("a fault with its places, as long as such a report is: %0200d", number)
    kept = sorted(file.parent.iterdir())
    assert len(kept) == 1 + logbook.FILES_BEFORE
    assert max(each.stat().st_size for each in kept) <= logbook.FILE_BYTES
    assert logbook.last_lines(file).endswith("8999")


def test_a_folder_that_cannot_be_written_keeps_nobody_from_charting(tmp_path: Path) -> None:
    barred = tmp_path / "a file"
    barred.write_text("")
    before = list(logging.getLogger("charting").handlers)
    logbook.begin(barred / "charting.log")
    assert logging.getLogger("charting").handlers == before
    assert logbook.last_lines(barred / "charting.log") == ""


def test_a_report_is_read_then_saved(qapp: QApplication, tmp_path: Path) -> None:
    asked = [tmp_path / "report.txt", None, tmp_path / "no folder" / "report.txt"]
    shown = BugReport("KeyError\n  charting/app/desk.py:1 fall", lambda _at, _name: asked.pop(0))
    shown.show()
    shown.save_button.click()
    assert (tmp_path / "report.txt").read_text() == shown.report.toPlainText() + "\n"
    assert shown.message.words == "Saved as report.txt."
    shown.save_button.click()
    assert shown.message.words == "Saved as report.txt.", "whoever chose no file is told nothing"
    shown.save_button.click()
    assert shown.message.words == "report.txt cannot be written. Choose another folder."
    shown.close_button.click()
    wait(lambda: not shown.isVisible())
