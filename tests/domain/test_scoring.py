"""Scores and changes against examples computed by hand from the clinical reference, section 4."""

from fractions import Fraction

import pytest

from charting import care_content
from charting.domain.body_map import Side
from charting.domain.errors import ErrorCode, Refused
from charting.domain.outcomes import (
    Measure,
    Reading,
    Scored,
    checked_scored,
    read_number,
)
from charting.domain.scoring import (
    Risk,
    Verdict,
    change_of,
    felt_size,
    reaches_from,
    score_of,
)


def measure(name: str) -> Measure:
    return next(each for each in care_content.measures() if each.id == f"om.{name}")


def scored(name: str, *numbers: int | None, scale: str = "", **more: object) -> Scored:
    """A score whose numbers are those of the items in order, or the one number."""
    items = [key for key, _words in measure(name).items] or ["total"]
    readings = tuple(Reading(item, n) for item, n in zip(items, numbers, strict=False))
    return Scored(f"om.{name}", readings, scale, **more)  # type: ignore[arg-type]


def activities(**numbers: int | None) -> Scored:
    return Scored(
        "om.psfs", tuple(Reading(name.replace("_", " "), n) for name, n in numbers.items())
    )


def ticked(*numbers: int) -> Scored:
    return Scored("om.rmdq24", tuple(Reading(f"rm{n:02}", 1) for n in numbers))


def risk(*agreed: int, bothered: int | None) -> Scored:
    eight = tuple(Reading(f"sb{n}", int(n in agreed)) for n in range(1, 9))
    return Scored("om.startback9", (*eight, Reading("sb9", bothered)))


def total(name: str, number: int, distress: int | None = None) -> Scored:
    readings: tuple[Reading, ...] = (Reading("total", number),)
    if distress is not None:
        readings += (Reading("distress", distress),)
    return Scored(f"om.{name}", readings, "total")


def value(name: str, what: Scored, first: Scored | None = None) -> Fraction | None:
    return score_of(measure(name), what, first).value


# --- Scores -------------------------------------------------------------------------------------


def test_pain_is_one_number_or_the_mean_of_three() -> None:
    assert value("nprs", scored("nprs", 6)) == 6
    # (6 + 3 + 8) / 3 = 17 / 3
    assert value("nprs", scored("nprs", 6, 3, 8)) == Fraction(17, 3)


def test_three_item_pain_is_not_scored_with_an_item_missing() -> None:
    score = score_of(measure("nprs"), scored("nprs", 6, None, 8))
    assert (score.value, score.answered, score.wanted) == (None, 2, 3)


def test_roland_morris_counts_ticks_and_blanks_are_not_ticked() -> None:
    assert value("rmdq24", ticked(1, 4, 7, 9, 11, 12, 18, 21, 22, 23, 24)) == 11
    assert value("rmdq24", ticked()) == 0
    assert value("rmdq24", total("rmdq24", 11)) == 11


@pytest.mark.parametrize(
    ("what", "expected", "distress", "group"),
    [
        # 1, 2 and 3 agreed; bothered "moderately" (3) does not count: 3, low
        (risk(1, 2, 3, bothered=3), 3, 0, Risk.LOW),
        # 1 to 4: total 4, subscale 0: medium
        (risk(1, 2, 3, 4, bothered=1), 4, 0, Risk.MEDIUM),
        # 3, 5, 6 and bothered "very much" (4): total 4, subscale 3: medium
        (risk(3, 5, 6, bothered=4), 4, 3, Risk.MEDIUM),
        # 5 to 7 and "extremely" (5): total 4, subscale 4: high
        (risk(5, 6, 7, bothered=5), 4, 4, Risk.HIGH),
        (risk(1, 2, 3, 4, 5, 6, 7, 8, bothered=5), 9, 5, Risk.HIGH),
        # 5, 6 and 7 alone: three, which is low whatever they are
        (risk(5, 6, 7, bothered=2), 3, 3, Risk.LOW),
        (total("startback9", 6, 3), 6, 3, Risk.MEDIUM),
        (total("startback9", 6, 4), 6, 4, Risk.HIGH),
    ],
)
def test_start_back_groups_by_total_and_subscale(
    what: Scored, expected: int, distress: int, group: Risk
) -> None:
    score = score_of(measure("startback9"), what)
    assert score.value == expected
    assert (score.distress, score.risk) == (distress, group)


def test_start_back_is_not_scored_with_an_item_missing() -> None:
    score = score_of(measure("startback9"), risk(1, 2, bothered=None))
    assert (score.value, score.answered, score.wanted, score.risk) == (None, 8, 9, None)


@pytest.mark.parametrize(
    ("tenths", "band"),
    [
        *((0, "minimal"), (204, "minimal"), (205, "moderate"), (400, "moderate")),
        *((404, "moderate"), (405, "severe"), (604, "severe"), (605, "crippled")),
        *((800, "crippled"), (805, "bed-bound, or exaggerated")),
    ],
)
def test_oswestry_bands_hold_for_the_percentage_rounded_to_a_whole_number(
    tenths: int, band: str
) -> None:
    assert score_of(measure("odi"), scored("odi", tenths)).band == band


