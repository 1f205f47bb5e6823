"""The page of a leaflet: its sheet, its type and colours, and which way it runs."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from charting.documents.panels import Panel
from charting.documents.sheet import LEADING, QUIET, Sheet, draw_line, paper_size, style
from charting.documents.tagged_canvas import Margins
from charting.documents.tags import Role
from charting.domain.leaflet import Leaflet
from charting.languages import from_the_right

NORMAL, LARGE = 14.0, 18.0
# The lowest line on a page, in points from its edge.
FOOT = 30.0


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet and the styles on it; a `turned` one runs from right to left."""

    sheet: Sheet
    title: ParagraphStyle
    heading: ParagraphStyle
    boxed: ParagraphStyle
    text: ParagraphStyle
    strong: ParagraphStyle
    bullet: ParagraphStyle
    frames: Color
    turned: bool

    @property
    def size(self) -> float:
        """Of the running text, in points."""
        return self.sheet.size

    def panel(
        self, parts: Sequence[Flowable], pad: float = 0, after: float = 0, *, loose: bool = False
    ) -> Panel:
        """The parts kept together unless `loose`; `after` is in times of the running text."""
        high, below = self.sheet.inner_height, after * self.size
        return Panel(parts, high, pad, below, loose=loose, colour=self.frames)

    def look(self, indent: float, after: float = 0) -> ParagraphStyle:
        """The running text with another indent, both in points."""
        return style(self.size, indent=indent, after=after, turned=self.turned)


def page_of(leaflet: Leaflet) -> Page:
    """The page that a leaflet is printed on."""
    size = LARGE if leaflet.large_print else NORMAL
    width, height = paper_size(leaflet.paper)
    footer = size * LEADING * (2 if leaflet.large_print else 1)
    sheet = Sheet(width, height, side=52, top=36, bottom=FOOT + footer + size * 0.5, size=size)
    turned, look = from_the_right(leaflet.language), leaflet.dress.look
    ink = HexColor(look.headings)
    return Page(
        sheet,
        style(size * 1.7, bold=True, colour=ink, after=size * 0.2, role=Role.H1, turned=turned),
        style(size * 1.2, bold=True, colour=ink, after=size * 0.1, role=Role.H2, turned=turned),
        style(size * 1.1, bold=True, role=Role.H2, turned=turned),
        style(size, turned=turned),
        style(size, bold=True, turned=turned),
        style(size, indent=size * 1.1, turned=turned),
        HexColor(look.frames),
        turned,
    )


def margins_of(page: Page, leaflet: Leaflet) -> Margins:
    """The footer: version, review and language where lines begin, the page where they end."""
    sheet = page.sheet
    look = style(page.size, colour=QUIET)

    def draw(canvas: Canvas, number: int, of: int) -> None:
        left, right = sheet.side, sheet.width - sheet.side
        rule, line = sheet.bottom - page.size * 0.3, FOOT
        canvas.setStrokeColor(QUIET)
        canvas.setLineWidth(0.5)
        canvas.line(left, rule, right, rule)
        counted = leaflet.page.format(page=number, pages=of)
        begin, end = (right, left) if page.turned else (left, right)
        at_end, at_begin = ("start", "end") if page.turned else ("end", "start")
        draw_line(canvas, counted, end, line, look, anchor=at_end)
        if leaflet.large_print:
            line += look.leading
        draw_line(canvas, leaflet.footer, begin, line, look, anchor=at_begin)

    return draw
