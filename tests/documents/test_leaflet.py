"""The leaflet as PDF, read back by other programs."""

import unicodedata
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from charting import content
from charting.documents.leaflet import leaflet_pdf
from charting.documents.pictures import tidy_picture
from charting.domain.body import BodyMeasures
from charting.domain.clinic_paper import Dress, PaperLook
from charting.domain.errors import ErrorCode, Refused
from charting.domain.leaflet import LeafletFacts, leaflet
from charting.domain.leaflet_blocks import ChosenMovement
from charting.domain.leaflet_plan import LeafletPlan
from charting.domain.practice import Practice
from charting.languages import LEAFLETS, shipped_in
from tests.documents.arabic import SAID, arabic
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
from tests.documents.reading import boxes, fonts, heard, opened, outside, sizes, structure, text

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


@pytest.mark.parametrize("code", shipped_in(LEAFLETS)[1:])
def test_it_is_two_pages_for_most_people_in_every_language(code: str) -> None:
    for seen in (case_1(), case_3()):
        made = leaflet_pdf(leaflet(seen, content.leaflet_texts(code)), content.body_map())
        assert len(opened(made).pages) == 2


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


# --- Forms --------------------------------------------------------------------------------------


def arranged(seen: LeafletFacts, plan: LeafletPlan, dress: Dress | None = None) -> bytes:
    made = leaflet(seen, content.leaflet_texts("en"), plan)
    return leaflet_pdf(replace(made, dress=dress or Dress()), content.body_map())


LIBRARY = [
    ChosenMovement(each.id, each.name, each.how, each.usual)
    for each in content.leaflet_texts("en").movements
]


@pytest.mark.parametrize("paper", [PRACTICE, LETTER])
@pytest.mark.parametrize("seen", [case_1(), case_2(), case_3(), _everything()])
def test_easy_words_are_large_whole_and_told_in_order(seen: LeafletFacts, paper: Practice) -> None:
    made = arranged(replace(seen, easy_read=True, practice=paper), LeafletPlan())
    words = text(made)
    assert min(sizes(made)) >= 18
    assert not outside(made)
    assert {row[-5] for row in fonts(made)} == {"yes"}
    assert "chest" in words.lower()
    for line in ("Drink as you always do.", "You feel very ill or mixed up.", "You pass out."):
        assert line in words
    assert structure(made).index("Drink") > structure(made).index("mixed")


def test_every_movement_is_drawn_and_told() -> None:
    made = arranged(case_1(), LeafletPlan(movements=tuple(LIBRARY)))
    words = text(made)
    assert not outside(made)
    for each in LIBRARY:
        assert each.name in words
        assert each.amount in words
    large = arranged(replace(case_2()), LeafletPlan(movements=tuple(LIBRARY)))
    assert min(sizes(large)) >= 18
    assert not outside(large)


def test_a_page_runs_from_right_to_left() -> None:
    for easy in (False, True):
        made = leaflet_pdf(arabic(easy=easy), content.body_map())
        read = text(made)
        told = unicodedata.normalize("NFKC", read)
        for word in ("الصدر", "العمود", "144", "Practice", "المشي", "Nora"):
            assert word in told, word
        assert "+41 44 000 00 00" in told.replace("\u00a0", " ")
        assert "\ufffd" not in read
        assert not outside(made)
        assert {row[-5] for row in fonts(made)} == {"yes"}
        assert str(opened(made).root_object["/Lang"]) == "ar"
        assert set(SAID[:2]) <= heard(made), "told in the order it is read, in plain letters"
        if not easy:
            begins = [float(row["xMax"]) for row in boxes(made) if row["word"] in ("144", "16")]
            assert max(begins) > 300, "lines begin at the right"


def test_a_logo_colours_and_a_picture_of_the_clinic() -> None:
    out = BytesIO()
    Image.new("RGB", (300, 120), "purple").save(out, "JPEG", exif=b"Exif\0\0GPS of a garden")
    kept = tidy_picture(out.getvalue())
    assert b"GPS" not in kept
    own = ChosenMovement("own.1", "Swim", "On your back.", "once a week", "00")
    gone = ChosenMovement("own.2", "Row", "Slowly.", "", "11")
    dress = Dress(PaperLook("#5a1f4c", "#5a1f4c", "00"), {"00": kept})
    made = arranged(case_1(), LeafletPlan(movements=(own, gone)), dress)
    assert sum(len(page.images) for page in opened(made).pages) == 2
    assert "On your back." in text(made)
    assert "Slowly." in text(made)
    assert not outside(made)


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"<svg/>", b"%PDF-1.7"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        tidy_picture(data)
    assert refused.value.code is ErrorCode.PICTURE_UNREADABLE


def test_a_picture_too_large_is_refused_and_a_large_one_made_smaller() -> None:
    out = BytesIO()
    Image.new("1", (9_000, 5_000)).save(out, "PNG")
    with pytest.raises(Refused) as refused:
        tidy_picture(out.getvalue())
    assert refused.value.code is ErrorCode.PICTURE_TOO_LARGE
    out = BytesIO()
    Image.new("L", (4_000, 2_000)).save(out, "PNG")
    with Image.open(BytesIO(tidy_picture(out.getvalue()))) as kept:
        assert kept.size == (1_000, 500)


@given(st.text(max_size=300), st.text(max_size=60), st.booleans())
@settings(max_examples=15)
def test_no_typed_text_breaks_the_paper(words: str, name: str, easy: bool) -> None:
    moves = (ChosenMovement("mv.walk", name or "x", words, name), *LIBRARY[:1])
    plan = LeafletPlan(movements=moves).saying("do", name, words).saying("bx.ces", name, words)
    made = arranged(replace(case_1(), easy_read=easy), plan.saying("own.1", name or "x", words))
    assert len(opened(made).pages) >= 2
