"""The encrypted file: wrong keys, damage, foreign and newer files, bad places, and copies."""

import sqlite3
from pathlib import Path

import pytest

from charting.domain.errors import ErrorCode, Refused
from charting.storage.engine import NAME, PLAIN_HEADER, connect
from charting.storage.place import Partition
from charting.storage.store import SqlStore
from tests.invented import PASSPHRASE, data_key, new_practice, people, practices

CANARY = "Zyxwvutsrqponmlk"


def _refusal(folder: Path) -> ErrorCode:
    with pytest.raises(Refused) as refused:
        SqlStore().open(folder, data_key(folder))
    return refused.value.code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed practice of three people."""
    practice = new_practice(tmp_path / "practice")
    for patient in people(3):
        practice.patients.add(patient)
    practice.close()
    return tmp_path / "practice"


def test_nothing_stands_in_the_clear_in_any_file(tmp_path: Path) -> None:
    practice = new_practice(tmp_path / "practice")
    patient = practice.patients.add(next(people(1)))
    practice.patients.correct(
        type(patient)(patient.id, CANARY, patient.given, patient.born, version=patient.version)
    )
    files = [file for file in (tmp_path / "practice").iterdir() if file.is_file()]
    assert len(files) >= 2
    for file in files:
        data = file.read_bytes()
        assert CANARY.encode() not in data
        assert not data.startswith(PLAIN_HEADER)
    practice.close()
    # The control: the same name in a plain database is found.
    with sqlite3.connect(tmp_path / "plain.db") as plain:
        plain.execute("CREATE TABLE t (name TEXT)")
        plain.execute("INSERT INTO t VALUES (?)", (CANARY,))
    plain.close()
    assert CANARY.encode() in (tmp_path / "plain.db").read_bytes()


def test_a_plain_file_in_its_place_is_refused(folder: Path) -> None:
    (folder / NAME).unlink()
    with sqlite3.connect(folder / NAME) as plain:
        plain.execute("CREATE TABLE t (name TEXT)")
    plain.close()
    assert _refusal(folder) is ErrorCode.DATABASE_NOT_ENCRYPTED


def test_another_practices_file_is_refused(folder: Path, tmp_path: Path) -> None:
    new_practice(tmp_path / "other").close()
    (tmp_path / "other" / NAME).replace(folder / NAME)
    assert _refusal(folder) is ErrorCode.DATABASE_FOREIGN


def test_a_damaged_page_is_found(folder: Path) -> None:
    data = bytearray((folder / NAME).read_bytes())
    data[len(data) // 2] ^= 0xFF
    data[2_000] ^= 0xFF
    (folder / NAME).write_bytes(bytes(data))
    assert _refusal(folder) is ErrorCode.DATABASE_DAMAGED


def test_an_empty_file_is_refused_and_left_alone(folder: Path) -> None:
    (folder / NAME).write_bytes(b"")
    assert _refusal(folder) in (ErrorCode.DATABASE_DAMAGED, ErrorCode.DATABASE_FOREIGN)
    assert (folder / NAME).read_bytes() == b""


def test_a_file_of_a_newer_version_is_refused_unchanged(folder: Path) -> None:
    connection = connect(folder / NAME, data_key(folder))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = (folder / NAME).read_bytes()
    assert _refusal(folder) is ErrorCode.DATABASE_NEWER
    assert (folder / NAME).read_bytes() == before


def test_a_folder_on_a_network_share_is_refused(tmp_path: Path) -> None:
    store = SqlStore(lambda: [Partition(str(tmp_path), "nfs4", "rw")])
    with pytest.raises(Refused) as refused:
        store.check_place(tmp_path / "practice")
    assert refused.value.code is ErrorCode.FOLDER_ON_NETWORK


@pytest.mark.parametrize("synced", ["OneDrive", "Dropbox", "Google Drive", "Nextcloud"])
def test_a_folder_kept_in_step_with_a_cloud_is_refused(tmp_path: Path, synced: str) -> None:
    with pytest.raises(Refused) as refused:
        SqlStore().check_place(tmp_path / synced / "practice")
    assert refused.value.code is ErrorCode.FOLDER_SYNCED


def test_a_verified_copy_opens_with_the_same_passphrase(folder: Path, tmp_path: Path) -> None:
    practice = practices().open(folder, PASSPHRASE)
    counts = practice.records.counts()
    practice.checks.backup(tmp_path / "copy")
    with pytest.raises(Refused) as refused:
        practice.checks.backup(tmp_path / "copy")
    assert refused.value.code is ErrorCode.BACKUP_TARGET_EXISTS
    practice.close()
    copy = practices().open(tmp_path / "copy", PASSPHRASE)
    assert copy.checks.verify().whole
    assert copy.records.counts()["patients"] == counts["patients"] == 3
    copy.close()


def test_a_changed_row_of_the_trail_is_found(folder: Path) -> None:
    connection = connect(folder / NAME, data_key(folder))
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    trail = "audit" if "audit" in tables else "entries"
    connection.execute("DROP TRIGGER IF EXISTS audit_never_changes")
    triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    for (name,) in connection.execute(triggers).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute(f"UPDATE {trail} SET action = 'patient_archived' WHERE number = 1")
    connection.close()
    practice = practices().open(folder, PASSPHRASE)
    assert practice.checks.verify().findings
    practice.close()
