"""The verb `clinic`, from the check to a second computer and back; and an update of the tables."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from charting.domain.clinic import ClinicAddress
from charting.domain.errors import ErrorCode, Refused
from charting.services.clinics import Member
from charting.storage.clinic import founding
from charting.storage.clinic.address import write_address
from charting.storage.clinic.driving import database
from charting.storage.clinic.opening import open_clinic
from charting.storage.clinic.records import admit
from charting.storage.clinic.servers import PostgresClinics
from charting.storage.migrating import migrate_on
from charting.storage.migrations import STEPS
from charting.vault.slots import SlotVault
from tests.invented import PASSPHRASE, new_practice, practices
from tests.services.world import CHEAP
from tests.storage.clinic.conftest import Clinic, said, there_words
from tests.storage.postgresql import ADMIN

if TYPE_CHECKING:
    from tests.storage.postgresql import Server


def test_a_computer_joins_and_the_record_comes_back(clinic: Clinic, tmp_path: Path) -> None:
    (tmp_path / "bridge.card").write_bytes(clinic.card)
    assert f"“{clinic.address.database}”" in said(
        tmp_path, "second", "join", str(tmp_path / "bridge.card")
    )
    admin = there_words(clinic.address, tmp_path)[-4:]
    assert said(tmp_path, "second", "update", *admin) == (
        "The tables of the clinic were up to date.\n"
    )
    assert "the copy was checked" in said(tmp_path, "second", "leave", str(tmp_path / "home"))
    back = practices().open(tmp_path / "home", PASSPHRASE)
    assert back.records.counts()["patients"] >= 2
    back.close()


def test_what_cannot_be_is_said(clinic: Clinic, tmp_path: Path) -> None:
    new_practice(tmp_path / "laptop").close()
    assert "kept on this computer alone" in said(tmp_path, "laptop", "state")
    where = there_words(replace(clinic.address, database="Ours"), tmp_path)
    assert "cannot be called “Ours”" in said(tmp_path, "laptop", "check", *where)
    where = there_words(clinic.address, tmp_path)
    assert "of another program or another practice" in said(tmp_path, "laptop", "move", *where)


def _of_an_earlier_version(address: ClinicAddress, folder: Path, clinic: Clinic) -> Member:
    """Make a clinic whose tables lack the last step, which Nora may open; she."""
    vault = SlotVault(CHEAP, CHEAP)
    login = vault.login(vault.unlock(clinic.folder, PASSPHRASE))
    nora = Member(login.holder, login.first, leads=True)
    write_address(folder, address)
    plain = database(folder, address, ADMIN.name, ADMIN.password)
    with plain.writing() as connection:
        for each in founding.making_groups(address.database, frozenset(), ADMIN.name):
            connection.exec_driver_sql(each)
    plain.close()
    owner = database(folder, address, ADMIN.name, ADMIN.password, role=f"{address.database}_tables")
    with owner.writing() as connection:
        migrate_on(connection, to=STEPS[-2])
        for each in founding.making_schema(address.database):
            connection.exec_driver_sql(each.replace("%", "%%"))
        connection.exec_driver_sql(f"GRANT SELECT ON alembic_version TO {address.database}_staff")
        connection.exec_driver_sql(f"SET ROLE {ADMIN.name}")
        for each in founding.handing_over(address.database):
            connection.exec_driver_sql(each)
        admit(connection, address, nora)
    owner.close()
    return nora


def test_tables_are_brought_up_to_date_by_one_while_others_wait(
    server: "Server",
    clinic: Clinic,
    new_address: Callable[[], ClinicAddress],
    tmp_path: Path,
) -> None:
    address = new_address()
    server.make(address.database, "template0")
    _of_an_earlier_version(address, tmp_path, clinic)
    vault = SlotVault(CHEAP, CHEAP)
    login = vault.login(vault.unlock(clinic.folder, PASSPHRASE))
    with pytest.raises(Refused) as refused:
        open_clinic(tmp_path, b"", login)
    assert refused.value.code is ErrorCode.CLINIC_OLDER
    done: list[bool] = []
    several = [
        threading.Thread(target=lambda: done.append(PostgresClinics().update(tmp_path, ADMIN)))
        for _ in range(3)
    ]
    for one in several:
        one.start()
    for one in several:
        one.join()
    assert sorted(done) == [False, False, True]
    opened = open_clinic(tmp_path, b"", login)
    assert opened.counts()["patients"] == 0
    opened.close()
    newer = database(tmp_path, address, ADMIN.name, ADMIN.password)
    with newer.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    for asked in (
        lambda: open_clinic(tmp_path, b"", login),
        lambda: PostgresClinics().update(tmp_path, ADMIN),
    ):
        with pytest.raises(Refused) as refused:
            asked()
        assert refused.value.code is ErrorCode.DATABASE_NEWER
