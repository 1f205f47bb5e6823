"""Recorded values as extensions, by their type hints: so what R4 has no element for, and a fact
that is added to the domain tomorrow, is carried without a line here.
"""

import base64
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
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

Value = tuple[str, object]
Way = Callable[[Any, tuple[str, str]], Value]


def extended(name: str, value: object, *, without: frozenset[str] = frozenset()) -> Resource:
    """The extension of our own of that name that holds all fields of a recorded value, but for
    those that stand elsewhere in the resource.
    """
    return {"url": profile(name), "extension": list(_fields(value, without))}


def _fields(value: object, without: frozenset[str] = frozenset()) -> Iterator[Resource]:
    kind: Any = type(value)
    yield {"url": IS, "valueCode": kind.__name__}
    for name, owner in _owned(kind):
        if name not in without:
            yield from _extensions(name, getattr(value, name), owner)


@cache
def _owned(kind: Any) -> tuple[tuple[str, tuple[str, str]], ...]:  # noqa: ANN401
    """The fields of a class, found once: a record has many values of few classes."""
    return tuple((each.name, (kind.__name__, each.name)) for each in members(kind))


def _extensions(url: str, value: object, owner: tuple[str, str]) -> Iterator[Resource]:
    if value is None or is_blank(value):
        return
    kind: Any = type(value)
    told = _way_of(kind)
    if told is not None:
        name, one = told(value, owner)
        yield {"url": url, name: one}
    elif isinstance(value, Moment):
        yield {"url": url, "valueDateTime": at(value)}
        yield {"url": f"{url}_zone", "valueString": value.zone}
    elif isinstance(value, tuple):
        yield from _several(url, value, owner)
    elif isinstance(value, Mapping):
        inner = [
            each for key, item in value.items() for each in _extensions(_key(key), item, owner)
        ]
        if inner:
            yield {"url": url, "extension": inner}
    elif is_class(kind):
        yield {"url": url, "extension": list(_fields(value))}
    else:
        raise TypeError(f"{kind.__name__} is no recorded value")


def _several(url: str, value: tuple[object, ...], owner: tuple[str, str]) -> Iterator[Resource]:
    if value and all(type(item) is int for item in value):
        yield {"url": url, "valueString": " ".join(map(str, value))}
        return
    for item in value:
        if isinstance(item, tuple):
            yield from _several(url, item, owner)
        else:
            yield from _extensions(url, item, owner)


def _key(key: object) -> str:
    return key.hex if isinstance(key, UUID) else str(getattr(key, "value", key))


@cache
def _way_of(kind: type) -> Way | None:
    """How a value of a class that is no more than one element is told."""
    return next((told for known, told in _SIMPLE if issubclass(kind, known)), None)


def _number(value: int, owner: tuple[str, str]) -> Value:
    if owner in TENTHS:
        return "valueQuantity", quantity(Decimal(value) / 10, "mm")
    unit = UNITS.get(owner)
    return ("valueQuantity", quantity(value, unit)) if unit else ("valueInteger", value)


_SIMPLE: tuple[tuple[type, Way], ...] = (
    (bool, lambda value, _owner: ("valueBoolean", value)),
    (Enum, lambda value, _owner: ("valueCode", value.value)),
    (str, lambda value, _owner: ("valueString", value)),
    (int, _number),
    (UUID, lambda value, _owner: ("valueId", str(value))),
    (date, lambda value, _owner: ("valueDate", value.isoformat())),
    (bytes, lambda value, _owner: ("valueBase64Binary", base64.b64encode(value).decode("ascii"))),
)
