"""A clinic's database as a file of PostgreSQL's own (pg_dump), which has its name only once it was
restored beside it and found to be the same.
"""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from psycopg import sql
from sqlalchemy import Connection, text

from charting.domain.clinic import ClinicAddress, Dumped
from charting.domain.errors import ErrorCode, Refused
from charting.durable import move_into_place
from charting.services.clinics import Admin
from charting.storage.clinic import founding
from charting.storage.clinic.address import driver_arguments
from charting.storage.clinic.driving import Driver, as_admin, connect, database
from charting.storage.clinic.transfer import Tally, tallies
from charting.storage.clinic.trouble import facts_of
from charting.storage.contents import read_heads, shortened_chains
from charting.storage.failures import refusals

_DEBIAN = Path("/usr/lib/postgresql")
_SNAPSHOT = text("SELECT pg_export_snapshot()")
_MAJOR = text("SELECT current_setting('server_version_num')::integer / 10000")
_MAY_MAKE = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
# How libpq is told in the environment what a connection of ours is told.
_NAMES = {
    **{"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"},
    **{"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "gssencmode": "PGGSSENCMODE"},
    "connect_timeout": "PGCONNECT_TIMEOUT",
}
# Larger ones are slower than whoever waits for them would believe.
_LONGEST_S = 6 * 3600


def dump(folder: Path, address: ClinicAddress, admin: Admin, file: Path) -> Dumped:
    """Write the whole database to `file`, restore it into a database of its own on the same server,
    compare every table there by its rows and their hash, and where each chain ends; that database
    is taken away again. Nobody who charts has to wait.

    Raises `Refused`: CLINIC_NO_DUMP_PROGRAM; BACKUP_NOT_VERIFIED, and no file is there then;
    CLINIC_ADMIN_LACKS; FOLDER_NOT_WRITABLE, DISK_FULL, CLINIC_DISK_FULL, and what `connect` names.
    """
    # Why nobody comes in is named by the driver's own way there.
    connect(folder, address, admin.name, admin.password).close()
    owner = founding.group(address.database, "tables")
    fresh = file.with_name(f"{file.name}.part")
    tables = database(folder, address, admin.name, admin.password, role=owner)
    try:
        with tables.reading() as connection:
            program = _program("pg_dump", connection)
            taken = str(connection.execute(_SNAPSHOT).scalar_one())
            expected = tallies(connection)
            ends = read_heads(connection)
            with refusals(file.parent):
                fresh.touch(mode=0o600)
            options = (f"--snapshot={taken}", f"--role={owner}", "--format=custom")
            _run(folder, address, admin, program, *options, f"--file={fresh}", address.database)
            restorer = _program("pg_restore", connection)
        with _scratch(folder, address, admin) as scratch:
            options = ("--no-owner", "--no-privileges", "--exit-on-error")
            where = f"--dbname={scratch.database}"
            _run(folder, address, admin, restorer, *options, where, str(fresh))
            found = _found(folder, scratch, admin)
        if found != (expected, ends, ()):
            raise Refused(ErrorCode.BACKUP_NOT_VERIFIED, {"folder": str(file.parent)})
        with refusals(file.parent):
            size = fresh.stat().st_size
            move_into_place(fresh, file)
    finally:
        tables.close()
        fresh.unlink(missing_ok=True)
    return Dumped(sum(each.rows for each in expected.values()), len(ends), size)


def _found(
    folder: Path, scratch: ClinicAddress, admin: Admin
) -> tuple[Mapping[str, Tally], object, object]:
    restored = database(folder, scratch, admin.name, admin.password)
    try:
        with restored.reading() as connection:
            return tallies(connection), read_heads(connection), shortened_chains(connection)
    finally:
        restored.close()


@contextmanager
def _scratch(folder: Path, address: ClinicAddress, admin: Admin) -> Iterator[ClinicAddress]:
    """An empty database beside the clinic's, which is gone afterwards."""
    name = f"{address.database[:20]}_try_{secrets.token_hex(3)}"
    with as_admin(folder, address, admin) as connection:
        if not (connection.execute(_MAY_MAKE).fetchone() or (False,))[0]:
            raise Refused(ErrorCode.CLINIC_ADMIN_LACKS, {"name": admin.name})
        _say(connection, "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", name)
        try:
            _say(connection, "REVOKE ALL ON DATABASE {} FROM PUBLIC", name)
            yield replace(address, database=name)
        finally:
            _say(connection, "DROP DATABASE {} WITH (FORCE)", name)


def _say(connection: Driver, words: str, name: str) -> None:
    connection.execute(sql.SQL(words).format(sql.Identifier(name)))


def _program(name: str, connection: Connection) -> Path:
    """The newest program of that name, which must not be older than the server."""
    least = int(connection.execute(_MAJOR).scalar_one())
    found = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    if found and float(found[-1].parts[-3]) >= least:
        return found[-1]
    if (other := shutil.which(name)) is not None:
        return Path(other)
    raise Refused(ErrorCode.CLINIC_NO_DUMP_PROGRAM, {"version": str(least)})


def _run(folder: Path, address: ClinicAddress, admin: Admin, program: Path, *words: str) -> None:
    """Let a program of PostgreSQL's own speak to the server as we do; it says nothing here."""
    arguments = driver_arguments(folder, address, admin.name, admin.password)
    told = {_NAMES[key]: str(value) for key, value in arguments.items() if key in _NAMES}
    plain = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    try:
        done = subprocess.run(
            [program, "--no-password", *words],
            env={**plain, **told},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LONGEST_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise Refused(ErrorCode.CLINIC_DUMP_FAILED, {**facts_of(address), "why": "–"}) from None
    if done.returncode:
        # The last line says why; what is before it may name what was stored.
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        why = "".join(last)[:200] if last and program.name == "pg_dump" else "–"
        raise Refused(ErrorCode.CLINIC_DUMP_FAILED, {**facts_of(address), "why": why})
