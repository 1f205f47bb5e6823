"""The order of layers at a needle: off at first, said to be schematic, and never a measure."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from charting.domain.body_map import Side
from charting.domain.marks import Direction, MapSite
from charting.ui.session.depth_view import leaning
from charting.ui.widgets.text import Text
from tests.ui.session.conftest import Visit

pytestmark = pytest.mark.own_room


def _said(visit: Visit) -> str:
    order = visit.page.drawer.order
    words = [label.text() for label in order.findChildren(Text) if label.isVisible()]
    return " ".join([*words, order.section.accessibleName() if order.section.isVisible() else ""])


def test_it_is_off_until_it_is_wanted(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(70, -110)
    assert not visit.page.drawer.order.section.isVisible()
    visit.press(Qt.Key.Key_F3)
    assert visit.page.drawer.order.section.isVisible()
    visit.press(Qt.Key.Key_F3)
    assert not visit.page.drawer.order.section.isVisible()


def test_it_gives_the_order_and_the_direction_and_no_depth(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(70, -110)
    visit.press(Qt.Key.Key_F3)
    said = _said(visit)
    assert "Schematic, not for guidance" in said
    assert said.index("gluteus maximus") < said.index("piriformis")
    assert "not how far" in said
    (needle,) = visit.stored().needles()
    assert isinstance(needle.site, MapSite)
    assert needle.site.side is Side.RIGHT
    # The one distance is that from the midline, which the map measures.
    assert re.findall(r"(\d+) mm", said) == ["70"]


def test_a_trigger_point_has_no_way_in(visit: Visit) -> None:
    visit.press(Qt.Key.Key_F3)
    visit.click(70, -110)
    assert not visit.page.drawer.order.isVisible()
    visit.press(Qt.Key.Key_1)
    visit.click(-20, 13)
    assert "multifidus" in _said(visit)


def test_it_is_as_high_as_there_are_layers(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.press(Qt.Key.Key_F3)
    body_map = visit.model.body_map
    places = [(x, y) for x in range(20, 120, 10) for y in range(-120, 60, 10)]
    places.sort(key=lambda place: len(body_map.at(*place).structures))
    heights = []
    for place in (places[0], places[-1]):
        visit.click(*place)
        heights.append(visit.page.drawer.order.section.height())
        assert not visit.page.drawer.order.section.grab().isNull()
    few, many = (len(getattr(mark.site, "structures", ())) for mark in visit.model.marks)
    assert few < many
    assert heights[0] < heights[1]


def test_a_depth_that_ultrasound_showed_is_drawn_to_scale_beside_the_section(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(70, -110)
    visit.press(Qt.Key.Key_F3)
    (needle,) = visit.stored().needles()
    scaled = visit.page.drawer.order.scaled
    visit.model.edit(replace(needle, depth=30))
    visit.settle()
    assert not scaled.isVisible()
    visit.model.edit(replace(needle, depth=30, depth_seen=True))
    visit.settle()
    assert scaled.isVisible()
    assert scaled.accessibleName().endswith("depth 30 mm, seen by ultrasound")
    assert not scaled.grab().isNull()
    assert "30" not in visit.page.drawer.order.section.accessibleName()


def test_the_needle_leans_as_its_angle_was_noted(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(70, -110)
    (needle,) = visit.stored().needles()
    medial = replace(needle, direction=Direction.MEDIAL)
    assert leaning(medial) == 30
    assert leaning(replace(medial, angle_deg=45)) == 45
    assert leaning(replace(medial, angle_deg=90)) == 0
    assert leaning(replace(needle, direction=Direction.LATERAL, angle_deg=80)) == -10
    assert leaning(replace(needle, direction=Direction.PERPENDICULAR, angle_deg=45)) == 0
