"""The published form of a record file: JSON Schema (2020-12), made of the domain's classes."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from types import NoneType
from uuid import UUID

from charting.domain.record import Export, Named, PatientRecord
from charting.exchange.hints import (
    IS,
    Hint,
    Member,
    bare,
    choices,
    is_class,
    item_hints,
    mapping_hints,
    members,
    told,
)
from charting.exchange.json_record import FORMAT, SCHEMA

Node = dict[str, object]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_HEX = "^([0-9a-f]{2})*$"
_SIMPLE: dict[Hint, Node] = {
    NoneType: {"type": "null"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    UUID: {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    date: {"type": "string", "format": "date"},
    bytes: {"type": "string", "pattern": _HEX},
}


def record_schema() -> Node:
    """The schema of a record file."""
    parts = {
        "exported": Export,
        "practitioners": tuple[Named, ...],
        "record": PatientRecord,
    }
    defined: dict[str, Node] = {}
    properties: Node = {
        "format": {"const": FORMAT},
        "schema": {"const": SCHEMA},
        **{name: _node(hint, defined) for name, hint in parts.items()},
    }
    return {
        "$schema": _DIALECT,
        "title": FORMAT,
        "description": (
            "The whole record of one patient. Every object names its class under “is”. Text is "
            "in Unicode NFC, ids are UUIDs as 32 hexadecimal digits, days are ISO 8601, and there "
            "are no fractions: each description says in which unit a whole number is. “exported” "
            "says when this file was made; all else is the same whenever the same record is "
            "given out."
        ),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": dict(sorted(defined.items())),
    }


def _node(hint: Hint, defined: dict[str, Node], numbers: range | None = None) -> Node:
    branches = choices(hint)
    if len(branches) > 1:
        return {"anyOf": [_node(branch, defined, numbers) for branch in branches]}
    kind = branches[0]
    if kind is int:
        bounds = numbers or range(0)
        return {"type": "integer", "minimum": bounds.start, "maximum": bounds.stop - 1}
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if (keys_and_values := mapping_hints(kind)) is not None:
        return _mapping(*keys_and_values, defined, numbers)
    if (items := item_hints(kind)) is not None:
        return _array(items, defined, numbers)
    if kind.__name__ not in defined:
        defined[kind.__name__] = {}
        made = _class(kind, defined) if is_class(kind) else _enumeration(kind)
        defined[kind.__name__].update(made)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _class(kind: type, defined: dict[str, Node]) -> Node:
    properties = {member.name: _member(member, defined) for member in members(kind)}
    always = (member.name for member in members(kind) if not member.optional)
    return {
        "description": told(kind),
        "type": "object",
        "properties": {IS: {"const": kind.__name__}, **properties},
        "required": [IS, *always],
        "additionalProperties": False,
    }


def _member(member: Member, defined: dict[str, Node]) -> Node:
    if member.verbatim:
        kinds = ["string", "null"] if NoneType in choices(member.hint) else "string"
        return {"type": kinds, "contentMediaType": "application/json"}
    return _node(member.hint, defined, member.numbers)


def _enumeration(kind: type[Enum]) -> Node:
    return {"description": told(kind), "enum": [each.value for each in kind]}


def _mapping(key: Hint, value: Hint, defined: dict[str, Node], numbers: range | None) -> Node:
    names = _node(key, defined) if bare(key) is not str else {"type": "string"}
    return {
        "type": "object",
        "propertyNames": names,
        "additionalProperties": _node(value, defined, numbers),
    }


def _array(items: Iterable[Hint], defined: dict[str, Node], numbers: range | None) -> Node:
    *fixed, last = items
    if last is ...:
        return {"type": "array", "items": _node(fixed[0], defined, numbers)}
    every = [_node(item, defined, numbers) for item in (*fixed, last)]
    return {"type": "array", "prefixItems": every, "items": False, "minItems": len(every)}
