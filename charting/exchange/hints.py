"""The classes of the record taken apart by their type hints, for whoever writes, reads or describes
them: so a fact that is added to the domain is carried without a line here.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from inspect import cleandoc
from typing import Any, NewType, TypeGuard, Union, get_args, get_origin, get_type_hints

from charting.domain.audit import AuditEntry
from charting.domain.follow_up import ContactSignature
from charting.domain.moment import Moment
from charting.domain.signing import SignedRecord

Hint = Any
"""A type hint: a class, a union, a generic alias or a NewType."""

IS = "is"
"""The member that names the class of an object."""

# Bytes are hexadecimal digits, but these are JSON themselves and stand as their own text, so that
# whoever checks a hash has the hashed text before their eyes.
VERBATIM = frozenset(
    {(AuditEntry, "payload"), (SignedRecord, "content"), (ContactSignature, "content")}
)

# Whole numbers of the record fit into 32 bits, but for microseconds.
_SMALL = range(-(2**31), 2**31)
_EXACT = range(-(2**53), 2**53 + 1)
_LARGE = frozenset({(Moment, "utc")})


@dataclass(frozen=True, slots=True)
class Member:
    """One field of a class: its name and hint, whether a file may lack it, whether its bytes stand
    as text, and which whole numbers it takes.
    """

    name: str
    hint: Hint
    optional: bool
    verbatim: bool
    numbers: range


@cache
def members(kind: type) -> tuple[Member, ...]:
    """The fields of a dataclass in order."""
    hints = get_type_hints(kind)
    return tuple(
        Member(
            field.name,
            hints[field.name],
            field.default is not MISSING or field.default_factory is not MISSING,
            (kind, field.name) in VERBATIM,
            _EXACT if (kind, field.name) in _LARGE else _SMALL,
        )
        for field in fields(kind)
    )


def bare(hint: Hint) -> Hint:
    """The hint without the names given to it by `NewType`."""
    while isinstance(hint, NewType):
        hint = hint.__supertype__
    return hint


def choices(hint: Hint) -> tuple[Hint, ...]:
    """What a value may be: the branches of a union, or the hint alone."""
    plain = bare(hint)
    if isinstance(plain, types.UnionType) or _origin(plain) is Union:
        return tuple(each for branch in get_args(plain) for each in choices(branch))
    return (plain,)


def item_hints(hint: Hint) -> tuple[Hint, ...] | None:
    """The hints of a tuple, the last of them `...` where it is of any length; `None` for what is
    no tuple.
    """
    return get_args(hint) if _origin(hint) is tuple else None


def mapping_hints(hint: Hint) -> tuple[Hint, Hint] | None:
    """The hints of the keys and the values of a mapping; `None` for what is none."""
    if _origin(hint) is Mapping:
        key, value = get_args(hint)
        return key, value
    return None


def is_class(hint: Hint) -> TypeGuard[type]:
    """Whether it is one of the classes of the record."""
    return isinstance(hint, type) and is_dataclass(hint)


def told(kind: type) -> str:
    """What a class says of itself, its units among it, each paragraph in one line."""
    paragraphs = cleandoc(kind.__doc__ or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _origin(hint: Hint) -> object:
    return get_origin(hint)
