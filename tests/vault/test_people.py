"""Several people at one key file: added, recovered, removed, and the data key changed for the
rest.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.services.vaults import Unlocked
from charting.vault.key_file import NAME, Cost
from charting.vault.slots import SlotVault
from tests.fakes import uuid7

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
NORA, JAN, ILVA = (PractitionerId(uuid7(number)) for number in (1, 2, 3))
WORDS = {
    NORA: "plum anchor velvet ninety",
    JAN: "seven lanterns under snow",
    ILVA: "kitten harbour copper dawn",
}
OTHER = "walnut theatre silent tango"


@pytest.fixture
def vault() -> SlotVault:
    return SlotVault(CHEAP, CHEAP)


@pytest.fixture
def nora(vault: SlotVault, tmp_path: Path) -> Unlocked:
    """The first person, beside whom two more open the practice."""
    nora = vault.create(tmp_path, NORA, WORDS[NORA])
    for holder in (JAN, ILVA):
        key = vault.add(tmp_path, nora, holder, WORDS[holder])
        assert key == vault.unlock(tmp_path, WORDS[holder]).signer.public_key
    return nora


def refusal(code: ErrorCode) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, check=lambda refused: refused.code is code)


def test_each_opens_the_same_key_with_a_passphrase_and_a_signing_key_of_their_own(
    vault: SlotVault, nora: Unlocked, tmp_path: Path
) -> None:
    opened = [vault.unlock(tmp_path, words) for words in WORDS.values()]
    assert [one.holder for one in opened] == [NORA, JAN, ILVA]
    assert {one.key for one in opened} == {nora.key}
    assert len({one.signer.public_key for one in opened}) == 3
    assert vault.unlock(tmp_path, WORDS[JAN], JAN).holder == JAN
    with refusal(ErrorCode.WRONG_PASSPHRASE):
        vault.unlock(tmp_path, WORDS[JAN], NORA)


def test_two_never_have_the_same_passphrase(
    vault: SlotVault, nora: Unlocked, tmp_path: Path
) -> None:
    with refusal(ErrorCode.PASSPHRASE_TAKEN):
        vault.add(tmp_path, nora, PractitionerId(uuid7(4)), WORDS[JAN])
    with refusal(ErrorCode.PASSPHRASE_TAKEN):
        vault.change_passphrase(tmp_path, nora, WORDS[NORA], WORDS[JAN])
    vault.keep_recovery_key(tmp_path, vault.unlock(tmp_path, WORDS[JAN]), bytes(20))
    with refusal(ErrorCode.PASSPHRASE_TAKEN):
        vault.recover(tmp_path, bytes(20), WORDS[NORA])
    assert vault.recover(tmp_path, bytes(20), WORDS[JAN]).holder == JAN


def test_a_changed_passphrase_opens_and_the_old_one_no_more(
    vault: SlotVault, nora: Unlocked, tmp_path: Path
) -> None:
    with refusal(ErrorCode.WRONG_PASSPHRASE):
        vault.change_passphrase(tmp_path, nora, WORDS[JAN], OTHER)
    with refusal(ErrorCode.PASSPHRASE_TOO_SIMPLE):
        vault.change_passphrase(tmp_path, nora, WORDS[NORA], "passwordpassword1")
    vault.change_passphrase(tmp_path, nora, WORDS[NORA], OTHER)
    again = vault.unlock(tmp_path, OTHER)
    assert (again.holder, again.key) == (NORA, nora.key)
    assert again.signer.public_key == nora.signer.public_key
    with refusal(ErrorCode.WRONG_PASSPHRASE):
        vault.unlock(tmp_path, WORDS[NORA])


def test_a_recovery_key_opens_for_its_holder_who_gets_a_new_passphrase(
    vault: SlotVault, nora: Unlocked, tmp_path: Path
) -> None:
    jan = vault.unlock(tmp_path, WORDS[JAN])
    with refusal(ErrorCode.NO_RECOVERY_KEY):
        vault.recover(tmp_path, bytes(20), OTHER)
    first, second = vault.new_recovery_key(), vault.new_recovery_key()
    vault.keep_recovery_key(tmp_path, jan, first)
    assert vault.holders(tmp_path) == {NORA: False, JAN: True, ILVA: False}
    vault.keep_recovery_key(tmp_path, jan, second)
    for wrong in (first, bytes(20)):
        with refusal(ErrorCode.WRONG_RECOVERY_KEY):
            vault.recover(tmp_path, wrong, OTHER)
    with refusal(ErrorCode.PASSPHRASE_TOO_SHORT):
        vault.recover(tmp_path, second, "short")
    found = vault.recover(tmp_path, second, OTHER)
    assert (found.holder, found.key) == (JAN, nora.key)
    assert found.signer.public_key == jan.signer.public_key
    assert vault.unlock(tmp_path, OTHER).holder == JAN
    with refusal(ErrorCode.WRONG_PASSPHRASE):
        vault.unlock(tmp_path, WORDS[JAN])
    with refusal(ErrorCode.WRONG_PASSPHRASE):
        vault.unlock(tmp_path, second.hex())


def test_while_the_data_key_is_changed_everybody_left_opens_both_and_then_the_new_one(
    vault: SlotVault, nora: Unlocked, tmp_path: Path
) -> None:
    vault.keep_recovery_key(tmp_path, vault.unlock(tmp_path, WORDS[JAN]), bytes(20))
    begun = vault.begin_key_change(tmp_path, nora, {ILVA})
    new = begun.next_key
    assert new not in (None, nora.key)
    for holder in (NORA, JAN):
        between = vault.unlock(tmp_path, WORDS[holder])
        assert (between.key, between.next_key) == (nora.key, new)
    with refusal(ErrorCode.WRONG_PASSPHRASE):
        vault.unlock(tmp_path, WORDS[ILVA])
    done = vault.finish_key_change(tmp_path, begun)
    assert (done.key, done.next_key) == (new, None)
    for holder in (NORA, JAN):
        after = vault.unlock(tmp_path, WORDS[holder])
        assert (after.key, after.next_key) == (new, None)
    assert vault.recover(tmp_path, bytes(20), OTHER).key == new
    vault.add(tmp_path, done, ILVA, WORDS[ILVA])
    assert vault.unlock(tmp_path, WORDS[ILVA]).key == new


def test_who_was_removed_learns_the_new_key_from_no_file(
    vault: SlotVault, nora: Unlocked, tmp_path: Path
) -> None:
    ilva = vault.unlock(tmp_path, WORDS[ILVA])
    begun = vault.begin_key_change(tmp_path, nora, {ILVA})
    with refusal(ErrorCode.KEYS_DAMAGED):
        # What they know is the key of before: it vouches for nothing any more.
        vault.add(tmp_path, ilva, PractitionerId(uuid7(9)), OTHER)
    vault.finish_key_change(tmp_path, begun)
    with refusal(ErrorCode.KEYS_DAMAGED):
        vault.keep_recovery_key(tmp_path, ilva, bytes(20))


def test_no_changed_byte_of_a_file_with_everything_in_it_is_taken(
    vault: SlotVault, nora: Unlocked, tmp_path: Path
) -> None:
    vault.keep_recovery_key(tmp_path, nora, bytes(20))
    vault.begin_key_change(tmp_path, nora, {ILVA})
    whole = (tmp_path / NAME).read_bytes()
    for place in range(0, len(whole), 41):
        broken = bytearray(whole)
        broken[place] ^= 1
        (tmp_path / NAME).write_bytes(bytes(broken))
        with pytest.raises(Refused) as refused:
            vault.unlock(tmp_path, WORDS[JAN])
        assert refused.value.code in (ErrorCode.KEYS_DAMAGED, ErrorCode.DATABASE_NEWER)


@pytest.mark.parametrize("number", [100, pytest.param(1_000, marks=pytest.mark.long)])
def test_so_many_wrong_passphrases_open_nothing_and_change_nothing(
    vault: SlotVault, nora: Unlocked, tmp_path: Path, number: int
) -> None:
    before = (tmp_path / NAME).read_bytes()
    for guess in range(number):
        with refusal(ErrorCode.WRONG_PASSPHRASE):
            vault.unlock(tmp_path, f"{WORDS[NORA]} {guess}")
    assert (tmp_path / NAME).read_bytes() == before
    assert replace(vault.unlock(tmp_path, WORDS[NORA]), signer=nora.signer) == nora
