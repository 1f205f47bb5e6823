"""The journal of a computer whose clinic does not answer: one sealed line after the other, each on
the disk before anybody is told that it is kept.

A file begins with its name, made at random. Each line is its length and what the seal makes of it
at its place, which is that name and the line's number: no line can be changed, moved, left out of
the middle, or brought in from another file unseen.
"""

import secrets
import struct
from collections.abc import Sequence
from pathlib import Path

from charting.domain.errors import Refused
from charting.durable import write_on, write_whole
from charting.services.kept import KeptSeal
from charting.storage.failures import refusals

_MAGIC = b"DNKEPT\x00\x01"
_NAME_BYTES = 16
_HEAD = len(_MAGIC) + _NAME_BYTES
_LENGTH = struct.Struct(">I")
_NUMBER = struct.Struct(">Q")
# A file may be longer than what had reached the disk; no seal ends like that.
_UNWRITTEN = 16


class Journal:
    """The lines in the journal `file`, which is made where it is not there.

    The end of a line that a crash cut short is cut off. Where more than that is not as it was
    written, all of it is put aside as it lies there, and the lines before go on.
    """

    def __init__(self, file: Path, seal: KeptSeal) -> None:
        """Raises `Refused` (DISK_FULL, STORAGE_FAILED, FOLDER_NOT_WRITABLE)."""
        self._file, self._seal = file, seal
        self._name, self._end = b"", 0
        self.lines: list[bytes] = []
        self.put_aside: Path | None = None
        with refusals(file.parent):
            if file.exists():
                self._read(file.read_bytes())
        if not self._name:
            self.replace(())

    def add(self, line: bytes) -> None:
        """Write one more line; it is on the disk then, or not there at all.

        Raises `Refused` (DISK_FULL, STORAGE_FAILED, FOLDER_NOT_WRITABLE).
        """
        written = self._spelled(line, len(self.lines))
        with refusals(self._file.parent):
            write_on(self._file, self._end, written)
        self._end += len(written)
        self.lines.append(line)

    def replace(self, lines: Sequence[bytes]) -> None:
        """Put these lines in the place of all of them, at once. Raises what `add` raises."""
        before, self._name = self._name, secrets.token_bytes(_NAME_BYTES)
        every = [self._spelled(line, number) for number, line in enumerate(lines)]
        whole = b"".join((_MAGIC, self._name, *every))
        try:
            with refusals(self._file.parent):
                write_whole(self._file, whole)
        except Refused:
            self._name = before
            raise
        self._end, self.lines = len(whole), list(lines)

    def set_aside(self) -> None:
        """Put a copy of all of it aside, as it lies there. Raises what `add` raises."""
        with refusals(self._file.parent):
            self._keep_aside(self._file.read_bytes())

    def _spelled(self, line: bytes, number: int) -> bytes:
        sealed = self._seal.sealed(line, self._place(number))
        return _LENGTH.pack(len(sealed)) + sealed

    def _place(self, number: int) -> bytes:
        return self._name + _NUMBER.pack(number)

    def _read(self, data: bytes) -> None:
        if data[: len(_MAGIC)] == _MAGIC and len(data) >= _HEAD:
            self._name, self._end = data[len(_MAGIC) : _HEAD], _HEAD
        while (whole := self._end + _LENGTH.size) <= len(data) and self._name:
            (size,) = _LENGTH.unpack(data[self._end : whole])
            sealed = data[whole : whole + size]
            line = self._seal.opened(sealed, self._place(len(self.lines)))
            if len(sealed) < size or line is None:
                break
            self.lines.append(line)
            self._end = whole + size
        # It is made whole, so that no crash leaves one without its name.
        if not (self._name and _is_torn(data[self._end :])):
            self._keep_aside(data)
        if self._name and self._end < len(data):
            write_on(self._file, self._end, b"")

    def _keep_aside(self, data: bytes) -> None:
        self.put_aside = self._file.with_name(f"{self._file.name}.damaged-{secrets.token_hex(4)}")
        write_whole(self.put_aside, data)


def _is_torn(rest: bytes) -> bool:
    """Whether this is what a crash leaves of one line: its end is missing, or was never written."""
    if len(rest) < _LENGTH.size or not any(rest[-_UNWRITTEN:]):
        return True
    (size,) = _LENGTH.unpack(rest[: _LENGTH.size])
    return len(rest) < _LENGTH.size + int(size)