def test_pressure_is_the_mean_of_three_trials_in_kpa() -> None:
    # (2.00 + 2.50 + 3.00) / 3 = 2.50 kgf/cm2; times 98.07 = 245.175 kPa
    typed = scored("ppt", 200, 250, 300, scale="kgf/cm2", site="L4", side=Side.RIGHT)
    assert value("ppt", typed) == Fraction("245.175")
    assert value("ppt", scored("ppt", 24000, 25000, 26000, scale="kPa", site="L4")) == 250
    assert value("ppt", scored("ppt", 24000, None, 26000, scale="kPa", site="L4")) is None


def test_activities_are_the_mean_of_those_scored_both_times() -> None:
    first = activities(lift_boxes=3, sit_through_a_film=4, tie_shoes=5)
    assert value("psfs", first) == 4
    # 7 and 6 of the two that were scored first; gardening is new: 13 / 2
    now = activities(lift_boxes=7, sit_through_a_film=6, gardening=0)
    assert value("psfs", now, first) == Fraction(13, 2)


# --- Changes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "now", "percent", "verdict"),
    [
        (6, 4, Fraction(100, 3), Verdict.REACHED),  # 2 points, 33 %
        (6, 5, Fraction(50, 3), Verdict.NOT_REACHED),  # 1 point, 17 %
        (10, 8, Fraction(20), Verdict.REACHED),  # 2 points, 20 %: the points suffice
        (3, 2, Fraction(100, 3), Verdict.REACHED),  # 1 point, 33 %: the percent suffices
        (4, 3, Fraction(25), Verdict.NOT_REACHED),
        (4, 6, Fraction(-50), Verdict.NOT_REACHED),  # worse
        (0, 2, None, Verdict.NOT_REACHED),  # no percentage of 0
    ],
)
def test_pain_changes(first: int, now: int, percent: Fraction | None, verdict: Verdict) -> None:
    change = change_of(measure("nprs"), scored("nprs", first), scored("nprs", now))
    assert change is not None
    assert change.gain == first - now
    assert (change.percent, change.verdict) == (percent, verdict)
    assert change.recovered is (now == 0)


@pytest.mark.parametrize(
    ("first", "now", "verdict", "recovered", "weak"),
    [
        (11, 6, Verdict.REACHED, False, False),  # 5 points
        (11, 7, Verdict.REACHED, False, False),  # 4 points are 36 %
        (18, 14, Verdict.NOT_REACHED, False, False),  # 4 points, 22 %
        (11, 2, Verdict.REACHED, True, False),
        (3, 2, Verdict.REACHED, True, True),  # 33 %, from a score below 4
        (4, 4, Verdict.NOT_REACHED, False, False),
        (21, 16, Verdict.REACHED, False, True),  # from a score above 20
        (20, 15, Verdict.REACHED, False, False),
    ],
)
def test_roland_morris_changes(
    first: int, now: int, verdict: Verdict, recovered: bool, weak: bool
) -> None:
    change = change_of(measure("rmdq24"), total("rmdq24", first), total("rmdq24", now))
    assert change is not None
    assert (change.verdict, change.recovered, change.weak) == (verdict, recovered, weak)


@pytest.mark.parametrize(
    ("now", "verdict", "size"),
    [
        # From a mean of 4: 5.67 is +1.67, small in size, but within measurement error.
        ((5, 6, 6), Verdict.WITHIN_ERROR, "small"),
        ((6, 6, 6), Verdict.REACHED, "small"),  # +2.0
        ((6, 6, 7), Verdict.REACHED, "medium"),  # +2.33
        ((7, 7, 7), Verdict.REACHED, "large"),  # +3.0
        ((3, 3, 3), Verdict.WITHIN_ERROR, ""),  # -1.0
        ((1, 1, 1), Verdict.NOT_REACHED, "large"),  # -3.0, for the worse
    ],
)
def test_activities_changes(now: tuple[int, int, int], verdict: Verdict, size: str) -> None:
    first = activities(lift=3, film=4, shoes=5)
    lift, film, shoes = now
    change = change_of(measure("psfs"), first, activities(lift=lift, film=film, shoes=shoes))
    assert change is not None
    assert (change.verdict, change.size) == (verdict, size)


def test_activities_are_compared_with_themselves() -> None:
    first = activities(lift=3, film=4, shoes=5)
    # Lift and film alone: 3.5 before, 6.5 now.
    two = change_of(measure("psfs"), first, activities(lift=6, film=7))
    assert two is not None
    assert (two.first, two.now) == (Fraction(7, 2), Fraction(13, 2))
    assert two.gain == 3
    # One alone has a measurement error of 3.
    one = change_of(measure("psfs"), first, activities(lift=5))
    assert one is not None
    assert one.gain == 2
    assert one.verdict is Verdict.WITHIN_ERROR
    assert change_of(measure("psfs"), first, activities(swim=5)) is None


