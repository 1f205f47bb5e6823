"""The command line: any paper, on any size, under a password, and what was handed out again."""

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from charting.command_line.parsing_paper import KINDS
from charting.domain.canonical import digest
from charting.domain.patient import Patient
from charting.services.paper_desk import OFFERED
from charting.services.practices import OpenPractice
from tests.documents.reading import opened, text
from tests.invented import chart, new_practice, people
from tests.test_command_line import Ask

PASSWORD = "meadow lantern quietly seventeen"


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[OpenPractice]:
    practice = new_practice(tmp_path / "practice")
    yield practice
    practice.close()


@pytest.fixture
def anna(practice: OpenPractice) -> Patient:
    """Anna Muster, with a session of five marks."""
    anna = practice.patients.add(replace(next(people(1)), family="Muster", given="Anna"))
    chart(practice, practice.sessions.open_today(anna.id), 5)
    return anna


@pytest.fixture
def ask(practice: OpenPractice, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    return Ask(practice.folder, tmp_path / "passphrase", capsys)


def test_the_verb_knows_every_paper_of_the_desk() -> None:
    assert set(KINDS) == set(OFFERED)


def test_papers_are_made_and_shown_again_byte_for_byte(
    ask: Ask, anna: Patient, tmp_path: Path
) -> None:
    plate, slip, again = (tmp_path / name for name in ("plate.pdf", "slip.pdf", "again.pdf"))
    status, said, _ = ask("paper", "plate", "muster", "--size", "Letter", "--out", str(plate))
    assert (status, said.strip()) == (0, f"Body-map plate of Anna Muster: {plate}")
    assert opened(plate.read_bytes()).pages[0].mediabox[2:] == [612, 792]
    assert "Muster, Anna" in text(plate.read_bytes())
    assert ask("paper", "slip", "muster", "--size", "A7", "--out", str(slip))[0] == 0

    _, listed, _ = ask("given", "muster")
    first, second = listed.splitlines()
    assert "Next visit" in first
    assert digest(plate.read_bytes()).hex() in second
    assert ask("given", "muster", "--number", "2", "--out", str(again))[0] == 0
    assert again.read_bytes() == plate.read_bytes()
    assert [one["sheet"] for one in json.loads(ask("given", "muster", "--json")[1])] == [
        *("A7", "Letter")
    ]


def test_a_copy_for_mail_is_under_its_password(ask: Ask, anna: Patient, tmp_path: Path) -> None:
    secret, file = tmp_path / "secret", tmp_path / "mail.pdf"
    secret.write_text(PASSWORD + "\n")
    words = ("paper", "leaflet", "muster", "--password-file", str(secret), "--out", str(file))
    status, said, _ = ask(*words)
    assert status == 0
    assert "never in the same e-mail" in said
    assert PdfReader(BytesIO(file.read_bytes())).decrypt(PASSWORD)
    secret.write_text("too short\n")
    assert ask(*words, "--replace")[0] == 2


def test_what_cannot_be_made_is_a_sentence(ask: Ask, anna: Patient, tmp_path: Path) -> None:
    file = str(tmp_path / "x.pdf")
    status, _, refused = ask("paper", "label", "muster", "--size", "A4", "--out", file)
    assert (status, "62 × 29 mm" in refused) == (2, True)
    assert ask("paper", "plate", "muster", "--session", "7", "--out", file)[0] == 2
    assert ask("paper", "consent", "muster", "--out", file)[0] == 2
    assert ask("given", "muster", "--number", "9", "--out", file)[0] == 2
    assert ask("given", "nobody")[0] == 2
    assert not Path(file).exists()
