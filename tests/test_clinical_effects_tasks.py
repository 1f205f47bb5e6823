"""What the clinical reference 3.1 makes due by itself is due: a call after a bruise on blood
thinners, a review after a flare of more than 2 points. The figures are typed here from it.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from charting import content
from charting.domain.adverse_events import AdverseEvent, Severity
from charting.domain.changes import SetAnswer
from charting.domain.consequences import consequence_of
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import FollowUp, FollowUpKind
from charting.domain.outcomes import Reading, Scored
from charting.domain.session import Reply, Session
from charting.domain.visit import ANTICOAGULANT, PAIN_BEFORE
from charting.services.outcomes import Outcomes
from charting.services.practices import OpenPractice, Practices
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from charting.wording.follow_ups import planned_words, reason_words
from tests.fake_store import MemoryStore
from tests.fakes import CountingIds, FixedClock
from tests.invented import FORM, PASSPHRASE, people

PLAN = content.follow_up_plan()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def practice(clock: FixedClock, tmp_path: Path) -> OpenPractice:
    cheap = Cost(memory_kib=64, passes=1, lanes=1)
    practices = Practices(SlotVault(cheap, cheap), MemoryStore(), clock, CountingIds())
    return practices.create(tmp_path / "practice", FORM, PASSPHRASE)


@pytest.fixture
def session(practice: OpenPractice) -> Session:
    return practice.sessions.open_today(practice.patients.add(next(people(1))).id)


def _answered(practice: OpenPractice, session: Session, item: str, **said: object) -> Session:
    answer = replace(practice.sessions.answer(item), **said)  # type: ignore[arg-type]
    change = SetAnswer(item, session.answers.get(item), answer)
    practice.sessions.store(practice.sessions.entry(session, change))
    return practice.sessions.session(session.id)


def _due(practice: OpenPractice, session: Session) -> list[FollowUp]:
    return [
        each
        for each in practice.follow_ups.of_patient(session.patient_id)
        if each.reason in {rule.id for rule in PLAN.consequences}
    ]


def _bruise(session: Session) -> AdverseEvent:
    return AdverseEvent("ae.bruise", session.opened.day, Severity.MILD)


def _flare(session: Session, pain: int | None) -> AdverseEvent:
    return AdverseEvent("ae.aggravation", session.opened.day, Severity.MILD, pain=pain)


@pytest.mark.parametrize("reply", [None, Reply.NO, Reply.UNKNOWN, Reply.YES])
def test_a_bruise_on_blood_thinners_makes_a_call_due_the_day_after(
    practice: OpenPractice, session: Session, reply: Reply | None, clock: FixedClock
) -> None:
    if reply is not None:
        session = _answered(practice, session, ANTICOAGULANT, reply=reply)
    sheet = practice.adverse_events.file(session.patient_id, _bruise(session), session)
    found = _due(practice, session)
    assert bool(found) is (reply is Reply.YES)
    assert tuple(found) == practice.adverse_events.made_due_by(sheet)
    if found:
        (call,) = found
        assert (call.kind, call.due) == (FollowUpKind.CALL, clock.now().day + timedelta(days=1))
        assert call.session_id == session.id
        assert "blood thinners" in reason_words(call, PLAN)
        said = planned_words(call, PLAN, clock.now().day, "CH")
        assert said.startswith("Planned: call, due tomorrow: ")
        clock.run_on(timedelta(days=1))
        assert [line.follow_up for line in practice.follow_ups.due()] == [call]


def test_an_answer_of_an_earlier_visit_of_the_course_holds(
    practice: OpenPractice, session: Session, clock: FixedClock
) -> None:
    _answered(practice, session, ANTICOAGULANT, reply=Reply.YES)
    clock.run_on(timedelta(days=7))
    later = practice.sessions.open_today(session.patient_id)
    practice.adverse_events.file(later.patient_id, _bruise(later), later)
    assert len(_due(practice, later)) == 1


def test_a_bruise_that_is_over_makes_no_call_due(practice: OpenPractice, session: Session) -> None:
    session = _answered(practice, session, ANTICOAGULANT, reply=Reply.YES)
    over = replace(_bruise(session), ended=session.opened.day)
    practice.adverse_events.file(session.patient_id, over, session)
    assert _due(practice, session) == []


@pytest.mark.parametrize(
    ("before", "pain", "is_due"),
    [(4, 6, False), (4, 7, True), (0, 3, True), (None, 10, False), (4, None, False)],
)
def test_a_flare_of_more_than_2_points_makes_a_review_due_at_once(
    practice: OpenPractice,
    session: Session,
    clock: FixedClock,
    before: int | None,
    pain: int | None,
    *,
    is_due: bool,
) -> None:
    if before is not None:
        session = _answered(practice, session, PAIN_BEFORE, number=before)
    practice.adverse_events.file(session.patient_id, _flare(session, pain), session)
    found = _due(practice, session)
    assert bool(found) is is_due
    if found:
        (review,) = found
        assert (review.kind, review.due) == (FollowUpKind.REVIEW, clock.now().day)
        assert [line.follow_up for line in practice.follow_ups.due()] == [review]


def test_pain_that_is_scored_or_asked_later_is_held_to_the_pain_before(
    practice: OpenPractice, session: Session, clock: FixedClock, tmp_path: Path
) -> None:
    session = _answered(practice, session, PAIN_BEFORE, number=3)
    events = practice.adverse_events
    sheet = events.file(session.patient_id, _flare(session, None), session)
    assert _due(practice, session) == []
    clock.run_on(timedelta(days=1))
    scores = Outcomes(practice.records, practice.sheets, tmp_path, practice.practitioner)
    scores.score(session.patient_id, Scored("om.nprs", (Reading("now", 6),)))
    amended = events.amend(sheet, replace(_flare(session, None), words="Since last night"))
    (review,) = _due(practice, session)
    assert events.made_due_by(amended) == (review,)


def test_it_is_planned_once_and_stays_withdrawn(practice: OpenPractice, session: Session) -> None:
    session = _answered(practice, session, PAIN_BEFORE, number=2)
    events = practice.adverse_events
    sheet = events.file(session.patient_id, _flare(session, 8), session)
    (review,) = _due(practice, session)
    practice.follow_ups.withdraw(review, "Seen this morning")
    events.amend(sheet, replace(_flare(session, 9), words="Worse"))
    (still,) = _due(practice, session)
    assert not still.is_open


def test_each_rule_names_its_source_and_one_without_is_refused() -> None:
    assert {rule.id for rule in PLAN.consequences} == {"fu.anticoag", "fu.flare"}
    assert all("section 3.1" in rule.source for rule in PLAN.consequences)
    whole = {
        "id": "x",
        "event": "ae.bruise",
        "kind": "call",
        "days": 1,
        "words": "why",
        "source": "DES",
        "answered": ANTICOAGULANT,
    }
    assert consequence_of(whole).kind is FollowUpKind.CALL
    for wrong in ({"source": ""}, {"points_above": 2}, {"answered": ""}, {"kind": "visit"}):
        with pytest.raises(ValueError, match=r".+"):
            consequence_of({**whole, **wrong})


def test_pain_of_an_event_is_0_to_10(practice: OpenPractice, session: Session) -> None:
    with pytest.raises(Refused) as refused:
        practice.adverse_events.file(session.patient_id, _flare(session, 11), session)
    assert refused.value.code is ErrorCode.VALUE_OUT_OF_RANGE
