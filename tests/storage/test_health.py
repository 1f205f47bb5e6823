"""A damaged record is found in passing, is not written to, and a good backup takes its place."""

from pathlib import Path

import pytest

from charting.domain.errors import ErrorCode, Refused
from charting.services.practices import OpenPractice
from charting.storage.engine import NAME
from tests.invented import PASSPHRASE, chart, new_practice, people, practices

_PAGE = 4096


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed practice with two backups, of which the newer one is damaged."""
    practice = new_practice(tmp_path / "practice")
    anna = practice.patients.add(next(people(1)))
    practice.safekeeping.back_up()
    chart(practice, practice.sessions.open_today(anna.id), 30)
    newer = practice.safekeeping.back_up().folder
    practice.close()
    _harm(newer / NAME)
    return tmp_path / "practice"


def _harm(file: Path) -> None:
    """Damage pages that opening does not read."""
    data = bytearray(file.read_bytes())
    for page in range(len(data) // _PAGE * 3 // 4, len(data) // _PAGE):
        data[page * _PAGE + 100] ^= 1
    file.write_bytes(bytes(data))


def _refusal(practice: OpenPractice) -> ErrorCode:
    with pytest.raises(Refused) as refused:
        practice.patients.add(next(people(1, seed=5)))
    return refused.value.code


def test_a_record_that_is_well_stays_as_it_is(folder: Path) -> None:
    practice = practices().open(folder, PASSPHRASE)
    health = practice.checks.health()
    assert health.problems == ()
    assert health.free > 0
    practice.patients.add(next(people(1, seed=5)))
    practice.close()


def test_what_is_found_damaged_is_written_to_no_more(folder: Path) -> None:
    _harm(folder / NAME)
    before = (folder / NAME).read_bytes()
    practice = practices().open(folder, PASSPHRASE)
    assert practice.checks.health().problems
    assert _refusal(practice) is ErrorCode.DATABASE_DAMAGED
    practice.close()
    for _again in range(2):
        with pytest.raises(Refused) as refused:
            practices().open(folder, PASSPHRASE)
        assert refused.value.code is ErrorCode.DATABASE_DAMAGED
    assert (folder / NAME).read_bytes() == before


def test_the_newest_good_backup_takes_its_place(folder: Path) -> None:
    _harm(folder / NAME)
    damaged = (folder / NAME).read_bytes()
    practice = practices().open(folder, PASSPHRASE)
    practice.checks.health()
    practice.close()
    rescues = practices().rescues()
    good = rescues.newest_good(folder, PASSPHRASE)
    assert good.until is not None
    replaced = rescues.put_back(folder, good, 1)
    assert replaced is not None
    assert (replaced / NAME).read_bytes() == damaged
    again = practices().open(folder, PASSPHRASE)
    assert again.checks.verify().whole
    assert len(again.patients.find("")) == 1
    again.close()


def test_where_no_backup_is_good_it_is_said(tmp_path: Path) -> None:
    practice = new_practice(tmp_path / "practice")
    practice.close()
    with pytest.raises(Refused) as refused:
        practices().rescues().newest_good(practice.folder, PASSPHRASE)
    assert refused.value.code is ErrorCode.NO_GOOD_BACKUP
    assert refused.value.facts == {"number": 0}


def test_the_newest_good_backup_is_read_and_nothing_is_stored(folder: Path) -> None:
    _harm(folder / NAME)
    rescues = practices().rescues()
    good = rescues.newest_good(folder, PASSPHRASE)
    kept = {file: file.read_bytes() for file in good.folder.iterdir()}
    damaged = (folder / NAME).read_bytes()
    reading = practices().read(rescues.laid_aside(folder, good), PASSPHRASE)
    assert reading.only_read
    (anna,) = (line.patient for line in reading.patients.find(""))
    reading.patients.viewed(anna.id)
    for write in (
        lambda: reading.patients.add(next(people(1, seed=5))),
        lambda: reading.sessions.open_today(anna.id),
        lambda: reading.retention.hold(anna.id, "A letter"),
    ):
        with pytest.raises(Refused) as refused:
            write()
        assert refused.value.code is ErrorCode.ONLY_TO_READ
    aside = reading.folder
    reading.close()
    assert not aside.exists()
    assert {file: file.read_bytes() for file in good.folder.iterdir()} == kept
    assert (folder / NAME).read_bytes() == damaged
