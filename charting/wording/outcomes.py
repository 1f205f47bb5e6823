"""Scores, their changes and thresholds in words, for screen and paper, and their refusals."""

from fractions import Fraction

from charting.domain.curves import Curve, Point
from charting.domain.errors import ErrorCode
from charting.domain.outcomes import Form, Measure, Scored
from charting.domain.scoring import Change, Risk, Score, Verdict, felt_size, whole
from charting.i18n import _, listed
from charting.wording.values import date_words


def of_outcomes() -> dict[ErrorCode, str]:
    """The sentence of each code, its facts in braces."""
    return {
        ErrorCode.SCORE_MISSING: _("{measure}: nothing is entered yet. Enter a number first."),
        ErrorCode.SCORE_OUT_OF_RANGE: _(
            "{measure} goes from {low} to {high}. Enter a number between them."
        ),
        ErrorCode.SCORE_UNREADABLE: _(
            "“{typed}” is not a number that {measure} can be. Enter it in figures."
        ),
        ErrorCode.SCORE_PARTS: _(
            "{measure}: a total of {total} cannot go with {subscale} in statements 5 to 9. Look at "
            "the form again."
        ),
        ErrorCode.ACTIVITY_UNNAMED: _("Say which activity the number is for."),
        ErrorCode.ACTIVITY_TWICE: _("An activity stands there twice. Score each of them once."),
        ErrorCode.ACTIVITIES_TOO_MANY: _("At most {most} activities are scored. Leave one out."),
        ErrorCode.CODES_TOO_MANY: _("At most {most} codes stand on a summary. Leave some out."),
        ErrorCode.FORM_UNREADABLE: _(
            "“{file}” is not this form: it needs {wanted} statements, each on a line of its own, "
            "and has {found}. Save the official text like that, as plain text."
        ),
    }


def decimal_words(value: Fraction) -> str:
    """A number with one decimal, or none where it is whole: "4", "6.5", "−0.3"."""
    tenths = whole(abs(value) * 10)
    units, rest = divmod(tenths, 10)
    sign = "−" if value < 0 and tenths else ""
    return f"{sign}{units}.{rest}" if rest else f"{sign}{units}"


def value_words(measure: Measure, value: Fraction) -> str:
    """A value with its unit: "24 cm", "35 %", "6"."""
    return f"{decimal_words(value)} {measure.unit}".rstrip()


def score_words(measure: Measure, score: Score) -> str:
    """A score: its value and what it is called, or how much of it is there."""
    if score.value is None:
        return _("incomplete, {n} of {m}").format(n=score.answered, m=score.wanted)
    value = value_words(measure, score.value)
    if score.risk is not None:
        group = {Risk.LOW: _("low"), Risk.MEDIUM: _("medium"), Risk.HIGH: _("high")}[score.risk]
        words = _("{value}, statements 5 to 9: {distress}: {group} risk group")
        return words.format(value=value, distress=score.distress, group=group)
    return f"{value}, {_(score.band)}" if score.band else value


def scale_words(measure: Measure, scale: str) -> str:
    """Which of its scales a score is on, where it has several."""
    return next((_(each.words) for each in measure.scales if each.id == scale), "")


def curve_words(curve: Curve) -> str:
    """What a curve shows: the measure, and the scale or the site it is of."""
    measure = curve.measure
    told = [_(measure.name)]
    if measure.form is Form.PRESSURE:
        sides = {"left": _("left"), "right": _("right"), "midline": _("midline")}
        told.append(" ".join(filter(None, (curve.site, sides.get(curve.side, "")))))
    elif measure.form is Form.CHANGE:
        told.append(scale_words(measure, curve.scale))
    elif measure.form is Form.AVERAGE and len(curve.last.entry.scored.answered) > 1:
        told.append(_("mean of three"))
    return listed(told)


def threshold_words(measure: Measure) -> str:
    """The published threshold: "2 points or 30 %", or that there is none."""
    if measure.threshold is None:
        return _("no published threshold")
    points = decimal_words(measure.threshold)
    unit = measure.unit if measure.unit and measure.unit != "%" else _("points")
    if measure.threshold_percent is None:
        return f"{points} {unit}"
    words = _("{points} {unit} or {percent} %")
    return words.format(points=points, unit=unit, percent=measure.threshold_percent)


