"""The open record of a clinic, and what its computers share beside it."""

import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from charting.domain.backup import Part, Progress, Report, nobody_hears
from charting.domain.clinic import ClinicAddress, ClinicState
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.domain.moment import Moment
from charting.durable import flush_folder, move_into_place
from charting.services.clinics import Member, Shared
from charting.services.erasure_records import ErasureRecords
from charting.services.news import Hear, Listening
from charting.storage.clinic.address import login_name
from charting.storage.clinic.driving import verifier
from charting.storage.clinic.erasing import ServerErasures
from charting.storage.clinic.listening import Ear, Listener
from charting.storage.clinic.transfer import copy_all
from charting.storage.clinic.trouble import answers, facts_of
from charting.storage.database import Database
from charting.storage.engine import COPY, NAME, open_engine, remove
from charting.storage.failures import refusals
from charting.storage.migrating import migrate
from charting.storage.server import PlainServerRecords

CLOCK_SLACK_SECONDS = 300
_TRIAL_BYTES = 65_536

_LATEST = text("SELECT content FROM clinic.keys ORDER BY version DESC LIMIT 1")
_KNOWN = text("SELECT 1 FROM clinic.keys WHERE hash = :hash")
_SHARE = text(
    "INSERT INTO clinic.keys (version, content, hash)"
    " SELECT coalesce(max(version), 0) + 1, :content, :hash FROM clinic.keys"
    " HAVING coalesce((SELECT hash FROM clinic.keys ORDER BY version DESC LIMIT 1), '') = :after"
)
_ADMIT = text("SELECT clinic.admit(:who, :verifier, :leads)")
_APPOINT = text("SELECT clinic.appoint(:who, :leads)")
_DISMISS = text("SELECT clinic.dismiss(:who)")
_NEWCOMERS = text("SELECT holder FROM clinic.members WHERE NOT came_in")
_STATE = text(
    "SELECT current_setting('server_version'), pg_database_size(current_database()),"
    " (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()),"
    " extract(epoch FROM clock_timestamp())::float8"
)
_CLINICAL_ONLY = text("SELECT clinic.clinical_only()")
_HERE = text("SELECT 1")
_TRIAL = text("INSERT INTO clinic.trials (filler) VALUES (:filler)")


class ServerShared:
    """Implements `charting.services.clinics.Shared`."""

    def __init__(self, database: Database, address: ClinicAddress, ear: Ear) -> None:
        self._database, self._address, self._ear = database, address, ear
        self._listeners: list[Listener] = []

    def latest_keys(self) -> bytes:
        """The key file as somebody shared it last; nothing where nobody has yet."""
        with self._database.reading() as connection:
            return connection.execute(_LATEST).scalar() or b""

    def knows_keys(self, content: bytes) -> bool:
        """Whether a key file of this content was ever shared."""
        with self._database.reading() as connection:
            found = connection.execute(_KNOWN, {"hash": hashlib.sha256(content).digest()})
            return found.first() is not None

    def share_keys(self, content: bytes, after: bytes) -> None:
        """Share a key file in the place of the one before. Raises `Refused` (STALE_RECORD) where
        another was shared just now.
        """
        try:
            with self._database.writing() as connection:
                share_keys(connection, content, after)
        except IntegrityError:
            raise Refused(ErrorCode.STALE_RECORD) from None

    def admit(self, member: Member) -> None:
        """Let somebody in; the first password counts from now on."""
        with self._database.writing() as connection:
            admit(connection, self._address, member)

    def appoint(self, holder: PractitionerId, *, leads: bool) -> None:
        """Say whether somebody may let others in."""
        with self._database.writing() as connection:
            connection.execute(_APPOINT, {"who": holder, "leads": leads})

    def dismiss(self, holder: PractitionerId) -> None:
        """Let somebody in no more."""
        with self._database.writing() as connection:
            connection.execute(_DISMISS, {"who": holder})

    def newcomers(self) -> Collection[PractitionerId]:
        """Those who have not come in yet, and so have no password of their own."""
        with self._database.reading() as connection:
            found = connection.execute(_NEWCOMERS).scalars()
            return frozenset(PractitionerId(UUID(str(each))) for each in found)

    def state(self, now: Moment) -> ClinicState:
        """How the server is, by the clock of this computer."""
        with self._database.reading() as connection:
            version, size, connected, seconds = connection.execute(_STATE).one()
        troubles = [*clock_trouble(now, seconds), *self._disk_trouble()]
        return ClinicState(str(version), int(size), int(connected), tuple(troubles))

    def listen(self, hear: Hear) -> Listening:
        """Let `hear` know, on a thread of its own, what others do. It ends by itself when the
        record is closed.
        """
        listener = Listener(self._ear, hear)
        self._listeners.append(listener)
        return listener

    def close(self) -> None:
        """Hear nothing any more."""
        for listener in self._listeners:
            listener.close()

    def _disk_trouble(self) -> list[Refused]:
        """Write something and take it back: a full disk says so."""
        try:
            with self._database.writing() as connection:
                connection.execute(_TRIAL, {"filler": bytes(_TRIAL_BYTES)})
                connection.rollback()
        except Refused as refused:
            return [refused]
        return []