@pytest.mark.parametrize(
    ("number", "scale", "size"),
    [
        *((2, "15", ""), (3, "15", "small"), (4, "15", "small"), (5, "15", "moderate")),
        *((6, "15", "large"), (7, "15", "large"), (-5, "15", "moderate")),
        *((1, "11", ""), (2, "11", "important"), (5, "11", "important")),
    ],
)
def test_change_as_felt_has_a_size_on_its_own_scale(number: int, scale: str, size: str) -> None:
    what = scored("groc", number, scale=scale)
    assert felt_size(measure("groc"), what) == size
    assert change_of(measure("groc"), what, what) is None


def test_pressure_changes_below_the_detectable_are_within_error() -> None:
    first = scored("ppt", 250, 250, 250, scale="kgf/cm2", site="L4")

    def change(hundredths: int) -> Verdict | None:
        now = scored("ppt", *[hundredths] * 3, scale="kgf/cm2", site="L4")
        found = change_of(measure("ppt"), first, now)
        return found.verdict if found else None

    # 1.20 kgf more is below 1.21; 1.21 kgf is 118.66 kPa and more; no threshold is published.
    assert change(370) is Verdict.WITHIN_ERROR
    assert change(371) is Verdict.NO_THRESHOLD


def test_oswestry_and_fingertips() -> None:
    odi = change_of(measure("odi"), scored("odi", 400), scored("odi", 300))
    assert odi is not None
    assert odi.gain == 10
    assert odi.percent == 25
    assert odi.verdict is Verdict.REACHED
    reach = change_of(measure("lumbar_rom"), scored("lumbar_rom", 240), scored("lumbar_rom", 170))
    assert reach is not None
    assert [reach.first, reach.now, reach.gain] == [24, 17, 7]
    assert reach.verdict is Verdict.NO_THRESHOLD


def test_the_threshold_on_the_chart_is_the_nearer_one_but_never_within_error() -> None:
    assert reaches_from(measure("nprs"), Fraction(6)) == Fraction(6) - Fraction(18, 10)
    assert reaches_from(measure("nprs"), Fraction(10)) == 8
    assert reaches_from(measure("nprs"), Fraction(0)) == -2
    assert reaches_from(measure("psfs"), Fraction(4)) == 6
    assert reaches_from(measure("lumbar_rom"), Fraction(24)) is None
    assert reaches_from(measure("startback9"), Fraction(4)) is None


# --- What is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "what",
    [
        scored("nprs", 11),
        scored("nprs", -1),
        scored("odi", 1001),
        scored("groc", 6, scale="11"),
        scored("groc", -8, scale="15"),
        total("rmdq24", 25),
        total("startback9", 10, 5),
        total("startback9", 6, 6),
        risk(1, bothered=6),
        scored("ppt", 2001, 250, 250, scale="kgf/cm2", site="L4"),
        scored("soreness", 12, scale="24h"),
        activities(lift=11),
    ],
)
def test_a_score_out_of_range_is_refused(what: Scored) -> None:
    with pytest.raises(Refused) as refused:
        checked_scored(what, measure(what.measure.removeprefix("om.")))
    assert refused.value.code is ErrorCode.SCORE_OUT_OF_RANGE


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (scored("nprs", None), ErrorCode.SCORE_MISSING),
        (Scored("om.rmdq24", (), "total"), ErrorCode.SCORE_MISSING),
        (Scored("om.psfs", (Reading(" ", 3),)), ErrorCode.ACTIVITY_UNNAMED),
        (activities(lift=3, Lift=4), ErrorCode.ACTIVITY_TWICE),
        (activities(a=1, b=1, c=1, d=1, e=1, f=1), ErrorCode.ACTIVITIES_TOO_MANY),
        (total("startback9", 3, 5), ErrorCode.SCORE_PARTS),
        (total("startback9", 9, 4), ErrorCode.SCORE_PARTS),
        (scored("ppt", 250, 250, 250, scale="kPa"), ErrorCode.FIELD_MISSING),
    ],
)
def test_what_cannot_be_a_score_is_refused(what: Scored, code: ErrorCode) -> None:
    with pytest.raises(Refused) as refused:
        checked_scored(what, measure(what.measure.removeprefix("om.")))
    assert refused.value.code is code


def test_no_statement_ticked_is_a_score() -> None:
    assert checked_scored(ticked(), measure("rmdq24")) == ticked()


@pytest.mark.parametrize(
    ("name", "typed", "number"),
    [
        *(("nprs", "6", 6), ("nprs", " ", None), ("lumbar_rom", "24", 240)),
        *(("lumbar_rom", "16,5", 165), ("ppt", "2.45", 245), ("groc", "−3", -3)),
        *(("odi", "34.5", 345),),
    ],
)
def test_numbers_are_read_as_typed(name: str, typed: str, number: int | None) -> None:
    assert read_number(measure(name), typed) == number


@pytest.mark.parametrize("typed", ["six", "6.5", "1/2", "1e400", "6 7", "٦."])
def test_what_is_no_whole_number_of_the_unit_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_number(measure("nprs"), typed)
    assert refused.value.code is ErrorCode.SCORE_UNREADABLE
