"""The leaflet as PDF, read back by other programs."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charting import content
from charting.documents.leaflet import leaflet_pdf
from charting.domain.body import BodyMeasures
from charting.domain.leaflet import LeafletFacts, leaflet
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
from tests.documents.reading import fonts, opened, outside, sizes, text

LETTER = replace(PRACTICE, paper="Letter", country="US", emergency_number="911")
HOSTILE = 'score 3<5 <L5 <img src="/x"> & "q" \'a\' </para> <b>'


def pdf(seen: LeafletFacts) -> bytes:
    return leaflet_pdf(leaflet(seen, content.leaflet_texts("en")), content.body_map())


@pytest.mark.parametrize(
    ("seen", "first_box", "other"),
    [
        (case_1(), "Legs, bladder or bowel? Call 144 now", "chest, shoulder blade"),
        (case_2(), "Legs, bladder or bowel? Call 144 now", "You take a blood thinner"),
        (case_3(), "Chest or breathing trouble? Call 144 now", "do not fly"),
    ],
)
def test_the_paper_charts(seen: LeafletFacts, first_box: str, other: str) -> None:
    made = pdf(seen)
    words = text(made)
    assert seen.patient.name in words
    assert words.index(first_box) < words.index("Call 144 now for any of these signs")
    for wanted in (other, "LEFT", "RIGHT", "Nora Feld", "041 000 00 01", "041 000 00 00", "Page 1"):
        assert wanted in words
    assert ("You take a blood thinner" in words) == (seen == case_2())
    assert ("do not fly" in words) == (seen == case_3())
    assert not outside(made)
    assert {row[-5] for row in fonts(made)} == {"yes"}
    assert min(sizes(made)) >= (18 if seen.large_print else 14)


def _everything() -> LeafletFacts:
    marks = case_1().marks + case_3().marks
    return replace(case_1(), marks=marks, precautions=frozenset({"pr.anticoag"}))


@pytest.mark.parametrize(
    "seen",
    [case_1(), case_3(), replace(case_2(), large_print=False), _everything(),
     replace(case_1(), practice=LETTER), replace(case_3(), practice=LETTER),
     replace(case_2(), large_print=False, practice=LETTER)],
)  # fmt: skip
def test_normal_print_is_two_pages(seen: LeafletFacts) -> None:
    pages = opened(pdf(seen)).pages
    assert len(pages) == 2
    size = (612, 792) if seen.practice.paper == "Letter" else (595, 841)
    assert [(int(page.mediabox.width), int(page.mediabox.height)) for page in pages] == [size] * 2


def test_the_file_says_what_it_is() -> None:
    read = opened(pdf(case_1()))
    assert read.metadata is not None
    assert read.metadata.title == "After your dry needling"
    assert read.metadata.author == "Nora Feld"
    assert str(read.root_object["/Lang"]) == "en"


def test_the_same_leaflet_is_the_same_file() -> None:
    assert pdf(case_2()) == pdf(case_2())


def test_markup_in_a_name_is_only_a_name() -> None:
    seen = replace(
        case_1(),
        patient=replace(case_1().patient, given=HOSTILE, family="O’Brien 😀"),
        practice=replace(PRACTICE, name=HOSTILE),
        marks=(*case_1().marks, needle(9, elsewhere(HOSTILE))),
    )
    words = text(pdf(seen))
    assert 'score 3<5 <L5 <img src="/x"> & "q"' in words
    assert words.count("</para>") >= 3


def test_a_name_in_arabic_is_joined_and_runs_to_the_left() -> None:
    who = replace(case_1().patient, given="فاطمة", family="")
    made = pdf(replace(case_1(), patient=who))
    assert any("DejaVuSans" in row[0] for row in fonts(made))
    assert "\ufffd" not in text(made)


def test_a_long_name_and_many_places_flow_on() -> None:
    many = [elsewhere(f"place number {n}") for n in range(60)]
    seen = facts([*many, on_the_map(18, 13)])
    made = pdf(replace(seen, patient=replace(seen.patient, family="x" * 200)))
    assert "place number 59" in text(made)
    assert not outside(made)


@given(st.text(max_size=250), st.text(max_size=250), st.booleans())
@settings(max_examples=20)
def test_no_text_breaks_the_paper(name: str, clinic: str, large: bool) -> None:
    seen = replace(
        case_3(),
        patient=replace(case_3().patient, family=name),
        practice=replace(PRACTICE, name=clinic, phone=name, emergency_number=clinic),
        marks=(*case_3().marks, needle(9, elsewhere(name))),
        large_print=large,
    )
    assert len(opened(pdf(seen)).pages) >= 2


def test_the_picture_is_that_of_the_build_chosen_for_the_patient() -> None:
    seen = case_1()
    measures = BodyMeasures(seen.patient.id, "broader", at(seen.day), PRACTITIONER.id)
    usual, broader = pdf(seen), pdf(replace(seen, measures=measures))
    assert set(text(usual).split()) == set(text(broader).split())
    assert pdf(replace(seen, measures=replace(measures, build="reference"))) == usual != broader
