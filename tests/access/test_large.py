"""Nothing is cut off where everything is three times as large (WCAG 1.4.4)."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QScrollArea

from charting.ui.widgets import small_desk
from tests.access.large import cut_off, cut_off_at_300
from tests.access.tabbing import stops
from tests.person import wait
from tests.screens import at_work


def test_the_first_screen_has_room_where_all_is_large(qapp: QApplication, tmp_path: Path) -> None:
    assert list(cut_off(qapp, tmp_path / "practice", most=1)) == []


@pytest.mark.long
def test_no_screen_is_cut_off_at_300_percent() -> None:
    assert cut_off_at_300() == []


def test_a_window_larger_than_the_desk_scrolls_and_goes_with_the_focus(
    qapp: QApplication, tmp_path: Path
) -> None:
    person = at_work(qapp, tmp_path / "practice")
    window = person.desk.window
    least = window.minimumSize()
    small_desk.fit(qapp, window, window.screens, least)
    assert window.minimumSize() == least
    desk = QSize(853, 480)
    small_desk.fit(qapp, window, window.screens, desk)
    painted: list[bool] = []
    window.first_painted.connect(lambda: painted.append(True))
    window.show()
    wait(lambda: bool(painted))
    wait(person.desk.unlock_page.locked.passphrase.line.hasFocus)
    assert window.size().boundedTo(desk) == window.size()
    areas = window.findChildren(QScrollArea)
    (sight,) = (each for each in areas if each.widget() is window.screens)
    assert not sight.isAncestorOf(window.banner)
    found = stops(window)
    assert len(found) > 4
    for part in found:
        part.setFocus()
        seen = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
        assert window.rect().contains(seen.center()), part
    person.leave()
