"""A measured patient in the session: their build on the screen, their millimetres in words."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF

from charting import content
from charting.domain.body import Body, body_of
from charting.domain.body_map import Side
from charting.domain.marks import MapSite
from charting.wording import site_words
from tests.ui.session.conftest import Visit


def measured(visit: Visit, build: str, psis: int) -> Body:
    """Open the session again with what was measured of the patient."""
    patient, session = visit.model.patient, visit.model.session
    assert patient is not None
    assert session is not None
    measures = visit.practice.patients.measure(patient.id, build, psis=psis)
    body = body_of(measures, content.builds())
    visit.model.open(patient, session, body)
    visit.settle()
    return body


def only_site(visit: Visit) -> MapSite:
    (mark,) = visit.stored().marks.values()
    assert isinstance(mark.site, MapSite)
    return mark.site


@pytest.mark.parametrize("build", ["broader", "slimmer", "female"])
def test_a_click_on_the_moved_picture_is_a_place_of_the_map(visit: Visit, build: str) -> None:
    body = measured(visit, build, 100)
    assert visit.page.view.projection.body == body
    visit.click(85, 23.5)
    site = only_site(visit)
    assert (site.x / 10, site.y / 10) == pytest.approx((85, 23.5), abs=0.8)
    assert site.muscle == "m.quadratus_lumborum"
    assert site.lateral / 10 == pytest.approx(body.lateral_mm(85, 23.5), abs=0.9)
    assert (
        visit.page.view.pixel_of(site)
        - QPointF(visit.page.view.projection.to_screen(site.x / 10, site.y / 10))
    ).isNull()


def test_a_typed_distance_is_the_patients_and_told_as_typed(visit: Visit) -> None:
    body = measured(visit, "reference", 115)
    placing = visit.page.placing
    placing._level.show_value("L3")
    placing._side.show_value(Side.LEFT)
    placing._distance.setValue(22)
    placing.place_button.click()
    site = only_site(visit)
    assert (site.lateral, site.typed, site.level, site.side) == (220, True, "L3", Side.LEFT)
    assert site.x / 10 == pytest.approx(-22 * 92 / 115, abs=0.1)
    assert body.across == pytest.approx(115 / 92)
    words = site_words(site, visit.model.body_map.structures)
    assert words.endswith("L3 left, 22 mm from the midline")
    by_hand = replace(site, typed=False)
    assert site_words(by_hand, visit.model.body_map.structures).endswith("20 mm from the midline")


def test_a_typed_mark_that_is_moved_is_found_by_hand(visit: Visit) -> None:
    measured(visit, "reference", 92)
    visit.page.placing._distance.setValue(22)
    visit.page.placing.place_button.click()
    visit.model.move(visit.model.marks[0].id, 31, 13)
    site = only_site(visit)
    assert (site.typed, site.lateral) == (False, 310)


def test_the_ruler_shows_the_patients_millimetres(visit: Visit) -> None:
    measured(visit, "reference", 46)
    at = visit.page.view.projection
    assert at.pixel(50 / at.body.across, 0) == at.to_screen(100, 0)
