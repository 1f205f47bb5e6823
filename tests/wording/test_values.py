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
    LevelFound,
    MapSite,
    Needle,
    PointStatus,
    SiteInWords,
    Technique,
    TriggerPoint,
)
from charting.domain.moment import Moment
from charting.domain.naming import Name
from charting.domain.text import read_date
from charting.wording import (
    beside_words,
    clock_words,
    date_form_words,
    date_words,
    direction_words,
    hazard_names,
    height_words,
    mark_words,
    place_span_words,
    place_words,
    placement_words,
    site_words,
    span_words,
    stack_words,
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


def test_what_lies_under_the_pointer_is_named_with_its_place() -> None:
    placement = MAP.at(85, 24)
    words = placement_words(placement, MAP.named(placement, 60), MAP.structures)
    assert words == "quadratus lumborum, L3 right, 85 mm from the midline"


def test_what_lies_beneath_is_read_from_the_skin_inward_with_its_layers() -> None:
    structures = ("m.gluteus_maximus", "m.gluteus_medius", "m.gluteus_minimus", "m.piriformis")
    assert stack_words(structures, MAP.structures) == (
        "superficial: gluteus maximus › intermediate: gluteus medius › "
        "deep: gluteus minimus, piriformis"
    )
    assert stack_words(("m.of_another_map",), MAP.structures) == "m.of_another_map"
    assert stack_words((), MAP.structures) == ""


def test_the_hazards_beneath_are_named_those_that_the_map_knows() -> None:
    assert hazard_names(("hz.kidney", "hz.of_another_map"), MAP) == "▨ kidney"
    assert hazard_names((), MAP) == ""


def test_a_neighbour_is_offered_with_its_layer_and_how_near_it_is() -> None:
    offered = (Name("m.multifidus_lumborum"), Name("m.psoas_major", 3.6))
    assert beside_words(offered, MAP.structures) == "or psoas major (deep), 4 mm beside"
    assert beside_words(offered[:1], MAP.structures) == ""


def test_a_palpated_level_says_that_it_may_be_the_next() -> None:
    site = MapSite.of(MAP.at(20, 13), "m.multifidus_lumborum")
    assert place_span_words(site) == (
        "L4 right, 20 mm from the midline; palpated, L3 to L5 possible"
    )
    assert span_words(replace(site, level_found=LevelFound.ULTRASOUND)) == ""


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


def test_a_height_is_told_from_its_level_to_five_millimetres_unless_it_was_typed() -> None:
    site = _site(20, 24)
    assert height_words(site) == "10 mm below the tip of L3"
    assert height_words(replace(site, above=123)) == "10 mm above the tip of L3"
    assert height_words(replace(site, above=123, typed=True)) == "12 mm above the tip of L3"
    assert height_words(replace(site, level="L3/4", above=-48)) == "5 mm below L3/4"
    assert height_words(replace(site, above=20)) == ""
    assert height_words(replace(site, above=None)) == ""


@pytest.mark.parametrize("country", ["US", "CH", "GB", "SE", ""])
def test_a_date_is_read_back_as_it_is_written(country: str) -> None:
    day = date(1984, 3, 9)
    assert read_date(date_words(day, country), "born", country) == day
    assert len(date_form_words(country).split("day")) == 2
