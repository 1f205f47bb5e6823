"""Recorded values read back from JSON by their type hints: strictly, and the first thing that does
not fit is told with its place.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cache
from types import MappingProxyType, NoneType
from typing import Any
from uuid import UUID

from charting.exchange.hints import (
    IS,
    Hint,
    Member,
    choices,
    is_class,
    item_hints,
    mapping_hints,
    members,
)

Reader = Callable[[object], Any]

_UUID_DIGITS = 32
_LONGEST_KEY, _LONGEST_SHOWN = 200, 32
_SMALL = range(-(2**31), 2**31)


class Misfit(Exception):
    """What stands somewhere in a file is not what belongs there. `places` leads to it, outermost
    first, items counted from 1.
    """

    def __init__(self, what: str = "value", *places: str) -> None:
        super().__init__(what)
        self.what = what
        self.places = list(places)

    def within(self, place: str) -> "Misfit":
        """The same, one place further out."""
        self.places.insert(0, place)
        return self

    @property
    def place(self) -> str:
        """The way to it, as in "record/sessions/2/number"."""
        return "/".join(self.places)


def shown(name: str) -> str:
    """A name that stands in a file, as far as it can be read out."""
    return name if len(name) < _LONGEST_SHOWN and name.isprintable() else "?"


def read(hint: Hint, value: object) -> Any:  # noqa: ANN401 - of the type that the hint names
    """The value of the type `hint` that is written as the JSON `value`.

    Raises `Misfit`, whose `what` is "value", "missing" or "unknown".
    """
    return _reader(hint)(value)


@cache
def _reader(hint: Hint) -> Reader:
    branches = choices(hint)
    if len(branches) > 1:
        return _one_of(branches)
    kind = branches[0]
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if (keys_and_values := mapping_hints(kind)) is not None:
        return _mapping(*keys_and_values)
    if (items := item_hints(kind)) is not None:
        return _tuple(items)
    if is_class(kind):
        return _object(kind)
    if issubclass(kind, Enum):
        return _choice(kind)
    raise TypeError(f"{hint} is not read from a file")


def _one_of(branches: tuple[Hint, ...]) -> Reader:
    objects = {kind.__name__: _reader(kind) for kind in branches if is_class(kind)}
    others = [_reader(kind) for kind in branches if not is_class(kind) and kind is not NoneType]
    none = NoneType in branches

    def one(value: object) -> object:
        if value is None and none:
            return None
        if isinstance(value, dict) and objects:
            name = value.get(IS)
            if not isinstance(name, str) or name not in objects:
                raise Misfit("unknown")
            return objects[name](value)
        if len(others) != 1:
            raise Misfit
        return others[0](value)

    return one


def _object(kind: type) -> Reader:
    of_members = [(member, _member_reader(member)) for member in members(kind)]
    names = {IS, *(member.name for member, _ in of_members)}

    def read_object(value: object) -> object:
        if not isinstance(value, dict) or value.get(IS) != kind.__name__:
            raise Misfit
        given = {}
        for member, reader in of_members:
            if member.name not in value:
                if member.optional:
                    continue
                raise Misfit("missing", member.name)
            try:
                given[member.name] = reader(value[member.name])
            except Misfit as misfit:
                raise misfit.within(member.name) from None
        if strange := value.keys() - names:
            raise Misfit("unknown", shown(min(strange)))
        return kind(**given)

    return read_object


def _member_reader(member: Member) -> Reader:
    if member.verbatim:
        return _verbatim if NoneType in choices(member.hint) else _text_of_bytes
    reader = _reader(member.hint)
    if int not in choices(member.hint) or member.numbers == _SMALL:
        return reader

    def wide(value: object) -> object:
        return value if type(value) is int and value in member.numbers else reader(value)

    return wide


def _tuple(items: tuple[Hint, ...]) -> Reader:
    if items[-1:] == (...,):
        each = _reader(items[0])
        return lambda value: tuple(_items(value, each))
    readers = [_reader(item) for item in items]

    def fixed(value: object) -> object:
        if not isinstance(value, list) or len(value) != len(readers):
            raise Misfit
        return tuple(reader(item) for reader, item in zip(readers, value, strict=True))

    return fixed


def _items(value: object, reader: Reader) -> Iterator[object]:
    if not isinstance(value, list):
        raise Misfit
    for at, item in enumerate(value, start=1):
        try:
            made = reader(item)
        except Misfit as misfit:
            raise misfit.within(str(at)) from None
        yield made


def _mapping(key_hint: Hint, value_hint: Hint) -> Reader:
    read_key, read_value = _reader(key_hint), _reader(value_hint)

    def read_mapping(value: object) -> Mapping[object, object]:
        if not isinstance(value, dict):
            raise Misfit
        made = {}
        for at, (key, item) in enumerate(value.items(), start=1):
            # An id says nothing to anybody; a code does.
            place = key if shown(key) == key else str(at)
            if len(key) > _LONGEST_KEY:
                raise Misfit("value", place)
            try:
                made[read_key(key)] = read_value(item)
            except Misfit as misfit:
                raise misfit.within(place) from None
        if len(made) < len(value):
            raise Misfit
        return MappingProxyType(made)

    return read_mapping


def _choice(kind: type[Enum]) -> Reader:
    by_value: dict[object, Enum] = {each.value: each for each in kind}

    def choice(value: object) -> Enum:
        if not isinstance(value, str) or value not in by_value:
            raise Misfit("unknown")
        return by_value[value]

    return choice


def _text(value: object) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise Misfit
    if value.isascii():
        return value
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise Misfit from None
    return unicodedata.normalize("NFC", value)


def _number(value: object) -> int:
    if type(value) is not int or value not in _SMALL:
        raise Misfit
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise Misfit
    return value


def _id(value: object) -> UUID:
    if not isinstance(value, str) or len(value) != _UUID_DIGITS or not _is_hex(value):
        raise Misfit
    return UUID(value)


def _day(value: object) -> date:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    # ISO 8601 has spellings beside this one, and later Pythons read them.
    if day is None or day.isoformat() != value:
        raise Misfit
    return day


def _octets(value: object) -> bytes:
    if not isinstance(value, str) or len(value) % 2 or not _is_hex(value):
        raise Misfit
    return bytes.fromhex(value)


def _verbatim(value: object) -> bytes | None:
    return None if value is None else _text_of_bytes(value)


def _text_of_bytes(value: object) -> bytes:
    if not isinstance(value, str):
        raise Misfit
    try:
        return value.encode("utf-8")
    except UnicodeEncodeError:
        raise Misfit from None


def _is_hex(value: str) -> bool:
    return set(value) <= set("0123456789abcdef")


_SIMPLE: dict[Hint, Reader] = {
    str: _text,
    int: _number,
    bool: _truth,
    UUID: _id,
    date: _day,
    bytes: _octets,
}
