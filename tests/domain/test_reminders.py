"""The decision table of the reminders, written by hand from the clinical reference 1.1."""

from dataclasses import replace
from itertools import count

import pytest

from charting import content
from charting.domain import naming
from charting.domain.body_map import Side
from charting.domain.ids import MarkId, PractitionerId
from charting.domain.marks import Direction, Needle, Precaution, SiteInWords, Technique
from charting.domain.reminders import Reminder, reminders
from tests.fakes import FixedClock, uuid7

MAP, RULES = content.body_map(), content.reminder_rules()
NOW, ME = FixedClock().now(), PractitionerId(uuid7(1))
_numbers = count(1)

STATIC, SHALLOW, PISTON = Technique.STATIC_DEEP, Technique.SUPERFICIAL, Technique.PISTON
D = Direction
# Places of the map: over rib 11 (pleura, kidney), the right loin (kidney, peritoneum), beside L2,
# L4 and in the window of L5/S1, the upper buttock, and the sciatic nerve.
RIB, RIB_L = (70, 140), (-70, 140)
LOIN, L1, L2, L4, WINDOW = (85, 23.5), (18, 82), (18, 58), (18, 13), (10, -25)
BUTTOCK, SCIATIC = (100, -40), (75, -130)


def needle(
    place: tuple[float, float],
    length: int = 30,
    direction: Direction = D.PERPENDICULAR,
    technique: Technique = STATIC,
) -> Needle:
    site = naming.site_at(MAP, *place, length)
    mark_id = MarkId(uuid7(next(_numbers)))
    return Needle(mark_id, site, NOW, ME, length, 300, technique, direction, NOW)


def due(
    one: Needle, *before: Needle, frail: bool = False, hazards: bool = True
) -> dict[str, Reminder]:
    found = reminders(one, before, MAP, RULES, frail=frail)
    return {each.id: each for each in found if hazards or each.id.startswith("dc.")}


@pytest.mark.parametrize(
    ("place", "length", "direction", "speaks"),
    [
        # dc.canal (0): T10 to L2 with a margin of one level, at any length and direction
        (L1, 25, D.PERPENDICULAR, True),
        (L2, 25, D.PERPENDICULAR, True),
        ((18, 35), 25, D.PERPENDICULAR, True),
        ((18, 34), 25, D.PERPENDICULAR, False),
        (L4, 50, D.PERPENDICULAR, False),
        (L4, 50, D.OBLIQUE_CAUDAL, False),
        (L4, 50, D.LATERAL, False),
        (L4, 50, D.INFEROMEDIAL, False),
        (L4, 50, D.TOWARD_TP, False),
        # turned toward it, at any level
        (L4, 25, D.MEDIAL, True),
        (L4, 25, D.OBLIQUE_CRANIAL, True),
        # the wide window at L5/S1: x < 15, y -45 to -10, from 40 mm on
        (WINDOW, 40, D.PERPENDICULAR, True),
        (WINDOW, 39, D.PERPENDICULAR, False),
        ((14.9, -25), 40, D.PERPENDICULAR, True),
        ((15, -25), 40, D.PERPENDICULAR, False),
        ((10, -45), 40, D.PERPENDICULAR, True),
        ((10, -45.1), 40, D.PERPENDICULAR, False),
        ((10, -10), 40, D.PERPENDICULAR, True),
        ((10, -9.9), 40, D.PERPENDICULAR, False),
    ],
)
def test_the_canal_speaks_only_where_it_opens(
    place: tuple[float, float], length: int, direction: Direction, speaks: bool
) -> None:
    one = needle(place, length, direction)
    assert "hz.canal" in one.site.hazards  # type: ignore[union-attr]
    assert ("hz.canal" in due(one)) is speaks


@pytest.mark.parametrize(
    ("place", "length", "direction", "asks"),
    [
        # dc.direction (b): pleura or kidney, from 40 mm, not in the list of directions away
        (LOIN, 40, D.PERPENDICULAR, True),
        (LOIN, 39, D.PERPENDICULAR, False),
        (LOIN, 60, D.PERPENDICULAR, True),
        (LOIN, 60, D.LATERAL, True),
        (LOIN, 60, D.MEDIAL, True),
        (LOIN, 60, D.OBLIQUE_CRANIAL, True),
        (LOIN, 60, D.ONTO_RIB, False),
        (LOIN, 60, D.INFEROMEDIAL, False),
        (LOIN, 60, D.OBLIQUE_CAUDAL, False),
        (LOIN, 60, D.TOWARD_TP, False),
        (LOIN, 60, D.TANGENTIAL, False),
        (LOIN, 60, D.PINCER, False),
        (RIB, 40, D.PERPENDICULAR, True),
        (RIB, 40, D.TANGENTIAL, False),
        (RIB, 25, D.PERPENDICULAR, False),
        (L4, 60, D.PERPENDICULAR, False),
        (BUTTOCK, 75, D.PERPENDICULAR, False),
        (SCIATIC, 75, D.PERPENDICULAR, False),
    ],
)
def test_a_long_needle_toward_an_organ_asks_for_a_reason(
    place: tuple[float, float], length: int, direction: Direction, asks: bool
) -> None:
    found = due(needle(place, length, direction))
    assert ("dc.direction" in found) is asks
    if asks:
        assert found["dc.direction"].action == "justify"


