"""What the health facts propose, and where a site is closed."""

from dataclasses import replace

import pytest

from charting import content
from charting.domain.asking import Background
from charting.domain.body_map import Side
from charting.domain.ids import FactId, PatientId
from charting.domain.marks import MapSite, Needle, SiteInWords, Technique
from charting.domain.patient import FactKind, HealthFact
from charting.domain.policies import Policies
from charting.domain.precautions import proposals
from charting.domain.screening import (
    Closure,
    Verdict,
    Withheld,
    asks_reason,
    rules_against,
    verdict,
)
from charting.domain.screening_rules import Action
from tests.fakes import FixedClock, uuid7
from tests.strategies import ME, empty_session

SCREENING = content.screening()
RULE = SCREENING.rules["ab.local_infection"]


def _fact(kind: FactKind, text: str) -> HealthFact:
    now = FixedClock().now()
    return HealthFact(FactId(uuid7(5)), PatientId(uuid7(2)), kind, text, now, ME)


@pytest.mark.parametrize(
    ("kind", "text", "rules"),
    [
        (FactKind.MEDICINE, "Apixaban 2 x 5 mg", {"pr.anticoag"}),
        (FactKind.MEDICINE, "WARFARIN", {"pr.anticoag"}),
        (FactKind.MEDICINE, "Clopidogrel + aspirin", {"pr.anticoag"}),
        (FactKind.MEDICINE, "prednisone", {"pr.meds_other"}),
        (FactKind.MEDICINE, "ibuprofen", set()),
        (FactKind.ALLERGY, "nickel (ear-rings)", {"pr.metal_allergy"}),
        (FactKind.ALLERGY, "Látex", {"pr.latex_silicone"}),
        (FactKind.IMPLANT, "Pacemaker 2019", {"ab.es_pacemaker"}),
        (FactKind.IMPLANT, "spinal cord stimulator", {"ab.es_pacemaker", "pr.implant"}),
        (FactKind.HISTORY, "type 2 diabetes, well controlled", {"pr.diabetes"}),
        (
            FactKind.HISTORY,
            "fainted at a vaccination; slim, BMI 19",
            {"pr.needle_anxiety", "pr.frail"},
        ),
        (FactKind.HISTORY, "no diabetes", set()),
        (FactKind.HISTORY, "not pregnant", set()),
        (FactKind.HISTORY, "prediabetes", set()),
        (FactKind.ALLERGY, "warfarin", set()),
    ],
)
def test_words_point_to_a_precaution(kind: FactKind, text: str, rules: set[str]) -> None:
    found = proposals(SCREENING, [_fact(kind, text)], 40, "40 years old")
    assert set(found) == rules
    assert set(found.values()) <= {text}


def test_the_age_proposes_what_is_asked_at_that_age_alone() -> None:
    assert proposals(SCREENING, [], 16, "16 years old") == {
        "rf.age": "16 years old",
        "pr.children": "16 years old",
    }
    assert set(proposals(SCREENING, [], 75, "75 years old")) == {"rf.age"}
    assert not proposals(SCREENING, [], 40, "")


def _site(x_mm: float, y_mm: float) -> MapSite:
    return MapSite.of(content.body_map().at(x_mm, y_mm))


@pytest.mark.parametrize(
    ("region", "inside", "outside"),
    [
        ("left_lumbar", (-30, 13), (30, 13)),
        ("right_lumbar", (30, 34), (30, 120)),
        ("sacrum", (0, -60), (90, -60)),
        ("left_buttock", (-90, -80), (90, -80)),
        ("right_thoracolumbar", (40, 140), (40, 34)),
        ("below_L1", (40, 58), (40, 140)),
        ("below_L1", (-100, -100), (0, 150)),
        ("below_L1", (40, 106), (40, 125)),
    ],
)
def test_a_region_holds_its_places(
    region: str, inside: tuple[float, float], outside: tuple[float, float]
) -> None:
    found = SCREENING.regions[region]
    assert found.holds(_site(*inside))
    assert not found.holds(_site(*outside))
    assert not found.holds(SiteInWords("thigh", "hamstrings", Side.LEFT))


@pytest.mark.parametrize(("may_open", "action"), [(False, Action.BLOCK), (True, Action.JUSTIFY)])
def test_the_rib_of_quadratus_lumborum_is_closed_unless_a_senior_opens_it(
    may_open: bool, action: Action
) -> None:
    found = verdict(SCREENING, empty_session(), Policies(), Background(may_open=may_open))
    (closure,) = found.closures
    assert (closure.rule.id, closure.action) == ("ab.forbidden_site", action)
    site = _site(46, 113)
    assert "hz.ql_rib" in site.hazards
    assert rules_against(found, site, Technique.PISTON) == ("ab.forbidden_site",)


def test_a_closed_site_asks_for_its_reason_once_a_side(needle: Needle) -> None:
    found = Verdict(closures=(Closure(RULE, Action.BLOCK, SCREENING.regions["below_L1"]),))
    assert asks_reason(found, needle, ()) == (RULE,)
    told = replace(needle, reason="the rash is far")
    assert asks_reason(found, needle, (told,)) == ()
    assert isinstance(needle.site, MapSite)
    left = replace(needle, site=replace(needle.site, side=Side.LEFT, x=-200))
    assert asks_reason(found, left, (told,)) == (RULE,)


def test_a_technique_asks_for_its_reason_once_a_side(needle: Needle) -> None:
    rule = SCREENING.rules["ab.es_pacemaker"]
    found = Verdict(withheld=(Withheld(rule, Action.BLOCK, Technique.ELECTRO),))
    electro = replace(needle, technique=Technique.ELECTRO)
    assert asks_reason(found, needle, ()) == ()
    assert asks_reason(found, electro, ()) == (rule,)
    assert asks_reason(found, electro, (replace(electro, reason="far away"),)) == ()
