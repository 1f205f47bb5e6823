"""A clinic's own words for a block: every place that must be filled in is there, and no other."""

from dataclasses import replace

import pytest

from charting import content
from charting.domain.clinic_paper import (
    FRAME_CONTRAST,
    TEXT_CONTRAST,
    USUAL,
    OwnWords,
    contrast_on_white,
)
from charting.domain.clinic_words import as_template, checked_words, open_to_words
from charting.domain.errors import ErrorCode, Refused
from charting.domain.leaflet import leaflet
from charting.domain.leaflet_blocks import Line
from tests.documents.cases import PRACTICE, case_1

ENGLISH = content.leaflet_texts("en")
BLOCKS = {one.id: one for one in open_to_words(ENGLISH)}


def own(block: str, text: str, heading: str = "") -> OwnWords:
    return checked_words(OwnWords("en", block, heading, text), BLOCKS[block])


def test_emergencies_keep_their_words() -> None:
    assert set(BLOCKS) == {"same_day", "soon", "expect", "do"}


@pytest.mark.parametrize("block", BLOCKS)
def test_what_ships_may_be_kept_as_it_is_and_says_the_same(block: str) -> None:
    kept = own(block, as_template(BLOCKS[block]))
    said = leaflet(replace(case_1(), clinic_words=(kept,)), ENGLISH)
    assert said == leaflet(case_1(), ENGLISH)


@pytest.mark.parametrize(
    ("block", "text", "code", "places"),
    [
        ("soon", "Ring us.", ErrorCode.PLACEHOLDER_MISSING, "{clinic_phone}"),
        ("do", "On {date}.", ErrorCode.PLACEHOLDER_MISSING, "{area}"),
        ("expect", "Ask {nobody}.", ErrorCode.PLACEHOLDER_UNKNOWN, "{nobody}"),
        ("expect", "Ask {name:>99}.", ErrorCode.PLACEHOLDER_UNKNOWN, "{name:>99}"),
        ("expect", "A brace { alone", ErrorCode.PLACEHOLDER_BROKEN, None),
        ("expect", "x" * 1_000_000, ErrorCode.TEXT_TOO_LONG, None),
    ],
)
def test_a_template_that_lacks_a_place_is_refused(
    block: str, text: str, code: ErrorCode, places: str | None
) -> None:
    with pytest.raises(Refused) as refused:
        own(block, text)
    assert refused.value.code is code
    assert refused.value.facts.get("places") == places


def test_the_clinics_words_stand_filled_in_and_nothing_typed_is_what_ships() -> None:
    kept = own("soon", "• Ring {clinic_phone}, {name}.", "Any questions?")
    block = leaflet(replace(case_1(), clinic_words=(kept,)), ENGLISH).block("soon")
    assert block.heading == "Any questions?"
    assert block.lines == (Line("Ring 041\u00a0000\u00a000\u00a000, K. Adeyemi-Lindqvist.", True),)
    bare = replace(case_1(), practice=replace(PRACTICE, phone=""), clinic_words=(kept,))
    assert leaflet(bare, ENGLISH).block("soon").lines == ()
    assert own("soon", "  ") == OwnWords("en", "soon", "", "")


def test_no_heat_stands_among_the_clinics_words_too() -> None:
    kept = own("do", "Swim. On {date}: {area}.")
    made = leaflet(replace(case_1(), clinic_words=(kept,), feels_less=True), ENGLISH)
    assert made.block("do").lines[-1].words.startswith("Do not use a warm pack")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#ffffff") == pytest.approx(1)
    assert contrast_on_white("#767676") == pytest.approx(4.54, abs=0.01)
    assert contrast_on_white(USUAL) >= TEXT_CONTRAST > FRAME_CONTRAST
