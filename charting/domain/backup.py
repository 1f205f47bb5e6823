"""What came of the check of a backup."""

from dataclasses import dataclass
from enum import StrEnum

from charting.domain.moment import Moment


class BackupState(StrEnum):
    """What came of the check of one backup."""

    GOOD = "good"
    LOCKED = "locked"
    IN_USE = "in_use"
    OTHER_PRACTICE = "other_practice"
    INCOMPLETE = "incomplete"
    DAMAGED = "damaged"
    AHEAD = "ahead"
    APART = "apart"


# What could not be looked into proves nothing, and accuses nobody.
_NOTHING_WRONG = frozenset(
    {
        BackupState.GOOD,
        BackupState.LOCKED,
        BackupState.IN_USE,
        BackupState.OTHER_PRACTICE,
    }
)


@dataclass(frozen=True, slots=True)
class CheckedBackup:
    """A backup by the name of its folder, and what came of its check; `latest` is when its last
    entry was made, `problems` are the database's own words. AHEAD: it has entries that the record
    of now lacks. APART: an entry of it is another one in the record of now.
    """

    name: str
    state: BackupState
    latest: Moment | None = None
    problems: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing was found wrong, here or in the record of now."""
        return self.state in _NOTHING_WRONG
