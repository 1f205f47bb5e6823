"""Curves over an episode: what stands on one, its axis, and what is proposed to be scored."""

from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from charting.domain.body_map import Side
from charting.domain.curves import Entry, axis_of, curves_of, is_due
from charting.domain.moment import Moment
from charting.domain.outcomes import Scored
from charting.domain.scoring import Verdict
from tests.domain.test_scoring import measure, scored, ticked, total


def entry(day: str, what: Scored) -> Entry:
    at = datetime.fromisoformat(f"{day} 09:00").replace(tzinfo=ZoneInfo("UTC"))
    return Entry(Moment.of(at, "UTC"), what)


def test_a_curve_is_judged_against_its_first_score() -> None:
    entries = [
        entry("2026-11-16", scored("nprs", 6)),
        entry("2026-11-30", scored("nprs", 3)),
        entry("2026-11-23", scored("nprs", 5)),
        entry("2026-11-25", scored("nprs", 5, 2, None)),  # incomplete: on no curve
        entry("2026-11-24", scored("nprs", 4, 2, 8)),
    ]
    one, three = curves_of(measure("nprs"), entries)
    assert [point.value for point in one.points] == [6, 5, 3]
    assert [p.change and p.change.verdict for p in one.points] == [
        None,
        Verdict.NOT_REACHED,
        Verdict.REACHED,
    ]
    assert [point.value for point in three.points] == [Fraction(14, 3)]


def test_scales_and_sites_have_their_own_curves() -> None:
    felt = [
        entry("2026-11-16", scored("groc", 3, scale="15")),
        entry("2026-11-17", scored("groc", 3, scale="11")),
    ]
    assert [curve.scale for curve in curves_of(measure("groc"), felt)] == ["11", "15"]
    pressed = [
        entry("2026-11-16", scored("ppt", 1, 1, 1, scale="kPa", site="L4", side=Side.LEFT)),
        entry("2026-11-16", scored("ppt", 1, 1, 1, scale="kPa", site="L4", side=Side.RIGHT)),
        entry("2026-11-17", scored("ppt", 1, 1, 1, scale="kgf/cm2", site="l4", side=Side.LEFT)),
    ]
    found = curves_of(measure("ppt"), pressed)
    assert [(curve.side, len(curve.points)) for curve in found] == [("left", 2), ("right", 1)]


def test_axes() -> None:
    def lines(name: str, what: Scored) -> list[int]:
        (curve,) = curves_of(measure(name), [entry("2026-11-16", what)])
        return [int(line) for line in axis_of(curve).lines]

    assert lines("nprs", scored("nprs", 6)) == [0, 2, 4, 6, 8, 10]
    assert lines("rmdq24", ticked()) == [0, 5, 10, 15, 20]
    assert lines("odi", scored("odi", 400)) == [0, 20, 40, 60, 80, 100]
    assert lines("groc", scored("groc", 0, scale="15")) == [-5, 0, 5]
    # 24 cm and a tenth of it more
    assert lines("lumbar_rom", scored("lumbar_rom", 240)) == [0, 5, 10, 15, 20, 25]


def test_what_is_due() -> None:
    days = [datetime.fromisoformat(f"2026-11-{day}").date() for day in (16, 23, 30)]
    first = [entry("2026-11-15", total("rmdq24", 11)), entry("2026-11-16", scored("nprs", 6))]
    assert is_due(measure("psfs"), first, days[:1], days[0])
    assert not is_due(measure("nprs"), first, days[:1], days[0])
    assert is_due(measure("nprs"), first, days[:2], days[1])
    assert not is_due(measure("rmdq24"), first, days[:2], days[1])
    assert is_due(measure("rmdq24"), first, days, days[2])
    assert not is_due(measure("groc"), [], days, days[2])
