"""What one practitioner has of a clinic on this computer: a journal, and the patients of these
days; in a folder of their own, which one program at a time may have.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId, PractitionerId
from charting.services.kept import KeptSeal
from charting.services.ports import Clock, Records
from charting.storage.clinic import few
from charting.storage.clinic.calls import Call, read_call
from charting.storage.clinic.journal import Journal
from charting.storage.database import Database
from charting.storage.engine import remove
from charting.storage.failures import refusals
from charting.storage.migrations import CURRENT
from charting.storage.records import SqlRecords
from charting.system import SystemClock

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FOLDER = "kept-here"
JOURNAL = "journal"

OPENS_DAYS = 4
"""So long after the clinic was reached last its patients can still be read here: over a long
weekend, and no longer, as nobody can tell this computer meanwhile who does not work there any more.
"""
_DAY_MINUTES = 24 * 60
_CLOCK = SystemClock()


class Here:
    """The open folder of the holder of the `seal`, in the practice folder."""

    def __init__(
        self, practice: Path, holder: PractitionerId, seal: KeptSeal, clock: Clock = _CLOCK
    ) -> None:
        """Raises `BlockingIOError` while another program has it, and `Refused` (DISK_FULL,
        STORAGE_FAILED, FOLDER_NOT_WRITABLE).
        """
        self._folder = practice / FOLDER / holder.hex
        with refusals(practice):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = _locked(self._folder / "lock")
        self._key, self._clock = seal.database_key, clock
        try:
            self.journal = Journal(self._folder / JOURNAL, seal)
            self.calls = self._read()
            self._few = self._opened(self._key)
            self.records: Records = SqlRecords(self._few)
        except BaseException:
            os.close(self._lock)
            raise

    def _read(self) -> list[Call]:
        """The changes in the journal. Where a line is of a version that spelled it otherwise, all
        of the journal is put aside as it lies there, and the lines that are known go on.
        """
        calls = []
        for line in self.journal.lines:
            with suppress(ValueError):
                calls.append(read_call(line))
        if len(calls) < len(self.journal.lines):
            self.journal.set_aside()
            self.journal.replace([call.spelled() for call in calls])
        return calls

    @property
    def waiting(self) -> list[Call]:
        """What is on its way to the clinic, in order."""
        return [call for call in self.calls if not call.turned_down]

    @property
    def is_filled(self) -> bool:
        """Whether there is anything to go on with."""
        return few.is_filled(self._few)

    @property
    def is_too_old(self) -> bool:
        """Whether the clinic was not reached for so long that its patients are not read here any
        more; a clock that was set back does not make it younger.
        """
        age = self._minutes() - few.last_reached(self._few)
        return not -_DAY_MINUTES <= age <= OPENS_DAYS * _DAY_MINUTES

    @property
    def erased(self) -> frozenset[bytes]:
        """Of whom it is known here that their record was erased."""
        return few.erased_in(self._few)

    def forget_patients(self) -> None:
        """Take away all that can be read of patients; what waits for the clinic stays sealed."""
        self._few.close()
        with refusals(self._folder):
            for file in self._folder.glob("*.db"):
                remove(file)
        self._few = self._opened(self._key)
        self.records = SqlRecords(self._few)

    def keep(self, call: Call) -> None:
        """Keep a change, on the disk when this returns; one that is kept already is left alone.

        Raises `Refused` (DISK_FULL, STORAGE_FAILED, FOLDER_NOT_WRITABLE).
        """
        if any(kept.told.id == call.told.id for kept in self.calls):
            return
        self.journal.add(call.spelled())
        self.calls.append(call)
        self.follow(call)

    def keep_only(self, calls: list[Call]) -> None:
        """Forget all but these. Raises what `keep` raises."""
        self.journal.replace([call.spelled() for call in calls])
        self.calls = calls

    def follow(self, call: Call) -> bool:
        """Show a change in the patients of these days; whether it could be. What it is about may
        not be among them, or not as the clinic had it.
        """
        try:
            call.carry_out(self.records)
        except (Refused, IntegrityError):
            return False
        return True

    def fill(self, clinic: Database, further: list[PatientId]) -> None:
        """Have the clinic's patients of these days and the `further` ones. Raises `Refused`."""
        few.fill(self._few, clinic, further)
        few.note_reached(self._few, self._minutes())

    def bring(self, clinic: Database, patient_id: PatientId) -> None:
        """Have what the clinic has of a patient by now. Raises `Refused`, and `IntegrityError`
        where it is of somebody who works there only since `fill`.
        """
        few.bring(self._few, clinic, patient_id)

    def close(self) -> None:
        """Let another program have it."""
        self._few.close()
        os.close(self._lock)

    def _minutes(self) -> int:
        return self._clock.now().utc // 60_000_000

    def _opened(self, key: bytes) -> Database:
        """The patients of these days by the tables of today; what does not open is made anew."""
        file = self._folder / f"{CURRENT}.db"
        with refusals(self._folder):
            for other in self._folder.glob("*.db"):
                if other != file:
                    remove(other)
        try:
            return self._tried(file, key)
        except Refused as refused:
            if refused.code not in (ErrorCode.DATABASE_DAMAGED, ErrorCode.DATABASE_FOREIGN):
                raise
            with refusals(self._folder):
                remove(file)
            return self._tried(file, key)

    def _tried(self, file: Path, key: bytes) -> Database:
        with refusals(self._folder):
            opened = few.open_few(file, key)
        try:
            few.is_filled(opened)
        except (Refused, DBAPIError):
            opened.close()
            raise
        return opened


def _locked(file: Path) -> int:
    """A handle that holds the file for as long as it is open, however the program ends."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise BlockingIOError from None
    return handle
