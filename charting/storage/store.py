"""The database of a practice folder: made, recognised, opened, and brought up to date."""

from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from charting.domain.errors import ErrorCode, Refused
from charting.durable import flush_folder, move_into_place
from charting.services.clinics import ClinicServers
from charting.services.ports import Records
from charting.services.stores import Inspected
from charting.services.vaults import Login
from charting.storage.backup import write_copy
from charting.storage.clinic.address import leads_to_clinic
from charting.storage.database import Database
from charting.storage.engine import NAME, PLAIN_HEADER, begins_as_ours, open_engine, opens, remove
from charting.storage.failures import refusals
from charting.storage.inspecting import inspect
from charting.storage.migrations import APPLICATION_ID, CURRENT, STEPS
from charting.storage.place import Partition, check_place, mounted
from charting.storage.records import FileRecords


class SqlStore:
    """Implements `charting.services.stores.Store` with one SQLCipher file in each folder."""

    def __init__(self, partitions: Callable[[], Iterable[Partition]] = mounted) -> None:
        self._partitions = partitions

    def exists(self, folder: Path) -> bool:
        """Whether the folder holds a database, or leads to one on a clinic's server."""
        return (folder / NAME).exists() or leads_to_clinic(folder)

    def check_place(self, folder: Path) -> None:
        """Raises `Refused` (FOLDER_NOT_WRITABLE, FOLDER_ON_NETWORK, FOLDER_SYNCED)."""
        check_place(folder, self._partitions)

    def create(self, folder: Path, key: bytes) -> Records:
        """Make the empty database, encrypted with the 32-byte data `key`; it is whole or not there.

        Raises `Refused` (PRACTICE_EXISTS, FOLDER_NOT_WRITABLE, DISK_FULL, STORAGE_FAILED).
        """
        file = folder / NAME
        if file.exists():
            raise Refused(ErrorCode.PRACTICE_EXISTS, {"folder": str(folder)})
        fresh = folder / f"{NAME}.new"
        with refusals(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            remove(fresh)
            made = Database(open_engine(fresh, key), folder)
            try:
                _migrate(made)
                made.close()
                move_into_place(fresh, file)
            finally:
                made.close()
                remove(fresh)
        return FileRecords(Database(open_engine(file, key), folder), file, key)

    def discard(self, folder: Path) -> None:
        """Take the database of a practice away that came to nothing; it is closed."""
        remove(folder / NAME)

    def opens(self, folder: Path, key: bytes) -> bool:
        """Whether this data key opens the database; a clinic's is opened by no data key."""
        return leads_to_clinic(folder) or opens(folder / NAME, key)

    def clinics(self) -> ClinicServers:
        """What sets clinics up. Raises `Refused` (CLINIC_DRIVER_MISSING)."""
        _require_driver()
        from charting.storage.clinic.servers import PostgresClinics  # noqa: PLC0415

        return PostgresClinics()

    def settle(self, folder: Path, day: str) -> Path | None:
        """Where the record has moved to a server, take the database of before out of the way, which
        nobody has open; where it is kept since that day, `None` where there is nothing to do.
        Raises `Refused` (FOLDER_NOT_WRITABLE).
        """
        if not (leads_to_clinic(folder) and (folder / NAME).exists()):
            return None
        target = folder / f"before-clinic-{day}"
        with refusals(folder):
            target.mkdir(mode=0o700, exist_ok=True)
            # The log goes first: beside another database it must never lie.
            for name in (f"{NAME}-wal", f"{NAME}-shm", NAME):
                if (folder / name).exists():
                    (folder / name).rename(target / name)
            flush_folder(target)
            flush_folder(folder)
        return target

    def inspect(self, folder: Path, keys: Sequence[bytes]) -> Inspected:
        """What a backup holds, opened by the first of `keys` that fits; nothing is written.

        Raises `Refused` (NO_PRACTICE, DATABASE_FOREIGN, DATABASE_BUSY, ...).
        """
        return inspect(folder, keys)

    def open(self, folder: Path, key: bytes, login: Login | None = None) -> Records:
        """Open the database, migrating it where it is older (after a copy was made); that of a
        clinic as the holder of the `login`.

        Raises `Refused` (NO_PRACTICE, DATABASE_DAMAGED, DATABASE_FOREIGN, DATABASE_NEWER,
        DATABASE_NOT_ENCRYPTED, DATABASE_BUSY, and what `open_clinic` refuses).
        """
        if leads_to_clinic(folder) and login is not None:
            return _open_clinic(folder, key, login)
        file = folder / NAME
        facts = {"folder": str(folder)}
        if not file.exists():
            raise Refused(ErrorCode.NO_PRACTICE, facts)
        with refusals(folder):
            _check_header(file, facts)
        database = Database(open_engine(file, key), folder)
        try:
            self._bring_up_to_date(database, _step(database, file, key), key)
        except BaseException:
            database.close()
            raise
        return FileRecords(database, file, key)

    def _bring_up_to_date(self, database: Database, step: str, key: bytes) -> None:
        facts = {"folder": str(database.folder)}
        if step not in STEPS:
            raise Refused(ErrorCode.DATABASE_NEWER, facts)
        if step != CURRENT:
            write_copy(database, key, database.folder / f"before-{CURRENT}-{NAME}")
            _migrate(database)


def _open_clinic(folder: Path, key: bytes, login: Login) -> Records:
    _require_driver()
    from charting.storage.clinic.opening import open_clinic  # noqa: PLC0415

    return open_clinic(folder, key, login)


def _require_driver() -> None:
    # Few have the driver for a server.
    if find_spec("psycopg") is None:
        raise Refused(ErrorCode.CLINIC_DRIVER_MISSING)


def _check_header(file: Path, facts: dict[str, str]) -> None:
    with file.open("rb") as stream:
        header = stream.read(len(PLAIN_HEADER))
    if header == PLAIN_HEADER:
        raise Refused(ErrorCode.DATABASE_NOT_ENCRYPTED, facts)
    if len(header) < len(PLAIN_HEADER):
        raise Refused(ErrorCode.DATABASE_DAMAGED, facts)


def _step(database: Database, file: Path, key: bytes) -> str:
    """The last step of the migrations that the database has seen."""
    foreign = Refused(ErrorCode.DATABASE_FOREIGN, {"folder": str(database.folder)})
    try:
        with database.driver() as driver:
            ours = _value(driver, "PRAGMA application_id") == APPLICATION_ID
            step = _value(driver, "SELECT version_num FROM alembic_version") if ours else ""
    except Refused as refused:
        another_key = refused.code is ErrorCode.DATABASE_DAMAGED and not begins_as_ours(file, key)
        raise (foreign if another_key else refused) from None
    if not ours:
        raise foreign
    return str(step)


def _value(driver: Any, query: str) -> object:  # noqa: ANN401 - the driver is not typed
    return driver.execute(query).fetchone()[0]


def _migrate(database: Database) -> None:
    # Alembic costs four times what Qt's widgets do, and most starts need none of it.
    from charting.storage.migrating import migrate  # noqa: PLC0415

    migrate(database.engine)
