"""A practitioner's own signing key: made with the slot, kept by it, and verified by others."""

import json
import os
import secrets
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.vault import locks
from charting.vault.key_file import (
    NAME,
    Cost,
    KeyFile,
    Kind,
    OldKeyFile,
    Slot,
    old_slot_facts,
    parse,
    render,
    render_old,
)
from charting.vault.slots import SlotVault
from tests.fakes import uuid7

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
ME = PractitionerId(uuid7(1))
WORDS = "plum anchor velvet ninety"
KEY = bytes(range(32))


@pytest.fixture
def vault() -> SlotVault:
    """A vault whose slots cost next to nothing."""
    return SlotVault(CHEAP, CHEAP)


def old_file(folder: Path) -> bytes:
    """A key file of the first version, which opens `KEY` by `WORDS`."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    cipher = AESGCM(locks.derived(WORDS, salt, CHEAP))
    wrapped = cipher.encrypt(nonce, KEY, old_slot_facts(ME, CHEAP))
    data = render_old(OldKeyFile(ME, Slot(Kind.PASSPHRASE, CHEAP, salt, nonce, wrapped)))
    (folder / NAME).write_bytes(data)
    return data


def test_what_one_signs_is_verified_by_the_public_key_alone(
    vault: SlotVault, tmp_path: Path
) -> None:
    signer = vault.create(tmp_path, ME, WORDS).signer
    assert (signer.practitioner_id, len(signer.public_key)) == (ME, 32)
    signature = signer.sign(b"needled")
    assert len(signature) == 64
    assert vault.verify(signer.public_key, b"needled", signature)
    assert vault.unlock(tmp_path, WORDS).signer.sign(b"needled") == signature
    for key, content, seal in (
        (signer.public_key, b"needles", signature),
        (signer.public_key, b"needled", signature[:-1]),
        (signer.public_key, b"needled", bytes(64)),
        (bytes(32), b"needled", signature),
        (b"", b"needled", signature),
    ):
        assert not vault.verify(key, content, seal)


def test_the_secret_of_a_signer_is_in_no_print_of_it(vault: SlotVault, tmp_path: Path) -> None:
    unlocked = vault.create(tmp_path, ME, WORDS)
    assert unlocked.key.hex() not in repr(unlocked)
    assert repr(unlocked.key) not in repr(unlocked)
    assert "signer" not in repr(unlocked)


def test_an_old_file_opens_and_gets_its_signing_key_once(vault: SlotVault, tmp_path: Path) -> None:
    assert json.loads(old_file(tmp_path))["keys"]["version"] == 1
    first = vault.unlock(tmp_path, WORDS)
    assert (first.holder, first.key) == (ME, KEY)
    assert json.loads((tmp_path / NAME).read_bytes())["keys"]["version"] == 2
    again = vault.unlock(tmp_path, WORDS)
    assert again.key == KEY
    assert again.signer.public_key == first.signer.public_key


def test_a_wrong_passphrase_leaves_an_old_file_alone(vault: SlotVault, tmp_path: Path) -> None:
    before = old_file(tmp_path)
    with pytest.raises(Refused) as refused:
        vault.unlock(tmp_path, WORDS + "!")
    assert refused.value.code is ErrorCode.WRONG_PASSPHRASE
    assert (tmp_path / NAME).read_bytes() == before


def test_an_old_file_that_cannot_be_rewritten_stays_whole(
    vault: SlotVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old_file(tmp_path)

    def full(_handle: int) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(Refused) as refused:
            vault.unlock(tmp_path, WORDS)
    assert refused.value.code is ErrorCode.DISK_FULL
    assert [file.name for file in tmp_path.iterdir()] == [NAME]
    assert (tmp_path / NAME).read_bytes() == before
    assert vault.unlock(tmp_path, WORDS).key == KEY


@pytest.mark.parametrize("field", ["signing", "opening"])
def test_a_public_key_put_in_place_of_another_is_found(
    vault: SlotVault, tmp_path: Path, field: str
) -> None:
    vault.create(tmp_path, ME, WORDS)
    file = parse((tmp_path / NAME).read_bytes())
    assert isinstance(file, KeyFile)
    forged = replace(file.people[0], **{field: secrets.token_bytes(32)})  # type: ignore[arg-type]
    (tmp_path / NAME).write_bytes(render(replace(file, people=(forged,))))
    with pytest.raises(Refused) as refused:
        vault.unlock(tmp_path, WORDS)
    assert refused.value.code is ErrorCode.KEYS_DAMAGED
