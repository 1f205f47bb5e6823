"""Every id of the clinical reference, section 2, does something that can be seen.

The ids, phases and actions are typed here from the reference, not read from the data: an id that
the data lacks, or one that nothing follows from, fails by its name. Section 9 stands in
`tests/test_clinical_vocabulary.py`, what is seen at the screen alone in
`tests/ui/session/test_clinical_steps.py`.
"""

from dataclasses import replace
from types import MappingProxyType

import pytest

from charting import care_content, content
from charting.domain.asking import Background, due
from charting.domain.errors import ErrorCode, Refused
from charting.domain.happening import likely_kind, speaks_of_event
from charting.domain.marks import Site
from charting.domain.session import Answer, Reply, Session
from charting.domain.signing import check_signable
from charting.domain.visit import EMERGENCY, NEXT_VISIT, PAIN_AFTER, cautions, lacking, next_visit
from charting.wording import answer_words
from tests.documents.cases import needle, on_the_map
from tests.judging import EMPTY, SCREENING, answered_as_hoped, judged
from tests.strategies import ME

ITEMS = {item.id: item for item in content.visit_items()}
TERMS = content.episode_terms()
ENGLISH = care_content.education("en")

# --- Section 2: what is asked, when, and what the answer does -------------------------------------

# 2.3: (id, what a yes does). All of the episode; asked for at the first visit.
RED_FLAGS = (
    ("rf.ces.saddle", "block"),
    ("rf.ces.bladder", "block"),
    ("rf.ces.bowel", "block"),
    ("rf.ces.sexual", "block"),
    ("rf.ces.bilateral", "block"),
    ("rf.neuro.progressive", "block"),
    ("rf.neuro.umn", "block"),
    ("rf.fx.trauma", "block"),
    ("rf.fx.osteoporosis", "justify"),
    ("rf.fx.thoracic", "block"),
    ("rf.ca.history", "justify"),
    ("rf.ca.weightloss", "justify"),
    ("rf.ca.nightpain", "justify"),
    ("rf.ca.unwell", "justify"),
    ("rf.inf.fever", "block"),
    ("rf.inf.immuno", "justify"),
    ("rf.inf.source", "justify"),
    ("rf.inf.needling", "block"),
    ("rf.vas.aaa", "block"),
    ("rf.visceral", "block"),
    ("rf.inflam", "warn"),
    ("rf.age", "info"),
    ("rf.response", "justify"),
    ("rf.concern", "justify"),
)
# The short form, asked again at each visit (2.6: cauda equina, fever, weight loss, weakness).
SHORT = (
    *("rf.ces.saddle", "rf.ces.bladder", "rf.ces.bowel", "rf.ces.sexual", "rf.ces.bilateral"),
    *("rf.inf.fever", "rf.ca.weightloss", "rf.neuro.progressive"),
    # Asked again as well, by our own decision: what may have happened since the last needle.
    *("rf.fx.trauma", "rf.inf.needling"),
)
# 2.4; where it closes a site, that is named, and where it closes a technique, the rest stays open.
ABSOLUTE = (
    ("ab.refuses", "block"),
    ("ab.consent_capacity", "block"),
    ("ab.needle_phobia", "block"),
    ("ab.medical_emergency", "block"),
    ("ab.lymphoedema_area", "site"),
    ("ab.local_infection", "site"),
    ("ab.local_dvt", "block"),
    ("ab.forbidden_site", "zone"),
    ("ab.es_pacemaker", "electro"),
    ("ab.es_pregnancy", "electro"),
    ("ab.es_epilepsy", "electro"),
    ("ab.surgery_recent", "site"),
    ("ab.scope", "block"),
)
# 2.5.
RELATIVE = (
    ("pr.anticoag", "justify"),
    ("pr.bleeding", "justify"),
    ("pr.pregnancy", "justify"),
    ("pr.immuno", "justify"),
    ("pr.diabetes", "warn"),
    ("pr.vascular", "warn"),
    ("pr.epilepsy", "justify"),
    ("pr.children", "justify"),
    ("pr.frail", "justify"),
    ("pr.obesity", "warn"),
    ("pr.metal_allergy", "justify"),
    ("pr.latex_silicone", "warn"),
    ("pr.needle_anxiety", "warn"),
    ("pr.psych", "justify"),
    ("pr.cognition", "justify"),
    ("pr.implant", "site"),
    ("pr.hepatitis_bbv", "info"),
    ("pr.heart_valve", "justify"),
    ("pr.spinal_surgery", "justify"),
    ("pr.radiotherapy", "justify"),
    ("pr.fasting_fatigue", "warn"),
    ("pr.prev_ae", "justify"),
    ("pr.meds_other", "info"),
    ("pr.sports_event", "warn"),
)
# 2.6: (id, the reply that is not hoped for, what it does).
CHECKS = (
    ("ck.identity", "no", "require"),
    ("ck.change", "yes", "info"),
    ("ck.last_reaction", "yes", "warn"),
    ("ck.redflag_short", "no", "require"),
    ("ck.eaten", "no", "warn"),
    ("ck.consent_session", "no", "block"),
    ("ck.info_given", "no", "require"),
    ("ck.baseline_neuro", "no", "require"),
    ("ck.position", "no", "require"),
    ("ck.landmarks", "no", "require"),
    ("ck.chaperone", "no", "require"),
    ("ck.skin", "no", "require"),
    ("ck.call", "no", "require"),
)
# 2.7 and 2.9, but for what is counted, scored and dated (below).
AFTERWARDS = (
    ("hy.hands_before", "no", "require"),
    ("hy.gloves", "no", "require"),
    ("hy.skin_prep", "no", "require"),
    ("hy.needle_sterile", "no", "require"),
    ("hy.single_use", "no", "require"),
    ("hy.no_touch_shaft", "no", "require"),
    ("hy.sharps", "no", "require"),
    ("hy.spill", "yes", "warn"),
    ("hy.nsi", "yes", "warn"),
    ("hy.hands_after", "no", "require"),
    ("hy.linen", "no", "require"),
    ("pt.pressure", "no", "require"),
    ("pt.bleeding", "ongoing", "warn"),
    ("pt.faint", "yes", "warn"),
    ("pt.neuro", "no", "warn"),
    ("pt.breath", "no", "warn"),
    ("pt.aftercare", "no", "require"),
    ("pt.safetynet", "no", "require"),
    ("pt.drive", "no", "warn"),
)
COUNTED = ("hy.count_in", "hy.count_out", "pt.all_out", "pt.pain", "pt.next")
# 2.8: (id, the event that is proposed, if one is).
STOPS = (
    ("st.request", ""),
    ("st.electric", "ae.nerve"),
    ("st.sharp_chest", "ae.pneumothorax"),
    ("st.faint", "ae.faint"),
    ("st.bleed", "ae.bleed"),
    ("st.stuck", "ae.retained"),
    ("st.bent", "ae.retained"),
    ("st.broken", "ae.retained"),
    ("st.pain_gt7", "ae.pain_during"),
    ("st.seizure", "ae.seizure"),
    ("st.confusion", ""),
    ("st.clear_fluid", "ae.canal"),
    ("st.urine_blood", "ae.organ"),
)

