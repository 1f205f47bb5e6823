"""The demonstration is a whole practice with a believable history."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from charting import content
from charting.domain.adverse_events import EventState, state_on
from charting.domain.follow_up import FollowUpKind, days_overdue
from charting.domain.marks import MapSite, Needle
from charting.domain.pain_area import PainArea
from charting.services import demo
from charting.services.practices import OpenPractice, Practices
from charting.storage.store import SqlStore
from charting.vault.slots import SlotVault
from tests.fakes import CountingIds, FixedClock
from tests.services.conftest import CHEAP


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenPractice]:
    """The demonstration in a real database."""
    folder = tmp_path_factory.mktemp("demo") / "practice"
    clock, vault, store, ids = FixedClock(), SlotVault(CHEAP, CHEAP), SqlStore(), CountingIds()
    story = demo.StoryClock(clock.now())
    passphrase = demo.make(Practices(vault, store, story, ids), story, folder)
    practice = Practices(vault, store, clock, ids).open(folder, passphrase)
    yield practice
    practice.close()


def test_it_says_that_it_is_one_and_is_whole(shown: OpenPractice) -> None:
    assert shown.practice.demo
    assert shown.checks.verify().whole
    assert len(shown.patients.find("", limit=99)) == len(demo.PEOPLE) - 1
    assert len(shown.patients.find("", archived=True)) == 1


def test_its_visits_lie_in_the_past_and_every_needle_is_out(shown: OpenPractice) -> None:
    now = FixedClock().now()
    visits = 0
    for line in shown.patients.find("", limit=99):
        for past in shown.sessions.timeline(line.patient.id):
            session = shown.sessions.session(past.id)
            visits += 1
            for mark in session.marks.values():
                assert mark.placed.utc <= now.utc
                if isinstance(mark, PainArea):
                    assert mark.site.structures
                    continue
                assert isinstance(mark.site, MapSite)
                assert mark.site.muscle is not None
                assert not (isinstance(mark, Needle) and mark.in_situ)
    assert visits == sum(len(person.visits) for person in demo.PEOPLE if not person.archived)


def test_a_bruise_is_overdue(shown: OpenPractice) -> None:
    (line,) = shown.adverse_events.open_ones()
    kind = content.event_vocabulary().kinds[line.event.kind]
    assert state_on(line.event, kind, FixedClock().now().day) is EventState.OVERDUE


def test_two_patients_come_today(shown: OpenPractice) -> None:
    today = FixedClock().now().day
    days = [line.last_session for line in shown.patients.find("", limit=99)]
    assert days.count(today) == 2
    assert today - timedelta(days=1) in days


def test_people_of_many_scripts_are_found(shown: OpenPractice) -> None:
    for typed in ("luka", "حداد", "петр", "παπα", "ngu", "wu"):
        assert len(shown.patients.find(typed)) == 1, typed


def test_something_of_each_kind_is_open(shown: OpenPractice) -> None:
    (uncounted,) = shown.sessions.uncounted()
    assert (uncounted.session.needles_found, uncounted.session.packs_opened) == (2, 3)
    today = FixedClock().now().day
    due = [
        (line.follow_up.kind, days_overdue(line.follow_up, today))
        for line in shown.follow_ups.due()
    ]
    assert sorted(due) == [(FollowUpKind.CALL, 0), (FollowUpKind.CALL, 1), (FollowUpKind.REVIEW, 0)]
    lines = [
        line
        for patient in shown.patients.find("", limit=99)
        for line in shown.sessions.timeline(patient.patient.id)
    ]
    assert all(line.outcome and line.pain_before is not None for line in lines)
    assert sum(line.uncounted for line in lines) == 1
