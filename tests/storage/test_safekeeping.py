"""Backups are whole or not there, a second place is told of when it is gone, and a backup that is
put back loses nothing that is not said.
"""

import errno
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from charting import backup_files, durable
from charting.backup_files import PLACE, finish_restore, lying_in, make_ready, read_about
from charting.domain.audit import Action
from charting.domain.backup import BackupState, Part, Progress
from charting.domain.errors import ErrorCode, Refused
from charting.services.practices import OpenPractice
from charting.storage.engine import NAME
from charting.vault.key_file import NAME as KEYS
from tests.invented import PASSPHRASE, chart, new_practice, people, practices


class LeftError(Exception):
    """Somebody left it."""


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[OpenPractice]:
    """A practice of two people with a visit, open, and a stick plugged in."""
    made = new_practice(tmp_path / "practice")
    anna, _other = [made.patients.add(each) for each in people(2)]
    chart(made, made.sessions.open_today(anna.id), 4)
    (tmp_path / "stick").mkdir()
    yield made
    made.close()


@pytest.fixture
def stick(tmp_path: Path, practice: OpenPractice) -> Path:
    place = practice.safekeeping.choose_second(tmp_path / "stick")
    assert place is not None
    return place


def _refusal(call: object, *given: object) -> ErrorCode:
    with pytest.raises(Refused) as refused:
        call(*given)  # type: ignore[operator]
    return refused.value.code


def _place(practice: OpenPractice) -> Path:
    return practice.folder / PLACE


def test_a_backup_is_checked_and_told_of(practice: OpenPractice) -> None:
    assert practice.safekeeping.safety().last is None
    assert practice.safekeeping.is_due()
    parts: list[Part] = []
    made = practice.safekeeping.back_up(lambda progress: parts.append(progress.part))
    assert made.trouble is None
    assert set(parts) == {Part.COPYING, Part.CHECKING}
    safety = practice.safekeeping.safety()
    assert safety.last is not None
    assert not safety.changed
    assert not practice.safekeeping.is_due(leaving=True)
    assert practice.checks.verify(_place(practice)).backups[0].state is BackupState.GOOD
    practice.patients.add(next(people(1, seed=5)))
    assert practice.safekeeping.safety().changed
    assert not practice.safekeeping.is_due()
    assert practice.safekeeping.is_due(leaving=True)


def test_it_comes_to_the_second_place_too_and_is_proved_there(
    practice: OpenPractice, stick: Path
) -> None:
    (practice.folder / "body_map").mkdir()
    (practice.folder / "body_map" / "reminders.toml").write_text("# the clinic's own")
    made = practice.safekeeping.back_up()
    (carried,) = lying_in(stick)
    assert carried.folder.name == made.folder.name
    assert (carried.folder / "body_map" / "reminders.toml").is_file()
    safety = practice.safekeeping.safety()
    assert safety.is_there
    assert safety.same_disk
    assert safety.carried == safety.last


def test_a_stick_pulled_out_is_said_and_what_was_made_here_stays(
    practice: OpenPractice, stick: Path
) -> None:
    practice.safekeeping.back_up()
    shutil.rmtree(stick)
    practice.patients.add(next(people(1, seed=5)))
    made = practice.safekeeping.back_up()
    assert made.trouble is not None
    assert made.trouble.code is ErrorCode.BACKUP_PLACE_GONE
    assert len(lying_in(_place(practice))) == 2
    assert not stick.exists()
    assert not practice.safekeeping.safety().is_there
    # Once it is plugged in again, what it lacks is carried there.
    stick.mkdir()
    assert practice.safekeeping.is_due()
    made = practice.safekeeping.keep_up()
    assert made.trouble is None
    assert len(lying_in(stick)) == 1


def test_a_stick_pulled_out_in_the_middle_leaves_no_half_backup(
    practice: OpenPractice, stick: Path
) -> None:
    def pull(progress: Progress) -> None:
        if progress.part is Part.CARRYING:
            shutil.rmtree(stick, ignore_errors=True)

    made = practice.safekeeping.back_up(pull)
    assert made.trouble is not None
    assert made.trouble.code is ErrorCode.BACKUP_PLACE_GONE
    assert lying_in(_place(practice))
    assert read_about(practice.folder).carried == 0


