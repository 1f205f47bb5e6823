"""Recorded values as JSON in their canonical form: each object names its class, facts in lines."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

from charting.domain.canonical import Plain, plain
from charting.exchange.hints import IS, is_class, members

Writer = Callable[[Any], Plain]

_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def written(value: object) -> Plain:
    """`value` as JSON knows it; bytes as hexadecimal digits, verbatim ones as their text.

    Raises what `charting.domain.canonical.plain` raises.
    """
    return _write(type(value), value)


def _write(kind: type, value: object) -> Plain:
    return _writer(kind)(value)


@cache
def _writer(kind: type) -> Writer:
    """How values of a class are written, found once for each class: a record has many values of
    few classes.
    """
    if is_class(kind):
        return _object(kind)
    if issubclass(kind, tuple):
        return lambda value: [written(item) for item in value]
    if issubclass(kind, Mapping):
        return _members
    return plain


def _members(value: Mapping[object, object]) -> Plain:
    return {str(plain(key)): written(item) for key, item in value.items()}


def _object(kind: type) -> Writer:
    parts = [(each.name, attrgetter(each.name), each.verbatim) for each in members(kind)]

    def write(value: object) -> Plain:
        made: dict[str, Plain] = {IS: kind.__name__}
        for name, get, verbatim in parts:
            inner = get(value)
            is_text = verbatim and inner is not None
            made[name] = inner.decode("utf-8") if is_text else written(inner)
        return made

    return write


def lines(value: Plain) -> str:
    """The JSON text of `value`, each fact in a line of its own: so a file of facts is read,
    searched and compared line by line.
    """
    return "".join(_pieces(value, ""))


def _pieces(value: Plain, indent: str) -> Iterator[str]:
    if not isinstance(value, dict | list) or not _is_broken(value):
        yield _encoded(value)
        return
    inner = indent + " "
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    parts = (
        ((f"{_encoded(key)}: ", item) for key, item in value.items())
        if isinstance(value, dict)
        else (("", item) for item in value)
    )
    separator = opening
    for name, item in parts:
        yield f"{separator}\n{inner}{name}"
        yield from _pieces(item, inner)
        separator = ","
    yield f"\n{indent}{closing}"


def _is_broken(value: dict[str, Plain] | list[Plain]) -> bool:
    """Whether it is more than a fact: it holds several, or something that does."""
    items = [item for item in _items(value) if isinstance(item, dict | list)]
    is_fact = isinstance(value, dict) and IS in value
    return any(map(_is_broken, items)) if is_fact else bool(items)


def _items(value: dict[str, Plain] | list[Plain]) -> Iterable[Plain]:
    return value.values() if isinstance(value, dict) else value
