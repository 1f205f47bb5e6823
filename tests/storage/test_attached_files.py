"""Files of attachments in every kind of records: kept under their hash, and never changed."""

import pytest
from sqlalchemy.exc import DBAPIError

from charting.domain.canonical import digest
from charting.services.ports import Records
from tests.storage.backends import Backend, Memory

DATA = bytes(range(256)) * 20_000


def test_a_file_is_kept_once_and_found_again(backend: Backend, records: Records) -> None:
    key = digest(DATA)
    assert not records.attached.has(key)
    assert records.attached.get(key) is None

    records.attached.put(key, DATA)
    records.attached.put(key, DATA)

    again = backend.open()
    assert again.attached.has(key)
    assert again.attached.get(key) == DATA
    assert again.counts()["attached_files"] == 1
    again.close()


def test_it_is_not_changed_or_taken_away(backend: Backend, records: Records) -> None:
    if isinstance(backend, Memory):
        pytest.skip("memory has no triggers")
    records.attached.put(digest(DATA), DATA)
    for statement in ("UPDATE attached_files SET size = 1", "DELETE FROM attached_files"):
        with pytest.raises(DBAPIError):
            backend.tamper(statement)
    assert records.attached.get(digest(DATA)) == DATA
