"""One catalogue speaks for screen, paper and command line."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from charting import i18n
from charting.catalogues import Catalogue, read_catalogue
from tests.pace import spent

PACKAGE = Path(i18n.__file__).parent


@pytest.fixture
def english_again(tmp_path: Path) -> Iterator[None]:
    """Speak English again afterwards."""
    yield
    i18n.choose("en", tmp_path)


@pytest.mark.usefixtures("english_again")
def test_a_language_without_a_catalogue_falls_back_to_english(tmp_path: Path) -> None:
    i18n.choose("tlh", tmp_path)
    assert i18n._("Undo") == "Undo"
    assert i18n.ngettext("{n} needle", "{n} needles", 1) == "{n} needle"
    assert i18n.ngettext("{n} needle", "{n} needles", 4) == "{n} needles"


@pytest.mark.usefixtures("english_again")
def test_the_screen_and_a_paper_speak_each_their_own_language(tmp_path: Path) -> None:
    i18n.speak("de", Catalogue({"Undo": "Zurück"}, {}, int))
    assert (i18n._("Undo"), i18n.spoken()) == ("Zurück", "de")
    with i18n.speaking("en"):
        assert (i18n._("Undo"), i18n.spoken()) == ("Undo", "en")
        with ThreadPoolExecutor(1) as another:
            assert another.submit(i18n._, "Undo").result() == "Zurück"
    assert i18n._("Undo") == "Zurück"


def test_every_catalogue_is_a_language_to_speak() -> None:
    assert i18n.spoken_languages()[0] == "en"
    for language in i18n.spoken_languages():
        with i18n.speaking(f"{language}-XX"):
            assert i18n._("") == ""


def test_a_list_has_the_separators_of_the_language() -> None:
    with i18n.speaking("ar"):
        assert i18n.clauses((i18n.listed(("أ", "", "ب")), None, "ج")) == "أ، ب؛ ج"
    with i18n.speaking("he"):
        assert i18n.listed(("א", "ב")) == "א, ב"
    assert i18n.clauses((i18n.listed(("a", "b")), "c")) == "a, b; c"


def test_no_list_is_put_together_with_latin_separators() -> None:
    # What a hand types between two parts the program reads again as it was typed.
    typed = {"ui/letters/editors.py"}
    latin = re.compile(r"""["'][,;] ["']\.join\(""")
    parts = ("app", "command_line", "documents", "services", "ui", "wording")
    found = {
        file.relative_to(PACKAGE).as_posix()
        for part in parts
        for file in (PACKAGE / part).rglob("*.py")
        if latin.search(file.read_text("utf-8"))
    }
    assert found == typed


def test_a_catalogue_is_at_hand_before_anybody_waits(tmp_path: Path) -> None:
    rows = "".join(
        f'msgid "Sentence {n} of {{n}}"\nmsgstr "Satz {n} {{n}}"\n\n' for n in range(5000)
    )
    file = tmp_path / "xx" / "LC_MESSAGES" / "charting.po"
    file.parent.mkdir(parents=True)
    file.write_text(
        f'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n{rows}', "utf-8"
    )
    read: list[Catalogue] = []
    took = spent(lambda: read.append(read_catalogue(file)))
    assert len(read[0].told) == 5000
    assert took < 0.2


def test_the_system_is_asked_for_a_language_that_is_spoken() -> None:
    asked = {"LANGUAGE": "tlh:fr_CH", "LC_ALL": "de_CH.UTF-8", "LANG": "es_ES@euro"}
    assert i18n.wanted_by(asked) == ("tlh", "fr-CH", "de-CH", "es-ES")
    assert i18n.wanted_by({"LANG": "C.UTF-8"}) == ("C",)
    i18n.choose_first(["C", "tlh"])
    assert i18n.spoken() == "en"
    i18n.choose_first(["tlh", "en-GB", "de"])
    assert i18n.spoken() == "en-GB"
    i18n.choose_first([])


def test_a_catalogue_that_is_mostly_empty_does_not_speak(tmp_path: Path) -> None:
    head = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    file = tmp_path / "charting.po"
    file.write_text(head + 'msgid "Yes"\nmsgstr "Ja"\n\nmsgid "No"\nmsgstr ""\n', "utf-8")
    assert (read_catalogue(file).lacks, read_catalogue(file).speaks) == (1, False)
    file.write_text(head + 'msgid "Yes"\nmsgstr "Ja"\n', "utf-8")
    assert read_catalogue(file).speaks
