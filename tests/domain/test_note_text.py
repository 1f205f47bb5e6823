"""Texts for the note: what is typed short, places to fill in, and which beginning fits a visit."""

from uuid import UUID

import pytest

from charting import care_content, content, i18n
from charting.domain.errors import ErrorCode, Refused
from charting.domain.note_text import (
    NoteTemplate,
    NoteTextId,
    Snippet,
    checked_note_text,
    fitting,
    places,
    snippet_for,
)
from charting.domain.session import NoteSection

ID = NoteTextId(UUID(int=0))
SHIPPED = care_content.note_texts()
TEMPLATES = tuple(each for each in SHIPPED if isinstance(each, NoteTemplate))


def test_the_last_word_before_the_hand_is_what_is_looked_for() -> None:
    walk = Snippet(ID, "walk", "Walk {minutes} minutes.")
    for typed in ("walk", "Rest.\nWALK", "and walk"):
        assert snippet_for(typed, [walk]) is walk
    for typed in ("", "walk ", "sidewalk", "walks"):
        assert snippet_for(typed, [walk]) is None


def test_places_are_found_in_order() -> None:
    assert places("Since {when}, {how}; {} {a\nb} {open") == ("when", "how", "")


def test_what_ships_is_whole_and_its_causes_are_known() -> None:
    causes = {term.id for term in content.episode_terms().causes}
    assert all(not each.cause or each.cause in causes for each in TEMPLATES)
    names = [(type(each), each.name.casefold()) for each in SHIPPED]
    assert len(names) == len(set(names))
    assert [checked_note_text(each) for each in SHIPPED] == list(SHIPPED)


@pytest.mark.parametrize("language", i18n.spoken_languages())
def test_what_ships_is_whole_in_every_language(language: str) -> None:
    with i18n.speaking(language):
        told = care_content.note_texts()
    assert [each.id for each in told] == [each.id for each in SHIPPED]
    assert len({(type(each), each.name.casefold()) for each in told}) == len(told)
    assert [checked_note_text(each) for each in told] == list(told)


def test_what_ships_is_in_the_words_of_the_language() -> None:
    with i18n.speaking("es"):
        told = care_content.note_texts()
    assert fitting([each for each in told if isinstance(each, NoteTemplate)], (), 1)[0].name == (
        "Primera visita"
    )


@pytest.mark.parametrize(
    ("causes", "number", "first"),
    [
        ((), 1, "First visit"),
        ((), 2, "Return visit"),
        (("ca.herniated_disc",), 1, "Disc, first visit"),
        (("ca.herniated_disc",), 4, "Return visit"),
    ],
)
def test_the_beginning_for_its_cause_comes_first(
    causes: tuple[str, ...], number: int, first: str
) -> None:
    assert fitting(TEMPLATES, causes, number)[0].name == first


def test_an_empty_text_is_refused_naming_what_lacks() -> None:
    for text, field in (
        (Snippet(ID, " ", "Walk."), "short"),
        (Snippet(ID, "walk", " \n"), "snippet"),
        (NoteTemplate(ID, "", {NoteSection.PLAN: "Rest."}), "template"),
        (NoteTemplate(ID, "First", {NoteSection.PLAN: " "}), "template_text"),
    ):
        with pytest.raises(Refused) as refused:
            checked_note_text(text)
        assert refused.value.code is ErrorCode.FIELD_MISSING
        assert refused.value.facts["field"] == field
