"""FHIR as files: a collection of everything of a patient, a document for each visit, and NDJSON.

Each is written piece by piece, so that a long record needs no more room than a short one.
"""

import base64
import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain

import orjson

from charting.domain.ids import SessionId
from charting.domain.moment import Moment
from charting.domain.record import RecordFile
from charting.exchange.fhir.course import course, trail
from charting.exchange.fhir.definitions import definitions
from charting.exchange.fhir.notes import notes
from charting.exchange.fhir.people import health, people
from charting.exchange.fhir.sheets import sheets
from charting.exchange.fhir.terms import (
    Resource,
    at,
    beside,
    concept,
    reference,
    resource,
)
from charting.exchange.fhir.visit import visits
from charting.exchange.json_record import JsonRecord

# Blanks that a string of FHIR may not hold; the record itself keeps them.
_ODD_BLANKS = re.compile(r"[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
# Within a bundle everything is named by its URN; no text can hold these quotation marks bare.
_REFERENCE = re.compile(rb'"reference":"[A-Za-z]+/([0-9a-f-]{36})"')
# What every document stands on, whichever visit it is of.
_ALWAYS = frozenset({"Patient", "Practitioner", "PractitionerRole", "Organization"})
RECORD = "record.json"


class FhirBundles:
    """Implements `charting.services.travelling.FhirForm`."""

    def resources(self, file: RecordFile) -> Iterator[tuple[str, str, bytes]]:
        """Every resource of a record: its kind, its id, and a line of NDJSON."""
        for each in _all_of(file):
            yield each["resourceType"], each["id"], _spelled(each) + b"\n"

    def collection(self, file: RecordFile) -> Iterator[bytes]:
        """A bundle of everything of a patient, the record itself among it: with that it comes back
        in without loss.
        """
        every = chain([_record_itself(file)], _all_of(file))
        return _bundle("collection", file, file.record.patient.id, every)

    def documents(self, file: RecordFile) -> Iterator[tuple[SessionId, Iterator[bytes]] | None]:
        """A document for each visit: its note first, then all that the note stands on; `None` while
        that is made.
        """
        every = list[Resource]()
        for each in _all_of(file):
            every.append(each)
            yield None
        for session in file.record.sessions:
            yield session.id, _bundle("document", file, session.id, _of_visit(every, session.id))

    def definitions(self) -> bytes:
        """Our profiles, extensions and code systems as one bundle."""
        entries = [{"fullUrl": each["url"], "resource": each} for each in definitions()]
        whole = {"resourceType": "Bundle", "type": "collection", "entry": entries}
        return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8")


def _spelled(one: Resource) -> bytes:
    spelled = orjson.dumps(one)
    return spelled if spelled.isascii() else _ODD_BLANKS.sub(" ", spelled.decode()).encode()


def _all_of(file: RecordFile) -> Iterator[Resource]:
    for part in (people, health, course, visits, sheets, notes, trail):
        yield from part(file)


def _record_itself(file: RecordFile) -> Resource:
    data = base64.b64encode(JsonRecord().write(file)).decode("ascii")
    patient_id = file.record.patient.id
    attachment = {"contentType": "application/json", "data": data, "title": RECORD}
    return resource(
        "DocumentReference",
        beside(patient_id, RECORD),
        status="current",
        type_=concept("whole-record", "record", "The whole record"),
        subject=reference("Patient", patient_id),
        date=at(file.exported.at),
        content=[{"attachment": attachment}],
    )


def _of_visit(every: Iterable[Resource], session_id: SessionId) -> Iterator[Resource]:
    """The note of a visit first, as a document has it, and what belongs to the visit or to all."""
    visit, note = f"Encounter/{session_id}", str(beside(session_id, "note"))
    known = [each for each in every if _belongs(each, visit, str(session_id))]
    marks = {str(beside_place) for beside_place in _places(known)}
    yield from (each for each in known if each["id"] == note)
    yield from (each for each in known if each["id"] != note)
    yield from (
        each for each in every if each["resourceType"] == "BodyStructure" and each["id"] in marks
    )


def _belongs(one: Resource, visit: str, session_id: str) -> bool:
    if one["resourceType"] in _ALWAYS or one["id"] == session_id:
        return True
    return bool(one.get("encounter", {}).get("reference") == visit)


def _places(known: Iterable[Resource]) -> Iterator[str]:
    for each in known:
        for focus in each.get("focus", ()):
            yield focus["reference"].partition("/")[2]
        for extension in each.get("extension", ()):
            place = extension.get("valueReference", {}).get("reference", "")
            yield place.partition("/")[2]


def _bundle(
    kind: str, file: RecordFile, about: object, every: Iterable[Resource]
) -> Iterator[bytes]:
    moment: Moment = file.exported.at
    head = {
        "resourceType": "Bundle",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{about}"},
        "type": kind,
        "timestamp": at(moment),
    }
    yield orjson.dumps(head)[:-1] + b',"entry":['
    between = b""
    for each in every:
        told = _REFERENCE.sub(rb'"reference":"urn:uuid:\1"', _spelled(each))
        full = each["id"].encode("ascii")
        yield b'%b\n{"fullUrl":"urn:uuid:%b","resource":%b}' % (between, full, told)
        between = b","
    yield b"\n]}\n"
