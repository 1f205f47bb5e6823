"""An episode in words, as it stands on paper and in the terminal."""

from dataclasses import replace

from charting import content
from charting.domain.episode import CareTime, Episode, care_code, ended
from charting.domain.ids import EpisodeId, PatientId
from charting.wording import ask_again_words, end_words, episode_facts
from tests.fakes import FixedClock, uuid7

TERMS = content.episode_terms()
BARE = Episode(EpisodeId(uuid7(1)), PatientId(uuid7(2)), FixedClock().now())


def test_what_was_ticked_is_said_and_nothing_else() -> None:
    care = (care_code("ot.physio", CareTime.CURRENT), "ot.massage", "ot.of_a_later_version/past")
    episode = replace(BARE, complaint="low back", causes=("ca.lifting",), other_care=care)
    assert episode_facts(episode, TERMS, "CH") == [
        ("Complaint", "low back"),
        ("Causes", "Improper lifting"),
        ("Plan", "4 sessions, 7 days apart"),
        ("Other care", "Physiotherapy (now), Massage, ot.of_a_later_version (before)"),
    ]


def test_an_end_says_when_and_why() -> None:
    assert end_words(BARE, TERMS, "CH") == ""
    done = ended(BARE, FixedClock().now(), "goals_met", "lifts again")
    assert end_words(done, TERMS, "CH").endswith(": Goals met, lifts again")
    assert episode_facts(done, TERMS, "CH")[-1][0] == "Ended"


def test_what_is_to_be_asked_again_is_said_once() -> None:
    assert ask_again_words(["ca.lifting", "sy.dull_ache"], TERMS) == ""
    said = ask_again_words(["ca.spinal_stenosis", "sy.numb_tingle"], TERMS)
    assert said.count("bladder") == 1
