"""A visit written up afterwards: times typed once for all needles or for some, and no timer."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charting.domain.marks import Needle
from charting.domain.moment import Moment
from charting.domain.session import NoteSection
from charting.ui.session.after_times import AfterTimes, Group
from tests.ui.session.conftest import Visit


def _write_up(visit: Visit) -> AfterTimes:
    """Open a visit of three days ago with two needles charted in it, and the step of the times."""
    patient = visit.model.patient
    assert patient is not None
    now = visit.model.now()
    when = now.local().replace(hour=16, minute=0, second=0, microsecond=0) - timedelta(days=3)
    earlier = visit.practice.sessions.open_earlier(patient.id, Moment.of(when, now.zone))
    visit.model.open(patient, earlier)
    visit.press(Qt.Key.Key_1)
    for x in (18, 30):
        visit.click(x, 13)
    visit.page.shelf.open_step(visit.page.shelf.stimulate)
    visit.settle()
    return visit.page.shelf.running.after_times


def _type(form: AfterTimes, typed: str) -> None:
    form.line.clear()
    QTest.keyClicks(form.line, typed)
    QTest.keyClick(form.line, Qt.Key.Key_Return)


def _times(visit: Visit) -> list[tuple[str, str]]:
    def clock(moment: Moment | None) -> str:
        return f"{moment.local():%H:%M}" if moment else ""

    return [(clock(each.went_in), clock(each.came_out)) for each in visit.stored().needles()]


def test_times_are_typed_once_for_all_and_undone_in_one_step(visit: Visit) -> None:
    form = _write_up(visit)
    assert form.isVisible()
    assert not visit.page.shelf.running.every.isVisible()
    assert visit.model.longest_in() is None
    _type(form, "16:14, 10 min")
    assert form.told.words == "Times of 2 needles, recalled: 16:14–16:24"
    assert form.line.text() == ""
    assert _times(visit) == [("16:14", "16:24")] * 2
    assert visit.model.longest_in() is None
    assert visit.page.shelf.stimulate.summary.text() == "Times of 2 of 2 needles, recalled"
    assert "times as recalled: First in at 16:14" in visit.model.visit.treatment_draft()
    visit.model.record.undo()
    assert _times(visit) == [("16:00", "16:00")] * 2
    assert visit.model.visit.note(NoteSection.TREATMENT) == ""


def test_times_are_typed_for_the_selected_needle_and_then_for_the_rest(visit: Visit) -> None:
    form = _write_up(visit)
    first = visit.model.marks[0]
    assert isinstance(first, Needle)
    visit.model.select(first.id)
    visit.settle()
    form.whom.show_value(Group.SELECTED)
    _type(form, "16:05-16:10")
    assert _times(visit) == [("16:05", "16:10"), ("16:00", "16:00")]
    form.whom.show_value(Group.UNTIMED)
    _type(form, "16:20 for 5")
    assert _times(visit) == [("16:05", "16:10"), ("16:20", "16:25")]


def test_times_that_cannot_be_are_said_and_stay_typed(visit: Visit) -> None:
    form = _write_up(visit)
    _type(form, "16:24-16:14")
    assert "cannot come out before it went in" in form.told.words
    assert form.line.text() == "16:24-16:14"
    assert _times(visit) == [("16:00", "16:00")] * 2


def test_no_needle_comes_to_be_in(visit: Visit) -> None:
    _write_up(visit)
    visit.model.select(visit.model.marks[0].id)
    visit.press(Qt.Key.Key_O)
    assert "written up afterwards" in visit.page.sentence.words
    assert visit.model.counts.needles_in == 0


def test_a_visit_in_the_room_has_its_running_times_and_no_form(visit: Visit) -> None:
    visit.page.shelf.open_step(visit.page.shelf.stimulate)
    visit.settle()
    assert visit.page.shelf.running.every.isVisible()
    assert not visit.page.shelf.running.after_times.isVisible()
