"""The note of each visit as a Composition, what was signed byte for byte, and the proof of it."""

import base64
from collections.abc import Iterator, Mapping

from charting.domain.ids import SessionId
from charting.domain.record import PatientRecord, RecordFile
from charting.domain.session import NoteSection, Session, Status
from charting.domain.signing import WHOLE, Meaning, SignedRecord
from charting.exchange.fhir.terms import (
    PROGRESS_NOTE,
    Resource,
    at,
    beside,
    concept,
    filled,
    identifier,
    loinc,
    narrative,
    profile,
    reference,
    resource,
)

_STATUS: Mapping[Status, str] = {
    Status.DRAFT: "preliminary",
    Status.CORRECTING: "preliminary",
    Status.AMENDED: "amended",
    Status.IN_ERROR: "entered-in-error",
}
# ASTM E1762-95, the value set that FHIR binds what a signature means to.
_ASTM = "urn:iso-astm:E1762-95:2013"
_MEANING: Mapping[Meaning, tuple[str, str]] = {
    Meaning.AUTHOR: ("1.2.840.10065.1.12.1.1", "Author's Signature"),
    Meaning.COSIGNATURE: ("1.2.840.10065.1.12.1.2", "Coauthor's Signature"),
    Meaning.ADDENDUM: ("1.2.840.10065.1.12.1.16", "Addendum Signature"),
    Meaning.CORRECTION: ("1.2.840.10065.1.12.1.15", "Modification Signature"),
    Meaning.IN_ERROR: ("1.2.840.10065.1.12.1.14", "Source Signature"),
}
_TITLES: Mapping[NoteSection, str] = {
    NoteSection.SUBJECTIVE: "Subjective",
    NoteSection.OBJECTIVE: "Objective",
    NoteSection.TREATMENT: "Treatment",
    NoteSection.PLAN: "Plan",
}


def notes(file: RecordFile) -> Iterator[Resource]:
    """A Composition for each visit and each addendum, and each signature with what it is over."""
    for session in file.record.sessions:
        yield composition(file, session)
    for signed in file.record.signed:
        if signed.meaning not in WHOLE and signed.meaning is not Meaning.COSIGNATURE:
            yield _further(file, signed)
        yield _content(signed)
        yield _provenance(file, signed)


def note_of(session_id: SessionId) -> Resource | None:
    """A reference to the note of a visit."""
    return reference("Composition", beside(session_id, "note"))


def composition(file: RecordFile, session: Session) -> Resource:
    """The note of a visit as it stands."""
    signed = [each for each in file.record.signed if each.session_id == session.id]
    written = signed[-1].at if signed else session.written or session.opened
    return resource(
        "Composition",
        beside(session.id, "note"),
        identifier=identifier(session.id)[0],
        status=_STATUS.get(session.status, "final"),
        type_=loinc(PROGRESS_NOTE, "Note of a dry-needling session"),
        subject=reference("Patient", session.patient_id),
        encounter=reference("Encounter", session.id),
        date=at(written),
        author=[reference("Practitioner", session.at_work)],
        title=f"Session {session.number}, {session.opened.day.isoformat()}",
        attester=[_attester(each) for each in signed],
        custodian=reference("Organization", file.exported.practice.id),
        section=[*_sections(session), *_entries(file.record, session)],
    )


def _sections(session: Session) -> Iterator[Resource]:
    for section, text in session.notes.items():
        yield filled(
            {
                "title": _TITLES.get(section, str(section)),
                "code": concept(section, "NoteSection"),
                "text": narrative(text.splitlines()),
            }
        ) | ({} if text.strip() else {"emptyReason": {"text": "empty"}})


def _entries(record: PatientRecord, session: Session) -> Iterator[Resource]:
    """What the note stands on: what was charted, answered, and kept on sheets."""
    entries = [reference("Procedure", beside(session.id, "procedure"))] if session.needles() else []
    if session.answers:
        entries.append(reference("QuestionnaireResponse", beside(session.id, "answers")))
    if entries:
        yield {
            "title": "Charted",
            "code": concept("charted", "record"),
            "entry": entries,
        }


def _attester(signed: SignedRecord) -> Resource:
    mode = "professional" if signed.meaning is not Meaning.COSIGNATURE else "legal"
    return {
        "mode": mode,
        "time": at(signed.at),
        "party": reference("Practitioner", signed.by),
    }


def _further(file: RecordFile, signed: SignedRecord) -> Resource:
    """What was added to a note later, or said of all of it."""
    words = signed.form().words
    return resource(
        "Composition",
        beside(signed.id, "further"),
        status="final",
        type_=loinc(PROGRESS_NOTE, str(signed.meaning)),
        subject=reference("Patient", signed.patient_id),
        encounter=reference("Encounter", signed.session_id),
        date=at(signed.at),
        author=[reference("Practitioner", signed.by)],
        title=f"{signed.meaning}, {signed.at.day.isoformat()}",
        custodian=reference("Organization", file.exported.practice.id),
        relatesTo=[{"code": "appends", "targetReference": note_of(signed.session_id)}],
        section=[
            {
                "title": str(signed.meaning),
                "text": narrative(words.splitlines()) or narrative([str(signed.meaning)]),
            }
        ],
    )


def _content(signed: SignedRecord) -> Resource:
    """The signed bytes as they were signed, with their SHA-256 (FHIR's own hash is SHA-1)."""
    return resource(
        "DocumentReference",
        signed.id,
        extension=[
            {"url": profile("sha256"), "valueString": signed.hash.hex()},
            {"url": profile("chain-number"), "valueInteger": signed.number},
        ],
        identifier=identifier(signed.id),
        status="current",
        docStatus="final",
        type_=concept("signed-record", "record", "Signed record"),
        subject=reference("Patient", signed.patient_id),
        date=at(signed.at),
        author=[reference("Practitioner", signed.by)],
        content=[
            {
                "attachment": {
                    "contentType": "application/json",
                    "data": base64.b64encode(signed.content).decode("ascii"),
                    "title": f"{signed.number:04}.json",
                }
            }
        ],
    )


def _provenance(file: RecordFile, signed: SignedRecord) -> Resource:
    code, name = _MEANING[signed.meaning]
    return resource(
        "Provenance",
        beside(signed.id, "signature"),
        extension=[
            {
                "url": profile("public-key"),
                "valueBase64Binary": base64.b64encode(signed.public_key).decode("ascii"),
            }
        ],
        target=[reference("DocumentReference", signed.id), note_of(signed.session_id)],
        recorded=at(signed.at),
        agent=[{"who": reference("Practitioner", signed.by)}],
        signature=[
            {
                "type": [{"system": _ASTM, "code": code, "display": name}],
                "when": at(signed.at),
                "who": reference("Practitioner", signed.by),
                "targetFormat": "application/json",
                "sigFormat": "application/octet-stream",
                "data": base64.b64encode(signed.signature).decode("ascii"),
            }
        ],
    )
