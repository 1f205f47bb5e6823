"""What a database knows of being a backup; a part of the port `Records`."""

from collections.abc import Sequence
from typing import Protocol

from charting.domain.audit import Trace


class CopyRecords(Protocol):
    """A database that may be a copy of another one."""

    def was_copied(self) -> bool:
        """Whether this is a backup from which nobody has gone on yet."""

    def go_on_from_copy(self, trace: Trace) -> None:
        """Store that a backup is gone on from, which is a backup no longer."""

    def is_alone(self) -> bool:
        """Whether no other program has the database open."""

    def quick_problems(self) -> Sequence[str]:
        """What a check finds wrong that keeps nobody from storing meanwhile: each page that is in
        use, what belongs together, and the ends of the audit chains; in the database's words.
        """

    def only_read(self) -> None:
        """Refuse from now on whatever is to be stored but who looked at what (ONLY_TO_READ)."""

    def write_no_more(self) -> None:
        """Refuse from now on whatever is to be stored (DATABASE_DAMAGED): it is read as it is."""
