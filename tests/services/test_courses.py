"""Courses are read whole, leave a trace, and go on paper; who may not read charts is refused."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from charting import content
from charting.documents.paper import Paper
from charting.domain.audit import Action
from charting.domain.comparison import compared, fates
from charting.domain.dose import dose_of
from charting.domain.errors import ErrorCode, Refused
from charting.domain.given_papers import Kind
from charting.domain.ids import EpisodeId
from charting.domain.patient import Patient
from charting.domain.roles import Role
from charting.domain.session import Session
from charting.services.care_papers import CarePapers
from charting.services.courses import Courses
from charting.services.practices import OpenPractice, Practices
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from charting.wording.courses import as_it_happened, beside_dose, fates_words
from tests.documents.reading import fonts, outside, text
from tests.fake_store import MemoryStore
from tests.fakes import CountingIds, FixedClock, uuid7
from tests.invented import FORM, PASSPHRASE, people
from tests.invented_courses import course

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
Charted = tuple[OpenPractice, Patient, tuple[Session, ...], FixedClock]


@pytest.fixture
def charted(tmp_path: Path) -> Charted:
    clock = FixedClock()
    practices = Practices(SlotVault(CHEAP, CHEAP), MemoryStore(), clock, CountingIds())
    practice = practices.create(tmp_path / "practice", FORM, PASSPHRASE)
    patient = practice.patients.add(next(people(1, CountingIds(7_000))))
    return practice, patient, course(practice, clock, patient.id, 3, 9), clock


def _courses(practice: OpenPractice) -> Courses:
    return Courses(practice.records, practice.patients, practice.practitioner)


def test_a_course_is_its_visits_and_its_scores_and_reading_it_leaves_a_trace(
    charted: Charted,
) -> None:
    practice, patient, visits, _clock = charted
    file = _courses(practice).whole(patient.id)
    assert file.visits == visits
    assert [dose.number for dose in file.doses()] == [1, 2, 3]
    assert [curve.measure.id for curve in file.curves()] == ["om.nprs", "om.psfs", "om.rmdq24"]
    seen = [
        entry
        for entry in practice.records.trail.chain(patient.id)
        if entry.action is Action.RECORD_VIEWED
    ]
    assert all(
        visit.id.hex in (seen[-1].payload or b"").decode().replace("-", "") for visit in visits
    )


def test_another_episode_is_asked_for_by_name(charted: Charted) -> None:
    practice, patient, visits, clock = charted
    courses = _courses(practice)
    (episode,) = practice.sessions.episodes(patient.id)
    practice.sessions.end_episode(episode, "di.goals_met")
    clock.run_on(timedelta(days=30))
    later = practice.sessions.open_today(patient.id)
    assert courses.whole(patient.id).visits == (later,)
    earlier = courses.whole(patient.id, episode.id)
    assert earlier.visits == visits
    assert earlier.lines[0].id == later.id
    assert courses.visit(visits[0].id) == visits[0]
    with pytest.raises(Refused) as refused:
        courses.whole(patient.id, EpisodeId(uuid7(999)))
    assert refused.value.code is ErrorCode.NOT_FOUND


def test_who_may_not_read_charts_is_refused(charted: Charted) -> None:
    practice, patient, visits, _clock = charted
    front = replace(practice.practitioner, role=Role.FRONT_DESK)
    courses = Courses(practice.records, practice.patients, front)
    for ask in (lambda: courses.whole(patient.id), lambda: courses.visit(visits[0].id)):
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.code is ErrorCode.NOT_PERMITTED


def test_the_paper_holds_doses_scores_and_responses_and_claims_nothing(charted: Charted) -> None:
    practice, patient, visits, clock = charted
    paper = Paper(content.body_map(), content.visit_items())
    who = practice.practitioner
    papers = CarePapers(practice.records, lambda _size: paper, clock, CountingIds(90_000), who)
    file = _courses(practice).whole(patient.id)
    made = papers.course(file)
    assert made.kind is Kind.COURSE
    words = text(made.pdf)
    assert beside_dose() in words
    first = dose_of(visits[0])
    assert f"1 23.11.2026 {first.needles} {first.muscles} {first.minutes} {first.twitches}" in words
    for title in ("Twitches", "Familiar pain", "Change in pain", "Roland-Morris (24)"):
        assert title in words
    assert "LEFT" in words
    assert "It is the change of the whole visit, not of this needle." in words
    assert made.pdf == papers.course(file).pdf
    assert outside(made.pdf) == []
    assert all(row[-5] == "yes" for row in fonts(made.pdf))


def test_what_was_looked_at_stands_first_on_paper(charted: Charted) -> None:
    practice, patient, _visits, clock = charted
    paper = Paper(content.body_map(), content.visit_items())
    papers = CarePapers(
        practice.records, lambda _size: paper, clock, CountingIds(90_000), practice.practitioner
    )
    file = _courses(practice).whole(patient.id)
    earlier, later = file.visits[0], file.visits[1]
    held = text(papers.course(file, (earlier, later)).pdf)
    counted = fates_words(fates(compared(earlier, later)))
    assert f"held against Visit {earlier.number}, 23.11.2026: {counted}." in held
    assert "Two visits beside each other" in held
    assert held.index("Then Now Place") < held.index("Dose, visit by visit")
    assert "nothing lies before it" in text(papers.course(file, (None, earlier)).pdf)
    made = papers.course(file, replayed=earlier).pdf
    replayed = text(made)
    for words in ("The visit began", "Needle ", " out", as_it_happened()):
        assert words in replayed
    assert replayed.index("in its order") < replayed.index("Dose, visit by visit")
    assert outside(made) == []


def test_a_course_without_a_visit_says_so_on_paper(charted: Charted) -> None:
    practice, patient, _visits, clock = charted
    file = replace(_courses(practice).whole(patient.id), visits=())
    paper = Paper(content.body_map(), ())
    papers = CarePapers(
        practice.records, lambda _size: paper, clock, CountingIds(90_000), practice.practitioner
    )
    assert "No visit was held in this episode yet." in text(papers.course(file).pdf)
