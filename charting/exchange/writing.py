"""Recorded values as JSON text in their canonical form: each object names its class, facts stand in
lines of their own: so a file of facts is read, searched and compared line by line.

The text is made in one go, by what is found once for each class and each set of classes that its
members were met with: a record has many values of few shapes.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from json.encoder import encode_basestring
from operator import attrgetter
from types import NoneType
from typing import Any
from unicodedata import normalize
from uuid import UUID

from charting.domain.canonical import Plain, plain
from charting.exchange.hints import IS, Member, bare, is_class, members

Writer = Callable[[Any], str]
"""Makes the text of a value."""
Shape = tuple[type, ...]
"""The classes of an object's members, in their order."""

# The text of a string holds none: it is only where a value is broken into lines.
_BREAK = "\n"
# No name of a class or of its members holds one.
_SLOT = "%"
# What `plain` refuses lies beyond.
_EXACT = 2**53


class Written(str):
    """The text of a value, which stands for it within another."""

    __slots__ = ()


def written(value: object, deep: int = 0) -> str:
    """`value` as JSON; bytes as hexadecimal digits, verbatim ones as their text. What holds several
    facts, or something that does, is broken into lines, as where it stands so `deep` in another.

    Raises what `charting.domain.canonical.plain` raises.
    """
    return _writers(" " * deep)[type(value)](value)


class _Writers(dict[type, Writer]):
    """The writers of the classes that were met so far from the margin."""

    def __init__(self, indent: str) -> None:
        super().__init__(_SIMPLE)
        self._indent = indent

    def __missing__(self, kind: type) -> Writer:
        made = self[kind] = _writer(kind, self._indent)
        return made


@cache
def _writers(indent: str) -> _Writers:
    return _Writers(indent)


def _writer(kind: type, indent: str) -> Writer:
    if is_class(kind):
        return _object(kind, indent)
    if issubclass(kind, tuple):
        return _list(indent)
    if issubclass(kind, Mapping):
        return _mapping(indent)
    return _rare if issubclass(kind, Enum | date) else _plain


def _text(value: str) -> str:
    return encode_basestring(value if value.isascii() else normalize("NFC", value))


def _number(value: int) -> str:
    return str(value) if -_EXACT <= value <= _EXACT else str(plain(value))


def _id(value: UUID) -> str:
    return f'"{value.int.to_bytes(16).hex()}"'


def _octets(value: bytes) -> str:
    return f'"{value.hex()}"'


def _verbatim(value: bytes) -> str:
    return encode_basestring(value.decode("utf-8"))


def _plain(value: object) -> str:
    known: Plain = plain(value)
    return encode_basestring(known) if isinstance(known, str) else str(known)


@lru_cache(maxsize=4096)
def _rare(value: Enum | date) -> str:
    """There are few of them, which stand in many places."""
    return _plain(value)


_SIMPLE: Mapping[type, Writer] = {
    NoneType: lambda _value: "null",
    bool: lambda value: "true" if value else "false",
    str: _text,
    int: _number,
    UUID: _id,
    bytes: _octets,
    Written: str,
}
_PLAIN = frozenset({bool, str, int, UUID, date})


def _object(kind: type, indent: str) -> Writer:
    # With the class at the end, there are always two, and so always a tuple of them.
    get = attrgetter(*(each.name for each in members(kind)), "__class__")
    shapes = _Shapes(kind, indent)

    def write(value: object) -> str:
        return shapes[tuple(map(type, get(value)))](value)

    return write


