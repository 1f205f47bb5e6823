"""What stands on sheets as FHIR: events, outcomes, consents, letters, and whatever comes later."""

import base64
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from charting import content
from charting.care_content import measure
from charting.domain.adverse_events import AdverseEvent, Causality, Severity
from charting.domain.attachment import Attachment
from charting.domain.consent import Consent, ConsentWithdrawn
from charting.domain.letters import Letter
from charting.domain.near_miss import NearMiss
from charting.domain.outcomes import NPRS, TOTAL, Reading, Scored
from charting.domain.record import RecordFile
from charting.domain.sheet import Sheet, latest
from charting.exchange.care_tables import in_unit, unit_of
from charting.exchange.fhir.extensions import extended
from charting.exchange.fhir.terms import (
    PAIN_SEVERITY,
    Resource,
    about,
    at,
    concept,
    filled,
    identifier,
    loinc,
    quantity,
    reference,
    resource,
    standard,
    worded,
)

_SEVERITY: Mapping[Severity, str] = {
    Severity.MILD: "mild",
    Severity.SIGNIFICANT: "moderate",
    Severity.SERIOUS: "severe",
}
_HOW_LIKELY: Mapping[Causality, str] = {
    Causality.CERTAIN: "certain",
    Causality.PROBABLE: "probably-likely",
    Causality.POSSIBLE: "possible",
    Causality.UNLIKELY: "unlikely",
    Causality.UNRELATED: "unlikely",
}


def sheets(file: RecordFile) -> Iterator[Resource]:
    """The last version of every sheet, those entered in error among them and marked so."""
    for sheet in latest(file.record.sheets):
        yield from _SHEETS.get(type(sheet.content), _other)(sheet, sheet.content)


def _event(sheet: Sheet, event: AdverseEvent) -> Iterator[Resource]:
    suspect = None
    if event.mark is not None:
        how = _HOW_LIKELY.get(event.causality) if event.causality else None
        judged = [{"assessment": standard(how, "adverse-event-causality-assess")}] if how else []
        suspect = filled({"instance": reference("Procedure", event.mark), "causality": judged})
    serious = "serious" if event.severity is Severity.SERIOUS else "non-serious"
    yield resource(
        "AdverseEvent",
        sheet.id,
        meta=about("DnAdverseEvent"),
        extension=[_all_of(sheet)],
        identifier=identifier(sheet.id)[0],
        actuality="actual",
        event=concept(event.kind, "adverse_events", content.event_vocabulary().words(event.kind)),
        subject=reference("Patient", sheet.patient_id),
        encounter=reference("Encounter", sheet.session_id),
        date=event.day.isoformat(),
        recordedDate=at(sheet.at),
        seriousness=standard(serious, "adverse-event-seriousness"),
        severity=standard(_SEVERITY[event.severity], "adverse-event-severity"),
        outcome=standard(_came_to(event), "adverse-event-outcome"),
        recorder=reference("Practitioner", sheet.by),
        suspectEntity=[suspect] if suspect else [],
    )


def _came_to(event: AdverseEvent) -> str:
    if event.ended is None:
        return "ongoing"
    return "resolvedWithSequelae" if event.lasting else "resolved"


def _near_miss(sheet: Sheet, missed: NearMiss) -> Iterator[Resource]:
    yield resource(
        "AdverseEvent",
        sheet.id,
        extension=[_all_of(sheet)],
        identifier=identifier(sheet.id)[0],
        actuality="potential",
        event=concept(missed.kind, "adverse_events", missed.words),
        subject=reference("Patient", sheet.patient_id),
        encounter=reference("Encounter", sheet.session_id),
        date=missed.day.isoformat(),
        recordedDate=at(sheet.at),
        recorder=reference("Practitioner", sheet.by),
    )


def _scored(sheet: Sheet, scored: Scored) -> Iterator[Resource]:
    """One observation a measure; what was asked within it are its components."""
    known = measure(scored.measure)
    unit = unit_of(scored, known) or "{score}"
    name = known.name if known else scored.measure
    code = loinc(PAIN_SEVERITY, name) if scored.measure == NPRS else None
    total = next((each for each in scored.answered if each.item == TOTAL), None)
    rest = [each for each in scored.answered if each is not total]

    def value(reading: Reading) -> Decimal:
        return in_unit(reading.number or 0, known)

    yield resource(
        "Observation",
        sheet.id,
        extension=[_all_of(sheet)],
        identifier=identifier(sheet.id),
        status="entered-in-error" if sheet.struck else "final",
        category=[standard("survey", "observation-category")],
        code=code or concept(scored.measure, "outcomes", name),
        subject=reference("Patient", sheet.patient_id),
        encounter=reference("Encounter", sheet.session_id),
        effectiveDateTime=at(sheet.at),
        performer=[reference("Practitioner", sheet.by)],
        valueQuantity=quantity(value(total), unit) if total else None,
        dataAbsentReason=None
        if scored.answered
        else standard("not-performed", "data-absent-reason"),
        bodySite=worded(scored.site),
        note=[{"text": scored.remark}] if scored.remark else [],
        component=[
            {
                "code": concept(scored.measure, "outcomes", each.item),
                "valueQuantity": quantity(value(each), unit),
            }
            for each in rest
        ],
    )


