"""Recorded values as extensions, by their type hints: so what R4 has no element for, and a fact
that is added to the domain tomorrow, is carried without a line here.
"""

import base64
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from operator import attrgetter
from types import NoneType
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
Teller = Callable[[Any], Iterable[Resource]]
"""What is told of a value that a field holds."""


def extended(name: str, value: object, *, without: frozenset[str] = frozenset()) -> Resource:
    """The extension of our own of that name that holds all fields of a recorded value, but for
    those that stand elsewhere in the resource.
    """
    return {"url": profile(name), "extension": _fields(value, without)}


def _fields(value: object, without: frozenset[str] = frozenset()) -> Told:
    kind: type = type(value)
    return _told_of(kind, without)(value)


@cache
def _told_of(kind: type, without: frozenset[str]) -> Callable[[object], Told]:
    """What tells the fields of a class, found once for each set of classes that they were met
    with: a record has many values of few shapes.
    """
    names = [each.name for each in members(kind) if each.name not in without]
    # With the class at the end, there are always two, and so always a tuple of them.
    get = attrgetter(*names, "__class__", "__class__")
    shapes: dict[tuple[type, ...], list[tuple[int, Teller]]] = {}

    def tell(value: object) -> Told:
        items = get(value)
        shape = tuple(map(type, items))
        if shape not in shapes:
            shapes[shape] = [
                (place, _teller(each, names[place], (kind.__name__, names[place])))
                for place, each in enumerate(shape[:-2])
                if each is not NoneType
            ]
        told: Told = [{"url": IS, "valueCode": kind.__name__}]
        for place, teller in shapes[shape]:
            told += teller(items[place])
        return told

    return tell


@lru_cache(maxsize=4096)
def _teller(kind: type, url: str, owner: Owner) -> Teller:
    """How a value of a class is told under a name."""
    known = next((made for each, made in _KNOWN if issubclass(kind, each)), None)
    if known is None:
        if not is_class(kind):
            raise TypeError(f"{kind.__name__} is no recorded value")
        return lambda value: ({"url": url, "extension": _fields(value)},)
    return known(url, owner)


def _tell(url: str, value: object, owner: Owner) -> Iterable[Resource]:
    kind: type = type(value)
    return () if value is None else _teller(kind, url, owner)(value)


def _once(made: Callable[[str, Owner], Teller]) -> Callable[[str, Owner], Teller]:
    """Such values are few, and said again and again; what is made here is never changed."""
    return lambda url, owner: lru_cache(maxsize=1024)(made(url, owner))


def _text(url: str, _owner: Owner) -> Teller:
    return lambda value: () if is_blank(value) else ({"url": url, "valueString": value},)


def _code(url: str, _owner: Owner) -> Teller:
    return lambda one: () if is_blank(one.value) else ({"url": url, "valueCode": one.value},)


def _moment(url: str, _owner: Owner) -> Teller:
    zone = f"{url}_zone"
    return lambda moment: (
        {"url": url, "valueDateTime": at(moment)},
        {"url": zone, "valueString": moment.zone},
    )


def _several(url: str, owner: Owner) -> Teller:
    def tell(value: tuple[object, ...]) -> Iterable[Resource]:
        if value and all(type(item) is int for item in value):
            return ({"url": url, "valueString": " ".join(map(str, value))},)
        return [each for item in value for each in _tell(url, item, owner)]

    return tell


def _members(url: str, owner: Owner) -> Teller:
    def tell(value: Mapping[object, object]) -> Iterable[Resource]:
        inner = [each for key, item in value.items() for each in _tell(_key(key), item, owner)]
        return ({"url": url, "extension": inner},) if inner else ()

    return tell


def _key(key: object) -> str:
    return key.hex if isinstance(key, UUID) else str(getattr(key, "value", key))


def _number(url: str, owner: Owner) -> Teller:
    if owner in TENTHS:
        return lambda value: ({"url": url, "valueQuantity": quantity(Decimal(value) / 10, "mm")},)
    if unit := UNITS.get(owner):
        return lambda value: ({"url": url, "valueQuantity": quantity(value, unit)},)
    return lambda value: ({"url": url, "valueInteger": value},)


def _simple(name: str, spelled: Callable[[Any], object]) -> Callable[[str, Owner], Teller]:
    return lambda url, _owner: lambda value: ({"url": url, name: spelled(value)},)


def _in_base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


# The first that a class belongs to.
_KNOWN: tuple[tuple[type, Callable[[str, Owner], Teller]], ...] = (
    (bool, _once(_simple("valueBoolean", bool))),
    (Enum, _once(_code)),
    (str, _text),
    (int, _once(_number)),
    (UUID, _simple("valueId", str)),
    (date, _once(_simple("valueDate", date.isoformat))),
    (bytes, _simple("valueBase64Binary", _in_base64)),
    (Moment, _moment),
    (tuple, _several),
    (Mapping, _members),
)
