"""A clinic whose computers share one record: where its server is found, and how it is."""

from dataclasses import dataclass

from charting.domain.errors import Refused
from charting.domain.moment import Moment

USUAL_PORT = 5432
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class ClinicAddress:
    """Where a clinic's database is found; `authority` are the certificates (PEM) of whoever vouches
    for the server, empty where that is somebody this computer trusts anyway.
    """

    host: str
    database: str
    port: int = USUAL_PORT
    authority: str = ""

    @property
    def is_here(self) -> bool:
        """Whether the server runs on this very computer, so that nobody listens on the way."""
        return self.host in HERE or self.host.startswith("/")


@dataclass(frozen=True, slots=True)
class ClinicState:
    """How a server is: its `version` as it says it, the bytes of the record, how many are connected
    just now, and what is wrong, each as the refusal whose sentence names it. `backed_up` is when
    somebody made a backup last, `waiting` of how many visits and patients something waits on this
    computer, `whole` whether every chain ends where it should, `None` where nobody looked.
    """

    version: str = ""
    size: int = 0
    connected: int = 0
    troubles: tuple[Refused, ...] = ()
    backed_up: Moment | None = None
    waiting: int = 0
    whole: bool | None = None


@dataclass(frozen=True, slots=True)
class Dumped:
    """A dump that was restored on trial and is the same: `rows` of all tables, `chains` whose ends
    were compared, and the bytes of the file.
    """

    rows: int
    chains: int
    size: int
