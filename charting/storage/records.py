"""An open database of one practice, as the services see it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from charting.domain.audit import Trace
from charting.domain.backup import Report, nobody_hears
from charting.domain.errors import ErrorCode, Refused
from charting.services.attached_files import AttachedFiles
from charting.services.clinic_paper_records import ClinicPaperRecords
from charting.services.clinics import Shared
from charting.services.erasure_records import ErasureRecords
from charting.services.follow_up_records import FollowUpRecords
from charting.services.kept import KeptHere
from charting.services.paper_records import PaperRecords
from charting.services.ports import (
    PatientRecords,
    PracticeRecords,
    SessionRecords,
    Trail,
)
from charting.services.sheet_records import SheetRecords
from charting.services.signed import SignedRecords
from charting.services.supply_records import SupplyRecords
from charting.services.travelling import WholeRecords
from charting.storage.attached_files import SqlAttachedFiles
from charting.storage.backup import copy_into
from charting.storage.clinic_papers import SqlClinicPapers
from charting.storage.contents import count_rows, lacking_guards, shortened_chains
from charting.storage.database import Database
from charting.storage.engine import COPY, change_key, is_free, open_engine
from charting.storage.erasures import SqlErasures
from charting.storage.failures import refusals
from charting.storage.file_checks import file_problems, quick_file_problems
from charting.storage.follow_ups import SqlFollowUps
from charting.storage.papers import SqlPapers
from charting.storage.patients import SqlPatients
from charting.storage.practices import SqlPractice
from charting.storage.sessions import SqlSessions
from charting.storage.sheets import SqlSheets
from charting.storage.signed import SqlSigned
from charting.storage.supplies import SqlSupplies
from charting.storage.trail import SqlTrail, append
from charting.storage.whole_records import SqlWholeRecords


class SqlRecords:
    """Implements `charting.services.ports.Records` as far as every database can."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.practice: PracticeRecords = SqlPractice(database)
        self.patients: PatientRecords = SqlPatients(database)
        self.sessions: SessionRecords = SqlSessions(database)
        self.follow_ups: FollowUpRecords = SqlFollowUps(database)
        self.sheets: SheetRecords = SqlSheets(database)
        self.clinic_papers: ClinicPaperRecords = SqlClinicPapers(database)
        self.attached: AttachedFiles = SqlAttachedFiles(database)
        self.supplies: SupplyRecords = SqlSupplies(database)
        self.papers: PaperRecords = SqlPapers(database)
        self.signed: SignedRecords = SqlSigned(database)
        self.whole: WholeRecords = SqlWholeRecords(database)
        self.erasures: ErasureRecords = SqlErasures(database)
        self.trail: Trail = SqlTrail(database)
        self.shared: Shared | None = None
        self.here: KeptHere | None = None

    def counts(self) -> dict[str, int]:
        """How many of each kind are stored: patients, sessions, marks and so on."""
        with self._database.reading() as connection:
            return count_rows(connection)

    def problems(self) -> Sequence[str]:
        """What is found wrong: audit chains that have lost their end, triggers that are gone."""
        with self._database.reading() as connection:
            shortened = shortened_chains(connection)
            unguarded = lacking_guards(connection)
        return (
            *(f"audit chain {chain.hex} has lost its end" for chain in shortened),
            *(f"the trigger {name} is gone" for name in unguarded),
        )

    def quick_problems(self) -> Sequence[str]:
        """A database server checks its pages by itself; what is chained is looked at."""
        return SqlRecords.problems(self)

    def write_no_more(self) -> None:
        """Refuse from now on whatever is to be stored (DATABASE_DAMAGED)."""
        self._database.is_damaged = True

    def only_read(self) -> None:
        """Refuse from now on whatever is to be stored but the trail (ONLY_TO_READ)."""
        self._database.is_to_read = True

    def copy_to(self, target: Path, report: Report = nobody_hears) -> None:
        """A database server is copied by its own means, never from here."""
        raise NotImplementedError

    def was_copied(self) -> bool:
        """A database server is not made into a practice folder's backup."""
        return False

    def go_on_from_copy(self, trace: Trace) -> None:
        """There is nothing to go on from."""

    def is_alone(self) -> bool:
        """A database server has many who work with it."""
        return False

    def change_key(self, key: bytes) -> None:
        """A database server has no data key."""
        raise NotImplementedError

    def tidy(self) -> None:
        """A database server tidies up by itself."""

    def close(self) -> None:
        """Close the database; nothing may be asked afterwards."""
        self._database.close()


class FileRecords(SqlRecords):
    """Implements `charting.services.ports.Records` on the encrypted `file` of a practice."""

    def __init__(self, database: Database, file: Path, key: bytes) -> None:
        super().__init__(database)
        self._file = file
        self._key = key

    def problems(self) -> Sequence[str]:
        """What the database's own checks and the ends of the audit chains show to be wrong.

        Raises `Refused` (DATABASE_BUSY) while somebody else reads or writes.
        """
        with self._database.driver() as driver:
            self._empty_log(driver)
            found = tuple(file_problems(driver, self._file, self._key))
        return found or super().problems()

    def quick_problems(self) -> Sequence[str]:
        """What is wrong with the pages in use, with what belongs together, and with the chains."""
        with self._database.driver() as driver:
            found = tuple(quick_file_problems(driver))
        return found or super().quick_problems()

    def copy_to(self, target: Path, report: Report = nobody_hears) -> None:
        """Write a complete, verified, encrypted copy of the database into the new folder `target`.

        Raises `Refused` (BACKUP_TARGET_EXISTS, BACKUP_NOT_VERIFIED, FOLDER_NOT_WRITABLE, DISK_FULL,
        DATABASE_DAMAGED, STORAGE_FAILED).
        """
        copy_into(self._database, self._key, target, report)

    def was_copied(self) -> bool:
        """Whether this is a backup from which nobody has gone on yet."""
        with self._database.driver() as driver:
            return bool(driver.execute("PRAGMA user_version").fetchone() == (COPY,))

    def go_on_from_copy(self, trace: Trace) -> None:
        """Store that a backup is gone on from, which is a backup no longer."""
        with self._database.writing() as connection:
            append(connection, trace)
            connection.exec_driver_sql("PRAGMA user_version = 0")

    def is_alone(self) -> bool:
        """Whether no other program has the database open, nor anybody else in this one."""
        self._database.engine.dispose()
        with refusals(self._database.folder):
            return is_free(self._file, self._key)

    def _empty_log(self, driver: Any) -> None:  # noqa: ANN401 - the driver is not typed
        # Pages that stand in the log only would be taken for damaged ones.
        busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise Refused(ErrorCode.DATABASE_BUSY, {"folder": str(self._database.folder)})

    def change_key(self, key: bytes) -> None:
        """Encrypt the whole database anew with another 32-byte data key; it is done or not done.

        Raises `Refused` (DATABASE_BUSY while somebody else has it open, DISK_FULL,
        STORAGE_FAILED).
        """
        if key == self._key:
            return
        self._database.engine.dispose()
        with refusals(self._database.folder):
            change_key(self._file, self._key, key)
        self._key = key
        self._database.go_on_with(open_engine(self._file, key))

    def tidy(self) -> None:
        """Bring what stands in the log into the database file, as far as nobody is kept waiting."""
        with self._database.driver() as driver:
            driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
