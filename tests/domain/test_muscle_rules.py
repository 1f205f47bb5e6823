"""The decision table of the rules of single muscles, written by hand from the reference 1.2."""

from dataclasses import replace
from itertools import count

import pytest

from charting import content
from charting.domain import naming
from charting.domain.ids import MarkId, PractitionerId
from charting.domain.marks import Direction, Needle, Technique
from charting.domain.reminders import reminders
from tests.fakes import FixedClock, uuid7

MAP, RULES = content.body_map(), content.reminder_rules()
NOW, ME = FixedClock().now(), PractitionerId(uuid7(1))
_numbers = count(1)
D, T = Direction, Technique
MF, IL, LO = "multifidus_lumborum", "iliocostalis_lumborum", "longissimus_thoracis"


def needle(
    muscle: str,
    place: tuple[float, float],
    length: int,
    direction: Direction,
    technique: Technique = T.STATIC_DEEP,
) -> Needle:
    site = replace(naming.site_at(MAP, *place, length), muscle=f"m.{muscle}")
    mark_id = MarkId(uuid7(next(_numbers)))
    return Needle(mark_id, site, NOW, ME, length, 300, technique, direction, NOW)


def told(one: Needle, *before: Needle) -> dict[str, str]:
    found = reminders(one, before, MAP, RULES, frail=False)
    return {each.id: each.action.value for each in found if each.id.startswith("mr.")}


@pytest.mark.parametrize(
    ("muscle", "place", "length", "direction", "rules"),
    [
        ("latissimus_dorsi", (100, 80), 25, D.PINCER, {}),
        ("latissimus_dorsi", (100, 80), 25, D.TANGENTIAL, {}),
        ("latissimus_dorsi", (100, 80), 25, D.PERPENDICULAR, {"latissimus_dorsi": "warn"}),
        ("iliocostalis_thoracis", (60, 130), 25, D.ONTO_RIB, {"iliocostalis_thoracis": "justify"}),
        ("iliocostalis_thoracis", (60, 130), 25, D.TANGENTIAL, {}),
        (IL, (55, 58), 40, D.TOWARD_TP, {}),
        (IL, (55, 58), 41, D.TOWARD_TP, {f"{IL}.length": "warn"}),
        (IL, (55, 58), 40, D.PERPENDICULAR, {f"{IL}.direction": "warn"}),
        (IL, (-55, 58), 50, D.LATERAL, {f"{IL}.length": "warn", f"{IL}.direction": "warn"}),
        (IL, (40, 58), 50, D.PERPENDICULAR, {}),
        (IL, (55, 19), 50, D.PERPENDICULAR, {}),
        (IL, (55, 19.1), 50, D.OBLIQUE_CAUDAL, {f"{IL}.length": "warn"}),
        (LO, (25, 140), 25, D.PERPENDICULAR, {LO: "warn"}),
        (LO, (25, 140), 25, D.INFEROMEDIAL, {}),
        (LO, (25, 140), 25, D.ONTO_RIB, {}),
        (LO, (25, 114), 25, D.PERPENDICULAR, {}),
        (MF, (18, 82), 50, D.PERPENDICULAR, {}),
        (MF, (18, 82), 50, D.OBLIQUE_CRANIAL, {"multifidus.upper_direction": "warn"}),
        (MF, (18, 82), 50, D.MEDIAL, {"multifidus.upper_direction": "warn"}),
        (MF, (25, 58), 50, D.PERPENDICULAR, {}),
        (MF, (25.1, 58), 50, D.PERPENDICULAR, {"multifidus.upper_distance": "warn"}),
        (MF, (9.9, 58), 50, D.PERPENDICULAR, {"multifidus.upper_distance": "warn"}),
        (MF, (20, 13), 50, D.INFEROMEDIAL, {}),
        (MF, (20.1, 13), 50, D.INFEROMEDIAL, {"multifidus.lower_distance": "warn"}),
        (MF, (-9, -13), 50, D.PERPENDICULAR, {"multifidus.lower_distance": "warn"}),
        (MF, (40, -60), 50, D.PERPENDICULAR, {}),
        ("quadratus_lumborum", (80, 30), 60, D.TOWARD_TP, {}),
        ("quadratus_lumborum", (80, 30), 60, D.OBLIQUE_CRANIAL,
         {"quadratus_lumborum.direction": "warn"}),
        ("quadratus_lumborum", (60, 92), 50, D.TOWARD_TP,
         {"quadratus_lumborum.rib": "justify", "quadratus_lumborum.level": "warn"}),
        ("gluteus_minimus", (110, -60), 60, D.PERPENDICULAR, {}),
        ("gluteus_minimus", (75, -130), 60, D.PERPENDICULAR, {"gluteus_minimus": "warn"}),
        ("piriformis", (100, -119), 60, D.PERPENDICULAR, {}),
        ("piriformis", (68, -103), 60, D.PERPENDICULAR, {"piriformis.medial": "justify"}),
        ("gluteus_medius", (100, -40), 60, D.PERPENDICULAR, {}),
    ],
)  # fmt: skip
def test_a_rule_speaks_of_its_muscle_there_and_of_nothing_else(
    muscle: str,
    place: tuple[float, float],
    length: int,
    direction: Direction,
    rules: dict[str, str],
) -> None:
    expected = {f"mr.{rule}": action for rule, action in rules.items()}
    assert told(needle(muscle, place, length, direction)) == expected


def test_serratus_is_for_the_superficial_technique() -> None:
    shallow = needle("serratus_post_inf", (80, 120), 13, D.TANGENTIAL, T.SUPERFICIAL)
    assert told(shallow) == {}
    assert told(replace(shallow, technique=T.PISTON)) == {"mr.serratus_post_inf": "warn"}


def test_a_rule_speaks_once_for_each_side() -> None:
    first, same, other = (needle(MF, at, 50, D.MEDIAL) for at in ((18, 82), (18, 58), (-18, 58)))
    assert "mr.multifidus.upper_direction" in told(first)
    assert "mr.multifidus.upper_direction" not in told(same, first)
    assert "mr.multifidus.upper_direction" in told(other, first)


def test_each_rule_has_its_words_its_source_and_waits_for_review() -> None:
    for rule in RULES.muscles:
        said = RULES.rules[rule.id]
        assert said.words.endswith(".")
        assert "safe" not in said.words.lower()
        assert said.source
        assert said.reviewed_by == ""