HELD = ("block", "justify", "require")
# What an answer "unknown" acts as (2.2).
UNKNOWN = {"block": "justify", "justify": "justify", "warn": "warn", "info": "info"}


def _age(item: str) -> int:
    return {"rf.age": 60, "pr.children": 15}.get(item, 40)


def _case(item: str, said: str) -> set[str]:
    return judged(f"age={_age(item)} {item}={said}")


def _asked(item: str, session: Session = EMPTY, *, returning: bool = False) -> bool:
    age = _age(item)
    earlier = answered_as_hoped(age) if returning else {}
    background = Background(MappingProxyType(earlier), age=age, returning=returning)
    return item in {rule.id for rule in due(SCREENING, session, background)}


def _needled(*places: tuple[float, float]) -> Session:
    marks = [needle(n, on_the_map(*place)) for n, place in enumerate(places)]
    return replace(EMPTY, marks=MappingProxyType({mark.id: mark for mark in marks}))


def _with(session: Session, *answers: Answer) -> Session:
    return replace(session, answers=MappingProxyType({each.item: each for each in answers}))


def _number(item: str, number: int) -> Answer:
    return Answer(item, None, EMPTY.opened, ME, number=number)


@pytest.mark.parametrize(("item", "action"), RED_FLAGS)
def test_a_red_flag_is_asked_for_and_does_what_it_must(item: str, action: str) -> None:
    assert _asked(item)
    assert f"open:{item}" in _case(item, "?")
    follows = _case(item, "moderate" if item == "rf.concern" else "yes")
    assert f"{action}:{item}" in follows
    assert ("held" in follows) is (action in HELD)
    if item != "rf.concern":
        assert f"{UNKNOWN[action]}:{item}" in _case(item, "unknown")


