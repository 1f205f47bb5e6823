"""The window says who is on the screen, names no patient in its title, and loses nothing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from charting.ui.tasks import Lane
from charting.ui.widgets.patient_banner import Identity
from charting.ui.window import SMALLEST, MainWindow

WU = Identity("Li <b>Wu</b>", "born 08.08.1988", "38 years", visit="Session 1 of 4")


@pytest.fixture
def unstored() -> list[str]:
    """What would be lost by closing the window."""
    return []


@pytest.fixture
def window(lane: Lane, unstored: list[str], qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(lane, "light", lambda: "".join(unstored))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.first_painted):
        window.show()
    yield window
    unstored.clear()


def test_the_banner_names_the_patient_and_the_title_does_not(window: MainWindow) -> None:
    screen = QLabel("screen")
    window.show_screen(screen)
    assert not window.banner.isVisible()
    window.show_identity(WU)
    assert window.banner.isVisible()
    assert window.banner.name.text() == WU.name
    assert window.banner.mapTo(window, window.banner.rect().topLeft()).x() == 0
    assert "Wu" not in window.windowTitle()
    window.clear_identity()
    assert window.banner.isVisible()
    assert window.banner.name.text() == "No patient open"
    assert screen.isVisible()


def test_the_banner_keeps_its_place_whatever_is_beneath(window: MainWindow) -> None:
    window.show_identity(WU)
    place = window.banner.geometry()
    for words in ("one", "two"):
        window.show_screen(QLabel(words))
        window.tell("A sentence.")
        assert window.banner.geometry() == place


def test_whoever_knows_no_keys_finds_the_help_in_sight(window: MainWindow, qtbot: QtBot) -> None:
    window.cover(QLabel("screen"))
    with qtbot.waitSignal(window.help_wanted):
        window.top.help.click()
    assert "F1" in window.top.help.toolTip()


def test_a_demonstration_says_so(window: MainWindow) -> None:
    window.name_practice("Practice at the Bridge", demo=True)
    assert window.top.demonstration.text().startswith("Demonstration: invented people.")
    window.name_practice("Practice at the Bridge", demo=False)
    assert window.top.demonstration.text() == ""


def test_the_smallest_window_holds_the_banner(window: MainWindow) -> None:
    window.show_identity(WU)
    window.resize(SMALLEST)
    assert window.size() == SMALLEST


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_look_is_chosen_from_a_menu_or_by_one_key(window: MainWindow, qtbot: QtBot) -> None:
    chosen: list[str] = []
    window.theme_chosen.connect(chosen.append)
    window.top.appearance.click()
    menu = window.theme_menu
    assert menu.isVisible()
    assert [entry.text() for entry in menu.actions()] == [
        "Follow the system",
        "Light",
        "Dark",
        "High contrast",
        "",
        "Nothing moves by itself",
    ]
    menu.actions()[2].trigger()
    menu.close()
    qtbot.waitUntil(window.isActiveWindow)
    next_theme = window.findChild(QAction, "window.next_theme")
    assert isinstance(next_theme, QAction)
    next_theme.trigger()
    assert chosen == ["dark", "contrast"]


def test_closing_waits_until_all_is_stored(window: MainWindow, lane: Lane, qtbot: QtBot) -> None:
    stored: list[str] = []
    window.closing.connect(lambda: lane.submit(lambda: "note", stored.append))
    with qtbot.waitSignal(window.closing):
        assert window.close()
    assert stored == ["note"]


def test_closing_says_what_would_be_lost_before_it_loses_it(
    window: MainWindow, unstored: list[str]
) -> None:
    unstored.append("One needle is not stored yet.")
    assert not window.close()
    assert window.isVisible()
    assert window.message.words == "One needle is not stored yet."
    QTest.mouseClick(window.message.action, Qt.MouseButton.LeftButton)
    assert not window.message.isVisible()
    assert not window.close()
    assert window.close()
