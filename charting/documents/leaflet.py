"""The leaflet on paper: warning signs first, then what was done today, what to expect and do."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from charting import content
from charting.documents.panels import Beside, Panel, Signed
from charting.documents.sheet import (
    ACCENT,
    LEADING,
    QUIET,
    Imprint,
    Sheet,
    draw_line,
    made,
    paper_size,
    paragraph,
    style,
)
from charting.documents.tagged_canvas import Margins
from charting.documents.tags import Role
from charting.documents.where import SideWords, Where
from charting.domain.body import body_of
from charting.domain.body_map import BodyMap
from charting.domain.leaflet import Block, Leaflet, Place

NORMAL, LARGE = 14.0, 18.0
# How high the picture is, in mm; it gives way where there are more than two boxes.
PICTURE, SMALL_PICTURE = 70, 42
# The lowest line on a page, in points from its edge.
FOOT = 30.0


def leaflet_pdf(leaflet: Leaflet, body_map: BodyMap) -> bytes:
    """The leaflet as PDF: two pages as a rule in 14 points, more in 18 points."""
    page = _page(leaflet)
    return made(
        page.sheet, _imprint(leaflet), _story(leaflet, body_map, page), _margins(page, leaflet)
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """The sheet and the styles on it."""

    sheet: Sheet
    title: ParagraphStyle
    about: ParagraphStyle
    heading: ParagraphStyle
    boxed: ParagraphStyle
    text: ParagraphStyle
    strong: ParagraphStyle
    bullet: ParagraphStyle

    @property
    def size(self) -> float:
        """Of the running text, in points."""
        return self.sheet.size

    def panel(
        self, parts: Sequence[Flowable], pad: float = 0, after: float = 0, *, loose: bool = False
    ) -> Panel:
        """The parts kept together unless `loose`; `after` is in times of the running text."""
        return Panel(parts, self.sheet.inner_height, pad, after * self.size, loose=loose)


def _page(leaflet: Leaflet) -> _Page:
    size = LARGE if leaflet.large_print else NORMAL
    width, height = paper_size(leaflet.paper)
    footer = size * LEADING * (2 if leaflet.large_print else 1)
    sheet = Sheet(width, height, side=52, top=36, bottom=FOOT + footer + size * 0.5, size=size)
    return _Page(
        sheet,
        style(size * 1.7, bold=True, colour=ACCENT, after=size * 0.2, role=Role.H1),
        style(size),
        style(size * 1.2, bold=True, colour=ACCENT, after=size * 0.1, role=Role.H2),
        style(size * 1.1, bold=True, role=Role.H2),
        style(size),
        style(size, bold=True),
        style(size, indent=size * 1.1),
    )


def _imprint(leaflet: Leaflet) -> Imprint:
    return Imprint(leaflet.title, leaflet.author, " ".join(leaflet.about), leaflet.language)


def _story(leaflet: Leaflet, body_map: BodyMap, page: _Page) -> list[Flowable]:
    wide = page.sheet.inner
    about = [paragraph(line, page.about, wide) for line in leaflet.about]
    head = page.panel([paragraph(leaflet.title, page.title, wide), *about], after=0.7)
    aftercare = [_block(block, page) for block in leaflet.aftercare]
    # In large print a third box leaves too little of the second page for the picture.
    early = 1 if leaflet.large_print and _boxes(leaflet) > 2 else 0
    return [
        head,
        *(_block(block, page) for block in leaflet.warnings),
        *aftercare[:early],
        *_today(leaflet, body_map, page),
        *aftercare[early:],
        _block(leaflet.next_visit, page),
    ]


def _boxes(leaflet: Leaflet) -> int:
    return sum(block.boxed for block in leaflet.warnings)


def _block(block: Block, page: _Page) -> Panel:
    pad = page.size * 0.6 if block.boxed else 0
    wide = page.sheet.inner - 2 * pad
    heading = paragraph(block.heading, page.boxed if block.boxed else page.heading, wide)
    parts: list[Flowable] = [
        Signed(heading, block.urgency, page.size * 1.25) if block.urgency else heading
    ]
    parts += [paragraph(line, page.text, wide) for line in (block.lead,) if line]
    parts += [paragraph(line, page.bullet, wide, "•") for line in block.bullets]
    parts += [paragraph(line, page.strong, wide) for line in (block.closing, block.contact) if line]
    if block.boxed:
        return page.panel(parts, pad, after=0.6)
    # Large print takes more pages; advice that goes on leaves less of them empty. Signs stay whole.
    loose = page.size >= LARGE and block.urgency is None
    return page.panel(parts, after=0.65, loose=loose)


def _today(leaflet: Leaflet, body_map: BodyMap, page: _Page) -> Sequence[Flowable]:
    """The picture with the list beside it, or below it where the list is long or print large."""
    if not leaflet.places:
        return []
    heading = paragraph(leaflet.today, page.heading, page.sheet.inner)
    words = SideWords(leaflet.left, leaflet.right)
    drawn = any(spot.frame == body_map.frame for place in leaflet.places for spot in place.spots)
    if not drawn:
        return [page.panel([heading, *_list(leaflet.places, page, page.sheet.inner)], after=0.65)]
    high = mm * (PICTURE if _boxes(leaflet) <= 2 or leaflet.large_print else SMALL_PICTURE)
    build = body_of(leaflet.measures, content.builds()).build
    told = leaflet.map_caption
    picture = Where(body_map, leaflet.places, words, page.size, high, told, build)
    room = page.sheet.inner - picture.width - page.size
    caption = paragraph(leaflet.map_caption, page.text, room)
    listed = page.panel([*_list(leaflet.places, page, room), caption])
    if not leaflet.large_print and listed.wrap(room, high)[1] <= picture.height * 1.2:
        return [page.panel([heading, Beside(picture, listed, page.size)], after=0.65)]
    caption = paragraph(leaflet.map_caption, page.text, page.sheet.inner)
    places = _list(leaflet.places, page, page.sheet.inner)
    return [page.panel([heading, picture]), page.panel([caption, *places], after=0.65)]


def _list(places: Sequence[Place], page: _Page, wide: float) -> list[Flowable]:
    look = style(page.size, indent=page.size * 1.6, after=page.size * 0.25)
    return [paragraph(place.words, look, wide, str(place.number)) for place in places]


def _margins(page: _Page, leaflet: Leaflet) -> Margins:
    """The footer: version, review and language at the left, the page at the right."""
    sheet = page.sheet
    look = style(page.size, colour=QUIET)

    def draw(canvas: Canvas, number: int, of: int) -> None:
        left, right = sheet.side, sheet.width - sheet.side
        rule, line = sheet.bottom - page.size * 0.3, FOOT
        canvas.setStrokeColor(QUIET)
        canvas.setLineWidth(0.5)
        canvas.line(left, rule, right, rule)
        counted = leaflet.page.format(page=number, pages=of)
        draw_line(canvas, counted, right, line, look, anchor="end")
        if leaflet.large_print:
            line += look.leading
        draw_line(canvas, leaflet.footer, left, line, look)

    return draw
