"""What was done and found on the back, as FHIR: procedures, observations and their places."""

from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

from charting import content
from charting.domain.afterwards import times_noted
from charting.domain.marks import Mark, Needle, TriggerPoint
from charting.domain.pain_area import PainArea
from charting.domain.session import Session, Status
from charting.exchange.fhir.extensions import extended
from charting.exchange.fhir.terms import (
    Resource,
    about,
    annotation,
    at,
    beside,
    concept,
    period,
    quantity,
    reference,
    resource,
)
from charting.wording import mark_words, site_words
from charting.wording.marks import Structures

# What has an element of its own in the resource of a mark.
_SHOWN = frozenset({"id", "placed", "placed_by", "remark"})
_SHOWN_OF_FOUND = _SHOWN | {"site"}
_SHOWN_OF_NEEDLE = _SHOWN_OF_FOUND | {"went_in", "came_out"}
_TARGET = "http://hl7.org/fhir/StructureDefinition/procedure-targetBodyStructure"
_PROCEDURE: Mapping[Status, str] = {
    Status.DRAFT: "in-progress",
    Status.IN_ERROR: "entered-in-error",
}
_OBSERVED: Mapping[Status, str] = {
    Status.DRAFT: "preliminary",
    Status.CORRECTING: "preliminary",
    Status.AMENDED: "amended",
    Status.IN_ERROR: "entered-in-error",
}


def _structures() -> Structures:
    return content.body_map().structures


def charted(session: Session) -> Iterator[Resource]:
    """The procedure of a visit, and what each mark of it is."""
    if session.needles():
        yield _procedure(session)
    for mark in session.marks.values():
        where = site_words(mark.site, _structures())
        yield _place(session, mark, where)
        yield _MARKS.get(type(mark), _other)(session, mark, where)


def observed(session: Session) -> str:
    """How final what was observed in a visit is."""
    return _OBSERVED.get(session.status, "final")


def _procedure(session: Session) -> Resource:
    return resource(
        "Procedure",
        procedure_of(session),
        meta=about("DnSession"),
        status=_PROCEDURE.get(session.status, "completed"),
        code=concept("dry-needling", "record", "Dry needling"),
        subject=reference("Patient", session.patient_id),
        encounter=reference("Encounter", session.id),
        performedPeriod=_from_first_to_last(session),
        performer=[{"actor": reference("Practitioner", session.at_work)}],
    )


def _from_first_to_last(session: Session) -> Resource | None:
    """From the first needle in to the last one out, of those whose times were noted."""
    needles = [each for each in session.needles() if times_noted(each, session)]
    if not needles:
        return None
    start = min((each.went_in for each in needles), key=lambda moment: moment.utc)
    out = [each.came_out for each in needles if each.came_out is not None]
    end = max(out, key=lambda moment: moment.utc) if len(out) == len(needles) else None
    return period(start, end)


def procedure_of(session: Session) -> UUID:
    """The id of the procedure of a visit."""
    return beside(session.id, "procedure")


def _place(session: Session, mark: Mark, where: str) -> Resource:
    return resource(
        "BodyStructure",
        beside(mark.id, "place"),
        extension=[extended("place", mark.site)],
        location=concept("lower-back", "record", where),
        locationQualifier=[concept(mark.site.side, "Side")],
        description=where,
        patient=reference("Patient", session.patient_id),
    )


def _needle(session: Session, needle: Needle, where: str) -> Resource:
    twitch = None if needle.twitches is None else f"{needle.twitches} local twitch responses"
    return resource(
        "Procedure",
        needle.id,
        meta=about("DnSite"),
        extension=[
            _at_place(needle),
            extended("needle", needle, without=_SHOWN_OF_NEEDLE),
        ],
        partOf=[reference("Procedure", procedure_of(session))],
        status=_PROCEDURE.get(session.status, "completed"),
        code=concept(needle.technique, "Technique", mark_words(needle, _structures())),
        subject=reference("Patient", session.patient_id),
        encounter=reference("Encounter", session.id),
        performedPeriod=period(needle.went_in, needle.came_out)
        if times_noted(needle, session)
        else None,
        recorder=reference("Practitioner", needle.placed_by),
        performer=[{"actor": reference("Practitioner", needle.placed_by)}],
        bodySite=[{"text": where}],
        outcome={"text": twitch} if twitch else None,
        usedCode=[concept("filiform-needle", "record", "Filiform needle")],
        note=annotation(needle.remark),
    )


def _at_place(mark: Mark) -> Resource:
    place = reference("BodyStructure", beside(mark.id, "place"))
    return {"url": _TARGET, "valueReference": place}


def _found(
    session: Session, mark: Mark, where: str, code: str, words: str, name: str, **more: object
) -> Resource:
    return resource(
        "Observation",
        mark.id,
        extension=[extended(name, mark, without=_SHOWN_OF_FOUND)],
        status=observed(session),
        code=concept(code, "record", words),
        subject=reference("Patient", session.patient_id),
        focus=[reference("BodyStructure", beside(mark.id, "place"))],
        encounter=reference("Encounter", session.id),
        effectiveDateTime=at(mark.placed),
        performer=[reference("Practitioner", mark.placed_by)],
        bodySite={"text": where},
        note=annotation(mark.remark),
        **more,
    )


def _trigger_point(session: Session, point: TriggerPoint, where: str) -> Resource:
    found = {"taut-band": point.taut_band, "tender": point.tender}
    parts = [
        {"code": concept(name, "record"), "valueBoolean": value}
        for name, value in found.items()
        if value is not None
    ]
    if point.referred_pain:
        parts.append(
            {"code": concept("referred-pain", "record"), "valueString": point.referred_pain}
        )
    return _found(
        session,
        point,
        where,
        "trigger-point",
        "Trigger point",
        "trigger-point",
        meta=about("DnTriggerPoint"),
        valueCodeableConcept=concept(point.status, "PointStatus", mark_words(point, _structures())),
        component=parts,
    )


def _pain(session: Session, area: PainArea, where: str) -> Resource:
    strength = None if area.intensity is None else quantity(area.intensity, "{score}")
    part = {"code": concept("intensity", "record", "0 to 10"), "valueQuantity": strength}
    return _found(
        session,
        area,
        where,
        "pain-area",
        "Pain area",
        "pain-area",
        valueCodeableConcept=concept(area.quality, "episode", mark_words(area, _structures())),
        component=[part] if strength else [],
    )


def _other(session: Session, mark: Mark, where: str) -> Resource:
    """A kind of mark that this mapping does not know yet: all of it, in words and as it is."""
    kind = type(mark).__name__
    words = mark_words(mark, _structures())
    return _found(session, mark, where, kind, kind, "mark", valueString=words)


_MARKS: Mapping[type, Callable[..., Resource]] = {
    Needle: _needle,
    TriggerPoint: _trigger_point,
    PainArea: _pain,
}
