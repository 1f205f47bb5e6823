"""Which backups are kept, and which make room."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from charting.domain.backup import beyond, kept, microseconds

NOW = int(datetime(2026, 11, 26, 12, tzinfo=UTC).timestamp()) * 1_000_000
MINUTE = microseconds(timedelta(minutes=1))
HOUR, DAY = 60 * MINUTE, 24 * 60 * MINUTE
AGES = st.sets(st.integers(0, 3 * 365 * 24 * 60), max_size=60)


@given(AGES)
def test_the_newest_stays_and_so_do_all_of_four_hours(ages: set[int]) -> None:
    times = {NOW - age * MINUTE for age in ages}
    stay = kept(times, NOW)
    assert stay <= times
    assert {at for at in times if NOW - at <= 4 * HOUR} <= stay
    assert not times or max(times) in stay


@given(AGES)
def test_what_was_kept_is_kept_when_asked_again(ages: set[int]) -> None:
    stay = kept((NOW - age * MINUTE for age in ages), NOW)
    assert kept(stay, NOW) == stay


def test_half_hourly_backups_of_two_years_thin_out() -> None:
    lying: set[int] = set()
    now = NOW
    for _half_hour in range(2 * 365 * 48):
        now += 30 * MINUTE
        lying.add(now)
        if _half_hour % 48 == 0:
            lying = set(kept(lying, now))
    ages = sorted(now - at for at in kept(lying, now))
    assert len([age for age in ages if age <= 4 * HOUR]) == 9
    assert 48 <= len([age for age in ages if age <= 48 * HOUR]) <= 55
    assert len(ages) <= 55 + 14 + 8 + 13
    assert 330 * DAY <= ages[-1] <= 367 * DAY


def test_one_of_a_day_stays_for_two_weeks_of_a_month_for_a_year() -> None:
    daily = {NOW - day * DAY for day in range(400)}
    ages = sorted((NOW - at) // DAY for at in kept(daily, NOW))
    assert ages[:15] == list(range(15))
    assert 20 <= len(ages) <= 35


@given(st.dictionaries(st.integers(0, 1000), st.integers(0, 100), min_size=1), st.integers(0, 500))
def test_the_oldest_make_room_and_never_the_newest(sizes: dict[int, int], most: int) -> None:
    gone = beyond(sizes, most)
    rest = sizes.keys() - gone
    assert max(sizes) in rest
    assert len(rest) == 1 or sum(sizes[at] for at in rest) <= most
    assert not gone or max(gone) < min(rest)
