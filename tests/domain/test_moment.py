"""Tests of `charting.domain.moment`."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given

from charting.domain.moment import Moment
from tests.strategies import moments


def test_the_local_date_is_that_of_the_place() -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert Moment.of(late, "Europe/Zurich").day == date(2026, 11, 23)
    assert Moment.of(late, "America/St_Johns").day == date(2026, 11, 22)


def test_the_hour_that_comes_twice_is_two_moments() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    one, two = (Moment.of(first + timedelta(hours=h), "Europe/Zurich") for h in (0, 1))
    assert one.local().replace(tzinfo=None, fold=0) == two.local().replace(tzinfo=None, fold=0)
    assert two.seconds_since(one) == 3600


@given(moments())
def test_a_moment_is_found_again_from_its_wall_clock(moment: Moment) -> None:
    assert Moment.of(moment.local(), moment.zone) == moment
