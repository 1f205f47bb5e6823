"""A practice whose records lie in memory, with a clock to set and ids that count."""

from pathlib import Path

import pytest

from charting.services.practices import OpenPractice, Practices
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from tests.fake_store import MemoryStore
from tests.fakes import CountingIds, FixedClock, MemoryRecords
from tests.invented import FORM, PASSPHRASE

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def practices(store: MemoryStore, clock: FixedClock) -> Practices:
    return Practices(SlotVault(CHEAP, CHEAP), store, clock, CountingIds())


@pytest.fixture
def practice(practices: Practices, tmp_path: Path) -> OpenPractice:
    return practices.create(tmp_path / "practice", FORM, PASSPHRASE)


@pytest.fixture
def records(practice: OpenPractice) -> MemoryRecords:
    assert isinstance(practice.records, MemoryRecords)
    return practice.records
