"""A file of files: a ZIP archive with a manifest, whole or not there, and the records in one.

Nothing is ever unpacked to a disk: names within an archive lead nowhere.
"""

import errno
import hashlib
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from charting.domain.attachment import LARGEST as LARGEST_ATTACHMENT
from charting.domain.errors import ErrorCode, Refused
from charting.durable import move_into_place
from charting.services.travelling import Seals

MANIFEST = "manifest-sha256.txt"
RECORDS, ATTACHMENTS, GIVEN = "records/", "attachments/", "given/"
PICTURES = "pictures/"

_MOST_RECORDS = 200_000
_LARGEST_MANIFEST = 64 * 1024 * 1024
_PIECE = 1024 * 1024
# Records are written ten times as small; what swells by more than this was made to.
_SWELLING = 200
# A fifth larger than the usual level makes it, in a third of its time.
_PACKED = 3
# As the library calls it before Python 3.13, and after.
_LEVEL = "_compresslevel"
# A patient, and the SHA-256 of what was handed out to them.
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

    @contextmanager
    def opened(self, file: Path, most: int, passphrase: str = "") -> Iterator["OpenedZip"]:
        """An archive, all of whose files were checked against its manifest; no record in it has
        more than `most` bytes.

        Raises `Refused` (ARCHIVE_DAMAGED, ARCHIVE_WITHOUT_RECORDS, RECORD_TOO_LARGE,
        FILE_UNREADABLE, ARCHIVE_SEALED, ARCHIVE_PASSPHRASE).
        """
        with ExitStack() as held:
            with _told(file):
                bare = held.enter_context(file.open("rb"))
                whole = zipfile.ZipFile(self._plain(file, bare, passphrase))
                held.callback(whole.close)
                _check(whole, most, _SWELLING * file.stat().st_size)
            yield OpenedZip(whole, file, most)

    def _plain(self, file: Path, bare: BinaryIO, passphrase: str) -> BinaryIO:
        if not self._seals.is_sealed(file):
            return bare
        if not passphrase:
            raise Refused(ErrorCode.ARCHIVE_SEALED)
        return self._seals.opening(bare, passphrase)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Say in a refusal what the libraries say of a file that cannot be read or is damaged."""
    try:
        yield
    except OSError as problem:
        # What a damaged archive says of its places leads before its beginning.
        if problem.errno == errno.EINVAL:
            raise _damaged(file.name) from None
        raise Refused(ErrorCode.FILE_UNREADABLE, {"file": str(file)}) from None
    except _BROKEN:
        raise _damaged(file.name) from None


class OpenedZip:
    """Implements `charting.services.travelling.OpenedArchive`."""

    def __init__(self, whole: zipfile.ZipFile, file: Path, most: int) -> None:
        self._whole, self._file, self._most = whole, file, most
        self._names = frozenset(whole.namelist())

    @property
    def records(self) -> Sequence[str]:
        """The names of the records in it."""
        return [name for name in self._whole.namelist() if name.startswith(RECORDS)]

    def read(self, name: str) -> bytes | None:
        """A file in it, `None` where there is none of that name. Raises `Refused`
        (ARCHIVE_DAMAGED).
        """
        if name not in self._names:
            return None
        with _told(self._file):
            return _read(self._whole, name, max(self._most, LARGEST_ATTACHMENT))


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
        for _piece in self.adding(name, data):
            pass

    def adding(self, name: str, data: bytes) -> Iterator[None]:
        """Add a file, a piece at a time."""
        summed, member = hashlib.sha256(), _member(name)
        member.file_size = len(data)
        with self._whole.open(member, "w") as target:
            for start in range(0, len(data), _PIECE):
                piece = memoryview(data)[start : start + _PIECE]
                summed.update(piece)
                target.write(piece)
                yield
        self._note(name, summed)

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

    def gather(self) -> Iterator[None]:
        """Put in what grew, a piece at a time."""
        while self._growing:
            name, grown = next(iter(self._growing.items()))
            # More than 2 GiB needs to be known beforehand.
            with self._whole.open(_member(name), "w", force_zip64=True) as target:
                for piece in grown.pieces():
                    target.write(piece)
                    yield
            self._note(name, grown.summed)
            self._growing.pop(name).close()

    def finish(self) -> None:
        """Add what grew and is not in it yet, and the manifest of all."""
        for _piece in self.gather():
            pass
        self._whole.writestr(_member(MANIFEST), "".join(sorted(self._manifest, key=_by_name)))

    def _note(self, name: str, summed: "hashlib._Hash") -> None:
        self._manifest.append(f"{summed.hexdigest()}  {name}\n")


def _by_name(line: str) -> str:
    return line.split()[1]


def _member(name: str) -> zipfile.ZipInfo:
    # A fixed date: that of the export stands within.
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    setattr(info, _LEVEL, _PACKED)
    info.external_attr = _OWNER_ONLY
    return info


def _check(whole: zipfile.ZipFile, most: int, room: int) -> None:
    """Each file is as the manifest says; more than `room` bytes in all come of no archive that was
    made here.
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
        room -= _summed(whole, name, sums[name], min(room, most), most)
    # Tables and the like were made of the records, and are read by nobody here.
    for name in listed:
        if name.startswith((ATTACHMENTS, GIVEN, PICTURES)):
            room -= _summed(whole, name, sums[name], min(room, LARGEST_ATTACHMENT), most)


def _summed(whole: zipfile.ZipFile, name: str, expected: str, room: int, most: int) -> int:
    """How many bytes a file has, which are those that were summed."""
    summed, size = hashlib.sha256(), 0
    with whole.open(name) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > most and name.startswith(RECORDS):
                raise Refused(ErrorCode.RECORD_TOO_LARGE, {"limit": most // 1024**2})
            if size > room:
                raise _damaged(name)
            summed.update(piece)
    if summed.hexdigest() != expected:
        raise _damaged(name)
    return size


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
