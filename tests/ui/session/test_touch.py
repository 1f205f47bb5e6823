"""A hand on a touch screen: a tap places, a hold takes the selected mark, two fingers zoom."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from charting.domain.marks import MapSite
from charting.ui.session.touch import HOLD_MS
from tests.ui.session.conftest import Visit

_SCREEN: list[QPointingDevice] = []


def _screen() -> QPointingDevice:
    if not _SCREEN:
        _SCREEN.append(QTest.createTouchDevice())
    return _SCREEN[0]


def _pixel(visit: Visit, x_mm: float, y_mm: float) -> QPoint:
    return visit.page.view.projection.to_screen(x_mm, y_mm).toPoint()


def _press(visit: Visit, *pixels: QPoint) -> None:
    touch = QTest.touchEvent(visit.page.view, _screen())
    for finger, pixel in enumerate(pixels):
        touch.press(finger, pixel, visit.page.view)
    touch.commit()


def _move(visit: Visit, *pixels: QPoint) -> None:
    touch = QTest.touchEvent(visit.page.view, _screen())
    for finger, pixel in enumerate(pixels):
        touch.move(finger, pixel, visit.page.view)
    touch.commit()


def _release(visit: Visit, *pixels: QPoint) -> None:
    touch = QTest.touchEvent(visit.page.view, _screen())
    for finger, pixel in enumerate(pixels):
        touch.release(finger, pixel, visit.page.view)
    touch.commit()


def test_a_tap_places_once(visit: Visit) -> None:
    pixel = _pixel(visit, 18, 13)
    _press(visit, pixel)
    _release(visit, pixel)
    assert len(visit.stored().marks) == 1


def test_a_hold_takes_the_mark_and_lets_it_go_elsewhere(visit: Visit, qtbot: QtBot) -> None:
    visit.click(18, 13)
    mark = visit.model.marks[0]
    start, end = _pixel(visit, 18, 13), _pixel(visit, 60, 40)
    _press(visit, start)
    qtbot.waitUntil(lambda: visit.page.view.held is not None, timeout=10 * HOLD_MS)
    _move(visit, end)
    _release(visit, end)
    site = visit.stored().marks[mark.id].site
    assert isinstance(site, MapSite)
    assert abs(site.x - 600) <= 8
    assert abs(site.y - 400) <= 8


def test_two_fingers_zoom_and_place_nothing(visit: Visit) -> None:
    left, right = _pixel(visit, -20, 0), _pixel(visit, 20, 0)
    _press(visit, left, right)
    _move(visit, left - QPoint(60, 0), right + QPoint(60, 0))
    _release(visit, left - QPoint(60, 0), right + QPoint(60, 0))
    assert visit.page.view.projection.zoom > 1.5
    assert visit.stored().marks == {}
