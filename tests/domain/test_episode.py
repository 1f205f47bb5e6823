"""The vocabulary of episodes, and plans that can be."""

from dataclasses import replace

import pytest

from charting import content
from charting.domain.episode import Episode, checked_episode, ended, resumed, to_ask_again
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EpisodeId, PatientId
from tests.fakes import FixedClock, uuid7

EPISODE = Episode(EpisodeId(uuid7(1)), PatientId(uuid7(2)), FixedClock().now())


def test_fifteen_causes_five_symptoms_four_goals_are_offered() -> None:
    terms = content.episode_terms()
    assert [len(terms.causes), len(terms.symptoms), len(terms.goals)] == [15, 5, 4]
    assert [len(terms.other_care), len(terms.outlook)] == [6, 4]
    assert [len(terms.session_factors), len(terms.discharge)] == [4, 9]
    assert all(term.explained for term in terms.causes)


@pytest.mark.parametrize("plan", [(0, 7), (100, 7), (4, 0), (4, 366)])
def test_an_impossible_plan_is_refused(plan: tuple[int, int]) -> None:
    with pytest.raises(Refused) as refused:
        checked_episode(replace(EPISODE, planned_sessions=plan[0], interval_days=plan[1]))
    assert refused.value.code is ErrorCode.PLAN_IMPOSSIBLE


def test_a_complaint_is_cleaned() -> None:
    assert checked_episode(replace(EPISODE, complaint=" low\tback \n")).complaint == "low back"


def test_an_end_has_a_time_and_a_reason_and_can_be_taken_back() -> None:
    at = FixedClock().now()
    done = ended(EPISODE, at, "goals_met", " lifts\tagain ")
    assert (done.closed, done.discharge, done.discharge_words) == (at, "goals_met", "lifts again")
    assert resumed(done) == EPISODE


def test_an_end_without_a_reason_and_a_second_end_are_refused() -> None:
    at = FixedClock().now()
    with pytest.raises(Refused) as refused:
        ended(EPISODE, at, "")
    assert refused.value.code is ErrorCode.FIELD_MISSING
    with pytest.raises(Refused) as refused:
        ended(ended(EPISODE, at, "moved"), at, "goals_met")
    assert refused.value.code is ErrorCode.EPISODE_ENDED


def test_structural_causes_and_signs_of_nerves_call_for_the_red_flags_again() -> None:
    terms = content.episode_terms()
    known = {flag.id for flag in terms.red_flags}
    asking = {term.id for term in (*terms.causes, *terms.symptoms) if term.asks}
    assert {"ca.spinal_stenosis", "ca.herniated_disc", "sy.radiating", "sy.numb_tingle"} <= asking
    assert to_ask_again(terms.causes, ["ca.muscle_strain"]) == ()
    asks = to_ask_again((*terms.causes, *terms.symptoms), sorted(asking))
    assert len(asks) == len(set(asks))
    assert set(asks) <= known