def _consent(sheet: Sheet, consent: Consent) -> Iterator[Resource]:
    policy = f"{consent.text.title} ({consent.text.version}, SHA-256 {consent.text_hash})"
    yield _agreement(
        sheet,
        "active",
        concept("dry-needling", "record", "Consent to dry needling"),
        dateTime=at(consent.signed),
        performer=[reference("Patient", sheet.patient_id)],
        policyRule=worded(policy),
        provision={"type": "permit"},
    )


def _withdrawn(sheet: Sheet, withdrawn: ConsentWithdrawn) -> Iterator[Resource]:
    yield _agreement(
        sheet,
        "inactive",
        concept("withdrawal", "record", "Consent taken back"),
        dateTime=at(sheet.at),
        sourceReference=reference("Consent", withdrawn.consent),
        policyRule=worded("Consent to dry needling taken back"),
        provision={"type": "deny"},
    )


def _agreement(sheet: Sheet, status: str, category: Resource, **said: object) -> Resource:
    """A consent or its withdrawal; FHIR has one resource for both."""
    return resource(
        "Consent",
        sheet.id,
        extension=[_all_of(sheet)],
        identifier=identifier(sheet.id),
        status="entered-in-error" if sheet.struck else status,
        scope=standard("treatment", "consentscope"),
        category=[category],
        patient=reference("Patient", sheet.patient_id),
        **said,
    )


def _letter(sheet: Sheet, letter: Letter) -> Iterator[Resource]:
    text = "\n".join((letter.to, "", letter.about, "", letter.text))
    yield resource(
        "DocumentReference",
        sheet.id,
        extension=[_all_of(sheet)],
        identifier=identifier(sheet.id),
        status="entered-in-error" if sheet.struck else "current",
        type_=concept(letter.kind, "LetterKind", "Letter"),
        subject=reference("Patient", sheet.patient_id),
        date=at(sheet.at),
        author=[reference("Practitioner", sheet.by)],
        content=[
            {
                "attachment": {
                    "contentType": "text/plain; charset=utf-8",
                    "data": base64.b64encode(text.encode("utf-8")).decode("ascii"),
                    "title": letter.about or letter.kind.value,
                }
            }
        ],
    )


def _attachment(sheet: Sheet, attachment: Attachment) -> Iterator[Resource]:
    """Its bytes lie in the archive, where the address leads from its top."""
    yield resource(
        "DocumentReference",
        sheet.id,
        extension=[_all_of(sheet)],
        identifier=identifier(sheet.id),
        status="entered-in-error" if sheet.struck else "current",
        type_=concept(attachment.kind, "AttachmentKind", "Attachment"),
        subject=reference("Patient", sheet.patient_id),
        date=at(sheet.at),
        author=[reference("Practitioner", sheet.by)],
        content=[
            {
                "attachment": {
                    "contentType": attachment.media.value,
                    "url": f"attachments/{attachment.file_name}",
                    "size": attachment.size,
                    "title": attachment.title,
                }
            }
        ],
    )


def _other(sheet: Sheet, _said: object) -> Iterator[Resource]:
    """A kind of sheet that this mapping does not know yet, all of it."""
    kind = type(sheet.content).__name__
    yield resource(
        "Basic",
        sheet.id,
        extension=[_all_of(sheet)],
        identifier=identifier(sheet.id),
        code=concept(kind, "sheets", kind),
        subject=reference("Patient", sheet.patient_id),
        created=sheet.at.day.isoformat(),
        author=reference("Practitioner", sheet.by),
    )


def _all_of(sheet: Sheet) -> Resource:
    return extended("sheet", sheet, without=frozenset({"id", "patient_id"}))


_SHEETS: Mapping[type, Callable[..., Iterator[Resource]]] = {
    AdverseEvent: _event,
    NearMiss: _near_miss,
    Scored: _scored,
    Consent: _consent,
    ConsentWithdrawn: _withdrawn,
    Letter: _letter,
    Attachment: _attachment,
}
