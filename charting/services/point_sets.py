"""Point sets: kept from what was needled, offered again, and dropped."""

from collections.abc import Sequence

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.ids import EntryId
from charting.domain.point_set import PointSet, checked_point_set
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, PracticeRecords


class PointSets:
    """What `who` can do with the clinic's point sets."""

    def __init__(self, records: PracticeRecords, clock: Clock, ids: Ids, who: Practitioner) -> None:
        self._records, self._clock, self._ids, self._who = records, clock, ids, who

    @needs(Right.READ_CLINICAL)
    def all(self) -> Sequence[PointSet]:
        """All sets, by name."""
        return self._records.point_sets()

    @needs(Right.CHART)
    def keep(self, point_set: PointSet) -> Sequence[PointSet]:
        """Keep a set, in the place of one of the same name; all sets as they are then.

        Raises what `checked_point_set` refuses.
        """
        checked = checked_point_set(point_set)
        self._records.keep_point_set(checked, self._trace(Action.POINT_SET_KEPT, checked))
        return self.all()

    @needs(Right.CHART)
    def drop(self, name: str) -> Sequence[PointSet]:
        """Drop a set; all sets as they are then. Raises `Refused` (NOT_FOUND)."""
        self._records.drop_point_set(name, self._trace(Action.POINT_SET_DROPPED, {"name": name}))
        return self.all()

    def _trace(self, action: Action, what: object) -> Trace:
        practice = self._records.practice()
        now, by = self._clock.now(), self._who.id
        return Trace(EntryId(self._ids.new()), practice.id, now, by, action, canonical(what))
