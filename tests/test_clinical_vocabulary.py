"""Every id of the clinical reference, section 9, does something that can be seen.

The ids and what belongs to each are typed here from the reference, not read from the data; section
2 stands in `tests/test_clinical_effects.py`.
"""

from dataclasses import replace

import pytest

from charting import care_content, content, forms
from charting.domain.education import Evidence, talked_about
from charting.domain.episode import CareTime, Episode, care_code, goals_seen_by
from charting.domain.ids import EpisodeId, PatientId
from charting.domain.leaflet import leaflet
from charting.domain.pain_area import PainQuality
from charting.domain.session import Answer
from charting.domain.visit import cautions
from charting.wording import answer_words, ask_again_words, episode_facts
from tests.documents.cases import case_1, case_2, case_3
from tests.fakes import uuid7
from tests.judging import EMPTY, SCREENING, judged
from tests.strategies import ME

ITEMS = {item.id: item for item in content.visit_items()}
TERMS = content.episode_terms()
ENGLISH = care_content.education("en")

# 9.1: (id, whether it is structural, so that the red flags are asked again).
CAUSES = (
    ("ca.muscle_strain", False),
    ("ca.ligament_sprain", False),
    ("ca.muscle_imbalance", False),
    ("ca.trigger_points", False),
    ("ca.myofascial_pain", False),
    ("ca.herniated_disc", True),
    ("ca.facet_dysfunction", True),
    ("ca.spinal_stenosis", True),
    ("ca.spondylolisthesis", True),
    ("ca.degenerative_disc", True),
    ("ca.poor_posture", False),
    ("ca.prolonged_sitting", False),
    ("ca.repetitive_strain", False),
    ("ca.lifting", False),
    ("ca.sports", False),
)
# 9.2: (id, what is asked again, the questions that a drawn area points to).
SYMPTOMS = (
    ("sy.dull_ache", "", ()),
    ("sy.sharp", "", ()),
    ("sy.radiating", "bladder", ("rf.ces.bladder", "rf.neuro.progressive")),
    ("sy.stiffness", "30 minutes", ("rf.inflam",)),
    ("sy.numb_tingle", "bladder", ("rf.ces.saddle", "rf.neuro.progressive")),
)
# 9.3: (id, the measures by which it is seen).
GOALS = (
    ("go.pain", ("om.nprs",)),
    ("go.rom", ("om.lumbar_rom", "om.psfs")),
    ("go.recovery", ("om.psfs",)),
    ("go.tension", ("om.ppt",)),
)
# 9.4 is seen at the screen: tests/ui/session/test_clinical_steps.py.
STEPS = ("ps.prepare", "ps.insert", "ps.stimulate", "ps.finish")
# 9.5: (id, what the consent says, what the leaflet says, the events it can become).
RISKS = (
    ("rk.bruise", "small bruise", "bruise", ("ae.bruise",)),
    ("rk.bleed", "drop of blood", "bleeds", ("ae.bleed",)),
    ("rk.sore", "sore muscles for 1 to 2 days", "sore for 24 to 48 hours", ("ae.soreness",)),
    ("rk.tired", "tired", "tired", ("ae.fatigue", "ae.drowsy")),
    ("rk.infection", "infected", "more red", ("ae.infection_local", "ae.infection_deep")),
    ("rk.lung", "lung", "dry cough", ("ae.pneumothorax",)),
    # Added for completeness.
    ("faint", "faint", "light-headed", ("ae.faint",)),
    ("nerve", "nerve is irritated", "numb or tingles", ("ae.nerve",)),
    ("worse", "pain is worse", "worse", ("ae.aggravation",)),
    ("retained", "stuck or breaks", "", ("ae.retained",)),
    ("spine", "bleeding near the spine", "back pain with numb legs", ("ae.canal",)),
)
# 9.6.
OTHER_CARE = ("ot.physio", "ot.massage", "ot.chiro", "ot.meds", "ot.acupuncture", "ot.injection")
# 9.7, and the factors of section 6.
OUTLOOK = ("lt.target_tp", "lt.function", "lt.combined", "lt.adherence")
FACTORS = ("fac.severity", "fac.underlying_conditions", "fac.response", "fac.frequency")
# 9.8: (id, whether a fresh bruise is spoken of).
COMBINATIONS = (
    ("cb.physio", False),
    ("cb.massage", True),
    ("cb.chiro", True),
    ("cb.exercise", False),
    ("cb.heat_cold", False),
)
# 9.9.
AFTERCARE = ("ac.hydration", "ac.stretch", "ac.heat", "ac.avoid_strenuous", "ac.monitor")
# 9.10: (id, a word of the statement).
MECHANISMS = (("me.release", "twitch"), ("me.blood_flow", "blood"), ("me.pain_signal", "nerves"))


BARE = Episode(EpisodeId(uuid7(1)), PatientId(uuid7(2)), EMPTY.opened)


def _facts(episode: Episode) -> str:
    return "; ".join(f"{what}: {which}" for what, which in episode_facts(episode, TERMS, "CH"))


def _read(section: str, code: str) -> tuple[str, ...]:
    (one,) = [each for each in ENGLISH.sections if each.id == section]
    return tuple(each.text for each in talked_about(one, (code,)))


