"""Backups are checked where they lie, nothing is written to them, and what the record has lost
since shows in them.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from charting.domain.audit import Action
from charting.domain.backup import BackupState
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.domain.patient import Patient
from charting.domain.practice import Practitioner
from charting.services.practices import OpenPractice
from charting.storage.engine import NAME
from charting.vault.key_file import NAME as KEYS
from tests.fakes import uuid7
from tests.invented import PASSPHRASE, new_practice, people, practices

OTHER = "seven lanterns under snow"
JAN = Practitioner(PractitionerId(uuid7(700_000)), "Jan Roth", "")


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[OpenPractice]:
    """A practice of two people, open, with a backup of it among the backups."""
    made = new_practice(tmp_path / "practice")
    for patient in people(2):
        made.patients.add(patient)
    made.checks.backup(tmp_path / "backups" / "monday")
    yield made
    made.close()


@pytest.fixture
def monday(tmp_path: Path) -> Path:
    return tmp_path / "backups" / "monday"


def _states(practice: OpenPractice, folder: Path) -> list[BackupState]:
    return [each.state for each in practice.checks.verify(folder).backups]


def _bytes(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_backup_is_sound_and_is_not_touched(practice: OpenPractice, monday: Path) -> None:
    practice.patients.add(next(people(1, seed=5)))
    before = _bytes(monday)
    for file in monday.iterdir():
        file.chmod(0o400)
    monday.chmod(0o500)
    verification = practice.checks.verify(monday.parent)
    monday.chmod(0o700)
    assert verification.whole
    assert [each.state for each in verification.backups] == [BackupState.GOOD]
    assert verification.backups[0].latest is not None
    assert _bytes(monday) == before
    # The folder of a backup itself is taken too.
    assert _states(practice, monday) == [BackupState.GOOD]


def test_it_is_checked_also_after_passphrase_and_data_key_were_changed(
    practice: OpenPractice, monday: Path
) -> None:
    jan = practice.people.add(JAN, OTHER, OTHER)
    practice.people.change_passphrase(
        PASSPHRASE, "kitten harbour copper dawn", "kitten harbour copper dawn"
    )
    practice.people.remove(jan.id)
    assert _states(practice, monday) == [BackupState.GOOD]


@pytest.mark.parametrize("at", [3, 5_000, -100])
def test_a_damaged_backup_is_found(practice: OpenPractice, monday: Path, at: int) -> None:
    data = bytearray((monday / NAME).read_bytes())
    data[at] ^= 4
    (monday / NAME).write_bytes(data)
    verification = practice.checks.verify(monday.parent)
    assert not verification.whole
    assert verification.backups[0].state in (BackupState.DAMAGED, BackupState.LOCKED)


@pytest.mark.parametrize("name", [NAME, KEYS])
def test_a_half_copied_backup_is_found(practice: OpenPractice, monday: Path, name: str) -> None:
    (monday / name).unlink()
    assert _states(practice, monday.parent) == [BackupState.INCOMPLETE]


def test_a_folder_without_a_backup_is_said(practice: OpenPractice, tmp_path: Path) -> None:
    (tmp_path / "empty" / "one").mkdir(parents=True)
    for folder, code in (("empty", ErrorCode.NO_BACKUPS), ("gone", ErrorCode.FILE_UNREADABLE)):
        with pytest.raises(Refused) as refused:
            practice.checks.verify(tmp_path / folder)
        assert refused.value.code is code


def test_another_practice_is_no_damage(practice: OpenPractice, tmp_path: Path) -> None:
    other = new_practice(tmp_path / "other")
    other.checks.backup(tmp_path / "backups" / "theirs")
    other.close()
    verification = practice.checks.verify(tmp_path / "backups")
    assert verification.whole
    assert [each.state for each in verification.backups] == [BackupState.GOOD, BackupState.LOCKED]


def _put_back(practice: OpenPractice, older: Path) -> OpenPractice:
    """The practice whose database somebody put an older one in the place of, opened again."""
    practice.close()
    shutil.copyfile(older / NAME, practice.folder / NAME)
    return practices().open(practice.folder, PASSPHRASE)


def test_an_older_file_put_back_shows_against_a_later_backup(
    practice: OpenPractice, monday: Path, tmp_path: Path
) -> None:
    practice.patients.add(next(people(1, seed=5)))
    practice.checks.backup(tmp_path / "backups" / "tuesday")
    again = _put_back(practice, monday)
    assert again.checks.verify().whole
    verification = again.checks.verify(monday.parent)
    assert not verification.whole
    assert [each.state for each in verification.backups] == [BackupState.GOOD, BackupState.APART]
    again.close()


def test_a_cut_tail_shows_against_a_backup(
    practice: OpenPractice, monday: Path, tmp_path: Path
) -> None:
    anna: Patient = practice.patients.find("")[0].patient
    shutil.copytree(practice.folder, tmp_path / "before", ignore=shutil.ignore_patterns("*.lock"))
    practice.patients.viewed(anna.id)
    practice.checks.backup(tmp_path / "backups" / "tuesday")
    practice.close()
    for name in (NAME, f"{NAME}-wal"):
        (practice.folder / name).unlink(missing_ok=True)
        if (tmp_path / "before" / name).exists():
            shutil.copyfile(tmp_path / "before" / name, practice.folder / name)
    again = practices().open(practice.folder, PASSPHRASE)
    assert again.checks.verify().whole
    assert _states(again, monday.parent)[1] is BackupState.AHEAD
    again.close()


def test_who_goes_on_from_a_backup_is_told_once_in_its_trail(
    practice: OpenPractice, monday: Path
) -> None:
    for _time in range(2):
        opened = practices().open(monday, PASSPHRASE)
        trail = opened.records.trail.chain(opened.practice.id)
        assert [one.action for one in trail].count(Action.RESTORED) == 1
        assert opened.checks.verify().whole
        opened.close()
    last = practice.records.trail.chain(practice.practice.id)[-1]
    # It names the heads that the making of the backup named.
    assert trail[-1].payload == last.payload
    assert _states(practice, monday) == [BackupState.APART]


def test_before_the_key_is_changed_the_record_is_copied_and_who_went_opens_no_copy(
    practice: OpenPractice,
) -> None:
    jan = practice.people.add(JAN, OTHER, OTHER)
    practice.people.remove(jan.id)
    (copy,) = practice.folder.glob("before-key-change-*")
    assert _states(practice, copy) == [BackupState.GOOD]
    # Among what lies in the practice's own folder, it is the one backup.
    assert _states(practice, practice.folder) == [BackupState.GOOD]
    with pytest.raises(Refused) as refused:
        practices().open(copy, OTHER)
    assert refused.value.code is ErrorCode.WRONG_PASSPHRASE
    opened = practices().open(copy, PASSPHRASE)
    assert opened.checks.verify().whole
    opened.close()


def test_without_room_for_the_copy_nobody_is_removed(
    practice: OpenPractice, monkeypatch: pytest.MonkeyPatch
) -> None:
    jan = practice.people.add(JAN, OTHER, OTHER)

    def full(_self: object, _target: Path) -> None:
        raise Refused(ErrorCode.DISK_FULL, {})

    with monkeypatch.context() as patch:
        patch.setattr(type(practice.records), "copy_to", full)
        with pytest.raises(Refused) as refused:
            practice.people.remove(jan.id)
    assert refused.value.code is ErrorCode.NO_ROOM_FOR_COPY
    assert [line.person.left for line in practice.people.everybody()] == [None, None]
    practices().open(practice.folder, OTHER).close()
