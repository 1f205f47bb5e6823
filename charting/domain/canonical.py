"""The canonical form of recorded values: RFC 8785 JSON of integers, ASCII keys and NFC text.

No floating-point number may enter: their canonical spelling differs between languages.
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any
from uuid import UUID

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]

# Larger integers are not exact in every reader of JSON (RFC 8785 section 3.2.2.3).
_EXACT = 2**53


def plain(value: object) -> Plain:
    """`value` as JSON knows it: ids as 32 hex digits, bytes as hex digits too, dates as ISO 8601, a
    dataclass as an object that names its class under "is".

    Raises `TypeError` for a float or anything else that has no canonical form, `ValueError` for
    an integer beyond 2**53.
    """
    # By far the most are of one of these classes, and not of one that comes of it.
    kind: type = type(value)
    if (usual := _USUAL.get(kind)) is not None:
        return usual(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        if abs(value) > _EXACT:
            raise ValueError(f"{value} is not exact in JSON")
        return value
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, date):
        return value.isoformat()
    return _plain_collection(value)


def _text(value: str) -> str:
    return value if value.isascii() else unicodedata.normalize("NFC", value)


_USUAL: Mapping[type, Callable[[Any], Plain]] = {
    NoneType: lambda _value: None,
    bool: bool,
    str: _text,
    UUID: lambda value: str(value.hex),
    bytes: lambda value: str(value.hex()),
}


def _plain_collection(value: object) -> Plain:
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {_key(key): plain(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        members = {name: plain(getattr(value, name)) for name in _names(type(value))}
        return {"is": type(value).__name__, **members}
    raise TypeError(f"{type(value).__name__} has no canonical form")


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a class of recorded values
    return tuple(field.name for field in fields(kind))


def _key(key: object) -> str:
    name = plain(key)
    if not isinstance(name, str) or not name.isascii():
        raise TypeError("keys of recorded values are ASCII text")
    return name


def canonical(value: object) -> bytes:
    """The one spelling of `value` in UTF-8; raises what `plain` raises."""
    return json.dumps(
        plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode("utf-8")


def digest(data: bytes) -> bytes:
    """The SHA-256 of `data`, 32 bytes."""
    return hashlib.sha256(data).digest()