@pytest.mark.parametrize(("cause", "structural"), CAUSES)
def test_a_cause_is_noted_read_about_and_asked_about(cause: str, structural: bool) -> None:
    noted = _facts(replace(BARE, causes=(cause,)))
    assert "Causes: " in noted
    assert cause not in noted
    assert len(_read("causes", cause)) == 1
    assert bool(ask_again_words([cause], TERMS)) is structural


@pytest.mark.parametrize(("symptom", "again", "items"), SYMPTOMS)
def test_a_symptom_is_noted_drawn_and_asked_about(
    symptom: str, again: str, items: tuple[str, ...]
) -> None:
    assert symptom not in _facts(replace(BARE, symptoms=(symptom,)))
    assert len(_read("symptoms", symptom)) == 1
    quality = PainQuality(symptom)
    said = ask_again_words([symptom], TERMS)
    assert again in said
    assert bool(said) is bool(again)
    reminder = content.pain_reminders().get(quality)
    assert set(items) <= set(reminder.items if reminder else ())
    assert set(items) <= ITEMS.keys()


@pytest.mark.parametrize(("goal", "measures"), GOALS)
def test_a_goal_is_noted_and_stands_beside_its_measures(
    goal: str, measures: tuple[str, ...]
) -> None:
    assert goal not in _facts(replace(BARE, goals=(goal,)))
    seen = [
        one.id for one in care_content.measures() if goals_seen_by(one.id, TERMS.goals, (goal,))
    ]
    assert set(seen) == set(measures)


@pytest.mark.parametrize(("risk", "consented", "handed", "events"), RISKS)
def test_a_risk_is_consented_to_handed_out_and_can_be_noted(
    risk: str, consented: str, handed: str, events: tuple[str, ...]
) -> None:
    text = forms.consent_text("en")
    wrong = " ".join(
        line for one in text.sections if one.heading == "What can go wrong?" for line in one.lines
    )
    assert consented in wrong, risk
    assert handed in _leaflet_words(), risk
    assert set(events) <= content.event_vocabulary().kinds.keys()


def _leaflet_words() -> str:
    texts = content.leaflet_texts("en")
    blocks = [block for seen in (case_2(), case_3()) for block in leaflet(seen, texts).blocks]
    return " ".join(
        words for one in blocks for words in (one.heading, *(line.words for line in one.lines))
    )


@pytest.mark.parametrize("care", OTHER_CARE)
@pytest.mark.parametrize("when", CareTime)
def test_other_care_is_noted_with_its_time_and_read_about(care: str, when: CareTime) -> None:
    code = care_code(care, when)
    noted = _facts(replace(BARE, other_care=(code,)))
    assert care not in noted
    assert noted.endswith(")")
    assert len(_read("compare", code)) == 1


def test_a_steroid_injection_is_asked_for_with_its_date_and_warns() -> None:
    assert {"ready", "warn:ot.injection"} == judged("ot.injection=yes")
    assert SCREENING.rules["ot.injection"].group == "today"
    assert "day" in SCREENING.rules["ot.injection"].urgency


@pytest.mark.parametrize("code", [*OUTLOOK, *FACTORS])
def test_outlook_and_factors_are_noted_and_the_outlook_is_read_about(code: str) -> None:
    if code in OUTLOOK:
        assert code not in _facts(replace(BARE, outlook=(code,)))
        assert len(_read("later", code)) == 1
    else:
        assert code not in _facts(replace(BARE, session_factors=(code,)))


@pytest.mark.parametrize(("care", "bruise"), COMBINATIONS)
def test_care_of_the_same_day_is_noted_and_a_fresh_bruise_is_spoken_of(
    care: str,
    bruise: bool,
) -> None:
    item = ITEMS["cb.today"]
    answer = Answer(
        item.id, None, EMPTY.opened, ME, "16:40, lower back, 10 min, eased", choice=care
    )
    said = cautions(item, answer)
    assert bool(said) is bruise
    assert all("bruise" in words for words in said)
    assert care not in answer_words(answer, item, "CH")
    assert all(word in item.advice.lower() for word in ("when", "area", "minutes", "response"))


@pytest.mark.parametrize("step", AFTERCARE)
def test_an_aftercare_step_stands_on_the_leaflet(step: str) -> None:
    made = leaflet(case_1(), content.leaflet_texts("en"))
    if step == "ac.monitor":
        # What to watch for stands by how soon to call (7.2).
        assert {"emergency", "same_day", "soon"} <= set(made.ids)
    else:
        assert step in made.ids


@pytest.mark.parametrize(("statement", "word"), MECHANISMS)
def test_how_it_may_work_is_told_as_an_idea(statement: str, word: str) -> None:
    (how,) = [each for each in ENGLISH.sections if each.id == "how"]
    (told,) = [each for each in how.items if statement in each.source]
    assert word in told.text
    assert told.evidence is Evidence.IDEA
    assert "idea" in ENGLISH.evidence[Evidence.IDEA]


def test_the_lists_are_as_long_as_the_reference() -> None:
    assert [len(CAUSES), len(SYMPTOMS), len(GOALS), len(STEPS)] == [15, 5, 4, 4]
    assert len([risk for risk, *_rest in RISKS if risk.startswith("rk.")]) == 6
    assert [len(OTHER_CARE), len(OUTLOOK), len(FACTORS), len(COMBINATIONS)] == [6, 4, 4, 5]
    assert [len(AFTERCARE), len(MECHANISMS)] == [5, 3]
