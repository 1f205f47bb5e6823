"""Rates of events: intervals worked out by hand, and the words for how often."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charting import content
from charting.domain.event_rates import (
    Counted,
    Frequency,
    counted_by_kind,
    frequency,
    spread,
)

KINDS = content.event_vocabulary().kinds


# Worked out by hand with z = 1.959964: centre (p + z²/2n) / (1 + z²/n), and so on.
@pytest.mark.parametrize(
    ("events", "treatments", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (1, 10, 0.0179, 0.4042),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (3, 40, 0.0258, 0.1986),
        (0, 7629, 0.0, 0.0005),
        (576, 7629, 0.0698, 0.0816),
    ],
)
def test_the_interval_is_wilsons(events: int, treatments: int, low: float, high: float) -> None:
    interval = Counted(events, treatments).interval()
    assert interval == pytest.approx((low, high), abs=6e-5)


def test_without_a_treatment_there_is_no_interval() -> None:
    assert Counted(0, 0).interval() is None


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_what_was_counted(counted: tuple[int, int]) -> None:
    events, treatments = counted
    interval = Counted(events, treatments).interval()
    assert interval is not None
    low, high = interval
    assert 0 <= low <= events / treatments <= high <= 1
    assert low < high


@pytest.mark.parametrize(
    ("per_10_000", "word"),
    [
        (1000, Frequency.VERY_COMMON),
        (999, Frequency.COMMON),
        (100, Frequency.COMMON),
        (99, Frequency.UNCOMMON),
        (10, Frequency.UNCOMMON),
        (9, Frequency.RARE),
        (1, Frequency.RARE),
        (0, Frequency.VERY_RARE),
    ],
)
def test_how_often_has_a_word(per_10_000: int, word: Frequency) -> None:
    assert frequency(per_10_000) is word


def test_what_was_published_is_a_range_with_its_sources() -> None:
    assert spread(KINDS["ae.bruise"].published) == (755, 770)
    assert spread(KINDS["ae.soreness"].published) == (219, 9100)
    assert spread(KINDS["ae.faint"].published) == (2, 700)
    assert spread(KINDS["ae.pneumothorax"].published) is None
    assert all(each.source for kind in KINDS.values() for each in kind.published)


def test_a_treatment_counts_once_for_each_kind() -> None:
    counted = counted_by_kind(
        [["ae.bruise", "ae.bruise"], ["ae.bruise", "ae.faint"], []], treatments=12
    )
    assert counted == {"ae.bruise": Counted(2, 12), "ae.faint": Counted(1, 12)}
