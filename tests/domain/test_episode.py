"""The vocabulary of episodes, and plans that can be."""

from dataclasses import replace

import pytest

from charting import content
from charting.domain.episode import Episode, checked_episode
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EpisodeId, PatientId
from tests.fakes import FixedClock, uuid7

EPISODE = Episode(EpisodeId(uuid7(1)), PatientId(uuid7(2)), FixedClock().now())


def test_fifteen_causes_five_symptoms_four_goals_are_offered() -> None:
    terms = content.episode_terms()
    assert [len(terms.causes), len(terms.symptoms), len(terms.goals)] == [15, 5, 4]
    assert [len(terms.other_care), len(terms.outlook)] == [6, 4]
    assert all(term.explained for term in terms.causes)


@pytest.mark.parametrize("plan", [(0, 7), (100, 7), (4, 0), (4, 366)])
def test_an_impossible_plan_is_refused(plan: tuple[int, int]) -> None:
    with pytest.raises(Refused) as refused:
        checked_episode(replace(EPISODE, planned_sessions=plan[0], interval_days=plan[1]))
    assert refused.value.code is ErrorCode.PLAN_IMPOSSIBLE


def test_a_complaint_is_cleaned() -> None:
    assert checked_episode(replace(EPISODE, complaint=" low\tback \n")).complaint == "low back"
