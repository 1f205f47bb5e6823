"""Pain areas on paper: on the plate, in the table and in the legend, and not on the leaflet."""

from dataclasses import replace
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from charting import content
from charting.domain import pain_extent
from charting.domain.body_map import Side
from charting.domain.ids import MarkId
from charting.domain.leaflet import leaflet
from charting.domain.pain_area import AreaSite, LowestPoint, PainArea, PainQuality
from charting.services.ports import SessionReport
from tests.documents.cases import PRACTITIONER, at, case_1
from tests.documents.reading import opened, outside, text
from tests.documents.test_reports import made, report
from tests.fakes import uuid7
from tests.strategies import pain_areas


def felt(*areas: PainArea) -> SessionReport:
    one = report()
    marks = {mark.id: mark for mark in (*one.session.marks.values(), *areas)}
    return replace(one, session=replace(one.session, marks=MappingProxyType(marks)))


def pain(number: int, site: AreaSite, quality: PainQuality) -> PainArea:
    return PainArea(
        MarkId(uuid7(900 + number)), site, at(case_1().day), PRACTITIONER.id, quality, 6
    )


def test_pain_areas_are_on_the_plate_in_the_table_and_in_the_legend() -> None:
    body_map = content.body_map()
    ache = pain_extent.around(body_map, 45, 10, 35)
    way = pain_extent.drawn(body_map, [(90, -60), (100, -150)], spreading=True)
    areas = [
        pain(1, ache, PainQuality.DULL_ACHE),
        replace(pain(2, way, PainQuality.RADIATING), lowest=LowestPoint.BELOW_KNEE, leg=Side.RIGHT),
    ]
    read = text(made(felt(*areas)))
    assert "dull ache (filled)" in read
    assert "spreading pain (arrow)" in read
    assert "stiffness" not in read
    assert "6 of 10" in read
    assert "leg to below the knee" in read
    assert not outside(made(felt(*areas)))


@given(st.lists(pain_areas(), min_size=1, max_size=6, unique_by=lambda area: area.id))
@settings(max_examples=10)
def test_no_area_breaks_a_report(areas: list[PainArea]) -> None:
    on_the_map = [replace(area, site=replace(area.site, frame=1)) for area in areas]
    assert opened(made(felt(*on_the_map))).pages


def test_the_leaflet_does_not_show_what_the_patient_feels() -> None:
    seen = case_1()
    body_map = content.body_map()
    area = pain(1, pain_extent.around(body_map, 45, 10, 35), PainQuality.DULL_ACHE)
    texts = content.leaflet_texts("en")
    assert leaflet(replace(seen, marks=(*seen.marks, area)), texts) == leaflet(seen, texts)
