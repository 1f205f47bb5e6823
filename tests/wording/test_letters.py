"""Drafted letters tell what is charted, and no more."""

from dataclasses import replace
from datetime import date

import pytest

from charting import content
from charting.domain.episode import Episode
from charting.domain.ids import EpisodeId, FactId, SessionId
from charting.domain.letters import LetterKind
from charting.domain.marks import Needle
from charting.domain.patient import FactKind, HealthFact
from charting.domain.session import Answer, NoteSection, Reply, Session
from charting.domain.visit import LEAFLET_GIVEN, PAIN_AFTER, PAIN_BEFORE
from charting.wording.letters import about_words, letter_draft, muscle_count_words
from tests.documents.cases import PRACTICE, PRACTITIONER, at, needle, on_the_map, patient
from tests.fakes import uuid7

DAY = date(2026, 11, 27)
PATIENT = patient("O’Brien-Szabo", "M.", date(1999, 12, 1))
KNOWN = ({item.id: item for item in content.visit_items()}, content.body_map().structures)
EPISODE = Episode(EpisodeId(uuid7(1)), PATIENT.id, at(DAY), "Left thoracolumbar ache")
FACT = HealthFact(
    FactId(uuid7(2)), PATIENT.id, FactKind.MEDICINE, "apixaban", at(DAY), PRACTITIONER.id
)


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
    who = (PRACTICE, PRACTITIONER)
    return letter_draft(kind, who, (FACT,), EPISODE, sessions, KNOWN)


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


def test_a_letter_can_be_drafted_without_anything_charted() -> None:
    words = letter_draft(LetterKind.DISCHARGE, (PRACTICE, PRACTITIONER), (), None, (), KNOWN)
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
