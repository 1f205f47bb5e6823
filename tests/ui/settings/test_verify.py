"""The section "Verify": asked for by a press, done in slices, stopped by a key, told in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from charting.services.practices import OpenPractice
from charting.storage.engine import NAME, connect
from charting.ui.settings.verify import VerifyPane
from charting.ui.settings.verify_model import VerifyModel
from charting.ui.tasks import Lane
from tests.invented import data_key, new_practice, people


@dataclass
class Looking:
    """The section, over a practice of a few people with a backup."""

    pane: VerifyPane
    model: VerifyModel
    practice: OpenPractice
    lane: Lane
    backups: Path

    def press(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.lane.drain()


@pytest.fixture
def looking(qtbot: QtBot, tmp_path: Path) -> Iterator[Looking]:
    practice = new_practice(tmp_path / "practice")
    for patient in people(3):
        practice.patients.add(patient)
        practice.signing.sign(practice.sessions.open_today(patient.id))
    practice.checks.backup(tmp_path / "backups" / "monday")
    lane = Lane()
    model = VerifyModel(practice, lane)
    pane = VerifyPane(model, lambda _parent, _start: tmp_path / "backups")
    qtbot.addWidget(pane)
    pane.show()
    yield Looking(pane, model, practice, lane, tmp_path / "backups")
    lane.close()
    practice.close()


def test_nothing_is_checked_before_it_is_asked_for(looking: Looking) -> None:
    looking.pane.start()
    assert not looking.lane.busy
    assert looking.pane.verdict.words == ""
    assert "cannot" not in looking.pane.details.text()


def test_one_press_checks_the_record_and_says_what_that_proves(looking: Looking) -> None:
    pane = looking.pane
    looking.press(pane.start_button)
    assert pane.verdict.words == "Nothing was found wrong."
    assert "Checked: 7 chains of changes, 3 signatures." in pane.details.text()
    assert looking.practice.checks.verify().heads_hash.hex() in pane.details.text()
    assert "put back a whole older copy" in pane.proves.text()
    assert "or check a backup" in pane.proves.text()


def test_backups_are_checked_where_they_lie(looking: Looking) -> None:
    pane = looking.pane
    looking.press(pane.backups_button)
    assert pane.verdict.words == "Nothing was found wrong."
    assert "monday, up to " in pane.backups.text()
    (looking.backups / "monday" / NAME).unlink()
    looking.press(pane.backups_button)
    assert pane.verdict.words == "The record is whole; 1 backup is not, or does not fit it."
    assert pane.verdict.tone == "hazard"
    (looking.backups / "monday" / "practice.keys").unlink()
    looking.press(pane.backups_button)
    assert pane.verdict.words.startswith("There is no backup in ")


def test_what_is_wrong_is_told(looking: Looking) -> None:
    driver = connect(looking.practice.folder / NAME, data_key(looking.practice.folder))
    driver.execute("UPDATE patients SET given = 'Other'")
    driver.close()
    looking.press(looking.pane.start_button)
    assert looking.pane.verdict.words.startswith("3 things are wrong. Keep this folder")
    assert looking.pane.flaws.text().count("is not what was signed, or what its changes tell") == 3


def test_it_is_stopped_by_a_key_and_what_was_left_is_said(looking: Looking) -> None:
    pane, model = looking.pane, looking.model
    model.start()
    assert pane.stop_button.isVisible()
    assert not pane.start_button.isVisible()
    assert pane.bar.isVisible()
    pane.stop_button.setFocus()
    QTest.keyClick(pane.stop_button, Qt.Key.Key_Escape)
    assert pane.start_button.isVisible()
    assert pane.verdict.words == "Stopped. What was left was not checked."
    looking.lane.drain()
    assert model.found is None
    looking.press(pane.start_button)
    assert pane.verdict.words == "Nothing was found wrong."
