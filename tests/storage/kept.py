"""A clinic's records as one of its computers has them, over a plain database of the suite."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import make_url, text

from charting.domain.clinic import ClinicAddress
from charting.domain.errors import ErrorCode, Refused
from charting.services.ports import Records
from charting.storage.clinic.driving import Driver
from charting.storage.clinic.erasing import erasing
from charting.storage.clinic.here import Here
from charting.storage.clinic.kept import KeptRecords
from charting.storage.clinic.records import ServerRecords
from charting.storage.database import Database
from charting.storage.server import PlainServerRecords, open_on_server
from charting.vault.kept_seal import OwnKeptSeal
from tests.storage.backends import KEY
from tests.strategies import ME

# As far as the records need it who is let in to all of it.
_BESIDE = (
    "CREATE SCHEMA IF NOT EXISTS clinic",
    "CREATE OR REPLACE FUNCTION clinic.clinical_only() RETURNS boolean LANGUAGE sql"
    " AS $$ SELECT true $$",
    *erasing("CURRENT_USER"),
)


def open_kept(address: str, home: Path, numbers: Iterator[int]) -> Records:
    """A further computer that works with the record at `address`; what it keeps lies in `home`."""
    plain = open_on_server(address)
    assert isinstance(plain, PlainServerRecords)
    database: Database = plain._database
    with database.writing() as connection:
        for statement in _BESIDE:
            connection.execute(text(statement.replace(":", "\\:")))
    there = ClinicAddress(str(make_url(address).query["host"]), "shared")
    server = ServerRecords(database, there, _deaf, KEY)
    here = Here(home / f"computer-{next(numbers)}", ME, OwnKeptSeal(bytes(32)))
    return KeptRecords(server, lambda: server, here, _deaf)


def _deaf() -> Driver:
    raise Refused(ErrorCode.CLINIC_GONE)
