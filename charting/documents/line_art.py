"""Our own line drawings on paper: symbols beside a line, people who do a movement."""

from functools import lru_cache

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from charting.documents.drawing import Drawing, recorded
from charting.documents.sheet import INK
from charting.domain.figures import Figure, Stroke, bent

# What lies behind: still told from what lies before when it is photocopied.
FAINT = HexColor("#9aa1a8")


def draw_figure(
    canvas: Canvas, figure: Figure, x: float, y: float, high: float, ink: Color = INK
) -> None:
    """The drawing, `high` points high, its lower left corner at (x, y)."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.addLiteral(_operators(figure, high, ink))
    canvas.restoreState()


@lru_cache(maxsize=128)
def _operators(figure: Figure, high: float, ink: Color) -> str:
    return recorded(lambda canvas: _draw(canvas, figure, high, ink))


def _draw(canvas: Canvas, figure: Figure, high: float, ink: Color) -> None:
    canvas.scale(high / figure.height, high / figure.height)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for stroke in figure.strokes:
        canvas.setStrokeColor(FAINT if stroke.faint else ink)
        canvas.setLineWidth(stroke.width)
        _draw_stroke(canvas, stroke)
    canvas.setFillColor(ink)
    canvas.setStrokeColor(ink)
    for (centre_x, centre_y), radius, line in figure.discs:
        if line:
            canvas.setLineWidth(line)
        canvas.circle(centre_x, centre_y, radius, stroke=int(line > 0), fill=int(line == 0))


def _draw_stroke(canvas: Canvas, stroke: Stroke) -> None:
    path = canvas.beginPath()
    path.moveTo(*stroke.points[0])
    if stroke.smooth:
        for first, second, end in bent(stroke.points):
            path.curveTo(*first, *second, *end)
    else:
        for point in stroke.points[1:]:
            path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)


class Drawn(Drawing):
    """A drawing among the text, `height` points high; `told` says what it shows."""

    def __init__(self, figure: Figure, height: float, told: str) -> None:
        super().__init__()
        self._figure, self._told = figure, told
        self.height = height
        self.width = figure.width * height / figure.height

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        return self._told

    def paint(self) -> None:
        """Draw it."""
        draw_figure(self.canv, self._figure, 0, 0, self.height)
