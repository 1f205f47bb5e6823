"""A sheet of paper: its size, margins and type, and how a document of such sheets is made."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate

from charting.documents import fonts
from charting.documents.script import RIGHT_TO_LEFT, is_right_to_left, joined
from charting.documents.tagged_canvas import Margins, TaggedCanvas
from charting.documents.tags import Role
from charting.documents.words import Words
from charting.i18n import spoken
from charting.languages import from_the_right

INK = HexColor("#1f2328")
ACCENT = HexColor("#0b5563")
QUIET = HexColor("#4a5058")
WHITE = Color(1, 1, 1)

# Points: a heading with the head of a table and some of its rows.
ROOM_TO_BEGIN = 160

# Line spacing asked for print that is easy to read (clinical reference 7.3).
LEADING = 1.25


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper of `width` by `height` and its margins, in points; `size` is that of running text."""

    width: float
    height: float
    side: float
    top: float
    bottom: float
    size: float

    @property
    def inner(self) -> float:
        """How wide the text is, in points."""
        return self.width - 2 * self.side

    @property
    def inner_height(self) -> float:
        """How high the text of a page can be, in points."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a document says of itself to whoever opens the file."""

    title: str
    author: str
    subject: str
    language: str


def paper_size(paper: str) -> tuple[float, float]:
    """Width and height in points; everything but Letter is A4."""
    return LETTER if paper == "Letter" else A4


def style(
    size: float,
    *,
    bold: bool = False,
    colour: Color = INK,
    indent: float = 0,
    before: float = 0,
    after: float = 0,
    role: Role = Role.TEXT,
    turned: bool | None = None,
) -> ParagraphStyle:
    """A style without hyphenation, aligned to where its lines begin: at the left, or at the right
    where it is `turned`, as the language that speaks is unless it is said. Words too long for a
    line are broken anywhere.

    `indent` is that of the text after a bullet; `before` and `after` are kept free, in points;
    `role` is what is told of it to whoever cannot see it.
    """
    fonts.register()
    if turned is None:
        turned = from_the_right(spoken())
    return ParagraphStyle(
        "text",
        fontName=fonts.BOLD if bold else fonts.REGULAR,
        fontSize=size,
        leading=size * LEADING,
        textColor=colour,
        leftIndent=0 if turned else indent,
        rightIndent=indent if turned else 0,
        alignment=TA_RIGHT if turned else TA_LEFT,
        spaceBefore=before,
        spaceAfter=after,
        bulletFontName=fonts.REGULAR,
        bulletFontSize=size,
        splitLongWords=1,
        # Lines as wide as they are measured, also where a long text is parted beforehand.
        spaceShrinkage=0,
        allowWidows=0,
        allowOrphans=0,
        role=role,
    )


def paragraph(text: str, look: ParagraphStyle, width: float, bullet: str = "") -> Words:
    """Plain text in one or more lines, as typed; `width` is where right-to-left text is broken."""
    bold = look.fontName == fonts.BOLD
    shown = fonts.printable(text)
    if look.alignment == TA_RIGHT or is_right_to_left(shown):
        room = width - look.leftIndent - look.rightIndent
        lines = _broken(joined(shown), look, room, bold=bold)
    else:
        lines = shown.split("\n")
    runs = fonts.runs(lines[0], bold=bold) if len(lines) == 1 else []
    if len(runs) == 1:
        [(font, line)] = runs
        words = Words.plain(line, font, look)
    else:
        words = Words("<br/>".join(fonts.markup(line, bold=bold) for line in lines), look)
    words.said, words.bullet = shown.strip(), bullet
    return words


def _broken(text: str, look: ParagraphStyle, width: float, *, bold: bool) -> list[str]:
    """The lines of a text, broken in the order it is read, before each is turned for drawing."""
    lines: list[str] = []
    # Where the page runs from right to left, so does each line, whatever its first letter.
    first = RIGHT_TO_LEFT if look.alignment == TA_RIGHT else ""
    for typed in text.split("\n"):
        line = ""
        for word in typed.split(" "):
            longer = f"{line} {word}" if line else word
            if line and fonts.width(longer, look.fontSize, bold=bold) > width:
                lines.append(first + line)
                longer = word
            line = longer
        lines.append(first + line)
    return lines


