"""The session's screen for either hand, its numeric pad, and session mode."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton

from charting.domain.marks import Needle
from charting.domain.own_ways import Hand, OwnWays
from charting.domain.visit import PACKS_OPENED
from charting.ui import theme
from charting.ui.session.pad_deeds import pad_of
from charting.ui.session.visit_rows import NumberRow
from charting.ui.widgets.enlarging import TARGET_MM, px_per_mm, target_px
from charting.ui.widgets.keys_sheet import KeysSheet
from charting.ui.widgets.text import Text
from tests.ui.session.conftest import Visit

pytestmark = pytest.mark.own_room

PAD = Qt.KeyboardModifier.KeypadModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _needle(visit: Visit) -> Needle:
    mark = visit.model.selected_mark
    assert isinstance(mark, Needle)
    return mark


def _pad(visit: Visit, *digits: str) -> None:
    for digit in digits:
        visit.press(Qt.Key(ord(digit)), PAD)


def test_the_numeric_keys_note_what_was_found(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    visit.click(-20, 34)
    _pad(visit, "7", "7", "4", "8", "8", "8", "5", "1", "2")
    needle = _needle(visit)
    assert (needle.twitches, needle.depth) == (1, 10)
    assert (needle.familiar_pain, needle.bone_contact) == (True, True)
    _pad(visit, "6")
    assert _needle(visit).id != needle.id
    _pad(visit, "9", "3")
    assert _needle(visit).id == needle.id
    assert not _needle(visit).in_situ
    _pad(visit, "0")
    assert _needle(visit).in_situ


def test_for_the_left_hand_the_columns_and_the_sides_lie_the_other_way_round(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    visit.press(Qt.Key.Key_H, SHIFT)
    told = visit.page.sentence
    assert (told.words, told.tone) == ("For the left hand.", "")
    shelf, drawer = visit.page.shelf, visit.page.drawer
    visit.qtbot.waitUntil(lambda: shelf.mapTo(visit.page, shelf.rect().center()).x() > 700)
    assert drawer.mapTo(visit.page, drawer.rect().center()).x() < 400
    _pad(visit, "9")
    assert _needle(visit).twitches == 1
    _pad(visit, "1")
    assert not _needle(visit).in_situ
    visit.lane.drain()
    assert visit.practice.own_screen.mine() == OwnWays(Hand.LEFT)
    right, left = (pad_of(visit.model, hand) for hand in Hand)
    assert [left[number].words for number in (9, 8, 7, 0)] == [
        right[number].words for number in (7, 8, 9, 0)
    ]


def test_for_the_left_hand_the_letters_come_to_it_and_the_screen_says_so(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    visit.click(-20, 34)
    first, second = (mark.id for mark in visit.model.marks)
    arming, layers = visit.page.shelf.arming, visit.page.view.layers
    visit.press(Qt.Key.Key_H, SHIFT)
    visit.press(Qt.Key.Key_S)
    assert visit.model.selected == first
    visit.press(Qt.Key.Key_D)
    assert visit.model.selected == second
    assert visit.page.view.layers == layers
    visit.press(Qt.Key.Key_E)
    assert not _needle(visit).in_situ
    visit.press(Qt.Key.Key_Z)
    assert _needle(visit).in_situ
    visit.press(Qt.Key.Key_V)
    assert visit.model.armed.mirrored
    visit.press(Qt.Key.Key_Period)
    assert visit.page.view.layers != layers
    assert (arming.both._key, arming.elsewhere._key) == ("V", "O")
    visit.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    sheet = visit.page.beside.currentWidget()
    assert isinstance(sheet, KeysSheet)
    said = [label.text() for label in sheet.findChildren(Text)]
    told = list(zip(said[1::2], said[2::2], strict=True))
    for line in (("D", "The next needle"), ("Z", "Undo"), ("E", "The selected needle is out")):
        assert line in told
    visit.press(Qt.Key.Key_H, SHIFT)
    visit.press(Qt.Key.Key_Comma)
    assert visit.model.selected == first
    assert (arming.both._key, arming.elsewhere._key) == ("M", "E")


def test_no_key_means_two_things_for_either_hand(visit: Visit) -> None:
    for _hand in Hand:
        bound = [key for each in visit.page.actions() for key in each.shortcuts()]
        assert len(bound) == len({key.toString() for key in bound})
        visit.press(Qt.Key.Key_H, SHIFT)


def test_in_a_field_the_numeric_keys_type_numbers(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    shelf = visit.page.shelf
    shelf.open_step(shelf.finish)
    row = shelf.items[PACKS_OPENED]
    assert isinstance(row, NumberRow)
    row.field.setFocus()
    QTest.keyClick(row.field, Qt.Key.Key_7, PAD)
    assert isinstance(row.field, QLineEdit)
    assert row.field.text() == "7"
    assert _needle(visit).twitches is None


def test_the_sheet_of_keys_tells_what_the_numeric_keys_do_for_this_hand(visit: Visit) -> None:
    def told() -> list[str]:
        visit.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
        sheet = visit.page.beside.currentWidget()
        assert sheet is not None
        words = [label.text() for label in sheet.findChildren(Text)]
        assert not words[1].startswith("Num")
        assert not visit.page._lists.isVisible()
        visit.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
        assert visit.page.beside.currentWidget() is visit.page.drawer
        return [words[words.index(key) + 1] for key in ("Num+7", "Num+9")]

    for_the_right = told()
    assert for_the_right == ["One twitch more", "The next needle"]
    visit.press(Qt.Key.Key_H, SHIFT)
    assert told() == for_the_right[::-1]


def _settle_size(visit: Visit) -> None:
    making = visit.page.sides._making
    assert making is not None
    making.whole()


def test_session_mode_is_large_to_read_and_to_press_and_is_remembered(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    shelf, pad = visit.page.shelf, visit.page.pad
    usual = shelf.arming.findChildren(QToolButton), shelf.insert.summary.font().pixelSize()
    assert not pad.isVisible()
    visit.press(Qt.Key.Key_K, SHIFT)
    _settle_size(visit)
    side = target_px(visit.page)
    assert pad.isVisible()
    assert all(min(key.width(), key.height()) >= side for key in pad.keys.values())
    assert shelf.insert.summary.font().pixelSize() == theme.ENLARGED[theme.SMALL]
    for part in (shelf.running.every, shelf.sign_pane.press, shelf.leaflet, visit.page.strip._undo):
        assert part.minimumHeight() >= side
    visit.page.resize(visit.page.width(), 700)
    visit.qtbot.waitUntil(lambda: pad.height() >= pad.minimumSizeHint().height())
    visit.press(Qt.Key.Key_B, SHIFT)
    assert not pad.isVisible()
    visit.page.beside.give_back()
    assert pad.isVisible()
    visit.page.pad.keys[7].click()
    assert _needle(visit).twitches == 1
    visit.lane.drain()
    assert visit.practice.own_screen.mine() == OwnWays(large=True)
    visit.page.hide()
    assert not theme.worn().is_enlarged
    visit.page.show()
    visit.page.sides.ways.toggle_large()
    _settle_size(visit)
    assert shelf.insert.summary.font().pixelSize() == usual[1]
    assert shelf.running.every.minimumHeight() == 0


@pytest.mark.parametrize(
    ("width_px", "width_mm", "expected"),
    [(1920, 527, 3.64), (1440, 286, 5.03), (1440, 0, 3.78), (800, 2000, 3.78), (4000, 30, 3.78)],
)
def test_a_millimetre_is_one_of_the_glass(width_px: int, width_mm: int, expected: float) -> None:
    found = px_per_mm(width_px, width_mm)
    assert found == pytest.approx(expected, abs=0.01)
    assert 15 <= round(TARGET_MM * found) / found <= 20
