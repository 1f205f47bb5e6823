"""The verb `lot`: who got needles of a lot, listed, as JSON and on paper."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from charting.command_line import parse, verbs
from charting.domain.changes import AddMark
from charting.domain.lots import Lot
from tests.invented import PASSPHRASE, PRESET, new_practice, people, places, practices

# A lot with a sign that would turn the text after it round.
LOT = Lot("AB\u202e-1", date(2028, 6, 30))


def test_who_got_a_lot_is_listed_and_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice = new_practice(tmp_path / "practice")
    practice.supplies.open_box(LOT, 50, 300)
    someone = practice.patients.add(replace(next(people(1)), family="Muster", given="Anna"))
    session = practice.sessions.open_today(someone.id)
    needle = replace(practice.sessions.needle(next(places(1)), PRESET), lot=LOT)
    practice.sessions.store(practice.sessions.entry(session, AddMark(needle)))
    practice.close()
    (tmp_path / "typed").write_text(PASSPHRASE, encoding="utf-8")

    def ask(*more: str) -> tuple[int, str, str]:
        given = ("--data", str(practice.folder), "--passphrase-file", str(tmp_path / "typed"))
        status = verbs.run(parse(["lot", *given, *more]), practices())
        return (status, *capsys.readouterr())

    typed = LOT.number.lower()
    status, told, _complaint = ask(typed)
    assert status == 0
    assert "1 needle, 1 patient." in told
    assert "Muster, Anna" in told
    assert "\u202e" not in told
    (visit,) = json.loads(ask(typed, "--json")[1])["visits"]
    assert visit["needles"] == 1
    out = tmp_path / "lot.pdf"
    assert ask(typed, "--out", str(out))[0] == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert ask(typed, "--out", str(out))[0] == 2
    status, told, complaint = ask("nothing", "of", "the", "kind")
    assert (status, told) == (2, "")
    assert "Nothing is on file of lot NOTHING OF THE KIND." in complaint
