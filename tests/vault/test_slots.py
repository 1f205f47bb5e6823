"""The vault: what the passphrase opens, and what a damaged or weak key file is told apart from."""

import json
from pathlib import Path

import pytest

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.services.vaults import Unlocked
from charting.vault.key_file import NAME, Cost
from charting.vault.slots import FLOOR, USUAL, SlotVault
from tests.fakes import uuid7

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
ME = PractitionerId(uuid7(1))
WORDS = "plum anchor velvet ninety"


@pytest.fixture
def vault() -> SlotVault:
    """A vault whose slots cost next to nothing."""
    return SlotVault(CHEAP, CHEAP)


def _check_same(found: Unlocked, made: Unlocked) -> None:
    assert (found.holder, found.key) == (made.holder, made.key) == (ME, made.key)
    assert found.signer.public_key == made.signer.public_key


def test_the_passphrase_opens_and_no_other_does(vault: SlotVault, tmp_path: Path) -> None:
    made = vault.create(tmp_path, ME, WORDS)
    assert len(made.key) == 32
    _check_same(vault.unlock(tmp_path, WORDS), made)
    for wrong in (WORDS + " ", WORDS.upper(), "", "x" * 10_000):
        with pytest.raises(Refused) as refused:
            vault.unlock(tmp_path, wrong)
        assert refused.value.code is ErrorCode.WRONG_PASSPHRASE


def test_one_passphrase_in_two_spellings_of_unicode_is_one(
    vault: SlotVault, tmp_path: Path
) -> None:
    made = vault.create(tmp_path, ME, "cafe\u0301 crème brûlée dix")
    _check_same(vault.unlock(tmp_path, "caf\u00e9 crème brûlée dix"), made)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("fourteen chars", ErrorCode.PASSPHRASE_TOO_SHORT),
        ("aaaaaaaaaaaaaaaaaaaa", ErrorCode.PASSPHRASE_TOO_SIMPLE),
    ],
)
def test_weak_passphrases_are_refused_and_leave_nothing(
    vault: SlotVault, tmp_path: Path, words: str, code: ErrorCode
) -> None:
    with pytest.raises(Refused) as refused:
        vault.create(tmp_path, ME, words)
    assert refused.value.code is code
    assert not vault.exists(tmp_path)


def test_no_changed_byte_is_taken_for_a_key(vault: SlotVault, tmp_path: Path) -> None:
    vault.create(tmp_path, ME, WORDS)
    whole = (tmp_path / NAME).read_bytes()
    for place in range(0, len(whole), 7):
        broken = bytearray(whole)
        broken[place] ^= 1
        (tmp_path / NAME).write_bytes(bytes(broken))
        with pytest.raises(Refused) as refused:
            vault.unlock(tmp_path, WORDS)
        assert refused.value.code in (
            ErrorCode.KEYS_DAMAGED,
            ErrorCode.WRONG_PASSPHRASE,
            ErrorCode.KEYS_TOO_WEAK,
            ErrorCode.DATABASE_NEWER,
        )


def test_a_missing_key_file_is_said(vault: SlotVault, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        vault.unlock(tmp_path, WORDS)
    assert refused.value.code is ErrorCode.KEYS_MISSING


def test_a_slot_below_the_floor_is_refused(vault: SlotVault, tmp_path: Path) -> None:
    vault.create(tmp_path, ME, WORDS)
    with pytest.raises(Refused) as refused:
        SlotVault().unlock(tmp_path, WORDS)
    assert refused.value.code is ErrorCode.KEYS_TOO_WEAK


def test_the_production_cost_is_at_or_above_the_floor() -> None:
    assert FLOOR.memory_kib >= 64 * 1024
    assert FLOOR.passes >= 3
    assert USUAL.memory_kib >= 256 * 1024
    assert USUAL.reaches(FLOOR)
    with pytest.raises(ValueError, match="refused"):
        SlotVault(CHEAP)


@pytest.mark.long
def test_the_production_cost_opens(tmp_path: Path) -> None:
    vault = SlotVault()
    made = vault.create(tmp_path, ME, WORDS)
    _check_same(vault.unlock(tmp_path, WORDS), made)


def test_the_key_file_holds_neither_key_nor_passphrase(vault: SlotVault, tmp_path: Path) -> None:
    key = vault.create(tmp_path, ME, WORDS).key
    data = (tmp_path / NAME).read_bytes()
    assert key not in data
    assert key.hex().encode() not in data
    assert WORDS.encode() not in data
    assert json.loads(data)
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0
