"""A clinic whose computers share one record on a database server: where it is found, who comes in,
and what is asked of it beside the record.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from charting.domain.audit import Trace
from charting.domain.clinic import ClinicAddress, ClinicState, Dumped
from charting.domain.ids import PractitionerId
from charting.domain.moment import Moment
from charting.services.news import Hear, Listening


@dataclass(frozen=True, slots=True)
class Admin:
    """Who looks after the server, for what no practitioner may do."""

    name: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is let in; `leads` where they may let others in."""

    holder: PractitionerId
    first: str = field(repr=False)
    leads: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """What came over: rows by table, each counted and compared by its hash."""

    rows: Mapping[str, int]


class Shared(Protocol):
    """What the computers of a clinic have in common beside the record."""

    def latest_keys(self) -> bytes:
        """The key file as somebody shared it last; nothing where nobody has yet."""

    def knows_keys(self, content: bytes) -> bool:
        """Whether a key file of this content was ever shared."""

    def share_keys(self, content: bytes, after: bytes) -> None:
        """Share a key file in the place of the one before. Raises `Refused` (STALE_RECORD) where
        another was shared just now.
        """

    def admit(self, member: Member) -> None:
        """Let somebody in; the first password counts from now on."""

    def appoint(self, holder: PractitionerId, *, leads: bool) -> None:
        """Say whether somebody may let others in."""

    def dismiss(self, holder: PractitionerId) -> None:
        """Let somebody in no more."""

    def newcomers(self) -> Collection[PractitionerId]:
        """Those who have not come in yet, and so have no password of their own."""

    def state(self, now: Moment) -> ClinicState:
        """How the server is, by the clock of this computer."""

    def listen(self, hear: Hear) -> Listening:
        """Let `hear` know, on a thread of its own, what others do. It ends by itself when the
        record is closed.
        """


class ClinicServers(Protocol):
    """Sets clinics up on servers; asks for the server's `admin`, whose password is not kept."""

    def check(self, folder: Path, address: ClinicAddress, admin: Admin, now: Moment) -> ClinicState:
        """Whether a clinic can be set up there, and what is in the way."""

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

    def update(self, folder: Path, admin: Admin) -> bool:
        """Bring the clinic's tables up to date; whether they were not. Raises `Refused`."""

    def dump(self, folder: Path, address: ClinicAddress, admin: Admin, file: Path) -> Dumped:
        """Write the whole database to `file` by the server's own means, and restore it on trial:
        the file is there only if that is the same. Raises `Refused`.
        """

    def address(self, folder: Path) -> ClinicAddress:
        """Where it leads. Raises `Refused` (CLINIC_CARD_UNREADABLE)."""

    def lead(self, folder: Path, address: ClinicAddress) -> None:
        """Let a practice folder lead there. Raises `Refused` (FOLDER_NOT_WRITABLE, DISK_FULL)."""
