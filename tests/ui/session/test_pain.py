"""Pain areas at the screen: drawn by mouse, pen and finger, set by keys, corrected, told of."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from math import cos, pi, sin

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from charting import content
from charting.domain import pain_extent
from charting.domain.body import REFERENCE_BODY
from charting.domain.body_map import Side
from charting.domain.changes import AddMark
from charting.domain.marks import Needle, TriggerPoint
from charting.domain.pain_area import LowestPoint, PainArea, PainQuality
from charting.domain.session import NoteSection, Reply
from charting.ui.session.armed import Tool
from charting.ui.session.pain_drawing import PainHand
from charting.ui.session.pain_form import PainForm
from tests.pace import spent
from tests.ui.session.conftest import Visit

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
Way = list[tuple[float, float]]
_DEVICES: list[QPointingDevice] = []


def _round(x: float, y: float, wide: float = 25, high: float = 25) -> Way:
    return [(x + wide * cos(pi * t / 10), y + high * sin(pi * t / 10)) for t in range(20)]


def _pixels(visit: Visit, way: Way) -> list[QPoint]:
    return [visit.page.view.projection.to_screen(*place).toPoint() for place in way]


def _draw(visit: Visit, way: Way) -> None:
    view, pixels = visit.page.view, _pixels(visit, way)
    QTest.mousePress(view, LEFT, pos=pixels[0])
    for pixel in pixels[1:]:
        QTest.mouseMove(view, pixel)
    QTest.mouseRelease(view, LEFT, pos=pixels[-1])
    visit.settle()


def _areas(visit: Visit) -> list[PainArea]:
    return [mark for mark in visit.stored().marks.values() if isinstance(mark, PainArea)]


def _form(visit: Visit) -> PainForm:
    return visit.page.drawer.findChildren(PainForm)[0]


def _hand(visit: Visit) -> PainHand:
    return visit.page.view._pain_hand


def test_a_stroke_is_an_area_and_one_undo_takes_it(visit: Visit) -> None:
    visit.press(Qt.Key.Key_P)
    assert "dull ache" in visit.page.strip.spoken()
    _draw(visit, _round(40, 15))
    (area,) = _areas(visit)
    assert area.quality is PainQuality.DULL_ACHE
    assert area.site.side is Side.RIGHT
    assert visit.model.selected == area.id
    assert "right" in visit.page.marks.model().index(0, 0).data()
    visit.press(Qt.Key.Key_U)
    assert _areas(visit) == []
    visit.press(Qt.Key.Key_R)
    assert _areas(visit) == [area]


def test_the_quality_is_chosen_before_by_key_or_button_and_after(visit: Visit) -> None:
    for _ in range(3):
        visit.press(Qt.Key.Key_P)
    assert visit.model.armed.quality is PainQuality.RADIATING
    _draw(visit, [(90, -60), (100, -110), (95, -170)])
    picker = visit.page.shelf.arming.pain
    picker.quality.buttons[list(PainQuality).index(PainQuality.STIFFNESS)].click()
    _draw(visit, _round(-40, 15))
    visit.press(Qt.Key.Key_Q, Qt.KeyboardModifier.ShiftModifier)
    way, area = _areas(visit)
    assert way.quality is PainQuality.RADIATING
    assert way.site.outline == ()
    assert len(way.site.path) >= 3
    assert area.quality is PainQuality.NUMB_TINGLE


def test_with_both_sides_armed_a_stroke_draws_its_twin_too(visit: Visit) -> None:
    visit.press(Qt.Key.Key_M)
    visit.press(Qt.Key.Key_P)
    _draw(visit, _round(60, 15))
    right, left = _areas(visit)
    assert (right.site.side, left.site.side) == (Side.RIGHT, Side.LEFT)
    visit.press(Qt.Key.Key_U)
    assert _areas(visit) == []
    visit.press(Qt.Key.Key_M)
    _draw(visit, _round(60, 15))
    visit.press(Qt.Key.Key_M, SHIFT)
    assert [area.site.side for area in _areas(visit)] == [Side.RIGHT, Side.LEFT]


def test_needles_are_placed_within_an_area_and_drawn_over_it(visit: Visit) -> None:
    visit.press(Qt.Key.Key_P)
    _draw(visit, _round(40, 15))
    visit.press(Qt.Key.Key_1)
    visit.click(40, 15)
    area, needle = visit.stored().marks.values()
    assert isinstance(area, PainArea)
    assert isinstance(needle, Needle)
    assert visit.model.counts.points == 0
    visit.press(Qt.Key.Key_T)
    visit.click(50, 20)
    assert isinstance(list(visit.stored().marks.values())[-1], TriggerPoint)


def test_a_click_selects_by_border_or_inside_but_a_nearer_mark_first(visit: Visit) -> None:
    visit.click(40, 15)
    visit.press(Qt.Key.Key_P)
    _draw(visit, _round(40, 15))
    for _ in range(3):
        visit.press(Qt.Key.Key_Escape)
    assert visit.model.armed.tool is Tool.SELECT
    assert visit.model.selected is None
    (area,) = _areas(visit)
    visit.click(65, 15)
    assert visit.model.selected == area.id
    visit.click(40, 16)
    assert visit.model.selected != area.id
    visit.click(50, 25)
    assert visit.model.selected == area.id
    visit.click(-60, 80)
    assert visit.model.selected is None


def test_a_selected_area_is_carried_and_resolved_where_it_lies(visit: Visit) -> None:
    visit.press(Qt.Key.Key_P)
    _draw(visit, _round(40, 15))
    for _ in range(2):
        visit.press(Qt.Key.Key_Escape)
    visit.click(40, 15)
    (before,) = _areas(visit)
    _draw(visit, [(40, 15), (50, 0), (80, -115)])
    (after,) = _areas(visit)
    assert after.id == before.id
    assert "m.gluteus_maximus" in after.site.structures
    assert after.site.upper != before.site.upper


def test_what_is_carried_is_shown_where_it_will_lie_on_any_build(visit: Visit) -> None:
    model, view = visit.model, visit.page.view
    assert model.patient is not None
    assert model.session is not None
    broad = content.builds()["broader"]
    model.open(model.patient, model.session, replace(REFERENCE_BODY, build=broad))
    visit.press(Qt.Key.Key_P)
    _draw(visit, _round(40, 15))
    for _ in range(2):
        visit.press(Qt.Key.Key_Escape)
    visit.click(40, 15)
    start, on_the_way, end = _pixels(visit, [(40, 15), (60, -40), (80, -115)])
    QTest.mousePress(view, LEFT, pos=start)
    QTest.mouseMove(view, on_the_way)
    QTest.mouseMove(view, end)
    carried = _hand(visit).carried
    assert carried is not None
    QTest.mouseRelease(view, LEFT, pos=end)
    (area,) = _areas(visit)
    assert area.site.outline == carried.site.outline


def test_a_stroke_off_the_back_is_refused_in_words(visit: Visit) -> None:
    visit.press(Qt.Key.Key_P)
    _draw(visit, [(188, 60), (191, 80), (191, 60)])
    assert _areas(visit) == []
    assert visit.page.sentence.words


def test_keys_set_a_round_area_about_the_cursor_and_say_how_strong(visit: Visit) -> None:
    visit.press(Qt.Key.Key_P)
    visit.press(Qt.Key.Key_P, SHIFT)
    visit.press(Qt.Key.Key_Right)
    visit.press(Qt.Key.Key_Return)
    for _ in range(7):
        visit.press(Qt.Key.Key_V)
    visit.press(Qt.Key.Key_V, SHIFT)
    (area,) = _areas(visit)
    assert area.intensity == 6
    wide = max(x for x, _ in area.site.outline) - min(x for x, _ in area.site.outline)
    assert 790 <= wide <= 800
    for _ in range(7):
        visit.press(Qt.Key.Key_V, SHIFT)
    assert _areas(visit)[0].intensity is None


def test_level_and_side_set_a_round_area_too(visit: Visit) -> None:
    visit.press(Qt.Key.Key_P)
    visit.press(Qt.Key.Key_L)
    visit.page.placing.place_button.click()
    visit.settle()
    (area,) = _areas(visit)
    assert area.site.side is Side.RIGHT


def test_the_drawer_corrects_everything_and_reminds(visit: Visit) -> None:
    visit.press(Qt.Key.Key_P)
    _draw(visit, _round(90, -100))
    form = _form(visit)
    assert form.reminder == ""
    form.quality.buttons[list(PainQuality).index(PainQuality.RADIATING)].click()
    visit.settle()
    assert "bladder" in form.reminder
    assert "Not asked yet" in form.reminder
    for item in content.pain_reminders()[PainQuality.RADIATING].items:
        visit.model.screen.reply(visit.model.screen.rules.rules[item], Reply.NO)
    visit.settle()
    assert "Not asked yet" not in form.reminder
    form.intensity.buttons[8].click()
    visit.settle()
    form.lowest.buttons[3].click()
    visit.settle()
    (area,) = _areas(visit)
    assert (area.intensity, area.lowest, area.leg) == (8, LowestPoint.BELOW_KNEE, Side.RIGHT)
    form.leg.buttons[1].click()
    form.remark.setFocus()
    QTest.keyClicks(form.remark, "since <L5> & more")
    QTest.keyClick(form.remark, Qt.Key.Key_Return)
    visit.settle()
    (area,) = _areas(visit)
    assert (area.leg, area.remark) == (Side.MIDLINE, "since <L5> & more")
    assert "both legs to below the knee" in visit.model.words(area)
    form.quality.buttons[0].click()
    visit.settle()
    (area,) = _areas(visit)
    assert (area.quality, area.lowest, area.leg) == (PainQuality.DULL_ACHE, None, None)


def test_the_subjective_part_is_told_once(visit: Visit) -> None:
    visit.press(Qt.Key.Key_P)
    _draw(visit, _round(40, 15))
    shelf = visit.page.shelf
    shelf.open_step(shelf.prepare)
    assert shelf.tell_pain.isVisible()
    visit.model.visit.write_note(NoteSection.SUBJECTIVE, "Worse after lifting.")
    shelf.tell_pain.click()
    visit.settle()
    note = visit.stored().notes[NoteSection.SUBJECTIVE]
    assert note.startswith("Worse after lifting.\nPain areas:\n- dull ache over the right")
    assert not shelf.tell_pain.isVisible()


# --- Pen and finger -----------------------------------------------------------------------------


def _pen(visit: Visit, kind: QEvent.Type, pixel: QPoint, pressure: float) -> bool:
    if not _DEVICES:
        _DEVICES.append(
            QPointingDevice(
                "pen",
                1,
                QInputDevice.DeviceType.Stylus,
                QPointingDevice.PointerType.Pen,
                QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
                1,
                3,
            )
        )
    view, at = visit.page.view, QPointF(pixel)
    event = QTabletEvent(
        kind,
        _DEVICES[0],
        at,
        QPointF(view.mapToGlobal(at)),
        pressure,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        Qt.KeyboardModifier.NoModifier,
        LEFT,
        LEFT,
    )
    QApplication.sendEvent(view, event)
    return event.isAccepted()


def test_a_pen_draws_with_its_pressure_and_is_a_mouse_otherwise(visit: Visit) -> None:
    pixels = _pixels(visit, _round(40, 15))
    assert not _pen(visit, QEvent.Type.TabletPress, pixels[0], 0.5)
    visit.press(Qt.Key.Key_P)
    assert _pen(visit, QEvent.Type.TabletPress, pixels[0], 0.2)
    for pixel in pixels[1:]:
        assert _pen(visit, QEvent.Type.TabletMove, pixel, 0.9)
    assert _hand(visit).busy
    visit.page.view.grab()
    assert _pen(visit, QEvent.Type.TabletRelease, pixels[-1], 0.0)
    assert not _pen(visit, QEvent.Type.TabletMove, pixels[0], 0.0)
    assert len(_areas(visit)) == 1


def _screen() -> QPointingDevice:
    if len(_DEVICES) < 2:
        while len(_DEVICES) < 2:
            _DEVICES.append(QTest.createTouchDevice())
    return _DEVICES[1]


def _fingers(visit: Visit, deed: str, pixels: Iterable[QPoint]) -> None:
    touch = QTest.touchEvent(visit.page.view, _screen())
    for finger, pixel in enumerate(pixels):
        getattr(touch, deed)(finger, pixel, visit.page.view)
    touch.commit()


@pytest.mark.own_room
def test_one_finger_draws_and_neither_pans_nor_takes_marks(visit: Visit) -> None:
    visit.click(65, 15)
    visit.page.view.zoom(2.0)
    visit.press(Qt.Key.Key_P)
    before = visit.page.view.projection
    pixels = _pixels(visit, _round(40, 15))
    _fingers(visit, "press", pixels[:1])
    for pixel in pixels[1:]:
        _fingers(visit, "move", [pixel])
    _fingers(visit, "release", pixels[-1:])
    visit.settle()
    assert len(_areas(visit)) == 1
    assert visit.page.view.projection == before
    assert visit.page.view.held is None


def test_a_second_finger_forgets_the_stroke_and_zooms(visit: Visit) -> None:
    visit.press(Qt.Key.Key_P)
    first, second = _pixels(visit, [(-20, 0), (20, 0)])
    _fingers(visit, "press", [first])
    _fingers(visit, "move", [first - QPoint(30, 0)])
    assert _hand(visit).busy
    touch = QTest.touchEvent(visit.page.view, _screen())
    touch.move(0, first - QPoint(31, 0), visit.page.view)
    touch.press(1, second, visit.page.view)
    touch.commit()
    assert not _hand(visit).busy
    _fingers(visit, "move", [first - QPoint(90, 0), second + QPoint(90, 0)])
    _fingers(visit, "release", [first - QPoint(90, 0), second + QPoint(90, 0)])
    assert visit.page.view.projection.zoom > 1.2
    assert visit.stored().marks == {}


def test_a_hold_carries_an_area_where_nothing_is_armed(visit: Visit) -> None:
    visit.press(Qt.Key.Key_P)
    _draw(visit, _round(40, 15))
    for _ in range(3):
        visit.press(Qt.Key.Key_Escape)
    start, end = _pixels(visit, [(40, 15), (70, 15)])
    _fingers(visit, "press", [start])
    visit.qtbot.waitUntil(lambda: _hand(visit).busy, timeout=3000)
    _fingers(visit, "move", [end])
    visit.page.view.grab()
    _fingers(visit, "release", [end])
    (area,) = _areas(visit)
    assert 640 <= pain_extent.anchor(area.site)[0] <= 760


# --- Speed --------------------------------------------------------------------------------------


@pytest.mark.parametrize("marks", [100, pytest.param(500, marks=pytest.mark.long)])
def test_twenty_areas_among_many_marks_stay_within_a_frame(visit: Visit, marks: int) -> None:
    model, view = visit.model, visit.page.view
    body_map, changes = model.body_map, []
    for number in range(20):
        site = pain_extent.around(body_map, -80 + 40 * (number % 5), 100 - 50 * (number // 5), 30)
        quality = list(PainQuality)[number % 5]
        changes.append(AddMark(model.sessions.pain_area(site, quality)))
    for number in range(marks):
        x, y = -60 + 5 * (number % 25), 120 - 10 * (number // 25)
        changes.append(AddMark(model.sessions.trigger_point(model.sites.here(x, y)[0])))
    model.record.do_all(changes, "Place many")
    visit.stored()
    view.repaint()
    area = visit.model.marks[3]
    assert isinstance(area, PainArea)
    model.select(area.id)
    view.repaint()
    took = []
    for intensity in range(11):
        area = replace(area, intensity=intensity)
        took.append(spent(partial(_shown, view, partial(model.edit, area))))
    assert sorted(took)[len(took) // 2] <= 0.016


def _shown(view: QWidget, change: Callable[[], object]) -> None:
    change()
    view.repaint()
