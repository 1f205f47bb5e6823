"""Outcome measures: the instruments, which are data, and what a patient scored on one of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from charting.domain.body_map import Side
from charting.domain.errors import ErrorCode, Refused
from charting.domain.text import clean_line, fold

NPRS, PSFS, RMDQ, START_BACK = "om.nprs", "om.psfs", "om.rmdq24", "om.startback9"
SORENESS = "om.soreness"

# What is typed in the place of single answers: the total of a form, and of its subscale.
TOTAL, DISTRESS = "total", "distress"
MOST_ACTIVITIES = 5
# STarT Back: the answers to its last item go from 1 to 5.
BOTHERED = range(1, 6)

_NUMBER = re.compile(r"[+-]?[0-9]{1,6}(\.[0-9]{1,6})?")


class Form(StrEnum):
    """How a measure is scored."""

    AVERAGE = "average"
    ACTIVITIES = "activities"
    CHANGE = "change"
    TICKS = "ticks"
    RISK = "risk"
    TOTAL = "total"
    PRESSURE = "pressure"
    HOURS = "hours"


class Better(StrEnum):
    """Which way is better; neither where a number groups and measures no change."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


class Missing(StrEnum):
    """What becomes of an item left out (clinical.md section 4)."""

    NONE_MAY = "none_may"
    COUNTED_AS_NO = "counted_as_no"
    SCORED_BOTH_TIMES = "scored_both_times"


@dataclass(frozen=True, slots=True)
class Step:
    """From a value on, what it is called: the size of a change, or the band of a score."""

    reaches: Fraction
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """One of several scales of a measure, with its bounds in the measure's unit or in its own."""

    id: str
    words: str
    low: int
    high: int
    sizes: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """An instrument; the meaning of each field stands in `outcomes/measures.toml`.

    `low`, `high` and all thresholds are in its `unit`, what is kept of it in parts of the unit.
    """

    id: str
    name: str
    explained: str
    form: Form
    low: int
    high: int
    better: Better
    missing: Missing
    source: str
    licence: str
    reviewed_by: str
    items: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    per_unit: int = 1
    scales: tuple[Scale, ...] = ()
    threshold: Fraction | None = None
    threshold_percent: int | None = None
    threshold_source: str = ""
    error: Fraction | None = None
    error_single: Fraction | None = None
    error_source: str = ""
    sizes: tuple[Step, ...] = ()
    bands: tuple[Step, ...] = ()
    recovered: Fraction | None = None
    weak_below: int | None = None
    weak_above: int | None = None
    schedule: tuple[str, ...] = ()

    def scale(self, scale_id: str) -> Scale:
        """The scale of that id or, where there is one only, the measure's own bounds."""
        own = Scale("", "", self.low, self.high, self.sizes)
        return next((each for each in self.scales if each.id == scale_id), own)


@dataclass(frozen=True, slots=True)
class Reading:
    """One number of a score: of an item, by its key or as the patient names an activity.

    It is whole, in parts of the measure's unit: tenths of a centimetre, hundredths of a kPa or of a
    kgf/cm2, and 1 for a statement that was ticked. `None` stands for an item left out.
    """

    item: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """What a patient scored on a measure, as it was typed or ticked.

    `scale` says which of its scales, or how it was taken: the total of a form (`TOTAL`), or its
    answers. `site`, `side`, `device` and the day it was `calibrated` belong to a pressure;
    `text_sha256` is that of the imported form the answers were given to, in hex.
    """

    measure: str
    readings: tuple[Reading, ...]
    scale: str = ""
    site: str = ""
    side: Side | None = None
    device: str = ""
    calibrated: date | None = None
    text_sha256: str = ""
    remark: str = ""

    def number(self, item: str) -> int | None:
        """The number of an item; `None` where it was left out."""
        return next((each.number for each in self.readings if each.item == item), None)

    @property
    def answered(self) -> tuple[Reading, ...]:
        """What was not left out."""
        return tuple(each for each in self.readings if each.number is not None)


class DamagedMeasures(ValueError):
    """Plain data that are no measures; the text names the one that is wrong."""


def measures_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Measure, ...]:
    """The measures in the rows of a file. Raises `DamagedMeasures` naming the row."""
    made = []
    for number, row in enumerate(rows, start=1):
        try:
            made.append(_measure(row))
        except (KeyError, TypeError, ValueError) as wrong:
            told = row.get("id") or f"row {number}"
            raise DamagedMeasures(f"{told}: {type(wrong).__name__} {wrong}") from wrong
    return tuple(made)


def _measure(row: Mapping[str, Any]) -> Measure:
    given = {key: value for key, value in row.items() if key != "reviewed_on"}
    if not given["source"]:
        raise ValueError("it has no source")
    for name in ("threshold", "error", "error_single", "recovered"):
        if name in given:
            given[name] = Fraction(str(given[name]))
    given |= {
        "form": Form(row["form"]),
        "better": Better(row["better"]),
        "missing": Missing(row["missing"]),
        "items": tuple((str(key), str(words)) for key, words in row.get("items", ())),
        "sizes": _steps(row.get("sizes", ())),
        "bands": _steps(row.get("bands", ())),
        "scales": tuple(_scale(each) for each in row.get("scales", ())),
        "schedule": tuple(row.get("schedule", ())),
    }
    return Measure(**given)


