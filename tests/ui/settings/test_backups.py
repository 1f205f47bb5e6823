"""The section "Backups": one true sentence, work beside the lane, and two presses to replace."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from charting.backup_files import awaited, lying_in
from charting.domain.backup import Part, Progress
from charting.services.practices import OpenPractice
from charting.ui.beside import Beside
from charting.ui.settings.backups import BackupsPane
from charting.ui.settings.backups_model import BackupsModel
from charting.ui.tasks import Lane
from tests.invented import new_practice, people
from tests.person import wait


@dataclass
class Looking:
    """The section, over a practice of a few people."""

    pane: BackupsPane
    model: BackupsModel
    practice: OpenPractice
    lane: Lane

    def press(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def rest(self) -> None:
        wait(lambda: not self.model.busy and not self.lane.busy)


@pytest.fixture
def looking(qtbot: QtBot, tmp_path: Path) -> Iterator[Looking]:
    practice = new_practice(tmp_path / "practice")
    for patient in people(3):
        practice.patients.add(patient)
    (tmp_path / "stick").mkdir()
    lane = Lane()
    model = BackupsModel(practice, lane)
    pane = BackupsPane(model, lambda _parent, _start: tmp_path / "stick")
    for _step in pane.fill():
        pass
    qtbot.addWidget(pane)
    pane.show()
    pane.start()
    looking = Looking(pane, model, practice, lane)
    looking.rest()
    yield looking
    model.stop()
    lane.close()
    practice.close()


def test_the_sentence_goes_from_none_to_two_places(looking: Looking) -> None:
    pane = looking.pane
    assert pane.sentence.words.startswith("There is no backup yet")
    assert pane.sentence.tone == "hazard"
    looking.press(pane.now_button)
    assert pane.message.words == "Backed up, and the copy was checked."
    assert "on this computer only: choose a second place" in pane.sentence.words
    looking.press(pane.second_button)
    assert pane.message.words == "Every backup comes to this second place from now on."
    assert "in two places, but both on the same disk" in pane.sentence.words
    assert len(pane.table.lines.lines) == 2
    looking.press(pane.try_button)
    assert pane.message.words == "It opened, and everything in it was proved."
    assert pane.tried.text().startswith("Tried today at ")
    looking.press(pane.none_button)
    assert "on this computer only" in pane.sentence.words


def test_a_stick_that_is_pulled_out_is_said_and_is_no_alarm(looking: Looking) -> None:
    pane = looking.pane
    looking.press(pane.second_button)
    assert looking.model.safety is not None
    Path(looking.model.safety.second).rename(looking.practice.folder / "elsewhere")
    looking.press(pane.now_button)
    assert pane.message.words.startswith("The place for backups, ")
    assert pane.message.tone == "answer"
    assert "cannot be reached now" in pane.second.text()


def test_two_presses_put_one_back_after_what_is_lost_was_read(looking: Looking) -> None:
    pane, model = looking.pane, looking.model
    looking.press(pane.now_button)
    looking.practice.patients.add(next(people(1, seed=5)))
    assert not pane.restore_button.isVisible()
    pane.table.selectRow(0)
    looking.rest()
    assert "would be missing: 1 new patient (" in pane.loss.words
    assert pane.loss.tone == "hazard"
    looking.press(pane.restore_button)
    assert not awaited(looking.practice.folder)
    looking.press(pane.keep_button)
    assert not pane.sure_button.isVisible()
    looking.press(pane.restore_button)
    decided: list[bool] = []
    model.decided.connect(lambda: decided.append(True))
    looking.press(pane.sure_button)
    wait(lambda: bool(decided))
    assert awaited(looking.practice.folder)


def test_what_is_under_way_is_left_by_a_key(looking: Looking) -> None:
    pane, model = looking.pane, looking.model
    model.back_up()
    assert pane.bar.isVisible()
    assert pane.stop_button.isVisible()
    pane.stop_button.setFocus()
    QTest.keyClick(pane.stop_button, Qt.Key.Key_Escape)
    assert not pane.bar.isVisible()
    assert pane.message.words.startswith("Stopped")
    looking.rest()
    assert len(lying_in(looking.practice.folder / "backups")) <= 1


def test_work_beside_tells_how_far_it_is_and_what_came_of_it(qapp: QApplication) -> None:
    went: list[Progress] = []
    done: list[int] = []

    def work(report: object) -> int:
        report(Progress(Part.COPYING, 1, 2))  # type: ignore[operator]
        return 7

    beside = Beside[Progress, int](work, went.append, done.append, done.append)  # type: ignore[arg-type]
    wait(lambda: bool(done))
    beside.wait()
    assert (went, done) == ([Progress(Part.COPYING, 1, 2)], [7])
