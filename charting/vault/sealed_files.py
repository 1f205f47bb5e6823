"""Sealed files: what a passphrase encrypts as it is written, and opens again wherever one reads.

The STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, CRYPTO 2015) over pieces of 1 MiB:
each is encrypted with AES-256-GCM under a nonce of 7 random bytes, its number, and whether it is
the last, so that no piece can be changed, moved, or cut off unseen. Argon2id derives the key.
"""

import io
import secrets
import struct
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from charting.domain.errors import ErrorCode, Refused
from charting.vault.key_file import KEY_BYTES, SALT_BYTES, TAG_BYTES, Cost
from charting.vault.locks import derived
from charting.vault.passphrases import checked_passphrase
from charting.vault.slots import USUAL

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

PIECE = 1024 * 1024
_MAGIC = b"DNSEAL\x00\x01"
_HEAD = struct.Struct(f">8sIII{SALT_BYTES}s7s")
_NONCE = struct.Struct(">7sI?")
# What asks for more would only stop the program.
_MOST = Cost(memory_kib=1024 * 1024, passes=20, lanes=16)


class SealedFiles:
    """Implements `charting.services.travelling.Seals`; every guess of a passphrase pays `cost`."""

    def __init__(self, cost: Cost = USUAL) -> None:
        self._cost = cost

    def is_sealed(self, file: Path) -> bool:
        """Whether a file was sealed here."""
        try:
            # Opening a pipe would wait for whoever writes into it.
            if not file.is_file():
                return False
            with file.open("rb") as stream:
                return stream.read(len(_MAGIC)) == _MAGIC
        except (OSError, ValueError):
            return False

    def sealing(self, stream: BinaryIO, passphrase: str) -> BinaryIO:
        """What is written to it is written encrypted to `stream`; whole once it is closed.

        Raises `Refused` (PASSPHRASE_TOO_SHORT, PASSPHRASE_TOO_SIMPLE).
        """
        checked_passphrase(passphrase)
        salt, prefix = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(7)
        cost = self._cost
        head = _HEAD.pack(_MAGIC, cost.memory_kib, cost.passes, cost.lanes, salt, prefix)
        stream.write(head)
        return _written(_Writer(stream, derived(passphrase, salt, cost), prefix, head))

    def opening(self, stream: BinaryIO, passphrase: str) -> BinaryIO:
        """The sealed `stream` as it was written, to be read anywhere.

        Raises `Refused`: ARCHIVE_PASSPHRASE where it does not open with that, or its first bytes
        were changed; ARCHIVE_DAMAGED there, and while it is read.
        """
        head = stream.read(_HEAD.size)
        if len(head) < _HEAD.size:
            raise _damaged()
        magic, memory, passes, lanes, salt, prefix = _HEAD.unpack(head)
        cost = Cost(memory, passes, lanes)
        if magic != _MAGIC or not _is_payable(cost):
            raise _damaged()
        return _reader(stream, derived(passphrase, salt, cost), prefix, head)

    def aside(self, stream: BinaryIO) -> tuple[BinaryIO, Callable[[], BinaryIO]]:
        """What is kept on a disk for a while under a key that nobody keeps: where it is written,
        and, once that is closed, how it is read.
        """
        key, prefix = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(7)
        writer = _Writer(stream, key, prefix, b"")
        return _written(writer), lambda: _reader(stream, key, prefix, b"")


def _is_payable(cost: Cost) -> bool:
    least = 8 * max(1, cost.lanes)
    return (
        least <= cost.memory_kib <= _MOST.memory_kib
        and 1 <= cost.passes <= _MOST.passes
        and 1 <= cost.lanes <= _MOST.lanes
    )


class _Writer(io.RawIOBase):
    """Encrypts piece by piece; the stream beneath stays open."""

    def __init__(self, stream: BinaryIO, key: bytes, prefix: bytes, facts: bytes) -> None:
        super().__init__()
        self._stream, self._cipher = stream, AESGCM(key)
        self._prefix, self._facts = prefix, facts
        self._waiting = bytearray()
        self._number = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        """Take all of it."""
        taken = memoryview(data).cast("B")
        self._waiting += taken
        # The last piece is known only when it is closed; it is never empty but for an empty file.
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(taken)

    def close(self) -> None:
        """Write the last piece."""
        if not self.closed:
            self._put(bytes(self._waiting), last=True)
            self._waiting.clear()
        super().close()

    def _put(self, piece: bytes, *, last: bool) -> None:
        nonce = _NONCE.pack(self._prefix, self._number, last)
        self._stream.write(self._cipher.encrypt(nonce, piece, self._facts))
        self._number += 1


def _written(writer: _Writer) -> BinaryIO:
    # A raw stream that takes every byte at once does all that a buffered one is asked here.
    return cast("BinaryIO", writer)


def _reader(stream: BinaryIO, key: bytes, prefix: bytes, facts: bytes) -> BinaryIO:
    return io.BufferedReader(_Reader(stream, key, prefix, facts), buffer_size=64 * 1024)


class _Reader(io.RawIOBase):
    """Decrypts the piece that is asked for; one is kept."""

    def __init__(self, stream: BinaryIO, key: bytes, prefix: bytes, facts: bytes) -> None:
        super().__init__()
        self._stream, self._cipher = stream, AESGCM(key)
        self._prefix, self._facts = prefix, facts
        whole = stream.seek(0, io.SEEK_END) - len(facts)
        self._pieces = max(1, -(-whole // (PIECE + TAG_BYTES)))
        self._size = whole - self._pieces * TAG_BYTES
        self._at = 0
        self._held: tuple[int, bytes] = (-1, b"")
        # The first says whether it is the right key, the last whether something was cut off.
        self._piece(0, ErrorCode.ARCHIVE_PASSPHRASE)
        self._piece(self._pieces - 1)

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go there."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("before the beginning")
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        """Where it is."""
        return self._at

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """As much as the piece holds and the buffer takes."""
        if self._at >= self._size:
            return 0
        target = memoryview(buffer).cast("B")
        number, within = divmod(self._at, PIECE)
        part = self._piece(number)[within : within + len(target)]
        target[: len(part)] = part
        self._at += len(part)
        return len(part)

    def _piece(self, number: int, otherwise: ErrorCode = ErrorCode.ARCHIVE_DAMAGED) -> bytes:
        if self._held[0] != number:
            self._stream.seek(len(self._facts) + number * (PIECE + TAG_BYTES))
            sealed = self._stream.read(PIECE + TAG_BYTES)
            nonce = _NONCE.pack(self._prefix, number, number == self._pieces - 1)
            try:
                self._held = number, self._cipher.decrypt(nonce, sealed, self._facts)
            except (InvalidTag, ValueError):
                raise Refused(otherwise, {"file": ""}) from None
        return self._held[1]


def _damaged() -> Refused:
    return Refused(ErrorCode.ARCHIVE_DAMAGED, {"file": ""})
