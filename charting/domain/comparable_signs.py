"""Comparable signs: what is tested before needling and again after it, in a word or as a number.

A number is noted like any other answer of the visit: whole, in parts of the unit that stands among
the codes of the answer, so that it keeps its meaning whatever becomes of the one beside it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from charting.domain.errors import ErrorCode, Refused
from charting.domain.session import Answer

_MEASURED = re.compile(r"([0-9]{1,6}(?:[.,][0-9]{1,6})?)\s*(.*)")


@dataclass(frozen=True, slots=True)
class SignUnit:
    """What a sign can be measured in; the meaning of each field stands in `signs.toml`.

    `low`, `high` and `error` are in the unit, what is noted in it in `per_unit` parts of it.
    """

    id: str
    name: str
    words: str
    ucum: str
    low: int
    high: int
    source: str
    per_unit: int = 1
    one: str = ""
    step: str = ""
    step_one: str = ""
    also: tuple[str, ...] = ()
    error: Fraction | None = None
    error_source: str = ""

    def in_unit(self, parts: int) -> Decimal:
        """What was noted, in the unit."""
        return Decimal(parts) / self.per_unit


Units = tuple[SignUnit, ...]


@dataclass(frozen=True, slots=True)
class SignDifference:
    """How much more a sign is afterwards, less where it is below 0, in parts of its unit."""

    unit: SignUnit
    parts: int

    @property
    def within_error(self) -> bool:
        """Whether it is smaller than what two measurements differ by anyhow; never where no figure
        is published.
        """
        error = self.unit.error
        return error is not None and abs(Fraction(self.parts, self.unit.per_unit)) < error


def unit_of(answer: Answer | None, units: Units) -> SignUnit | None:
    """The unit a sign was measured in; `None` where it has no number."""
    if answer is None or answer.number is None:
        return None
    codes = answer.choice.split()
    return next((each for each in units if each.id in codes), None)


def said_of(answer: Answer | None, units: Units) -> str:
    """The word that compares a sign with before, by its code; empty where none was said."""
    known = {each.id for each in units}
    codes = answer.choice.split() if answer else []
    return next((code for code in codes if code not in known), "")


def read_measured(typed: str, units: Units, chosen: SignUnit | None) -> tuple[int, SignUnit] | None:
    """A number as typed, with a point or a comma, in whole parts of the unit typed behind it or,
    where none is, of the `chosen` one; `None` for an empty field.

    Raises `Refused` (SIGN_UNREADABLE, SIGN_UNIT_MISSING, VALUE_OUT_OF_RANGE).
    """
    text = typed.strip()
    if not text:
        return None
    found = _MEASURED.fullmatch(text)
    unit = _named(found.group(2), units) or (None if found.group(2) else chosen) if found else None
    if found is None or (unit is None and found.group(2)):
        raise Refused(ErrorCode.SIGN_UNREADABLE, {"typed": text})
    if unit is None:
        raise Refused(ErrorCode.SIGN_UNIT_MISSING, {"typed": text})
    parts = Fraction(found.group(1).replace(",", ".")) * unit.per_unit
    if parts.denominator != 1:
        raise Refused(ErrorCode.SIGN_UNREADABLE, {"typed": text})
    if not unit.low * unit.per_unit <= parts <= unit.high * unit.per_unit:
        facts: dict[str, str | int] = {"what": unit.name, "low": unit.low, "high": unit.high}
        raise Refused(ErrorCode.VALUE_OUT_OF_RANGE, facts)
    return int(parts), unit


def _named(typed: str, units: Units) -> SignUnit | None:
    word = typed.strip().casefold()
    return next(
        (
            each
            for each in units
            if word in (name.casefold() for name in (each.id, each.name, *each.also))
        ),
        None,
    )


def with_number(given: Answer, measured: tuple[int, SignUnit] | None, units: Units) -> Answer:
    """The answer with a number in its unit, or without one; what was said beside it stays."""
    said = said_of(given, units)
    if measured is None:
        return replace(given, number=None, choice=said)
    number, unit = measured
    return replace(given, number=number, choice=f"{said} {unit.id}".strip())


def with_said(given: Answer, code: str, units: Units) -> Answer:
    """The answer with a word that compares; the same word again takes it back, and its number
    stays.
    """
    unit = unit_of(given, units)
    kept = unit.id if unit else ""
    said = "" if code == said_of(given, units) else code
    return replace(given, choice=f"{said} {kept}".strip())


def difference(before: Answer | None, after: Answer | None, units: Units) -> SignDifference | None:
    """How a sign differs from before; `None` unless both have a number in the same unit."""
    was, now = unit_of(before, units), unit_of(after, units)
    if before is None or after is None or was is None or was is not now:
        return None
    return SignDifference(was, (after.number or 0) - (before.number or 0))


def sign_units_of(rows: Iterable[Mapping[str, Any]]) -> Units:
    """The units in the rows of a file. Raises `KeyError`, `TypeError`, `ValueError`."""
    return tuple(_unit(row) for row in rows)


def _unit(row: Mapping[str, Any]) -> SignUnit:
    if not row["source"]:
        raise ValueError(f"{row['id']} has no source")
    error = Fraction(row["error"]) if "error" in row else None
    return SignUnit(**{**row, "also": tuple(row.get("also", ())), "error": error})
