"""On a clinic's server everybody may do what their work needs, and the trail only grows."""

from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import text

from charting.domain.errors import ErrorCode, Refused
from charting.services.practices import OpenPractice
from charting.storage.clinic.address import login_name
from charting.storage.clinic.driving import Driver, connect
from charting.storage.clinic.grants import LEAD, STAFF
from charting.storage.clinic.kept import KeptRecords
from charting.storage.tables import metadata
from charting.vault.slots import SlotVault
from tests.invented import PASSPHRASE, chart, people
from tests.services.world import CHEAP, JAN, NEW, OTHER
from tests.storage.clinic.conftest import Clinic

if TYPE_CHECKING:
    from tests.storage.postgresql import Server

NEVER_CHANGED = ("audit", "signed_records", "sheets", "attached_files", "given_papers")
DENIED = (errors.InsufficientPrivilege,)


def login_of(clinic: Clinic, passphrase: str, folder: Path) -> Driver:
    """A bare connection with somebody's own password, past the whole application."""
    vault = SlotVault(CHEAP, CHEAP)
    login = vault.login(vault.unlock(clinic.folder, passphrase))
    name = login_name(clinic.address.database, login.holder)
    return connect(folder, clinic.address, name, login.own)


@pytest.fixture
def as_nora(clinic: Clinic, nora: OpenPractice, tmp_path: Path) -> Iterator[Driver]:
    """As the owner comes in."""
    with closing(login_of(clinic, PASSPHRASE, tmp_path)) as connection:
        yield connection


@pytest.fixture
def as_jan(clinic: Clinic, jan: OpenPractice, tmp_path: Path) -> Iterator[Driver]:
    """As a practitioner comes in."""
    with closing(login_of(clinic, OTHER, tmp_path)) as connection:
        yield connection


def test_every_table_has_its_grants() -> None:
    assert set(STAFF) == {*metadata.tables, "alembic_version"}
    assert set(LEAD) <= set(STAFF)


def test_nobody_changes_deletes_or_empties_what_only_grows(as_nora: Driver, as_jan: Driver) -> None:
    for connection, table in product((as_nora, as_jan), NEVER_CHANGED):
        for statement in (
            f"UPDATE {table} SET {next(iter(metadata.tables[table].columns)).name} = NULL",
            f"DELETE FROM {table}",
            f"TRUNCATE {table}",
            f"ALTER TABLE {table} DISABLE TRIGGER ALL",
            f"DROP TABLE {table} CASCADE",
        ):
            with pytest.raises(DENIED):
                connection.execute(statement)


def test_nobody_becomes_more_than_they_are(
    clinic: Clinic, jan: OpenPractice, as_nora: Driver, as_jan: Driver
) -> None:
    name, who = clinic.address.database, jan.practitioner.id
    for connection in (as_nora, as_jan):
        for statement in (
            f"SET ROLE {name}_tables",
            f"SET ROLE {name}_doorman",
            "CREATE TABLE public.mine (number integer)",
            "CREATE TABLE clinic.mine (number integer)",
            "CREATE SCHEMA mine",
            "CREATE TEMP TABLE mine (number integer)",
            "CREATE ROLE mine",
            f"ALTER ROLE {name}_{who.hex} SUPERUSER",
            "DELETE FROM clinic.keys",
            "UPDATE clinic.members SET leads = true",
            "SELECT pg_read_file('/etc/passwd')",
        ):
            with pytest.raises(DENIED):
                connection.execute(statement)
    for statement in (
        f"SELECT clinic.appoint('{who}', true)",
        f"SELECT clinic.dismiss('{who}')",
        f"SELECT clinic.admit('{who}', 'SCRAM-SHA-256$', true)",
        "UPDATE practitioners SET role = 'owner'",
        "UPDATE practitioners SET name = 'Somebody else'",
        "DELETE FROM patients",
        "DELETE FROM marks",
    ):
        with pytest.raises(DENIED):
            as_jan.execute(statement)


def test_no_password_reaches_the_server(as_nora: Driver) -> None:
    with pytest.raises(errors.InvalidParameterValue):
        as_nora.execute(f"SELECT clinic.admit('{JAN}', 'in the clear', false)")
    with pytest.raises(errors.InvalidParameterValue):
        as_nora.execute("SELECT clinic.came_in('in the clear')")


def test_nobody_of_another_database_comes_in(
    server: "Server", clinic: Clinic, as_jan: Driver
) -> None:
    with psycopg.connect(server.address("postgres"), autocommit=True) as connection:
        stranger = f"stranger_{clinic.address.database}"
        connection.execute(f"CREATE ROLE {stranger} LOGIN PASSWORD 'lets me in elsewhere'")
    with pytest.raises(Refused) as refused:
        connect(clinic.folder, clinic.address, stranger, "lets me in elsewhere")
    assert refused.value.code is ErrorCode.CLINIC_PASSWORD


def test_a_practitioner_does_their_work_with_what_is_granted(jan: OpenPractice) -> None:
    patient = jan.patients.add(next(people(1, seed=41)))
    session = chart(jan, jan.sessions.open_today(patient.id), 3)
    assert jan.sessions.session(session.id).needles() == session.needles()
    jan.patients.correct(patient)
    assert jan.records.patients.search((), 500, archived=False)
    with pytest.raises(Refused) as refused:
        jan.people.add(jan.practitioner, NEW, NEW)
    assert refused.value.code is ErrorCode.NOT_PERMITTED


def test_what_the_server_does_not_permit_is_a_sentence(jan: OpenPractice) -> None:
    assert isinstance(jan.records, KeptRecords)
    server = jan.records._server
    assert server is not None
    with pytest.raises(Refused) as refused, server.database.writing() as connection:
        connection.execute(text("DELETE FROM audit"))
    assert refused.value.code is ErrorCode.CLINIC_NOT_PERMITTED
