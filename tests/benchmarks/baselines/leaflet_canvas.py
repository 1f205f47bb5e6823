"""The leaflet's content drawn on a bare ReportLab canvas: the same words, lines, fonts and signs.

Frozen: a budget is measured against this file, so it stays as it is.
"""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

Line = tuple[str, bool]
"""A text and whether it is bold."""
Ring = Sequence[tuple[float, float]]

_REGULAR, _BOLD = "BareRegular", "BareBold"
_SIDE, _TOP, _BOTTOM, _SIZE, _LEADING = 52, 36, 60, 14, 17.5


def bare_leaflet(
    fonts: tuple[Path, Path], pages: Sequence[Sequence[Line]], rings: Sequence[Ring]
) -> Callable[[], bytes]:
    """A maker of a PDF of so many pages of text, `rings` (0.1 mm) drawn on the last."""
    pdfmetrics.registerFont(TTFont(_REGULAR, str(fonts[0])))
    pdfmetrics.registerFont(TTFont(_BOLD, str(fonts[1])))
    return lambda: _made(pages, rings)


def _made(pages: Sequence[Sequence[Line]], rings: Sequence[Ring]) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for number, lines in enumerate(pages, start=1):
        y = A4[1] - _TOP
        if number == len(pages):
            _draw(canvas, rings)
            y -= 200
        for text, bold in lines:
            font = _BOLD if bold else _REGULAR
            canvas.setFont(font, _SIZE)
            for part in simpleSplit(text, font, _SIZE, A4[0] - 2 * _SIDE):
                y -= _LEADING
                canvas.drawString(_SIDE, y, part)
        canvas.setFont(_REGULAR, _SIZE)
        canvas.drawString(_SIDE, _BOTTOM / 2, f"Page {number} of {len(pages)}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, rings: Sequence[Ring]) -> None:
    canvas.saveState()
    canvas.translate(160, A4[1] - 130)
    canvas.scale(0.05, 0.05)
    canvas.setLineWidth(10)
    canvas.setFillColorRGB(1, 1, 1)
    for ring in rings:
        path = canvas.beginPath()
        path.moveTo(*ring[0])
        for x, y in ring[1:]:
            path.lineTo(x, y)
        path.close()
        canvas.drawPath(path, stroke=1, fill=1)
    canvas.restoreState()
