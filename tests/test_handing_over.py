"""The command line: leaflets, reports and records handed out, and records taken in."""

import io
import json
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from charting.domain.audit import Action
from charting.domain.patient import FactKind, Patient
from charting.services.practices import OpenPractice
from tests.invented import chart, new_practice, people
from tests.test_command_line import Ask


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[OpenPractice]:
    """A practice with Anna Muster, open as in a window."""
    practice = new_practice(tmp_path / "practice")
    yield practice
    practice.close()


@pytest.fixture
def anna(practice: OpenPractice) -> Patient:
    """Anna Muster, with an allergy and a session of five marks."""
    someone = replace(next(people(1)), family="Muster", given="Anna", born=date(1984, 3, 9))
    anna = practice.patients.add(someone)
    practice.patients.add_fact(anna.id, FactKind.ALLERGY, "Nickel")
    chart(practice, practice.sessions.open_today(anna.id), 5)
    return anna


@pytest.fixture
def ask(practice: OpenPractice, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    return Ask(practice.folder, tmp_path / "passphrase", capsys)


@pytest.fixture
def elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Asks another practice, without patients."""
    other = new_practice(tmp_path / "elsewhere")
    other.close()
    return Ask(other.folder, tmp_path / "passphrase", capsys)


def _without_export(file: Path) -> dict[str, object]:
    whole: dict[str, object] = json.loads(file.read_text("utf-8"))
    del whole["exported"]
    return whole


def test_out_in_and_out_again_is_the_same_but_for_the_export(
    ask: Ask, elsewhere: Ask, anna: Patient, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"

    status, said, _ = ask("export", "muster", "--out", str(first))
    came, told, _ = elsewhere("import", str(first))
    elsewhere("export", "muster", "--out", str(second))

    assert (status, came) == (0, 0)
    assert said.splitlines() == [
        f"The whole record of Anna Muster is in {first}.",
        "It is not encrypted: whoever has the file can read it.",
    ]
    assert told.splitlines() == [
        f"{first}: Muster, Anna, born 09.03.1984",
        "  The record of Anna Muster came in: 1 session, 5 marks.",
        "  named in it and new here, without a passphrase: Nora Feld",
    ]
    assert _without_export(first) == _without_export(second)
    assert elsewhere("verify")[0] == 0
    assert "is here already, and the same" in elsewhere("import", str(second))[1]


def test_a_fhir_bundle_goes_out_and_comes_back_in(
    ask: Ask, elsewhere: Ask, anna: Patient, tmp_path: Path
) -> None:
    bundle, first, second = (tmp_path / name for name in ("b.json", "1.json", "2.json"))

    assert ask("export", "muster", "--fhir", "--out", str(bundle))[0] == 0
    assert json.loads(bundle.read_bytes())["resourceType"] == "Bundle"
    assert elsewhere("import", str(bundle))[0] == 0

    ask("export", "muster", "--out", str(first))
    elsewhere("export", "muster", "--out", str(second))
    assert _without_export(first) == _without_export(second)


def test_a_file_is_its_owners_and_no_other_is_lost(
    ask: Ask, anna: Patient, practice: OpenPractice, tmp_path: Path
) -> None:
    file = tmp_path / "anna.json"
    file.write_text("mine")
    before = practice.records.trail.heads()

    status, _, refused = ask("export", "muster", "--out", str(file))

    assert (status, file.read_text()) == (2, "mine")
    assert "already exists" in refused
    assert practice.records.trail.heads() == before
    assert ask("export", "muster", "--out", str(file), "--replace")[0] == 0
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    last = practice.records.trail.chain(practice.practice.id)[-1]
    assert last.action is Action.RECORD_EXPORTED


def test_standard_output_holds_the_file_and_nothing_else(
    ask: Ask, anna: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", out)

    _, _, said = ask("export", "muster", "--out", "-")

    out.seek(0)
    assert json.load(out)["record"]["patient"]["family"] == "Muster"
    assert "standard output" in said


def test_one_bad_file_keeps_no_other_out(ask: Ask, elsewhere: Ask, anna: Patient) -> None:
    good, half, strange = (ask.folder.parent / name for name in ("good", "half", "strange"))
    ask("export", "muster", "--out", str(good))
    half.write_bytes(good.read_bytes()[:3000])
    strange.write_text("[]")

    status, told, refused = elsewhere("import", str(half), str(good), str(strange), "nowhere")

    assert status == 2
    assert "Muster, Anna" in told
    assert [line.split(": ")[1][:25] for line in refused.splitlines()] == [
        "This file breaks off or i",
        "This file is not a record",
        "nowhere cannot be read. C",
    ]


def test_a_leaflet_a_report_and_a_record_are_handed_out(
    ask: Ask, anna: Patient, tmp_path: Path
) -> None:
    for asked in ([], ["--large-print"], ["--report", "--session", "1"], ["--record"]):
        file = tmp_path / f"{'-'.join(asked)}.pdf"
        status, said, _ = ask("handout", "muster", *asked, "--out", str(file))
        assert status == 0
        assert str(file) in said
        assert "Muster" in "".join(page.extract_text() for page in PdfReader(file).pages)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["handout", "muster", "--session", "2"], "There is no session 2."),
        (["handout", "zzz"], "Nobody on file is found by “zzz”."),
        (["export", "zzz"], "Nobody on file is found by “zzz”."),
    ],
)
def test_what_is_not_there_is_said(
    ask: Ask, anna: Patient, tmp_path: Path, typed: list[str], said: str
) -> None:
    file = tmp_path / "out"

    status, _, refused = ask(typed[0], *typed[1:], "--out", str(file))

    assert (status, refused.rstrip()) == (2, said)
    assert not file.exists()


def test_a_folder_that_is_not_there_is_said(ask: Ask, anna: Patient, tmp_path: Path) -> None:
    status, _, refused = ask("export", "muster", "--out", str(tmp_path / "no" / "file"))

    assert status == 2
    assert "could not be written" in refused


def test_everybody_goes_into_an_archive_and_comes_out_of_it(
    ask: Ask, elsewhere: Ask, anna: Patient, tmp_path: Path
) -> None:
    file = tmp_path / "practice.zip"

    status, said, _ = ask("archive", "--papers", "--out", str(file))
    came, told, _ = elsewhere("import", str(file))

    assert (status, came) == (0, 0)
    assert said.startswith(f"{file}: 1 patient, 1 session\n")
    assert "Muster, Anna, born 09.03.1984" in told
    with ZipFile(file) as whole:
        assert whole.read(f"papers/{anna.id.hex}.pdf").startswith(b"%PDF")
    assert ask("archive", "muster", "--out", str(file))[0] == 2


def test_an_encrypted_archive_goes_out_and_comes_back_in(
    ask: Ask, elsewhere: Ask, anna: Patient, tmp_path: Path
) -> None:
    words, file = tmp_path / "words", tmp_path / "all.dnc"
    words.write_text("meadow lantern quietly seventeen\n")
    sealed = ("--archive-passphrase-file", str(words))

    status, said, _ = ask("archive", "--encrypt", *sealed, "--out", str(file))
    came, told, _ = elsewhere("import", str(file), *sealed)
    none, _said, why = elsewhere("import", str(file), "--archive-passphrase-file", str(file))

    assert (status, came, none) == (0, 0, 2)
    assert "opens with its passphrase only" in said
    assert "Muster, Anna" in told
    assert why


def test_an_archive_of_tables_alone(ask: Ask, anna: Patient, tmp_path: Path) -> None:
    file = tmp_path / "tables.zip"

    assert ask("archive", "muster", "--parts", "tables", "--out", str(file))[0] == 0

    with ZipFile(file) as whole:
        assert {name.partition("/")[0] for name in whole.namelist() if "/" in name} == {"tables"}


def test_a_table_is_looked_at_and_brought_in(
    ask: Ask, practice: OpenPractice, tmp_path: Path
) -> None:
    table, refused = tmp_path / "people.csv", tmp_path / "refused.csv"
    table.write_text("Name;DOB\nLi, Bo;3/9/1984\nRoth, Beat;31.2.1970\n", "utf-8")
    before = practice.records.counts()["patients"]

    looked, said, _ = ask("bring-in", str(table), "--look")
    assert (looked, practice.records.counts()["patients"]) == (2, before)
    assert "1 patient would come in" in said
    came, told, _ = ask("bring-in", str(table), "--columns", "name,born", "--refused", str(refused))

    assert (came, practice.records.counts()["patients"]) == (2, before + 1)
    assert "line 3:" in told
    assert "Roth, Beat" in refused.read_text("utf-8-sig")


def test_all_of_a_patient_who_asks_and_what_research_gets(
    ask: Ask, anna: Patient, tmp_path: Path
) -> None:
    file, extract = tmp_path / "all.zip", tmp_path / "research.zip"

    assert ask("archive", "muster", "--access", "--out", str(file))[0] == 0
    nobody, _said, _why = ask("archive", "--access", "--out", str(tmp_path / "none.zip"))
    status, told, _ = ask("research", "--out", str(extract))

    assert (nobody, status) == (2, 0)
    with ZipFile(file) as whole:
        folders = {name.partition("/")[0] for name in whole.namelist()}
    assert {"records", "tables", "fhir", "papers", "maps"} <= folders
    assert told.strip() == (f"{extract}: 0 patients who agree, 0 sessions; 1 patient is not in it")
