"""The canonical form of recorded values: RFC 8785 JSON of integers, ASCII keys and NFC text.

No floating-point number may enter: their canonical spelling differs between languages.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
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
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, int):
        if abs(value) > _EXACT:
            raise ValueError(f"{value} is not exact in JSON")
        return value
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, date):
        return value.isoformat()
    return _plain_collection(value)


def _plain_collection(value: object) -> Plain:
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {_key(key): plain(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        members = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__, **members}
    raise TypeError(f"{type(value).__name__} has no canonical form")


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
