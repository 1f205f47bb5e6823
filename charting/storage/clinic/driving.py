"""Connections to a clinic's server, each refusal named; as an engine once the way is known."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Engine, create_engine

from charting.domain.clinic import ClinicAddress
from charting.domain.errors import ErrorCode, Refused
from charting.services.clinics import Admin
from charting.services.vaults import Login
from charting.storage.clinic.address import driver_arguments, login_name
from charting.storage.clinic.trouble import check_version, facts_of, why_not
from charting.storage.database import Database
from charting.storage.failures import refusals, server_meaning

Driver = psycopg.Connection[tuple[Any, ...]]

# After so long (s), and so many questions, a server gives up a computer that does not answer.
_NOTICED = {"tcp_keepalives_idle": 10, "tcp_keepalives_interval": 5, "tcp_keepalives_count": 3}


def connect(folder: Path, address: ClinicAddress, user: str, password: str) -> Driver:
    """A connection of the driver's own; each statement is kept at once.

    Raises `Refused` for every reason for which there is none (`why_not`), and CLINIC_SERVER_OLD.
    """
    with refusals(folder):
        arguments = driver_arguments(folder, address, user, password)
    try:
        connection = psycopg.connect(**arguments, autocommit=True)
    except psycopg.OperationalError as problem:
        refused = why_not(problem, address)
    else:
        try:
            check_version(connection.info.server_version, address)
        except Refused:
            connection.close()
            raise
        return connection
    # Outside the handler: what libpq says may name what was typed.
    raise refused


def connect_to_listen(folder: Path, address: ClinicAddress, user: str, password: str) -> Driver:
    """A connection that is kept to hear what others do. The server notices within half a minute
    that this computer is gone, and says that nobody is there any more. Raises `Refused`, as
    `connect`.
    """
    connection = connect(folder, address, user, password)
    with answered(address):
        for name, seconds in _NOTICED.items():
            connection.execute(sql.SQL("SET {} = {}").format(sql.Identifier(name), seconds))
    return connection


@contextmanager
def answered(address: ClinicAddress) -> Iterator[None]:
    """Turn what a person can mend into `Refused`, as `charting.storage.failures` does."""
    refused = None
    try:
        yield
    except psycopg.Error as problem:
        code = server_meaning(problem)
        if code is None:
            raise
        refused = Refused(code, facts_of(address))
    if refused is not None:
        raise refused


@contextmanager
def as_admin(folder: Path, address: ClinicAddress, admin: Admin) -> Iterator[Driver]:
    """A connection of the server's administrator. Raises `Refused`, as `connect`."""
    connection = connect(folder, address, admin.name, admin.password)
    try:
        with answered(address):
            yield connection
    finally:
        connection.close()


def come_in(folder: Path, address: ClinicAddress, login: Login) -> None:
    """See whether somebody is let in, who by that has a password of their own from now on.

    Raises `Refused`, as `connect`.
    """
    name = login_name(address.database, login.holder)
    try:
        connect(folder, address, name, login.own).close()
    except Refused as refused:
        if refused.code is not ErrorCode.CLINIC_PASSWORD:
            raise
    else:
        return
    connection = connect(folder, address, name, login.first)
    try:
        with answered(address):
            own = verifier(connection, name, login.own)
            connection.execute("SELECT clinic.came_in(%s)", (own,))
    finally:
        connection.close()


def verifier(connection: Driver, name: str, password: str) -> str:
    """By what a server knows a password without knowing it (RFC 5803)."""
    spelled = connection.pgconn.encrypt_password(
        password.encode("ascii"), name.encode("ascii"), b"scram-sha-256"
    )
    return spelled.decode("ascii")


def database(
    folder: Path, address: ClinicAddress, user: str, password: str, *, role: str = ""
) -> Database:
    """The database as `user` sees it, or as `role` where they act as one.

    A read sees one state throughout; a write is kept in order by the locks it takes.
    """
    with refusals(folder):
        arguments = driver_arguments(folder, address, user, password)
    if role:
        arguments["options"] += f" -c role={role}"
    return Database(_engine(arguments), folder, reading="REPEATABLE READ")


def _engine(arguments: dict[str, Any]) -> Engine:
    return create_engine(
        "postgresql+psycopg://",
        connect_args=arguments,
        pool_size=2,
        pool_pre_ping=True,
        hide_parameters=True,
    )


def make_database(folder: Path, address: ClinicAddress, admin: Admin) -> None:
    """Make the database where the server has none of that name. Raises `Refused`, as `connect`."""
    try:
        connect(folder, address, admin.name, admin.password).close()
    except Refused as refused:
        if refused.code is not ErrorCode.CLINIC_NO_DATABASE:
            raise
    else:
        return
    whole = ClinicAddress(address.host, "postgres", address.port, address.authority)
    name = sql.Identifier(address.database)
    with as_admin(folder, whole, admin) as connection:
        if not _may_make(connection):
            raise Refused(ErrorCode.CLINIC_NO_DATABASE, facts_of(address))
        make = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'")
        connection.execute(make.format(name))


def _may_make(connection: Driver) -> bool:
    mine = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    return bool((connection.execute(mine).fetchone() or (False,))[0])
