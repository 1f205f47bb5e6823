"""A canvas that knows what it draws: its structure, its bookmarks, and how many pages there are."""

import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any, NamedTuple

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFPage,
    PDFStream,
)
from reportlab.pdfgen.canvas import Canvas

from charting.documents.tags import Part, Role, Tags
from charting.documents.written_out import Later, reference_of, writing_out

# Streams stand in the file as they are: spelled in letters they are a quarter longer and slower.
rl_config.useA85 = 0
# So many pages are kept as they are, for packing takes time too.
_SHORT = 8

Margins = Callable[[Canvas, int, int], None]
"""Draws what stands outside the text on page `n` of `m`."""


class _Bookmark(NamedTuple):
    """A heading to go to: how deep it stands, from 0, and its upper edge in points."""

    words: str
    depth: int
    page: int
    y: float


class TaggedCanvas(Canvas):
    """Keeps the finished pages until all are there, and draws the `margins` on each of them."""

    _doc: Any
    _code: list[str]
    _drawn: str | bytes
    _filename: BytesIO

    def __init__(self, margins: Margins, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self._margins = margins
        self.tags = Tags()
        self._bookmarks: list[_Bookmark] = []
        self._finished: list[dict[str, object]] = []

    def begin_outside(self) -> None:
        """Begin to draw what nobody is told of; within it, nothing else is."""
        if not self.tags.is_outside:
            self.addLiteral("/Artifact BMC")
        self.tags.outside += 1

    def end_outside(self) -> None:
        """Draw what is told again."""
        self.tags.outside -= 1
        if not self.tags.is_outside:
            self.addLiteral("EMC")

    def bookmark(self, words: str, depth: int, y: float) -> None:
        """Let a heading, whose upper edge is at `y` here, be found from the list of bookmarks."""
        _x, top = self.absolutePosition(0, y)
        # A reader has no place for a heading below one that is not there.
        known = self._bookmarks[-1].depth + 1 if self._bookmarks else 0
        self._bookmarks.append(_Bookmark(words, min(depth, known), self.getPageNumber(), top))

    def showPage(self) -> None:
        """Keep the page; it is written when all are there."""
        drawn, self._code = "\n".join(self._code), []
        # A packed text takes a hundredth of the memory of its thousands of pieces.
        is_long = len(self._finished) >= _SHORT
        self._drawn = zlib.compress(drawn.encode(), 1) if is_long else drawn
        self._finished.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Write the pages, their structure and their bookmarks."""
        for _page in self.saving():
            pass

    def saving(self) -> Iterator[None]:
        """The same page by page, then the rest piece by piece."""
        finished, pages = self._finished, list[PDFObjectReference]()
        many = len(finished)
        for number in range(1, many + 1):
            # One page after the other lies open, and none twice.
            self.__dict__.update(finished[number - 1])
            finished[number - 1] = {}
            drawn = self._drawn
            self._code = [drawn if isinstance(drawn, str) else zlib.decompress(drawn).decode()]
            with outside(self):
                self._margins(self, number, many)
            for place, mark in enumerate(self._bookmarks):
                if mark.page == number:
                    self.bookmarkPage(f"h{place}", fit="XYZ", left=0, top=mark.y)
            pages.append(self._doc.thisPageRef())
            super().showPage()
            _number_pieces(self._doc.Pages.pages[-1], number - 1)
            _pack(self._doc.Pages.pages[-1])
            yield
        for place, mark in enumerate(self._bookmarks):
            self.addOutlineEntry(mark.words, f"h{place}", mark.depth)
        yield from self._writing_out(pages)

    def _writing_out(self, pages: Sequence[PDFObjectReference]) -> Iterator[None]:
        document, tree = self._doc, Later()
        document.Catalog.StructTreeRoot = tree
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        root = reference_of(document, document.Reference(tree))
        known = [reference_of(document, page) for page in pages]
        yield from writing_out(
            document,
            self,
            self._filename,
            tree,
            lambda numbered: self.tags.writing(numbered, root, known),
        )


def _number_pieces(page: PDFPage, number: int) -> None:
    """Say under which number the pieces of a page are found among all."""
    said = {"StructParents": number, "Tabs": "/S"}
    vars(page).update(said, __NoDefault__=[*PDFPage.__NoDefault__, *said])


def _pack(page: PDFPage) -> None:
    """Pack the drawing of a page as the library does, but now and not when all are written."""
    drawn: Any = page
    if drawn.compression and drawn.stream:
        packed = zlib.compress(drawn.stream.encode())
        said = PDFDictionary({"Filter": PDFArray([PDFName("FlateDecode")])})
        drawn.Contents, drawn.stream = PDFStream(said, packed), None


@contextmanager
def outside(canvas: Canvas) -> Iterator[None]:
    """Draw what whoever cannot see it need not be told."""
    if not isinstance(canvas, TaggedCanvas):
        yield
        return
    canvas.begin_outside()
    yield
    canvas.end_outside()


@contextmanager
def figure(canvas: Canvas, alt: str) -> Iterator[None]:
    """Draw a picture; `alt` is told in its stead."""
    if not isinstance(canvas, TaggedCanvas) or canvas.tags.is_outside:
        yield
        return
    with content(canvas, canvas.tags.within(Role.FIGURE, alt)):
        yield


@contextmanager
def content(canvas: TaggedCanvas, part: Part) -> Iterator[None]:
    """Draw a piece of a part."""
    canvas.addLiteral(canvas.tags.begin(part, canvas.getPageNumber()))
    yield
    canvas.addLiteral("EMC")