def clock_trouble(now: Moment, server_seconds: float) -> list[Refused]:
    """That the clocks of this computer and the server differ by more than a few minutes."""
    apart = now.utc / 1_000_000 - server_seconds
    if abs(apart) <= CLOCK_SLACK_SECONDS:
        return []
    return [Refused(ErrorCode.CLINIC_CLOCK, {"minutes": round(abs(apart) / 60)})]


def share_keys(connection: Connection, content: bytes, after: bytes = b"") -> None:
    """Share a key file within a transaction, in the place of the one before, if there is one.

    Raises `Refused` (STALE_RECORD) where that is not the latest.
    """
    before = hashlib.sha256(after).digest() if after else b""
    hash_ = hashlib.sha256(content).digest()
    new = {"content": content, "hash": hash_, "after": before}
    if connection.execute(_SHARE, new).rowcount != 1:
        raise Refused(ErrorCode.STALE_RECORD)


def admit(connection: Connection, address: ClinicAddress, member: Member) -> None:
    """Let somebody in, within a transaction."""
    driver = connection.connection.driver_connection
    name = login_name(address.database, member.holder)
    spelled = verifier(driver, name, member.first)  # type: ignore[arg-type]
    connection.execute(_ADMIT, {"who": member.holder, "verifier": spelled, "leads": member.leads})


class ServerRecords(PlainServerRecords):
    """Implements `charting.services.ports.Records` on a clinic's server; `key` encrypts the copies
    that this computer makes of it.
    """

    def __init__(self, database: Database, address: ClinicAddress, ear: Ear, key: bytes) -> None:
        super().__init__(database)
        self.erasures: ErasureRecords = ServerErasures(database)
        self._ear = ear
        self._among = ServerShared(database, address, ear)
        self.shared: Shared | None = self._among
        self._address = address
        self._key = key
        self.database = database

    def look(self) -> None:
        """See whether it answers, and lets one in. Raises `Refused` (CLINIC_UNREACHABLE,
        CLINIC_GONE, and what `connect` names).
        """
        if not answers(self._address):
            raise Refused(ErrorCode.CLINIC_UNREACHABLE, facts_of(self._address))
        try:
            with self.database.reading() as connection:
                connection.execute(_HERE)
        except Refused as refused:
            if refused.code is ErrorCode.CLINIC_GONE:
                # Whoever is not let in any more is told so.
                self._ear().close()
            raise

    def close(self) -> None:
        """Close the database; nothing may be asked afterwards, and nothing is heard."""
        self._among.close()
        super().close()

    def copy_to(self, target: Path, report: Report = nobody_hears) -> None:
        """Write all of it, as it is at one moment, into an encrypted database in the new folder
        `target`, and compare the two.

        Raises `Refused` (BACKUP_TARGET_EXISTS, BACKUP_NOT_VERIFIED, FOLDER_NOT_WRITABLE, DISK_FULL,
        CLINIC_GONE).
        """
        if target.exists():
            raise Refused(ErrorCode.BACKUP_TARGET_EXISTS, {"folder": str(target)})
        fresh = target / f"{NAME}.part"
        with refusals(target):
            target.mkdir(mode=0o700, parents=True)
        try:
            with refusals(target):
                self._write(fresh, target, report)
                move_into_place(fresh, target / NAME)
                flush_folder(target.parent)
        except BaseException:
            remove(fresh)
            (target / NAME).unlink(missing_ok=True)
            target.rmdir()
            raise

    def _write(self, fresh: Path, target: Path, report: Report) -> None:
        copy = Database(open_engine(fresh, self._key, alone=True), target)
        try:
            migrate(copy.engine)
            report(Progress(Part.COPYING))
            with self._database.reading() as source, copy.writing() as written:
                copy_all(source, written)
                written.exec_driver_sql(f"PRAGMA user_version = {COPY}")
            report(Progress(Part.CHECKING))
            with copy.driver() as driver:
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except Refused as refused:
            if refused.code is not ErrorCode.CLINIC_DIFFERS:
                raise
            raise Refused(ErrorCode.BACKUP_NOT_VERIFIED, {"folder": str(target)}) from None
        finally:
            copy.close()

    def problems(self) -> Sequence[str]:
        """As of every record; the front desk, which sees a part of it, cannot judge. Raises
        `Refused` (CLINIC_NOT_PERMITTED).
        """
        with self._database.reading() as connection:
            connection.execute(_CLINICAL_ONLY)
        return super().problems()

    def quick_problems(self) -> Sequence[str]:
        """As `problems`."""
        return self.problems()

    def change_key(self, key: bytes) -> None:
        """Nothing on the server is encrypted by it; the next copy is."""
        self._key = key
