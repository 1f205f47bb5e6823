"""Rows of practices, practitioners, patients and what is known of their health."""

from datetime import date
from uuid import UUID

from charting.domain.body import BodyMeasures
from charting.domain.ids import EntryId, FactId, PatientId, PracticeId
from charting.domain.patient import FactKind, HealthFact, HealthReview, Patient, Sex
from charting.domain.practice import Practice, Practitioner
from charting.domain.roles import Role
from charting.domain.text import fold
from charting.services.ports import PatientLine
from charting.storage.rows.columns import (
    Columns,
    Values,
    moment_of,
    moment_row,
    optional_moment,
    optional_practitioner,
    practitioner_id,
)


def practice_row(practice: Practice) -> Columns:
    """A practice as stored."""
    return {
        "id": practice.id.bytes,
        "name": practice.name,
        "phone": practice.phone,
        "out_of_hours_phone": practice.out_of_hours_phone,
        "country": practice.country,
        "emergency_number": practice.emergency_number,
        "paper": practice.paper,
        "demo": practice.demo,
    }


def practice_of(row: Values) -> Practice:
    """The practice of a stored row."""
    return Practice(PracticeId(UUID(bytes=row[0])), *row[1:])


def practitioner_row(person: Practitioner) -> Columns:
    """A practitioner as stored."""
    return {
        "id": person.id.bytes,
        "name": person.name,
        "registration": person.registration,
        "signing_key": person.signing_key or None,
        "role": person.role.value,
        "supervisor_id": person.supervisor_id and person.supervisor_id.bytes,
        **moment_row("left", person.left),
    }


def practitioner_of(row: Values) -> Practitioner:
    """The practitioner of a stored row."""
    id_, name, registration, signing_key, role, supervisor = row[:6]
    return Practitioner(
        practitioner_id(id_),
        name,
        registration,
        signing_key or b"",
        Role(role),
        optional_practitioner(supervisor),
        optional_moment(*row[6:9]),
    )


def sort_name(patient: Patient) -> str:
    """The name by which patients are listed, without case and accents."""
    return fold(patient.listed_name)


def patient_row(patient: Patient) -> Columns:
    """A patient as stored, without when they were seen."""
    return {
        "id": patient.id.bytes,
        "family": patient.family,
        "given": patient.given,
        "born": patient.born.isoformat(),
        "sex": patient.sex.value,
        "phone": patient.phone,
        "archived": patient.archived,
        "version": patient.version,
        "sort_name": sort_name(patient),
        "large_print": patient.large_print,
        "language": patient.language,
        "easy_read": patient.easy_read,
    }


def patient_of(row: Values) -> Patient:
    """The patient of a stored row, which may be longer."""
    id_, family, given, born, sex, phone, archived, version = row[:8]
    return Patient(
        PatientId(UUID(bytes=id_)),
        family,
        given,
        date.fromisoformat(born),
        Sex(sex),
        phone,
        archived == 1,
        version,
        row[11] == 1,
        row[12],
        row[13] == 1,
    )


def patient_line_of(row: Values) -> PatientLine:
    """The listed patient of a whole stored row."""
    last_session = row[10]
    return PatientLine(patient_of(row), last_session and date.fromisoformat(last_session))


def fact_row(fact: HealthFact) -> Columns:
    """A health fact as stored."""
    return {
        "id": fact.id.bytes,
        "patient_id": fact.patient_id.bytes,
        "kind": fact.kind.value,
        "text": fact.text,
        **moment_row("noted", fact.noted),
        "noted_by": fact.noted_by.bytes,
        **moment_row("ended", fact.ended),
        "version": fact.version,
    }


def fact_of(row: Values) -> HealthFact:
    """The health fact of a stored row."""
    return HealthFact(
        FactId(UUID(bytes=row[0])),
        PatientId(UUID(bytes=row[1])),
        FactKind(row[2]),
        row[3],
        moment_of(*row[4:7]),
        practitioner_id(row[7]),
        optional_moment(*row[8:11]),
        row[11],
    )


def review_row(review: HealthReview, entry_id: EntryId) -> Columns:
    """A review as stored under the id of its audit entry."""
    return {
        "id": entry_id.bytes,
        "patient_id": review.patient_id.bytes,
        **moment_row("at", review.at),
        "by": review.by.bytes,
    }


def review_of(row: Values) -> HealthReview:
    """The review of a stored row."""
    return HealthReview(
        PatientId(UUID(bytes=row[1])), moment_of(*row[2:5]), practitioner_id(row[5])
    )


def measures_row(measures: BodyMeasures, entry_id: EntryId) -> Columns:
    """Measures as stored under the id of their audit entry."""
    return {
        "id": entry_id.bytes,
        "patient_id": measures.patient_id.bytes,
        "build": measures.build,
        **moment_row("measured", measures.measured),
        "measured_by": measures.measured_by.bytes,
        "spine": measures.spine,
        "psis": measures.psis,
        "height": measures.height,
    }


def measures_of(row: Values) -> BodyMeasures:
    """The measures of a stored row."""
    return BodyMeasures(
        PatientId(UUID(bytes=row[1])),
        row[2],
        moment_of(*row[3:6]),
        practitioner_id(row[6]),
        *row[7:],
    )
