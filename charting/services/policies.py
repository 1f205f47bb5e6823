"""What is kept of a clinic's policies; a part of the port `PracticeRecords`."""

from collections.abc import Mapping
from typing import Protocol

from charting.domain.audit import Trace


class PolicyRecords(Protocol):
    """The sides that a clinic takes where sources disagree."""

    def policies(self) -> Mapping[str, str]:
        """The sides that the clinic has taken, by policy."""

    def take_side(self, policy: str, side: str, trace: Trace) -> None:
        """Store that the clinic takes a side from now on."""
