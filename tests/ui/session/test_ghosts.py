"""The last visit's needles set again: one input each, and each says after which it was set."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from charting.domain.changes import AddMark, apply
from charting.domain.marks import Needle
from charting.domain.moment import Moment
from charting.domain.session import Session
from charting.services.sessions import Sessions
from tests.documents.cases import on_the_map
from tests.fakes import CountingIds, FixedClock
from tests.invented import PRESET
from tests.ui.session.conftest import Visit

PLACES = ((18, 13), (-20, -13), (-55, 58))


def _earlier(visit: Visit) -> Session:
    """A visit of the week before with three needles, of the same patient."""
    now = visit.model.now().local()
    clock = FixedClock(now - timedelta(days=7), "Europe/Zurich")
    practice = visit.practice
    sessions = Sessions(
        practice.records.sessions, clock, CountingIds(400_000), practice.practitioner
    )
    assert visit.model.patient is not None
    session = sessions.open_earlier(
        visit.model.patient.id, Moment.of(now - timedelta(days=8), "Europe/Zurich")
    )
    for place in PLACES:
        needle = replace(sessions.needle(on_the_map(*place), PRESET), twitches=3)
        change = AddMark(replace(needle, came_out=needle.went_in))
        sessions.store(sessions.entry(session, change))
        session = apply(change, session)
    return session


def _show(visit: Visit) -> None:
    visit.press(Qt.Key.Key_F4)
    visit.lane.drain()
    visit.settle()


def _offered(visit: Visit) -> int:
    return len(visit.page.view.ghosts.needles)


@pytest.mark.own_room
def test_each_is_set_again_by_one_input_and_says_after_which(visit: Visit) -> None:
    last = _earlier(visit)
    _show(visit)
    assert [one.id for one in visit.page.view.ghosts.needles] == list(last.marks)
    assert "3 needles of" in visit.page.sentence.words
    visit.click(*PLACES[1])
    visit.press(Qt.Key.Key_Space)
    visit.press(Qt.Key.Key_Space)
    visit.press(Qt.Key.Key_Space)
    stored = [one for one in visit.stored().marks.values() if isinstance(one, Needle)]
    assert len(stored) == 3
    sources = [one.repeats.needle for one in stored if one.repeats]
    assert set(sources) == set(last.marks)
    assert sources[0] == list(last.marks)[1]
    assert {one.repeats.day for one in stored if one.repeats} == {last.opened.day}
    assert all(one.twitches is None for one in stored)
    assert {one.site for one in stored} == {mark.site for mark in last.marks.values()}


def test_undo_brings_a_ghost_back_and_f4_hides_them_all(visit: Visit) -> None:
    _earlier(visit)
    _show(visit)
    visit.press(Qt.Key.Key_Space)
    assert _offered(visit) == 2
    visit.press(Qt.Key.Key_U)
    assert _offered(visit) == 3
    visit.press(Qt.Key.Key_F4)
    assert _offered(visit) == 0
    visit.click(*PLACES[0])
    (mark,) = visit.stored().marks.values()
    assert not isinstance(mark, Needle)


def test_without_an_earlier_needle_it_says_so(visit: Visit) -> None:
    _show(visit)
    assert "No needle was set in an earlier visit" in visit.page.sentence.words
    visit.press(Qt.Key.Key_Space)
    assert visit.model.marks == ()


def test_a_point_set_is_kept_offered_on_the_back_and_confirmed_one_by_one(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    for place in PLACES:
        visit.click(*place)
    sets = visit.page.placing.sets
    visit.press(Qt.Key.Key_L)
    sets.name.setText("Low  back")
    sets.keep_button.click()
    visit.lane.drain()
    assert "“Low back” is kept" in visit.page.sentence.words
    for _ in PLACES:
        visit.model.record.undo()
    assert visit.model.marks == ()
    sets.offer_button.click()
    assert visit.page.drawer.isVisible()
    assert _offered(visit) == 3
    assert visit.stored().marks == {}
    visit.press(Qt.Key.Key_Space)
    visit.press(Qt.Key.Key_Space)
    assert _offered(visit) == 1
    visit.press(Qt.Key.Key_U)
    assert _offered(visit) == 2
    (needle,) = visit.stored().marks.values()
    assert isinstance(needle, Needle)
    assert needle.repeats is None
    assert (needle.length, needle.diameter) == (PRESET.length, PRESET.diameter)
    sets.drop_button.click()
    visit.lane.drain()
    assert visit.practice.point_sets.all() == ()


def test_a_set_without_a_needle_is_refused_and_its_name_stays(visit: Visit) -> None:
    visit.press(Qt.Key.Key_L)
    visit.page.placing.sets.name.setText("Nothing")
    visit.page.placing.sets.keep_button.click()
    visit.lane.drain()
    assert "No needle of this session" in visit.page.sentence.words
    assert visit.page.placing.sets.name.text() == "Nothing"