@pytest.mark.parametrize("item", [item for item, _action in RED_FLAGS])
def test_the_short_form_is_asked_each_time_and_the_rest_once_an_episode(item: str) -> None:
    assert _asked(item, returning=True) is (item in SHORT)


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("rf.fx.osteoporosis=yes rf.fx.trauma=yes", "block:rf.fx.osteoporosis"),
        ("rf.fx.osteoporosis=yes rf.fx.thoracic=yes", "block:rf.fx.osteoporosis"),
        ("rf.ca.history=yes rf.ca.weightloss=yes", "block:rf.ca.history"),
        ("rf.ca.history=yes rf.ca.nightpain=yes", "block:rf.ca.history"),
        ("rf.ca.history=yes rf.ca.unwell=yes", "block:rf.ca.history"),
        ("rf.inf.source=yes rf.inf.fever=yes", "block:rf.inf.source"),
        ("rf.concern=high", "block:rf.concern"),
        ("pr.bleeding=yes:severe", "block:pr.bleeding"),
        ("pr.diabetes=yes:poorly_controlled", "justify:pr.diabetes"),
        ("pr.pregnancy=yes:first_trimester,no_electro", "warn:pr.pregnancy"),
        ("pr.pregnancy=yes", "closed:pr.pregnancy@below_L1"),
        ("pr.epilepsy=yes", "ask:pr.epilepsy@electro"),
        ("pr.anticoag=yes policy.anticoagulants=block", "block:pr.anticoag"),
        ("pr.anticoag=yes", "box:bleeding"),
        ("pr.bleeding=yes", "box:bleeding"),
        ("rf.ces.saddle=yes:medical_clearance,reason", "ready"),
        ("rf.ces.saddle=yes:reason", "held"),
        ("ab.refuses=yes:medical_clearance,reason", "held"),
        ("pr.psych=yes:discussed", "ready"),
    ],
)
def test_what_comes_together_and_what_settles_it(case: str, told: str) -> None:
    assert told in judged(case)


@pytest.mark.parametrize(("item", "reach"), ABSOLUTE)
def test_what_rules_out_closes_the_visit_a_site_or_a_technique(item: str, reach: str) -> None:
    if reach == "zone":
        (effect,) = SCREENING.rules[item].effects
        assert effect.zone == "hz.ql_rib"
        assert effect.opened
        site: Site = on_the_map(-46, 113)
        assert "hz.ql_rib" in getattr(site, "hazards", ())
        return
    told = "pr.pregnancy" if item == "ab.es_pregnancy" else item
    assert _asked(told)
    if told == item:
        assert f"open:{item}" in _case(item, "?")
    follows = _case(told, "yes")
    if reach == "electro":
        assert f"without:{item}@electro" in follows
        assert told != item or "ready" in follows
    elif reach == "site":
        assert "held" in follows
        assert f"closed:{item}@left_buttock" in _case(item, "yes:left_buttock,reason")
        assert "ready" in _case(item, "yes:left_buttock,reason")
    else:
        assert {"held", f"block:{item}"} <= follows
        assert f"justify:{item}" in _case(item, "unknown")


@pytest.mark.parametrize(("item", "action"), RELATIVE)
def test_a_precaution_is_asked_and_does_what_it_must(item: str, action: str) -> None:
    assert _asked(item)
    follows = _case(item, "yes")
    if action == "site":
        assert f"closed:{item}@right_buttock" in _case(item, "yes:right_buttock")
        return
    assert f"{action}:{item}" in follows
    assert ("held" in follows) is (action in HELD)
    assert f"{UNKNOWN[action]}:{item}" in _case(item, "unknown")
    if action == "justify":
        (code, *_rest) = SCREENING.rules[item].codes
        assert "ready" in _case(item, f"yes:{code}")


