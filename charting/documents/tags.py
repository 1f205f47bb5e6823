"""The structure of a document beside its drawing: what is told to whoever cannot see it, in order.

Tagged PDF, ISO 32000-1, 14.7 and 14.8. What is drawn outside a part is an artefact: lines, frames,
and what stands at the edges of every page.
"""

import json
import zlib
from array import array
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import DummyDoc, PDFString

from charting.documents.written_out import Numbered


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


# Some milliseconds' work.
_AT_ONCE = 50
HEADINGS = (Role.H1, Role.H2, Role.H3, Role.H4)
_CELLS = (Role.HEAD, Role.CELL)


class Content(NamedTuple):
    """A piece of the drawing: its page, from 1, and its number on that page."""

    page: int
    number: int


@dataclass(slots=True)
class Part:
    """A part of the document. `scope` says what a heading of a table is of: Column or Row;
    `actual` is the text in the order it is read, where it is drawn in another; `number` is given to
    those in which something is drawn, from 1.
    """

    role: Role
    alt: str = ""
    scope: str = ""
    actual: str = ""
    inner: list["Part | Content"] = field(default_factory=list)
    number: int = 0

    def add(self, part: "Part") -> "Part":
        """The part, now the last within this one."""
        self.inner.append(part)
        return part

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn in it."""
        return all(isinstance(each, Part) and each.is_empty for each in self.inner)

    @property
    def is_told(self) -> bool:
        """Whether it stands in the file: an empty cell does."""
        return self.role in _CELLS or not self.is_empty

    def plain(self) -> list[object]:
        """It as JSON."""
        inner = [
            each if isinstance(each, Content) else each.plain()
            for each in self.inner
            if isinstance(each, Content) or each.is_told
        ]
        return [self.role, self.alt, self.scope, self.actual, self.number, inner]

    @classmethod
    def of(cls, plain: Sequence[Any]) -> "Part":
        """What was made plain; a piece has two members, a part six."""
        role, alt, scope, actual, number, inner = plain
        within = [Content(*each) if len(each) == 2 else cls.of(each) for each in inner]
        return cls(Role(role), alt, scope, actual, within, number)


class Tags:
    """Grows while a document is drawn, part by part."""

    def __init__(self) -> None:
        self.root = Part(Role.DOCUMENT)
        self._open = [self.root]
        self._put_away: list[bytes] = []
        self._drawn_on: dict[int, array[int]] = {}
        self._numbers = 0
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
        if not part.number:
            self._numbers += 1
            part.number = self._numbers
        pieces = self._drawn_on.setdefault(page, array("L"))
        part.inner.append(Content(page, len(pieces)))
        pieces.append(part.number)
        return f"/{part.role.value} <</MCID {len(pieces) - 1}>> BDC"

    def put_away(self) -> None:
        """Pack what nothing is added to any more, between two parts of a long document: it takes a
        tenth of the room. The last may be a list that goes on.
        """
        if len(self._open) == 1 and self.root.inner:
            *done, last = self.root.inner
            plain = [each.plain() for each in done if isinstance(each, Part) and each.is_told]
            self._put_away.append(zlib.compress(json.dumps(plain).encode("ascii"), 1))
            self.root.inner = [last]

    def writing(
        self, numbered: Numbered, tree: bytes, pages: Sequence[bytes]
    ) -> Generator[None, None, bytes]:
        """Write the structure of a document whose `pages` are all there, below the object that
        `tree` refers to, piece by piece; what is to be said in that.
        """
        writing = _Writing(numbered, pages, self._numbers)
        return (yield from writing.document(self._all(), tree, self._drawn_on))

    def _all(self) -> Iterator[Part]:
        """The parts that stand by themselves, in order."""
        for packed in self._put_away:
            yield from map(Part.of, json.loads(zlib.decompress(packed)))
        yield from (each for each in self.root.inner if isinstance(each, Part) and each.is_told)


class _Writing:
    """The structure as objects of a PDF."""

    def __init__(self, numbered: Numbered, pages: Sequence[bytes], drawn: int) -> None:
        """Something is `drawn` in so many parts."""
        self._numbered, self._pages = numbered, pages
        self._objects = array("L", bytes(array("L").itemsize * (drawn + 1)))

    def document(
        self, every: Iterable[Part], tree: bytes, drawn_on: Mapping[int, Sequence[int]]
    ) -> Generator[None, None, bytes]:
        """Write all parts as one document, and the way back from each piece to its part."""
        root, objects = self._numbered.next(), self._objects
        document = b"%d 0 R" % root
        inner = []
        for part in every:
            inner.append(self._part(part, document))
            if len(inner) % _AT_ONCE == 0:
                yield
        said = (Role.DOCUMENT.value.encode(), tree, b" ".join(inner))
        self._numbered.write(root, b"<</S/%b/P %b/K[%b]>>" % said)
        parents = self._numbered.next()
        ways_back = (
            b"%d[%b]" % (page - 1, b" ".join(b"%d 0 R" % objects[number] for number in pieces))
            for page, pieces in ((n, drawn_on.get(n, ())) for n in range(1, len(self._pages) + 1))
        )
        self._numbered.write(parents, b"<</Nums[%b]>>" % b"".join(ways_back))
        return b"<</Type/StructTreeRoot/K[%b]/ParentTree %d 0 R/ParentTreeNextKey %d>>" % (
            document,
            parents,
            len(self._pages),
        )

    def _part(self, part: Part, around: bytes) -> bytes:
        number = self._objects[part.number] = self._numbered.next()
        reference = b"%d 0 R" % number
        said = [b"<</S/%b/P %b" % (part.role.value.encode(), around)]
        if part.alt:
            said.append(b"/Alt %b" % _spelled(part.alt))
        if part.actual:
            said.append(b"/ActualText %b" % _spelled(part.actual))
        if part.scope:
            said.append(b"/A<</O/Table/Scope/%b>>" % part.scope.encode())
        first = next((each for each in part.inner if isinstance(each, Content)), None)
        if first is not None:
            said.append(b"/Pg %b" % self._pages[first.page - 1])
        inner = (
            self._piece(each, first) if isinstance(each, Content) else self._part(each, reference)
            for each in part.inner
            if isinstance(each, Content) or each.is_told
        )
        self._numbered.write(number, b"%b/K[%b]>>" % (b"".join(said), b" ".join(inner)))
        return reference

    def _piece(self, piece: Content, first: Content | None) -> bytes:
        if first is not None and piece.page == first.page:
            return b"%d" % piece.number
        page = self._pages[piece.page - 1]
        return b"<</Type/MCR/Pg %b/MCID %d>>" % (page, piece.number)


def _spelled(text: str) -> bytes:
    """A text as a string of a PDF that nobody encrypts."""
    spelled: bytes = PDFString(text).format(DummyDoc())
    return spelled
