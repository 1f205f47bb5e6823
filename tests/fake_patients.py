"""Patients kept in memory, found and added as a database does."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from charting.domain.audit import Trace
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import (
    PatientId,
)
from charting.domain.patient import HealthFact, HealthReview, Patient
from charting.domain.text import fold
from charting.services.ports import (
    PatientLine,
)
from tests.fake_batches import MemoryBatches
from tests.fake_bodies import MemoryBodies
from tests.fake_lines import found_by

if TYPE_CHECKING:
    from tests.fakes import Kept


class MemoryPatients(MemoryBatches, MemoryBodies):
    """Implements `PatientRecords`."""

    def __init__(self, kept: "Kept") -> None:
        self._kept = kept

    def patient(self, patient_id: PatientId) -> Patient:
        if patient_id not in self._kept.patients:
            raise Refused(ErrorCode.NOT_FOUND)
        return self._kept.patients[patient_id]

    def search(self, words: Sequence[str], limit: int, archived: bool) -> Sequence[PatientLine]:
        matching = [
            patient
            for patient in self._kept.patients.values()
            if patient.archived == archived and found_by(patient, words)
        ]
        return tuple(self._line(patient) for patient in sorted(matching, key=_by_name)[:limit])

    def seen_lately(self, limit: int) -> Sequence[PatientLine]:
        active = [patient for patient in self._kept.patients.values() if not patient.archived]
        latest_first = sorted(active, key=self._seen, reverse=True)
        return tuple(self._line(patient) for patient in latest_first[:limit])

    def born_near(self, patient: Patient) -> Sequence[Patient]:
        words = set(fold(patient.name).split())
        near = [
            other
            for other in self._kept.patients.values()
            if other.id != patient.id
            and (other.born == patient.born or (words and words <= set(fold(other.name).split())))
        ]
        return tuple(sorted(near, key=_by_name))

    def add(self, patient: Patient, trace: Trace) -> None:
        known = self._kept.patients.get(patient.id)
        if known is None:
            self._kept.patients[patient.id] = patient
            self._kept.added[patient.id] = trace.at
            self._kept.append(trace)
        elif known != patient:
            raise Refused(ErrorCode.STALE_RECORD)

    def correct(self, patient: Patient, trace: Trace) -> None:
        if self._kept.knows(trace.id):
            return
        known = self._kept.patients.get(patient.id)
        if known is None or known.version != patient.version:
            raise Refused(ErrorCode.STALE_RECORD)
        self._kept.patients[patient.id] = replace(patient, version=patient.version + 1)
        self._kept.append(trace)

    def ids(self) -> Sequence[PatientId]:
        return tuple(self._kept.patients)

    def facts(self, patient_id: PatientId) -> Sequence[HealthFact]:
        theirs = (fact for fact in self._kept.facts.values() if fact.patient_id == patient_id)
        return tuple(sorted(theirs, key=lambda fact: (fact.noted.utc, fact.id.bytes)))

    def add_fact(self, fact: HealthFact, trace: Trace) -> None:
        if not self._kept.knows(trace.id):
            self._kept.facts[fact.id] = fact
            self._kept.append(trace)

    def correct_fact(self, fact: HealthFact, trace: Trace) -> None:
        if self._kept.knows(trace.id):
            return
        known = self._kept.facts.get(fact.id)
        if known is None or known.version != fact.version:
            raise Refused(ErrorCode.STALE_RECORD)
        self._kept.facts[fact.id] = replace(fact, version=fact.version + 1)
        self._kept.append(trace)

    def last_review(self, patient_id: PatientId) -> HealthReview | None:
        theirs = [review for review in self._kept.reviews if review.patient_id == patient_id]
        return max(theirs, key=lambda review: review.at.utc, default=None)

    def add_review(self, review: HealthReview, trace: Trace) -> None:
        if not self._kept.knows(trace.id):
            self._kept.reviews.append(review)
            self._kept.append(trace)

    def _line(self, patient: Patient) -> PatientLine:
        sessions = self._kept.sessions_of(patient.id)
        return PatientLine(patient, sessions[0].opened.day if sessions else None)

    def _seen(self, patient: Patient) -> tuple[int, bytes]:
        sessions = self._kept.sessions_of(patient.id)
        at = sessions[0].opened if sessions else self._kept.added[patient.id]
        return at.utc, patient.id.bytes


def _by_name(patient: Patient) -> tuple[str, bytes]:
    return fold(patient.listed_name), patient.id.bytes
