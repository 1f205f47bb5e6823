"""The trail is found by patient, by practitioner and by time; tries in vain come into it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from charting.domain.audit import Action, Wanted
from charting.domain.errors import ErrorCode, Refused
from charting.domain.patient import Patient
from charting.services.practices import OpenPractice, Practices
from tests.fakes import FixedClock, MemoryRecords
from tests.invented import PASSPHRASE


@pytest.fixture
def anna(practice: OpenPractice) -> Patient:
    return practice.patients.add(
        Patient(practice.patients.draft(), "Muster", "Anna", date(1984, 3, 9))
    )


def test_it_is_found_by_patient_with_all_sessions(practice: OpenPractice, anna: Patient) -> None:
    session = practice.sessions.open_today(anna.id)
    practice.patients.viewed(anna.id, (session.id,))
    lines = practice.audit.find(Wanted(anna.id))

    assert [line.entry.action for line in lines] == [
        Action.RECORD_VIEWED,
        Action.SESSION_OPENED,
        Action.EPISODE_OPENED,
        Action.PATIENT_ADDED,
    ]
    assert {line.patient for line in lines} == {"Muster, Anna"}
    assert {line.by_name for line in lines} == {practice.practitioner.name}
    assert practice.audit.find(Wanted())[0].entry.action is Action.TRAIL_READ


def test_it_is_found_by_kind_and_time(
    practice: OpenPractice, anna: Patient, clock: FixedClock
) -> None:
    before = clock.now().utc
    clock.run_on(timedelta(days=1))
    practice.patients.viewed(anna.id)
    viewed = practice.audit.find(Wanted(actions=frozenset({Action.RECORD_VIEWED})))
    assert len(viewed) == 1
    assert practice.audit.find(Wanted(anna.id, until=before)) == ()
    assert [
        line.entry.action for line in practice.audit.find(Wanted(anna.id, since=before + 1))
    ] == [Action.RECORD_VIEWED]


def test_tries_in_vain_come_into_the_trail_at_the_next_unlocking(
    practices: Practices, practice: OpenPractice, clock: FixedClock, records: MemoryRecords
) -> None:
    folder: Path = practice.folder
    for _time in range(2):
        clock.run_on(timedelta(minutes=1))
        with pytest.raises(Refused) as refused:
            practices.open(folder, "not the passphrase at all")
        assert refused.value.code is ErrorCode.WRONG_PASSPHRASE
    assert len((folder / "practice.tries").read_bytes().splitlines()) == 2

    practices.open(folder, PASSPHRASE)
    practices.open(folder, PASSPHRASE)

    last = records.trail.chain(practice.practice.id)[-1]
    assert last.action is Action.UNLOCK_FAILED
    assert b'"number":2' in (last.payload or b"")
    assert not (folder / "practice.tries").exists()
