"""A visit as FHIR: the encounter, what was asked and answered, and what was overridden and why."""

from collections.abc import Iterable, Iterator, Mapping

from charting import content
from charting.domain.comparable_signs import unit_of
from charting.domain.ids import PractitionerId
from charting.domain.marks import Needle
from charting.domain.outcomes import NPRS
from charting.domain.record import RecordFile
from charting.domain.session import Answer, Reply, Session, Status
from charting.domain.visit import LEAFLET_GIVEN, PAIN_AFTER, PAIN_BEFORE, Item, Kind
from charting.exchange.fhir.extensions import extended
from charting.exchange.fhir.marks import charted, observed
from charting.exchange.fhir.terms import (
    BASE,
    PAIN_SEVERITY,
    Resource,
    at,
    beside,
    coding,
    concept,
    filled,
    hl7,
    identifier,
    loinc,
    period,
    quantity,
    reference,
    resource,
    standard,
)

_ENCOUNTER: Mapping[Status, str] = {
    Status.DRAFT: "in-progress",
    Status.IN_ERROR: "entered-in-error",
}
_ANSWERED: Mapping[Status, str] = {
    Status.DRAFT: "in-progress",
    Status.AMENDED: "amended",
    Status.IN_ERROR: "entered-in-error",
}
# What stands elsewhere in the resources of a visit.
_SHOWN = frozenset({"id", "patient_id", "marks", "answers", "notes", "versions"})


def visits(file: RecordFile) -> Iterator[Resource]:
    """Everything about each visit but its note."""
    for session in file.record.sessions:
        yield _encounter(file, session)
        if session.answers:
            yield _answers(session)
        yield from _pain(session)
        yield from _signs(session)
        yield from charted(session)
        yield from (
            _override(session, needle)
            for needle in session.needles()
            if needle.against or needle.reason
        )
        if (given := session.answers.get(LEAFLET_GIVEN)) and given.reply is Reply.YES:
            yield _leaflet(session, given)


def _encounter(file: RecordFile, session: Session) -> Resource:
    return resource(
        "Encounter",
        session.id,
        extension=[extended("session", session, without=_SHOWN)],
        identifier=identifier(session.id),
        status=_ENCOUNTER.get(session.status, "finished"),
        class_=hl7("AMB", "v3-ActCode"),
        subject=reference("Patient", session.patient_id),
        episodeOfCare=[reference("EpisodeOfCare", session.episode_id)],
        participant=[{"individual": reference("Practitioner", each)} for each in _who(session)],
        period=period(session.opened),
        serviceProvider=reference("Organization", file.exported.practice.id),
    )


def _who(session: Session) -> Iterable[PractitionerId]:
    return dict.fromkeys([session.practitioner_id, *(each.by for each in session.taken_over)])


def _answers(session: Session) -> Resource:
    items = {item.id: item for item in content.visit_items()}
    last = max(session.answers.values(), key=lambda answer: answer.at.utc)
    return resource(
        "QuestionnaireResponse",
        beside(session.id, "answers"),
        questionnaire=f"{BASE}:Questionnaire:visit",
        status=_ANSWERED.get(session.status, "completed"),
        subject=reference("Patient", session.patient_id),
        encounter=reference("Encounter", session.id),
        authored=at(last.at),
        author=reference("Practitioner", last.by),
        item=[_answer(each, items.get(each.item)) for each in session.answers.values()],
    )


def _answer(answer: Answer, item: Item | None) -> Resource:
    values: list[Resource] = []
    if answer.reply is not None:
        values.append({"valueCoding": coding(answer.reply, "Reply")})
    unit = unit_of(answer, item.units) if item else None
    if answer.number is not None:
        values.append(
            {"valueQuantity": quantity(unit.in_unit(answer.number), unit.ucum)}
            if unit
            else {"valueInteger": answer.number}
        )
    codes = (code for code in answer.choice.split() if unit is None or code != unit.id)
    values += ({"valueCoding": coding(code, answer.item)} for code in codes)
    if answer.remark:
        values.append({"valueString": answer.remark})
    return filled(
        {
            "extension": [extended("answer", answer)],
            "linkId": answer.item,
            "text": item.words if item else "",
            "answer": values,
        }
    )


def _pain(session: Session) -> Iterator[Resource]:
    """Pain before and after, as a number; never as an answer code of LOINC, whose published lists
    disagree with the number (clinical reference 8.2).
    """
    for item in (PAIN_BEFORE, PAIN_AFTER):
        answer = session.answers.get(item)
        if answer is not None and answer.number is not None:
            yield resource(
                "Observation",
                beside(session.id, item),
                status=observed(session),
                category=[standard("survey", "observation-category")],
                code=loinc(
                    PAIN_SEVERITY, f"Pain {item.removeprefix(f'{NPRS}.')} treatment, 0 to 10"
                ),
                subject=reference("Patient", session.patient_id),
                encounter=reference("Encounter", session.id),
                effectiveDateTime=at(answer.at),
                performer=[reference("Practitioner", answer.by)],
                valueQuantity=quantity(answer.number, "{score}"),
                derivedFrom=[reference("QuestionnaireResponse", beside(session.id, "answers"))],
            )


def _signs(session: Session) -> Iterator[Resource]:
    """Each comparable sign that was measured, before needling and after it."""
    for item in content.visit_items() if session.answers else ():
        answer = session.answers.get(item.id)
        if answer is None or answer.number is None:
            continue
        if (unit := unit_of(answer, item.units)) is None:
            continue
        when = "after" if item.follows and item.kind is Kind.COMPARED else "before"
        what = session.answers.get(item.follows if when == "after" else item.id, answer)
        yield resource(
            "Observation",
            beside(session.id, item.id),
            status=observed(session),
            category=[standard("exam", "observation-category")],
            code=concept(
                "comparable-sign",
                "record",
                f"Comparable sign {when} treatment: {what.remark}".rstrip(": "),
            ),
            subject=reference("Patient", session.patient_id),
            encounter=reference("Encounter", session.id),
            effectiveDateTime=at(answer.at),
            performer=[reference("Practitioner", answer.by)],
            valueQuantity=quantity(unit.in_unit(answer.number), unit.ucum),
            derivedFrom=[reference("QuestionnaireResponse", beside(session.id, "answers"))],
        )


def _override(session: Session, needle: Needle) -> Resource:
    """A needle that was set although a rule spoke against it, and the reason given."""
    evidence = [{"code": [concept(rule, "screening")]} for rule in needle.against]
    reason = {"action": {"text": needle.reason}} if needle.reason else None
    return resource(
        "DetectedIssue",
        beside(needle.id, "override"),
        status="preliminary" if session.status is Status.DRAFT else "final",
        code=concept("overridden-rule", "record", "A rule spoke against this needle"),
        patient=reference("Patient", session.patient_id),
        identifiedDateTime=at(needle.placed),
        author=reference("Practitioner", needle.placed_by),
        implicated=[reference("Procedure", needle.id)],
        evidence=evidence,
        mitigation=[reason] if reason else [],
    )


def _leaflet(session: Session, given: Answer) -> Resource:
    return resource(
        "Communication",
        beside(session.id, "leaflet"),
        status="completed",
        category=[standard("instruction", "communication-category")],
        topic=concept("aftercare-leaflet", "record", "Aftercare leaflet"),
        subject=reference("Patient", session.patient_id),
        encounter=reference("Encounter", session.id),
        sent=at(given.at),
        sender=reference("Practitioner", given.by),
        recipient=[reference("Patient", session.patient_id)],
    )
