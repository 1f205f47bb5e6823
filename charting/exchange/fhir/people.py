"""The practice, its people, the patient and what is known of their health, as FHIR."""

from collections.abc import Callable, Iterator, Mapping

from charting.domain.body import BodyMeasures
from charting.domain.canonical import canonical
from charting.domain.patient import FactKind, HealthFact, Patient, Sex
from charting.domain.practice import Practice
from charting.domain.record import Named, RecordFile
from charting.exchange.fhir.extensions import extended
from charting.exchange.fhir.terms import (
    BODY_HEIGHT,
    Resource,
    annotation,
    at,
    beside,
    concept,
    filled,
    identifier,
    loinc,
    period,
    quantity,
    reference,
    resource,
    standard,
    worded,
)

_GENDER: Mapping[Sex, str] = {Sex.FEMALE: "female", Sex.MALE: "male", Sex.UNKNOWN: "unknown"}
_FINAL = "final"


def people(file: RecordFile) -> Iterator[Resource]:
    """The practice that gave the record out, whoever is named in it, and the patient."""
    practice = file.exported.practice
    yield _organization(practice)
    everybody = {person.id: person for person in (*file.practitioners, file.exported.by)}
    for person in everybody.values():
        yield _practitioner(person)
        yield resource(
            "PractitionerRole",
            beside(person.id, "role"),
            practitioner=reference("Practitioner", person.id),
            organization=reference("Organization", practice.id),
        )
    yield patient(file.record.patient, practice)


def _organization(practice: Practice) -> Resource:
    phones = (practice.phone, practice.out_of_hours_phone)
    return resource(
        "Organization",
        practice.id,
        identifier=identifier(practice.id),
        name=practice.name,
        telecom=[{"system": "phone", "value": phone} for phone in phones if phone],
        address=[{"country": practice.country}] if practice.country else [],
    )


def _practitioner(person: Named) -> Resource:
    register = {"type": {"text": "registration"}, "value": person.registration}
    return resource(
        "Practitioner",
        person.id,
        identifier=identifier(person.id) + ([register] if person.registration else []),
        name=[{"text": person.name}] if person.name else [],
        extension=[extended("named", person, without=frozenset({"id", "name", "registration"}))]
        if person.signing_key
        else [],
    )


def patient(one: Patient, practice: Practice) -> Resource:
    """The patient, known by as little as the record knows."""
    name = {
        "use": "official",
        "text": one.name,
        "family": one.family,
        "given": [one.given] if one.given else [],
    }
    return resource(
        "Patient",
        one.id,
        extension=[
            extended(
                "patient", one, without=frozenset({"id", "family", "given", "born", "sex", "phone"})
            )
        ],
        identifier=identifier(one.id),
        active=not one.archived,
        name=[filled(name)],
        telecom=[{"system": "phone", "value": one.phone}] if one.phone else [],
        gender=_GENDER.get(one.sex, "other"),
        birthDate=one.born.isoformat(),
        managingOrganization=reference("Organization", practice.id),
    )


def health(file: RecordFile) -> Iterator[Resource]:
    """What is known of the patient's health and body."""
    for fact in file.record.facts:
        yield _FACTS.get(fact.kind, _history)(fact)
    for measures in file.record.measures:
        yield from _body(measures)


def _allergy(fact: HealthFact) -> Resource:
    return resource(
        "AllergyIntolerance",
        fact.id,
        clinicalStatus=standard(
            "active" if fact.current else "resolved", "allergyintolerance-clinical"
        ),
        verificationStatus=standard("unconfirmed", "allergyintolerance-verification"),
        code=worded(fact.text),
        patient=reference("Patient", fact.patient_id),
        recordedDate=at(fact.noted),
        recorder=reference("Practitioner", fact.noted_by),
        note=_until(fact),
    )


def _medicine(fact: HealthFact) -> Resource:
    return resource(
        "MedicationStatement",
        fact.id,
        status="active" if fact.current else "completed",
        medicationCodeableConcept=worded(fact.text),
        subject=reference("Patient", fact.patient_id),
        effectivePeriod=period(None, fact.ended),
        dateAsserted=at(fact.noted),
        informationSource=reference("Patient", fact.patient_id),
        note=_until(fact),
    )


def _implant(fact: HealthFact) -> Resource:
    return resource(
        "Flag",
        fact.id,
        status="active" if fact.current else "inactive",
        category=[concept("implant", "FactKind")],
        code=worded(fact.text),
        subject=reference("Patient", fact.patient_id),
        period=period(fact.noted, fact.ended),
        author=reference("Practitioner", fact.noted_by),
    )


def _history(fact: HealthFact) -> Resource:
    return resource(
        "Condition",
        fact.id,
        clinicalStatus=standard("active" if fact.current else "inactive", "condition-clinical"),
        verificationStatus=standard("unconfirmed", "condition-ver-status"),
        category=[standard("problem-list-item", "condition-category")],
        code=worded(fact.text),
        subject=reference("Patient", fact.patient_id),
        recordedDate=at(fact.noted),
        recorder=reference("Practitioner", fact.noted_by),
        note=_until(fact),
    )


_FACTS: Mapping[FactKind, Callable[[HealthFact], Resource]] = {
    FactKind.ALLERGY: _allergy,
    FactKind.MEDICINE: _medicine,
    FactKind.IMPLANT: _implant,
    FactKind.HISTORY: _history,
}


def _until(fact: HealthFact) -> list[Resource]:
    return annotation("" if fact.current else f"Noted as ended at {at(fact.ended)}")


def _body(measures: BodyMeasures) -> Iterator[Resource]:
    """Each length that was found is an observation; the kind of build stands with all of them."""
    found = {"spine": measures.spine, "psis": measures.psis, "height": measures.height}
    for name, length in found.items():
        if length is not None:
            code = loinc(BODY_HEIGHT) if name == "height" else concept(name, "BodyMeasures")
            yield resource(
                "Observation",
                beside(measures.patient_id, f"{name} {canonical(measures).decode()}"),
                extension=[extended("body-measures", measures, without=frozenset({"patient_id"}))],
                status=_FINAL,
                code=code,
                subject=reference("Patient", measures.patient_id),
                effectiveDateTime=at(measures.measured),
                performer=[reference("Practitioner", measures.measured_by)],
                valueQuantity=quantity(length, "mm"),
            )