def line_words(measure: Measure) -> str:
    """Where the line of the threshold lies: never within measurement error."""
    if measure.error is None:
        return threshold_words(measure)
    return _("{threshold}, and beyond measurement error").format(threshold=threshold_words(measure))


def gain_words(measure: Measure, change: Change) -> str:
    """How much better or worse: "2 better (33 %)"; no percentage of a first value of 0."""
    if change.gain == 0:
        return _("no change")
    amount = value_words(measure, abs(change.gain))
    words = _("{amount} better") if change.gain > 0 else _("{amount} worse")
    told = words.format(amount=amount)
    if change.percent is None:
        return told
    return f"{told} ({decimal_words(Fraction(whole(abs(change.percent))))} %)"


def verdict_words(measure: Measure, change: Change) -> str:
    """What the change is called beside what is published."""
    threshold = threshold_words(measure)
    said = {
        Verdict.WITHIN_ERROR: _("within measurement error"),
        Verdict.REACHED: _("reached the published threshold ({threshold})"),
        Verdict.NOT_REACHED: _("did not reach the published threshold ({threshold})"),
        Verdict.NO_THRESHOLD: threshold,
    }[change.verdict].format(threshold=threshold)
    sizes = {"small": _("small"), "medium": _("medium"), "large": _("large")}
    if change.size and change.verdict is not Verdict.WITHIN_ERROR:
        said = _("{verdict}; size: {size}").format(verdict=said, size=sizes[change.size])
    if change.recovered:
        said = _("{verdict}; in the range called recovered").format(verdict=said)
    if change.weak:
        said = _("{verdict}; the first score is weak for telling change").format(verdict=said)
    return said


def change_words(measure: Measure, change: Change) -> str:
    """A change since the first score, and what it is called."""
    gain, verdict = gain_words(measure, change), verdict_words(measure, change)
    return _("{gain} since the first score: {verdict}").format(gain=gain, verdict=verdict)


def felt_words(measure: Measure, scored: Scored, value: Fraction) -> str:
    """What a change as felt is called on its scale."""
    sizes = {
        "small": _("a small change"),
        "moderate": _("a moderate change"),
        "large": _("a large change"),
        "important": _("reached the published threshold (2 points)"),
    }
    said = sizes.get(felt_size(measure, scored), _("below the published threshold"))
    if value == 0:
        return _("the same")
    way = _("for the better") if value > 0 else _("for the worse")
    return listed((said, way))


def point_words(curve: Curve, point: Point) -> str:
    """A point of a curve without its day: its value, and what it is called."""
    measure, scored = curve.measure, point.entry.scored
    told = [score_words(measure, point.score)]
    if measure.form is Form.HOURS:
        told.append(scale_words(measure, scored.scale))
    if measure.form is Form.CHANGE:
        told.append(felt_words(measure, scored, point.value))
    if measure.form is Form.ACTIVITIES:
        told.append(_("mean of {n}").format(n=point.score.answered))
    if point.change is not None:
        told.append(change_words(measure, point.change))
    return listed(told)


def readings_words(measure: Measure, scored: Scored, country: str) -> str:
    """What was typed or ticked, as it stands on file: "lift boxes 3, tie shoes 5"; of a pressure
    with what it was measured, too.
    """
    if measure.form is Form.TICKS and not scored.number("total"):
        ticked = [each.item.removeprefix("rm").lstrip("0") for each in scored.answered]
        return _("ticked: {numbers}").format(numbers=listed(ticked)) if ticked else ""
    names = {key: _(words) for key, words in measure.items if words}
    shown = [
        f"{names.get(each.item, each.item)} {_raw(each.number, measure)}"
        for each in scored.readings
        if len(scored.readings) > 1 or measure.form is Form.ACTIVITIES
    ]
    unit = scale_words(measure, scored.scale) if measure.form is Form.PRESSURE else ""
    whole = f"{listed(shown)} {unit}".strip()
    return listed((whole, scored.device, _calibrated(scored, country)))


def _calibrated(scored: Scored, country: str) -> str:
    day = scored.calibrated
    return _("calibrated on {day}").format(day=date_words(day, country)) if day else ""


def _raw(number: int | None, measure: Measure) -> str:
    if number is None:
        return _("left out")
    return f"{number / measure.per_unit:g}".replace("-", "−")
