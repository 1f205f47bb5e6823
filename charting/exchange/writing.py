"""Recorded values as JSON text in their canonical form: each object names its class, facts stand in
lines of their own: so a file of facts is read, searched and compared line by line.

The text is made in one go, by what is found once for each class: a record has many values of few
classes.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import lru_cache
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any
from unicodedata import normalize
from uuid import UUID

from charting.domain.canonical import Plain, plain
from charting.exchange.hints import IS, is_class, members

Writer = Callable[[Any, str], str]
"""Makes the text of a value that stands so far from the margin."""

# The text of a string holds none: it is only where a value is broken into lines.
_BREAK = "\n"
# What `plain` refuses lies beyond.
_EXACT = 2**53


def written(value: object, indent: str = "") -> str:
    """`value` as JSON; bytes as hexadecimal digits, verbatim ones as their text. What holds several
    facts, or something that does, is broken into lines.

    Raises what `charting.domain.canonical.plain` raises.
    """
    return _WRITERS[type(value)](value, indent)


class _Writers(dict[type, Writer]):
    """The writers of the classes that were met."""

    def __missing__(self, kind: type) -> Writer:
        made = self[kind] = _writer(kind)
        return made


def _writer(kind: type) -> Writer:
    if is_class(kind):
        return _object(kind)
    if issubclass(kind, tuple):
        return _list
    if issubclass(kind, Mapping):
        return _members
    if issubclass(kind, Enum | date):
        return _rare
    return _SIMPLE.get(kind, _plain)


def _text(value: str, _indent: str) -> str:
    return encode_basestring(value if value.isascii() else normalize("NFC", value))


def _number(value: int, _indent: str) -> str:
    return str(value) if -_EXACT <= value <= _EXACT else str(plain(value))


def _plain(value: object, _indent: str) -> str:
    known: Plain = plain(value)
    return encode_basestring(known) if isinstance(known, str) else str(known)


@lru_cache(maxsize=4096)
def _rare(value: Enum | date, indent: str) -> str:
    """There are few of them, which stand in many places."""
    return _plain(value, indent)


_SIMPLE: Mapping[type, Writer] = {
    type(None): lambda _value, _indent: "null",
    bool: lambda value, _indent: "true" if value else "false",
    str: _text,
    int: _number,
    UUID: lambda value, _indent: f'"{value.hex}"',
    bytes: lambda value, _indent: f'"{value.hex()}"',
}


def _object(kind: type) -> Writer:
    every = members(kind)
    keys = [f"{encode_basestring(each.name)}: " for each in every]
    head = f"{encode_basestring(IS)}: {encode_basestring(kind.__name__)}"
    # With the class at the end, there are always two, and so always a tuple of them.
    get = attrgetter(*(each.name for each in every), "__class__")
    verbatim = [(at, attrgetter(each.name)) for at, each in enumerate(every, 1) if each.verbatim]
    writers = _WRITERS

    def write(value: object, indent: str) -> str:
        inner = indent + " "
        items = zip(keys, get(value), strict=False)
        parts = [head, *[key + writers[type(item)](item, inner) for key, item in items]]
        for at, read in verbatim:
            if (data := read(value)) is not None:
                parts[at] = keys[at - 1] + encode_basestring(data.decode("utf-8"))
        text = ", ".join(parts)
        if _BREAK not in text:
            return f"{{{text}}}"
        return f"{{\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}}}"

    return write


def _list(value: tuple[object, ...], indent: str) -> str:
    inner = indent + " "
    return _together([_WRITERS[type(item)](item, inner) for item in value], "[]", indent)


def _members(value: Mapping[object, object], indent: str) -> str:
    inner = indent + " "
    texts = [_WRITERS[type(item)](item, inner) for item in value.values()]
    return _together(texts, "{}", indent, [f"{_key(key)}: " for key in value])


@lru_cache(maxsize=1024)
def _key(key: object) -> str:
    return encode_basestring(str(plain(key)))


def _together(texts: list[str], around: str, indent: str, keys: list[str] | None = None) -> str:
    """Several values, one in a line where one of them holds others."""
    is_broken = any(text[0] in "{[" for text in texts)
    if keys is not None:
        texts = [key + text for key, text in zip(keys, texts, strict=True)]
    if not is_broken:
        return around[0] + ", ".join(texts) + around[1]
    inner = indent + " "
    return f"{around[0]}\n{inner}" + f",\n{inner}".join(texts) + f"\n{indent}{around[1]}"


_WRITERS = _Writers()
