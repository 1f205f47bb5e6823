"""A clinic's PostgreSQL server: the same records as in a file, found by its address."""

from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, make_url, text

from charting.domain.errors import ErrorCode, Refused
from charting.services.ports import Records, SessionRecords
from charting.storage.database import Database
from charting.storage.migrating import migrate
from charting.storage.migrations import CURRENT, STEPS
from charting.storage.one_trip import OneWay, ServerSessions
from charting.storage.records import SqlRecords

# Nobody waits longer than this for another's lock.
_LOCK_SECONDS = 5


class PlainServerRecords(SqlRecords):
    """Implements `charting.services.ports.Records` on a server, a change in one round trip."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._way = OneWay(database)
        self.sessions: SessionRecords = ServerSessions(database, self._way)

    def close(self) -> None:
        """Close the database; nothing may be asked afterwards."""
        self._way.close()
        super().close()


def create_on_server(address: str) -> Records:
    """Make the empty record in the empty database at `address` (postgresql://...).

    Raises `Refused` (PRACTICE_EXISTS, STORAGE_FAILED).
    """
    database = _database(make_url(address))
    if _step(database) is not None:
        database.close()
        raise Refused(ErrorCode.PRACTICE_EXISTS, {"folder": str(database.folder)})
    migrate(database.engine)
    return PlainServerRecords(database)


def open_on_server(address: str) -> Records:
    """Open the record at `address`, migrating it where it is older; its backup is the server's.

    Raises `Refused` (NO_PRACTICE, DATABASE_NEWER, STORAGE_FAILED).
    """
    database = _database(make_url(address))
    facts = {"folder": str(database.folder)}
    step = _step(database)
    if step is None or step not in STEPS:
        database.close()
        raise Refused(ErrorCode.DATABASE_NEWER if step else ErrorCode.NO_PRACTICE, facts)
    if step != CURRENT:
        migrate(database.engine)
    return PlainServerRecords(database)


def _database(url: URL) -> Database:
    # A read sees one state throughout; a write is kept in order by the locks it takes.
    return Database(_engine(url), Path(url.database or "."), reading="REPEATABLE READ")


def _engine(url: URL) -> Engine:
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=2,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"options": f"-c lock_timeout={_LOCK_SECONDS}s"},
    )


def _step(database: Database) -> str | None:
    """The last step of the migrations that the database has seen, `None` for an empty one."""
    with database.reading() as connection:
        if connection.execute(text("SELECT to_regclass('alembic_version')")).scalar() is None:
            return None
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
