"""The course of an episode: the days proposed for it, and the line about a pain that stays."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charting import care_content, content
from charting.domain.course import (
    Beyond,
    NoChange,
    StopRule,
    beyond,
    function_better,
    has_changed,
    next_visit_offers,
    no_change,
    visits_to_come,
)
from charting.domain.episode import Episode
from charting.domain.ids import EpisodeId, PatientId
from charting.domain.outcomes import Reading, Scored
from tests.fakes import FixedClock, uuid7

RULE = StopRule(**content.vocabulary("course")["stop_rule"])
OPENED = FixedClock().now()
DAY = OPENED.day
EPISODE = Episode(EpisodeId(uuid7(3)), PatientId(uuid7(2)), OPENED, planned_sessions=4)


def _on(*days: int) -> tuple[date, ...]:
    return tuple(DAY + timedelta(days=day) for day in days)


@pytest.mark.parametrize(
    ("before", "now", "changed"),
    [
        (6, 5, False),
        (6, 4, True),
        (3, 2, True),
        (4, 3, False),
        (2, 1, True),
        (0, 0, False),
        (0, 3, False),
        (5, 8, False),
        (10, 8, True),
        (1, 0, True),
    ],
)
def test_two_points_or_thirty_per_cent_are_a_change(before: int, now: int, changed: bool) -> None:
    assert has_changed(before, now, RULE) is changed


@pytest.mark.parametrize(
    ("pain", "better", "told"),
    [
        ([], False, NoChange.NOT_YET),
        ([6, 6], False, NoChange.NOT_YET),
        ([6, 6, 6], False, NoChange.TOLD),
        ([6, 6, 5], False, NoChange.TOLD),
        ([6, 6, 4], False, NoChange.NOT_YET),
        ([6, 3, 6], False, NoChange.TOLD),
        ([6, 6, 7], False, NoChange.TOLD),
        ([6, 6, 6], True, NoChange.NOT_YET),
        ([None, None, None], False, NoChange.NOT_YET),
        ([6, None, None], False, NoChange.NOT_YET),
        ([None, 6, 6], False, NoChange.TOLD),
        ([6, 6, 6, 6, 6], False, NoChange.TOLD),
        ([6, 6, 6, 6, 6, 5], False, NoChange.FIRM),
        ([6, 6, 6, 6, 6, 6, 4], False, NoChange.NOT_YET),
    ],
)
def test_a_pain_that_stays_is_told_after_three_sessions_and_plainly_after_six(
    pain: list[int | None], better: bool, told: NoChange
) -> None:
    assert no_change(pain, RULE, function_better=better) is told


def _psfs(*numbers: int) -> Scored:
    names = ("stairs", "shoes", "garden")
    return Scored("om.psfs", tuple(map(Reading, names, numbers)))


@pytest.mark.parametrize(
    ("scored", "better"),
    [
        ([], False),
        ([_psfs(2, 2, 2)], False),
        ([_psfs(2, 2, 2), _psfs(3, 2, 3)], False),
        ([_psfs(2, 2, 2), _psfs(9, 9, 9)], True),
        ([_psfs(2, 2, 2), _psfs(9, 9, 9), _psfs(2, 2, 2)], False),
        ([Scored("om.nprs", (Reading("now", 8),)), Scored("om.nprs", (Reading("now", 0),))], False),
    ],
)
def test_function_counts_beside_pain(scored: list[Scored], better: bool) -> None:
    assert function_better(scored, care_content.measures()) is better


@pytest.mark.parametrize(
    ("held", "agreed", "proposed"),
    [
        ((), None, (0, 7, 14, 21)),
        ((0,), None, (7, 14, 21)),
        ((0,), 10, (10, 17, 24)),
        ((-7, 0), 7, (7, 14)),
        ((-30,), None, (0, 7, 14)),
        ((-7, 0), -3, (7, 14)),
        ((-21, -14, -7, 0), None, ()),
        ((-21, -14, -7, 0), 7, ()),
    ],
)
def test_the_days_to_come_follow_the_plan_and_what_was_agreed(
    held: tuple[int, ...], agreed: int | None, proposed: tuple[int, ...]
) -> None:
    next_visit = None if agreed is None else _on(agreed)[0]
    assert visits_to_come(EPISODE, _on(*held), next_visit, DAY) == _on(*proposed)


def test_an_episode_that_is_over_proposes_nothing() -> None:
    assert visits_to_come(replace(EPISODE, closed=OPENED), (), None, DAY) == ()


@given(
    st.integers(1, 20),
    st.integers(1, 30),
    st.lists(st.integers(-300, 0), max_size=6),
    st.none() | st.integers(-30, 60),
)
def test_proposed_days_are_as_many_as_planned_in_order_and_never_past(
    planned: int, gap: int, held: list[int], agreed: int | None
) -> None:
    episode = replace(EPISODE, planned_sessions=planned, interval_days=gap)
    next_visit = None if agreed is None else _on(agreed)[0]
    days = visits_to_come(episode, _on(*held), next_visit, DAY)
    assert len(days) == max(0, planned - len(held))
    assert all(day >= DAY for day in days)
    assert all((b - a).days == gap for a, b in pairwise(days))


@pytest.mark.parametrize(
    ("interval", "offered"),
    [(7, (7, 14)), (10, (10, 14)), (14, (14, 7)), (3, (3, 7)), (21, (21, 14))],
)
def test_the_plans_interval_is_offered_first_and_the_usual_beside_it(
    interval: int, offered: tuple[int, int]
) -> None:
    assert next_visit_offers(interval) == offered


@pytest.mark.parametrize(
    ("planned", "number", "told", "justified", "why"),
    [
        (4, 4, NoChange.NOT_YET, (), None),
        (4, 5, NoChange.NOT_YET, (), Beyond.PLAN),
        (4, 6, NoChange.NOT_YET, (5,), None),
        (5, 6, NoChange.NOT_YET, (5,), Beyond.PLAN),
        (6, 7, NoChange.FIRM, (), Beyond.PLAN),
        (9, 7, NoChange.FIRM, (), Beyond.NO_CHANGE),
        (9, 7, NoChange.TOLD, (), None),
        (9, 8, NoChange.FIRM, (7,), None),
        (9, 7, NoChange.FIRM, (7,), Beyond.NO_CHANGE),
    ],
)
def test_a_session_beyond_the_plan_asks_why_once(
    planned: int, number: int, told: NoChange, justified: tuple[int, ...], why: Beyond | None
) -> None:
    assert beyond(planned, number, told, RULE, justified) is why
