"""Which texts stand on a leaflet, in which order, and how places are told to a patient."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charting import content
from charting.domain.body_map import Side
from charting.domain.leaflet import Leaflet, LeafletFacts, Reason, leaflet, reasons
from charting.domain.leaflet_blocks import Block
from charting.domain.leaflet_texts import LONGEST_LIST, DamagedLeaflet, LeafletTexts
from charting.domain.marks import LevelFound, MapSite, Site, TriggerPoint
from charting.domain.readability import reading, syllables
from tests.documents.cases import (
    PRACTICE,
    PRACTITIONER,
    at,
    case_1,
    case_2,
    case_3,
    elsewhere,
    facts,
    needle,
    on_the_map,
)

ENGLISH = content.leaflet_texts("en")


def made(seen: LeafletFacts) -> Leaflet:
    return leaflet(seen, ENGLISH)


def boxes(seen: LeafletFacts) -> list[str]:
    return [block.id for block in made(seen).warnings if block.boxed]


def words(seen: LeafletFacts) -> str:
    blocks = made(seen).blocks
    return "\n".join(text for b in blocks for text in (b.heading, *(x.words for x in b.lines)))


def bullets(block: Block) -> list[str]:
    return [line.words for line in block.lines if line.bullet]


def test_the_reasons_are_those_of_the_facts() -> None:
    assert reasons(case_1()) == (Reason.NO_PLEURA, Reason.BELOW_L1)
    assert reasons(case_2()) == (Reason.NO_PLEURA, Reason.BELOW_L1, Reason.ANTICOAGULANT)
    assert reasons(case_3()) == (Reason.PLEURA, Reason.NO_NEXT_VISIT)
    nothing = replace(case_1(), marks=(), practice=replace(PRACTICE, phone=""))
    assert reasons(nothing) == (Reason.NO_NEEDLE, Reason.NO_CLINIC_PHONE)
    away = replace(facts([elsewhere("thigh")]), practice=replace(PRACTICE, out_of_hours_phone=""))
    assert {Reason.OFF_THE_MAP, Reason.NO_OUT_OF_HOURS} <= set(reasons(away))


# --- The three paper charts ---------------------------------------------------------------------


def test_case_1_has_the_chest_signs_among_the_emergencies_but_no_chest_box() -> None:
    one = made(case_1())
    assert boxes(case_1()) == ["bx.ces", "emergency"]
    emergency = next(block for block in one.warnings if block.id == "emergency")
    assert "chest" in bullets(emergency)[0]
    assert [place.words for place in one.places] == [
        "Right lower back, a few fingers from the spine",
        "Right lower back, between ribs and hip bone",
        "Right lower back, beside the spine (2 needles)",
    ]
    assert sum(len(place.spots) for place in one.places) == 4
    assert "Monday 23 November 2026" in one.block("next_visit").lines[0].words


def test_case_2_has_the_bleeding_box_and_both_sides() -> None:
    one = made(case_2())
    assert boxes(case_2()) == ["bx.ces", "emergency", "bx.bleeding"]
    assert one.large_print
    assert {place.words.split()[0] for place in one.places} == {"Left", "Right"}
    assert "ws.bleeding" not in one.ids


def test_case_3_begins_with_the_chest_box() -> None:
    one = made(case_3())
    assert boxes(case_3()) == ["bx.chest", "emergency"]
    assert "do not fly" in one.warnings[0].lines[-1].words
    assert [place.words for place in one.places] == ["Left middle back, over the lower ribs"]


# --- What stands when ---------------------------------------------------------------------------


@given(st.floats(-120, 120), st.floats(-190, 160))
def test_a_box_stands_exactly_when_its_fact_holds(x_mm: float, y_mm: float) -> None:
    placement = content.body_map().at(x_mm, y_mm)
    if not placement.inside:
        return
    site = MapSite.of(placement, content.body_map().named(placement, 50))
    found = boxes(facts([site]))
    assert ("bx.chest" in found) == ("hz.pleura" in site.hazards)
    assert (found[0] == "bx.chest") == ("hz.pleura" in site.hazards)
    assert ("bx.ces" in found) == (site.level in ("L2", "L3", "L4", "L5", "S1", "S2", "S3", "S4"))
    assert "bx.bleeding" not in found


def test_a_point_that_was_only_felt_calls_for_no_box() -> None:
    seen = facts([])
    felt = TriggerPoint(
        needle(0, on_the_map(-55, 139)).id, on_the_map(-55, 139), at(seen.day), PRACTITIONER.id
    )
    assert boxes(replace(seen, marks=(felt,))) == ["emergency"]


@pytest.mark.parametrize(
    "sites",
    [[], [elsewhere("thigh")], [on_the_map(-55, 139)], [on_the_map(18, 13)],
     [on_the_map(-55, 139), on_the_map(18, 13)]],
)  # fmt: skip
def test_every_emergency_is_told_once_and_no_list_is_long(sites: list[Site]) -> None:
    for precautions in (frozenset[str](), frozenset({"pr.anticoag"})):
        seen = replace(facts(sites), precautions=precautions)
        one = made(seen)
        assert all(len(bullets(b)) <= LONGEST_LIST for b in one.blocks)
        assert ("ws.pneumo" in one.ids) != ("bx.chest" in one.ids)
        assert ("ws.ces" in one.ids) != ("bx.ces" in one.ids)
        assert ("ws.bleeding" in one.ids) != ("bx.bleeding" in one.ids)
        urgencies = [b.urgency for b in one.warnings if b.id in ("emergency", "same_day", "soon")]
        assert urgencies == ["emergency", "same_day", "soon"]


# --- What is filled in --------------------------------------------------------------------------


def test_numbers_that_are_not_known_leave_no_gap() -> None:
    bare = replace(PRACTICE, phone="", out_of_hours_phone="", emergency_number="")
    text = words(replace(case_1(), practice=bare))
    assert "Call for help now" in text
    assert "{" not in text
    assert "call ." not in text.lower()
    assert all(line.strip() != "Call us:" for line in text.splitlines())


def test_what_needs_a_place_is_left_out_where_nothing_was_needled() -> None:
    assert "Say when and where" in words(case_1())
    assert "Say when and where" not in words(facts([]))
    assert made(facts([])).places == ()


def test_braces_in_a_name_are_only_braces() -> None:
    who = replace(case_1().patient, given="{emergency}", family="{x} {0}")
    assert made(replace(case_1(), patient=who)).about[0] == "For {emergency} {x} {0}"


def test_dates_cannot_be_misread() -> None:
    american = replace(PRACTICE, country="US")
    assert "Monday 16 November 2026" in made(case_1()).about[1]
    assert "Monday, November 16, 2026" in made(replace(case_1(), practice=american)).about[1]
    open_end = replace(case_1(), next_visit=None)
    assert "No visit is booked" in made(open_end).block("next_visit").lines[0].words


def test_a_demonstration_says_so_first() -> None:
    demo = replace(case_1(), practice=replace(PRACTICE, demo=True))
    assert "made up" in made(demo).about[0]


@pytest.mark.parametrize(
    ("level", "found", "stands"),
    [
        ("L2", LevelFound.ULTRASOUND, True),
        ("L1", LevelFound.PALPATION, True),
        ("L1", LevelFound.ULTRASOUND, False),
        ("T12/L1", LevelFound.PALPATION, True),
        ("T12", LevelFound.PALPATION, False),
    ],
)
def test_a_palpated_level_may_be_the_next_one_down(
    level: str, found: LevelFound, *, stands: bool
) -> None:
    site = replace(on_the_map(18, 82), level=level, level_found=found)
    assert (Reason.BELOW_L1 in reasons(facts([site]))) is stands


# --- Places in plain words ----------------------------------------------------------------------

LATIN = re.compile(r"\b(m\.|hz\.|[TLS]\d|\w+(?:us|is|ae|um))\b")


def test_every_muscle_at_every_distance_has_words_without_latin() -> None:
    base = on_the_map(18, 13)
    for muscle in (None, *content.body_map().structures, "m.unknown"):
        for level in ("T10", "L1", "L5", "S4"):
            for lateral in (30, 400, 900, 1600):
                site = replace(base, muscle=muscle, level=level, lateral=lateral)
                (place,) = made(facts([site])).places
                assert place.words.startswith("Right ")
                assert not LATIN.search(place.words.replace("hip", "")), place.words


def test_the_midline_and_a_site_in_words() -> None:
    (middle,) = made(facts([on_the_map(0, 34)])).places
    assert middle.words == "Lower back, in the middle"
    (thigh,) = made(facts([elsewhere("thigh", Side.LEFT)])).places
    assert thigh.words == "Left: thigh"
    assert thigh.spots == ()


def test_places_are_numbered_from_the_head_down() -> None:
    one = made(facts([elsewhere("calf"), on_the_map(18, -13), on_the_map(-55, 139)]))
    assert [place.number for place in one.places] == [1, 2, 3]
    assert one.places[0].words.startswith("Left middle back")
    assert one.places[2].words == "Right: calf"


# --- The words themselves -----------------------------------------------------------------------


def _shipped() -> list[tuple[str, str]]:
    texts = [(f"phrase {key}", text) for key, text in ENGLISH.phrases.items()]
    for one in (*ENGLISH.warnings, *ENGLISH.aftercare, *ENGLISH.easy):
        parts = ("heading", "lead", "contact", "closing")
        texts += [(f"{one.id} {part}", getattr(one, part)) for part in parts if getattr(one, part)]
        texts += [(item.id, item.text) for item in one.items]
    for each in ENGLISH.movements:
        texts += [(f"{each.id} {part}", getattr(each, part)) for part in ("name", "how", "usual")]
    texts += [(f"place {row.muscle} {row.from_mm}", row.words) for row in ENGLISH.places]
    return [*texts, *ENGLISH.areas.items()]


@pytest.mark.parametrize(("name", "text"), _shipped())
def test_a_child_of_eleven_can_read_every_text(name: str, text: str) -> None:
    shown = re.sub(r"\{\w+\}", "12", text)
    figures = reading(shown)
    # One or two words are no sentence to be graded.
    if len(shown.split()) > 2:
        assert figures.grade <= 6, name
    assert figures.smog <= 8, name
    assert figures.words_per_sentence <= 15, name


PROMISES = re.compile(
    r"\b(toxins?|cure[sd]?|heal(s|ing)?|releas\w+|flush\w*|adhesions?|scar|inflammation|prevent\w*"
    r"|correct\w*|reset\w*|guarantee\w*|safe|always works)\b",
    re.IGNORECASE,
)


def test_nothing_is_promised() -> None:
    assert not [name for name, text in _shipped() if PROMISES.search(text)]


def test_every_text_has_its_source_and_waits_for_review() -> None:
    rows = [*ENGLISH.warnings, *ENGLISH.aftercare, *ENGLISH.easy]
    items = [item for one in rows for item in one.items]
    assert all(row.source for row in rows)
    assert all(item.source for item in items)
    assert {row.reviewed_by for row in rows} | {item.reviewed_by for item in items} == {""}
    assert ENGLISH.version
    assert ENGLISH.review_due > date(2026, 11, 23)
    for wanted in ("hydration", "stretch", "heat", "avoid_strenuous"):
        assert f"ac.{wanted}" in {item.id for item in items}


@pytest.mark.parametrize(
    ("word", "count"),
    [("area", 3), ("needle", 2), ("asked", 1), ("wanted", 2), ("bruises", 2), ("practitioner", 4),
     ("exercise", 3), ("usual", 3), ("emergency", 4), ("breathe", 1), ("temperature", 4),
     ("38", 1), ("serious", 3), ("question", 2)],
)  # fmt: skip
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_hard_sentences_are_hard() -> None:
    hard = reading("Pneumothorax necessitates immediate presentation at an emergency department.")
    assert hard.grade > 12
    assert hard.smog > 12


# --- Damaged data -------------------------------------------------------------------------------


def _files() -> dict[str, dict[str, object]]:
    folder = content.root() / "leaflets" / "en"
    return {
        name: dict(content.read_vocabulary(folder / f"{name}.toml"))
        for name in content.LEAFLET_FILES
    }


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"id": "x", "text": "Call {nobody}"}, "nobody"),
        ({"id": "x", "text": "Call {emergency:>99}"}, "emergency"),
        ({"id": "x", "text": 3}, "is not text"),
        ({"id": "x"}, "text"),
        ({"id": "x", "text": "a", "unless": "bx.nothing"}, "bx.nothing"),
    ],
)
def test_a_damaged_item_is_named(change: dict[str, object], part: str) -> None:
    files = _files()
    blank = {"source": "", "reviewed_by": "", "reviewed_on": ""}
    row = {"id": "one", "when": "always", "heading": "h", "items": [{**blank, **change}], **blank}
    files["aftercare"] = {"lists": [row]}
    with pytest.raises(DamagedLeaflet, match=re.escape(part)):
        LeafletTexts.from_plain("en", files)


def test_a_list_that_nobody_would_read_to_its_end_is_refused() -> None:
    files = _files()
    blank = {"source": "", "reviewed_by": "", "reviewed_on": ""}
    items = [{"id": str(n), "text": "a", **blank} for n in range(LONGEST_LIST + 1)]
    files["aftercare"] = {
        "lists": [{"id": "long", "when": "always", "heading": "h", "items": items, **blank}]
    }
    with pytest.raises(DamagedLeaflet, match="long"):
        LeafletTexts.from_plain("en", files)


@given(st.text(), st.text(), st.text())
def test_no_name_breaks_it(family: str, clinic: str, region: str) -> None:
    seen = case_1()
    one = made(
        replace(
            seen,
            patient=replace(seen.patient, family=family),
            practice=replace(seen.practice, name=clinic, phone=clinic),
            marks=(*seen.marks, needle(9, elsewhere(region))),
        )
    )
    assert family.strip() in one.about[0]