class _Together(KeepTogether):
    """A heading with what it is over. What is longer than a page begins beneath it all the same,
    where the library would leave the rest of this page empty.
    """

    _content: list[Flowable]
    _H: float

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        """On this page where all of it fits, or could fit on none and there is room to begin."""
        self.wrap(availWidth, availHeight)
        page = getattr(getattr(self, "_frame", None), "_height", self._H)
        if page < self._H and availHeight > ROOM_TO_BEGIN:
            return list(self._content)
        parts: list[Flowable] = super().split(availWidth, availHeight)
        return parts


class _Document(BaseDocTemplate):
    """A document that can be built part by part; the library builds it in one go only."""

    canv: Any
    _startBuild: Any
    _endBuild: Any
    _doSave: int

    def building(
        self, parts: Iterable[Sequence[Flowable]], canvas_maker: Callable[..., Canvas]
    ) -> Generator[None, None, None]:
        """Lay out one part after the other; whoever does so may stop after each."""
        self._startBuild(canvasmaker=canvas_maker)
        self.canv._doctemplate = self
        for part in parts:
            self.canv.tags.put_away()
            waiting = list(part)
            while waiting:
                self.clean_hanging()
                self.handle_flowable(waiting)
            yield
        del self.canv._doctemplate
        self._doSave = 0
        self._endBuild()

    def saving(self) -> Iterator[None]:
        """Write what was laid out, in steps."""
        yield from self.canv.saving()


def made(sheet: Sheet, imprint: Imprint, story: Sequence[Flowable], margins: Margins) -> bytes:
    """The PDF, made in memory; the same story makes the same bytes."""
    return whole(making(sheet, imprint, [story], margins))


def whole(steps: Generator[int, None, bytes]) -> bytes:
    """What comes of a document that is made in steps."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            pdf: bytes = end.value
            return pdf


def making(
    sheet: Sheet, imprint: Imprint, parts: Iterable[Sequence[Flowable]], margins: Margins
) -> Generator[int, None, bytes]:
    """The PDF, made in memory part by part, then written piece by piece; each step says how many
    parts are laid out.
    """
    out = BytesIO()
    frame = Frame(
        sheet.side,
        sheet.bottom,
        sheet.inner,
        sheet.inner_height,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document = _Document(
        out,
        pagesize=(sheet.width, sheet.height),
        pageTemplates=[PageTemplate(frames=[frame])],
        title=fonts.printable(imprint.title),
        author=fonts.printable(imprint.author),
        subject=fonts.printable(imprint.subject),
        creator="dry-needling-charting",
        lang=imprint.language,
        displayDocTitle=True,
        initialFontName=fonts.REGULAR,
        initialFontSize=sheet.size,
        keepTogetherClass=_Together,
        invariant=1,
    )
    steps = document.building(parts, partial(TaggedCanvas, margins))
    done = 0
    for done, _laid_out in enumerate(steps, start=1):
        yield done
    for _piece in document.saving():
        yield done
    return out.getvalue()


def fitted(text: str, look: ParagraphStyle, room: float) -> str:
    """A line that takes at most `room` points, with an ellipsis where it was longer."""
    bold = look.fontName == fonts.BOLD
    shown = " ".join(fonts.printable(text).split())

    def fits(line: str) -> bool:
        return fonts.width(line, look.fontSize, bold=bold) <= room

    if fits(shown):
        return shown
    least, most = 0, len(shown)
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if fits(f"{shown[:middle]}…") else (least, middle - 1)
    return f"{shown[:least]}…"


def draw_line(
    canvas: Canvas,
    line: str,
    x: float,
    y: float,
    look: ParagraphStyle,
    *,
    anchor: str = "start",
) -> None:
    """One line of plain text on the baseline `y`; `anchor` is start, middle or end."""
    bold = look.fontName == fonts.BOLD
    shown = joined(fonts.printable(line).replace("\n", " "))
    wide = fonts.width(shown, look.fontSize, bold=bold)
    x -= {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    canvas.setFillColor(look.textColor)
    for font, text in fonts.runs(shown, bold=bold):
        canvas.setFont(font, look.fontSize)
        canvas.drawString(x, y, text)
        x += canvas.stringWidth(text, font, look.fontSize)


def draw_across(
    canvas: Canvas,
    sheet: Sheet,
    y: float,
    first: tuple[str, ParagraphStyle],
    last: tuple[str, ParagraphStyle],
) -> None:
    """Two lines on one baseline: one where lines of the language that speaks begin, one where they
    end.
    """
    ends = [(sheet.side, "start"), (sheet.width - sheet.side, "end")]
    if from_the_right(spoken()):
        ends.reverse()
    for (x, anchor), (line, look) in zip(ends, (first, last), strict=True):
        draw_line(canvas, line, x, y, look, anchor=anchor)