@pytest.mark.parametrize("part", [Part.COPYING, Part.CHECKING, Part.CARRYING])
def test_a_backup_that_is_left_leaves_nothing_half_done(
    practice: OpenPractice, stick: Path, part: Part
) -> None:
    before = practice.safekeeping.back_up().folder
    practice.patients.add(next(people(1, seed=5)))

    def leave(progress: Progress) -> None:
        if progress.part is part:
            raise LeftError

    with pytest.raises(LeftError):
        practice.safekeeping.back_up(leave)
    for place in (_place(practice), stick):
        assert not list(place.glob(".unfinished*"))
        assert before.name in {each.folder.name for each in lying_in(place)}
        states = [each.state for each in practice.checks.verify(place).backups]
        assert set(states) == {BackupState.GOOD}


_ON_A_FULL_DISK = """
import sys
from pathlib import Path
from charting.backup_files import PLACE, lying_in
from charting.domain.errors import Refused
from charting.wording import sentence
from tests.invented import PASSPHRASE, people, practices
practice = practices().open(Path(sys.argv[1]), PASSPHRASE)
place = practice.folder / PLACE
practice.safekeeping.back_up()
practice.patients.add(next(people(1, seed=5)))
try:
    practice.safekeeping.back_up()
except Refused as refused:
    print(refused.code, sentence(refused))
print(len(lying_in(place)), len(list(place.glob(".unfinished*"))))
print(practice.checks.verify(place).whole)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk of its own")
def test_a_disk_that_is_full_in_the_middle_is_said(practice: OpenPractice) -> None:
    place = practice.folder / PLACE
    place.mkdir()
    room = (practice.folder / NAME).stat().st_size * 3 // 2
    mount = 'mount -t tmpfs -o size="$1" tmpfs "$2" && exec "$3" -c "$4" "$5"'
    small = ["unshare", "-rm", "sh", "-c", mount, "sh", str(room), str(place)]
    said = subprocess.run(
        [*small, sys.executable, _ON_A_FULL_DISK, str(practice.folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if "unshare" in said.stderr or "mount" in said.stderr:
        pytest.skip("nobody may mount here")
    refused, left, whole = said.stdout.splitlines()
    assert refused.startswith("no_room_for_backup There is no room in"), said
    assert (left, whole) == ("1 0", "True")


def test_no_room_is_said_with_its_place(
    practice: OpenPractice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(backup_files, "flush_all", full)
    assert _refusal(practice.safekeeping.back_up) is ErrorCode.NO_ROOM_FOR_BACKUP
    assert not list(_place(practice).glob("*-*"))


def test_a_backup_is_tried_where_it_would_be_needed(practice: OpenPractice, stick: Path) -> None:
    assert _refusal(practice.safekeeping.drill) is ErrorCode.NO_BACKUPS
    practice.safekeeping.back_up()
    assert practice.safekeeping.is_untried()
    parts: list[Part] = []
    checked = practice.safekeeping.drill(lambda progress: parts.append(progress.part))
    assert checked.state is BackupState.GOOD
    assert parts[-1] is Part.PROVING
    assert not practice.safekeeping.is_untried()
    assert practice.safekeeping.safety().tried_well
    assert practice.records.trail.chain(practice.practice.id)[-1].action is Action.BACKUP_TRIED
    assert not practice.safekeeping.safety().changed
    (carried,) = lying_in(stick)
    data = bytearray((carried.folder / NAME).read_bytes())
    data[9_000] ^= 1
    (carried.folder / NAME).write_bytes(data)
    assert practice.safekeeping.drill().state is BackupState.DAMAGED
    assert not practice.safekeeping.safety().tried_well
    assert not (_place(practice) / ".tried").exists()


# Put back


def test_what_would_be_lost_is_said(practice: OpenPractice) -> None:
    backup = practice.safekeeping.back_up().folder
    assert practice.restoring.compare(backup).nothing
    new = practice.patients.add(next(people(1, seed=5)))
    practice.sessions.open_today(new.id)
    practice.patients.viewed(practice.patients.find("")[-1].patient.id)
    loss = practice.restoring.compare(backup)
    assert loss.patients == (new.listed_name,)
    assert loss.visits == 1
    assert loss.changed == 1
    assert loss.until is not None


def test_what_is_put_back_is_told_and_what_it_replaces_is_kept(practice: OpenPractice) -> None:
    backup = practice.safekeeping.back_up().folder
    new = practice.patients.add(next(people(1, seed=5)))
    practice.restoring.decide(practice.restoring.make_ready(backup))
    practice.close()
    again = practices().open(practice.folder, PASSPHRASE)
    assert len(again.patients.find("")) == 2
    assert again.records.trail.chain(again.practice.id)[-1].action is Action.RESTORED
    assert again.checks.verify().whole
    again.close()
    (replaced,) = practice.folder.glob("replaced-*")
    old = practices().open(replaced, PASSPHRASE)
    assert old.patients.patient(new.id) == new
    old.close()


def test_while_another_program_has_the_record_open_nothing_is_put_back(
    practice: OpenPractice,
) -> None:
    ready = practice.restoring.make_ready(practice.safekeeping.back_up().folder)
    other = practices().open(practice.folder, PASSPHRASE)
    other.patients.find("")
    assert _refusal(practice.restoring.decide, ready) is ErrorCode.DATABASE_BUSY
    other.close()
    practice.restoring.decide(ready)


def test_a_backup_that_is_no_good_is_not_put_back(practice: OpenPractice, tmp_path: Path) -> None:
    other = new_practice(tmp_path / "other")
    foreign = other.safekeeping.back_up().folder
    other.close()
    backup = practice.safekeeping.back_up().folder
    without = shutil.copytree(backup, tmp_path / "without")
    (without / KEYS).unlink()
    half = shutil.copytree(backup, tmp_path / "half")
    (half / NAME).write_bytes((backup / NAME).read_bytes()[:-20_000])
    expected = {
        foreign: ErrorCode.BACKUP_FOREIGN,
        without: ErrorCode.BACKUP_INCOMPLETE,
        half: ErrorCode.BACKUP_DAMAGED,
        tmp_path: ErrorCode.BACKUP_INCOMPLETE,
    }
    for folder, code in expected.items():
        assert _refusal(practice.restoring.compare, folder) is code
        assert _refusal(practice.restoring.make_ready, folder) is code
    assert not list(practice.folder.glob("*restore-*"))


def test_a_restore_that_is_cut_short_anywhere_is_finished(
    practice: OpenPractice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    backup = practice.safekeeping.back_up().folder
    practice.patients.add(next(people(1, seed=5)))
    ready = make_ready(practice.folder, backup, 1, lambda *_went: None)
    practice.restoring.decide(ready)
    practice.close()
    steps = 0
    while True:
        folder = shutil.copytree(practice.folder, tmp_path / f"cut-{steps}")
        if not _cut_after(steps, folder, monkeypatch):
            break
        assert finish_restore(folder) or not list(folder.glob("restore-*"))
        again = practices().open(folder, PASSPHRASE)
        assert len(again.patients.find("")) == 2
        assert again.checks.verify().whole
        again.close()
        (replaced,) = folder.glob("replaced-*")
        assert (replaced / NAME).read_bytes() == (practice.folder / NAME).read_bytes()
        steps += 1
    assert steps > 8


def _cut_after(steps: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Finish the restore, cut short after so many renames and flushes; whether it was cut."""
    left = steps

    def cut(do: object) -> object:
        def counted(*given: object) -> object:
            nonlocal left
            if left == 0:
                raise LeftError
            left -= 1
            return do(*given)  # type: ignore[operator]

        return counted

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", cut(Path.rename))
        patch.setattr(Path, "rmdir", cut(Path.rmdir))
        patch.setattr(backup_files, "flush_folder", cut(durable.flush_folder))
        try:
            finish_restore(folder)
        except LeftError:
            return True
    return False
