"""Scores and changes, as the clinical reference (section 4) counts and judges them.

All of it is exact: a mean of three is a fraction, and is rounded where it is written.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from charting.domain.outcomes import (
    DISTRESS,
    TOTAL,
    Better,
    Form,
    Measure,
    Reading,
    Scored,
    Step,
)
from charting.domain.text import fold

KPA_PER_KGF_CM2 = Fraction("98.07")
_DISTRESS_ITEMS = ("sb5", "sb6", "sb7", "sb8", "sb9")
# STarT Back, item 9: the last two of its five answers are positive.
_BOTHERED_FROM = 4


class Risk(StrEnum):
    """The group that STarT Back puts a patient in."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Score:
    """The value of a score in the measure's unit, `None` while items are missing: `answered` of
    `wanted` are there. `risk` and `distress` belong to STarT Back, `band` to a measure with bands.
    """

    value: Fraction | None
    answered: int
    wanted: int
    risk: Risk | None = None
    distress: int | None = None
    band: str = ""


class Verdict(StrEnum):
    """What a change is called; a threshold is published or there is none."""

    WITHIN_ERROR = "within_error"
    REACHED = "reached"
    NOT_REACHED = "not_reached"
    NO_THRESHOLD = "no_threshold"


@dataclass(frozen=True, slots=True)
class Change:
    """A change from the first score to a later one, in the measure's unit.

    `gain` is above 0 for the better; `percent` is the gain in percent of the first value, `None`
    where that is 0. `size` names it where the measure has sizes; `recovered` and `weak` say that
    the value is one of the recovered, and that the first one is weak for telling change.
    """

    first: Fraction
    now: Fraction
    gain: Fraction
    percent: Fraction | None
    verdict: Verdict
    size: str = ""
    recovered: bool = False
    weak: bool = False


def score_of(measure: Measure, scored: Scored, first: Scored | None = None) -> Score:
    """What was scored, counted by the measure's own rule; activities are those that were scored in
    the `first` score too, where there is one.
    """
    if measure.form is Form.TICKS:
        return _ticks(measure, scored)
    if measure.form is Form.RISK:
        return _risk(scored)
    if measure.form is Form.ACTIVITIES:
        both = in_both(scored, first) if first else scored.answered
        return _mean(both, len(scored.readings), measure)
    wanted = _wanted(measure, scored)
    if len(scored.answered) < wanted:
        return Score(None, len(scored.answered), wanted)
    score = _mean(scored.answered, wanted, measure)
    if measure.form is Form.PRESSURE and scored.scale == "kgf/cm2" and score.value is not None:
        return Score(score.value * KPA_PER_KGF_CM2, score.answered, wanted)
    if measure.bands and score.value is not None:
        band = _step(measure.bands, Fraction(whole(score.value)))
        return Score(score.value, score.answered, wanted, band=band)
    return score


def _wanted(measure: Measure, scored: Scored) -> int:
    """How many numbers a score needs: one, or all items once a second one was given."""
    if measure.form is Form.AVERAGE and [each.item for each in scored.answered] == ["now"]:
        return 1
    return max(1, len(measure.items))


def _mean(readings: tuple[Reading, ...], wanted: int, measure: Measure) -> Score:
    numbers = [each.number for each in readings if each.number is not None]
    if not numbers:
        return Score(None, 0, wanted)
    return Score(Fraction(sum(numbers), len(numbers) * measure.per_unit), len(numbers), wanted)


def _ticks(measure: Measure, scored: Scored) -> Score:
    typed, items = scored.number(TOTAL), len(measure.items)
    if scored.scale == TOTAL:
        return Score(None if typed is None else Fraction(typed), int(typed is not None), 1)
    # Blank is not ticked: there is no "no" on the form.
    ticked = sum(each.number or 0 for each in scored.readings)
    return Score(Fraction(ticked), items, items)


