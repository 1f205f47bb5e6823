"""The curve of a measure over an episode: its scores in order, judged against the first, and the
axis it is drawn on, the same on screen and on paper.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from charting.domain.ids import SessionId
from charting.domain.moment import Moment
from charting.domain.outcomes import NPRS, Form, Measure, Reading, Scored
from charting.domain.scoring import Change, Score, change_of, reaches_from, score_of
from charting.domain.text import fold

# A review scores again after so many sessions (clinical.md sections 4 and 6).
SESSIONS_TO_REVIEW = 3
_NICE = (1, 2, 5)
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """What was scored at a moment, in a session or between two."""

    at: Moment
    scored: Scored
    session_id: SessionId | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One score on a curve; `change` is that from the curve's first point."""

    entry: Entry
    score: Score
    value: Fraction
    change: Change | None


@dataclass(frozen=True, slots=True)
class Curve:
    """The scores of a measure that belong together, oldest first: on one scale, at one site.

    `beside` are values taken right after those of the curve: the pain after a session. `threshold`
    is the value from which on the change is called reached, `unsure` the values that are within
    measurement error of the first.
    """

    measure: Measure
    scale: str
    site: str
    side: str
    points: tuple[Point, ...]
    beside: tuple[Entry, ...] = ()
    threshold: Fraction | None = None
    unsure: tuple[Fraction, Fraction] | None = None

    @property
    def last(self) -> Point:
        """The latest score."""
        return self.points[-1]


def pain_entry(at: Moment, number: int, session_id: SessionId) -> Entry:
    """The pain asked in a session, as a score: it is not asked twice."""
    return Entry(at, Scored(NPRS, (Reading("now", number),)), session_id)


def curves_of(
    measure: Measure, entries: Iterable[Entry], beside: Iterable[Entry] = ()
) -> tuple[Curve, ...]:
    """The curves of one measure, that with the latest score first; what cannot be counted, because
    items are missing, stands on none.
    """
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in sorted(entries, key=lambda each: each.at.utc):
        if entry.scored.measure == measure.id:
            groups.setdefault(_together(measure, entry.scored), []).append(entry)
    made = [_curve(measure, group, tuple(beside)) for group in groups.values()]
    whole = [curve for curve in made if curve is not None]
    return tuple(sorted(whole, key=lambda curve: curve.last.entry.at.utc, reverse=True))


def _together(measure: Measure, scored: Scored) -> tuple[str, ...]:
    """What must be the same for two scores to stand on one curve."""
    if measure.form is Form.PRESSURE:
        return fold(scored.site), scored.side or ""
    if measure.form is Form.CHANGE:
        return (scored.scale,)
    if measure.form is Form.AVERAGE:
        return ("one" if [each.item for each in scored.answered] == ["now"] else "all",)
    return ()


def _curve(measure: Measure, entries: Sequence[Entry], beside: tuple[Entry, ...]) -> Curve | None:
    counted = [entry for entry in entries if score_of(measure, entry.scored).value is not None]
    if not counted:
        return None
    first = counted[0].scored
    points = tuple(
        Point(entry, score, score.value, change_of(measure, first, entry.scored) if at else None)
        for at, entry in enumerate(counted)
        if (score := score_of(measure, entry.scored, first)).value is not None
    )
    start, has_beside = points[0].value, len(_together(measure, first)) == 1
    is_now = has_beside and _together(measure, first) == ("one",)
    error = measure.error
    return Curve(
        measure,
        first.scale,
        first.site,
        first.side or "",
        points,
        beside if is_now else (),
        reaches_from(measure, start),
        None if error is None else (start - error, start + error),
    )


@dataclass(frozen=True, slots=True)
class Axis:
    """What values are drawn between, and the values at which a line is."""

    low: Fraction
    high: Fraction
    lines: tuple[Fraction, ...]

    def share(self, value: Fraction) -> float:
        """Where a value lies: 0 at the lower end, 1 at the upper."""
        return float((min(max(value, self.low), self.high) - self.low) / (self.high - self.low))


def axis_of(curve: Curve) -> Axis:
    """The axis of a curve: the whole range of a rating, and from 0 to beyond the highest value of
    what is measured.
    """
    measure = curve.measure
    scale = measure.scale(curve.scale)
    low, high = Fraction(scale.low), Fraction(scale.high)
    if measure.form is Form.PRESSURE or measure.unit == "cm":
        seen = [point.value for point in curve.points]
        known = (*seen, *(curve.unsure or ()), *((curve.threshold,) if curve.threshold else ()))
        low, high = Fraction(0), max(known) * Fraction(11, 10) or Fraction(1)
    step = _step(high - low)
    first = -(-low // step) * step
    count = int((high - first) // step) + 1
    lines = tuple(first + step * n for n in range(count))
    return Axis(low, high, lines)


def _step(span: Fraction) -> Fraction:
    """The least of 1, 2, 5, 10, 20, 50 ... with which few lines cross the span."""
    tens = Fraction(1)
    while True:
        for nice in _NICE:
            if span / (nice * tens) <= _MOST_LINES:
                return nice * tens
        tens *= 10


def is_due(
    measure: Measure, entries: Iterable[Entry], sessions: Sequence[date], today: date
) -> bool:
    """Whether a measure is proposed today, in an episode with sessions on these days (clinical.md
    section 4: baseline, every session, review). It is never asked for by itself.
    """
    scored = [each.at.day for each in entries if each.scored.measure == measure.id]
    if not scored:
        return "baseline" in measure.schedule or "session" in measure.schedule
    if "session" in measure.schedule and today in sessions:
        return today not in scored
    held = sum(day > max(scored) for day in sessions)
    return "review" in measure.schedule and held >= SESSIONS_TO_REVIEW