class _Shapes(dict[Shape, Writer]):
    """What makes the text of an object of a class, for each shape that was met."""

    def __init__(self, kind: type, indent: str) -> None:
        super().__init__()
        self._kind, self._indent = kind, indent

    def __missing__(self, shape: Shape) -> Writer:
        made = self[shape] = self._of(shape)
        return made

    def _of(self, shape: Shape) -> Writer:
        parts, slots = [_is(self._kind)], list[_Slot]()
        writers = _writers(self._indent + " ")
        for member, kind in zip(members(self._kind), shape, strict=False):
            part, found = _part(member, kind, writers)
            parts.append(part)
            slots += found
        # With the class at the end, there are always two, and so always a tuple of them.
        get = attrgetter(*(path for path, _maker in slots), "__class__", "__class__")
        makers = [maker for _path, maker in slots]
        line = _between(f"{{{', '.join(parts)}}}")
        lines = _between(_broken(parts, "{}", self._indent))

        def write(value: object) -> str:
            texts = [make(item) for make, item in zip(makers, get(value), strict=False)]
            text = _filled(line, texts)
            return _filled(lines, texts) if _BREAK in text else text

        return write


def _between(form: str) -> list[str]:
    """What stands around the slots of a form, with room for what fills them."""
    around = form.split(_SLOT)
    pieces = [""] * (2 * len(around) - 1)
    pieces[::2] = around
    return pieces


def _filled(pieces: list[str], texts: list[str]) -> str:
    # Joined in a third of the time that a form with `%s` takes.
    every = pieces.copy()
    every[1::2] = texts
    return "".join(every)


_Slot = tuple[str, Writer]
"""Where within a value a text comes from, and what makes it."""


def _part(member: Member, kind: type, writers: _Writers) -> tuple[str, list[_Slot]]:
    """A member of a class as it stands in its object, and what fills the slots of it."""
    name = f"{encode_basestring(member.name)}: "
    if kind is NoneType:
        return f"{name}null", []
    if not _is_plain(kind):
        return f"{name}{_SLOT}", [(member.name, _verbatim if member.verbatim else writers[kind])]
    parts, slots = [_is(kind)], list[_Slot]()
    for each in members(kind):
        parts.append(f"{encode_basestring(each.name)}: {_SLOT}")
        slots.append((f"{member.name}.{each.name}", writers[bare(each.hint)]))
    return f"{name}{{{', '.join(parts)}}}", slots


def _is(kind: type) -> str:
    return f"{encode_basestring(IS)}: {encode_basestring(kind.__name__)}"


@cache
def _is_plain(kind: type) -> bool:
    """Whether it is a class that always has the same shape, and nothing deeper in it."""
    hints = [bare(each.hint) for each in members(kind)] if is_class(kind) else [None]
    return all(hint in _PLAIN for hint in hints)


def _list(indent: str) -> Writer:
    writers = _writers(indent + " ")

    def write(value: tuple[object, ...]) -> str:
        if not value:
            return "[]"
        if type(value[0]) is str and {*map(type, value)} == {str}:
            return _codes(value)
        return _together([writers[type(item)](item) for item in value], None, "[]", indent)

    return write


@lru_cache(maxsize=1024)
def _codes(value: tuple[Any, ...]) -> str:
    """Most lists are of the same few codes."""
    return f"[{', '.join(map(_text, value))}]"


def _mapping(indent: str) -> Writer:
    writers = _writers(indent + " ")

    def write(value: Mapping[object, object]) -> str:
        texts = [writers[type(item)](item) for item in value.values()]
        keys = [_KEYS.get(type(key), _key)(key) for key in value]
        return _together(texts, keys, "{}", indent)

    return write


def _key(key: object) -> str:
    return encode_basestring(str(plain(key)))


_KEYS: Mapping[type, Writer] = {str: _text, UUID: _id}


def _together(texts: list[str], keys: list[str] | None, around: str, indent: str) -> str:
    """Several values, one in a line where one of them holds others."""
    is_broken = any(text[0] in "{[" for text in texts)
    if keys is not None:
        texts = [f"{key}: {text}" for key, text in zip(keys, texts, strict=True)]
    if is_broken:
        return _broken(texts, around, indent)
    return around[0] + ", ".join(texts) + around[1]


def _broken(parts: Sequence[str], around: str, indent: str) -> str:
    inner = f"\n{indent} "
    return f"{around[0]}{inner}{f',{inner}'.join(parts)}\n{indent}{around[1]}"
