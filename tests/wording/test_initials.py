"""First letters: German nouns stay large, and every choice has a key of its own."""

from charting.domain.assessment import TAKEN_LETTERS
from charting.forms import assessment_grid
from charting.i18n import _, speaking, spoken_languages
from charting.wording.initials import beginning, key_letters, within


def test_a_noun_stays_large_within_a_german_sentence() -> None:
    with speaking("de"):
        assert within("Bluterguss") == "Bluterguss"
    assert within("Bruise") == "bruise"
    assert beginning("nichts davon, keine Sorge") == "Nichts davon, keine Sorge"


def test_each_choice_has_a_key_of_its_own() -> None:
    assert key_letters(["nur Zug", "schmerzhaft", "gekreuzter Schmerz"], "nt") == ["u", "s", "g"]
    assert key_letters(["mieux", "pareil", "pire"]) == ["m", "p", "i"]
    assert key_letters(["", "–"]) == ["", ""]
    assert key_letters(["überdehnt", "úlcera", "été"]) == ["u", "l", "e"]
    assert key_letters(["محدود", "مؤلم"], "b") == ["a", "c"], "a key that any keyboard has"


def test_in_no_language_a_choice_of_the_grid_goes_without_a_key() -> None:
    for language in spoken_languages():
        with speaking(language):
            for cell in assessment_grid().cells:
                letters = key_letters((_(words) for _code, words in cell.row.values), TAKEN_LETTERS)
                assert all(letters), (language, cell.id)
