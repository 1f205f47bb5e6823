"""What was measured of bodies, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from charting.domain.audit import Trace
from charting.domain.body import BodyMeasures
from charting.domain.ids import PatientId

if TYPE_CHECKING:
    from tests.fakes import Kept


class MemoryBodies:
    """The part of `PatientRecords` that keeps measures."""

    _kept: Kept

    def measures(self, patient_id: PatientId) -> Sequence[BodyMeasures]:
        theirs = [one for one in self._kept.measures if one.patient_id == patient_id]
        return sorted(theirs, key=lambda one: one.measured.utc)

    def add_measures(self, measures: BodyMeasures, trace: Trace) -> None:
        if not self._kept.knows(trace.id):
            self._kept.measures.append(measures)
            self._kept.append(trace)
