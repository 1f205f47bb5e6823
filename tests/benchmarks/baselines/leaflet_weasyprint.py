"""The leaflet's content as HTML, made into a tagged PDF by WeasyPrint: same words, fonts, lines.

Frozen: a budget is measured against this file, so it stays as it is.
"""

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from tests.benchmarks.baselines.leaflet_canvas import Line, Ring


def html_leaflet(
    fonts: tuple[Path, Path], pages: Sequence[Sequence[Line]], rings: Sequence[Ring]
) -> Callable[[], bytes]:
    """A maker of a PDF of so many pages of text, `rings` (0.1 mm) drawn on the last."""
    known = FontConfiguration()
    faces = "".join(
        f"@font-face {{ font-family: Leaflet; font-weight: {weight}; src: url({file.as_uri()}) }}"
        for file, weight in zip(fonts, (400, 700), strict=True)
    )
    page = "@page { size: A4; margin: 36pt 52pt } body { font: 14pt/1.25 Leaflet } p { margin: 0 }"
    look = CSS(string=f"{faces} {page} section {{ break-after: page }}", font_config=known)
    source = _page(pages, rings)

    def made() -> bytes:
        paper = HTML(string=source).write_pdf(stylesheets=[look], font_config=known, pdf_tags=True)
        return bytes(paper or b"")

    return made


def _page(pages: Sequence[Sequence[Line]], rings: Sequence[Ring]) -> str:
    sections = [
        "".join(f"<p>{f'<b>{escape(t)}</b>' if bold else escape(t)}</p>" for t, bold in lines)
        for lines in pages
    ]
    sections[-1] = _drawn(rings) + sections[-1]
    body = "".join(f"<section>{each}</section>" for each in sections)
    return f'<!doctype html><html lang="en"><title>Leaflet</title><body>{body}</body></html>'


def _drawn(rings: Sequence[Ring]) -> str:
    paths = "".join(
        f'<path d="M{" ".join(f"{x} {-y}" for x, y in ring)}Z" fill="white" stroke="black"/>'
        for ring in rings
    )
    return f'<svg width="200pt" height="200pt" viewBox="-2000 -2000 4000 4000">{paths}</svg>'
