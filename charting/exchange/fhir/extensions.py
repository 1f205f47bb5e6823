"""Recorded values as extensions, by their type hints: so what R4 has no element for, and a fact
that is added to the domain tomorrow, is carried without a line here.
"""

import base64
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from charting.domain.moment import Moment
from charting.exchange.fhir.terms import Resource, at, is_blank, profile, quantity
from charting.exchange.hints import IS, is_class, members

# Units of whole numbers, in UCUM; what is missing here is a count, a code or an ordinal.
UNITS: Mapping[tuple[str, str], str] = {
    ("Needle", "length"): "mm",
    ("Needle", "diameter"): "um",
    ("Needle", "depth"): "mm",
    ("Needle", "pressure"): "s",
    ("Needle", "angle_deg"): "deg",
    ("PainArea", "intensity"): "{score}",
    ("BodyMeasures", "spine"): "mm",
    ("BodyMeasures", "psis"): "mm",
    ("BodyMeasures", "height"): "mm",
    ("AdverseEvent", "minute"): "min",
    ("NearMiss", "minute"): "min",
    ("VisitSummary", "minutes"): "min",
    ("Episode", "interval_days"): "d",
}
# In tenths of a millimetre, which UCUM writes in millimetres.
TENTHS = frozenset(
    {("MapSite", "x"), ("MapSite", "y"), ("MapSite", "lateral"), ("MapSite", "above")}
)

Told = list[Resource]
Owner = tuple[str, str]
"""A class and the name of its field."""
Teller = Callable[[Told, str, Any, Owner], None]
"""Adds to what is told, under a name, the value that a field holds."""


def extended(name: str, value: object, *, without: frozenset[str] = frozenset()) -> Resource:
    """The extension of our own of that name that holds all fields of a recorded value, but for
    those that stand elsewhere in the resource.
    """
    return {"url": profile(name), "extension": _fields(value, without)}


def _fields(value: object, without: frozenset[str] = frozenset()) -> Told:
    kind: type = type(value)
    told: Told = [{"url": IS, "valueCode": kind.__name__}]
    for name, owner in _owned(kind, without):
        item = getattr(value, name)
        if item is not None:
            _TELLERS[type(item)](told, name, item, owner)
    return told


@cache
def _owned(kind: type, without: frozenset[str]) -> tuple[tuple[str, Owner], ...]:
    """The fields of a class, found once: a record has many values of few classes."""
    every = (each.name for each in members(kind))
    return tuple((name, (kind.__name__, name)) for name in every if name not in without)


class _Tellers(dict[type, Teller]):
    """How a value of each class that was met is told."""

    def __missing__(self, kind: type) -> Teller:
        known = next((teller for known, teller in _KNOWN if issubclass(kind, known)), None)
        if known is None and not is_class(kind):
            raise TypeError(f"{kind.__name__} is no recorded value")
        made = self[kind] = known or _inner
        return made


def _tell(told: Told, url: str, value: object, owner: Owner) -> None:
    if value is not None:
        _TELLERS[type(value)](told, url, value, owner)


def _inner(told: Told, url: str, value: object, _owner: Owner) -> None:
    told.append({"url": url, "extension": _fields(value)})


def _text(told: Told, url: str, value: str, _owner: Owner) -> None:
    if not is_blank(value):
        told.append({"url": url, "valueString": value})


def _code(told: Told, url: str, value: Enum, _owner: Owner) -> None:
    if not is_blank(value.value):
        told.append({"url": url, "valueCode": value.value})


def _moment(told: Told, url: str, value: Moment, _owner: Owner) -> None:
    told.append({"url": url, "valueDateTime": at(value)})
    told.append({"url": f"{url}_zone", "valueString": value.zone})


def _several(told: Told, url: str, value: tuple[object, ...], owner: Owner) -> None:
    if value and all(type(item) is int for item in value):
        told.append({"url": url, "valueString": " ".join(map(str, value))})
        return
    for item in value:
        _tell(told, url, item, owner)


def _members(told: Told, url: str, value: Mapping[object, object], owner: Owner) -> None:
    inner: Told = []
    for key, item in value.items():
        _tell(inner, _key(key), item, owner)
    if inner:
        told.append({"url": url, "extension": inner})


def _key(key: object) -> str:
    return key.hex if isinstance(key, UUID) else str(getattr(key, "value", key))


def _number(told: Told, url: str, value: int, owner: Owner) -> None:
    if owner in TENTHS:
        told.append({"url": url, "valueQuantity": _tenths(value)})
    elif unit := UNITS.get(owner):
        told.append({"url": url, "valueQuantity": quantity(value, unit)})
    else:
        told.append({"url": url, "valueInteger": value})


@lru_cache(maxsize=4096)
def _tenths(value: int) -> Resource:
    return quantity(Decimal(value) / 10, "mm")


def _simple(name: str, spelled: Callable[[Any], object]) -> Teller:
    def tell(told: Told, url: str, value: object, _owner: Owner) -> None:
        told.append({"url": url, name: spelled(value)})

    return tell


# The first that a class belongs to.
_KNOWN: tuple[tuple[type, Teller], ...] = (
    (bool, _simple("valueBoolean", bool)),
    (Enum, _code),
    (str, _text),
    (int, _number),
    (UUID, _simple("valueId", str)),
    (date, _simple("valueDate", date.isoformat)),
    (bytes, _simple("valueBase64Binary", lambda each: base64.b64encode(each).decode("ascii"))),
    (Moment, _moment),
    (tuple, _several),
    (Mapping, _members),
)
_TELLERS = _Tellers()
