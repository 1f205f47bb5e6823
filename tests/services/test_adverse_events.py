"""Events put on file and followed, near misses, and what the clinic has counted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from charting import content
from charting.domain.adverse_events import AdverseEvent, EventState, Severity, state_on
from charting.domain.changes import AddMark
from charting.domain.errors import ErrorCode, Refused
from charting.domain.event_rates import Counted
from charting.domain.follow_up import ContactOutcome
from charting.domain.near_miss import NearMiss
from charting.domain.patient import Patient
from charting.domain.session import Session
from charting.services.practices import OpenPractice
from tests.fakes import FixedClock, MemoryRecords
from tests.invented import PRESET, places

KINDS = content.event_vocabulary().kinds
OFFERS = {offer.id: offer for offer in content.follow_up_plan().calls}
BRUISE = KINDS["ae.bruise"]


def _open(practice: OpenPractice, family: str) -> Session:
    patients = practice.patients
    patient = patients.add(Patient(patients.draft(), family, "T.", date(1951, 8, 30)))
    session = practice.sessions.open_today(patient.id)
    needle = practice.sessions.needle(next(places(1)), PRESET)
    practice.sessions.store(practice.sessions.entry(session, AddMark(needle)))
    return practice.sessions.session(session.id)


@pytest.fixture
def session(practice: OpenPractice) -> Session:
    return _open(practice, "Nakagawa")


def _bruise(session: Session) -> AdverseEvent:
    (needle,) = session.needles()
    return AdverseEvent("ae.bruise", session.opened.day, Severity.MILD, mark=needle.id)


def test_a_bruise_is_followed_until_it_is_over(
    practice: OpenPractice, session: Session, clock: FixedClock
) -> None:
    events, calls = practice.adverse_events, [OFFERS[call] for call in BRUISE.calls]
    sheet = events.file(session.patient_id, _bruise(session), session, calls)
    assert (sheet.episode_id, sheet.session_id) == (session.episode_id, session.id)
    (call,) = practice.follow_ups.of_patient(session.patient_id)
    assert (call.reason, call.due) == ("fu.day5", session.opened.day + timedelta(days=5))
    clock.run_on(timedelta(days=7))
    (due,) = practice.follow_ups.due()
    practice.follow_ups.note_contact(due.follow_up, ContactOutcome.REACHED, "yellow, fading")
    (still,) = events.open_ones()
    assert still.patient.family == "Nakagawa"
    assert state_on(still.event, BRUISE, clock.now().day) is EventState.OVERDUE

    over = replace(still.event, ended=session.opened.day + timedelta(days=6))
    events.amend(still.sheet, over)
    assert events.open_ones() == ()
    (line,) = events.of_patient(session.patient_id)
    assert (line.event, line.session_number, line.sheet.version) == (over, 1, 2)
    assert line.mark == session.needles()[0]


def test_a_call_is_planned_once_and_never_for_a_day_gone_by(
    practice: OpenPractice, session: Session, clock: FixedClock
) -> None:
    events, offers = practice.adverse_events, [OFFERS[key] for key in ("fu.24h", "fu.day30")]
    practice.follow_ups.plan_call(session, OFFERS["fu.day30"])
    clock.run_on(timedelta(days=3))
    infected = replace(_bruise(session), kind="ae.infection_local", severity=Severity.SIGNIFICANT)
    events.file(session.patient_id, infected, session, offers)
    planned = [call.reason for call in practice.follow_ups.of_patient(session.patient_id)]
    assert planned == ["fu.day30"]


def test_a_grave_event_waits_for_its_review_also_when_it_is_over(
    practice: OpenPractice, session: Session
) -> None:
    grave = replace(_bruise(session), severity=Severity.SERIOUS, ended=session.opened.day)
    sheet = practice.adverse_events.file(session.patient_id, grave, session)
    assert len(practice.adverse_events.open_ones()) == 1
    practice.adverse_events.amend(sheet, replace(grave, review="Both of us have read it."))
    assert practice.adverse_events.open_ones() == ()


def test_what_cannot_have_been_then_leaves_nothing_on_file(
    practice: OpenPractice, session: Session
) -> None:
    events, bruise = practice.adverse_events, _bruise(session)
    day = session.opened.day
    for wrong, code in (
        (replace(bruise, day=day - timedelta(days=1)), ErrorCode.EVENT_BEFORE_SESSION),
        (replace(bruise, day=day + timedelta(days=1)), ErrorCode.EVENT_IN_FUTURE),
        (replace(bruise, ended=day + timedelta(days=1)), ErrorCode.EVENT_END_IMPOSSIBLE),
    ):
        with pytest.raises(Refused) as refused:
            events.file(session.patient_id, wrong, session, OFFERS.values())
        assert refused.value.code is code
    miss = NearMiss(day - timedelta(days=1), "five of six")
    with pytest.raises(Refused):
        events.file_near_miss(session.patient_id, miss, session)
    assert practice.sheets.of_patient(session.patient_id) == ()
    assert practice.follow_ups.of_patient(session.patient_id) == ()


def test_an_amendment_is_bounded_alike_and_the_version_before_stays(
    practice: OpenPractice, session: Session
) -> None:
    sheet = practice.adverse_events.file(session.patient_id, _bruise(session), session)
    too_early = replace(_bruise(session), day=session.opened.day - timedelta(days=1))
    with pytest.raises(Refused) as refused:
        practice.adverse_events.amend(sheet, too_early)
    assert refused.value.code is ErrorCode.EVENT_BEFORE_SESSION
    practice.adverse_events.amend(sheet, replace(_bruise(session), words="a coin's size"))
    assert [one.version for one in practice.sheets.of_patient(session.patient_id)] == [1, 2]


def test_near_misses_stand_with_the_patient(practice: OpenPractice, session: Session) -> None:
    miss = NearMiss(session.opened.day, "five of six, found in the towel", "nm.count")
    sheet = practice.adverse_events.file_near_miss(session.patient_id, miss, session)
    assert practice.adverse_events.near_misses_of(session.patient_id) == (sheet,)
    assert practice.adverse_events.of_patient(session.patient_id) == ()


def test_rates_count_treatments_and_not_events(
    practice: OpenPractice, session: Session, records: MemoryRecords, clock: FixedClock
) -> None:
    events = practice.adverse_events
    others = [_open(practice, f"Other{number}") for number in range(3)]
    bruise = _bruise(session)
    for _ in range(2):
        events.file(session.patient_id, bruise, session)
    events.file(session.patient_id, replace(bruise, kind="ae.faint"), session)
    events.file(others[0].patient_id, replace(bruise, mark=None), others[0])
    events.file(others[1].patient_id, replace(bruise, mark=None))
    events.file_near_miss(session.patient_id, NearMiss(session.opened.day, "count"), session)
    tally = events.counted()
    assert tally.treatments == 4
    assert tally.by_kind == {"ae.bruise": Counted(2, 4), "ae.faint": Counted(1, 4)}
    assert tally.any_kind == Counted(2, 4)
    assert [miss.words for miss in tally.near_misses] == ["count"]
    clock.run_on(timedelta(days=366))
    assert events.counted().treatments == 0
    assert events.counted().any_kind == Counted(0, 0)
