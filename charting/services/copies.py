"""What a database knows of being a backup; a part of the port `Records`."""

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
