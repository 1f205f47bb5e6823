"""The strip of rooms: a name is read wherever there is room for it."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from charting.ui.widgets.rooms_strip import RoomLine, RoomsStrip
from tests.fakes import FixedClock


def test_after_a_lock_each_room_has_its_name_again(qtbot: QtBot) -> None:
    clock, strip = FixedClock(), RoomsStrip()
    qtbot.addWidget(strip)
    strip.resize(1200, strip.height())
    lines = (
        RoomLine(1, "Adeyemi-Lindqvist, Katarzyna"),
        RoomLine(2, "Nakagawa-Fitzgerald, Theodore", (clock.now(),)),
    )
    for _again in range(2):
        strip.show_rooms(lines, clock)
        QApplication.processEvents()
        assert all(tab.width() >= tab.sizeHint().width() for tab in strip.tabs)
        strip.cover()
        QApplication.processEvents()
        assert [tab.line.name for tab in strip.tabs] == [""]
