"""A note is late after the hours that the clinic says, and then it is whose visit it was."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from charting import content
from charting.domain.ids import PractitionerId
from charting.domain.late_entries import LateRule
from charting.domain.moment import Moment
from charting.domain.session import TakeOver
from tests.domain.test_signing import at, with_needle
from tests.fakes import uuid7
from tests.strategies import ME, empty_session

USUAL = LateRule.of(content.screening().usual_policies)
JAN = PractitionerId(uuid7(700_000))


@pytest.mark.parametrize(
    ("hours", "is_late"), [(-5, False), (0.1, False), (24.1, False), (24.3, True), (900, True)]
)
def test_a_note_is_late_a_day_after_the_last_needle_was_out(hours: float, is_late: bool) -> None:
    session = with_needle(empty_session())
    assert (USUAL.lateness(session, at(hours)) is not None) is is_late
    assert LateRule(10_000, treating_only=True).lateness(session, at(hours)) is None


def test_the_hours_are_those_of_the_clinic() -> None:
    policies = content.screening().usual_policies.taking("late_entry", "48")
    rule, session = LateRule.of(policies), with_needle(empty_session())
    assert rule.lateness(session, at(48.1)) is None
    assert rule.lateness(session, at(48.3)) == at(0.2)


def test_what_is_written_up_afterwards_is_late_at_once() -> None:
    session = replace(empty_session(), written=at(1))
    assert USUAL.lateness(session, at(1.1)) == session.opened


@pytest.mark.parametrize("zone", ["Europe/Zurich", "America/New_York", "Pacific/Apia"])
def test_hours_are_counted_and_not_read_from_the_wall(zone: str) -> None:
    # The night in which European clocks are set back an hour has 25 hours.
    evening = Moment.of(datetime(2026, 10, 24, 18, tzinfo=UTC), "Europe/Zurich")
    session = replace(empty_session(), opened=evening)
    later = Moment.of(datetime(2026, 10, 25, 17, 59, tzinfo=UTC), zone)
    assert USUAL.lateness(session, later) is None
    assert USUAL.lateness(session, Moment.of(datetime(2026, 10, 25, 18, 1, tzinfo=UTC), zone))


def test_only_who_treated_writes_a_late_entry_unless_the_clinic_says_otherwise() -> None:
    session = with_needle(empty_session())
    assert not USUAL.hinders(session, at(30), ME)
    assert not USUAL.hinders(session, at(3), JAN)
    assert USUAL.hinders(session, at(30), JAN)
    assert not LateRule(24, treating_only=False).hinders(session, at(30), JAN)


@pytest.mark.parametrize(("hours", "treated"), [(0.1, True), (20, True), (40, False)])
def test_who_went_on_with_it_in_its_time_treated_too(hours: float, treated: bool) -> None:
    session = replace(with_needle(empty_session()), taken_over=(TakeOver(at(hours), JAN),))
    assert USUAL.hinders(session, at(50), JAN) is not treated
