"""The picture of the marks at rest: moved with the back, and the same as one painted afresh."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from charting.ui.session.body_picture import Look
from charting.ui.session.marks_layer import MarksLayer
from tests.ui.session.conftest import Visit

pytestmark = pytest.mark.own_room


def _painted(layer: MarksLayer, look: Look) -> QImage:
    image = QImage(look.size * look.ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(look.ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    layer.paint(painter, None, look)
    painter.end()
    return image


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("by", [(40, -24), (-300, 0), (0, 260), (5000, 5000)])
def test_a_moved_picture_is_that_painted_afresh(
    visit: Visit, by: tuple[int, int], ratio: float
) -> None:
    for x, y in ((20, 13), (-20, 13), (-55, 58), (30, 40), (60, -60), (0, 82)):
        visit.click(x, y)
    visit.stored()
    visit.model.select(None)
    view = visit.page.view
    view.zoom(3)
    look = replace(view.look(), ratio=ratio)
    layer = MarksLayer(visit.model)
    before = _painted(layer, look)
    there = look.projection.panned(QPointF(*by), QSizeF(look.size))
    # To a whole pixel of the screen, as a hand moves it.
    whole = replace(there, x0=look.projection.x0 + round(there.x0 - look.projection.x0))
    whole = replace(whole, y0=look.projection.y0 + round(there.y0 - look.projection.y0))
    moved = replace(look, projection=whole)
    assert _painted(layer, moved) == _painted(MarksLayer(visit.model), moved) != before
    assert _painted(layer, look) == before