@pytest.mark.parametrize(("item", "said", "action"), CHECKS)
def test_a_check_is_asked_each_time_and_a_deviation_does_what_it_must(
    item: str, said: str, action: str
) -> None:
    assert _asked(item, returning=True)
    days = "return=7" if item in ("ck.change", "ck.last_reaction", "ck.redflag_short") else ""
    assert f"open:{item}" in judged(f"{days} {item}=?")
    follows = judged(f"{days} {item}={said}")
    assert f"{action}:{item}" in follows
    assert ("held" in follows) is (action in HELD)


def test_a_change_asks_everything_again() -> None:
    assert "open:rf.neuro.umn" in judged("return=7 ck.change=yes rf.neuro.umn=?")


@pytest.mark.parametrize(("item", "said", "action"), AFTERWARDS)
def test_what_is_asked_afterwards_is_asked_of_needles_and_wants_a_word_where_it_was_not_so(
    item: str, said: str, action: str
) -> None:
    assert not _asked(item)
    assert _asked(item, _needled((-65, -35), (-55, 139), (20, -13)))
    follows = _case(item, said)
    assert f"{action}:{item}" in follows
    assert "ready" in follows


def test_legs_are_asked_about_after_deep_needles_and_breath_after_one_over_the_pleura() -> None:
    away = _needled((130, -45))
    assert not _asked("pt.breath", away)
    assert _asked("pt.breath", _needled((-55, 139)))
    assert _asked("pt.neuro", _needled((20, -13)))
    assert not _asked("pt.neuro")


def test_the_policies_word_gloves_and_skin() -> None:
    for item in ("hy.gloves", "hy.skin_prep"):
        assert len(ITEMS[item].choices) == 3


def test_needles_are_counted_and_nothing_else_keeps_a_visit_from_being_signed() -> None:
    session = _needled((-65, -35))
    assert {"hy.count_in", "hy.count_out"} <= {item.id for item in lacking(session, ITEMS.values())}
    with pytest.raises(Refused) as refused:
        check_signable(session)
    assert refused.value.code is ErrorCode.NEEDLES_UNCOUNTED
    # pt.all_out: the two counts are not the same.
    short = _with(session, _number("hy.count_in", 2), _number("hy.count_out", 1))
    with pytest.raises(Refused) as refused:
        check_signable(short)
    assert refused.value.code is ErrorCode.COUNT_MISMATCH
    check_signable(_with(session, _number("hy.count_in", 1), _number("hy.count_out", 1)))


def test_pain_and_the_next_visit_are_asked_for_at_the_end() -> None:
    missing = {item.id for item in lacking(_needled((-65, -35)), ITEMS.values())}
    assert {PAIN_AFTER, NEXT_VISIT} <= missing
    agreed = _with(EMPTY, Answer(NEXT_VISIT, None, EMPTY.opened, ME, choice="2020-01-08"))
    assert str(next_visit(agreed)) == "2020-01-08"


@pytest.mark.parametrize(("stop", "event"), STOPS)
def test_a_stop_says_what_to_do_and_proposes_what_it_was(stop: str, event: str) -> None:
    answer = Answer(EMERGENCY, Reply.YES, EMPTY.opened, ME, choice=stop)
    (said,) = cautions(ITEMS[EMERGENCY], answer)
    assert said.endswith(".")
    session = _with(EMPTY, answer)
    assert likely_kind(session) == event
    assert not event or event in content.event_vocabulary().kinds
    assert speaks_of_event(session)
    words = answer_words(answer, ITEMS[EMERGENCY], "CH")
    assert stop not in words
    assert len(words) > len("yes, ")


def test_the_lists_are_as_long_as_the_reference() -> None:
    assert [len(RED_FLAGS), len(ABSOLUTE), len(RELATIVE)] == [24, 13, 24]
    # 2.7 has 13 and 2.9 has 11 rows; of these five are counted, scored or dated.
    assert [len(CHECKS), len(AFTERWARDS) + len(COUNTED), len(STOPS)] == [13, 13 + 11, 13]
    ids = [row[0] for row in (*RED_FLAGS, *ABSOLUTE, *RELATIVE, *CHECKS, *AFTERWARDS, *STOPS)]
    assert len(set(ids)) == len(ids)
