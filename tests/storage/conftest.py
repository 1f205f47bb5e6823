"""One set of tests over records in memory and in SQLCipher."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.ids import EntryId, PracticeId
from charting.domain.practice import Practice, Practitioner
from charting.services.ports import Records
from charting.storage.store import SqlStore
from tests.fakes import CountingIds, FixedClock, MemoryStore
from tests.strategies import ME

KEY = bytes(range(32))


@pytest.fixture(params=["memory", "sqlcipher"])
def records(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Records]:
    """An empty practice with its practitioner, on each of the backends."""
    store = MemoryStore() if request.param == "memory" else SqlStore()
    made = store.create(tmp_path / "practice", KEY)
    ids = CountingIds(10_000)
    practice = Practice(PracticeId(ids.new()), "Bridge", "", "", "CH", "112", "A4")
    trace = Trace(
        EntryId(ids.new()),
        practice.id,
        FixedClock().now(),
        ME,
        Action.PRACTICE_CREATED,
        canonical({"practice": practice}),
    )
    made.practice.found(practice, Practitioner(ME, "Nora Feld", ""), trace)
    yield made
    made.close()
