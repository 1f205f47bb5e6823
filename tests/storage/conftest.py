"""The databases of the shared suite; the servers and files behind them are made once."""

import shutil
import sys
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from charting.services.ports import Records
from charting.storage.server import open_on_server
from charting.storage.store import SqlStore
from charting.storage.tables import metadata
from tests.fakes import Kept
from tests.storage.backends import KEY, Backend, Memory, Sql, file_engine, found

if sys.platform != "win32":
    from tests.storage.kept import open_kept
    from tests.storage.postgresql import Server, programs, shared_server


@pytest.fixture(scope="session")
def founded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice folder whose database holds a clinic and its practitioner; not to be changed."""
    folder = tmp_path_factory.mktemp("founded")
    found(SqlStore().create(folder, KEY)).close()
    return folder


@pytest.fixture
def folder(founded_folder: Path, tmp_path: Path) -> Path:
    """A practice folder of this test's own, encrypted by `KEY`."""
    return shutil.copytree(founded_folder, tmp_path / "practice")


@pytest.fixture
def file_records(folder: Path) -> Iterator[Records]:
    """The open records of `folder`."""
    records = SqlStore().open(folder, KEY)
    yield records
    records.close()


@pytest.fixture(scope="session")
def server(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator["Server"]:
    """The PostgreSQL server of this run."""
    where = programs() if sys.platform != "win32" else None
    if where is None:
        pytest.skip("PostgreSQL is not installed")
    base = tmp_path_factory.getbasetemp()
    in_worker = hasattr(request.config, "workerinput")
    with shared_server(base.parent if in_worker else base, where) as running:
        yield running


@pytest.fixture(scope="session")
def server_engine(server: "Server", worker_id: str) -> Iterator[Engine]:
    """An engine on a database of this worker's own."""
    name = f"charting_{worker_id}"
    server.make(name)
    engine = create_engine(server.address(name).replace("postgresql:", "postgresql+psycopg:"))
    yield engine
    engine.dispose()


@pytest.fixture
def server_address(server: "Server", server_engine: Engine, worker_id: str) -> str:
    """Where this worker's database is found, emptied and founded anew."""
    every = ", ".join(f'"{table}"' for table in metadata.tables)
    with server_engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {every}"))
    address = server.address(f"charting_{worker_id}")
    found(open_on_server(address)).close()
    return address


# What keeps a journal too is a clinic's records as its computers have them: slower, and the same.
_KEPT = pytest.param("kept", marks=pytest.mark.long)


@pytest.fixture(params=["memory", "sqlcipher", "postgresql", _KEPT])
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    """Each database in turn, with a clinic and its practitioner in it."""
    if request.param == "memory":
        kept = Kept()
        found(Memory(kept).open())
        yield Memory(kept)
    elif request.param == "sqlcipher":
        folder: Path = request.getfixturevalue("folder")
        engine = file_engine(folder)
        yield Sql(lambda: SqlStore().open(folder, KEY), engine)
        engine.dispose()
    else:
        address: str = request.getfixturevalue("server_address")
        engine = request.getfixturevalue("server_engine")
        if request.param == "kept":
            yield Sql(partial(open_kept, address, tmp_path, count(1)), engine)
        else:
            yield Sql(lambda: open_on_server(address), engine)


@pytest.fixture
def records(backend: Backend) -> Iterator[Records]:
    """The open records of each database in turn."""
    opened = backend.open()
    yield opened
    opened.close()
