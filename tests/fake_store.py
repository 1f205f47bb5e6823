"""Databases in memory, one for each practice folder."""

from collections.abc import Sequence
from pathlib import Path

from charting.domain.errors import ErrorCode, Refused
from charting.services.clinics import ClinicServers
from charting.services.ports import Records
from charting.services.stores import Inspected
from charting.services.vaults import Login
from tests.fake_clinics import MemoryClinics
from tests.fakes import Kept, MemoryRecords


class MemoryStore:
    """Implements `Store`; every folder is a good place."""

    def __init__(self) -> None:
        self._databases: dict[Path, tuple[bytes, Kept]] = {}

    def exists(self, folder: Path) -> bool:
        return folder in self._databases

    def check_place(self, folder: Path) -> None:
        pass

    def create(self, folder: Path, key: bytes) -> Records:
        if folder in self._databases:
            raise Refused(ErrorCode.PRACTICE_EXISTS, {"folder": str(folder)})
        self._databases[folder] = (key, Kept())
        return self.open(folder, key)

    def discard(self, folder: Path) -> None:
        del self._databases[folder]

    def opens(self, folder: Path, key: bytes) -> bool:
        return self._databases[folder][0] == key

    def clinics(self) -> ClinicServers:
        return MemoryClinics()

    def settle(self, folder: Path, day: str) -> Path | None:
        return None

    def inspect(self, folder: Path, keys: Sequence[bytes]) -> Inspected:
        raise Refused(ErrorCode.NO_PRACTICE, {"folder": str(folder)})

    def open(self, folder: Path, key: bytes, _login: Login | None = None) -> Records:
        if folder not in self._databases:
            raise Refused(ErrorCode.NO_PRACTICE, {"folder": str(folder)})
        right, kept = self._databases[folder]
        if key != right:
            raise Refused(ErrorCode.DATABASE_FOREIGN, {"folder": str(folder)})
        return MemoryRecords(kept)
