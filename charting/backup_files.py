"""Backups as they lie on a disk: named by their time, written whole or not at all, thinned out,
carried to a second place, and put in the place of a record.
"""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from charting.domain.backup import beyond, kept, microseconds
from charting.domain.errors import ErrorCode, Refused
from charting.durable import flush_file, flush_folder, write_whole

PLACE = "backups"
"""The folder within that of the practice in which its own backups lie."""

_ABOUT, _DAMAGED = "about.json", "damaged"
_NAME = "backup-%Y-%m-%dT%H.%M.%SZ"
_UNFINISHED = ".unfinished-"
_READY, _REPLACED = "restore-", "replaced-"
# What lies in the folder of a practice and is no part of the clinic's own files.
_NOT_OWN = (PLACE, _READY, _REPLACED, "before-", ".")
_SECOND = 1_000_000
_PIECE = 1024 * 1024
# Another program may be at it; nobody takes longer than this.
_LEFT_BEHIND = timedelta(hours=6)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_TAKEN = frozenset({ErrorCode.STORAGE_FAILED, ErrorCode.FOLDER_NOT_WRITABLE})

Step = Callable[[int, int], None]


class Lying(NamedTuple):
    """A backup where it lies: its time in UTC microseconds, its folder and its size in bytes."""

    utc: int
    folder: Path
    size: int


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the backups of a practice on this computer: the `second` place with the time
    of the newest backup in it, when a backup was `tried` last and how, at most how many hundredths
    of the disk they take, and the id of the `latest` entry that the newest holds. Times in UTC
    microseconds, 0 for never.
    """

    second: str = ""
    carried: int = 0
    tried: int = 0
    tried_well: bool = True
    share: int = 10
    latest: str = ""


def read_about(practice: Path) -> About:
    """What is known; nothing where the file is not there or cannot be read."""
    try:
        stored: Any = json.loads((practice / PLACE / _ABOUT).read_text("utf-8"))
    except (OSError, ValueError):
        return About()
    if not isinstance(stored, dict):
        return About()
    known = {
        field.name: stored[field.name]
        for field in fields(About)
        if type(stored.get(field.name)) is type(field.default)
    }
    return replace(About(), **known)


def write_about(practice: Path, about: About) -> None:
    """Keep what is known. Raises `Refused`, as `failing` says."""
    with failing(practice / PLACE):
        (practice / PLACE).mkdir(mode=0o700, exist_ok=True)
        write_whole(practice / PLACE / _ABOUT, json.dumps(asdict(about), indent=1).encode())


@contextmanager
def failing(place: Path) -> Iterator[None]:
    """Turn what a disk cannot do into `Refused`: NO_ROOM_FOR_BACKUP, BACKUP_PLACE_GONE,
    BACKUP_NOT_TAKEN, FOLDER_NOT_WRITABLE, each naming the `place`.
    """
    try:
        yield
    except Refused as refused:
        if refused.code is ErrorCode.DISK_FULL:
            raise _refused(ErrorCode.NO_ROOM_FOR_BACKUP, place) from None
        if refused.code in _NOT_TAKEN and not place.is_dir():
            raise _refused(ErrorCode.BACKUP_PLACE_GONE, place) from None
        if refused.code is ErrorCode.STORAGE_FAILED:
            raise _refused(ErrorCode.BACKUP_NOT_TAKEN, place) from None
        raise
    except OSError as problem:
        if problem.errno in _FULL:
            raise _refused(ErrorCode.NO_ROOM_FOR_BACKUP, place) from None
        code = ErrorCode.FOLDER_NOT_WRITABLE if place.is_dir() else ErrorCode.BACKUP_PLACE_GONE
        if problem.errno == errno.EIO and place.is_dir():
            code = ErrorCode.BACKUP_NOT_TAKEN
        raise _refused(code, place) from None


def _refused(code: ErrorCode, place: Path) -> Refused:
    return Refused(code, {"folder": str(place)})


# What lies where


def lying_in(place: Path) -> tuple[Lying, ...]:
    """The backups in a place, the newest first; a place that is not there has none."""
    try:
        folders = [each for each in place.iterdir() if each.is_dir()]
    except OSError:
        return ()
    found = ((_utc_of(each.name), each) for each in folders)
    lying = [Lying(utc, each, _size(each)) for utc, each in found if utc is not None]
    return tuple(sorted(lying, reverse=True))


def _utc_of(name: str) -> int | None:
    try:
        return int(datetime.strptime(name, _NAME).replace(tzinfo=UTC).timestamp()) * _SECOND
    except ValueError:
        return None


def _size(folder: Path) -> int:
    try:
        return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    except OSError:
        return 0


def thin_out(place: Path, now: int, share: int) -> None:
    """Take away what need not be kept, and what was begun long ago and never finished."""
    lying = lying_in(place)
    stay = kept((each.utc for each in lying), now)
    sizes = {each.utc: each.size for each in lying if each.utc in stay}
    most = shutil.disk_usage(place).total * share // 100 if lying else 0
    gone = beyond(sizes, most) | ({each.utc for each in lying} - stay)
    for each in lying:
        if each.utc in gone:
            _take_away(each.folder)
    for left in place.glob(f"{_UNFINISHED}*"):
        begun = _utc_of(left.name.removeprefix(_UNFINISHED))
        if begun is None or now - begun > microseconds(_LEFT_BEHIND):
            _take_away(left)


def _take_away(folder: Path) -> None:
    # Under another name first: what is half taken away must not look like a backup.
    aside = folder.with_name(f"{_UNFINISHED}{folder.name.removeprefix(_UNFINISHED)}")
    try:
        folder.rename(aside)
    except OSError:
        return
    shutil.rmtree(aside, ignore_errors=True)


# Written whole or not at all


def new_one(place: Path, utc: int, write: Callable[[Path], None]) -> Path:
    """Let `write` fill a new folder that does not exist yet, and give it the name of a backup of
    this time once all of it is on the disk. Raises `Refused`, as `failing` says; nothing of it is
    left then.
    """
    name = next(name for name in _names(utc) if not (place / name).exists())
    fresh = place / f"{_UNFINISHED}{name}"
    with failing(place):
        shutil.rmtree(fresh, ignore_errors=True)
        try:
            write(fresh)
            flush_all(fresh)
            fresh.rename(place / name)
            flush_folder(place)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
    return place / name


def _names(utc: int) -> Iterator[str]:
    at = datetime.fromtimestamp(utc // _SECOND, UTC)
    while True:
        yield at.strftime(_NAME)
        at += timedelta(seconds=1)


def flush_all(folder: Path) -> None:
    """Have a folder with all that is in it on the disk. Raises `OSError`."""
    for path in folder.rglob("*"):
        if path.is_file():
            flush_file(path)
        else:
            flush_folder(path)
    flush_folder(folder)


def copy_own_files(practice: Path, target: Path) -> None:
    """Put the clinic's own maps, rules and forms beside a copy of its record. Raises `OSError`."""
    for each in practice.iterdir():
        if each.is_dir() and not each.name.startswith(_NOT_OWN):
            shutil.copytree(each, target / each.name)


