"""Charting in short through the window: read out while it is typed, placed by Enter."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charting.domain.body_map import Side
from charting.domain.marks import MapSite, Needle, TriggerPoint
from tests.ui.session.conftest import Visit


def _type(visit: Visit, line: str, *, enter: bool = True) -> None:
    visit.press(Qt.Key.Key_Slash)
    field = visit.page.placing.short.field
    assert field.hasFocus()
    QTest.keyClicks(field, line)
    if enter:
        QTest.keyClick(field, Qt.Key.Key_Return)
    visit.settle()


def test_a_line_is_the_same_record_as_a_click(visit: Visit) -> None:
    _type(visit, "mf l4 l @18 50 ltr2", enter=False)
    assert "multifidus, L4 left, 18 mm from the midline" in visit.page.placing.short.echo.text()
    assert "2 twitches" in visit.page.placing.short.echo.text()
    assert visit.model.marks == ()
    QTest.keyClick(visit.page.placing.short.field, Qt.Key.Key_Return)
    (needle,) = visit.stored().marks.values()
    assert isinstance(needle, Needle)
    assert isinstance(needle.site, MapSite)
    assert (needle.length, needle.twitches) == (50, 2)
    assert (needle.site.level, needle.site.side, needle.site.lateral) == ("L4", Side.LEFT, 180)
    assert needle.site.typed
    assert not needle.site.assumed
    assert visit.page.placing.short.field.text() == ""
    assert visit.page.placing.short.field.hasFocus()


def test_a_place_that_is_not_pointed_at_is_said_until_it_is_confirmed(visit: Visit) -> None:
    _type(visit, "tp active gmed b")
    right, left = visit.stored().marks.values()
    assert isinstance(right, TriggerPoint)
    assert isinstance(right.site, MapSite)
    assert isinstance(left.site, MapSite)
    assert (right.site.side, left.site.side) == (Side.RIGHT, Side.LEFT)
    assert right.site.x == -left.site.x
    assert right.site.assumed
    assert "place not pointed" in visit.model.words(right)
    assert "place not pointed" in visit.page.drawer.where.text()
    QTest.keyClick(visit.page.placing.short.field, Qt.Key.Key_Escape)
    visit.press(Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    confirmed = visit.stored().marks[right.id]
    assert isinstance(confirmed.site, MapSite)
    assert not confirmed.site.assumed
    assert "place not pointed" not in visit.model.words(confirmed)
    visit.model.move(left.id, -100.0, -40.0)
    moved = visit.stored().marks[left.id].site
    assert isinstance(moved, MapSite)
    assert not moved.assumed


def test_what_is_not_understood_stays_in_the_line(visit: Visit) -> None:
    _type(visit, "mf l4 l <i>50</i> quux")
    short = visit.page.placing.short
    assert "not understood" in short.echo.text()
    assert "not understood" in visit.page.sentence.words
    assert "quux" in short.field.text()
    assert visit.model.marks == ()


def test_a_depth_beyond_the_needle_is_refused_in_words(visit: Visit) -> None:
    _type(visit, "mf l4 l 40 d60")
    assert "60" in visit.page.placing.short.echo.text()
    assert visit.model.marks == ()


def test_tab_completes_the_word(visit: Visit) -> None:
    _type(visit, "piri", enter=False)
    field = visit.page.placing.short.field
    field.clear()
    QTest.keyClicks(field, "mf l4 l pist")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "mf l4 l piston "
    assert field.hasFocus()
