"""Patients in batches, kept in memory."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from charting.domain.audit import Trace
from charting.domain.patient import Patient

if TYPE_CHECKING:
    from tests.fakes import Kept


class MemoryBatches:
    """Implements `BatchRecords`."""

    _kept: "Kept"

    def add_all(self, patients: Sequence[Patient], traces: Sequence[Trace]) -> None:
        for patient, trace in zip(patients, traces, strict=True):
            self._kept.patients[patient.id] = patient
            self._kept.added[patient.id] = trace.at
            self._kept.append(trace)

    def take_back(self, patients: Sequence[Patient], traces: Sequence[Trace]) -> int:
        kept = self._kept
        needed = {
            *(each.patient_id for each in kept.facts.values()),
            *(each.patient_id for each in kept.episodes.values()),
            *(each.patient_id for each in kept.reviews),
            *(each.patient_id for each in kept.sheets),
        }
        out = 0
        for patient, trace in zip(patients, traces, strict=True):
            if kept.patients.get(patient.id) == patient and patient.id not in needed:
                del kept.patients[patient.id]
                kept.append(trace)
                out += 1
        return out
