"""The front desk's own login at the server: who the patients are, and nothing clinical."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from psycopg import errors
from PySide6.QtWidgets import QApplication

from charting.domain.audit import Wanted
from charting.domain.errors import ErrorCode, Refused
from charting.domain.roles import Role
from charting.services.practices import OpenPractice
from charting.storage.clinic.driving import Driver
from charting.storage.clinic.grants import CLINICAL, STAFF
from charting.storage.tables import metadata
from tests.invented import people
from tests.person import Person, wait
from tests.services.world import OTHER
from tests.storage.clinic.conftest import DESK, Clinic
from tests.storage.clinic.test_grants import login_of

# What is of no patient, and who the patients are.
_OPEN = {
    *("alembic_version", "practices", "practitioners", "policies", "patients", "patient_words"),
    *("own_ways", "point_sets", "note_texts", "presets", "boxes", "clinic_papers", "chains"),
    *("audit", "tombstones"),
}


@pytest.fixture
def at_the_desk(clinic: Clinic, rita: OpenPractice, tmp_path: Path) -> Iterator[Driver]:
    """A bare connection with Rita's own password, past the whole application."""
    with closing(login_of(clinic, DESK, tmp_path)) as connection:
        yield connection


def test_every_table_is_clinical_or_open_to_the_desk() -> None:
    assert set(CLINICAL) | _OPEN == set(STAFF)
    assert not set(CLINICAL) & _OPEN


def test_the_desk_reads_and_writes_nothing_clinical(
    clinic: Clinic, jan: OpenPractice, at_the_desk: Driver, tmp_path: Path
) -> None:
    """Where nothing lies there is nothing to be refused."""
    with closing(login_of(clinic, OTHER, tmp_path)) as connection:
        for table in CLINICAL:
            lies = connection.execute(f"SELECT count(*) FROM {table}").fetchone() != (0,)
            for what in ("*", "count(*)", "1"):
                reading = f"SELECT {what} FROM {table} LIMIT 1"
                assert _is_refused(at_the_desk, reading) or not lies, reading
            column = next(iter(metadata.tables[table].columns)).name
            writing = f"UPDATE {table} SET {column} = {column}"
            assert _is_refused(at_the_desk, writing) or not lies, writing
            with pytest.raises(errors.InsufficientPrivilege):
                at_the_desk.execute(f"INSERT INTO {table} DEFAULT VALUES")


def _is_refused(connection: Driver, statement: str) -> bool:
    try:
        found = connection.execute(statement.encode())
    except errors.InsufficientPrivilege:
        return True
    assert found.rowcount < 1 or found.fetchone() == (0,)
    return False


def test_of_the_trail_the_desk_sees_its_own_entries(
    at_the_desk: Driver, rita: OpenPractice
) -> None:
    rita.patients.add(next(people(1, seed=61)))
    writers = at_the_desk.execute('SELECT DISTINCT "by" FROM audit').fetchall()
    assert writers == [(rita.practitioner.id.bytes,)]
    everybody = frozenset(each.by for each in rita.records.trail.find(Wanted(), 500))
    assert everybody == {rita.practitioner.id}


def test_the_desk_cannot_make_itself_more(at_the_desk: Driver) -> None:
    for statement in (
        "UPDATE practitioners SET role = 'practitioner'",
        "ALTER TABLE sessions DISABLE ROW LEVEL SECURITY",
        "DROP POLICY by_role ON sessions",
        "DROP FUNCTION clinic.is_desk() CASCADE",
        "UPDATE clinic.members SET login = 'another'",
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            at_the_desk.execute(statement)


def test_the_desk_does_its_work_and_is_told_what_it_may_not(rita: OpenPractice) -> None:
    patient = rita.patients.add(next(people(1, seed=62)))
    rita.patients.correct(replace(rita.patients.patient(patient.id), phone="+41 44 000 00 09"))
    assert rita.patients.find(patient.family)
    assert not rita.patients.likely_doubles(next(people(1, seed=63)))
    rita.checks.check_clock()
    for asked in (rita.checks.health, lambda: rita.records.sessions.worklist(5)):
        with pytest.raises(Refused) as refused:
            asked()
        assert refused.value.code is ErrorCode.CLINIC_NOT_PERMITTED


def test_who_becomes_a_practitioner_sees_what_they_need(
    nora: OpenPractice, rita: OpenPractice
) -> None:
    nora.people.change(replace(rita.practitioner, role=Role.PRACTITIONER))
    assert rita.records.sessions.worklist(5)
    nora.people.change(rita.practitioner)
    with pytest.raises(Refused):
        rita.records.sessions.worklist(5)


def test_a_practitioner_is_shut_out_of_nothing(
    clinic: Clinic, jan: OpenPractice, tmp_path: Path
) -> None:
    with closing(login_of(clinic, OTHER, tmp_path)) as connection:
        for table in CLINICAL:
            connection.execute(f"SELECT count(*) FROM {table}")


@pytest.mark.long
def test_the_window_at_the_desk_finds_patients_and_complains_of_nothing(
    qapp: QApplication, joined: Callable[[str], Path]
) -> None:
    person = Person(qapp, joined("desk"))
    person.come_to_the_patient(DESK)
    wait(lambda: not person.desk.lane.busy)
    page = person.desk.patients_page
    assert page is not None
    assert (page.message.words, person.desk.window.message.words) == ("", "")
    person.leave()