@pytest.mark.parametrize(
    ("length", "frail", "rule"),
    [
        # dc.length (a) and dc.frail (d): longer than the muscle's longest usual needle
        (50, False, None),
        (51, False, "dc.length"),
        (60, False, "dc.length"),
        (50, True, None),
        (51, True, "dc.frail"),
        (60, True, "dc.frail"),
    ],
)
def test_longer_than_usual_is_warned_of_and_in_the_frail_justified(
    length: int, frail: bool, rule: str | None
) -> None:
    one = needle(L4, length)
    one = replace(one, site=replace(one.site, muscle="m.multifidus_lumborum"))
    usual = MAP.structures["m.multifidus_lumborum"].lengths_mm[1]
    one = replace(one, length=one.length - 50 + usual)
    found = due(one, frail=frail, hazards=False)
    assert set(found) == ({rule} if rule else set())
    if rule:
        assert found[rule].usual == usual
        assert found[rule].action == ("justify" if frail else "warn")


@pytest.mark.parametrize(
    ("first", "second", "speaks"),
    [
        # dc.bilateral (c): deep needles over the pleura, both sides, one session
        ((RIB, STATIC), (RIB_L, STATIC), True),
        ((RIB_L, PISTON), (RIB, PISTON), True),
        ((RIB, STATIC), (RIB, STATIC), False),
        ((RIB, SHALLOW), (RIB_L, STATIC), False),
        ((RIB, STATIC), (RIB_L, SHALLOW), False),
        ((LOIN, STATIC), (RIB_L, STATIC), False),
        ((RIB, STATIC), ((-85, 23.5), STATIC), False),
    ],
)
def test_both_sides_of_the_pleura_are_warned_of(
    first: tuple[tuple[float, float], Technique],
    second: tuple[tuple[float, float], Technique],
    speaks: bool,
) -> None:
    one = needle(first[0], 25, D.TANGENTIAL, first[1])
    other = needle(second[0], 25, D.TANGENTIAL, second[1])
    assert "dc.bilateral" not in due(one)
    assert ("dc.bilateral" in due(other, one)) is speaks
    assert "dc.bilateral" not in due(replace(other, id=MarkId(uuid7(999))), one, other)


@pytest.mark.parametrize(
    ("technique", "place", "hazard", "wants"),
    [
        (STATIC, RIB, "hz.pleura", True),
        (PISTON, LOIN, "hz.kidney", True),
        (Technique.ELECTRO, RIB, "hz.pleura", True),
        (SHALLOW, RIB, "hz.pleura", False),
        (SHALLOW, LOIN, "hz.kidney", False),
        (STATIC, LOIN, "hz.peritoneum", False),
        (STATIC, SCIATIC, "hz.sciatic", True),
    ],
)
def test_what_was_done_is_asked_where_it_is_critical_and_deep(
    technique: Technique, place: tuple[float, float], hazard: str, wants: bool
) -> None:
    assert due(needle(place, technique=technique))[hazard].wants_precaution is wants


def test_a_hazard_speaks_once_a_session() -> None:
    first, second = needle(LOIN), needle((80, 30))
    assert {"hz.kidney", "hz.peritoneum"} <= set(due(first))
    assert not {"hz.kidney", "hz.peritoneum"} & set(due(second, first))


def test_a_reason_is_asked_once_for_each_side() -> None:
    first, same, other = (needle(at, 60) for at in (LOIN, (84, 25), (-85, 23.5)))
    assert "dc.direction" in due(first)
    assert "dc.direction" not in due(same, first)
    assert "dc.direction" in due(other, first)


def test_what_is_not_usually_needled_asks_for_a_reason() -> None:
    one = needle((140, 60))
    one = replace(one, site=replace(one.site, muscle="m.obliquus_externus"))
    assert due(one)["dc.target"].action == "justify"
    assert "dc.target" not in due(needle(L4))


def test_an_answer_is_seen() -> None:
    one = needle(LOIN, 60)
    assert not any(each.answered for each in due(one).values())
    told = replace(one, precautions=(Precaution.ONTO_BONE,), reason="side-lying, onto the process")
    assert all(each.answered for each in due(told).values())


def test_elsewhere_the_map_has_nothing_to_say() -> None:
    assert due(replace(needle(LOIN), site=SiteInWords("foot", "abductor", Side.LEFT))) == {}
