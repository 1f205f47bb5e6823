"""Tests of `charting.storage.practices`, on every database."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.domain.patient import Patient
from charting.domain.practice import Practitioner
from charting.domain.roles import Role
from charting.services.patients import Patients
from charting.services.ports import Records
from charting.services.sessions import Sessions
from charting.storage.store import SqlStore
from tests.fakes import CountingIds, FixedClock, TickingClock, uuid7
from tests.storage.backends import CLINIC, KEY, NORA, Backend, trace


def test_a_practice_and_its_practitioner_are_found_again(records: Records) -> None:
    assert records.practice.practice() == CLINIC
    assert records.practice.practitioners() == (NORA,)


def test_a_practice_is_founded_once(records: Records) -> None:
    with pytest.raises(Refused) as refused:
        records.practice.found(CLINIC, NORA, trace(9))
    assert refused.value.code is ErrorCode.PRACTICE_EXISTS
    assert records.counts()["audit_entries"] == 1


def test_an_empty_database_has_no_practice(tmp_path: Path) -> None:
    empty = SqlStore().create(tmp_path, KEY)
    with pytest.raises(Refused) as refused:
        empty.practice.practice()
    assert refused.value.code is ErrorCode.NO_PRACTICE
    empty.close()


def test_a_signing_key_is_kept_once(records: Records) -> None:
    (nora,) = records.practice.practitioners()
    assert nora.signing_key == b""
    for number, key in ((9, bytes(range(32))), (10, bytes(32))):
        records.practice.keep_signing_key(nora.id, key, trace(number))
        (nora,) = records.practice.practitioners()
        assert nora.signing_key == bytes(range(32))
    assert records.counts()["audit_entries"] == 2


def test_people_come_and_change_and_are_read_as_they_were_stored(records: Records) -> None:
    jan = Practitioner(PractitionerId(uuid7(77)), "Jan", "", bytes(32), Role.STUDENT, NORA.id)
    records.practice.add_practitioner(jan, trace(20))
    records.practice.add_practitioner(jan, trace(20))
    assert records.practice.practitioners()[1:] == (jan,)
    gone = replace(jan, role=Role.FRONT_DESK, supervisor_id=None, left=FixedClock().now())
    records.practice.change_practitioner(gone, trace(21))
    assert records.practice.practitioners()[1:] == (gone,)
    with pytest.raises(Refused) as refused:
        records.practice.change_practitioner(replace(jan, id=PractitionerId(uuid7(78))), trace(22))
    assert refused.value.code is ErrorCode.NOT_FOUND


def test_a_session_knows_who_went_on_with_it(records: Records, backend: Backend) -> None:
    clock, ids = TickingClock(), CountingIds(50_000)
    jan = Practitioner(PractitionerId(uuid7(77)), "Jan", "")
    records.practice.add_practitioner(jan, trace(20))
    patients = Patients(records.patients, records.trail, clock, ids, NORA)
    patient = patients.add(Patient(patients.draft(), "Wu", "Li", date(1984, 3, 9)))
    session = Sessions(records.sessions, clock, ids, NORA).open_today(patient.id)
    taken = Sessions(records.sessions, clock, ids, jan).take_over(session)
    assert [one.by for one in taken.taken_over] == [jan.id]
    back = Sessions(records.sessions, clock, ids, NORA).take_over(taken)
    assert records.sessions.session(session.id) == back
    assert [one.by for one in back.taken_over] == [jan.id, NORA.id]
    backend.sign(session.id)
    with pytest.raises(Refused) as refused:
        Sessions(records.sessions, clock, ids, jan).take_over(back)
    assert refused.value.code is ErrorCode.ALREADY_SIGNED


def test_the_sides_that_a_clinic_takes_are_kept_the_last_one_holding(records: Records) -> None:
    assert records.practice.policies() == {}
    records.practice.take_side("gloves", "both", trace(9))
    records.practice.take_side("skin_prep", "alcohol", trace(10))
    records.practice.take_side("gloves", "case_by_case", trace(11))
    assert records.practice.policies() == {"gloves": "case_by_case", "skin_prep": "alcohol"}
    assert records.counts()["audit_entries"] == 4
