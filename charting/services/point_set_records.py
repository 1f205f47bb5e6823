"""What is kept of a clinic's point sets; a part of the port `PracticeRecords`."""

from collections.abc import Sequence
from typing import Protocol

from charting.domain.audit import Trace
from charting.domain.point_set import PointSet


class PointSetRecords(Protocol):
    """The clinic's own point sets, known by their names."""

    def point_sets(self) -> Sequence[PointSet]:
        """All of them, by name."""

    def keep_point_set(self, point_set: PointSet, trace: Trace) -> None:
        """Store a set; one of the same name makes place for it."""

    def drop_point_set(self, name: str, trace: Trace) -> None:
        """Take a set away. Raises `Refused` (NOT_FOUND)."""
