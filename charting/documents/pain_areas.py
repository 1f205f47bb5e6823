"""Pain areas on paper: hatchings of black lines that survive a photocopier, and their legend."""

from collections.abc import Callable, Iterable, Sequence
from math import atan2, cos, pi, sin

from reportlab.pdfgen.canvas import Canvas

from charting.documents.drawing import Drawing
from charting.documents.plate import View
from charting.documents.sheet import INK, WHITE, draw_line, style
from charting.domain import pain_extent
from charting.domain.pain_area import PainArea, PainQuality
from charting.i18n import _, listed
from charting.wording import pattern_words, quality_words

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""
Place = tuple[float, float]

_EDGE, _THIN = 0.9, 0.4
_HEAD, _SPREAD = 8.0, pi / 7
_SWATCH, _ROW, _SIZE = 26.0, 17.0, 8.5


def draw_area(canvas: Canvas, area: PainArea, view: View) -> None:
    """An area where it lies on the plate: its outline, its hatching, and its arrow."""
    site = area.site
    canvas.saveState()
    canvas.setStrokeColor(INK)
    canvas.setLineJoin(1)
    if site.outline or area.quality is not PainQuality.RADIATING:
        _draw_within(canvas, area.quality, [view.place(*p) for p in pain_extent.ring(site)])
    if area.quality is PainQuality.RADIATING:
        _draw_arrow(canvas, [view.place(*point) for point in pain_extent.arrow(site)])
    canvas.restoreState()


class PainLegend(Drawing):
    """What each hatching on the plate stands for, in one row, two where the room is short."""

    def __init__(self, qualities: Iterable[PainQuality], width: float) -> None:
        super().__init__()
        self._qualities: Sequence[PainQuality] = tuple(dict.fromkeys(qualities))
        self._each = width / 3
        self.width = width
        self.height = _ROW * -(-len(self._qualities) // 3) + 4

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        felt = (f"{quality_words(each)} ({pattern_words(each)})" for each in self._qualities)
        return _("Kinds of pain on the picture: {kinds}.").format(kinds=listed(felt))

    def paint(self) -> None:
        """Draw a swatch and its words for each quality."""
        for place, quality in enumerate(self._qualities):
            x = self._each * (place % 3)
            y = self.height - _ROW * (place // 3 + 1) + 3
            _draw_swatch(self.canv, quality, (x, y, x + _SWATCH, y + _ROW - 5))
            words = f"{quality_words(quality)} ({pattern_words(quality)})"
            draw_line(self.canv, words, x + _SWATCH + 5, y + 3, style(_SIZE))


def _draw_swatch(canvas: Canvas, quality: PainQuality, box: Box) -> None:
    left, bottom, right, top = box
    canvas.saveState()
    canvas.setStrokeColor(INK)
    if quality is PainQuality.RADIATING:
        middle = (bottom + top) / 2
        _draw_arrow(canvas, [(left, middle), (right, middle)])
    else:
        _draw_within(canvas, quality, [(left, bottom), (right, bottom), (right, top), (left, top)])
    canvas.restoreState()


def _draw_within(canvas: Canvas, quality: PainQuality, ring: Sequence[Place]) -> None:
    outline = canvas.beginPath()
    outline.moveTo(*ring[0])
    for point in ring[1:]:
        outline.lineTo(*point)
    outline.close()
    canvas.saveState()
    canvas.clipPath(outline, stroke=0, fill=0)
    canvas.setLineWidth(_THIN)
    xs, ys = [x for x, _y in ring], [y for _x, y in ring]
    if draw := _PATTERNS.get(quality):
        draw(canvas, (min(xs), min(ys), max(xs), max(ys)))
    canvas.restoreState()
    canvas.setLineWidth(_EDGE)
    canvas.drawPath(outline, stroke=1, fill=0)


def _steps(start: float, end: float, step: float) -> Iterable[float]:
    """Places on one raster of the page, so that the hatchings of neighbours run on."""
    at = start // step * step
    while at <= end:
        yield at
        at += step


def _close_lines(canvas: Canvas, box: Box) -> None:
    left, bottom, right, top = box
    canvas.lines([(left, y, right, y) for y in _steps(bottom, top, 1.3)])


def _zigzag(canvas: Canvas, box: Box) -> None:
    left, bottom, right, top = box
    canvas.setLineWidth(0.7)
    for y in _steps(bottom, top + 6, 6.0):
        line = canvas.beginPath()
        line.moveTo(left // 6.0 * 6.0, y)
        for number, x in enumerate(_steps(left, right + 6, 3.0)):
            line.lineTo(x, y + 3.2 * (number % 2))
        canvas.drawPath(line, stroke=1, fill=0)


def _crosshatch(canvas: Canvas, box: Box) -> None:
    left, bottom, right, top = box
    high = top - bottom
    rising = [(x, bottom, x + high, top) for x in _steps(left - high, right, 4.5)]
    falling = [(x, top, x + high, bottom) for x in _steps(left - high, right, 4.5)]
    canvas.lines(rising + falling)


def _dots(canvas: Canvas, box: Box) -> None:
    left, bottom, right, top = box
    canvas.setFillColor(INK)
    for row, y in enumerate(_steps(bottom, top, 3.2)):
        for x in _steps(left, right, 4.4):
            canvas.circle(x + 2.2 * (row % 2), y, 0.65, stroke=0, fill=1)


_PATTERNS: dict[PainQuality, Callable[[Canvas, Box], None]] = {
    PainQuality.DULL_ACHE: _close_lines,
    PainQuality.SHARP: _zigzag,
    PainQuality.STIFFNESS: _crosshatch,
    PainQuality.NUMB_TINGLE: _dots,
}


def _draw_arrow(canvas: Canvas, way: Sequence[Place]) -> None:
    """The way on a white ground, so that it is told from the lines it crosses."""
    line = canvas.beginPath()
    line.moveTo(*way[0])
    for point in way[1:]:
        line.lineTo(*point)
    for colour, width in ((WHITE, 3.6), (INK, 1.6)):
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(width)
        canvas.drawPath(line, stroke=1, fill=0)
    (x, y), before = way[-1], next((p for p in reversed(way[:-1]) if p != way[-1]), way[0])
    turn = atan2(y - before[1], x - before[0]) + pi
    head = canvas.beginPath()
    head.moveTo(x, y)
    for side in (-_SPREAD, _SPREAD):
        head.lineTo(x + _HEAD * cos(turn + side), y + _HEAD * sin(turn + side))
    head.close()
    canvas.setFillColor(INK)
    canvas.drawPath(head, stroke=0, fill=1)