def _risk(scored: Scored) -> Score:
    if scored.scale == TOTAL:
        total, distress = scored.number(TOTAL), scored.number(DISTRESS)
        answered, wanted = len(scored.answered), 2
    else:
        positive = {each.item: _is_positive(each) for each in scored.answered}
        answered, wanted = len(positive), 9
        total = sum(positive.values())
        distress = sum(positive.get(item, False) for item in _DISTRESS_ITEMS)
    if answered < wanted or total is None or distress is None:
        return Score(None, answered, wanted)
    return Score(Fraction(total), answered, wanted, _group(total, distress), distress)


def _is_positive(reading: Reading) -> bool:
    number = reading.number or 0
    return number >= (_BOTHERED_FROM if reading.item == "sb9" else 1)


def _group(total: int, distress: int) -> Risk:
    if total <= 3:
        return Risk.LOW
    return Risk.HIGH if distress >= 4 else Risk.MEDIUM


def whole(value: Fraction) -> int:
    """A value rounded to a whole number, the half upwards."""
    return int((value + Fraction(1, 2)) // 1)


def in_both(scored: Scored, first: Scored) -> tuple[Reading, ...]:
    """The activities scored now that were scored first too."""
    known = {fold(each.item) for each in first.answered}
    return tuple(each for each in scored.answered if fold(each.item) in known)


def change_of(measure: Measure, first: Scored, now: Scored) -> Change | None:
    """The change from the first score to a later one; `None` while either cannot be counted, and
    for what measures none.

    Activities are compared with themselves: both means are of those scored both times.
    """
    if measure.better is Better.NEITHER or measure.form is Form.CHANGE:
        return None
    error = measure.error
    if measure.form is Form.ACTIVITIES:
        before = _mean(in_both(first, now), 1, measure).value
        if len(in_both(first, now)) == 1:
            error = measure.error_single
    else:
        before = score_of(measure, first).value
    after = score_of(measure, now, first).value
    if before is None or after is None:
        return None
    return _judged(measure, before, after, error)


def _judged(measure: Measure, before: Fraction, after: Fraction, error: Fraction | None) -> Change:
    gain = after - before if measure.better is Better.HIGHER else before - after
    percent = gain * 100 / before if before else None
    return Change(
        before,
        after,
        gain,
        percent,
        _verdict(measure, gain, percent, error),
        _step(measure.sizes, abs(gain)),
        measure.recovered is not None and after <= measure.recovered,
        _is_weak(measure, before),
    )


def _verdict(
    measure: Measure, gain: Fraction, percent: Fraction | None, error: Fraction | None
) -> Verdict:
    if error is not None and abs(gain) < error:
        return Verdict.WITHIN_ERROR
    if measure.threshold is None:
        return Verdict.NO_THRESHOLD
    by_percent = (
        measure.threshold_percent is not None
        and percent is not None
        and percent >= measure.threshold_percent
    )
    return Verdict.REACHED if gain >= measure.threshold or by_percent else Verdict.NOT_REACHED


def _is_weak(measure: Measure, before: Fraction) -> bool:
    below, above = measure.weak_below, measure.weak_above
    return (below is not None and before < below) or (above is not None and before > above)


def _step(steps: tuple[Step, ...], value: Fraction) -> str:
    reached = [step.words for step in steps if value >= step.reaches]
    return reached[-1] if reached else ""


def felt_size(measure: Measure, scored: Scored) -> str:
    """How large a change as felt is on its scale, for the better or the worse; empty below its
    least size.
    """
    value = score_of(measure, scored).value
    return _step(measure.scale(scored.scale).sizes, abs(value)) if value is not None else ""


def reaches_from(measure: Measure, first: Fraction) -> Fraction | None:
    """The value from which on a change from `first` has reached the threshold: the nearer of those
    by points and by percent. A change that is still within measurement error has not.
    """
    if measure.threshold is None or measure.better is Better.NEITHER:
        return None
    gain = measure.threshold
    if measure.threshold_percent is not None and first > 0:
        gain = min(gain, first * measure.threshold_percent / 100)
    if measure.error is not None:
        gain = max(gain, measure.error)
    return first + gain if measure.better is Better.HIGHER else first - gain
