"""The report of an adverse event and the summary of an episode, read back as others read them."""

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest

from charting import content
from charting.documents.paper import Paper
from charting.domain.adverse_events import AdverseEvent, Causality, Severity
from charting.domain.episode import Episode
from charting.domain.ids import EpisodeId, SessionId
from charting.domain.marks import Needle, Technique
from charting.domain.near_miss import NearMiss
from charting.domain.session import Answer, NoteSection, Session
from charting.domain.sheet import Content, Sheet, SheetId
from charting.domain.visit import PAIN_AFTER, PAIN_BEFORE
from charting.services.course_papers import EpisodeSummary, EventReport
from charting.services.ports import RecordReport, SessionReport
from tests.documents.cases import PRACTICE, PRACTITIONER, at, case_2, needle, on_the_map
from tests.documents.reading import outside, pages, text
from tests.fakes import uuid7

DAY = date(2026, 11, 5)
PATIENT = case_2().patient
EPISODE = Episode(
    EpisodeId(uuid7(2)), PATIENT.id, at(DAY), "Ache across the belt line", 6, 14, goals=("go.pain",)
)
PAPER = Paper(content.body_map(), content.visit_items())
NAMES = {PRACTITIONER.id: PRACTITIONER}
LONG = "score 3<5 <L5 & <img src='/etc/passwd'> 😀 محمد 王 " * 30


def _session(number: int, pain: tuple[int, int]) -> Session:
    day = DAY + timedelta(days=14 * (number - 1))
    deep, flat = needle(1, on_the_map(-65, -35), day), needle(2, on_the_map(20, -13, 30), day)
    marks: list[Needle] = [deep, replace(flat, technique=Technique.SUPERFICIAL)]
    answers = {
        item: Answer(item, None, at(day), PRACTITIONER.id, number=value)
        for item, value in zip((PAIN_BEFORE, PAIN_AFTER), pain, strict=True)
    }
    return Session(
        SessionId(uuid7(number)),
        PATIENT.id,
        EPISODE.id,
        number,
        PRACTITIONER.id,
        at(day),
        marks=MappingProxyType({mark.id: mark for mark in marks}),
        answers=MappingProxyType(answers),
        notes=MappingProxyType({NoteSection.PLAN: "Walks every day, heat in the evening."}),
    )


SESSIONS = [_session(1, (6, 5)), _session(2, (5, 4))]
BRUISE = AdverseEvent(
    "ae.bruise",
    DAY,
    Severity.MILD,
    mark=SESSIONS[0].needles()[0].id,
    words="The size of a coin",
    causality=Causality.PROBABLE,
)


def _sheet(version: int, said: Content, day: date = DAY, number: int = 50) -> Sheet:
    return Sheet(
        SheetId(uuid7(number)),
        version,
        PATIENT.id,
        EPISODE.id,
        SESSIONS[0].id,
        at(day),
        PRACTITIONER.id,
        said,
    )


OVER = replace(BRUISE, ended=DAY + timedelta(days=6))
VERSIONS = [_sheet(1, BRUISE), _sheet(2, OVER, DAY + timedelta(days=14))]
REPORT = EventReport(
    PRACTICE, NAMES, PATIENT, VERSIONS, OVER, SESSIONS[0], at(DAY + timedelta(days=14))
)


def test_the_report_names_no_patient_and_says_what_is_known() -> None:
    made = PAPER.event_report(REPORT)
    read = text(made)
    assert PATIENT.family not in read
    assert PATIENT.given not in read.split()
    assert PATIENT.family.encode() not in made
    for words in (
        "Report of an adverse event",
        PATIENT.id.hex,
        "male, 75 years old",
        "Bruise",
        "The size of a coin",
        "gluteus medius, S1 left",
        "over after 6 days, longer than usual",
        "mild: short, reversible",
        "probable",
        "7.55 to 7.7 of 100: common",
        "Nora Feld, NF-1207",
        "(here)",
        "Expected not judged",
    ):
        assert words in read, words
    assert outside(made) == []


def test_the_report_of_an_event_without_a_session_holds_what_there_is() -> None:
    alone = replace(BRUISE, kind="ae.pneumothorax", severity=Severity.SERIOUS, mark=None)
    read = text(PAPER.event_report(replace(REPORT, event=alone, session=None)))
    assert "case reports, not counted" in read
    assert "waits for a review" in read


@pytest.mark.parametrize("sheets", [[], VERSIONS[1:]])
def test_the_summary_tells_the_course(sheets: list[Sheet]) -> None:
    summary = EpisodeSummary(
        PRACTICE, NAMES, PATIENT, EPISODE, SESSIONS, [], sheets, at(DAY + timedelta(days=20))
    )
    made = PAPER.episode_summary(summary)
    read = text(made)
    for words in (
        "Summary of the episode of care",
        "Nakagawa, T., born 30.08.1951",
        "6 at the beginning, 4 at the end",
        "Outcomes",
        "Since the first score",
        "Less muscle pain",
        "superficial: not treated",
        "Walks every day",
        "Come again if",
        "emergency department",
        "over after 6 days" if sheets else "None is on file.",
    ):
        assert words in read, words
    assert outside(made) == []


def test_an_episode_without_a_session_can_be_summed_up() -> None:
    summary = EpisodeSummary(PRACTICE, NAMES, PATIENT, EPISODE, [], [], [], at(DAY))
    assert "Summary of the episode" in text(PAPER.episode_summary(summary))


def test_any_words_are_printed_as_they_are_and_stay_on_the_page() -> None:
    wild = replace(OVER, words=LONG, done=LONG, place=LONG[:200], review=LONG)
    made = PAPER.event_report(replace(REPORT, event=wild))
    assert "score 3<5 <L5 & <img src=" in text(made)
    assert outside(made) == []


def test_the_record_and_the_session_hold_events_and_no_near_misses() -> None:
    miss = NearMiss(
        DAY, "Five of six, the last in the towel", "nm.count", 9 * 60 + 52, "Count aloud"
    )
    struck = replace(_sheet(2, replace(BRUISE, kind="ae.faint"), number=52), struck="wrong chart")
    sheets = [*VERSIONS, _sheet(1, miss, number=51), struck]
    session = SessionReport(
        PRACTICE, [PRACTITIONER], PATIENT, EPISODE, SESSIONS[0], None, at(DAY), sheets=sheets
    )
    record = RecordReport(
        PRACTICE, PATIENT, (), None, [EPISODE], [session], [], at(DAY), sheets=sheets
    )
    for made in (PAPER.session_report(session), PAPER.record(record)):
        read = text(made)
        for words in ("Adverse events", "The size of a coin"):
            assert words in read, words
        assert "Entered in error: wrong" in read
        assert "Count aloud" not in read


@pytest.mark.parametrize("lines", [1, 45, 50])
def test_nobody_signs_a_page_on_which_nothing_else_stands(lines: int) -> None:
    plan = "\n".join(f"Step {n}." for n in range(lines))
    planned = [replace(each, notes={NoteSection.PLAN: plan}) for each in SESSIONS]
    made = PAPER.episode_summary(
        EpisodeSummary(PRACTICE, NAMES, PATIENT, EPISODE, planned, [], [], at(DAY))
    )
    [signed] = [page for page in pages(made) if "Date and signature" in page]
    assert "See a doctor soon" in signed
