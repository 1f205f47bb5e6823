"""The verbs `backup`, `restore` and `drill`, from the first backup to a record put back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from charting.command_line import parse, verbs
from tests.invented import PASSPHRASE, new_practice, people, practices

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Does what is asked of a practice of two people; status, output and errors."""
    practice = new_practice(tmp_path / "practice")
    for patient in people(2):
        practice.patients.add(patient)
    practice.close()
    (tmp_path / "typed").write_text(PASSPHRASE, encoding="utf-8")

    def asked(verb: str, *given: str) -> tuple[int, str, str]:
        way = ("--data", str(tmp_path / "practice"), "--passphrase-file", str(tmp_path / "typed"))
        status = verbs.run(parse([verb, *way, *given]), practices())
        return (status, *capsys.readouterr())

    return asked


def test_a_backup_is_made_tried_and_put_back(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    status, said, _ = ask("backup", "--second", str(tmp_path / "stick"))
    assert status == 0
    assert "Last backup today at " in said
    assert "in two places" in said
    status, said, _ = ask("drill")
    assert status == 0
    assert "it opened, and everything in it was proved" in said
    status, said, _ = ask("restore")
    lines = said.splitlines()
    assert (status, len(lines)) == (0, 2)
    folder = lines[0][lines[0].index(str(tmp_path)) :]
    practice = practices().open(tmp_path / "practice", PASSPHRASE)
    practice.patients.add(next(people(1, seed=5)))
    practice.close()
    status, said, _ = ask("restore", folder)
    assert status == 0
    assert "would be missing: 1 new patient" in said
    assert "Nothing was changed." in said
    status, said, _ = ask("restore", folder, "--yes")
    assert status == 0
    assert "What it replaced was kept in " in said
    assert len(ask("patients")[1].splitlines()) == 2


def test_what_cannot_be_done_is_said(ask: Ask, tmp_path: Path) -> None:
    assert ask("drill")[0] == 2
    status, _, refused = ask("backup", "--second", str(tmp_path / "no stick"))
    assert status == 2
    assert "is not there. Plug in the stick" in refused
    status, _, refused = ask("restore", str(tmp_path))
    assert status == 2
    assert "is not whole" in refused


def test_a_record_is_held_lifted_and_erased_by_its_name(ask: Ask, tmp_path: Path) -> None:
    practice = practices().open(tmp_path / "practice", PASSPHRASE)
    patient = practice.patients.find("")[0].patient
    practice.close()
    status, said, _ = ask("due")
    assert status == 0
    assert "Switzerland: 20 years" in said
    assert "No record is past its time." in said
    typed = patient.id.hex
    assert "On hold since" in ask("hold", typed, "--reason", "A letter")[1]
    assert ": A letter" in ask("due")[1]
    assert '"on_hold"' in ask("due", "--json")[1]
    status, _, refused = ask("erase", typed, "--why", "mistake", "--name", patient.name)
    assert (status, "is on hold since" in refused) == (2, True)
    assert "On hold" not in ask("hold", typed, "--reason", "Closed", "--lift")[1]
    status, said, _ = ask("erase", typed)
    assert (status, "Nothing was changed." in said) == (0, True)
    assert ask("erase", typed, "--why", "over", "--name", patient.name)[0] == 2
    assert ask("erase", typed, "--why", "mistake", "--name", "Somebody Else")[0] == 2
    status, said, _ = ask("erase", typed, "--why", "mistake", "--name", patient.name)
    assert status == 0
    assert said.startswith("Erased. Nothing of it is left")
    assert len(ask("patients")[1].splitlines()) == 1
    assert ask("erase", "nobody", "of", "that", "name")[0] == 2
    assert ask("verify")[0] == 0
