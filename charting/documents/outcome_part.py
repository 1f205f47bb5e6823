"""Outcomes on paper: each curve as lines that survive a photocopier, and its scores in a table."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from reportlab.platypus import CondPageBreak, Flowable

from charting import care_content
from charting.documents import fonts
from charting.documents.drawing import Drawing
from charting.documents.hand import Hand, heading, line
from charting.documents.sheet import ACCENT, INK, QUIET, WHITE, draw_line, style
from charting.documents.tables import table
from charting.documents.tags import HEADINGS, Role
from charting.domain.curves import Curve, Entry, axis_of, curves_of
from charting.domain.episode_scores import EpisodeScores
from charting.domain.outcomes import Form, Measure
from charting.domain.scoring import score_of
from charting.i18n import _, listed
from charting.wording import date_words
from charting.wording.outcomes import (
    change_words,
    curve_words,
    decimal_words,
    felt_words,
    line_words,
    readings_words,
    score_words,
)

HEIGHT, LEFT, BELOW = 120.0, 30.0, 16.0
SMALL, DOT = 8.0, 2.6


class CurveDrawing(Drawing):
    """A curve as wide as the text."""

    def __init__(self, curve: Curve, width: float, country: str) -> None:
        super().__init__()
        self._curve, self._country = curve, country
        self._axis = axis_of(curve)
        self.width, self.height = width, HEIGHT

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        curve = self._curve
        scores = (
            f"{decimal_words(point.value)} ({date_words(point.entry.at.day, self._country)})"
            for point in curve.points
        )
        return f"{curve_words(curve)}: {listed(scores)}"

    def _y(self, value: Fraction) -> float:
        return BELOW + (HEIGHT - BELOW - 14) * self._axis.share(value)

    def _x(self, utc: int) -> float:
        points = self._curve.points
        first, last = points[0].entry.at.utc, points[-1].entry.at.utc
        share = (utc - first) / (last - first) if last > first else 0.5
        return LEFT + (self.width - LEFT) * (0.05 + 0.9 * share)

    def paint(self) -> None:
        """Draw the axis, what the first score is held to, then the points."""
        canvas, curve = self.canv, self._curve
        quiet = style(SMALL, colour=QUIET)
        canvas.setLineWidth(0.3)
        canvas.setStrokeColor(QUIET)
        for value in self._axis.lines:
            y = self._y(value)
            canvas.line(LEFT, y, self.width, y)
            draw_line(canvas, decimal_words(value), LEFT - 5, y - 3, quiet, anchor="end")
        for value in curve.unsure or ():
            self._across(value, (1.0, 2.0))
        if curve.threshold is not None:
            self._across(curve.threshold, (5.0, 3.0))
        self._draw_points()

    def _across(self, value: Fraction, dashes: tuple[float, float]) -> None:
        if self._axis.low <= value <= self._axis.high:
            self.canv.setDash(*dashes)
            self.canv.setLineWidth(1)
            self.canv.setStrokeColor(ACCENT)
            self.canv.line(LEFT, self._y(value), self.width, self._y(value))
            self.canv.setDash()

    def _draw_points(self) -> None:
        canvas, curve = self.canv, self._curve
        places = [(self._x(p.entry.at.utc), self._y(p.value)) for p in curve.points]
        canvas.setStrokeColor(INK)
        canvas.setFillColor(INK)
        canvas.setLineWidth(1.2)
        for (x, y), (x2, y2) in pairwise(places):
            canvas.line(x, y, x2, y2)
        quiet = style(SMALL, colour=QUIET)
        free = float("-inf")
        for (x, y), point in zip(places, curve.points, strict=True):
            canvas.setFillColor(INK)
            canvas.circle(x, y, DOT, stroke=0, fill=1)
            self._draw_value(decimal_words(point.value), x, y + 5)
            if x - 28 > free:
                day = date_words(point.entry.at.day, self._country)
                draw_line(canvas, day, x, 3, quiet, anchor="middle")
                free = x + 28

    def _draw_value(self, said: str, x: float, y: float) -> None:
        """A value on white, so that no line strikes through it."""
        strong = style(SMALL + 1, bold=True)
        wide = fonts.width(said, strong.fontSize, bold=True) + 2
        self.canv.setFillColor(WHITE)
        self.canv.rect(x - wide / 2, y - 1, wide, SMALL, stroke=0, fill=1)
        draw_line(self.canv, said, x, y, strong, anchor="middle")


def outcome_part(
    scores: EpisodeScores, hand: Hand, role: Role = Role.H2, *, titled: bool = True
) -> list[Flowable]:
    """The scores of an episode, measure by measure; nothing where nothing was scored.

    `role` is how deep their title stands; those of the measures stand below it, or in its place
    where it is not `titled`.
    """
    if not scores.entries:
        return []
    title = [heading(hand.sheet, _("Outcomes"), role=role)] if titled else []
    story: list[Flowable] = [*title]
    below = HEADINGS[HEADINGS.index(role) + 1] if titled else role
    for measure in care_content.measures():
        theirs = [each for each in scores.entries if each.scored.measure == measure.id]
        if theirs:
            story += _measure(measure, theirs, scores.after, hand, below)
    return story


def _measure(
    measure: Measure, entries: Sequence[Entry], after: Sequence[Entry], hand: Hand, role: Role
) -> list[Flowable]:
    story: list[Flowable] = [CondPageBreak(HEIGHT + 90)]
    for curve in curves_of(measure, entries, after):
        story.append(heading(hand.sheet, curve_words(curve), 10.5, role))
        story.append(line(hand.sheet, _legend(curve), 9))
        if len(curve.points) > 1:
            story.append(CurveDrawing(curve, hand.sheet.inner, hand.country))
    known = {id(p.entry): p for curve in curves_of(measure, entries) for p in curve.points}
    rows = []
    for entry in entries:
        score, point = score_of(measure, entry.scored), known.get(id(entry))
        said = change_words(measure, point.change) if point and point.change else ""
        if measure.form is Form.CHANGE and score.value is not None:
            said = felt_words(measure, entry.scored, score.value)
        read = readings_words(measure, entry.scored, hand.country)
        told = listed((read, entry.scored.remark))
        day = date_words(entry.at.day, hand.country)
        rows.append((day, score_words(measure, point.score if point else score), told, said))
    heads = (_("Day"), _("Score"), _("As it was scored"), _("Since the first score"))
    return [*story, table(heads, (0.13, 0.17, 0.3, 0.4), rows, hand.sheet.inner)]


def _legend(curve: Curve) -> str:
    told = []
    if curve.threshold is not None:
        words = _("Dashed: the published threshold, {threshold}, from the first score ({source}).")
        measure = curve.measure
        told.append(words.format(threshold=line_words(measure), source=measure.threshold_source))
    if curve.unsure is not None:
        words = _("Dotted: within measurement error of the first score ({source}).")
        told.append(words.format(source=curve.measure.error_source))
    if not curve.measure.reviewed_by:
        told.append(_("Not yet reviewed by a practitioner."))
    return " ".join(told)
