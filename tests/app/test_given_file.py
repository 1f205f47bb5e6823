"""A double click on an archive: the window opens, and leads to what would come in once unlocked."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting.app.exchanging import archiving
from charting.command_line import parse
from charting.services.archiving import Wanted
from charting.system import SystemClock
from charting.ui.exchange.arriving import ArrivingPane
from tests.app.test_lock import lock
from tests.invented import PASSPHRASE, new_practice, people
from tests.person import Person, wait
from tests.screens import at_work
from tests.test_architecture import ROOT

SECRET = "meadow lantern quietly seventeen"
FROM_THE_SYSTEM = """
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent
from charting.ui.theme import make_application
qt = make_application()
qt.file_opened.connect(print)
QCoreApplication.sendEvent(qt, QFileOpenEvent("/x/there.dnarchive"))
"""


@pytest.mark.parametrize(
    "words",
    [
        ["there.dnarchive"],
        ["--data", "practice", "There.DNARCHIVE"],
        ["--open", "there.dnarchive"],
        ["window", "--open", "there.dnarchive"],
    ],
)
def test_the_name_of_an_archive_opens_the_window_on_it(words: list[str]) -> None:
    asked = parse(words)
    assert asked.verb == "window"
    assert asked.open == Path(words[-1])
    assert asked.data == (Path("practice") if "--data" in words else None)


def test_a_verb_with_an_archive_stays_a_verb() -> None:
    assert parse(["import", "there.dnarchive"]).verb == "import"
    assert parse(["import", "there.dnarchive"]).open is None
    assert parse(["archive", "--encrypt", "--out", "there.dnarchive"]).verb == "archive"
    assert parse([]).open is None


def test_the_system_may_hand_it_to_a_window_that_is_open() -> None:
    command = [sys.executable, "-c", FROM_THE_SYSTEM]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert told == "/x/there.dnarchive\n"


def _given_out(folder: Path, passphrase: str = "") -> Path:
    """Three people of another practice as an archive."""
    there = new_practice(folder / "there")
    for patient in people(3, seed=5):
        there.patients.add(patient)
    file = folder / "there.dnarchive"
    archiving(there, SystemClock()).save(file, Wanted(passphrase=passphrase, replace=True))
    there.close()
    return file


def _come_to_the_pane(person: Person, file: Path) -> ArrivingPane:
    """Start with a file, unlock, and wait for where it is decided what comes in."""
    desk = person.desk
    desk.given.take(file)
    desk.window.show()
    assert "“there.dnarchive” is looked at" in desk.unlock_page.locked.news.words
    line = desk.unlock_page.locked.passphrase.line
    wait(line.hasFocus)
    QTest.keyClicks(line, PASSPHRASE)
    QTest.keyClick(line, Qt.Key.Key_Return)

    def shown() -> ArrivingPane | None:
        pane = desk.screens.keys.exchange.arriving if desk.screens is not None else None
        return pane if pane is not None and pane.isVisible() else None

    wait(lambda: shown() is not None)
    pane = shown()
    assert pane is not None
    assert pane.named.text() == "there.dnarchive"
    return pane


def test_it_is_looked_at_after_unlocking_and_nothing_comes_in_unasked(
    qapp: QApplication, tmp_path: Path
) -> None:
    person = at_work(qapp, tmp_path / "practice")
    pane = _come_to_the_pane(person, _given_out(tmp_path))
    wait(lambda: len(pane.list.lines.rows) == 3)
    assert [row.beside for row in pane.list.lines.rows] == ["comes in"] * 3
    assert person.desk.screens is not None
    assert person.desk.screens.practice.records.counts()["patients"] == 2
    wait(lambda: not person.desk.lane.busy)
    person.leave()


@pytest.mark.long  # its short form is the one before
def test_it_asks_for_its_passphrase_and_leads_nobody_away_from_a_visit(
    qapp: QApplication, tmp_path: Path
) -> None:
    person = at_work(qapp, tmp_path / "practice")
    desk, file = person.desk, _given_out(tmp_path, SECRET)
    pane = _come_to_the_pane(person, file)
    wait(pane.passphrase.editor.hasFocus)
    QTest.keyClicks(pane.passphrase.editor, SECRET)
    QTest.keyClick(pane.passphrase.editor, Qt.Key.Key_Return)
    wait(lambda: len(pane.list.lines.rows) == 3)
    wait(lambda: not desk.lane.busy)

    QTest.keyClick(pane, Qt.Key.Key_F12)
    page = desk.patients_page
    assert page is not None
    wait(page.isVisible)
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    wait(page.record.isVisible)
    person.open_session()
    wait(lambda: desk.session_page is not None and desk.session_page.isVisible())
    desk.given.take(file)
    assert "After this visit" in desk.window.message.words
    assert person.page.isVisible()
    lock(person)
    desk.given.take(file)
    assert "“there.dnarchive” is looked at" in desk.unlock_page.locked.news.words
    person.leave()
