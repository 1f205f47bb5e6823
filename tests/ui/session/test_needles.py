"""Boxes, lots and the needles of the keys at the session's window."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charting.domain.changes import EditMark, apply
from charting.domain.lots import Handle, Lot
from charting.domain.marks import Needle, Technique, TriggerPoint
from charting.domain.stimulation import USUAL
from charting.ui.session.armed import Tool
from charting.ui.session.mark_forms import NeedleForm
from charting.ui.session.needles_pane import NeedlesPane
from tests.ui.session.conftest import Visit

pytestmark = pytest.mark.own_room

GTIN = "04012345678901"
CODE = f"01{GTIN}10ab-1234\x1d17400630"
LOT = Lot("AB-1234", date(2040, 6, 30))
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _pane(visit: Visit) -> NeedlesPane:
    return next(pane for pane in visit.page.beside.panes if isinstance(pane, NeedlesPane))


def _open_pane(visit: Visit) -> NeedlesPane:
    visit.press(Qt.Key.Key_B, SHIFT)
    return _pane(visit)


def _scan(visit: Visit, code: str) -> None:
    """Type a code as a scanner does, with its own sign between the parts and Enter at the end."""
    line = _pane(visit).form.code
    for letter in code:
        if letter == "\x1d":
            QTest.keyClick(line, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
        else:
            QTest.keyClicks(line, letter)
    QTest.keyClick(line, Qt.Key.Key_Return)
    visit.lane.drain()


def _scan_new(visit: Visit) -> None:
    """Open the first box of an article: its size is the armed needle's, which is offered."""
    _open_pane(visit)
    _scan(visit, CODE)
    _pane(visit).form.open_button.click()
    visit.lane.drain()
    visit.press(Qt.Key.Key_Escape)


def _needle_form(visit: Visit) -> NeedleForm:
    return visit.page.drawer.findChildren(NeedleForm)[0]


def test_a_scanned_box_gives_its_lot_to_every_needle_of_its_size(visit: Visit) -> None:
    _scan_new(visit)
    visit.press(Qt.Key.Key_1)
    visit.press(Qt.Key.Key_M)
    visit.click(18, 13)
    assert [needle.lot for needle in visit.stored().needles()] == [LOT, LOT]
    assert "lot AB-1234" in visit.page.strip.spoken()


def test_the_next_box_of_an_article_takes_one_scan(visit: Visit) -> None:
    _scan_new(visit)
    pane = _open_pane(visit)
    _scan(visit, CODE.replace("ab-1234", "AB-77"))
    (box,) = visit.practice.supplies.open_boxes()
    assert (box.lot.number, box.length, box.diameter) == ("AB-77", 50, 300)
    assert "AB-77" in pane.form.told.words
    assert pane.form.code.text() == ""


def test_a_lot_typed_over_the_scanned_one_is_of_no_article_that_is_known(visit: Visit) -> None:
    pane = _open_pane(visit)
    _scan(visit, CODE)
    pane.form.lot.setText("other-5")
    pane.form.open_button.click()
    visit.lane.drain()
    (box,) = visit.practice.supplies.open_boxes()
    assert (box.lot.number, box.gtin) == ("OTHER-5", "")


def test_what_is_no_code_is_said_in_words_and_stays(visit: Visit) -> None:
    pane = _open_pane(visit)
    _scan(visit, "hello")
    assert "not read as the code of a box" in pane.form.told.words
    assert pane.form.code.text() == "hello"
    assert visit.practice.supplies.boxes() == ()


def test_an_expired_box_is_stopped_and_what_was_typed_stays(visit: Visit) -> None:
    pane = _open_pane(visit)
    pane.form.lot.setText("old-1")
    pane.form.expiry.setText("2020-01")
    QTest.keyClick(pane.form.expiry, Qt.Key.Key_Return)
    visit.lane.drain()
    assert "Lot OLD-1 was to be used by 31.01.2020." in pane.form.told.words
    assert (pane.form.lot.text(), pane.form.expiry.text()) == ("old-1", "2020-01")
    pane.form.expiry.setText("when it rains")
    pane.form.open_button.click()
    assert "“when it rains” is not read" in pane.form.told.words
    assert visit.practice.supplies.boxes() == ()


def test_a_needle_of_a_lot_past_its_day_is_not_set(visit: Visit) -> None:
    _scan_new(visit)
    box = visit.model.cupboard.boxes[0]
    visit.model.cupboard.boxes = [replace(box, lot=Lot("AB-1234", date(2020, 1, 1)))]
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    assert visit.model.marks == ()
    assert "Lot AB-1234 was to be used by 01.01.2020." in visit.page.sentence.words


