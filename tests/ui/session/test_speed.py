"""Charting at the speed of the session: both sides at once, needles out, one key a response."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting.domain.body_map import Side
from charting.domain.marks import MapSite, Technique, TriggerPoint
from charting.domain.session import Reply
from charting.domain.visit import (
    EMERGENCY,
    NEEDLES_REMOVED,
    PACKS_OPENED,
    RESOLVED,
    unresolved_count,
)
from charting.ui.session.check_group import CheckGroup
from charting.ui.session.marks_list import MarkDelegate
from charting.ui.session.visit_rows import ChoiceRow, NumberRow, YesNoRow
from tests.ui.session.conftest import Visit

SHIFT = Qt.KeyboardModifier.ShiftModifier


def _needles(visit: Visit, *places: tuple[float, float]) -> None:
    visit.press(Qt.Key.Key_1)
    for place in places:
        visit.click(*place)


def test_both_sides_with_each_click_and_one_undo_takes_both(visit: Visit) -> None:
    visit.press(Qt.Key.Key_M)
    assert "both sides" in visit.page.strip.spoken()
    _needles(visit, (20, 13), (55, 58))
    needles = visit.stored().needles()
    sites = [needle.site for needle in needles if isinstance(needle.site, MapSite)]
    assert [site.side for site in sites] == [Side.RIGHT, Side.LEFT] * 2
    assert [site.x for site in sites[:2]] == [sites[0].x, -sites[0].x]
    assert sites[2].hazards != ()
    visit.press(Qt.Key.Key_U)
    assert len(visit.stored().needles()) == 2
    visit.press(Qt.Key.Key_R)
    assert [needle.site for needle in visit.stored().needles()] == sites


def test_each_side_has_its_own_hazards(visit: Visit) -> None:
    visit.press(Qt.Key.Key_M)
    _needles(visit, (60, 150))
    right, left = (needle.site for needle in visit.stored().needles())
    assert isinstance(right, MapSite)
    assert isinstance(left, MapSite)
    assert "hz.kidney" not in right.hazards
    assert "hz.kidney" in left.hazards


def test_a_mark_in_the_middle_has_no_twin(visit: Visit) -> None:
    visit.press(Qt.Key.Key_M)
    visit.click(0, 13)
    assert len(visit.stored().marks) == 1


def test_the_twin_of_the_selected_mark(visit: Visit) -> None:
    visit.click(20, 13)
    visit.press(Qt.Key.Key_M, SHIFT)
    first, twin = visit.stored().marks.values()
    assert isinstance(twin, TriggerPoint)
    assert isinstance(first.site, MapSite)
    assert isinstance(twin.site, MapSite)
    assert twin.site.x == -first.site.x


def test_out_mode_takes_the_nearest_needle_out_and_nothing_else(visit: Visit) -> None:
    _needles(visit, (20, 13), (-20, 13), (55, 58))
    visit.press(Qt.Key.Key_X)
    visit.click(23, 15)
    visit.click(-20, 13)
    visit.click(-20, 13)
    stored = visit.stored()
    assert len(stored.marks) == 3
    assert [needle.in_situ for needle in stored.needles()] == [False, False, True]
    visit.press(Qt.Key.Key_U)
    assert [needle.in_situ for needle in visit.stored().needles()] == [False, True, True]


def test_all_out_is_one_time_one_undo_and_asks_for_the_count(visit: Visit) -> None:
    _needles(visit, (20, 13), (-20, 13), (55, 58))
    visit.press(Qt.Key.Key_A)
    count = visit.page.shelf.items[NEEDLES_REMOVED]
    assert isinstance(count, NumberRow)
    assert count.line.hasFocus()
    assert "not counted" in visit.page.strip.spoken()
    QTest.keyClicks(count.line, "3")
    QTest.keyClick(count.line, Qt.Key.Key_Return)
    visit.settle()
    stored = visit.stored()
    assert len({needle.came_out for needle in stored.needles()}) == 1
    assert stored.answers[NEEDLES_REMOVED].number == 3
    visit.page.view.setFocus()
    for _ in range(3):  # the count, the drafted note, the needles
        visit.press(Qt.Key.Key_U)
    assert all(needle.in_situ for needle in visit.stored().needles())


def test_enter_goes_from_the_count_to_the_questions_and_a_digit_answers(visit: Visit) -> None:
    _needles(visit, (20, 13))
    visit.lane.drain()
    visit.settle()
    visit.press(Qt.Key.Key_A)
    for item in (NEEDLES_REMOVED, PACKS_OPENED):
        row = visit.page.shelf.items[item]
        assert isinstance(row, NumberRow)
        assert row.line.hasFocus()
        QTest.keyClicks(row.line, "1")
        QTest.keyClick(row.line, Qt.Key.Key_Return)
        visit.settle()
    group = QApplication.focusWidget()
    assert isinstance(group, CheckGroup)
    (rule,) = group.asked.rules if group.asked else ()
    QTest.keyClick(group, Qt.Key.Key_1)
    visit.settle()
    assert visit.stored().answers[rule.id].choice == rule.choices[0][0]
    assert QApplication.focusWidget() is not group


def test_an_emergency_is_one_key_and_says_why(visit: Visit) -> None:
    _needles(visit, (20, 13), (-20, 13))
    visit.press(Qt.Key.Key_F10)
    row = visit.page.shelf.items[EMERGENCY]
    assert isinstance(row, YesNoRow)
    assert row.reason.hasFocus()
    QTest.keyClicks(row.reason, "faint")
    QTest.keyClick(row.reason, Qt.Key.Key_Return)
    visit.settle()
    stored = visit.stored()
    told = stored.answers[EMERGENCY]
    assert (told.reply, told.remark) == (Reply.YES, "faint")
    assert not any(needle.in_situ for needle in stored.needles())
    assert unresolved_count(stored)


def test_a_missing_needle_is_found_kept_in_mind_or_explained(visit: Visit) -> None:
    _needles(visit, (20, 13))
    visit.press(Qt.Key.Key_A)
    for item, typed in (("hy.count_in", "2"), (NEEDLES_REMOVED, "1")):
        row = visit.page.shelf.items[item]
        assert isinstance(row, NumberRow)
        row.line.setFocus()
        QTest.keyClicks(row.line, typed)
        QTest.keyClick(row.line, Qt.Key.Key_Return)
        visit.settle()
    resolved = visit.page.shelf.items[RESOLVED]
    assert isinstance(resolved, ChoiceRow)
    assert resolved.isVisible()
    assert visit.page.shelf.count.isVisible()
    resolved.options.setCurrentIndex(2)
    resolved.options.activated.emit(2)
    visit.settle()
    stored = visit.stored()
    assert stored.answers[RESOLVED].choice == "explained"
    assert not unresolved_count(stored)


def test_a_needle_that_goes_in_and_out_is_out_when_it_is_charted(visit: Visit) -> None:
    piston = [p for p in visit.model.kit.presets if p.technique is Technique.PISTON]
    assert not piston, "the kit of these tests has none"
    preset = visit.model.kit.presets[0]
    visit.model.armed.needle(type(preset)("Piston", 50, 300, Technique.PISTON, preset.direction))
    visit.click(20, 13)
    (needle,) = visit.stored().needles()
    assert needle.came_out == needle.went_in
    lines = visit.page.marks.itemDelegate()
    assert isinstance(lines, MarkDelegate)
    assert lines._lines(needle)[1].endswith("· piston · out")


def test_responses_are_one_key_each(visit: Visit) -> None:
    _needles(visit, (20, 13), (55, 58))
    for key in (Qt.Key.Key_W, Qt.Key.Key_W, Qt.Key.Key_G, Qt.Key.Key_G, Qt.Key.Key_F, Qt.Key.Key_C):
        visit.press(key)
    visit.press(Qt.Key.Key_Comma)
    visit.press(Qt.Key.Key_W, SHIFT)
    for _ in range(2):
        visit.press(Qt.Key.Key_C)
    first, second = visit.stored().needles()
    assert (second.twitches, second.depth, second.familiar_pain, second.bone_contact) == (
        2,
        10,
        True,
        True,
    )
    assert (first.twitches, first.bone_contact) == (0, False)
    visit.press(Qt.Key.Key_Period)
    assert visit.model.selected == second.id


def test_depth_stops_at_the_length_and_at_nothing(visit: Visit) -> None:
    _needles(visit, (20, 13))
    for _ in range(11):
        visit.press(Qt.Key.Key_G)
    assert visit.stored().needles()[0].depth == 50
    for _ in range(11):
        visit.press(Qt.Key.Key_G, SHIFT)
    assert visit.stored().needles()[0].depth is None
