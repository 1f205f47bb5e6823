"""Calls and reviews in every kind of records: kept, noted, withdrawn, found when they are due."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from sqlalchemy.exc import IntegrityError

from charting.domain.audit import Action, first_break
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import (
    ContactNote,
    ContactOutcome,
    FollowUp,
    FollowUpKind,
    Withdrawal,
    days_overdue,
)
from charting.domain.ids import ContactId, EpisodeId, FollowUpId, PatientId
from charting.domain.patient import Patient
from charting.domain.session import Session
from charting.services.patients import Patients
from charting.services.ports import Records
from charting.services.sessions import Sessions
from charting.storage.rows.follow_ups import contact_row, follow_up_of, follow_up_row
from charting.storage.tables import contact_notes, follow_ups
from tests import strategies
from tests.fakes import CountingIds, TickingClock
from tests.storage.backends import NORA, Backend, Memory, trace
from tests.strategies import ME

IDS = CountingIds(40_000)
AT = TickingClock().now()
TODAY = AT.day


@given(strategies.follow_ups())
def test_what_is_made_of_the_rows_is_what_they_were_made_of(follow_up: FollowUp) -> None:
    row = follow_up_row(follow_up)
    notes = [contact_row(follow_up.id, note) for note in follow_up.contacts]
    values = [row[column.name] for column in follow_ups.c]
    of_notes = [[note[column.name] for column in contact_notes.c] for note in notes]
    assert follow_up_of([*values, "what a join adds"], of_notes) == follow_up
    assert row["next_due"] == (follow_up.next_due and follow_up.next_due.isoformat())


def _patient(records: Records, family: str = "Wu") -> Patient:
    return Patients(records.patients, records.trail, TickingClock(), IDS, NORA).add(
        Patient(PatientId(IDS.new()), family, "", date(1984, 3, 9), phone="079 555 01 12")
    )


def _session(records: Records, patient: Patient) -> Session:
    return Sessions(records.sessions, TickingClock(), IDS, NORA).open_today(patient.id)


def _plan(records: Records, session: Session, day: int, *, of_session: bool = True) -> FollowUp:
    """A call due so many days from today."""
    call = FollowUp(
        FollowUpId(IDS.new()),
        session.patient_id,
        session.episode_id,
        session.id if of_session else None,
        FollowUpKind.CALL,
        TODAY + timedelta(days=day),
        AT,
        ME,
        words="score 3<5 <L5 'quoted' 😀",
    )
    records.follow_ups.plan(call, trace(IDS.new().int >> 80, _chain(call)))
    return call


def _chain(follow_up: FollowUp) -> Patient:
    return Patient(follow_up.patient_id, "", "x", date(1984, 3, 9))


def _noted(
    records: Records, call: FollowUp, outcome: ContactOutcome, next_try: int | None = None
) -> FollowUp:
    again = None if next_try is None else TODAY + timedelta(days=next_try)
    number = IDS.new()
    at = replace(AT, utc=AT.utc + (number.int >> 80))
    note = ContactNote(ContactId(number), at, ME, outcome, "not in, <b>later</b>", again)
    records.follow_ups.note(call.id, note, trace(IDS.new().int >> 80, _chain(call)))
    return call.with_contact(note)


def _due(records: Records, day: int = 0) -> list[FollowUp]:
    lines = records.follow_ups.due(TODAY + timedelta(days=day), 99)
    return [line.follow_up for line in lines]


def test_what_is_planned_and_noted_comes_back_as_the_domain_has_it(records: Records) -> None:
    patient = _patient(records)
    session = _session(records, patient)
    call = _plan(records, session, 1)
    other = _plan(records, session, 5, of_session=False)
    for outcome, next_try in ((ContactOutcome.NO_ANSWER, 2), (ContactOutcome.REACHED, None)):
        call = _noted(records, call, outcome, next_try)
    assert list(records.follow_ups.of_patient(patient.id)) == [call, other]
    assert len(call.contacts) == 2
    assert not records.follow_ups.of_patient(PatientId(IDS.new()))


def test_those_due_are_found_with_their_patient_and_session(records: Records) -> None:
    wu, keller = _patient(records, "Wu"), _patient(records, "Keller")
    session = _session(records, wu)
    late = _plan(records, session, -3)
    today = _plan(records, _session(records, keller), 0, of_session=False)
    coming = _plan(records, session, 2)
    lines = records.follow_ups.due(TODAY, 99)
    assert [(line.follow_up, line.patient, line.session_number) for line in lines] == [
        (late, wu, 1),
        (today, keller, None),
    ]
    assert [days_overdue(line.follow_up, TODAY) for line in lines] == [3, 0]
    assert _due(records, 2) == [late, today, coming]
    assert [line.follow_up for line in records.follow_ups.due(TODAY, 1)] == [late]


def test_a_try_in_vain_is_due_again_and_a_call_that_was_answered_is_not(records: Records) -> None:
    call = _plan(records, _session(records, _patient(records)), -1)
    call = _noted(records, call, ContactOutcome.NO_ANSWER, 1)
    assert _due(records) == []
    assert _due(records, 1) == [call]
    call = _noted(records, call, ContactOutcome.REACHED)
    assert _due(records, 30) == []
    call = _noted(records, call, ContactOutcome.MESSAGE_LEFT, 4)
    assert _due(records, 4) == [call]


def test_a_call_is_withdrawn_once_and_then_takes_no_more_notes(records: Records) -> None:
    patient = _patient(records)
    call = _plan(records, _session(records, patient), 0)
    withdrawal = Withdrawal(AT, ME, "planned by mistake")
    records.follow_ups.withdraw(call.id, withdrawal, trace(11_001, patient))
    assert list(records.follow_ups.of_patient(patient.id)) == [replace(call, withdrawn=withdrawal)]
    assert _due(records, 9) == []
    with pytest.raises(Refused) as refused:
        _noted(records, call, ContactOutcome.REACHED)
    assert refused.value.code is ErrorCode.STALE_RECORD
    with pytest.raises(Refused) as refused:
        records.follow_ups.withdraw(call.id, withdrawal, trace(11_002, patient))
    assert refused.value.code is ErrorCode.STALE_RECORD
    assert records.follow_ups.of_patient(patient.id)[0].contacts == ()


def test_what_is_sent_twice_is_stored_once(records: Records) -> None:
    patient = _patient(records)
    call = _plan(records, _session(records, patient), 0)
    planned, noted, withdrawn = (
        trace(number, patient, action)
        for number, action in (
            (11_003, Action.FOLLOW_UP_PLANNED),
            (11_004, Action.CONTACT_NOTED),
            (11_005, Action.FOLLOW_UP_WITHDRAWN),
        )
    )
    another = replace(call, id=FollowUpId(IDS.new()))
    note = ContactNote(ContactId(IDS.new()), AT, ME, ContactOutcome.NO_ANSWER)
    for _sent in range(2):
        records.follow_ups.plan(another, planned)
        records.follow_ups.note(another.id, note, noted)
    for _sent in range(2):
        records.follow_ups.withdraw(another.id, Withdrawal(AT, ME), withdrawn)
    (_first, stored) = records.follow_ups.of_patient(patient.id)
    assert stored == replace(another.with_contact(note), withdrawn=Withdrawal(AT, ME))
    entries = records.trail.chain(patient.id)
    assert [entry.id for entry in entries][-3:] == [planned.id, noted.id, withdrawn.id]
    assert first_break(entries) is None
    assert not records.problems()


def test_an_unknown_call_is_refused_and_leaves_no_trace(records: Records) -> None:
    patient = _patient(records)
    call = replace(_plan(records, _session(records, patient), 0), id=FollowUpId(IDS.new()))
    entries = len(records.trail.chain(patient.id))
    with pytest.raises(Refused) as refused:
        _noted(records, call, ContactOutcome.REACHED)
    assert refused.value.code is ErrorCode.NOT_FOUND
    assert len(records.trail.chain(patient.id)) == entries


def test_a_note_that_cannot_be_stored_leaves_nothing(backend: Backend) -> None:
    if isinstance(backend, Memory):
        pytest.skip("memory takes everything")
    records = backend.open()
    patient = _patient(records)
    call = _plan(records, _session(records, patient), 0)
    note = ContactNote(ContactId(IDS.new()), AT, ME, ContactOutcome.NO_ANSWER)
    records.follow_ups.note(call.id, note, trace(11_006, patient))
    with pytest.raises(IntegrityError):  # the same note under another entry
        records.follow_ups.note(call.id, note, trace(11_007, patient))
    assert records.follow_ups.of_patient(patient.id) == (call.with_contact(note),)
    assert records.trail.chain(patient.id)[-1].id.int >> 80 == 11_006
    with pytest.raises(IntegrityError):  # an episode that is not there
        records.follow_ups.plan(
            replace(call, id=FollowUpId(IDS.new()), episode_id=EpisodeId(IDS.new())),
            trace(11_008, patient),
        )
    assert records.trail.chain(patient.id)[-1].id.int >> 80 == 11_006
    records.close()
