"""Dates, times and marks in words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from charting import content
from charting.domain.body_map import Side
from charting.domain.ids import MarkId, PractitionerId
from charting.domain.marks import (
    Direction,
    MapSite,
    Needle,
    PointStatus,
    SiteInWords,
    Technique,
    TriggerPoint,
)
from charting.domain.moment import Moment
from charting.wording import (
    clock_words,
    date_words,
    direction_words,
    mark_words,
    place_words,
    placement_words,
    site_words,
    status_words,
    technique_words,
)

MAP = content.body_map()
AT = Moment.of(datetime(2026, 11, 16, 15, 14, 9, tzinfo=UTC), "Europe/Zurich")
BY = PractitionerId(UUID(int=1))


def _site(x_mm: float, y_mm: float) -> MapSite:
    placement = MAP.at(x_mm, y_mm)
    return MapSite.of(placement, MAP.named(placement, None))


def test_a_site_is_read_out_muscle_first_and_rounded_to_palpation() -> None:
    assert site_words(_site(18, 13), MAP.structures) == (
        "multifidus, L4 right, 20 mm from the midline"
    )
    assert place_words(_site(-55, 58)) == "L2 left, 55 mm"
    assert place_words(_site(1, 34)) == "L3, midline"


def test_a_site_elsewhere_is_said_in_the_practitioners_words() -> None:
    site = SiteInWords("thigh", "biceps <b>", Side.LEFT)
    assert site_words(site, MAP.structures) == "biceps <b>, thigh, left"


def test_a_muscle_that_todays_map_lacks_keeps_its_id() -> None:
    site = replace(_site(18, 13), muscle="m.of_an_older_map")
    assert "m.of_an_older_map" in site_words(site, MAP.structures)


def test_marks_in_one_line() -> None:
    point = TriggerPoint(MarkId(UUID(int=2)), _site(18, 13), AT, BY, PointStatus.ACTIVE)
    assert mark_words(point, MAP.structures).startswith("active trigger point: multifidus")
    needle = Needle(
        MarkId(UUID(int=3)),
        _site(55, 58),
        AT,
        BY,
        30,
        250,
        Technique.STATIC_DEEP,
        Direction.MEDIAL,
        went_in=AT,
    )
    assert mark_words(needle, MAP.structures) == (
        "needle 0.25 × 30, static, in: iliocostalis lumborum, L2 right, 55 mm from the midline"
    )


def test_what_lies_under_the_pointer_names_the_hazards_too() -> None:
    placement = MAP.at(85, 24)
    words = placement_words(placement, MAP.named(placement, 60), MAP)
    assert words.startswith("quadratus lumborum, L")
    assert "kidney" in words
    assert "peritoneum" in words


@pytest.mark.parametrize(
    ("country", "written"),
    [("US", "03/09/1984"), ("DE", "09.03.1984"), ("GB", "09/03/1984"), ("SE", "1984-03-09")],
)
def test_dates_follow_the_country(country: str, written: str) -> None:
    assert date_words(date(1984, 3, 9), country) == written


def test_times_are_those_of_the_place() -> None:
    assert clock_words(AT) == "16:14"
    assert clock_words(AT, seconds=True) == "16:14:09"


def test_every_code_has_words() -> None:
    assert all(technique_words(each) for each in Technique)
    assert all(direction_words(each) for each in Direction)
    assert all(status_words(each) for each in PointStatus)
