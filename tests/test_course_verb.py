"""The verb that shows a course: dose beside scores, in words and for a program."""

import json
from pathlib import Path

import pytest

from charting.command_line import parse, verbs
from charting.domain.patient import Patient
from charting.services.practices import OpenPractice
from tests.invented import PASSPHRASE, chart, new_practice, people, practices

Asked = tuple[int, str]


@pytest.fixture
def practice(tmp_path: Path) -> OpenPractice:
    """A practice with one patient, who had a visit with five marks."""
    made = new_practice(tmp_path / "practice")
    patient = made.patients.add(next(people(1)))
    chart(made, made.sessions.open_today(patient.id), 5)
    return made


def _ask(
    practice: OpenPractice, tmp_path: Path, capsys: pytest.CaptureFixture[str], *more: str
) -> Asked:
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    at = ["--data", str(practice.folder), "--passphrase-file", str(file)]
    status = verbs.run(parse(["course", *at, *more]), practices())
    return status, capsys.readouterr().out


def _patient(practice: OpenPractice) -> Patient:
    return practice.patients.find("")[0].patient


def test_a_course_is_shown_visit_by_visit_and_claims_nothing(
    practice: OpenPractice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    patient = _patient(practice)
    status, shown = _ask(practice, tmp_path, capsys, str(patient.id))
    assert status == 0
    lines = shown.splitlines()
    assert lines[0] == patient.listed_name
    assert any("did not therefore change because of what was needled" in line for line in lines)
    heads = next(at for at, line in enumerate(lines) if line.startswith("Visit "))
    # Three needles in three muscles, still in; nobody looked for a twitch.
    assert lines[heads + 1].split()[2:6] == ["3", "3", "–", "–"]
    practice.close()


def test_a_program_reads_the_same_and_who_is_not_clear_is_not_shown(
    practice: OpenPractice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    patient = _patient(practice)
    told = json.loads(_ask(practice, tmp_path, capsys, str(patient.id), "--json")[1])
    (visit,) = told["visits"]
    assert (visit["needles"], visit["minutes"], visit["twitches"]) == (3, None, None)
    assert len(told["places"]["twitch"]) == 3
    assert _ask(practice, tmp_path, capsys, "nobody")[0] == 2
    practice.close()
