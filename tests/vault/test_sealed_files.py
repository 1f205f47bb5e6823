"""Sealed files: the same again wherever one reads, and nothing changed or cut off unseen."""

import io
import random
from pathlib import Path

import pytest

from charting.domain.errors import ErrorCode, Refused
from charting.vault.key_file import Cost
from charting.vault.sealed_files import PIECE, SealedFiles

SEALS = SealedFiles(Cost(memory_kib=64, passes=1, lanes=1))
WORDS = "meadow lantern quietly seventeen"
HEAD = 43


def _sealed(data: bytes) -> bytes:
    stream = io.BytesIO()
    with SEALS.sealing(stream, WORDS) as writer:
        for at in range(0, len(data), 700_001):
            writer.write(data[at : at + 700_001])
    return stream.getvalue()


def _opened(sealed: bytes, words: str = WORDS) -> bytes:
    return SEALS.opening(io.BytesIO(sealed), words).read()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 5])
def test_what_was_sealed_is_the_same_again(size: int) -> None:
    data = random.Random(size).randbytes(size)

    sealed = _sealed(data)

    assert _opened(sealed) == data
    # One byte comes up in any other text by chance.
    assert data[:20] not in sealed[HEAD:] or len(data) < PIECE - 1
    reader = SEALS.opening(io.BytesIO(sealed), WORDS)
    for at in (0, size // 2, max(0, size - 3)):
        reader.seek(at)
        assert reader.read(7) == data[at : at + 7]


def test_the_same_twice_is_sealed_otherwise() -> None:
    assert _sealed(b"x" * 100)[HEAD:] != _sealed(b"x" * 100)[HEAD:]


@pytest.mark.parametrize("cut", [1, 16, PIECE, PIECE + 16, 2 * (PIECE + 16)])
def test_what_was_cut_off_is_missed(cut: int) -> None:
    sealed = _sealed(bytes(2 * PIECE + 9))

    with pytest.raises(Refused) as refused:
        _opened(sealed[:-cut])

    assert refused.value.code in (ErrorCode.ARCHIVE_DAMAGED, ErrorCode.ARCHIVE_PASSPHRASE)


def test_pieces_that_change_places_are_noticed() -> None:
    sealed = _sealed(random.Random(3).randbytes(3 * PIECE))
    one, other = (slice(HEAD + n * (PIECE + 16), HEAD + (n + 1) * (PIECE + 16)) for n in (0, 1))

    with pytest.raises(Refused):
        _opened(sealed[:HEAD] + sealed[other] + sealed[one] + sealed[HEAD + 2 * (PIECE + 16) :])


@pytest.mark.parametrize("at", [0, 7, 8, 12, 16, 20, 30, 36, 42, 43, 60])
def test_every_byte_counts(at: int) -> None:
    sealed = bytearray(_sealed(b"so it is"))
    sealed[at] ^= 0x80

    with pytest.raises(Refused) as refused:
        _opened(bytes(sealed))

    assert refused.value.code in (ErrorCode.ARCHIVE_DAMAGED, ErrorCode.ARCHIVE_PASSPHRASE)


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(Refused) as refused:
        _opened(_sealed(b"x"), WORDS + "s")

    assert refused.value.code is ErrorCode.ARCHIVE_PASSPHRASE


def test_only_files_that_are_sealed_are_called_so(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(_sealed(b""))
    (tmp_path / "b").write_bytes(b"PK")

    assert [SEALS.is_sealed(tmp_path / name) for name in ("a", "b", "c", ".")] == [
        True,
        False,
        False,
        False,
    ]
