"""What patients read in another language says as much as the English, and waits for its review."""

import pytest

from charting import care_content, content, forms
from charting.languages import CONSENT, EDUCATION, LEAFLETS, shipped_in
from resources.locale import texts
from resources.locale.messages import PATIENT_TEXTS

TRANSLATED = [
    (f"{part}/{name}", code)
    for part, names in PATIENT_TEXTS.items()
    for code in shipped_in(part)[1:]
    for name in names
]


@pytest.mark.parametrize(("file", "code"), TRANSLATED)
def test_a_translation_has_every_text_and_every_code_of_the_english(file: str, code: str) -> None:
    ours, theirs = texts.english(file), texts.texts_of(texts.path_of(file, code))
    assert [text.at for text in theirs] == [text.at for text in ours]
    for our, their in zip(ours, theirs, strict=True):
        if our.is_read:
            assert texts.why_not(our.words, their.words) == "", their
        elif our.at[-1] not in {"source", "reviewed_by", "reviewed_on"}:
            assert their.words == our.words


@pytest.mark.parametrize("part", [CONSENT, EDUCATION, LEAFLETS])
def test_every_language_is_read_without_damage(part: str) -> None:
    read = {
        CONSENT: forms.consent_text,
        EDUCATION: care_content.education,
        LEAFLETS: content.leaflet_texts,
    }[part]
    for code in shipped_in(part):
        assert read(code)


@pytest.mark.parametrize("file", texts.files())
def test_a_file_is_translated_whole_or_not_at_all(
    file: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = texts.english(file)
    away = {texts.id_of(file, text): _turned(text.words) for text in ours if text.is_read}
    there = tmp_path_factory.mktemp("resources")
    english = texts.path_of(file, "en").read_bytes()
    monkeypatch.setattr(texts, "RESOURCES", there)
    texts.path_of(file, "en").parent.mkdir(parents=True)
    texts.path_of(file, "en").write_bytes(english)
    first, *others = away
    assert [line.partition(":")[0] for line in texts.take(file, "xx", _of(away, others))] == [first]
    assert not texts.path_of(file, "xx").exists()
    assert texts.take(file, "xx", away) == []
    assert texts.waiting(file, "xx") == []
    assert texts.take(file, "xx", {first: "{open"}) != []
    theirs = texts.texts_of(texts.path_of(file, "xx"))
    said = {text.at: text.words for text in theirs}
    assert all(said[text.at] == _turned(text.words) for text in ours if text.is_read)
    assert {text.words for text in theirs if text.at[-1] == "reviewed_by"} <= {""}


def test_a_leaflet_in_another_language_says_that_nobody_checked_it() -> None:
    english = content.leaflet_texts("en")
    assert not english.unchecked
    for code in shipped_in(LEAFLETS)[1:]:
        assert content.leaflet_texts(code).unchecked


def _turned(words: str) -> str:
    return f'{words} „"x\\"“'


def _of(said: dict[str, str], keys: list[str]) -> dict[str, str]:
    return {key: said[key] for key in keys}
