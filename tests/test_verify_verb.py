"""The verb `verify` with backups: what it prints of them, and its exit status."""

from pathlib import Path

import pytest

from charting.command_line import parse, verbs
from charting.vault.key_file import NAME as KEYS
from tests.invented import PASSPHRASE, new_practice, people, practices


def test_verify_holds_backups_against_the_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice = new_practice(tmp_path / "practice")
    practice.patients.add(next(people(1)))
    practice.checks.backup(tmp_path / "stick" / "monday")
    practice.close()
    (tmp_path / "typed").write_text(PASSPHRASE, encoding="utf-8")

    def verify(backups: Path) -> tuple[int, str, str]:
        given = ("--data", str(practice.folder), "--passphrase-file", str(tmp_path / "typed"))
        asked = parse(["verify", *given, "--backups", str(backups)])
        status = verbs.run(asked, practices())
        return (status, *capsys.readouterr())

    status, said, _ = verify(tmp_path / "stick")
    assert status == 0
    assert "  monday, up to " in said
    assert "sound, and every chain in it goes on in this record" in said
    assert "a backup that nobody else could reach" in " ".join(said.split())

    (tmp_path / "stick" / "monday" / KEYS).unlink()
    status, said, _ = verify(tmp_path / "stick")
    assert status == 1
    assert "  the backup monday" in said

    status, _, refused = verify(practice.folder)
    assert status == 2
    assert "There is no backup in" in refused
