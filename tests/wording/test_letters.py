"""Drafted letters tell what is charted, and no more."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from charting import care_content, content
from charting.domain.adverse_events import AdverseEvent, Severity
from charting.domain.curves import Entry
from charting.domain.episode import Episode, ended
from charting.domain.episode_scores import EpisodeScores
from charting.domain.ids import EpisodeId, FactId, SessionId
from charting.domain.letters import LetterKind, table_in
from charting.domain.marks import Needle
from charting.domain.outcomes import Reading, Scored
from charting.domain.patient import FactKind, HealthFact
from charting.domain.session import Answer, NoteSection, Reply, Session
from charting.domain.visit import LEAFLET_GIVEN, PAIN_AFTER, PAIN_BEFORE
from charting.wording.discharge import DischargeWords
from charting.wording.letters import (
    LetterMatter,
    LetterWords,
    about_words,
    letter_draft,
    muscle_count_words,
)
from tests.documents.cases import PRACTICE, PRACTITIONER, at, needle, on_the_map, patient
from tests.fakes import uuid7

DAY = date(2026, 11, 27)
PATIENT = patient("O’Brien-Szabo", "M.", date(1999, 12, 1))
KNOWN = ({item.id: item for item in content.visit_items()}, content.body_map().structures)
EPISODE = Episode(EpisodeId(uuid7(1)), PATIENT.id, at(DAY), "Left thoracolumbar ache")
WORDS = LetterWords(
    *KNOWN,
    DischargeWords(
        care_content.measures(),
        content.episode_terms(),
        content.event_vocabulary(),
        content.vocabulary("course")["come_again"]["lines"],
    ),
)
FACT = HealthFact(
    FactId(uuid7(2)), PATIENT.id, FactKind.MEDICINE, "apixaban", at(DAY), PRACTITIONER.id
)


MATTER = LetterMatter(PRACTICE, PRACTITIONER, DAY, (FACT,), EPISODE)


def session(number: int, *needles: Needle, **answers: Answer) -> Session:
    visit = Session(
        SessionId(uuid7(10 + number)),
        PATIENT.id,
        EPISODE.id,
        number,
        PRACTITIONER.id,
        at(DAY, 17),
        answers={answer.item: answer for answer in answers.values()},
        notes={NoteSection.SUBJECTIVE: "Numb <between> the legs & more."},
    )
    for each in needles:
        visit = visit.with_mark(each)
    return visit


def answer(item: str, reply: Reply | None, remark: str = "", number: int | None = None) -> Answer:
    return Answer(item, reply, at(DAY), PRACTITIONER.id, remark, number)


def draft(kind: LetterKind, *sessions: Session) -> str:
    return letter_draft(kind, replace(MATTER, sessions=sessions), WORDS)


def test_a_referral_tells_what_was_said_answered_and_done() -> None:
    visit = session(
        2,
        saddle=answer("rf.ces.saddle", Reply.YES, "since this morning"),
        bladder=answer("rf.ces.bladder", Reply.NO),
    )
    words = draft(LetterKind.REFERRAL, session(1), visit)
    assert "I have seen this patient for: Left thoracolumbar ache. 2 sessions" in words
    assert "On file: Medicine: apixaban." in words
    assert "Told: Numb <between> the legs & more." in words
    saddle = KNOWN[0]["rf.ces.saddle"].words
    assert f"Answered with yes: {saddle} (since this morning)" in words
    assert KNOWN[0]["rf.ces.bladder"].words not in words
    assert "No needle was set." in words
    assert words.endswith("Nora Feld, NF-1207\nPractice at the Bridge\n041 000 00 00")


def test_a_discharge_tells_the_course() -> None:
    first = session(1, needle(1, on_the_map(18, 13)), before=answer(PAIN_BEFORE, None, number=6))
    last = session(2, needle(1, on_the_map(18, 13)), after=answer(PAIN_AFTER, None, number=2))
    words = draft(LetterKind.DISCHARGE, first, last)
    assert "Dry needling in 2 sessions: multifidus." in words
    assert "Pain was 6 of 10 at first, and 2 of 10 when last asked." in words
    assert "leaflet" not in words
    told = session(2, given=answer(LEAFLET_GIVEN, Reply.YES))
    assert "was given and explained on 27.11.2026." in draft(LetterKind.DISCHARGE, told)


def test_a_discharge_tells_how_it_ended_what_was_scored_what_happened_and_what_comes() -> None:
    over = ended(EPISODE, at(DAY), "self_management", "Walks 3 km again")
    scores = EpisodeScores(
        (
            _scored(1, "om.nprs", Reading("now", 6)),
            _scored(2, "om.psfs", Reading("lift", 3), Reading("sit", 4), Reading("shoes", 5)),
            _scored(3, "om.nprs", Reading("now", 1)),
            _scored(4, "om.psfs", Reading("lift", 4), Reading("sit", 5), Reading("shoes", 6)),
            _scored(5, "om.nprs", Reading("now", 4)),
        )
    )
    bruise = AdverseEvent("ae.bruise", DAY, Severity.MILD, ended=DAY + timedelta(days=6))
    last = replace(session(2), notes={NoteSection.PLAN: "Bends and bridges every day."})
    matter = replace(
        MATTER,
        episode=replace(over, other_care=("ot.physio/planned",)),
        sessions=(session(1), last),
        scores=scores,
        events=(bruise,),
        today=DAY + timedelta(days=8),
    )
    words = letter_draft(LetterKind.DISCHARGE, matter, WORDS)
    assert "The episode of care ended on 27.11.2026: " in words
    assert "Walks 3 km again." in words
    table = next(rows for part in words.split("\n\n") if (rows := table_in(part)))
    assert table == (
        ("Measure", "First", "Best", "Last", "Change since the first"),
        (
            *("Pain", "6", "1", "4"),
            "2 better (33 %): reached the published threshold (2 points or 30 %)",
        ),
        ("Activities", "4", "5", "5", "1 better (25 %): within measurement error"),
    )
    assert "mild, 27.11.2026: over after 6 days, longer than usual." in words
    assert "From here on:\nBends and bridges every day.\nOther care: " in words
    assert "- Come again if the pain returns" in words


def _scored(hour: int, measure: str, *readings: Reading) -> Entry:
    return Entry(at(DAY, hour), Scored(measure, readings))


@pytest.mark.parametrize(
    ("paragraph", "rows"),
    [
        ("a | b\nc | d", (("a", "b"), ("c", "d"))),
        ("a | b", ()),
        ("a | b\nc", ()),
        ("one\ntwo", ()),
        ("a | b | \nc |  | d", (("a", "b", ""), ("c", "", "d"))),
    ],
)
def test_a_table_in_a_letter_is_told_from_words(
    paragraph: str, rows: tuple[tuple[str, ...], ...]
) -> None:
    assert table_in(paragraph) == rows


def test_a_letter_can_be_drafted_without_anything_charted() -> None:
    words = letter_draft(LetterKind.DISCHARGE, LetterMatter(PRACTICE, PRACTITIONER, DAY), WORDS)
    assert words.startswith("Dear colleague,")
    named = replace(PATIENT, given="K.", family="Adeyemi")
    assert about_words(LetterKind.REFERRAL, named, "CH").startswith("Referral letter: K. Adeyemi")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "no muscle"),
        (1, "1 muscle (1 or 2)"),
        (2, "2 muscles (1 or 2)"),
        (3, "3 muscles (3 or more)"),
    ],
)
def test_muscles_are_told_as_they_are_asked_for(number: int, words: str) -> None:
    assert muscle_count_words(number) == words
