"""Clinics that take every record in and keep nothing of it."""

from collections.abc import Sequence
from pathlib import Path

from charting.domain.audit import Trace
from charting.domain.clinic import ClinicAddress, ClinicState, Dumped
from charting.domain.moment import Moment
from charting.services.clinics import Admin, Member, Moved


class MemoryClinics:
    """Implements `ClinicServers`."""

    def check(
        self, _folder: Path, _address: ClinicAddress, _admin: Admin, _now: Moment
    ) -> ClinicState:
        return ClinicState()

    def move_in(
        self,
        _folder: Path,
        _key: bytes,
        _address: ClinicAddress,
        _admin: Admin,
        _members: Sequence[Member],
        _keys: bytes,
        _trace: Trace,
    ) -> Moved:
        return Moved({})

    def dump(self, _folder: Path, _address: ClinicAddress, _admin: Admin, _file: Path) -> Dumped:
        return Dumped(0, 0, 0)

    def update(self, _folder: Path, _admin: Admin) -> bool:
        return False

    def address(self, _folder: Path) -> ClinicAddress:
        return ClinicAddress("localhost", "clinic")

    def lead(self, folder: Path, address: ClinicAddress) -> None:
        """A practice in memory leads nowhere."""
