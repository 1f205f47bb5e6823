"""Hazard zones on paper: hatched with black lines that survive a photocopier, and their legend.

Shown are the zones beneath the marks of the session, by the map's own figures; their edges are
averages of many bodies, and a place without hatching is not called safe.
"""

from collections.abc import Iterable, Sequence
from math import cos, hypot, radians, sin

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from charting.documents.drawing import Drawing
from charting.documents.plate import BONE, View
from charting.documents.sheet import draw_line, style
from charting.domain.body_map import SEVERITIES, BodyMap, Side
from charting.domain.marks import MapSite, Mark
from charting.i18n import _, listed

Zone = tuple[str, Side]

_EDGE, _THIN = 0.7, 0.45
_SWATCH, _ROW, _SIZE, _ACROSS = 26.0, 15.0, 8.5, 2
# Degrees and points between lines: told apart in grey too, and where two zones overlap.
_HATCHINGS = ((45, 3.4), (135, 3.4), (0, 3.4), (90, 3.4), (20, 5.0), (110, 5.0), (65, 5.0))


def zones_beneath(marks: Iterable[Mark], body_map: BodyMap) -> tuple[Zone, ...]:
    """The zones that lie beneath marks on this map, each with its side, the gravest first."""
    found = {
        (hazard, mark.site.side)
        for mark in marks
        if isinstance(mark.site, MapSite) and mark.site.frame == body_map.frame
        for hazard in mark.site.hazards
        if hazard in body_map.hazards
    }

    def order(zone: Zone) -> tuple[int, str, str]:
        hazard = body_map.hazards[zone[0]]
        return (SEVERITIES.index(hazard.severity), hazard.id, zone[1])

    return tuple(sorted(found, key=order))


def hazards_of(zones: Iterable[Zone]) -> tuple[str, ...]:
    """The hazards of zones, each once; their places here give each its hatching."""
    return tuple(dict.fromkeys(hazard for hazard, _side in zones))


def draw_zones(canvas: Canvas, zones: Sequence[Zone], body_map: BodyMap, view: View) -> None:
    """Draw the zones where they lie on the plate."""
    for number, hazard in enumerate(hazards_of(zones)):
        sides = {side for each, side in zones if each == hazard}
        for shape in body_map.shapes:
            wanted = not sides.isdisjoint({shape.side, Side.MIDLINE}) or shape.side is Side.MIDLINE
            if shape.id == hazard and wanted:
                rings = [[view.place(x, y) for x, y in ring] for ring in shape.rings]
                _draw_hatched(canvas, rings, number)


class ZonesLegend(Drawing):
    """What each hatching on the plate stands for, over `width` points."""

    def __init__(self, zones: Sequence[Zone], body_map: BodyMap, width: float) -> None:
        super().__init__()
        self._names = [_(body_map.hazards[each].name) for each in hazards_of(zones)]
        self._each = width / _ACROSS
        self.width = width
        self.height = _ROW * (1 + -(-len(self._names) // _ACROSS)) + 4

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        names = listed(self._names)
        return _("What may lie beneath on the picture: {zones}.").format(zones=names)

    def paint(self) -> None:
        """Draw a swatch and the name of each hazard, and what zones are."""
        for place, name in enumerate(self._names):
            x = self._each * (place % _ACROSS)
            y = self.height - _ROW * (place // _ACROSS + 1) + 3
            right, top = x + _SWATCH, y + _ROW - 5
            _draw_hatched(self.canv, [[(x, y), (right, y), (right, top), (x, top)]], place)
            draw_line(self.canv, name, right + 5, y + 2, style(_SIZE))
        words = _("Hatched: may lie beneath. The edges are averages, and not this patient's.")
        draw_line(self.canv, words, 0, 4, style(_SIZE))


def _draw_hatched(
    canvas: Canvas, rings: Sequence[Sequence[tuple[float, float]]], number: int
) -> None:
    angle, apart = _HATCHINGS[number % len(_HATCHINGS)]
    path = _path(canvas, rings)
    canvas.saveState()
    canvas.setStrokeColor(BONE)
    canvas.saveState()
    canvas.clipPath(path, stroke=0, fill=0, fillMode=0)
    canvas.setLineWidth(_THIN)
    canvas.lines(_lines([point for ring in rings for point in ring], radians(angle), apart))
    canvas.restoreState()
    canvas.setLineWidth(_EDGE)
    canvas.setDash(3, 2)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


def _path(canvas: Canvas, rings: Sequence[Sequence[tuple[float, float]]]) -> PDFPathObject:
    path = canvas.beginPath()
    for ring in rings:
        path.moveTo(*ring[0])
        for point in ring[1:]:
            path.lineTo(*point)
        path.close()
    return path


def _lines(
    points: Sequence[tuple[float, float]], angle: float, apart: float
) -> list[tuple[float, float, float, float]]:
    """Parallel lines over the box of the points, on one raster of the page."""
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    reach = hypot(max(xs) - min(xs), max(ys) - min(ys)) / 2
    along_x, along_y = cos(angle), sin(angle)
    across = -x * along_y + y * along_x
    lines = []
    at = (across - reach) // apart * apart
    while at <= across + reach:
        shift = at - across
        middle_x, middle_y = x - along_y * shift, y + along_x * shift
        lines.append(
            (
                *(middle_x - along_x * reach, middle_y - along_y * reach),
                *(middle_x + along_x * reach, middle_y + along_y * reach),
            )
        )
        at += apart
    return lines
