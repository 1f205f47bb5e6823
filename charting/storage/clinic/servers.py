"""Clinics set up on servers, checked before, and brought up to date; folders that lead to them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text

from charting.domain.audit import Trace
from charting.domain.clinic import ClinicAddress, ClinicState, Dumped
from charting.domain.errors import ErrorCode, Refused
from charting.domain.moment import Moment
from charting.services.clinics import Admin, Member, Moved
from charting.storage.clinic import founding
from charting.storage.clinic.address import read_address, write_address
from charting.storage.clinic.driving import as_admin, connect, database, make_database
from charting.storage.clinic.dumping import dump
from charting.storage.clinic.records import admit, clock_trouble, share_keys
from charting.storage.clinic.transfer import copy_all
from charting.storage.clinic.trouble import facts_of
from charting.storage.database import Database
from charting.storage.engine import NAME, open_engine
from charting.storage.failures import refusals
from charting.storage.migrating import migrate_on
from charting.storage.migrations import CURRENT, STEPS
from charting.storage.trail import append

_GROUPS = "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)"
_MAKES_ROLES = "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user"
_STATE = (
    "SELECT current_setting('server_version'), pg_database_size(current_database()),"
    " (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()),"
    " extract(epoch FROM clock_timestamp())::float8"
)
_TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname IN ('public', 'clinic')"
_ABOUT = "SELECT program FROM clinic.about"
_IS_THERE = "SELECT to_regclass('clinic.about') IS NOT NULL"


class PostgresClinics:
    """Implements `charting.services.clinics.ClinicServers`."""

    def address(self, folder: Path) -> ClinicAddress:
        """Where it leads. Raises `Refused` (CLINIC_CARD_UNREADABLE)."""
        return read_address(folder)

    def lead(self, folder: Path, address: ClinicAddress) -> None:
        """Let a practice folder lead there. Raises `Refused` (FOLDER_NOT_WRITABLE, DISK_FULL)."""
        with refusals(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_address(folder, address)

    def check(self, folder: Path, address: ClinicAddress, admin: Admin, now: Moment) -> ClinicState:
        """Whether a clinic can be set up there, and what is in the way."""
        try:
            founding.check_name(address)
            return self._checked(folder, address, admin, now)
        except Refused as refused:
            return ClinicState(troubles=(refused,))

    def _checked(
        self, folder: Path, address: ClinicAddress, admin: Admin, now: Moment
    ) -> ClinicState:
        troubles: list[Refused] = []
        try:
            connect(folder, address, admin.name, admin.password).close()
        except Refused as refused:
            if refused.code is not ErrorCode.CLINIC_NO_DATABASE:
                raise
            # It is made then; all else is asked of the server's own.
            address = ClinicAddress(address.host, "postgres", address.port, address.authority)
        with as_admin(folder, address, admin) as connection:
            found = connection.execute(_STATE).fetchone() or ("", 0, 0, 0.0)
            troubles += clock_trouble(now, found[3])
            if not (connection.execute(_MAKES_ROLES).fetchone() or (False,))[0]:
                troubles.append(Refused(ErrorCode.CLINIC_ADMIN_LACKS, {"name": admin.name}))
            if address.database != "postgres" and connection.execute(_TABLES).fetchone() != (0,):
                troubles.append(Refused(ErrorCode.CLINIC_FOREIGN, facts_of(address)))
        return ClinicState(str(found[0]), int(found[1]), int(found[2]), tuple(troubles))

    def move_in(
        self,
        folder: Path,
        key: bytes,
        address: ClinicAddress,
        admin: Admin,
        members: Sequence[Member],
        keys: bytes,
        trace: Trace,
    ) -> Moved:
        """Bring the record of a practice folder to the server, all of it or nothing; the folder is
        left as it is. `trace` tells of it there.

        Raises `Refused`: what is in the way, as `check` names it, CLINIC_DIFFERS,
        DATABASE_BUSY.
        """
        founding.check_name(address)
        make_database(folder, address, admin)
        with as_admin(folder, address, admin) as connection:
            if connection.execute(_TABLES).fetchone() != (0,):
                raise Refused(ErrorCode.CLINIC_FOREIGN, facts_of(address))
            with connection.transaction():
                names = [founding.group(address.database, part) for part in founding.PARTS]
                there = frozenset(row[0] for row in connection.execute(_GROUPS, (names,)))
                for each in founding.making_groups(address.database, there, admin.name):
                    connection.execute(each.encode())
        owner = _as_owner(folder, address, admin)
        source = Database(open_engine(folder / NAME, key), folder)
        try:
            # Nothing is changed here until everything lies there.
            with source.writing() as ours, owner.writing() as theirs:
                migrate_on(theirs)
                tallies = copy_all(ours, theirs)
                append(theirs, trace)
                self._found(theirs, address, admin, members, keys)
        finally:
            source.close()
            owner.close()
        return Moved({name: each.rows for name, each in tallies.items()})

    def _found(
        self,
        theirs: Connection,
        address: ClinicAddress,
        admin: Admin,
        members: Sequence[Member],
        keys: bytes,
    ) -> None:
        name = address.database
        _say(theirs, founding.making_schema(name))
        _say(theirs, founding.granting(name))
        share_keys(theirs, keys)
        _say(theirs, [f"SET ROLE {founding.quoted(admin.name)}"])
        _say(theirs, founding.handing_over(name))
        _say(theirs, [f"SET ROLE {founding.group(name, 'doorman')}"])
        for member in members:
            admit(theirs, address, member)

    def dump(self, folder: Path, address: ClinicAddress, admin: Admin, file: Path) -> Dumped:
        """Write the whole database to `file`, restored on trial. Raises what `dump` raises."""
        return dump(folder, address, admin, file)

    def update(self, folder: Path, admin: Admin) -> bool:
        """Bring the clinic's tables up to date; whether they were not.

        One does it at a time, and whoever waited finds it done. Raises `Refused` (DATABASE_NEWER,
        and what is in the way, as `check` names it).
        """
        address = read_address(folder)
        owner = _as_owner(folder, address, admin)
        try:
            with _alone(owner) as connection:
                step = text("SELECT version_num FROM alembic_version")
                before = str(connection.execute(step).scalar())
                connection.rollback()
                if before not in STEPS:
                    raise Refused(ErrorCode.DATABASE_NEWER, {"folder": str(folder)})
                migrate_on(connection)
                _say(connection, founding.granting(address.database))
                connection.commit()
        finally:
            owner.close()
        return before != CURRENT


def _as_owner(folder: Path, address: ClinicAddress, admin: Admin) -> Database:
    role = founding.group(address.database, "tables")
    return database(folder, address, admin.name, admin.password, role=role)


def _say(connection: Connection, statements: Iterable[str]) -> None:
    for each in statements:
        # No parameters, and so no placeholders: a percent sign is one.
        connection.exec_driver_sql(each.replace("%", "%%"))


@contextmanager
def _alone(owner: Database) -> Iterator[Connection]:
    """A connection that holds the lock of whoever brings the tables up to date."""
    key = {"key": founding.UPDATE_LOCK}
    with refusals(owner.folder), owner.engine.connect() as connection:
        # They wait as long as it takes: nothing is half done then.
        connection.execute(text("SET lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_lock(:key)"), key)
        connection.commit()
        try:
            yield connection
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), key)
            connection.commit()
