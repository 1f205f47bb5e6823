"""Outcomes, letters, visit summaries and what is read with a patient, read back from their PDF."""

from dataclasses import replace
from datetime import date

from charting import care_content, content
from charting.documents.paper import Paper
from charting.domain.curves import Entry
from charting.domain.episode_scores import EpisodeScores
from charting.domain.letters import Code, CodeKind, Letter, LetterKind, VisitSummary
from charting.domain.outcomes import Reading, Scored
from charting.services.care_papers import OutcomesReport
from charting.services.care_papers import Reading as Reader
from charting.services.letters import LetterPage
from tests.documents.cases import PRACTICE, PRACTITIONER, at, patient
from tests.documents.reading import fonts, sizes, text

PAPER = Paper(content.body_map(), content.visit_items())
WHO = patient("O’Brien-Szabo", "M.", date(1999, 12, 1))
DAY = date(2026, 11, 27)


def _page(said: Letter | VisitSummary) -> LetterPage:
    return LetterPage(PRACTICE, PRACTITIONER, WHO, said)


def test_a_letter_stands_as_it_was_written_and_is_the_same_whenever_it_is_made() -> None:
    letter = Letter(
        LetterKind.REFERRAL,
        DAY,
        "Dr Wu\nBern",
        "Referral: score 3<5 <L5",
        "Dear colleague,\n\nTold: <b>numb</b> & more. فاطمة\n\nWith kind regards,",
    )
    made = PAPER.letter(_page(letter))
    words = text(made)
    assert "Referral: score 3<5 <L5" in words
    assert "Told: <b>numb</b> & more." in words
    assert "O’Brien-Szabo, M., born 01.12.1999" in words
    assert made == PAPER.letter(_page(letter))
    assert made != PAPER.letter(_page(replace(letter, to="Dr Li")))
    assert all(row[-5] == "yes" for row in fonts(made))


def test_a_visit_summary_counts_muscles_and_is_no_invoice() -> None:
    codes = (
        Code(CodeKind.PROCEDURE, "20561", "CHF 95.00"),
        Code(CodeKind.DIAGNOSIS, "M54.59"),
    )
    muscles = ("multifidus", "gluteus medius", "iliocostalis lumborum")
    words = text(PAPER.letter(_page(VisitSummary(DAY, 13, muscles, codes))))
    assert "This is no invoice." in words
    assert "3 muscles (3 or more)" in words
    assert "13 minutes" in words
    assert "20561 CHF 95.00" in words
    assert "M54.59" in words
    few = text(PAPER.letter(_page(VisitSummary(DAY, None, muscles[:2]))))
    assert "2 muscles (1 or 2)" in few
    assert "minute" not in few


def test_what_is_read_together_is_in_the_leaflets_type_and_marks_the_own() -> None:
    reader = Reader(PRACTICE, WHO, ("ca.lifting", "ot.physio/current"))
    words = text(PAPER.education(reader))
    assert "You may lift heavy things, or lift in a hard way. (Talked about with you)" in words
    assert words.count("(Talked about with you)") == 2
    assert "No practitioner has checked this text yet." in words
    assert min(sizes(PAPER.education(reader))) >= 14
    large = PAPER.education(replace(reader, patient=replace(WHO, large_print=True)))
    assert min(sizes(large)) >= 18


def test_outcomes_show_the_change_with_its_source() -> None:
    entries = tuple(
        Entry(at(date(2026, 11, day)), Scored("om.nprs", (Reading("now", number),)))
        for day, number in ((16, 6), (23, 5), (30, 3))
    )
    report = OutcomesReport(PRACTICE, WHO, None, EpisodeScores(entries), at(DAY))
    words = text(PAPER.outcomes(report))
    assert "3 better (50 %) since the first score: reached the published threshold" in words
    assert "Dashed: the published threshold, 2 points or 30 %" in words
    assert "S89" in words
    assert "Not yet reviewed by a practitioner." in words
    assert "Nothing was scored yet." in text(
        PAPER.outcomes(replace(report, scores=EpisodeScores()))
    )
    assert care_content.measure("om.none") is None
