"""Whatever is armed, by key or by its button, is placed in the same way: click after click."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from charting import content
from charting.domain.body_map import Side
from charting.domain.marks import Mark, Needle, SiteInWords, TriggerPoint
from charting.domain.pain_area import PainArea
from charting.ui import theme
from charting.ui.session.armed import Tool
from charting.ui.session.arming import told_apart, wide_button
from charting.ui.widgets.buttons import Button
from tests.ui.session.conftest import Visit

KINDS = {
    "trigger point": (Qt.Key.Key_T, Tool.POINT, TriggerPoint),
    "needle": (Qt.Key.Key_1, Tool.NEEDLE, Needle),
    "pain area": (Qt.Key.Key_P, Tool.PAIN, PainArea),
}
_PLACES = ((20, 13), (60, 40))


def _button(visit: Visit, kind: str) -> Button:
    arming = visit.page.shelf.arming
    if kind == "pain area":
        return arming.pain.button
    if kind == "needle":
        return arming.presets[1]
    return next(each for each in arming.findChildren(Button) if each.words == "Trigger point")


def _arm(visit: Visit, kind: str, way: str) -> None:
    visit.press(Qt.Key.Key_X)
    if way == "key":
        visit.press(KINDS[kind][0])
    else:
        visit.page.shelf.open_step(visit.page.shelf.insert)
        QTest.mouseClick(_button(visit, kind), Qt.MouseButton.LeftButton)
        visit.settle()
        visit.page.view.setFocus()
    assert visit.model.armed.tool is KINDS[kind][1]


@pytest.mark.parametrize("way", ["key", "button"])
@pytest.mark.parametrize("kind", KINDS)
def test_it_stays_armed_and_each_click_places_one(visit: Visit, kind: str, way: str) -> None:
    _arm(visit, kind, way)
    for number, place in enumerate(_PLACES, start=1):
        visit.click(*place)
        assert len(visit.model.marks) == number
        assert visit.model.selected == visit.model.marks[-1].id
    assert all(isinstance(mark, KINDS[kind][2]) for mark in visit.stored().marks.values())
    assert visit.model.armed.tool is KINDS[kind][1]
    visit.press(Qt.Key.Key_U)
    assert len(visit.model.marks) == 1
    visit.press(Qt.Key.Key_Escape)
    visit.press(Qt.Key.Key_Escape)
    assert visit.model.armed.tool is Tool.SELECT
    visit.click(-60, 60)
    assert len(visit.stored().marks) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_both_sides_are_one_input_and_one_undo(visit: Visit, kind: str) -> None:
    _arm(visit, kind, "key")
    visit.press(Qt.Key.Key_M)
    visit.click(*_PLACES[1])
    marks: tuple[Mark, ...] = tuple(visit.stored().marks.values())
    assert {mark.site.side for mark in marks} == {Side.LEFT, Side.RIGHT}
    assert all(isinstance(mark, KINDS[kind][2]) for mark in marks)
    visit.press(Qt.Key.Key_U)
    assert visit.stored().marks == {}


@pytest.mark.parametrize("kind", ["trigger point", "needle"])
@pytest.mark.parametrize("way", ["key", "button"])
def test_a_site_elsewhere_takes_what_is_armed_and_its_words(
    visit: Visit, kind: str, way: str
) -> None:
    _arm(visit, kind, "key")
    if way == "key":
        visit.press(Qt.Key.Key_E)
    else:
        visit.page.shelf.open_step(visit.page.shelf.insert)
        QTest.mouseClick(visit.page.shelf.arming.elsewhere, Qt.MouseButton.LeftButton)
    for words in ("left calf", "gastrocnemius"):
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        QTest.keyClicks(field, words)
        last = words == "gastrocnemius"
        QTest.keyClick(field, Qt.Key.Key_Return if last else Qt.Key.Key_Tab)
    (mark,) = visit.stored().marks.values()
    assert isinstance(mark, KINDS[kind][2])
    assert isinstance(mark.site, SiteInWords)
    assert (mark.site.region, mark.site.muscle) == ("left calf", "gastrocnemius")
    assert visit.model.selected == mark.id
    visit.press(Qt.Key.Key_Escape)
    visit.click(*_PLACES[0])
    assert len(visit.stored().marks) == 2


def test_no_two_keys_say_that_they_arm_the_same(qapp: QApplication) -> None:
    presets = content.needle_kit().presets
    words = [told_apart(preset, presets) for preset in presets]
    assert len({*words}) == len(words)
    two_lines = [each for each in words if "\n" in each]
    assert len(two_lines) == 2
    assert wide_button(two_lines[0], "4").sizeHint().height() > theme.TARGET
