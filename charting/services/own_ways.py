"""A practitioner's own ways at the screen: which hand is free, and how large everything is."""

from charting.domain.own_ways import OwnWays
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.services.permission import needs
from charting.services.ports import PracticeRecords


class OwnScreen:
    """What `who` has chosen; it goes with them to every computer of the clinic."""

    def __init__(self, records: PracticeRecords, who: Practitioner) -> None:
        self._records, self._who = records, who

    @needs(Right.READ_CLINICAL)
    def mine(self) -> OwnWays:
        """What was chosen last."""
        return self._records.own_ways(self._who.id)

    @needs(Right.READ_CLINICAL)
    def keep(self, ways: OwnWays) -> OwnWays:
        """Choose from now on; the same is given back."""
        self._records.keep_own_ways(self._who.id, ways)
        return ways
