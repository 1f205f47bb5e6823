"""What can be proved about a record, and a verified copy of it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from charting.domain.audit import Action
from charting.domain.errors import ErrorCode, Refused
from charting.domain.patient import Patient
from charting.domain.proof import Finding, Flaw
from charting.services.checks import heads_hash
from charting.services.practices import OpenPractice, Practices
from charting.wording import sentence
from tests.fakes import FixedClock, MemoryRecords


@pytest.fixture
def anna(practice: OpenPractice) -> Patient:
    added = practice.patients.add(
        Patient(practice.patients.draft(), "Muster", "Anna", date(1984, 3, 9))
    )
    practice.patients.review(added.id)
    return added


def test_a_whole_record_is_said_to_be_whole(practice: OpenPractice, anna: Patient) -> None:
    verification = practice.checks.verify()

    assert verification.whole
    assert verification.counts["patients"] == 1
    assert verification.chains == len(verification.heads) == 2


def test_an_altered_entry_breaks_its_chain(
    practice: OpenPractice, anna: Patient, records: MemoryRecords
) -> None:
    chain = records.kept.entries[anna.id]
    chain[0] = replace(chain[0], payload=b"other")

    verification = practice.checks.verify()

    assert not verification.whole
    assert Finding(Flaw.CHAIN, anna.id, 1) in verification.findings


def test_the_hash_of_the_heads_follows_the_record(practice: OpenPractice, anna: Patient) -> None:
    before = practice.checks.verify()
    again = practice.checks.verify()
    practice.patients.review(anna.id)
    after = practice.checks.verify()

    assert before.heads_hash == again.heads_hash == heads_hash(before.heads[::-1])
    assert before.heads_hash != after.heads_hash


def test_a_backup_has_the_keys_and_leaves_a_trace(
    practice: OpenPractice,
    anna: Patient,
    records: MemoryRecords,
    practices: Practices,
    tmp_path: Path,
) -> None:
    heads = practice.checks.verify().heads_hash
    target = practice.checks.backup(tmp_path / "stick" / "copy")

    last = records.trail.chain(practice.practice.id)[-1]
    assert practices.exists(target)
    assert records.copies[target].patients == {anna.id: anna}
    assert last.action is Action.BACKED_UP
    assert heads.hex() in (last.payload or b"").decode()
    assert practice.checks.verify().whole


def test_a_backup_goes_over_nothing(
    practice: OpenPractice, records: MemoryRecords, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        practice.checks.backup(tmp_path)

    assert refused.value.code is ErrorCode.BACKUP_TARGET_EXISTS
    assert len(records.trail.chain(practice.practice.id)) == 1


def test_a_clock_that_was_set_back_is_noticed(
    practice: OpenPractice, anna: Patient, clock: FixedClock
) -> None:
    practice.checks.check_clock()
    practice.sessions.open_today(anna.id)
    clock.run_on(timedelta(minutes=-4))
    practice.checks.check_clock()
    for back in (timedelta(minutes=2), timedelta(days=400)):
        clock.run_on(-back)
        with pytest.raises(Refused) as refused:
            practice.checks.check_clock()
        assert refused.value.code is ErrorCode.CLOCK_BEHIND
        assert "2026-11-23" in sentence(refused.value)
