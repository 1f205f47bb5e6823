"""A page of the help on paper, from the little Markdown that it is written in."""

import re
from collections.abc import Iterator, Sequence

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from charting import __version__
from charting.documents.hand import SIZE, heading, line
from charting.documents.sheet import (
    QUIET,
    Imprint,
    Sheet,
    draw_across,
    made,
    paper_size,
    paragraph,
    style,
)
from charting.documents.tables import table
from charting.documents.words import DOT
from charting.i18n import _, listed, spoken

_SIGNS = re.compile(r"\*\*|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_NARROWEST, _WIDEST = 0.17, 0.4


def page_pdf(title: str, text: str) -> bytes:
    """Headings, paragraphs, lists and tables of `text` on A4, as PDF; pictures are left out."""
    width, height = paper_size("A4")
    sheet = Sheet(width, height, side=56, top=48, bottom=64, size=SIZE)
    story = [part for block in _blocks(text) for part in _drawn(sheet, block)]

    def edges(canvas: Canvas, number: int, of: int) -> None:
        quiet = style(9, colour=QUIET)
        page = _("Page {page} of {pages}").format(page=number, pages=of)
        draw_across(canvas, sheet, 35, (listed((title, __version__)), quiet), (page, quiet))

    return made(sheet, Imprint(title, "", title, spoken()), story, edges)


def _blocks(text: str) -> Iterator[list[str]]:
    """Lines that belong together; of a list each line is one for itself."""
    block: list[str] = []
    for row in (*text.splitlines(), ""):
        alone = row.startswith(("#", "- "))
        if block and (alone or not row.strip()):
            yield block
            block = []
        if alone:
            yield [row]
        elif row.strip():
            block.append(row)


def _drawn(sheet: Sheet, block: Sequence[str]) -> Iterator[Flowable]:
    first = block[0]
    if first.startswith("|"):
        heads, _rule, *rows = ([_plain(cell) for cell in _cells(row)] for row in block)
        yield table(heads, _shares([heads, *rows]), rows, sheet.inner)
    elif first.startswith("# "):
        yield line(sheet, _plain(first[2:]), 18, bold=True)
    elif first.startswith("## "):
        yield heading(sheet, _plain(first[3:]))
    elif first.startswith("- "):
        look = style(SIZE, indent=12, after=3)
        yield paragraph(_plain(first[2:]), look, sheet.inner, bullet=DOT)
    elif words := _plain(" ".join(block)).strip():
        yield paragraph(words, style(SIZE, after=5), sheet.inner)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _shares(rows: Sequence[Sequence[str]]) -> list[float]:
    """How wide columns are beside each other: as their longest cells, within reason."""
    longest = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    whole = sum(longest)
    return [min(max(each / whole, _NARROWEST), _WIDEST) for each in longest]


def _plain(text: str) -> str:
    """What is read of it."""
    kept = _LINK.sub(lambda found: "" if found[0].startswith("!") else found[1], text)
    return _SIGNS.sub("", kept)
