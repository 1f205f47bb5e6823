"""The structure of a document beside its drawing: what is told to whoever cannot see it, in order.

Tagged PDF, ISO 32000-1, 14.7 and 14.8. What is drawn outside a part is an artefact: lines, frames,
and what stands at the edges of every page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject, PDFObjectReference, PDFString


class Role(StrEnum):
    """What a part is, in the standard structure types."""

    DOCUMENT = "Document"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    TEXT = "P"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    ITEM_BODY = "LBody"
    TABLE = "Table"
    ROW = "TR"
    HEAD = "TH"
    CELL = "TD"
    FIGURE = "Figure"


HEADINGS = (Role.H1, Role.H2, Role.H3, Role.H4)
_CELLS = (Role.HEAD, Role.CELL)


class Catalog(Protocol):
    """What a PDF says of itself as a whole."""

    StructTreeRoot: object
    MarkInfo: object


class Document(Protocol):
    """What is used of the library's document, whose methods have no types."""

    Catalog: Catalog

    def Reference(self, obj: PDFObject) -> PDFObjectReference:
        """What refers to an object, which becomes part of the document."""


class Content(NamedTuple):
    """A piece of the drawing: its page, from 1, and its number on that page."""

    page: int
    number: int


@dataclass(slots=True)
class Part:
    """A part of the document. `scope` says what a heading of a table is of: Column or Row;
    `actual` is the text in the order it is read, where it is drawn in another.
    """

    role: Role
    alt: str = ""
    scope: str = ""
    actual: str = ""
    inner: list["Part | Content"] = field(default_factory=list)

    def add(self, part: "Part") -> "Part":
        """The part, now the last within this one."""
        self.inner.append(part)
        return part

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn in it."""
        return all(isinstance(each, Part) and each.is_empty for each in self.inner)


class Tags:
    """Grows while a document is drawn, part by part."""

    def __init__(self) -> None:
        self.root = Part(Role.DOCUMENT)
        self._open = [self.root]
        self._drawn_on: dict[int, list[Part]] = {}
        self.outside = 0

    @property
    def is_outside(self) -> bool:
        """Whether what is drawn now is an artefact."""
        return self.outside > 0

    def within(self, role: Role, alt: str = "", scope: str = "") -> Part:
        """A new part, the last of the one that is open."""
        return self._open[-1].add(Part(role, alt, scope))

    def item(self) -> Part:
        """A new item; those that follow each other are one list."""
        around = self._open[-1]
        last = around.inner[-1] if around.inner else None
        if not (isinstance(last, Part) and last.role is Role.LIST):
            last = around.add(Part(Role.LIST))
        return last.add(Part(Role.ITEM))

    def text_part(self, role: Role) -> Part:
        """The part for running text: that of a cell is the cell."""
        if role is Role.TEXT and self._open[-1].role in _CELLS:
            return self._open[-1]
        return self.within(role)

    @contextmanager
    def opened(self, part: Part) -> Iterator[None]:
        """Let what follows belong to a part."""
        self.open(part)
        yield
        self.close()

    def open(self, part: Part) -> None:
        """Let what follows belong to a part, until it is closed."""
        self._open.append(part)

    def close(self) -> Part:
        """Go back to the part around; the one that was open."""
        return self._open.pop()

    def begin(self, part: Part, page: int) -> str:
        """The operator that begins a piece of a part on a page."""
        pieces = self._drawn_on.setdefault(page, [])
        part.inner.append(Content(page, len(pieces)))
        pieces.append(part)
        return f"/{part.role.value} <</MCID {len(pieces) - 1}>> BDC"

    def write(self, document: Document, pages: list[PDFObjectReference]) -> None:
        """Put the structure into a document whose `pages` are all there."""
        _Writing(document, pages, self._drawn_on).write(self.root)


class _Element(PDFObject):
    """A part as it is written. The library goes over each entry of a dictionary for itself: that
    would take as long as all the rest of a page.
    """

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.written = b""

    def format(self, _document: object) -> bytes:
        """The whole of it."""
        return self.written


class _Writing:
    """The structure as objects of a PDF."""

    def __init__(
        self,
        document: Document,
        pages: list[PDFObjectReference],
        drawn_on: dict[int, list[Part]],
    ) -> None:
        self._document, self._drawn_on = document, drawn_on
        self._pages = [page.format(document) for page in pages]
        self._references: dict[int, bytes] = {}

    def write(self, root: Part) -> None:
        """Write all parts below `root`, and the way back from each piece to its part."""
        tree, parents = _Element(), _Element()
        root_of_tree = self._refer(tree)
        document = self._part(root, root_of_tree)
        pages = (self._drawn_on.get(number + 1, []) for number in range(len(self._pages)))
        ways_back = (
            b"%d[%b]" % (number, b" ".join(self._references[id(part)] for part in pieces))
            for number, pieces in enumerate(pages)
        )
        parents.written = b"<</Nums[%b]>>" % b"".join(ways_back)
        tree.written = b"<</Type/StructTreeRoot/K[%b]/ParentTree %b/ParentTreeNextKey %d>>" % (
            document,
            self._refer(parents),
            len(self._pages),
        )
        catalog = self._document.Catalog
        catalog.StructTreeRoot = tree
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _part(self, part: Part, around: bytes) -> bytes:
        element = _Element()
        reference = self._references[id(part)] = self._refer(element)
        said = [b"<</S/%b/P %b" % (part.role.value.encode(), around)]
        if part.alt:
            said.append(b"/Alt %b" % PDFString(part.alt).format(self._document))
        if part.actual:
            said.append(b"/ActualText %b" % PDFString(part.actual).format(self._document))
        if part.scope:
            said.append(b"/A<</O/Table/Scope/%b>>" % part.scope.encode())
        first = next((each for each in part.inner if isinstance(each, Content)), None)
        if first is not None:
            said.append(b"/Pg %b" % self._pages[first.page - 1])
        inner = (
            self._piece(each, first) if isinstance(each, Content) else self._part(each, reference)
            for each in part.inner
            if isinstance(each, Content) or not each.is_empty or each.role in _CELLS
        )
        element.written = b"%b/K[%b]>>" % (b"".join(said), b" ".join(inner))
        return reference

    def _piece(self, piece: Content, first: Content | None) -> bytes:
        if first is not None and piece.page == first.page:
            return b"%d" % piece.number
        page = self._pages[piece.page - 1]
        return b"<</Type/MCR/Pg %b/MCID %d>>" % (page, piece.number)

    def _refer(self, element: _Element) -> bytes:
        return self._document.Reference(element).format(self._document)
