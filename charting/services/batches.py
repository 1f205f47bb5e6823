"""Many patients stored at once, and taken back; a part of the port `PatientRecords`."""

from collections.abc import Sequence
from typing import Protocol

from charting.domain.audit import Trace
from charting.domain.patient import Patient


class BatchRecords(Protocol):
    """Patients in batches."""

    def add_all(self, patients: Sequence[Patient], traces: Sequence[Trace]) -> None:
        """Store new patients, each with the first entry of their trail, all or none of them."""

    def take_back(self, patients: Sequence[Patient], traces: Sequence[Trace]) -> int:
        """Forget those patients of whom nothing else was written since they were added, each with
        a last entry in their trail; how many they were.
        """
