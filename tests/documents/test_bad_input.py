"""Whatever was typed: every document says all of it within its page, or a sentence says why not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from charting import content
from charting.documents.consent import consent_pdf
from charting.documents.leaflet import leaflet_pdf
from charting.domain.clinic_paper import OwnWords
from charting.domain.clinic_words import checked_words, open_to_words
from charting.domain.episode_scores import EpisodeScores
from charting.domain.errors import ErrorCode, Refused
from charting.domain.leaflet import leaflet
from charting.domain.letters import Letter, LetterKind
from charting.domain.paper_sizes import LABELS, SLIPS
from charting.domain.patient import Patient
from charting.languages import LEAFLETS, language_of
from charting.services.care_papers import OutcomesReport, Reading
from charting.services.course_papers import EpisodeSummary
from charting.services.letters import LetterPage
from charting.services.record_papers import About
from charting.services.small_papers import Label, Slip
from charting.wording.refusals import sentence
from tests.documents.cases import PRACTICE, PRACTITIONER, at, case_1, patient
from tests.documents.every_document import PAPER
from tests.documents.paper_cases import ABOUT, contacts, needle_log, plate, trail
from tests.documents.reading import boxes, heard, opened, outside, pages, text
from tests.documents.test_consent import _report as consent
from tests.documents.test_course_papers import DAY, EPISODE, NAMES, SESSIONS
from tests.documents.test_reports import _record as record
from tests.documents.test_reports import report as session

NAMES_TYPED = {
    "of 200 characters": ("Wolkenstein-" * 16)[:199] + "z",
    "without a blank": "W" * 200,
    "marks of other languages": "<b>O’Neil & Söhne</b> </para> &amp; ]]> %s {name}",
    "signs and control characters": "Anna\x00\x07 😀 Muster\u200b\ufeff \u202eevil",
    "Arabic": "محمد بن عبد الله",
}
Maker = Callable[[Patient], bytes]


def _about(who: Patient) -> About:
    return replace(ABOUT, patient=who, practice=replace(PRACTICE, name=who.family))


DOCUMENTS: dict[str, Maker] = {
    "leaflet": lambda who: leaflet_pdf(
        leaflet(replace(case_1(), patient=who), content.leaflet_texts("en")), content.body_map()
    ),
    "session report": lambda who: PAPER.session_report(replace(session(who.family), patient=who)),
    "record": lambda who: PAPER.record(replace(record(), patient=who)),
    "consent": lambda who: consent_pdf(replace(consent(), patient=who)),
    "letter": lambda who: PAPER.letter(
        LetterPage(PRACTICE, PRACTITIONER, who, _letter(who.listed_name))
    ),
    "education": lambda who: PAPER.education(Reading(PRACTICE, who, ())),
    "outcomes": lambda who: PAPER.outcomes(
        OutcomesReport(PRACTICE, who, None, EpisodeScores(()), at(DAY))
    ),
    "episode summary": lambda who: PAPER.episode_summary(
        EpisodeSummary(PRACTICE, NAMES, who, EPISODE, SESSIONS, [], [], at(DAY))
    ),
    "body-map plate": lambda who: PAPER.plate(plate(_about(who))),
    "needles and lots": lambda who: PAPER.needle_log(needle_log(2, _about(who))),
    "contact notes": lambda who: PAPER.contacts(replace(contacts(), about=_about(who))),
    "trail of changes": lambda who: PAPER.trail(trail(20, _about(who))),
}


def _letter(words: str) -> Letter:
    return Letter(LetterKind.REFERRAL, DAY, words, words, words)


def _letters(words: str) -> str:
    """The letters that can be seen, without blanks: names are broken where lines end."""
    return "".join(c for c in words if c.isalnum() or c in "<>&’/%{}")


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("typed", NAMES_TYPED)
def test_a_name_is_told_whole_and_within_the_page(document: str, typed: str) -> None:
    name = NAMES_TYPED[typed]
    pdf = DOCUMENTS[document](patient(name, "", date(1984, 3, 9)))
    assert not outside(pdf)
    told = pages(pdf)
    assert all(map(str.strip, told))
    if typed not in ("Arabic", "signs and control characters"):
        assert _letters(name) in _letters(told[0]) or document == "education"


@pytest.mark.parametrize(
    "words", ["<b>&amp; </para>", "x" * 3_000, "word " * 2_000, "\x00\x1b[31m 😀", "\n\n\n"]
)
def test_contact_notes_say_what_was_typed(words: str) -> None:
    pdf = PAPER.contacts(contacts(f"begin {words} end"))
    assert not outside(pdf)
    assert {"begin", "end"} <= set(text(pdf).split())


@pytest.mark.long
def test_a_megabyte_of_contact_note_is_laid_out() -> None:
    pdf = PAPER.contacts(contacts("word " * 200_000))
    assert text(pdf).split().count("word") == 200_000
    assert not outside(pdf)


def _small(sheet: str, who: Patient) -> bytes | None:
    """A label or a slip; nothing where it is refused as too small."""
    try:
        if sheet in LABELS:
            return PAPER.label(Label(PRACTICE, who, sheet))
        return PAPER.slip(Slip(PRACTICE, who, DAY, [DAY] * 3, at(DAY), sheet))
    except Refused as refused:
        if refused.code is not ErrorCode.PAPER_TOO_SMALL:
            raise
        return None


@pytest.mark.parametrize("sheet", [*LABELS, *SLIPS])
@pytest.mark.parametrize("typed", NAMES_TYPED)
def test_small_paper_holds_the_whole_name_or_says_that_it_cannot(sheet: str, typed: str) -> None:
    who = patient(NAMES_TYPED[typed], "", date(1984, 3, 9))
    pdf = _small(sheet, who)
    if pdf is None:
        return
    (page,) = pages(pdf)
    assert not outside(pdf, margin=4)
    if typed.startswith(("of 200", "without", "marks")):
        assert _letters(who.family) in _letters(page)


@pytest.mark.parametrize("language", ["tlh", "fa", "../en"])
def test_a_patient_of_an_unknown_language_gets_paper_in_english(language: str) -> None:
    who = replace(patient("Muster", "Anna", date(1984, 3, 9)), language=language)
    made = PAPER.slip(Slip(PRACTICE, who, DAY, [DAY], at(DAY), "A6"))
    texts = content.leaflet_texts(language_of(LEAFLETS, language))
    shown = PAPER.leaflet(leaflet(replace(case_1(), patient=who), texts))
    read = PAPER.education(Reading(PRACTICE, who, ("ca.lifting",)))
    for pdf, words in ((made, "Next visit"), (shown, "After your dry needling"), (read, "back")):
        assert words in text(pdf)
        assert str(opened(pdf).root_object["/Lang"]) == "en"
        assert not outside(pdf, margin=4)
    first = next(row for row in boxes(made) if row["word"] == "Next")
    assert float(first["xMin"]) < 40, "lines begin where those of English do"


def test_a_template_with_a_missing_placeholder_is_a_sentence_that_names_it() -> None:
    texts = content.leaflet_texts("en")
    [soon] = [one for one in open_to_words(texts) if one.id == "soon"]
    with pytest.raises(Refused) as refused:
        checked_words(OwnWords("en", "soon", "", "Ring us."), soon)
    assert sentence(refused.value).startswith("{clinic_phone} is missing: ")


@pytest.mark.parametrize("typed", ["Ring {fax} now", "A brace { alone", "} {} {0} {name!r} %s"])
def test_a_template_that_is_broken_all_the_same_stands_as_it_was_typed(typed: str) -> None:
    # As a record that another program wrote could hold it.
    seen = replace(case_1(), clinic_words=(OwnWords("en", "soon", "Soon", f"{typed}, {{name}}"),))
    made = PAPER.leaflet(leaflet(seen, content.leaflet_texts("en")))
    assert f"{typed}, {seen.patient.name}" in text(made)
    assert not outside(made)


def test_signs_and_control_characters_are_told_as_they_are_meant() -> None:
    name = NAMES_TYPED["signs and control characters"]
    for make in (DOCUMENTS["leaflet"], DOCUMENTS["session report"], DOCUMENTS["letter"]):
        words = text(make(patient(name, "", date(1984, 3, 9))))
        assert "Anna 😀 Muster evil" in words
        assert "\x07" not in words


def test_letters_that_no_typeface_has_are_seen_to_be_missing_and_told_whole() -> None:
    made = DOCUMENTS["session report"](patient("山田", "Anna", date(1984, 3, 9)))
    assert "\ufffd\ufffd" in text(made)
    assert any("山田" in each for each in heard(made))
