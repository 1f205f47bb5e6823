"""A record on its way in, and what it is to the practice that it comes to."""

from dataclasses import dataclass
from enum import StrEnum

from charting.domain.errors import Refused
from charting.domain.joining import Joined
from charting.domain.patient import Patient
from charting.domain.practice import Practitioner


class What(StrEnum):
    """How a record that comes stands to what is here."""

    NEW = "new"
    DOUBLE = "double"
    SAME = "same"
    BEHIND = "behind"
    GOES_ON = "goes_on"
    PARTED = "parted"
    REFUSED = "refused"


# What is taken in where nobody decided otherwise: it touches nothing that is on file.
USUAL = frozenset({What.NEW})
# What somebody may decide to take in.
OFFERED = frozenset({What.NEW, What.DOUBLE, What.GOES_ON, What.PARTED})


@dataclass(frozen=True, slots=True)
class Coming:
    """A record on its way in, by the `name` of its file: whose it is, and what it is to this
    practice. `known` is who it probably is where it is a double; `joined` what would become of the
    record here; `why` it is refused; `strangers` whom nobody knows here; `took` says that it is in.
    """

    name: str
    what: What
    patient: Patient | None = None
    visits: int = 0
    marks: int = 0
    known: Patient | None = None
    joined: Joined | None = None
    why: Refused | None = None
    strangers: tuple[Practitioner, ...] = ()
    took: bool = False

    @property
    def offered(self) -> bool:
        """Whether it can be taken in."""
        return self.what in OFFERED and (self.joined is None or self.joined.brings)

    @property
    def shown(self) -> Patient | None:
        """Whose record is on file now, if anybody's."""
        is_here = self.took or self.joined is not None
        return self.patient if is_here else None
