"""A clinic's record opened by somebody who works there."""

from functools import partial
from pathlib import Path

from sqlalchemy import text

from charting.domain.clinic import ClinicAddress
from charting.domain.errors import ErrorCode, Refused
from charting.services.ports import Records
from charting.services.vaults import Login
from charting.storage.clinic.address import login_name, read_address
from charting.storage.clinic.driving import come_in, connect_to_listen, database
from charting.storage.clinic.founding import PROGRAM
from charting.storage.clinic.here import OPENS_DAYS, Here
from charting.storage.clinic.kept import AWAY, SHUT_OUT, KeptRecords
from charting.storage.clinic.listening import Ear
from charting.storage.clinic.records import ServerRecords
from charting.storage.clinic.trouble import facts_of
from charting.storage.database import Database
from charting.storage.migrations import CURRENT, STEPS

_ABOUT = text("SELECT to_regclass('clinic.about') IS NOT NULL")
_PROGRAM = text("SELECT program FROM clinic.about")
_STEP = text("SELECT version_num FROM alembic_version")


def open_clinic(folder: Path, key: bytes, login: Login) -> Records:
    """Open the record that a practice folder leads to; `key` encrypts what is copied from it.

    Where nobody answers, it is opened with what is kept on this computer, if anything is; so it is
    for one program at a time, and another one goes without. Whoever is not let in any more has
    nothing left here to read, nor has anybody after some days (CLINIC_AWAY_TOO_LONG). Raises
    `Refused`: what is wrong with the server (`charting.storage.clinic.trouble`), or with what lies
    there (CLINIC_FOREIGN, CLINIC_OLDER, DATABASE_NEWER).
    """
    address = read_address(folder)
    name = login_name(address.database, login.holder)
    ear = partial(connect_to_listen, folder, address, name, login.own)
    reach = partial(_reached, folder, address, key, login, ear)
    try:
        here = Here(folder, login.holder, login.seal)
    except BlockingIOError:
        return reach()
    server = None
    try:
        try:
            server = reach()
        except Refused as refused:
            if refused.code in SHUT_OUT:
                here.forget_patients()
            if refused.code not in AWAY or not here.is_filled:
                raise
            if here.is_too_old:
                here.forget_patients()
                facts = {**facts_of(address), "days": OPENS_DAYS}
                raise Refused(ErrorCode.CLINIC_AWAY_TOO_LONG, facts) from None
        return KeptRecords(server, reach, here, ear)
    except BaseException:
        if server is not None:
            server.close()
        here.close()
        raise


def _reached(
    folder: Path, address: ClinicAddress, key: bytes, login: Login, ear: Ear
) -> ServerRecords:
    come_in(folder, address, login)
    name = login_name(address.database, login.holder)
    opened = database(folder, address, name, login.own)
    try:
        _check(opened, facts_of(address))
    except BaseException:
        opened.close()
        raise
    return ServerRecords(opened, address, ear, key)


def _check(opened: Database, facts: dict[str, str | int]) -> None:
    with opened.reading() as connection:
        if not connection.execute(_ABOUT).scalar():
            raise Refused(ErrorCode.CLINIC_FOREIGN, facts)
        if connection.execute(_PROGRAM).scalar() != PROGRAM:
            raise Refused(ErrorCode.CLINIC_FOREIGN, facts)
        step = connection.execute(_STEP).scalar()
    if step not in STEPS:
        raise Refused(ErrorCode.DATABASE_NEWER, {"folder": str(opened.folder)})
    if step != CURRENT:
        raise Refused(ErrorCode.CLINIC_OLDER, facts)