def copy_whole(source: Path, target: Path, step: Step) -> None:
    """Copy a folder, and read back what was written. Raises `OSError`, and `Refused`
    (BACKUP_NOT_VERIFIED) where it is not what was copied.
    """
    files = [each for each in sorted(source.rglob("*")) if each.is_file()]
    of = 2 * sum(file.stat().st_size for file in files)
    done = 0
    target.mkdir(mode=0o700)
    for file in files:
        copy = target / file.relative_to(source)
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        written = hashlib.sha256()
        with file.open("rb") as reading, copy.open("xb") as writing:
            while piece := reading.read(_PIECE):
                writing.write(piece)
                written.update(piece)
                step(done := done + len(piece), of)
            writing.flush()
            os.fsync(writing.fileno())
        found = hashlib.sha256()
        with copy.open("rb") as reading:
            while piece := reading.read(_PIECE):
                found.update(piece)
                step(done := done + len(piece), of)
        if found.digest() != written.digest():
            raise Refused(ErrorCode.BACKUP_NOT_VERIFIED, {"folder": str(target)})


# A second place


def second_place(chosen: Path, practice_id: str) -> Path:
    """Where the backups of a practice lie in a folder that a person chose for them."""
    return chosen / f"Dry-needling backups {practice_id[-8:]}"


def same_disk(one: Path, other: Path) -> bool:
    """Whether two folders lie on one disk, as far as the system tells."""
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False


# A record that was found damaged


def mark_damaged(practice: Path) -> None:
    """Remember beside the record, not in it, that it was found damaged."""
    with failing(practice):
        (practice / PLACE).mkdir(mode=0o700, exist_ok=True)
        (practice / PLACE / _DAMAGED).touch(mode=0o600)


def was_damaged(practice: Path) -> bool:
    """Whether it was found damaged, and nobody has seen it whole since."""
    return (practice / PLACE / _DAMAGED).exists()


def mark_whole(practice: Path) -> None:
    """It was seen whole again."""
    (practice / PLACE / _DAMAGED).unlink(missing_ok=True)


# In the place of a record


def make_ready(practice: Path, backup: Path, utc: int, step: Step) -> Path:
    """Copy a backup beside the record, so that `finish_restore` puts it in its place; the copy.

    Raises `Refused`, as `failing` says; nothing is changed then.
    """
    aside = practice / f".{_READY}{utc}"
    with failing(practice):
        shutil.rmtree(aside, ignore_errors=True)
        try:
            copy_whole(backup, aside, step)
            flush_all(aside)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
    return aside


def decide(practice: Path, aside: Path) -> None:
    """From now on what was made ready takes the place of the record, whatever happens."""
    with failing(practice):
        aside.rename(practice / aside.name.removeprefix("."))
        flush_folder(practice)


def awaited(practice: Path) -> bool:
    """Whether a restore was decided on and is not finished."""
    return any(practice.glob(f"{_READY}*"))


def finish_restore(practice: Path) -> Path | None:
    """Put what was decided on in the place of the record, which nobody has open, and keep what it
    replaces beside; where that lies now, `None` where nothing was decided.

    Each step is done once, in whatever state a crash left the last try. Raises `Refused`.
    """
    ready = next(iter(sorted(practice.glob(f"{_READY}*"))), None)
    if ready is None:
        return None
    replaced = practice / f"{_REPLACED}{ready.name.removeprefix(_READY)}"
    with failing(practice):
        replaced.mkdir(mode=0o700, exist_ok=True)
        for fresh in sorted(ready.iterdir()):
            # The log of the old database must never stand beside the new one.
            for name in (f"{fresh.name}-wal", f"{fresh.name}-shm", fresh.name):
                if (practice / name).exists() and not (replaced / name).exists():
                    (practice / name).rename(replaced / name)
            flush_folder(replaced)
            fresh.rename(practice / fresh.name)
            flush_folder(practice)
        ready.rmdir()
        flush_folder(practice)
    return replaced
