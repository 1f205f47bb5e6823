"""Whatever was typed: every document says all of it within its page, or a sentence says why not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from charting import content
from charting.documents.consent import consent_pdf
from charting.documents.leaflet import leaflet_pdf
from charting.domain.episode_scores import EpisodeScores
from charting.domain.errors import ErrorCode, Refused
from charting.domain.leaflet import leaflet
from charting.domain.letters import Letter, LetterKind
from charting.domain.paper_sizes import LABELS, SLIPS
from charting.domain.patient import Patient
from charting.services.care_papers import OutcomesReport, Reading
from charting.services.course_papers import EpisodeSummary
from charting.services.letters import LetterPage
from charting.services.record_papers import About
from charting.services.small_papers import Label, Slip
from tests.documents.cases import PRACTICE, PRACTITIONER, at, case_1, patient
from tests.documents.every_document import PAPER
from tests.documents.paper_cases import ABOUT, contacts, needle_log, plate, trail
from tests.documents.reading import outside, pages, text
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


@pytest.mark.parametrize("words", ["<b>&amp; </para>", "x" * 3_000, "\x00\x1b[31m 😀", "\n\n\n"])
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
