"""The signs beside the words, drawn by us: triangle, telephone and clock."""

from functools import lru_cache
from math import cos, pi, sin

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from charting.documents.drawing import recorded
from charting.documents.sheet import ACCENT, WHITE
from charting.domain.leaflet_texts import Urgency


def draw_symbol(
    canvas: Canvas, urgency: Urgency, x: float, y: float, size: float, colour: Color = ACCENT
) -> None:
    """The sign of an urgency in the square whose lower left corner is (x, y), in points."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.addLiteral(_operators(urgency, size, colour))
    canvas.restoreState()


@lru_cache(maxsize=32)
def _operators(urgency: Urgency, size: float, colour: Color) -> str:
    return recorded(lambda canvas: _draw(canvas, urgency, size, colour))


def _draw(canvas: Canvas, urgency: Urgency, size: float, colour: Color) -> None:
    canvas.scale(size / 20, size / 20)
    canvas.setFillColor(colour)
    canvas.setStrokeColor(colour)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    {Urgency.EMERGENCY: _triangle, Urgency.SAME_DAY: _telephone, Urgency.SOON: _clock}[urgency](
        canvas
    )


# Each is drawn in a square of 20 units.


def _triangle(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(10, 18)
    path.lineTo(19, 2)
    path.lineTo(1, 2)
    path.close()
    canvas.setLineWidth(2)
    canvas.drawPath(path, stroke=1, fill=1)
    canvas.setFillColor(WHITE)
    canvas.setStrokeColor(WHITE)
    canvas.setLineWidth(2.4)
    canvas.line(10, 12.2, 10, 7.6)
    canvas.circle(10, 4.2, 1.3, stroke=0, fill=1)


def _telephone(canvas: Canvas) -> None:
    """A receiver, lying aslant."""
    canvas.translate(10, 10)
    canvas.rotate(45)
    path = canvas.beginPath()
    path.moveTo(-8, -3)
    path.curveTo(-8, 4.5, 8, 4.5, 8, -3)
    canvas.setLineWidth(4)
    canvas.drawPath(path, stroke=1, fill=0)
    for side in (-8, 8):
        canvas.roundRect(side - 3.2, -6.4, 6.4, 5.4, 1.6, stroke=0, fill=1)


def _clock(canvas: Canvas) -> None:
    canvas.setLineWidth(2.2)
    canvas.circle(10, 10, 8.4, stroke=1, fill=0)
    canvas.line(10, 10, 10, 15.2)
    canvas.line(10, 10, 13.6, 8.2)
    canvas.setLineWidth(1.2)
    for hour in range(12):
        turn = hour * pi / 6
        canvas.line(
            10 + 6.6 * cos(turn), 10 + 6.6 * sin(turn), 10 + 7.2 * cos(turn), 10 + 7.2 * sin(turn)
        )
