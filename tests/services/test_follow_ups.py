"""Calls and reviews planned, noted and withdrawn by the practitioner at work."""

from datetime import date, timedelta

import pytest

from charting import content
from charting.domain.audit import Action, first_break
from charting.domain.canonical import canonical
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import ContactOutcome, FollowUp, FollowUpKind
from charting.domain.patient import Patient
from charting.domain.session import Session
from charting.services.practices import OpenPractice
from tests.fakes import FixedClock, MemoryRecords

PLAN = content.follow_up_plan()
IN_24_H = PLAN.calls[0]


@pytest.fixture
def session(practice: OpenPractice) -> Session:
    patient = practice.patients.add(
        Patient(practice.patients.draft(), "O'Brien-Szabo", "M.", date(1999, 12, 1))
    )
    return practice.sessions.open_today(patient.id)


@pytest.fixture
def call(practice: OpenPractice, session: Session) -> FollowUp:
    return practice.follow_ups.plan_call(session, IN_24_H)


def test_a_call_belongs_to_its_session_and_is_due_at_its_hour(
    practice: OpenPractice, session: Session, call: FollowUp, clock: FixedClock
) -> None:
    assert (call.patient_id, call.episode_id, call.session_id) == (
        session.patient_id,
        session.episode_id,
        session.id,
    )
    assert (call.kind, call.reason) == (FollowUpKind.CALL, "fu.24h")
    assert call.due == session.opened.day + timedelta(days=1)
    assert call.minute == 13 * 60
    assert call.planned_by == practice.practitioner.id
    assert practice.follow_ups.due() == ()
    clock.run_on(timedelta(days=1))
    (line,) = practice.follow_ups.due()
    assert (line.follow_up, line.session_number) == (call, 1)


def test_reached_on_the_first_call_and_a_message_left_on_the_second(
    practice: OpenPractice, session: Session, call: FollowUp, clock: FixedClock
) -> None:
    second = practice.follow_ups.plan_call(session, PLAN.calls[1])
    clock.run_on(timedelta(days=1))
    reached = practice.follow_ups.note_contact(call, ContactOutcome.REACHED, "well, no chest pain")
    assert not reached.is_open
    clock.run_on(timedelta(days=1))
    left = practice.follow_ups.note_contact(second, ContactOutcome.MESSAGE_LEFT)
    assert practice.follow_ups.of_patient(session.patient_id) == (reached, left)
    assert practice.follow_ups.due() == ()
    # A try in vain is tried again the next day.
    assert left.next_due == session.opened.day + timedelta(days=3)
    (note,) = left.contacts
    assert (note.by, note.at) == (practice.practitioner.id, clock.now())


def test_the_next_try_can_be_chosen(practice: OpenPractice, call: FollowUp) -> None:
    in_a_week = call.planned.day + timedelta(days=7)
    tried = practice.follow_ups.note_contact(call, ContactOutcome.NO_ANSWER, next_try=in_a_week)
    assert tried.next_due == in_a_week
    with pytest.raises(Refused) as refused:
        practice.follow_ups.note_contact(
            call, ContactOutcome.NO_ANSWER, next_try=call.planned.day - timedelta(days=1)
        )
    assert refused.value.code is ErrorCode.FOLLOW_UP_IMPOSSIBLE
    assert practice.follow_ups.of_patient(call.patient_id) == (tried,)


def test_a_review_is_planned_for_a_day_that_can_be(
    practice: OpenPractice, session: Session
) -> None:
    day = session.opened.day + timedelta(days=14)
    review = practice.follow_ups.plan_review(session, day, PLAN.review)
    assert (review.kind, review.due, review.reason) == (FollowUpKind.REVIEW, day, "fu.review")
    for impossible in (session.opened.day - timedelta(days=1), date(2028, 1, 1)):
        with pytest.raises(Refused) as refused:
            practice.follow_ups.plan_review(session, impossible, PLAN.review)
        assert refused.value.code is ErrorCode.FOLLOW_UP_IMPOSSIBLE
    assert practice.follow_ups.of_patient(session.patient_id) == (review,)


def test_a_call_outside_a_session_has_its_own_reason(
    practice: OpenPractice, session: Session, clock: FixedClock
) -> None:
    (episode,) = practice.sessions.episodes(session.patient_id)
    today = clock.now().day
    call = practice.follow_ups.plan(episode, FollowUpKind.CALL, today, " bruise  still there? ")
    assert (call.session_id, call.words) == (None, "bruise still there?")
    (line,) = practice.follow_ups.due()
    assert (line.follow_up, line.session_number) == (call, None)


def test_what_is_withdrawn_stays_with_its_time_and_reason(
    practice: OpenPractice, call: FollowUp, clock: FixedClock
) -> None:
    clock.run_on(timedelta(minutes=1))
    withdrawn = practice.follow_ups.withdraw(call, "planned for the wrong person")
    (stored,) = practice.follow_ups.of_patient(call.patient_id)
    assert stored == withdrawn
    assert stored.withdrawn
    assert (stored.withdrawn.at, stored.withdrawn.by) == (clock.now(), practice.practitioner.id)
    with pytest.raises(Refused) as refused:
        practice.follow_ups.withdraw(call)
    assert refused.value.code is ErrorCode.STALE_RECORD


def test_every_deed_leaves_its_trace_in_the_patients_chain(
    practice: OpenPractice, call: FollowUp, records: MemoryRecords
) -> None:
    noted = practice.follow_ups.note_contact(call, ContactOutcome.NO_ANSWER, "not in")
    withdrawn = practice.follow_ups.withdraw(noted)
    entries = records.trail.chain(call.patient_id)
    assert [entry.action for entry in entries][-3:] == [
        Action.FOLLOW_UP_PLANNED,
        Action.CONTACT_NOTED,
        Action.FOLLOW_UP_WITHDRAWN,
    ]
    assert entries[-3].payload == canonical(call)
    assert entries[-2].payload == canonical({"follow_up": call.id, "note": noted.contacts[0]})
    assert entries[-1].payload == canonical(
        {"follow_up": call.id, "withdrawal": withdrawn.withdrawn}
    )
    assert first_break(entries) is None
