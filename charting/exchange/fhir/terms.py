"""What every resource is made of: ids, references, codes, quantities and times as FHIR spells them.

LOINC codes are those that the clinical reference 8.2 calls confirmed, and no others; units are
UCUM (8.5); everything else is a code of our own systems.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from html import escape
from typing import Any, Final
from uuid import UUID, uuid5

from charting.domain.moment import Moment

Resource = dict[str, Any]

# The same few are said again and again within a visit. What is made here is written and never
# changed.
_MANY = 4096

BASE: Final = "urn:dry-needling-charting:fhir"
LOINC: Final = "http://loinc.org"
UCUM: Final = "http://unitsofmeasure.org"
_TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"

# https://loinc.org; the notice of its licence stands with the definitions.
PAIN_SEVERITY: Final = ("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
PROGRESS_NOTE: Final = ("11506-3", "Progress note")
BODY_HEIGHT: Final = ("8302-2", "Body height")
LOINC_NOTICE: Final = (
    "This material contains content from LOINC (http://loinc.org). LOINC is copyright © "
    "Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) "
    "Committee and is available at no cost under the license at http://loinc.org/license. LOINC® "
    "is a registered United States trademark of Regenstrief Institute, Inc."
)


def system(name: str) -> str:
    """The code system of our own of that name."""
    return f"{BASE}:CodeSystem:{name}"


def profile(name: str) -> str:
    """The profile of our own of that name."""
    return f"{BASE}:StructureDefinition:{name}"


def resource(kind: str, id_: UUID, **members: object) -> Resource:
    """A resource; members that hold nothing are left out, which FHIR wants."""
    return {"resourceType": kind, "id": str(id_), **filled(members)}


def filled(members: Mapping[str, object]) -> Resource:
    """The members that hold something; a name that Python keeps for itself ends in `_`."""
    # False and 0 are something; a text of blanks is nothing.
    return {
        name if name[-1] != "_" else name[:-1]: value
        for name, value in members.items()
        if (value and not (type(value) is str and value.isspace())) or value == 0
    }


def is_blank(value: object) -> bool:
    """Whether it is a text that shows nothing, which FHIR has no room for."""
    return isinstance(value, str) and not value.strip()


@lru_cache(_MANY)
def beside(id_: UUID, name: str) -> UUID:
    """The id of a further resource about what has the id, the same in every export."""
    return uuid5(id_, name)


@lru_cache(_MANY)
def reference(kind: str, id_: UUID | None) -> Resource | None:
    """A reference within the same export, nothing to nothing."""
    return None if id_ is None else {"reference": f"{kind}/{id_}"}


def references(kind: str, ids: Iterable[UUID]) -> list[Resource]:
    """Several of them."""
    return [{"reference": f"{kind}/{each}"} for each in ids]


@lru_cache(_MANY)
def coding(code: object, of: str, display: str = "") -> Resource:
    """A code of a system of our own."""
    told = str(code.value) if isinstance(code, Enum) else str(code)
    return filled({"system": system(of), "code": told, "display": display})


def concept(code: object, of: str, text: str = "") -> Resource:
    """A concept of a system of our own, with what it is called."""
    return filled({"coding": [coding(code, of)], "text": text})


def loinc(code: tuple[str, str], text: str = "") -> Resource:
    """A concept of LOINC."""
    return filled(
        {"coding": [{"system": LOINC, "code": code[0], "display": code[1]}], "text": text}
    )


def standard(code: str, name: str, *, text: str = "") -> Resource:
    """A concept of one of HL7's own code systems."""
    return filled({"coding": [hl7(code, name)], "text": text})


def hl7(code: str, name: str) -> Resource:
    """A code of one of HL7's own code systems."""
    return {"system": f"{_TERMINOLOGY}/{name}", "code": code}


def worded(text: str) -> Resource | None:
    """A concept in words alone."""
    return {"text": text} if text.strip() else None


@lru_cache(_MANY)
def quantity(value: int | Decimal, unit: str) -> Resource:
    """A quantity in a unit of UCUM."""
    number = int(value) if value == int(value) else float(value)
    return {"value": number, "unit": unit, "system": UCUM, "code": unit}


@lru_cache(_MANY)
def at(moment: Moment | None) -> str | None:
    """A moment with its distance from UTC."""
    if moment is None:
        return None
    local = moment.local()
    offset = local.utcoffset()
    if offset is not None and offset.seconds % 60:
        # Clocks that were set by the sun differ by seconds, which FHIR cannot write.
        return Moment(moment.utc, "UTC", moment.day).local().isoformat()
    return local.isoformat()


def period(start: Moment | None, end: Moment | None = None) -> Resource | None:
    """From when to when."""
    return filled({"start": at(start), "end": at(end)}) or None


def day(value: date | None) -> str | None:
    """A local day."""
    return None if value is None else value.isoformat()


def identifier(id_: UUID) -> list[Resource]:
    """The id that the record itself knows something by."""
    return [{"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{id_}"}]


def annotation(text: str) -> list[Resource]:
    """A remark, or none."""
    return [{"text": text}] if text.strip() else []


def narrative(lines: Iterable[str]) -> Resource | None:
    """Text for people, with nothing in it that could be taken for more than text."""
    told = "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line.strip())
    if not told:
        return None
    return {
        "status": "additional",
        "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{told}</div>',
    }


def about(name: str) -> Resource:
    """The profile that a resource keeps to."""
    return {"profile": [profile(name)]}
