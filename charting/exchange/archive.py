"""A file of files: a ZIP archive with a manifest, whole or not there, and the records in one.

Nothing is ever unpacked to a disk: names within an archive lead nowhere.
"""

import hashlib
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from charting.domain.errors import ErrorCode, Refused
from charting.durable import move_into_place

MANIFEST = "manifest-sha256.txt"
RECORDS = "records/"

_MOST_RECORDS = 200_000
_LARGEST_MANIFEST = 64 * 1024 * 1024
_PIECE = 1024 * 1024
# Records are written ten times as small; what swells by more than this was made to.
_SWELLING = 200
_OWNER_ONLY = 0o100600 << 16
# A line of sha256sum, which checks an unpacked archive alone: digest, two blanks, name.
_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)


class ZipArchives:
    """Implements `charting.services.travelling.Archives`."""

    @contextmanager
    def making(self, file: Path) -> Iterator["ZipArchive"]:
        """Write the archive `file`, which is there only once it is whole.

        Raises `Refused` (FILE_NOT_WRITABLE).
        """
        try:
            # Beside it, where what is written is guarded as the archive will be.
            with tempfile.TemporaryDirectory(prefix=".archive-", dir=file.parent) as name:
                fresh = Path(name, "archive.zip")
                fresh.touch(mode=0o600)
                with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as whole:
                    archive = ZipArchive(whole, Path(name))
                    yield archive
                    archive.finish()
                move_into_place(fresh, file)
        except OSError:
            raise Refused(ErrorCode.FILE_NOT_WRITABLE, {"file": str(file)}) from None

    def is_one(self, file: Path) -> bool:
        """Whether `file` is an archive at all."""
        try:
            return file.is_file() and zipfile.is_zipfile(file)
        except OSError:
            return False

    def records(self, file: Path, most: int) -> Iterator[bytes]:
        """The record files in an archive, each of at most `most` bytes, all checked before the
        first is given.

        Raises `Refused` (ARCHIVE_DAMAGED, RECORD_TOO_LARGE, FILE_UNREADABLE).
        """
        try:
            with zipfile.ZipFile(file) as whole:
                names = _checked(whole, most, _SWELLING * file.stat().st_size)
                for name in names:
                    yield _read(whole, name, most)
        except OSError:
            raise Refused(ErrorCode.FILE_UNREADABLE, {"file": str(file)}) from None
        except _BROKEN:
            raise _damaged(file.name) from None


class ZipArchive:
    """Implements `charting.services.travelling.Archive`."""

    def __init__(self, whole: zipfile.ZipFile, aside: Path) -> None:
        """What grows is kept in the private folder `aside` until it goes into the `whole`."""
        self._whole, self._aside = whole, aside
        self._growing: dict[str, Path] = {}
        self._manifest: list[str] = []

    def add(self, name: str, data: bytes) -> None:
        """Add a file."""
        self._note(name, hashlib.sha256(data))
        self._whole.writestr(_member(name), data)

    def add_to(self, name: str, data: bytes) -> None:
        """Add to a file that grows until the archive is whole."""
        part = self._growing.setdefault(name, self._aside / f"{len(self._growing)}.part")
        with part.open("ab") as stream:
            stream.write(data)

    def finish(self) -> None:
        """Add what grew, and the manifest of all."""
        for name, part in self._growing.items():
            summed = hashlib.sha256()
            with part.open("rb") as source, self._whole.open(_member(name), "w") as target:
                while piece := source.read(_PIECE):
                    summed.update(piece)
                    target.write(piece)
            self._note(name, summed)
        self._whole.writestr(_member(MANIFEST), "".join(sorted(self._manifest, key=_by_name)))

    def _note(self, name: str, summed: "hashlib._Hash") -> None:
        self._manifest.append(f"{summed.hexdigest()}  {name}\n")


def _by_name(line: str) -> str:
    return line.split()[1]


def _member(name: str) -> zipfile.ZipInfo:
    # A fixed date: that of the export stands within.
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = _OWNER_ONLY
    return info


def _checked(whole: zipfile.ZipFile, most: int, room: int) -> list[str]:
    """The names of the records, each of whose bytes is as the manifest says; more than `room` of
    them in all come of no archive that was made here.
    """
    listed = whole.namelist()
    names = [name for name in listed if name.startswith(RECORDS)]
    if len(set(listed)) < len(listed) or not 0 < len(names) <= _MOST_RECORDS:
        raise _damaged(MANIFEST)
    lines = _read(whole, MANIFEST, _LARGEST_MANIFEST).decode("utf-8").splitlines()
    sums = {line[2]: line[1] for line in map(_LINE.fullmatch, lines) if line}
    if set(sums) != set(listed) - {MANIFEST}:
        raise _damaged(MANIFEST)
    for name in names:
        data = _read(whole, name, most)
        room -= len(data)
        if room < 0 or hashlib.sha256(data).hexdigest() != sums[name]:
            raise _damaged(name)
    return names


def _read(whole: zipfile.ZipFile, name: str, most: int) -> bytes:
    # What a member says of its size may be a lie; what comes out of it is counted.
    try:
        with whole.open(name) as stream:
            data = stream.read(most + 1)
    except KeyError:
        raise _damaged(name) from None
    if len(data) > most:
        raise Refused(ErrorCode.RECORD_TOO_LARGE, {"limit": most // 1024**2})
    return data


def _damaged(name: str) -> Refused:
    return Refused(ErrorCode.ARCHIVE_DAMAGED, {"file": name[:80]})
