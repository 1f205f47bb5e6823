"""A signature on paper: its strokes as they were drawn, if any, above a line, with whose it is."""

from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas

from charting.documents.drawing import Drawing
from charting.documents.sheet import INK, QUIET, draw_line, style
from charting.domain.consent import PAD_HIGH, PAD_WIDE, PRESSED, Stroke
from charting.i18n import _

WIDE = 210.0
_THIN, _THICK = 0.6, 1.7
_BENEATH = 13.0
# What a hand needs above the line.
_TO_SIGN = 34.0


class Signature(Drawing):
    """Strokes of a hand, `WIDE` points wide, with a line of words beneath."""

    def __init__(self, strokes: tuple[Stroke, ...], words: str) -> None:
        super().__init__()
        self._strokes, self._words = strokes, words
        self._high = WIDE * PAD_HIGH / PAD_WIDE if strokes else _TO_SIGN
        self.width, self.height = WIDE, self._high + _BENEATH + 4

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        return _("Signature. {words}").format(words=self._words) if self._strokes else self._words

    def paint(self) -> None:
        """Draw the strokes, the line and the words."""
        canvas: Canvas = self.canv
        scale = WIDE / PAD_WIDE
        canvas.setLineCap(1)
        canvas.setStrokeColor(INK)
        for stroke in self._strokes:
            points = [
                (x * scale, _BENEATH + self._high - y * scale, pressed)
                for x, y, pressed in zip(stroke[0::3], stroke[1::3], stroke[2::3], strict=True)
            ]
            for before, after in pairwise(points):
                canvas.setLineWidth(_THIN + (_THICK - _THIN) * after[2] / PRESSED)
                canvas.line(before[0], before[1], after[0], after[1])
        canvas.setStrokeColor(QUIET)
        canvas.setLineWidth(0.5)
        line = _BENEATH + self._high * 0.22
        canvas.line(0, line, WIDE, line)
        draw_line(canvas, self._words, 0, 2, style(9, colour=QUIET))
