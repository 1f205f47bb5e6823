"""The points of the clinical reference, section 11: each is shown with both sides, and each side
does what it says. The points, sides and source tags are typed from the reference.
"""

import pytest

from charting import content
from charting.domain.late_entries import LateRule
from charting.domain.policies import SPACING
from charting.domain.screening_items import words_now
from tests.judging import SCREENING, judged

# (number of the point, id, its sides; none where it is no switch, the tags of what disagrees).
POINTS = (
    (1, "anticoagulants", ("justify", "block"), ("S51", "S70")),
    (2, "skin_prep", ("if_clean", "alcohol", "chlorhexidine"), ("S61", "S62")),
    (3, "gloves", ("case_by_case", "palpating_hand", "both"), ("Australia", "Ireland", "OSHA")),
    (4, "multifidus", (), ("S34", "S19", "S17")),
    (5, "rib_bracketing", (), ("S14", "S31")),
    (6, "piriformis", (), ("S43", "S44")),
    (7, "soreness", (), ("S80", "S82")),
    (8, "pelvis", (), ("S9", "S10")),
    (9, "efficacy", (), ("S103", "S104", "S105")),
    (10, "spacing", ("7", "3"), ("SEED", "S106", "S143")),
    (11, "pacemaker", ("block", "justify"), ("S66", "S67")),
    (12, "lymphoedema", ("block", "justify"), ("ISCP12", "S65")),
    (12, "trigger_points", (), ("S30",)),
)
# Section 2.5 and 5.2.
MORE = (
    ("pregnancy", ("block", "justify"), ("S20", "ISCP12")),
    ("late_entry", ("24", "48", "72"), ("DES",)),
    ("late_author", ("treating", "anybody"), ("S116",)),
)


@pytest.mark.parametrize(
    ("point", "sides", "tags"), [*((row[1], row[2], row[3]) for row in POINTS), *MORE]
)
def test_a_point_shows_both_sides_with_their_sources(
    point: str, sides: tuple[str, ...], tags: tuple[str, ...]
) -> None:
    (policy,) = [each for each in content.screening().policies if each.id == point]
    assert tuple(code for code, _words, _source in policy.sides) == sides
    assert bool(policy.note) is not bool(sides)
    told = " ".join([policy.source, *(source for _code, _words, source in policy.sides)])
    assert all(tag in told for tag in tags)


def test_there_is_no_other_point_and_all_twelve_are_there() -> None:
    known = {policy.id for policy in content.screening().policies}
    assert known == {row[1] for row in POINTS} | {row[0] for row in MORE}
    assert {row[0] for row in POINTS} == set(range(1, 13))


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("policy.anticoagulants=justify pr.anticoag=yes", "justify:pr.anticoag"),
        ("policy.anticoagulants=block pr.anticoag=yes", "block:pr.anticoag"),
        ("policy.pregnancy=block pr.pregnancy=yes", "closed:pr.pregnancy@below_L1"),
        ("policy.pregnancy=justify pr.pregnancy=yes", "shut:pr.pregnancy@below_L1"),
        ("policy.pacemaker=block ab.es_pacemaker=yes", "without:ab.es_pacemaker@electro"),
        ("policy.pacemaker=justify ab.es_pacemaker=yes", "ask:ab.es_pacemaker@electro"),
        (
            "policy.lymphoedema=block ab.lymphoedema_area=yes:sacrum",
            "closed:ab.lymphoedema_area@sacrum",
        ),
        (
            "policy.lymphoedema=justify ab.lymphoedema_area=yes:sacrum",
            "shut:ab.lymphoedema_area@sacrum",
        ),
    ],
)
def test_a_side_does_what_it_says(case: str, told: str) -> None:
    assert told in judged(case)


@pytest.mark.parametrize(
    ("item", "policy"), [("hy.gloves", "gloves"), ("hy.skin_prep", "skin_prep")]
)
def test_what_is_asked_of_gloves_and_skin_is_worded_by_the_side(item: str, policy: str) -> None:
    sides = next(each.sides for each in SCREENING.policies if each.id == policy)
    rule, usual = SCREENING.rules[item], SCREENING.usual_policies
    asked = [words_now(rule, SCREENING, usual.taking(policy, code)) for code, *_rest in sides]
    assert all(words in told for (_code, words, _source), told in zip(sides, asked, strict=True))
    assert len(set(asked)) == 3


def test_late_notes_and_spacing_follow_the_side() -> None:
    usual = SCREENING.usual_policies
    hours = {LateRule.of(usual.taking("late_entry", side)).hours for side in ("24", "48", "72")}
    assert hours == {24, 48, 72}
    rules = [LateRule.of(usual.taking("late_author", side)) for side in ("treating", "anybody")]
    assert rules[0] != rules[1]
    assert [usual.taking(SPACING, side).number(SPACING) for side in ("7", "3")] == [7, 3]
