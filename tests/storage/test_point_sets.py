"""Point sets in every kind of records: kept under a name, replaced, dropped."""

import pytest

from charting.domain.audit import Action
from charting.domain.errors import ErrorCode, Refused
from charting.domain.point_set import PointSet
from charting.services.point_sets import PointSets
from charting.services.ports import Records
from tests.fakes import CountingIds, TickingClock
from tests.storage.backends import NORA

LOW = PointSet("Low back", ("multifidus l4 l @20 0.30x50 static deep", "ql l3 r @70"))


def test_a_set_is_kept_replaced_and_dropped(records: Records) -> None:
    sets = PointSets(records.practice, TickingClock(), CountingIds(500_000), NORA)
    assert sets.all() == ()
    glutes = PointSet("Gluteal <b>", ("gmed r", "gmed l"))
    assert sets.keep(LOW) == (LOW,)
    assert sets.keep(glutes) == (glutes, LOW)
    fewer = PointSet(LOW.name, LOW.lines[:1])
    assert sets.keep(fewer) == (glutes, fewer)
    assert sets.drop(glutes.name) == (fewer,)
    with pytest.raises(Refused) as refused:
        sets.drop(glutes.name)
    assert refused.value.code is ErrorCode.NOT_FOUND
    told = [entry.action for entry in records.trail.chain(records.practice.practice().id)]
    assert told[-4:] == [*[Action.POINT_SET_KEPT] * 3, Action.POINT_SET_DROPPED]
