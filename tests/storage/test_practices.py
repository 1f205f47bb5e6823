"""Tests of `charting.storage.practices`, on every database."""

from pathlib import Path

import pytest

from charting.domain.errors import ErrorCode, Refused
from charting.services.ports import Records
from charting.storage.store import SqlStore
from tests.storage.backends import CLINIC, KEY, NORA, trace


def test_a_practice_and_its_practitioner_are_found_again(records: Records) -> None:
    assert records.practice.practice() == CLINIC
    assert records.practice.practitioners() == (NORA,)


def test_a_practice_is_founded_once(records: Records) -> None:
    with pytest.raises(Refused) as refused:
        records.practice.found(CLINIC, NORA, trace(9))
    assert refused.value.code is ErrorCode.PRACTICE_EXISTS
    assert records.counts()["audit_entries"] == 1


def test_an_empty_database_has_no_practice(tmp_path: Path) -> None:
    empty = SqlStore().create(tmp_path, KEY)
    with pytest.raises(Refused) as refused:
        empty.practice.practice()
    assert refused.value.code is ErrorCode.NO_PRACTICE
    empty.close()


def test_a_signing_key_is_kept_once(records: Records) -> None:
    (nora,) = records.practice.practitioners()
    assert nora.signing_key == b""
    for number, key in ((9, bytes(range(32))), (10, bytes(32))):
        records.practice.keep_signing_key(nora.id, key, trace(number))
        (nora,) = records.practice.practitioners()
        assert nora.signing_key == bytes(range(32))
    assert records.counts()["audit_entries"] == 2
