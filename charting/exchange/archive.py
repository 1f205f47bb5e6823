"""A file of files: a ZIP archive with a manifest, whole or not there, and the records in one.

Nothing is ever unpacked to a disk: names within an archive lead nowhere.
"""

import hashlib
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId
from charting.durable import move_into_place
from charting.services.travelling import GivenFile, Seals

MANIFEST = "manifest-sha256.txt"
RECORDS = "records/"

_MOST_RECORDS = 200_000
_LARGEST_MANIFEST = 64 * 1024 * 1024
_PIECE = 1024 * 1024
# Records are written ten times as small; what swells by more than this was made to.
_SWELLING = 200
# A patient, and the SHA-256 of what was handed out to them.
_GIVEN = re.compile(r"given/([0-9a-f]{32})/([0-9a-f]{64})\.pdf")
_OWNER_ONLY = 0o100600 << 16
# A line of sha256sum, which checks an unpacked archive alone: digest, two blanks, name.
_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)


class ZipArchives:
    """Implements `charting.services.travelling.Archives`."""

    def __init__(self, seals: Seals) -> None:
        self._seals = seals

    @contextmanager
    def making(self, file: Path, passphrase: str = "") -> Iterator["ZipArchive"]:
        """Write the archive `file`, which is there only once it is whole; encrypted where there is
        a passphrase.

        Raises `Refused` (FILE_NOT_WRITABLE, PASSPHRASE_TOO_SHORT, PASSPHRASE_TOO_SIMPLE).
        """
        try:
            # Beside it, where what is written is guarded as the archive will be.
            with tempfile.TemporaryDirectory(prefix=".archive-", dir=file.parent) as name:
                fresh = Path(name, "archive.zip")
                fresh.touch(mode=0o600)
                with fresh.open("wb") as bare:
                    stream = self._seals.sealing(bare, passphrase) if passphrase else bare
                    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as whole:
                        archive = ZipArchive(whole, Path(name), self._seals)
                        with closing(archive):
                            yield archive
                            archive.finish()
                    stream.close()
                move_into_place(fresh, file)
        except OSError:
            raise Refused(ErrorCode.FILE_NOT_WRITABLE, {"file": str(file)}) from None

    def is_one(self, file: Path) -> bool:
        """Whether `file` is an archive at all."""
        try:
            return file.is_file() and (self._seals.is_sealed(file) or zipfile.is_zipfile(file))
        except OSError:
            return False

    def records(self, file: Path, most: int, passphrase: str = "") -> Iterator[bytes]:
        """The record files in an archive, each of at most `most` bytes, all checked before the
        first is given.

        Raises `Refused` (ARCHIVE_DAMAGED, RECORD_TOO_LARGE, FILE_UNREADABLE, ARCHIVE_SEALED,
        ARCHIVE_PASSPHRASE).
        """
        with self._opened(file, passphrase) as whole:
            names = _checked(whole, most, _SWELLING * file.stat().st_size)
            for name in names:
                yield _read(whole, name, most)

    def given(self, file: Path, most: int, passphrase: str = "") -> Iterator[GivenFile]:
        """The papers in an archive that were handed out, each of at most `most` bytes.

        Raises `Refused` as `records` does.
        """
        with self._opened(file, passphrase) as whole:
            for name in whole.namelist():
                if place := _GIVEN.fullmatch(name):
                    pdf = _read(whole, name, most)
                    if hashlib.sha256(pdf).hexdigest() != place[2]:
                        raise _damaged(name)
                    yield PatientId(UUID(place[1])), pdf

    @contextmanager
    def _opened(self, file: Path, passphrase: str) -> Iterator[zipfile.ZipFile]:
        try:
            with (
                file.open("rb") as bare,
                zipfile.ZipFile(self._plain(file, bare, passphrase)) as whole,
            ):
                yield whole
        except OSError:
            raise Refused(ErrorCode.FILE_UNREADABLE, {"file": str(file)}) from None
        except _BROKEN:
            raise _damaged(file.name) from None

    def _plain(self, file: Path, bare: BinaryIO, passphrase: str) -> BinaryIO:
        if not self._seals.is_sealed(file):
            return bare
        if not passphrase:
            raise Refused(ErrorCode.ARCHIVE_SEALED)
        return self._seals.opening(bare, passphrase)


class _Growing:
    """A file of an archive that grows, kept aside and encrypted meanwhile: its folder may lie on a
    stick.
    """

    def __init__(self, part: Path, seals: Seals) -> None:
        self._stream = part.open("w+b")
        self._writer, self._reading = seals.aside(self._stream)
        self.summed = hashlib.sha256()

    def add(self, data: bytes) -> None:
        """Add to it."""
        self.summed.update(data)
        self._writer.write(data)

    def pieces(self) -> Iterator[bytes]:
        """All of it, once."""
        self._writer.close()
        reader = self._reading()
        while piece := reader.read(_PIECE):
            yield piece

    def close(self) -> None:
        """Let go of the disk."""
        self._stream.close()


class ZipArchive:
    """Implements `charting.services.travelling.Archive`."""

    def __init__(self, whole: zipfile.ZipFile, aside: Path, seals: Seals) -> None:
        """What grows is kept in the private folder `aside` until it goes into the `whole`."""
        self._whole, self._aside, self._seals = whole, aside, seals
        self._growing: dict[str, _Growing] = {}
        self._manifest: list[str] = []

    def add(self, name: str, data: bytes) -> None:
        """Add a file."""
        self._note(name, hashlib.sha256(data))
        self._whole.writestr(_member(name), data)

    def add_to(self, name: str, data: bytes) -> None:
        """Add to a file that grows until the archive is whole."""
        if name not in self._growing:
            part = self._aside / f"{len(self._growing)}.part"
            self._growing[name] = _Growing(part, self._seals)
        self._growing[name].add(data)

    def close(self) -> None:
        """Forget what grew."""
        for grown in self._growing.values():
            grown.close()

    def finish(self) -> None:
        """Add what grew, and the manifest of all."""
        for name, grown in self._growing.items():
            # More than 2 GiB needs to be known beforehand.
            with self._whole.open(_member(name), "w", force_zip64=True) as target:
                for piece in grown.pieces():
                    target.write(piece)
            self._note(name, grown.summed)
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
    if len(set(listed)) < len(listed) or len(names) > _MOST_RECORDS:
        raise _damaged(MANIFEST)
    lines = _read(whole, MANIFEST, _LARGEST_MANIFEST).decode("utf-8").splitlines()
    sums = {line[2]: line[1] for line in map(_LINE.fullmatch, lines) if line}
    if set(sums) != set(listed) - {MANIFEST}:
        raise _damaged(MANIFEST)
    if not names:
        raise Refused(ErrorCode.ARCHIVE_WITHOUT_RECORDS)
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
