"""What of the clinical reference is seen at the session's screen alone: the four steps (9.4), what
is said at a stop (2.8), and care of the same day (9.8). The ids are typed from the reference.
"""

from PySide6.QtCore import Qt

from charting import content
from charting.domain.visit import EMERGENCY, Step
from charting.ui.session.visit_rows import SeveralRow, YesNoRow
from tests.ui.session.conftest import Visit

STOPS = (
    *("st.request", "st.electric", "st.sharp_chest", "st.faint", "st.bleed", "st.stuck", "st.bent"),
    *("st.broken", "st.pain_gt7", "st.seizure", "st.confusion", "st.clear_fluid", "st.urine_blood"),
)


def test_the_four_steps_hold_what_belongs_to_each(visit: Visit) -> None:
    shelf = visit.page.shelf
    # ps.prepare: ck.* are asked before the needle.
    shelf.open_step(shelf.prepare)
    visit.settle()
    assert shelf.prepare.content.isVisible()
    assert "checks" in shelf.checks[Step.PREPARE].groups
    # ps.insert: a preset is armed, and the needle is set on the back.
    shelf.open_step(shelf.insert)
    visit.press(Qt.Key.Key_1)
    visit.click(-65, -35)
    assert shelf.arming.isVisible()
    assert len(visit.model.marks) == 1
    # ps.stimulate: what is in runs, and is taken out from there.
    shelf.open_step(shelf.stimulate)
    visit.settle()
    assert shelf.running.isVisible()
    # ps.finish: pt.* and hy.* are asked once a needle was opened.
    shelf.open_step(shelf.finish)
    visit.settle()
    groups = shelf.checks[Step.FINISH].groups
    assert groups["closing"].isVisible()
    assert groups["bleeding"].isVisible()


def test_each_stop_says_what_is_done_at_once(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(-65, -35)
    visit.press(Qt.Key.Key_F10)
    row = visit.page.shelf.items[EMERGENCY]
    assert isinstance(row, YesNoRow)
    assert all(not needle.in_situ for needle in visit.stored().needles())
    assert set(row.why.boxes) == set(STOPS)
    advice = {stop.id: stop.advice for stop in content.screening().stops}
    for stop in STOPS:
        row.why.boxes[stop].click()
        visit.settle()
        assert row.why.cautions == advice[stop]
        row.why.boxes[stop].click()
        visit.settle()
    assert row.why.cautions == ""


def test_care_of_the_same_day_is_one_press_and_a_bruise_is_spoken_of(visit: Visit) -> None:
    visit.page.shelf.open_step(visit.page.shelf.finish)
    row = visit.page.shelf.items["cb.today"]
    assert isinstance(row, SeveralRow)
    for care in ("cb.physio", "cb.massage", "cb.chiro", "cb.exercise", "cb.heat_cold"):
        row.boxes[care].click()
        assert visit.stored().answers["cb.today"].choice == care
        assert ("bruise" in row.ticks.cautions) is (care in ("cb.massage", "cb.chiro"))
        row.boxes[care].click()
        visit.settle()
