"""A clinic's database as a file of PostgreSQL's own, which is one only if it was restored."""

from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from charting.domain.audit import Action, Wanted
from charting.domain.errors import ErrorCode, Refused
from charting.services.practices import OpenPractice
from charting.storage.clinic import dumping
from charting.wording import sentence
from charting.wording.clinics import dumped_words, state_words
from tests.storage.clinic.conftest import Clinic, said, there_words
from tests.storage.postgresql import ADMIN

if TYPE_CHECKING:
    from tests.storage.postgresql import Server


def _databases(server: "Server") -> set[str]:
    with psycopg.connect(server.address("postgres"), autocommit=True) as connection:
        rows = connection.execute("SELECT datname FROM pg_database").fetchall()
        return {str(name) for (name,) in rows if "_try_" in name}


def test_a_dump_is_restored_on_trial_and_then_is_one(
    server: "Server", clinic: Clinic, nora: OpenPractice, tmp_path: Path
) -> None:
    file = tmp_path / "clinic.dump"
    dumped = nora.clinic.dump(ADMIN, file)
    assert dumped.size == file.stat().st_size > 0
    assert dumped.chains == len(nora.records.trail.heads())
    assert f"{dumped.rows} rows" in dumped_words(dumped)
    assert file.read_bytes()[:5] == b"PGDMP"
    assert file.stat().st_mode & 0o077 == 0
    assert not _databases(server)
    assert [each.name for each in tmp_path.iterdir() if "dump" in each.name] == [file.name]
    (told,) = nora.records.trail.find(Wanted(actions=frozenset({Action.BACKED_UP})), 1)
    state = nora.clinic.state(thorough=True)
    assert (state.backed_up, state.waiting, state.whole) == (told.at, 0, True)
    words = state_words(state)
    assert "The last backup was made" in words
    assert "Every chain of changes ends where it should." in words


def test_what_is_not_the_same_is_no_dump(
    server: "Server",
    nora: OpenPractice,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is restored loses a row before it is compared."""
    run = dumping._run

    def loses(folder: Path, address: object, admin: object, program: Path, *words: str) -> None:
        run(folder, address, admin, program, *words)  # type: ignore[arg-type]
        if program.name == "pg_restore":
            (where,) = (word for word in words if word.startswith("--dbname="))
            with psycopg.connect(server.address(where.partition("=")[2])) as connection:
                connection.execute("DELETE FROM patient_words")

    monkeypatch.setattr(dumping, "_run", loses)
    with pytest.raises(Refused) as refused:
        nora.clinic.dump(ADMIN, tmp_path / "clinic.dump")
    assert refused.value.code is ErrorCode.BACKUP_NOT_VERIFIED
    assert not [each for each in tmp_path.iterdir() if "dump" in each.name]
    assert not _databases(server)


def test_without_its_programs_it_is_said(
    nora: OpenPractice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dumping, "_DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused) as refused:
        nora.clinic.dump(ADMIN, tmp_path / "clinic.dump")
    assert refused.value.code is ErrorCode.CLINIC_NO_DUMP_PROGRAM
    assert "pg_restore" in sentence(refused.value)


def test_the_command_writes_one_and_replaces_none(
    clinic: Clinic, nora: OpenPractice, tmp_path: Path
) -> None:
    admin = there_words(clinic.address, tmp_path)[-4:]
    (tmp_path / "old.dump").write_bytes(b"kept")
    assert "old.dump" in said(tmp_path, "noras", "dump", str(tmp_path / "old.dump"), *admin)
    assert (tmp_path / "old.dump").read_bytes() == b"kept"
    told = said(tmp_path, "noras", "dump", str(tmp_path / "new.dump"), *admin)
    assert "restored on trial" in told
    assert (tmp_path / "new.dump").exists()
