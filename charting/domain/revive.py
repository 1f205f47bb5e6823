"""Recorded values read back from their canonical form, as `charting.domain.canonical` spells it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

T = TypeVar("T")


def revived(data: bytes, kind: type[T]) -> T:
    """The value of class `kind` that `data` spells.

    A field that the class does not know is passed over, one that is missing takes its default: a
    recorded value outlives the class that wrote it. What comes from
    elsewhere has a reader of its own in `exchange`: strict, it tells of each misfit with its place.
    Raises `ValueError` for anything else.
    """
    value: T = revive(json.loads(data), kind)
    return value


def revive(value: Any, kind: Any) -> Any:  # noqa: ANN401 - a type says what it is
    """The value that a plain one spells, by the type that it had. Raises `ValueError`."""
    kind = getattr(kind, "__supertype__", kind)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _of_several(value, get_args(kind))
    if origin is not None:
        return _collected(value, origin, get_args(kind))
    if is_dataclass(kind) and isinstance(kind, type):
        return _object(value, kind)
    if issubclass(kind, Enum):
        return kind(value)
    reader = _READERS.get(kind)
    if reader is not None and isinstance(value, str):
        return reader(value)
    if type(value) is not kind:
        raise ValueError(f"{type(value).__name__} is no {kind.__name__}")
    return value


_READERS: Mapping[type, Callable[[str], object]] = {
    UUID: UUID,
    date: date.fromisoformat,
    bytes: bytes.fromhex,
}


def _of_several(value: Any, kinds: tuple[Any, ...]) -> Any:  # noqa: ANN401
    if value is None and NoneType in kinds:
        return None
    name = value.get("is") if isinstance(value, Mapping) else None
    for kind in kinds:
        if kind is not NoneType and (name is None or kind.__name__ == name):
            return revive(value, kind)
    raise ValueError(f"{name} is none of {kinds}")


def _collected(value: Any, origin: Any, kinds: tuple[Any, ...]) -> Any:  # noqa: ANN401
    if origin is tuple and isinstance(value, list):
        return tuple(revive(item, kinds[0]) for item in value)
    if isinstance(value, Mapping):
        key, item = kinds
        return MappingProxyType({revive(k, key): revive(v, item) for k, v in value.items()})
    raise ValueError(f"{type(value).__name__} is no {origin.__name__}")


def _object(value: Any, kind: type) -> Any:  # noqa: ANN401
    if not isinstance(value, Mapping) or value.get("is") != kind.__name__:
        raise ValueError(f"this is no {kind.__name__}")
    hints, optional = _members(kind)
    members = {name: revive(value[name], hint) for name, hint in hints.items() if name in value}
    lacking = hints.keys() - members.keys() - optional
    if lacking:
        raise ValueError(f"{kind.__name__} lacks {', '.join(sorted(lacking))}")
    return kind(**members)


@cache
def _members(kind: type) -> tuple[dict[str, Any], frozenset[str]]:
    """The fields of a class with their types, and those that may be missing."""
    hints = get_type_hints(kind)
    known = fields(kind)
    optional = frozenset(
        one.name
        for one in known
        if one.default is not MISSING or one.default_factory is not MISSING
    )
    return {one.name: hints[one.name] for one in known}, optional
