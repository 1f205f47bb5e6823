"""The plate of a session: its marks on the back in the shapes of the screen, numbered."""

from collections.abc import Sequence
from math import cos, radians, sin

from reportlab.pdfgen.canvas import Canvas

from charting.documents.drawing import Drawing
from charting.documents.hazard_zones import draw_zones, zones_beneath
from charting.documents.pain_areas import draw_area
from charting.documents.plate import View, draw_plate
from charting.documents.sheet import INK, WHITE, draw_line, style
from charting.domain import pain_extent
from charting.domain.body import REFERENCE_BODY, Build
from charting.domain.body_map import BodyMap
from charting.domain.marks import MapSite, Mark, Needle, PointStatus, TriggerPoint
from charting.domain.pain_area import PainArea
from charting.domain.pairs import pairs_of
from charting.domain.signs import handle_degrees
from charting.i18n import _

RING, SHAFT, HEAD = 4.0, 13.0, 2.4
NUMBER = 8.0


class MarksPlate(Drawing):
    """The back, `height` points high, with LEFT and RIGHT in the words given. With `labels` each
    mark bears the one of its place among them, and no zone is drawn, for there is no legend.
    """

    def __init__(
        self,
        body_map: BodyMap,
        marks: Sequence[Mark],
        sides: tuple[str, str],
        height: float,
        build: Build = REFERENCE_BODY.build,
        labels: Sequence[str] | None = None,
        zoom: float = 1.0,
    ) -> None:
        """`labels` stand at the marks instead of numbers; the signs are `zoom` times as large as
        usual.
        """
        super().__init__()
        self._zoom = zoom
        self._map = body_map
        self._marks = marks
        self._has_zones = labels is None
        self._labels = labels or [str(number) for number in range(1, len(marks) + 1)]
        self._sides = sides
        self._view = View(0, NUMBER * 1.6, height, build)
        self.width, self.height = self._view.width, height + NUMBER * 1.6

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        return _("The back with the marks of this session, numbered as in the table below.")

    def paint(self) -> None:
        """Draw the body, the zones beneath the marks, then each mark that lies on this map, what is
        felt beneath the others.
        """
        draw_plate(self.canv, self._map, self._view)
        if self._has_zones:
            draw_zones(self.canv, zones_beneath(self._marks, self._map), self._map, self._view)
        labelled = list(zip(self._labels, self._marks, strict=True))
        areas = [(label, mark) for label, mark in labelled if isinstance(mark, PainArea)]
        for _label, area in areas:
            if area.site.frame == self._map.frame:
                draw_area(self.canv, area, self._view)
        for label, area in areas:
            if area.site.frame == self._map.frame:
                x, y = self._view.place(*pain_extent.anchor(area.site))
                self._draw_number(label, x, y - NUMBER / 3)
        self._draw_pairs()
        for label, mark in labelled:
            if isinstance(mark, PainArea):
                continue
            if isinstance(mark.site, MapSite) and mark.site.frame == self._map.frame:
                self.canv.saveState()
                self.canv.translate(*self._view.place(mark.site.x, mark.site.y))
                self.canv.scale(self._zoom, self._zoom)
                self._draw_mark(mark, 0, 0, label)
                self.canv.restoreState()
        look = style(NUMBER, bold=True)
        draw_line(self.canv, self._sides[0], 0, 2, look)
        draw_line(self.canv, self._sides[1], self.width, 2, look, anchor="end")

    def _draw_pairs(self) -> None:
        """A dashed line between two needles that carried current, beneath their signs."""
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(1.0)
        self.canv.setDash(4, 2)
        for pair in pairs_of({mark.id: mark for mark in self._marks}):
            sites = (pair.first.site, pair.second.site)
            places = [
                self._view.place(site.x, site.y)
                for site in sites
                if isinstance(site, MapSite) and site.frame == self._map.frame
            ]
            if len(places) == 2:
                self.canv.line(*places[0], *places[1])
        self.canv.setDash()

    def _draw_mark(self, mark: TriggerPoint | Needle, x: float, y: float, number: str) -> None:
        self.canv.setStrokeColor(INK)
        self.canv.setFillColor(INK)
        if isinstance(mark, TriggerPoint):
            draw_point(self.canv, mark, x, y)
            self._draw_number(number, x - RING - NUMBER / 2, y - RING - NUMBER / 2)
            return
        draw_needle(self.canv, mark, x, y)
        turn = radians(handle_degrees(mark))
        reach = SHAFT + HEAD + NUMBER * 0.6
        self._draw_number(number, x + cos(turn) * reach, y + sin(turn) * reach - NUMBER * 0.3)

    def _draw_number(self, number: str, x: float, y: float) -> None:
        """A number on white, so that lines beneath do not make another number of it."""
        wide = NUMBER * 0.62 * len(number)
        self.canv.setFillColor(WHITE)
        self.canv.rect(x - wide / 2, y - 0.8, wide, NUMBER * 0.85, stroke=0, fill=1)
        draw_line(self.canv, number, x, y, style(NUMBER, bold=True), anchor="middle")


def draw_point(canvas: Canvas, point: TriggerPoint, x: float, y: float) -> None:
    """Active: a filled ring with a cross; latent: an open ring; not classed: a ring with a dot."""
    active = point.status is PointStatus.ACTIVE
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.2)
    canvas.setFillColor(INK if active else WHITE)
    canvas.circle(x, y, RING, stroke=1, fill=1)
    if active:
        canvas.setStrokeColor(WHITE)
        canvas.line(x - RING / 2, y, x + RING / 2, y)
        canvas.line(x, y - RING / 2, x, y + RING / 2)
    elif point.status is PointStatus.UNKNOWN:
        canvas.setFillColor(INK)
        canvas.circle(x, y, 1, stroke=0, fill=1)


def draw_needle(canvas: Canvas, needle: Needle, x: float, y: float) -> None:
    """In: a solid line with its head; out: the same line hollow. The tip stands at (x, y)."""
    turn = radians(handle_degrees(needle))
    end = (x + cos(turn) * SHAFT, y + sin(turn) * SHAFT)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(2.2)
    canvas.line(x, y, *end)
    if not needle.in_situ:
        canvas.setStrokeColor(WHITE)
        canvas.setLineWidth(1.0)
        canvas.line(x, y, *end)
        canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.0)
    canvas.setFillColor(INK if needle.in_situ else WHITE)
    canvas.circle(*end, HEAD, stroke=1, fill=1)
