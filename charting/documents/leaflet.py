"""The leaflet on paper: warning signs first, then what was done today, what to expect and do."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from charting import care_content, content
from charting.documents.leaflet_page import LARGE, NORMAL, Page, margins_of, page_of
from charting.documents.line_art import Drawn
from charting.documents.panels import Beside, Panel, Signed, SymbolLine
from charting.documents.pictures import Picture
from charting.documents.sheet import Imprint, made, paragraph
from charting.documents.where import SideWords, Where
from charting.documents.words import DOT, NO_SIGN
from charting.domain.body import body_of
from charting.domain.body_map import BodyMap
from charting.domain.leaflet import Leaflet
from charting.domain.leaflet_blocks import TODAY, Block, ChosenMovement, Line
from charting.domain.leaflet_places import Place

__all__ = ["LARGE", "NORMAL", "leaflet_pdf"]

# How high the picture is, in mm; it gives way where there are more than two boxes.
PICTURE, SMALL_PICTURE = 70, 42
# The room of a logo and of a movement's drawing, wide and high, in points.
LOGO = (110.0, 64.0)
MOVEMENT = (130.0, 84.0)


def leaflet_pdf(leaflet: Leaflet, body_map: BodyMap) -> bytes:
    """The leaflet as PDF: two pages as a rule in 14 points, more in 18 points."""
    page = page_of(leaflet)
    told = " ".join(leaflet.about)
    imprint = Imprint(leaflet.title, leaflet.author, told, leaflet.language)
    return made(page.sheet, imprint, _story(leaflet, body_map, page), margins_of(page, leaflet))


def _story(leaflet: Leaflet, body_map: BodyMap, page: Page) -> list[Flowable]:
    story: list[Flowable] = [_head(leaflet, page)]
    for block in leaflet.blocks:
        if block.id == TODAY:
            story += _today(block, leaflet, body_map, page)
        elif block.movements:
            story += _movements(block, leaflet, page)
        else:
            story.append(_block(block, page))
    return story


def _head(leaflet: Leaflet, page: Page) -> Flowable:
    wide, logo = page.sheet.inner, leaflet.dress.pictures.get(leaflet.dress.look.logo)
    picture = Picture(logo, *LOGO) if logo else None
    room = wide - picture.width - page.size if picture else wide
    lines = [paragraph(leaflet.title, page.title, room)]
    lines += [paragraph(line, page.text, room) for line in leaflet.about]
    if picture is None:
        return page.panel(lines, after=0.7)
    beside = Beside(picture, page.panel(lines), page.size, turned=page.turned)
    return page.panel([beside], after=0.7)


def _boxes(leaflet: Leaflet) -> int:
    return sum(block.boxed for block in leaflet.warnings)


def _block(block: Block, page: Page) -> Panel:
    pad = page.size * 0.6 if block.boxed else 0
    wide = page.sheet.inner - 2 * pad
    parts = [_heading(block, page, wide)]
    if any(line.symbol for line in block.lines):
        # A symbol is higher than a line, and would touch the heading.
        parts.append(Spacer(wide, page.size * 0.3))
    parts += [_line(block, place, page, wide) for place in range(len(block.lines))]
    if block.boxed:
        return page.panel(parts, pad, after=0.6)
    # Large print takes more pages; advice that goes on leaves less of them empty. Signs stay whole.
    loose = page.size >= LARGE and block.urgency is None
    return page.panel(parts, after=0.65, loose=loose)


def _heading(block: Block, page: Page, wide: float) -> Flowable:
    size = page.size * 1.25
    heading = paragraph(
        block.heading,
        page.boxed if block.boxed else page.heading,
        wide - size * 1.4 if block.urgency else wide,
    )
    if block.urgency is None:
        return heading
    return Signed(heading, block.urgency, size, page.frames, turned=page.turned)


def _line(block: Block, place: int, page: Page, wide: float) -> Flowable:
    line = block.lines[place]
    if line.symbol:
        return _symbol_line(line, page, wide)
    if line.bullet:
        return paragraph(line.words, page.bullet, wide, DOT)
    return paragraph(line.words, page.strong if block.is_strong(place) else page.text, wide)


def _symbol_line(line: Line, page: Page, wide: float) -> Flowable:
    size = page.size * 2.1
    words = paragraph(line.words, page.text, wide - size * 1.4, NO_SIGN)
    return SymbolLine(care_content.symbols()[line.symbol], words, size, turned=page.turned)


def _movements(block: Block, leaflet: Leaflet, page: Page) -> list[Flowable]:
    """A picture and words for each, kept together; the heading with the first."""
    wide = page.sheet.inner
    shown: list[Flowable] = [_movement(each, leaflet, page) for each in block.movements]
    lead = page.look(0, page.size * 0.4)
    head = [_heading(block, page, wide), *(paragraph(x.words, lead, wide) for x in block.lines)]
    first = page.panel([*head, shown[0]], after=0.8)
    return [first, *(page.panel([each], after=0.8) for each in shown[1:])]


def _movement(chosen: ChosenMovement, leaflet: Leaflet, page: Page) -> Flowable:
    picture = _picture(chosen, leaflet)
    room = page.sheet.inner - (MOVEMENT[0] + page.size if picture else 0)
    lines = [paragraph(chosen.name, page.strong, room)]
    lines += [paragraph(text, page.text, room) for text in (chosen.how, chosen.amount) if text]
    words = page.panel(lines)
    if picture is None:
        return words
    return Beside(picture, words, page.size, column=MOVEMENT[0], turned=page.turned)


def _picture(chosen: ChosenMovement, leaflet: Leaflet) -> Flowable | None:
    """The clinic's own picture, or our drawing; a movement may have neither."""
    wide, high = MOVEMENT
    told = leaflet.movement_drawn.format(name=chosen.name)
    if (own := leaflet.dress.pictures.get(chosen.picture)) is not None:
        return Picture(own, wide, high, told)
    figure = care_content.movement_figures().get(chosen.id)
    if figure is None:
        return None
    return Drawn(figure, min(high, wide * figure.height / figure.width), told)


