"""A patient reads in their language where there is a text in it, and in English elsewhere."""

import shutil
from pathlib import Path

import pytest

from charting import care_content, forms
from charting.domain.education import Education
from charting.languages import (
    CONSENT,
    EDUCATION,
    LEAFLETS,
    clinic_languages,
    consent_language,
    language_of,
    languages,
    shipped_in,
)
from charting.places import root
from charting.wording.languages import language_words

TRANSLATED = {part: shipped_in(part)[1:] for part in (CONSENT, EDUCATION, LEAFLETS)}


@pytest.mark.parametrize(
    ("part", "wanted", "read"),
    [
        (CONSENT, "", "en"),
        (CONSENT, "de", "de"),
        (CONSENT, "de-CH", "de"),
        (EDUCATION, "de", "de"),
        (LEAFLETS, "tlh", "en"),
        (CONSENT, "tlh", "en"),
        (CONSENT, "../en", "en"),
        (CONSENT, "..", "en"),
    ],
)
def test_what_ships_decides(part: str, wanted: str, read: str) -> None:
    assert language_of(part, wanted) == read


def test_a_text_of_the_clinic_adds_its_language(tmp_path: Path) -> None:
    shipped = sorted({code for each in TRANSLATED.values() for code in each})
    assert languages(tmp_path) == ("en", *shipped)
    (tmp_path / CONSENT).mkdir()
    shutil.copy(root() / CONSENT / "en" / "consent.toml", tmp_path / CONSENT / "rm.toml")
    (tmp_path / CONSENT / "not a language.toml").write_text("", "utf-8")
    assert clinic_languages(tmp_path) == ("rm",)
    assert languages(tmp_path) == ("en", *sorted([*shipped, "rm"]))
    assert consent_language(tmp_path, "rm") == "rm"
    text, refused = forms.clinic_consent_text(tmp_path, "rm")
    assert (text.language, refused) == ("rm", None)
    assert consent_language(tmp_path, "tlh") == "en"


@pytest.mark.parametrize("code", TRANSLATED[CONSENT])
def test_a_translation_of_the_consent_says_the_same_and_that_it_waits_for_review(code: str) -> None:
    english, other = forms.consent_text("en"), forms.consent_text(code)
    assert (other.language, other.version, other.of_age) == (code, english.version, english.of_age)
    assert [len(one.lines) for one in other.sections] == [
        len(one.lines) for one in english.sections
    ]
    for ours, theirs in zip(english.sections, other.sections, strict=True):
        assert [line[:2] == "- " for line in ours.lines] == [
            line[:2] == "- " for line in theirs.lines
        ]
    assert other.hash != english.hash
    assert "not reviewed" in other.source
    assert not other.reviewed_by


@pytest.mark.parametrize("code", TRANSLATED[EDUCATION])
def test_a_translation_of_the_education_says_the_same_and_that_it_waits_for_review(
    code: str,
) -> None:
    english, other = care_content.education("en"), care_content.education(code)
    assert _shape(other) == _shape(english)
    assert not other.reviewed
    told = {item.text for one in english.sections for item in one.items}
    assert not told & {item.text for one in other.sections for item in one.items}


def _shape(education: Education) -> list[object]:
    return [
        (one.id, one.evidence, one.source, [(x.about, x.evidence, x.source) for x in one.items])
        for one in education.sections
    ]


def test_a_language_has_a_name() -> None:
    assert [language_words(code) for code in ("", "en", "de", "de-CH", "rm")] == [
        *("English", "English", "German", "German", "rm"),
    ]
