"""Archives are made in steps, after each of which one can stop and leave nothing behind."""

import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from charting.app.exchanging import archiving as archiving_of
from charting.domain.audit import Action, Trace
from charting.domain.ids import EntryId, MarkId, SessionId
from charting.domain.record import RecordFile
from charting.exchange import json_record, tables
from charting.exchange.fhir import bundles
from charting.services import archiving
from charting.services.archiving import USUAL, Part, Wanted
from charting.services.ports import Records
from charting.services.record_files import strangers_of
from charting.storage import whole_records
from charting.system import SystemClock
from tests.documents.reading import opened
from tests.exchange.test_archive import FORM, _archiving, records
from tests.exchange.whole_file import whole_file
from tests.fakes import uuid7
from tests.invented import chart, new_practice, people

__all__ = ["records"]


def test_a_long_record_goes_out_in_steps_of_its_own(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient = FORM.read(whole_file()).record.patient

    def steps() -> int:
        wanted = Wanted(patient.id, frozenset({Part.FHIR}), replace=True)
        return sum(1 for _step in _archiving(records).writing(tmp_path / "one.zip", wanted))

    few = steps()
    monkeypatch.setattr(archiving, "_AT_ONCE", 5)
    assert steps() > few + 4


def test_what_is_told_of_the_practice_and_what_grew_go_out_in_steps_too(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = len(records.trail.chain(records.practice.practice().id))

    def last_steps() -> int:
        wanted = Wanted(None, USUAL, replace=True)
        steps = list(_archiving(records).writing(tmp_path / "all.zip", wanted))
        return steps.count(steps[-1])

    few = last_steps()
    monkeypatch.setattr(archiving, "_AT_ONCE", 1)
    assert last_steps() >= few + entries - 1
    file = tmp_path / "all.zip"
    with zipfile.ZipFile(file) as whole:
        grown = [name for name in whole.namelist() if name.startswith(("tables/", "fhir/"))]
        assert whole.read("audit.csv").count(b"\r\n") > entries
    # A stop in the midst of putting in what grew leaves the archive that was there.
    was, steps = file.read_bytes(), _archiving(records).writing(file, Wanted(None, replace=True))
    for step in steps:
        if step == (3, 3) and len(list(tmp_path.iterdir())) > 1:
            break
    assert few >= len(grown) - 2
    steps.close()
    assert list(tmp_path.iterdir()) == [file]
    assert file.read_bytes() == was


def _of_many_visits(many: int) -> RecordFile:
    file = FORM.read(whole_file())
    record = file.record
    seen, sessions = record.sessions[0], list(record.sessions)
    ids = map(uuid7, range(500_000, 600_000))
    for number in range(len(sessions), many):
        marks = (replace(mark, id=MarkId(next(ids))) for mark in seen.marks.values())
        again = {mark.id: mark for mark in marks}
        session = replace(seen, id=SessionId(next(ids)), number=number + 1, marks=again)
        sessions.append(replace(session, versions={}))
    return replace(file, record=replace(record, sessions=tuple(sessions)))


def test_so_much_of_a_long_record_is_made_between_two_looks_at_the_wish_to_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits, at_once = 40, 30
    made = Counter[str]()

    def count(module: object, name: str, many: Callable[..., int] = lambda *_given: 1) -> None:
        does = getattr(module, name)

        def counting(*given: object) -> object:
            made[name] += many(*given)
            return does(*given)

        monkeypatch.setattr(module, name, counting)

    count(whole_records, "session_of")
    count(json_record, "written")
    count(tables, "csv_lines", len)
    count(bundles, "_spelled")
    monkeypatch.setattr(archiving, "_AT_ONCE", at_once)
    monkeypatch.setattr(tables, "_AT_ONCE", at_once)
    practice = new_practice(tmp_path / "practice")
    file = _of_many_visits(visits)
    chain, at, who = practice.practice.id, file.exported.at, practice.practitioner
    trace = Trace(EntryId(uuid7(400_000)), chain, at, who.id, Action.RECORD_IMPORTED, b"{}")
    strangers = strangers_of(file, practice.records, at)
    practice.records.whole.take_in(file.record, strangers, trace)
    wanted = Wanted(file.record.patient.id, USUAL, replace=True)
    steps = archiving_of(practice, SystemClock()).writing(tmp_path / "one.zip", wanted)
    # The dictionary of the tables is the same for the shortest record.
    next(steps)
    made.clear()
    every, most = Counter[str](), Counter[str]()
    for _step in steps:
        every, most = every + made, most | made
        made.clear()
    practice.close()

    assert every["session_of"] == visits
    assert every["csv_lines"] > 10 * at_once
    assert every["_spelled"] > 10 * at_once
    # A visit at a time, and at last the whole of what is written already.
    assert (most["session_of"], most["written"]) == (1, 1)
    assert most["csv_lines"] <= at_once
    assert most["_spelled"] <= at_once


def test_the_paper_of_a_long_record_goes_out_in_steps_too(tmp_path: Path) -> None:
    practice = new_practice(tmp_path / "practice")
    patient = practice.patients.add(next(people(1)))
    session = practice.sessions.open_today(patient.id)
    chart(practice, session, 2)
    wanted = Wanted(patient.id, frozenset({Part.PAPERS}), replace=True)
    made = archiving_of(practice, SystemClock())
    steps = sum(1 for _step in made.writing(tmp_path / "one.zip", wanted))
    without = Wanted(patient.id, frozenset({Part.MAPS}), replace=True)
    others = sum(1 for _step in made.writing(tmp_path / "two.zip", without))
    with zipfile.ZipFile(tmp_path / "one.zip") as whole:
        pdf = whole.read(f"papers/{patient.id.hex}.pdf")
    practice.close()
    # The reading of each visit, the person's part and each visit's, and each page.
    assert steps - others >= 3 + len(opened(pdf).pages)


def test_stopping_leaves_nothing(records: Records, tmp_path: Path) -> None:
    before = records.trail.heads()

    steps = _archiving(records).writing(tmp_path / "x.zip", Wanted())
    assert next(steps) == (0, 3)
    next(steps)
    assert list(tmp_path.iterdir())
    steps.close()

    assert not list(tmp_path.iterdir())
    assert records.trail.heads() == before
