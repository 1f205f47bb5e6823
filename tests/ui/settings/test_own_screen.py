"""The section of one's own screen: a press chooses for whoever is at work."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from charting.domain.own_ways import Hand, OwnWays
from charting.ui.settings.own_screen import OwnScreenPane
from charting.ui.tasks import Lane
from tests.invented import new_practice


def test_a_press_chooses_the_hand_and_the_size(qtbot: QtBot, tmp_path: Path) -> None:
    practice, lane = new_practice(tmp_path / "practice"), Lane()
    pane = OwnScreenPane(practice.own_screen, lane)
    qtbot.addWidget(pane)
    pane.start()
    lane.drain()
    assert pane.hands[Hand.RIGHT].isChecked()
    assert not pane.large.isChecked()
    pane.hands[Hand.LEFT].click()
    pane.large.click()
    lane.drain()
    assert practice.own_screen.mine() == OwnWays(Hand.LEFT, large=True)
    lane.close()
    practice.close()


def test_a_needle_is_told_of_after_the_minutes_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    practice, lane = new_practice(tmp_path / "practice"), Lane()
    pane = OwnScreenPane(practice.own_screen, lane)
    qtbot.addWidget(pane)
    pane.start()
    lane.drain()
    assert (pane.stay.value, pane.sound.isChecked()) == ("", False)
    pane.show()
    pane.stay.box.setFocus()
    for _time in range(3):
        QTest.keyClick(pane.stay.box, Qt.Key.Key_Down)
    pane.sound.click()
    lane.drain()
    assert practice.own_screen.mine() == OwnWays(stay_minutes=10, sound=True)
    lane.close()
    practice.close()


def test_a_language_is_chosen_by_its_own_name_and_told_to_wait_for_review(
    qtbot: QtBot, tmp_path: Path
) -> None:
    practice, lane = new_practice(tmp_path / "practice"), Lane()
    practice.own_screen.keep(OwnWays(language="ar"))
    pane = OwnScreenPane(practice.own_screen, lane)
    qtbot.addWidget(pane)
    pane.start()
    lane.drain()
    pane.show()
    assert (pane.language.value, pane.language.box.currentText()) == ("ar", "العربية")
    assert pane.unchecked.isVisible()
    with qtbot.waitSignal(pane.language_chosen) as chosen:
        QTest.keyClick(pane.language.box, Qt.Key.Key_Home)
    assert chosen.args == [""]
    assert not pane.unchecked.isVisible()
    lane.drain()
    assert practice.own_screen.mine() == OwnWays()
    lane.close()
    practice.close()
