"""Whole records in memory, given out and taken in as a database does it."""

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from charting.domain.audit import AuditEntry, Trace
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId
from charting.domain.practice import Practitioner
from charting.domain.record import PatientRecord, awaits_cosignature, in_stable_order

if TYPE_CHECKING:
    from tests.fakes import Kept


def _in_one_step(record: PatientRecord) -> Generator[None, None, PatientRecord]:
    yield
    return record


class MemoryWholeRecords:
    """Implements `WholeRecords`."""

    def __init__(self, kept: "Kept") -> None:
        self._kept = kept

    def of_patient(self, patient_id: PatientId) -> PatientRecord:
        kept = self._kept
        if patient_id not in kept.patients:
            raise Refused(ErrorCode.NOT_FOUND)
        sessions = tuple(kept.sessions_of(patient_id))
        theirs = [patient_id, *(session.id for session in sessions)]
        return in_stable_order(
            PatientRecord(
                kept.patients[patient_id],
                tuple(each for each in kept.facts.values() if each.patient_id == patient_id),
                tuple(each for each in kept.reviews if each.patient_id == patient_id),
                tuple(each for each in kept.measures if each.patient_id == patient_id),
                tuple(each for each in kept.episodes.values() if each.patient_id == patient_id),
                sessions,
                tuple(each for each in kept.follow_ups.values() if each.patient_id == patient_id),
                tuple(each for each in kept.sheets if each.patient_id == patient_id),
                tuple(kept.signed.get(patient_id, ())),
                tuple(tuple(kept.entries[chain]) for chain in theirs if chain in kept.entries),
                tuple(each for each in kept.papers if each.patient_id == patient_id),
            )
        )

    def reading(self, patient_id: PatientId) -> Generator[None, None, PatientRecord]:
        return _in_one_step(self.of_patient(patient_id))

    def take_in(
        self, record: PatientRecord, strangers: Sequence[Practitioner], trace: Trace
    ) -> None:
        if record.patient.id in self._kept.erased:
            raise Refused(ErrorCode.PATIENT_ERASED)
        if self._is_taken(record):
            raise Refused(ErrorCode.RECORD_CLASHES)
        kept, patient = self._kept, record.patient
        kept.practitioners += strangers
        kept.patients[patient.id] = patient
        kept.added[patient.id] = record.chains[0][0].at if record.chains else trace.at
        kept.facts |= {each.id: each for each in record.facts}
        kept.reviews += record.reviews
        kept.measures += record.measures
        kept.episodes |= {each.id: each for each in record.episodes}
        kept.sessions |= {each.id: each for each in record.sessions}
        kept.follow_ups |= {each.id: each for each in record.follow_ups}
        kept.sheets += record.sheets
        kept.papers += record.papers
        if record.signed:
            kept.signed[patient.id] = list(record.signed)
        kept.awaiting |= {
            each.id for each in record.sessions if awaits_cosignature(record, each.id)
        }
        kept.entries |= {chain[0].chain: list(chain) for chain in record.chains}
        kept.append(trace)

    def join(
        self,
        before: PatientRecord,
        after: PatientRecord,
        strangers: Sequence[Practitioner],
        retold: Sequence[AuditEntry],
        trace: Trace,
    ) -> None:
        kept, patient = self._kept, after.patient
        if self.of_patient(patient.id) != in_stable_order(before):
            raise Refused(ErrorCode.STALE_RECORD)
        kept.practitioners += strangers
        kept.patients[patient.id] = patient
        kept.facts |= {each.id: each for each in after.facts}
        kept.reviews += [each for each in after.reviews if each not in before.reviews]
        kept.measures += [each for each in after.measures if each not in before.measures]
        kept.episodes |= {each.id: each for each in after.episodes}
        kept.sessions |= {each.id: each for each in after.sessions}
        kept.follow_ups |= {each.id: each for each in after.follow_ups}
        kept.sheets += [each for each in after.sheets if each not in before.sheets]
        kept.papers += [each for each in after.papers if each not in before.papers]
        if after.signed:
            kept.signed[patient.id] = list(after.signed)
        for each in after.sessions:
            kept.awaiting.discard(each.id)
            if awaits_cosignature(after, each.id):
                kept.awaiting.add(each.id)
        known = {chain[0].chain for chain in before.chains}
        fresh = [chain for chain in after.chains if chain[0].chain not in known]
        kept.entries |= {chain[0].chain: list(chain) for chain in fresh}
        for one in retold:
            payload = one.payload or b""
            kept.append(Trace(one.id, one.chain, one.at, one.by, one.action, payload))
        kept.append(trace)

    def _is_taken(self, record: PatientRecord) -> bool:
        kept = self._kept
        return (
            record.patient.id in kept.patients
            or any(each.id in kept.facts for each in record.facts)
            or any(each.id in kept.episodes for each in record.episodes)
            or any(each.id in kept.sessions for each in record.sessions)
            or any(each.id in kept.follow_ups for each in record.follow_ups)
            or any(one.id == each.id for one in kept.sheets for each in record.sheets)
            or any(one.id == each.id for one in kept.papers for each in record.papers)
            or any(kept.knows(entry.id) for chain in record.chains for entry in chain)
        )