def _scale(row: Mapping[str, Any]) -> Scale:
    return Scale(row["id"], row["words"], row["low"], row["high"], _steps(row.get("sizes", ())))


def _steps(rows: Iterable[tuple[float, str]]) -> tuple[Step, ...]:
    return tuple(Step(Fraction(str(reaches)), words) for reaches, words in rows)


# --- What may be kept ---------------------------------------------------------------------------


def read_number(measure: Measure, typed: str) -> int | None:
    """A number as typed, with a point or a comma, in whole parts of the measure's unit; `None` for
    an empty field.

    Raises `Refused` (SCORE_UNREADABLE) for anything else, finer parts of the unit among it.
    """
    text = typed.strip().replace(",", ".").replace("−", "-")
    if not text:
        return None
    parts = Fraction(text) * measure.per_unit if _NUMBER.fullmatch(text) else None
    if parts is None or parts.denominator != 1:
        raise Refused(ErrorCode.SCORE_UNREADABLE, {"measure": measure.name, "typed": typed.strip()})
    return int(parts)


def checked_scored(scored: Scored, measure: Measure) -> Scored:
    """The score with its words cleaned, if it can be one.

    Raises `Refused` (SCORE_MISSING, SCORE_OUT_OF_RANGE, ACTIVITY_UNNAMED, ACTIVITY_TWICE,
    ACTIVITIES_TOO_MANY, SCORE_PARTS, FIELD_MISSING, TEXT_TOO_LONG, TEXT_UNREADABLE).
    """
    if not scored.answered and not _blank_counts(scored, measure):
        raise Refused(ErrorCode.SCORE_MISSING, {"measure": measure.name})
    cleaned = tidy_scored(scored)
    for each in cleaned.answered:
        _check_range(each, cleaned, measure)
    if measure.form is Form.ACTIVITIES:
        _check_activities(cleaned)
    if measure.form is Form.RISK and cleaned.scale == TOTAL:
        _check_parts(cleaned, measure)
    if measure.form is Form.PRESSURE and not cleaned.site:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "site"})
    return cleaned


def tidy_scored(scored: Scored) -> Scored:
    """The score with its words cleaned, whatever its measure. Raises `Refused` (TEXT_TOO_LONG,
    TEXT_UNREADABLE).
    """
    return replace(
        scored,
        readings=tuple(
            replace(each, item=clean_line(each.item, "activity")) for each in scored.readings
        ),
        site=clean_line(scored.site, "site"),
        device=clean_line(scored.device, "device"),
        remark=clean_line(scored.remark, "remark"),
    )


def _blank_counts(scored: Scored, measure: Measure) -> bool:
    """Whether nothing ticked is a score of its own: no statement holds."""
    return measure.missing is Missing.COUNTED_AS_NO and scored.scale != TOTAL


def bounds(reading: Reading, scored: Scored, measure: Measure) -> tuple[int, int]:
    """The least and the most that a number can be, in the unit."""
    scale = measure.scale(scored.scale)
    if measure.form is Form.RISK and reading.item == DISTRESS:
        return 0, 5
    if measure.form in (Form.TICKS, Form.RISK) and reading.item != TOTAL:
        return (BOTHERED[0], BOTHERED[-1]) if reading.item == "sb9" else (0, 1)
    return scale.low, scale.high


def _check_range(reading: Reading, scored: Scored, measure: Measure) -> None:
    low, high = bounds(reading, scored, measure)
    number = reading.number or 0
    if not low * measure.per_unit <= number <= high * measure.per_unit:
        facts: dict[str, str | int] = {"measure": measure.name, "low": low, "high": high}
        raise Refused(ErrorCode.SCORE_OUT_OF_RANGE, facts)


def _check_activities(scored: Scored) -> None:
    names = [fold(each.item) for each in scored.answered]
    if not all(names):
        raise Refused(ErrorCode.ACTIVITY_UNNAMED)
    if len(set(names)) < len(names):
        raise Refused(ErrorCode.ACTIVITY_TWICE)
    if len(names) > MOST_ACTIVITIES:
        raise Refused(ErrorCode.ACTIVITIES_TOO_MANY, {"most": MOST_ACTIVITIES})


def _check_parts(scored: Scored, measure: Measure) -> None:
    """A total of nine holds its subscale of five, and at most four answers beside it."""
    total, distress = scored.number(TOTAL), scored.number(DISTRESS)
    if total is not None and distress is not None and not distress <= total <= distress + 4:
        raise Refused(
            ErrorCode.SCORE_PARTS,
            {"measure": measure.name, "total": total, "subscale": distress},
        )
