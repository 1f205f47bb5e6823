"""The patient's own body: builds that fold nothing over, and millimetres that are the patient's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charting import content
from charting.domain import naming
from charting.domain.body import (
    HEIGHT_MM,
    REFERENCE_BODY,
    Body,
    BodyMeasures,
    Build,
    Row,
    body_of,
    checked_measures,
    read_measure,
)
from charting.domain.body_map import Side
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId, PractitionerId
from tests.fakes import FixedClock, uuid7

MAP, BUILDS = content.body_map(), content.builds()
X = st.floats(-200, 200)
Y = st.floats(-250, 200)
BUILD = st.sampled_from(sorted(BUILDS))


def measured(
    build: str = "reference",
    spine: int | None = None,
    psis: int | None = None,
    height: int | None = None,
) -> BodyMeasures:
    now = FixedClock().now()
    me, patient = PractitionerId(uuid7(1)), PatientId(uuid7(2))
    return BodyMeasures(patient, build, now, me, spine, psis, height)


def apart(body: Body, mark_id: str) -> float:
    """Twice how far a landmark lies from the midline, on this patient."""
    x, y = next((m.x / 10, m.y / 10) for m in MAP.landmarks if m.id == mark_id and m.x > 0)
    return 2 * body.lateral_mm(x, y)


def spine_of(body: Body) -> float:
    """From the spinous tip of T12 to that of S1, on this patient."""
    top, bottom = (body.build.drawn(0, MAP.height_of(level))[1] for level in ("T12", "S1"))
    return (top - bottom) * body.along


@given(BUILD, X, Y)
def test_a_build_and_its_inverse_bring_every_place_back(build: str, x: float, y: float) -> None:
    there = BUILDS[build].drawn(x, y)
    assert BUILDS[build].on_map(*there) == pytest.approx((x, y), abs=0.01)


@given(BUILD, X, Y)
def test_a_build_is_alike_on_both_sides_and_keeps_the_midline(
    build: str, x: float, y: float
) -> None:
    across, along = BUILDS[build].drawn(x, y)
    assert BUILDS[build].drawn(-x, y) == pytest.approx((-across, along))
    assert BUILDS[build].drawn(0, y)[0] == 0


@given(BUILD, st.lists(st.tuples(X, Y), max_size=8))
def test_many_places_lie_where_each_of_them_does(
    build: str, places: list[tuple[float, float]]
) -> None:
    assert BUILDS[build].all_drawn(places) == {at: BUILDS[build].drawn(*at) for at in places}


@given(BUILD, X, Y, st.floats(0.5, 20))
def test_no_place_is_folded_over_another(build: str, x: float, y: float, step: float) -> None:
    here, beside, above = (
        BUILDS[build].drawn(*at) for at in ((x, y), (x + step, y), (x, y + step))
    )
    assert beside[0] > here[0]
    assert above[1] > here[1]


def test_the_broader_build_is_broader_and_the_slimmer_slimmer_at_every_landmark() -> None:
    for mark in MAP.landmarks:
        x, y = mark.x / 10, mark.y / 10
        if x > 5:
            slim, broad = (BUILDS[one].drawn(x, y)[0] for one in ("slimmer", "broader"))
            assert slim < x < broad


def test_a_female_pelvis_is_wide_and_low_below_a_slender_waist() -> None:
    female = Body(BUILDS["female"])
    assert apart(female, "lm.it") / apart(REFERENCE_BODY, "lm.it") > 1.06
    assert apart(female, "lm.psis") / apart(REFERENCE_BODY, "lm.psis") > 1.03
    assert (
        abs(apart(female, "lm.crest_lateral") / apart(REFERENCE_BODY, "lm.crest_lateral") - 1)
        < 0.03
    )
    crest, sit = (BUILDS["female"].drawn(0, y)[1] for y in (15, -166))
    assert crest - sit < 15 + 166
    assert female.lateral_mm(150, 64) < 142


@given(BUILD | st.just("reference"), st.integers(100, 200), st.integers(70, 120))
def test_measured_distances_are_those_of_the_patient(build: str, spine: int, psis: int) -> None:
    body = body_of(measured(build, spine, psis), BUILDS)
    assert spine_of(body) == pytest.approx(spine, abs=0.5)
    assert apart(body, "lm.psis") == pytest.approx(psis, abs=0.5)


def test_height_and_width_are_scaled_apart_and_estimated_from_the_body_height() -> None:
    only_spine = body_of(measured(spine=185), BUILDS)
    assert (only_spine.across, round(only_spine.along, 3)) == (1.0, 1.201)
    tall = body_of(measured(height=round(HEIGHT_MM * 1.1), psis=92), BUILDS)
    assert (round(tall.across, 3), round(tall.along, 3)) == (1.0, 1.1)
    assert body_of(None, BUILDS) is REFERENCE_BODY
    assert body_of(measured("gone"), BUILDS) == REFERENCE_BODY


@given(BUILD | st.just("reference"), st.integers(5, 120), st.sampled_from(("L1", "L3", "S1")))
def test_a_typed_distance_is_placed_where_it_is_on_the_patient(
    build: str, lateral: int, level: str
) -> None:
    body = body_of(measured(build, 170, 104), BUILDS)
    for side, sign in ((Side.RIGHT, 1), (Side.LEFT, -1)):
        x, y = body.place_mm(lateral, side, MAP.height_of(level))
        assert sign * x > 0
        assert body.lateral_mm(x, y) == pytest.approx(lateral, abs=0.05)


def test_a_mark_keeps_its_place_on_the_map_and_the_patient_s_millimetres() -> None:
    body = body_of(measured("broader", psis=110), BUILDS)
    site = naming.site_at(MAP, 30, 13, 50, body=body)
    plain = naming.site_at(MAP, 30, 13, 50)
    assert (site.x, site.y, site.level, site.structures, site.hazards) == (
        plain.x,
        plain.y,
        plain.level,
        plain.structures,
        plain.hazards,
    )
    assert site.lateral == round(body.lateral_mm(30, 13) * 10)
    assert site.lateral > plain.lateral == 300


@pytest.mark.parametrize(
    ("measures", "what"),
    [
        (measured(spine=69), "spine"),
        (measured(spine=251), "spine"),
        (measured(psis=39), "psis"),
        (measured(psis=161), "psis"),
        (measured(height=899), "height"),
        (measured(height=2301), "height"),
        (measured(spine=0), "spine"),
    ],
)
def test_impossible_measures_are_refused(measures: BodyMeasures, what: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_measures(measures)
    assert refused.value.code is ErrorCode.MEASURE_IMPOSSIBLE
    assert refused.value.facts["measure"] == what


@pytest.mark.parametrize(
    ("measure", "typed", "mm"),
    [
        ("spine", "154", 154),
        ("spine", " 154 mm ", 154),
        ("psis", "92.4", 92),
        ("height", "172", 1720),
        ("height", "172,5 cm", 1725),
        ("psis", "  ", None),
    ],
)
def test_measures_are_read_as_typed(measure: str, typed: str, mm: int | None) -> None:
    assert read_measure(measure, typed) == mm


@pytest.mark.parametrize("typed", ["wide", "1 7 2", "9e999", "nan", "-", "mm"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_measure("psis", typed)
    assert refused.value.code is ErrorCode.MEASURE_UNREADABLE


@pytest.mark.parametrize(
    "rows",
    [
        (Row(0, 0, 1, 1),),
        (Row(0, 0, 1, 1), Row(-1, 1, 1, 1)),
        (Row(0, 5, 1, 1), Row(10, 5, 1, 1)),
        (Row(0, 0, 1, 1), Row(10, 10, 1, 0.3)),
        (Row(0, 0, 0, 1), Row(10, 10, 1, 1)),
    ],
)
def test_a_build_that_folds_is_none(rows: tuple[Row, ...]) -> None:
    with pytest.raises(ValueError, match="row"):
        Build("x", "x", rows, "DES", "")
