"""What is read with a patient: complete, sourced, and readable at eleven."""

import re
from pathlib import Path

import pytest

from charting import care_content, content
from charting.domain.education import talked_about
from charting.domain.errors import ErrorCode, Refused
from charting.domain.readability import reading

ENGLISH = care_content.education("en")


def _shipped() -> list[tuple[str, str]]:
    texts = [(f"phrase {key}", text) for key, text in ENGLISH.phrases.items()]
    texts += [(f"evidence {key}", text) for key, text in ENGLISH.evidence.items()]
    for one in ENGLISH.sections:
        texts += [(f"{one.id} heading", one.heading), (f"{one.id} lead", one.lead)]
        texts += [(f"{one.id} {n}", item.text) for n, item in enumerate(one.items)]
    return texts


@pytest.mark.parametrize(("name", "text"), _shipped())
def test_a_child_of_eleven_can_read_every_text(name: str, text: str) -> None:
    shown = re.sub(r"\{\w+\}", "12", text)
    figures = reading(shown)
    assert figures.words_per_sentence <= 15, name
    # One or two words are no sentence to be graded.
    if len(shown.split()) > 2:
        assert figures.grade <= 6, name


@pytest.mark.parametrize("section", ENGLISH.sections, ids=lambda section: section.id)
def test_each_section_as_a_whole_is_of_grade_six_at_most(section: object) -> None:
    (one,) = [each for each in ENGLISH.sections if each is section]
    whole = " ".join((one.heading, one.lead, *(item.text for item in one.items)))
    figures = reading(whole.replace("?", "."))
    assert figures.grade <= 6
    assert figures.smog <= 8


def test_every_cause_symptom_and_other_care_of_the_vocabulary_is_told() -> None:
    terms = content.episode_terms()
    told = {item.about for section in ENGLISH.sections for item in section.items}
    wanted = (*terms.causes, *terms.symptoms, *terms.other_care, *terms.outlook)
    assert {term.id for term in wanted} <= told
    assert len(terms.causes) == 15


def test_all_of_it_waits_for_review() -> None:
    assert not ENGLISH.reviewed


def test_what_is_ticked_in_the_episode_is_found() -> None:
    compare = next(section for section in ENGLISH.sections if section.id == "compare")
    found = talked_about(compare, ("ca.lifting", "ot.physio/current"))
    assert [item.about for item in found] == ["ot.physio"]


@pytest.mark.parametrize(
    ("part", "damaged", "detail"),
    [
        ('heading = "How might it work?"', "heading = 3", "how"),
        ('title = "About low back pain and dry needling"', "", "phrases"),
        ('idea = "This is an idea. It is not proven."', "", "evidence"),
        ('source = "section 9.10: me.release"', 'source = ""', "how"),
    ],
)
def test_damage_is_told_by_name(tmp_path: Path, part: str, damaged: str, detail: str) -> None:
    text = (content.root() / "education" / "en" / "education.toml").read_text("utf-8")
    assert part in text
    file = tmp_path / "en" / "education.toml"
    file.parent.mkdir()
    file.write_text(text.replace(part, damaged), "utf-8")
    with pytest.raises(Refused) as refused:
        care_content.read_education(file)
    assert refused.value.code is ErrorCode.CONTENT_DAMAGED
    assert detail in str(refused.value.facts["detail"])


def test_a_language_that_is_not_there_is_refused() -> None:
    for language in ("tlh", "../en"):
        with pytest.raises(Refused):
            care_content.education(language)
