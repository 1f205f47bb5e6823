"""What the resources keep to: our profiles, extensions, code systems and the form of a visit.

All of it is experimental, made from the classes and vocabularies that the record itself is made of.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from charting import __version__, content
from charting.care_content import measures
from charting.domain.attachment import AttachmentKind
from charting.domain.audit import Action
from charting.domain.body_map import Side
from charting.domain.follow_up import FollowUpKind
from charting.domain.letters import LetterKind
from charting.domain.marks import PointStatus, Technique
from charting.domain.patient import FactKind
from charting.domain.session import NoteSection, Reply
from charting.exchange.fhir.terms import (
    BASE,
    LOINC_NOTICE,
    Resource,
    filled,
    profile,
    system,
)

_ENUMS: Sequence[type[Enum]] = (
    Action,
    AttachmentKind,
    FactKind,
    FollowUpKind,
    LetterKind,
    NoteSection,
    PointStatus,
    Reply,
    Side,
    Technique,
)
_RECORD: Mapping[str, str] = {
    "dry-needling": "Dry needling",
    "filiform-needle": "Filiform needle",
    "lower-back": "Lower back, T10 to gluteal fold",
    "trigger-point": "Trigger point",
    "taut-band": "Taut band",
    "tender": "Tender to pressure",
    "referred-pain": "Referred pain",
    "pain-area": "Pain area",
    "intensity": "Intensity, 0 to 10",
    "symptom": "Symptom",
    "overridden-rule": "A rule spoke against this needle",
    "aftercare-leaflet": "Aftercare leaflet",
    "charted": "What was charted",
    "signed-record": "Signed record",
    "comparable-sign": "A comparable sign, before needling or after it",
    "whole-record": "The whole record as this application keeps it",
    "withdrawal": "Consent taken back",
}

# Name, the resource it is of, what it is, and the elements that it asks for.
_PROFILES: Sequence[tuple[str, str, str, Sequence[str]]] = (
    ("DnSession", "Procedure", "All dry needling of one visit", ("encounter",)),
    (
        "DnSite",
        "Procedure",
        "One needle: where, with what, and from when to when where that was noted",
        ("partOf", "encounter", "bodySite"),
    ),
    ("DnTriggerPoint", "Observation", "A trigger point that was found", ("focus", "value[x]")),
    ("DnAdverseEvent", "AdverseEvent", "Something not meant to happen", ("event", "date")),
)
_EXTENSIONS: Mapping[str, str] = {
    "named": "Somebody whom a record names",
    "patient": "What the record knows of a patient beside FHIR's elements",
    "body-measures": "What was measured of a body",
    "episode": "An episode of care",
    "follow-up": "A call or a review",
    "session": "A visit",
    "answer": "An answer of a visit, whole",
    "place": "A place on the map or in words: tenths of millimetres are told in mm",
    "needle": "A needle: length, diameter, depth, technique, direction and responses",
    "trigger-point": "A trigger point",
    "pain-area": "An area of pain",
    "mark": "A mark of a kind that has no mapping of its own",
    "sheet": "A sheet on file: its version, and what stands on it",
    "audit": "An entry of the trail of changes: its chain, number and hashes",
}
_SIMPLE_EXTENSIONS: Mapping[str, tuple[str, str]] = {
    "sha256": ("string", "The SHA-256 of the attachment's bytes, in hex"),
    "chain-number": ("integer", "The place in the patient's chain of signed records, from 1"),
    "public-key": ("base64Binary", "The Ed25519 key of 32 bytes that verifies the signature"),
}
_CODE = re.compile(r"[^\s]+(\s[^\s]+)*")


def definitions() -> Iterator[Resource]:
    """The profiles, extensions and code systems, and the form of a visit."""
    for name, kind, told, asked in _PROFILES:
        yield _profile(name, kind, told, asked)
    for name, told in _EXTENSIONS.items():
        yield _extension(name, told)
    for name, (kind, told) in _SIMPLE_EXTENSIONS.items():
        yield _extension(name, told, kind)
    yield _code_system("record", "Codes of the record itself", _RECORD.items())
    for each in _ENUMS:
        name = each.__name__
        yield _code_system(name, (each.__doc__ or name).strip(), ((e.value, "") for e in each))
    yield from _vocabularies()
    yield _questionnaire()


def _canonical(kind: str, name: str, url: str, title: str) -> Resource:
    return {
        "resourceType": kind,
        "id": re.sub(r"[^A-Za-z0-9\-.]", "-", f"{kind}-{name}"),
        "url": url,
        "version": __version__,
        "name": re.sub(r"[^A-Za-z0-9_]", "_", name[:1].upper() + name[1:]),
        "title": title,
        "status": "draft",
        "experimental": True,
        "copyright": LOINC_NOTICE,
    }


def _profile(name: str, kind: str, told: str, asked: Sequence[str]) -> Resource:
    elements: list[Resource] = [{"id": kind, "path": kind, "short": told}]
    for each in asked:
        path = f"{kind}.{each}"
        elements.append({"id": path, "path": path, "min": 1})
    return {
        **_canonical("StructureDefinition", name, profile(name), told),
        "fhirVersion": "4.0.1",
        "kind": "resource",
        "abstract": False,
        "type": kind,
        "baseDefinition": f"http://hl7.org/fhir/StructureDefinition/{kind}",
        "derivation": "constraint",
        "differential": {"element": elements},
    }


def _extension(name: str, told: str, kind: str = "") -> Resource:
    url = {"id": "Extension.url", "path": "Extension.url", "fixedUri": profile(name)}
    elements: list[Resource] = [{"id": "Extension", "path": "Extension", "short": told}, url]
    if kind:
        value = {"id": "Extension.value[x]", "path": "Extension.value[x]", "min": 1}
        elements.append({**value, "type": [{"code": kind}]})
    return {
        **_canonical("StructureDefinition", name, profile(name), told),
        "fhirVersion": "4.0.1",
        "kind": "complex-type",
        "abstract": False,
        "context": [{"type": "element", "expression": "Element"}],
        "type": "Extension",
        "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension",
        "derivation": "constraint",
        "differential": {"element": elements},
    }


def _code_system(name: str, title: str, codes: Iterable[tuple[Any, str]]) -> Resource:
    known = {str(code): words for code, words in codes if _CODE.fullmatch(str(code))}
    return {
        **_canonical("CodeSystem", name, system(name), " ".join(title.split())),
        "caseSensitive": True,
        "content": "complete",
        "count": len(known),
        "concept": [filled({"code": code, "display": words}) for code, words in known.items()],
    }


def _vocabularies() -> Iterator[Resource]:
    terms = content.episode_terms()
    every = (terms.causes, terms.symptoms, terms.goals, terms.other_care, terms.outlook)
    ticked = [(term.id, term.words) for some in every for term in some]
    yield _code_system("episode", "What an episode is about and aims at", ticked)
    events = content.event_vocabulary()
    named = {code: kind.words for code, kind in events.kinds.items()} | dict(events.near_misses)
    yield _code_system("adverse_events", "Adverse events and near misses", named.items())
    scored = [(each.id, each.name) for each in measures()]
    yield _code_system("outcomes", "Outcome measures", scored)


def _questionnaire() -> Resource:
    items = {item.id: item for item in content.visit_items()}
    return {
        **_canonical("Questionnaire", "visit", f"{BASE}:Questionnaire:visit", "What a visit asks"),
        "item": [
            {"linkId": item.id, "text": item.words, "type": "open-choice", "repeats": True}
            for item in items.values()
        ],
    }
