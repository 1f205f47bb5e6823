"""What is kept of a practitioner's own ways; a part of the port `PracticeRecords`."""

from typing import Protocol

from charting.domain.ids import PractitionerId
from charting.domain.own_ways import OwnWays


class OwnWayRecords(Protocol):
    """How each practitioner likes the screen. No part of the record, and so in no trail."""

    def own_ways(self, practitioner_id: PractitionerId) -> OwnWays:
        """Those of a practitioner; the usual ones of somebody who chose none."""

    def keep_own_ways(self, practitioner_id: PractitionerId, ways: OwnWays) -> None:
        """Store them in the place of those before."""
