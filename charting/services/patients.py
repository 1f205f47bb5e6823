"""Patients: found as one types, added, corrected, archived, and their health kept up to date."""

from collections.abc import Sequence
from dataclasses import replace

from charting.domain.audit import Action, Trace
from charting.domain.body import BodyMeasures, checked_measures
from charting.domain.canonical import canonical
from charting.domain.ids import EntryId, FactId, PatientId, SessionId
from charting.domain.patient import (
    FactKind,
    HealthFact,
    HealthReview,
    Patient,
    checked_fact,
    checked_patient,
    likely_same,
)
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.domain.text import words_typed
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, PatientLine, PatientRecords, Trail

PAGE = 50


class Patients:
    """What `who` can do with patients; every deed leaves its trace."""

    def __init__(
        self, records: PatientRecords, trail: Trail, clock: Clock, ids: Ids, who: Practitioner
    ) -> None:
        self._records = records
        self._trail = trail
        self._clock = clock
        self._ids = ids
        self._who = who
        self._by = who.id

    @needs(Right.READ_PATIENTS)
    def find(
        self, typed: str, *, archived: bool = False, limit: int = PAGE
    ) -> Sequence[PatientLine]:
        """Patients whom every typed piece begins to name; nothing typed gives those seen lately."""
        words = words_typed(typed)
        if not words and not typed.strip() and not archived:
            return self._records.seen_lately(limit)
        return self._records.search(words, limit, archived)

    @needs(Right.READ_PATIENTS)
    def patient(self, patient_id: PatientId) -> Patient:
        """One patient. Raises `Refused` (NOT_FOUND)."""
        return self._records.patient(patient_id)

    @needs(Right.READ_PATIENTS)
    def viewed(self, patient_id: PatientId, sessions: Sequence[SessionId] = ()) -> None:
        """Leave a trace of who read this patient's record, and which sessions of it."""
        what = {"patient": patient_id, "sessions": tuple(sessions)}
        self._trail.add(self._trace(patient_id, Action.RECORD_VIEWED, what))

    def draft(self) -> PatientId:
        """An id for a patient who is about to be added; sending the form twice adds one patient."""
        return PatientId(self._ids.new())

    @needs(Right.READ_PATIENTS)
    def likely_doubles(self, patient: Patient) -> tuple[Patient, ...]:
        """Those on file who may be the same person, archived ones too."""
        return tuple(
            other for other in self._records.born_near(patient) if likely_same(patient, other)
        )

    @needs(Right.WRITE_PATIENTS)
    def add(self, patient: Patient) -> Patient:
        """Add a patient; the stored form.

        Raises `Refused` (NAME_MISSING, BIRTH_IN_FUTURE, BIRTH_TOO_EARLY, TEXT_TOO_LONG).
        """
        checked = checked_patient(patient, self._clock.now().day)
        self._records.add(checked, self._trace(checked.id, Action.PATIENT_ADDED, checked))
        return checked

    @needs(Right.WRITE_PATIENTS)
    def correct(self, patient: Patient) -> Patient:
        """Store a corrected patient; the stored form, one version on.

        Raises `Refused` (STALE_RECORD, and what `add` refuses).
        """
        checked = checked_patient(patient, self._clock.now().day)
        self._records.correct(checked, self._trace(checked.id, Action.PATIENT_CORRECTED, checked))
        return replace(checked, version=checked.version + 1)

    @needs(Right.WRITE_PATIENTS)
    def archive(self, patient: Patient, *, archived: bool = True) -> Patient:
        """Take a patient out of the lists, or back; nothing is deleted."""
        changed = replace(patient, archived=archived)
        self._records.correct(changed, self._trace(patient.id, Action.PATIENT_ARCHIVED, changed))
        return replace(changed, version=changed.version + 1)

    @needs(Right.WRITE_PATIENTS)
    def reads_as(self, patient: Patient, *, large: bool, easy: bool) -> Patient:
        """Note how the patient reads: large print, easy words; the stored form, one version on.

        Raises `Refused` (STALE_RECORD).
        """
        changed = replace(patient, large_print=large, easy_read=easy)
        self._records.correct(changed, self._trace(patient.id, Action.PATIENT_CORRECTED, changed))
        return replace(changed, version=changed.version + 1)

    @needs(Right.READ_CLINICAL)
    def facts(self, patient_id: PatientId) -> Sequence[HealthFact]:
        """All health facts, ended ones too, in the order they were noted."""
        return self._records.facts(patient_id)

    @needs(Right.READ_CLINICAL)
    def last_review(self, patient_id: PatientId) -> HealthReview | None:
        """When the health facts were last gone through with the patient."""
        return self._records.last_review(patient_id)

    @needs(Right.CHART)
    def add_fact(self, patient_id: PatientId, kind: FactKind, text: str) -> HealthFact:
        """Note a health fact. Raises `Refused` (FIELD_MISSING, TEXT_TOO_LONG)."""
        fact = checked_fact(
            HealthFact(FactId(self._ids.new()), patient_id, kind, text, self._clock.now(), self._by)
        )
        self._records.add_fact(fact, self._trace(patient_id, Action.FACT_ADDED, fact))
        return fact

    @needs(Right.CHART)
    def end_fact(self, fact: HealthFact) -> HealthFact:
        """Note that a fact holds no longer. Raises `Refused` (STALE_RECORD)."""
        ended = replace(fact, ended=self._clock.now())
        self._records.correct_fact(ended, self._trace(fact.patient_id, Action.FACT_ENDED, ended))
        return replace(ended, version=ended.version + 1)

    @needs(Right.CHART)
    def review(self, patient_id: PatientId) -> HealthReview:
        """Note that the health facts were gone through with the patient just now."""
        review = HealthReview(patient_id, self._clock.now(), self._by)
        self._records.add_review(review, self._trace(patient_id, Action.HEALTH_REVIEWED, review))
        return review

    @needs(Right.READ_CLINICAL)
    def measures(self, patient_id: PatientId) -> BodyMeasures | None:
        """What was found last of a patient's body."""
        found = self._records.measures(patient_id)
        return found[-1] if found else None

    @needs(Right.READ_CLINICAL)
    def all_measures(self, patient_id: PatientId) -> Sequence[BodyMeasures]:
        """All that was found of a patient's body, the latest last."""
        return self._records.measures(patient_id)

    @needs(Right.CHART)
    def measure(
        self,
        patient_id: PatientId,
        build: str,
        *,
        spine: int | None = None,
        psis: int | None = None,
        height: int | None = None,
    ) -> BodyMeasures:
        """Note what was found of a patient's body just now, in mm; earlier measures stay on file.

        Raises `Refused` (MEASURE_IMPOSSIBLE).
        """
        measures = checked_measures(
            BodyMeasures(patient_id, build, self._clock.now(), self._by, spine, psis, height)
        )
        trace = self._trace(patient_id, Action.BODY_MEASURED, measures)
        self._records.add_measures(measures, trace)
        return measures

    def _trace(self, patient_id: PatientId, action: Action, what: object) -> Trace:
        return Trace(
            EntryId(self._ids.new()),
            patient_id,
            self._clock.now(),
            self._by,
            action,
            canonical(what),
        )
