"""The verb `rates`: what was counted stands as a range beside the ranges that others reported."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from charting.command_line import parse, verbs
from charting.domain.adverse_events import AdverseEvent, Severity
from charting.domain.changes import AddMark
from charting.domain.near_miss import NearMiss
from charting.services.practices import OpenPractice
from tests.invented import PASSPHRASE, PRESET, new_practice, people, places, practices


@pytest.fixture
def practice(tmp_path: Path) -> OpenPractice:
    """A practice with four treatments, one of which left a bruise, and a near miss."""
    practice = new_practice(tmp_path / "practice")
    for number, person in enumerate(people(4)):
        patient = practice.patients.add(person)
        session = practice.sessions.open_today(patient.id)
        needle = practice.sessions.needle(next(places(1)), PRESET)
        placed = AddMark(replace(needle, came_out=needle.went_in))
        practice.sessions.store(practice.sessions.entry(session, placed))
        if number == 0:
            bruise = AdverseEvent("ae.bruise", session.opened.day, Severity.MILD)
            practice.adverse_events.file(patient.id, bruise, session)
            miss = NearMiss(session.opened.day, "In the towel.\x1b", learned="Count twice.")
            practice.adverse_events.file_near_miss(patient.id, miss, session)
    practice.close()
    return practice


def test_rates_are_ranges_with_who_reported_them(
    practice: OpenPractice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "typed").write_text(PASSPHRASE, encoding="utf-8")
    given = ("--data", str(practice.folder), "--passphrase-file", str(tmp_path / "typed"))

    assert verbs.run(parse(["rates", *given]), practices()) == 0
    said = capsys.readouterr().out
    bruise = next(line for line in said.splitlines() if line.startswith("Bruise"))
    assert "1 of 4 (4.6 to 69.9 of 100)" in bruise
    assert "7.55 to 7.7 of 100: common" in bruise
    assert "  Bruise: Brady" in said
    assert "0 of 4 (0.0 to 49.0 of 100)" in said
    assert "Near misses: 1" in said
    assert "In the towel.: Count twice." in said
    assert "\x1b" not in said

    assert verbs.run(parse(["rates", *given, "--json", "--days", "30"]), practices()) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["days"] == 30
    here = told["kinds"]["ae.bruise"]["here"]
    assert (here["events"], here["low_per_10000"], here["high_per_10000"]) == (1, 456, 6994)
    assert [one["low_per_10000"] for one in told["kinds"]["ae.bruise"]["published"]] == [755, 770]


@pytest.mark.parametrize("days", ["0", "-1", "a year", "99999"])
def test_a_span_that_cannot_be_is_refused(days: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        parse(["rates", f"--days={days}"])
    assert stopped.value.code == 2
    assert "number of days" in capsys.readouterr().err
