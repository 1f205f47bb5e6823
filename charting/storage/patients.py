"""Patients and their health as stored, and the words patients are found by."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from charting.domain.audit import Trace
from charting.domain.body import BodyMeasures
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId
from charting.domain.patient import HealthFact, HealthReview, Patient
from charting.domain.text import fold
from charting.services.ports import PatientLine
from charting.storage.batches import SqlBatches
from charting.storage.database import Database
from charting.storage.prepared import Prepared
from charting.storage.rows.columns import Values
from charting.storage.rows.people import (
    fact_of,
    fact_row,
    measures_of,
    measures_row,
    patient_line_of,
    patient_of,
    patient_row,
    review_of,
    review_row,
)
from charting.storage.search import bearers, found, store_words
from charting.storage.tables import body_measures, health_facts, health_reviews, patients
from charting.storage.trail import append, is_stored

_PATIENT = select(patients).where(patients.c.id == bindparam("patient"))
_IDS = select(patients.c.id).order_by(patients.c.id)
_BORN = select(patients).where(patients.c.born == bindparam("born"))
_ALL = Prepared(
    select(patients)
    .where(patients.c.archived == bindparam("archived"))
    .order_by(patients.c.sort_name, patients.c.id)
    .limit(bindparam("most"))
)
_LATELY = Prepared(
    select(patients)
    .where(patients.c.archived == bindparam("archived"))
    .order_by(patients.c.seen_utc.desc(), patients.c.id.desc())
    .limit(bindparam("most"))
)
_CORRECT = update(patients).where(
    patients.c.id == bindparam("patient"), patients.c.version == bindparam("read")
)
_FACTS = (
    select(health_facts)
    .where(health_facts.c.patient_id == bindparam("patient"))
    .order_by(health_facts.c.noted_utc, health_facts.c.id)
)
_CORRECT_FACT = update(health_facts).where(
    health_facts.c.id == bindparam("fact"), health_facts.c.version == bindparam("read")
)
_LAST_REVIEW = (
    select(health_reviews)
    .where(health_reviews.c.patient_id == bindparam("patient"))
    .order_by(health_reviews.c.at_utc.desc(), health_reviews.c.id.desc())
    .limit(1)
)
_MEASURES = (
    select(body_measures)
    .where(body_measures.c.patient_id == bindparam("patient"))
    .order_by(body_measures.c.measured_utc, body_measures.c.id)
)


class SqlPatients(SqlBatches):
    """Implements `charting.services.ports.PatientRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def patient(self, patient_id: PatientId) -> Patient:
        """One patient. Raises `Refused` (NOT_FOUND)."""
        with self._database.reading() as connection:
            row = connection.execute(_PATIENT, {"patient": patient_id.bytes}).first()
        if row is None:
            raise Refused(ErrorCode.NOT_FOUND)
        return patient_of(row)

    def search(self, words: Sequence[str], limit: int, archived: bool) -> Sequence[PatientLine]:
        """Patients of whom each of the folded `words` begins a word, by name; none given: all."""
        with self._database.reading() as connection:
            if words:
                rows = found(connection, words, limit, archived)
            else:
                rows = _ALL.rows(connection, {"archived": archived, "most": limit})
        return tuple(patient_line_of(row) for row in rows)

    def seen_lately(self, limit: int) -> Sequence[PatientLine]:
        """Patients by their latest session or, without one, by when they were added."""
        with self._database.reading() as connection:
            rows = _LATELY.rows(connection, {"archived": False, "most": limit})
            return tuple(patient_line_of(row) for row in rows)

    def born_near(self, patient: Patient) -> Sequence[Patient]:
        """Others, archived or not, who share the date of birth or have every folded word of the
        name; by name.
        """
        with self._database.reading() as connection:
            same_day = connection.execute(_BORN, {"born": patient.born.isoformat()}).all()
            rows = {row[0]: row for row in (*same_day, *bearers(connection, patient))}
        words = set(fold(patient.name).split())
        others = (patient_of(row) for row in sorted(rows.values(), key=_by_name))
        return tuple(
            other
            for other in others
            if other.id != patient.id
            and (other.born == patient.born or words <= set(fold(other.name).split()))
        )

    def ids(self) -> Sequence[PatientId]:
        """Every patient there is."""
        with self._database.reading() as connection:
            return tuple(PatientId(UUID(bytes=key)) for key in connection.execute(_IDS).scalars())

    def add(self, patient: Patient, trace: Trace) -> None:
        """Store a new patient with the words they are found by; sent twice, it is stored once.

        Raises `Refused` (STALE_RECORD) where the id is taken by somebody described otherwise.
        """
        with self._database.writing() as connection:
            known = connection.execute(_PATIENT, {"patient": patient.id.bytes}).first()
            if known is None:
                row = {**patient_row(patient), "seen_utc": trace.at.utc, "last_session": None}
                connection.execute(insert(patients), row)
                store_words(connection, patient)
                append(connection, trace)
            elif patient_of(known) != patient and not is_stored(connection, trace.id):
                raise Refused(ErrorCode.STALE_RECORD)

    def correct(self, patient: Patient, trace: Trace) -> None:
        """Store a corrected patient, whose `version` is the one that was read; it rises by one.

        Raises `Refused` (STALE_RECORD).
        """
        row = {**patient_row(patient), "version": patient.version + 1}
        key = {"patient": patient.id.bytes, "read": patient.version}
        with self._database.writing() as connection:
            if connection.execute(_CORRECT, {**row, **key}).rowcount == 1:
                store_words(connection, patient)
                append(connection, trace)
            elif not is_stored(connection, trace.id):
                raise Refused(ErrorCode.STALE_RECORD)

    def facts(self, patient_id: PatientId) -> Sequence[HealthFact]:
        """All health facts, ended ones too, in the order they were noted."""
        with self._database.reading() as connection:
            rows = connection.execute(_FACTS, {"patient": patient_id.bytes})
            return tuple(fact_of(row) for row in rows)

    def add_fact(self, fact: HealthFact, trace: Trace) -> None:
        """Store a new health fact."""
        with self._database.writing() as connection:
            if not is_stored(connection, trace.id):
                connection.execute(insert(health_facts), fact_row(fact))
                append(connection, trace)

    def correct_fact(self, fact: HealthFact, trace: Trace) -> None:
        """Store an ended or corrected fact, whose `version` is the one that was read and rises.

        Raises `Refused` (STALE_RECORD).
        """
        row = {**fact_row(fact), "version": fact.version + 1}
        key = {"fact": fact.id.bytes, "read": fact.version}
        with self._database.writing() as connection:
            if connection.execute(_CORRECT_FACT, {**row, **key}).rowcount == 1:
                append(connection, trace)
            elif not is_stored(connection, trace.id):
                raise Refused(ErrorCode.STALE_RECORD)

    def last_review(self, patient_id: PatientId) -> HealthReview | None:
        """The latest review of the health facts."""
        with self._database.reading() as connection:
            row = connection.execute(_LAST_REVIEW, {"patient": patient_id.bytes}).first()
        return None if row is None else review_of(row)

    def add_review(self, review: HealthReview, trace: Trace) -> None:
        """Store a review."""
        with self._database.writing() as connection:
            if not is_stored(connection, trace.id):
                connection.execute(insert(health_reviews), review_row(review, trace.id))
                append(connection, trace)

    def measures(self, patient_id: PatientId) -> Sequence[BodyMeasures]:
        """All that was found of a patient's body, the latest last."""
        with self._database.reading() as connection:
            rows = connection.execute(_MEASURES, {"patient": patient_id.bytes})
            return tuple(measures_of(row) for row in rows)

    def add_measures(self, measures: BodyMeasures, trace: Trace) -> None:
        """Store what was found of a body."""
        with self._database.writing() as connection:
            if not is_stored(connection, trace.id):
                connection.execute(insert(body_measures), measures_row(measures, trace.id))
                append(connection, trace)


def _by_name(row: Values) -> tuple[str, bytes]:
    return row[8], row[0]
