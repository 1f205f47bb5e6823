"""Archives are made in steps, after each of which one can stop and leave nothing behind."""

import zipfile
from pathlib import Path

import pytest

from charting.app.exchanging import archiving as archiving_of
from charting.services import archiving
from charting.services.archiving import USUAL, Part, Wanted
from charting.services.ports import Records
from charting.system import SystemClock
from tests.documents.reading import opened
from tests.exchange.test_archive import FORM, _archiving, records
from tests.exchange.whole_file import whole_file
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
