"""The drawer, the shelf's notes and the strip: what is said of a mark and a visit is kept."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from charting.domain.body_map import Side
from charting.domain.marks import (
    LevelFound,
    MapSite,
    Needle,
    PointStatus,
    Position,
    Precaution,
    TriggerPoint,
)
from charting.domain.session import NoteSection
from charting.ui.session.mark_forms import NeedleForm, PointForm
from charting.ui.session.projection import Turn
from charting.ui.session.reminders import Reminders
from tests.ui.session.conftest import Visit


def _point_form(visit: Visit) -> PointForm:
    return visit.page.drawer.findChildren(PointForm)[0]


def _needle_form(visit: Visit) -> NeedleForm:
    return visit.page.drawer.findChildren(NeedleForm)[0]


def test_one_choice_classes_a_trigger_point(visit: Visit) -> None:
    visit.click(18, 13)
    _point_form(visit).status.buttons[0].click()
    (mark,) = visit.stored().marks.values()
    assert isinstance(mark, TriggerPoint)
    assert mark.status is PointStatus.ACTIVE
    assert mark.taut_band is None


def test_what_is_typed_is_kept_when_another_mark_is_selected(visit: Visit) -> None:
    visit.click(18, 13)
    first = visit.model.marks[0]
    form = _point_form(visit)
    form.referred.setFocus()
    QTest.keyClicks(form.referred, "score 3<5 <L5 & right buttock")
    visit.click(55, 58)
    mark = visit.stored().marks[first.id]
    assert isinstance(mark, TriggerPoint)
    assert mark.referred_pain == "score 3<5 <L5 & right buttock"


def test_letters_typed_into_a_field_are_text_and_no_command(visit: Visit) -> None:
    visit.click(18, 13)
    form = _point_form(visit)
    form.remark.setFocus()
    QTest.keyClicks(form.remark, "out hurt 1 r")
    assert form.remark.text() == "out hurt 1 r"
    assert len(visit.model.marks) == 1
    assert visit.model.record.can_undo


def test_two_inputs_correct_one_property_of_a_needle(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    form = _needle_form(visit)
    form.twitches.more.click()
    form.twitches.more.click()
    (needle,) = visit.stored().needles()
    assert needle.twitches == 2


def test_a_depth_never_exceeds_the_needle(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    form = _needle_form(visit)
    for _ in range(14):
        form.depth_reached.more.click()
    (needle,) = visit.stored().needles()
    assert needle.depth == needle.length


def test_angle_and_a_depth_seen_by_ultrasound_are_noted(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    form = _needle_form(visit)
    assert not form.depth_seen.isEnabled()
    form.depth_reached.more.click()
    visit.settle()
    form.depth_seen.setCurrentIndex(1)
    form.depth_seen.activated.emit(1)
    form.angle.setCurrentIndex(form.angle.findText("60°"))
    form.angle.activated.emit(form.angle.currentIndex())
    (needle,) = visit.stored().needles()
    assert (needle.depth, needle.depth_seen, needle.angle_deg) == (5, True, 60)
    form.depth_reached.less.click()
    form.depth_reached.less.click()
    (needle,) = visit.stored().needles()
    assert (needle.depth, needle.depth_seen) == (None, False)


def test_a_mark_can_be_said_to_be_at_an_interspace(visit: Visit) -> None:
    visit.click(18, 24)
    drawer = visit.page.drawer
    assert "10 mm below the tip of L3" in drawer.where.text()
    drawer.level.setCurrentIndex(drawer.level.findText("L3/4"))
    drawer.level.activated.emit(drawer.level.currentIndex())
    visit.settle()
    assert "L3/4 right, 20 mm from the midline" in drawer.where.text()
    assert "palpated, L2/3 to L4/5 possible" in drawer.where.text()
    (mark,) = visit.stored().marks.values()
    assert isinstance(mark.site, MapSite)
    assert mark.site.level == "L3/4"
    assert abs(mark.site.above or 99) < 10


def test_a_shorter_needle_than_its_depth_is_refused_in_words(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    form = _needle_form(visit)
    for _ in range(10):
        form.depth_reached.more.click()
    form.length.setCurrentIndex(form.length.findText("25 mm"))
    form.length.activated.emit(form.length.currentIndex())
    assert "cannot be 50 mm deep" in visit.page.sentence.words
    needle = visit.model.marks[0]
    assert isinstance(needle, Needle)
    assert needle.length == 50
    assert form.length.value == 50


def test_the_practitioners_choice_of_muscle_stays_with_the_mark(visit: Visit) -> None:
    visit.click(18, 13)
    mark = visit.model.marks[0]
    assert visit.model.chart_in(mark.id, "m.longissimus_thoracis")
    site = visit.stored().marks[mark.id].site
    assert getattr(site, "muscle", None) == "m.longissimus_thoracis"


def test_a_note_is_kept_after_a_pause_and_undone_as_one_step(visit: Visit, qtbot: QtBot) -> None:
    visit.page.shelf.open_step(visit.page.shelf.prepare)
    editor = visit.page.shelf.notes.editors[NoteSection.SUBJECTIVE]
    editor.setFocus()
    with qtbot.waitSignal(visit.model.record.stored):
        QTest.keyClicks(editor, "dull ache")
    assert visit.stored().notes == {NoteSection.SUBJECTIVE: "dull ache"}
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert visit.stored().notes == {}
    assert editor.toPlainText() == ""


def test_leaving_the_page_keeps_what_is_still_being_typed(visit: Visit) -> None:
    visit.page.shelf.open_step(visit.page.shelf.prepare)
    editor = visit.page.shelf.notes.editors[NoteSection.SUBJECTIVE]
    editor.setFocus()
    QTest.keyClicks(editor, "since Monday")
    visit.page.leave()
    assert visit.stored().notes == {NoteSection.SUBJECTIVE: "since Monday"}


def test_the_strip_says_what_is_armed_counted_and_stored(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    visit.stored()
    words = visit.page.strip.spoken()
    assert "Armed: needle 0.30 × 50, static" in words
    assert "1 in, 0 out" in words
    assert "stored " in words


def test_one_key_takes_the_next_name_and_the_choice_is_kept(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(20, -13)
    before = visit.model.selected_mark
    assert isinstance(before, Needle)
    assert isinstance(before.site, MapSite)
    visit.press(Qt.Key.Key_N)
    (stored,) = visit.stored().needles()
    assert isinstance(stored.site, MapSite)
    assert stored.site.chosen
    assert stored.site.muscle != before.site.muscle
    visit.press(Qt.Key.Key_U)
    assert visit.stored().needles()[0].site == before.site


def test_the_patient_is_turned_by_one_key_and_needles_remember(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(20, 13)
    visit.press(Qt.Key.Key_Y)
    visit.click(85, 23.5)
    assert "on the left side" in visit.page.strip.spoken()
    positions = [needle.position for needle in visit.stored().needles()]
    assert positions == [Position.PRONE, Position.LEFT_SIDE]
    for _ in range(2):
        visit.press(Qt.Key.Key_Y)
    assert visit.model.armed.position is Position.PRONE


def test_turning_with_needles_in_is_warned_of_once_and_moves_no_mark(visit: Visit) -> None:
    page = visit.page
    visit.press(Qt.Key.Key_Y)
    assert page.sentence.words == ""
    visit.press(Qt.Key.Key_1)
    visit.click(85, 23.5)
    (before,) = visit.stored().needles()
    height = page.view.height()
    visit.press(Qt.Key.Key_Y)
    assert "1 needle is in" in page.sentence.words
    assert page.view.height() == height
    page.sentence.hush()
    visit.press(Qt.Key.Key_Y)
    assert page.sentence.words == ""
    assert visit.stored().needles() == (before,)


def test_the_back_lies_as_the_patient_does(visit: Visit) -> None:
    view = visit.page.view
    turns = [view.projection.turn]
    for _ in range(3):
        visit.press(Qt.Key.Key_Y)
        turns.append(view.projection.turn)
    assert turns == [Turn.UPRIGHT, Turn.HEAD_LEFT, Turn.HEAD_RIGHT, Turn.UPRIGHT]
    visit.press(Qt.Key.Key_Y)
    visit.click(20, 13)
    (mark,) = visit.stored().marks.values()
    assert isinstance(mark.site, MapSite)
    assert (mark.site.level, mark.site.side, mark.site.muscle) == (
        "L4",
        Side.RIGHT,
        "m.multifidus_lumborum",
    )


def test_a_reminder_is_said_once_and_answered_by_one_press(visit: Visit) -> None:
    reminders = visit.page.drawer.findChild(Reminders)
    assert reminders is not None
    visit.press(Qt.Key.Key_1)
    visit.click(85, 23.5)
    assert "kidney" in reminders.said
    assert "Say why" in reminders.said
    reminders.precautions[Precaution.SHORT_NEEDLE].click()
    reminders.reason.setFocus()
    QTest.keyClicks(reminders.reason, "thick loin")
    QTest.keyClick(reminders.reason, Qt.Key.Key_Return)
    visit.settle()
    (stored,) = visit.stored().needles()
    assert stored.precautions == (Precaution.SHORT_NEEDLE,)
    assert stored.reason == "thick loin"
    visit.page.view.setFocus()
    visit.click(80, 30)
    assert reminders.said == ""


def test_how_the_level_was_found_stays_for_the_next(visit: Visit) -> None:
    visit.click(20, 13)
    drawer = visit.page.drawer
    labels = [label.text() for label in drawer.findChildren(QLabel) if label.isVisible()]
    assert any("palpated, L3 to L5 possible" in label for label in labels)
    visit.model.find_level_by(LevelFound.ULTRASOUND)
    visit.click(55, 58)
    found = [mark.site.level_found for mark in visit.stored().marks.values()]  # type: ignore[union-attr]
    assert found == [LevelFound.ULTRASOUND] * 2
