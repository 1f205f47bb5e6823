"""Our own drawings: every movement and symbol that is named is drawn, within its frame."""

import pytest

from charting import care_content, content
from charting.domain.figures import Figure, bent

EVERY = [*care_content.movement_figures().values(), *care_content.symbols().values()]


@pytest.mark.parametrize("figure", EVERY, ids=lambda figure: figure.id)
def test_it_stays_within_its_frame(figure: Figure) -> None:
    points = [(x, y, stroke.width / 2) for stroke in figure.strokes for x, y in stroke.points] + [
        (*disc.centre, disc.radius) for disc in figure.discs
    ]
    assert points
    for x, y, reach in points:
        assert x - reach >= -1
        assert x + reach <= figure.width + 1
        assert y - reach >= -1
        assert y + reach <= figure.height + 1


def test_what_the_texts_name_is_drawn_and_nothing_else() -> None:
    texts = content.leaflet_texts("en")
    assert {each.id for each in texts.movements} == set(care_content.movement_figures())
    named = {item.symbol for one in texts.easy for item in one.items} | {"calendar"}
    assert named == set(care_content.symbols())


def test_a_bent_line_goes_through_its_points() -> None:
    points = [(0.0, 0.0), (10.0, 5.0), (20.0, 0.0)]
    assert [end for _first, _second, end in bent(points)] == points[1:]