def _today(block: Block, leaflet: Leaflet, body_map: BodyMap, page: Page) -> Sequence[Flowable]:
    """The picture with the list beside it, or below it where the list is long or print large."""
    heading = paragraph(block.heading, page.heading, page.sheet.inner)
    words = SideWords(leaflet.left, leaflet.right)
    drawn = any(spot.frame == body_map.frame for place in leaflet.places for spot in place.spots)
    if not drawn:
        return [page.panel([heading, *_list(leaflet.places, page, page.sheet.inner)], after=0.65)]
    high = mm * (PICTURE if _boxes(leaflet) <= 2 or leaflet.large_print else SMALL_PICTURE)
    build = body_of(leaflet.measures, content.builds()).build
    head: list[Flowable] = [heading, Spacer(page.sheet.inner, page.size * 0.3)]
    told = leaflet.map_caption
    picture = Where(body_map, leaflet.places, words, page.size, high, told, build)
    room = page.sheet.inner - picture.width - page.size
    caption = paragraph(leaflet.map_caption, page.text, room)
    listed = page.panel([*_list(leaflet.places, page, room), caption])
    if not leaflet.large_print and listed.wrap(room, high)[1] <= picture.height * 1.2:
        beside = Beside(picture, listed, page.size, turned=page.turned)
        return [page.panel([*head, beside], after=0.65)]
    caption = paragraph(leaflet.map_caption, page.text, page.sheet.inner)
    places = _list(leaflet.places, page, page.sheet.inner)
    return [page.panel([*head, picture]), page.panel([caption, *places], after=0.65)]


def _list(places: Sequence[Place], page: Page, wide: float) -> list[Flowable]:
    look = page.look(page.size * 1.6, page.size * 0.25)
    return [paragraph(place.words, look, wide, str(place.number)) for place in places]
