"""The back with the places that were needled, by what answered there, in lines that survive a
photocopier.
"""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from charting.documents.drawing import Drawing
from charting.documents.plate import View, draw_plate
from charting.documents.sheet import INK, WHITE, draw_line, style
from charting.domain.body import REFERENCE_BODY, Build
from charting.domain.body_map import BodyMap
from charting.domain.marks import MapSite
from charting.domain.site_responses import STRONGEST, Response, Spot
from charting.i18n import _
from charting.wording.courses import response_name, spot_number

NUMBER = 8.0
_SMALLEST, _STEP, _DOT = 6.5, 1.6, 1.6
_HATCHING = {1: (4.0, False), 2: (2.4, False), 3: (2.4, True)}


class HeatPlate(Drawing):
    """The back, `height` points high, with LEFT and RIGHT in the words given."""

    def __init__(
        self,
        body_map: BodyMap,
        spots: Sequence[Spot],
        response: Response,
        sides: tuple[str, str],
        height: float,
        build: Build = REFERENCE_BODY.build,
    ) -> None:
        super().__init__()
        self._map, self._spots, self._response, self._sides = body_map, spots, response, sides
        self._view = View(0, NUMBER * 1.6, height, build)
        self.width, self.height = self._view.width, height + NUMBER * 1.6

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        words = _("{response}: the back with the places of the table below.")
        return words.format(response=response_name(self._response))

    def paint(self) -> None:
        """Draw the body, then the places, the strongest beneath."""
        draw_plate(self.canv, self._map, self._view)
        placed = [
            (spot, *self._view.place(spot.site.x, spot.site.y))
            for spot in sorted(self._spots, key=lambda each: -each.strength(self._response))
            if isinstance(spot.site, MapSite) and spot.site.frame == self._map.frame
        ]
        for spot, x, y in placed:
            draw_sign(self.canv, spot, self._response, x, y)
        for spot, x, y in placed:
            _draw_number(self.canv, spot_number(spot, self._response), x, y)
        look = style(NUMBER, bold=True)
        draw_line(self.canv, self._sides[0], 0, 2, look)
        draw_line(self.canv, self._sides[1], self.width, 2, look, anchor="end")


def draw_sign(canvas: Canvas, spot: Spot, response: Response, x: float, y: float) -> None:
    """A ring or, where the pain rose, a square; a dot where nobody looked."""
    canvas.setStrokeColor(INK)
    canvas.setFillColor(INK)
    if spot.value is None:
        canvas.circle(x, y, _DOT, stroke=0, fill=1)
        return
    strength = spot.strength(response)
    reach = _SMALLEST + _STEP * strength
    square = response is Response.PAIN and spot.value > 0
    canvas.setFillColor(INK if strength == STRONGEST else WHITE)
    canvas.setLineWidth(1.1 if strength else 0.7)
    if not strength:
        canvas.setDash(2, 2)
    shape = _shape(canvas, x, y, reach, square=square)
    canvas.drawPath(shape, stroke=1, fill=1)
    canvas.setDash()
    if strength in _HATCHING:
        _hatch(canvas, shape, x, y, reach, *_HATCHING[strength])


def _shape(canvas: Canvas, x: float, y: float, reach: float, *, square: bool) -> PDFPathObject:
    path = canvas.beginPath()
    if square:
        side = reach * 0.9
        path.rect(x - side, y - side, 2 * side, 2 * side)
    else:
        path.circle(x, y, reach)
    return path


def _hatch(
    canvas: Canvas,
    shape: PDFPathObject,
    x: float,
    y: float,
    reach: float,
    apart: float,
    crossing: bool,
) -> None:
    canvas.saveState()
    canvas.clipPath(shape, stroke=0, fill=0)
    canvas.setLineWidth(0.5)
    step = apart * 1.4142
    for n in range(int(-2 * reach // step), int(2 * reach // step) + 1):
        left = x - reach + n * step
        canvas.line(left, y - reach, left + 2 * reach, y + reach)
        if crossing:
            canvas.line(left, y + reach, left + 2 * reach, y - reach)
    canvas.restoreState()


def _draw_number(canvas: Canvas, number: str, x: float, y: float) -> None:
    """On white, so that the lines beneath do not make another number of it."""
    if not number:
        return
    wide = NUMBER * 0.6 * len(number) + 1
    canvas.setFillColor(WHITE)
    canvas.rect(x - wide / 2, y - NUMBER * 0.42, wide, NUMBER * 0.84, stroke=0, fill=1)
    draw_line(canvas, number, x, y - NUMBER * 0.34, style(NUMBER, bold=True), anchor="middle")