def test_an_unknown_lot_is_refused_and_the_rest_stays(visit: Visit) -> None:
    _scan_new(visit)
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    form = _needle_form(visit)
    form.lot.setFocus()
    form.lot.selectAll()
    QTest.keyClicks(form.lot, "zz-9")
    QTest.keyClick(form.lot, Qt.Key.Key_Return)
    assert "Nothing is on file of lot ZZ-9." in visit.page.sentence.words
    assert form.lot.text() == "zz-9"
    form.twitches.more.click()
    (needle,) = visit.stored().needles()
    assert (needle.twitches, needle.lot) == (1, LOT)
    QTest.keyClick(form.lot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(form.lot, Qt.Key.Key_Delete)
    QTest.keyClick(form.lot, Qt.Key.Key_Return)
    (needle,) = visit.stored().needles()
    assert needle.lot is None


def test_another_size_came_from_another_box(visit: Visit) -> None:
    _scan_new(visit)
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    (needle,) = visit.model.marks
    assert isinstance(needle, Needle)
    visit.model.edit(replace(needle, length=30))
    (needle,) = visit.stored().needles()
    assert needle.lot is None
    form = _needle_form(visit)
    form.lot.setText("AB-1234")
    form.lot.setModified(True)
    QTest.keyClick(form.lot, Qt.Key.Key_Return)
    assert "holds needles of 0.30 × 50 mm" in visit.page.sentence.words


def test_a_box_that_is_put_away_gives_no_lot(visit: Visit) -> None:
    _scan_new(visit)
    pane = _open_pane(visit)
    (button,) = pane.away_buttons
    button.click()
    visit.lane.drain()
    assert pane.away_buttons == []
    visit.press(Qt.Key.Key_Escape)
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    (needle,) = visit.stored().needles()
    assert needle.lot is None


def test_a_key_arms_what_its_person_has_set(visit: Visit) -> None:
    presets = _open_pane(visit).presets
    presets.place.buttons[8].click()
    for options, words in (
        (presets.length, "75 mm"),
        (presets.technique, "electrical stimulation"),
        (presets.handle, "metal handle"),
    ):
        options.setCurrentIndex(options.findText(words))
        options.activated.emit(options.currentIndex())
        visit.lane.drain()
    presets.stimulation.hz.setValue(80)
    presets.stimulation.hz.editingFinished.emit()
    visit.lane.drain()
    visit.settle()
    assert visit.page.shelf.arming.presets[9].words == "0.30 × 75  electro"
    visit.press(Qt.Key.Key_Escape)
    visit.press(Qt.Key.Key_9)
    armed = visit.model.armed
    assert armed.tool is Tool.NEEDLE
    assert armed.preset.stimulation == replace(USUAL, hz=80)
    visit.click(18, 13)
    (needle,) = visit.stored().needles()
    assert (needle.length, needle.technique, needle.handle) == (75, Technique.ELECTRO, Handle.METAL)
    kept = visit.practice.supplies.presets(visit.model.kit.presets)
    assert kept[9].handle is Handle.METAL


def test_the_needle_the_hand_had_stays_for_the_next_visit(visit: Visit) -> None:
    model = visit.model
    model.armed.needle(replace(model.armed.preset, length=75), 0)
    assert model.patient is not None
    assert model.session is not None
    model.open(model.patient, model.session)
    assert (model.armed.tool, model.armed.preset.length) == (Tool.POINT, 75)


def test_a_needle_on_a_trigger_point_stands_where_it_stands(visit: Visit) -> None:
    visit.click(18, 13)
    (point,) = visit.model.marks
    assert isinstance(point, TriggerPoint)
    visit.press(Qt.Key.Key_1)
    visit.click(18.5, 13.5)
    (needle,) = visit.stored().needles()
    assert needle.site == point.site


def test_a_needle_keeps_its_lot_when_its_day_has_passed(visit: Visit) -> None:
    """What was set in time is corrected at any time."""
    _scan_new(visit)
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    session = visit.stored()
    (needle,) = session.needles()
    today = replace(needle, lot=Lot("AB-1234", needle.went_in.day))
    session = apply(EditMark(needle, today), session)
    assert apply(EditMark(today, replace(today, remark="felt well")), session).needles()[0].remark
