"""A document of the library written object by object, its structure after everything else.

The library keeps a name, two numbers and a place for each object and the whole file twice over; the
structure has more objects than all the rest, and of these nothing is kept here but their places.
ISO 32000-1, 7.5.
"""

from array import array
from collections.abc import Callable, Generator, Iterator
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFFile,
    PDFIndirectObject,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFTrailer,
)

# Some milliseconds' work.
_AT_ONCE = 50


class Later(PDFObject):
    """An object that others refer to, whose words are known only when they are written."""

    __RefOnly__ = 1


class Numbered:
    """Writes objects under numbers, and knows where each begins."""

    def __init__(self, out: BytesIO, head: bytes, numbers: int) -> None:
        """`numbers` are taken, from 1."""
        self._out, self._places = out, array("Q", bytes(8 * (numbers + 1)))
        out.write(head)

    def next(self) -> int:
        """A number that no other object has."""
        self._places.append(0)
        return len(self._places) - 1

    def write(self, number: int, said: bytes) -> None:
        """Write the object of a number."""
        self.write_whole(number, b"%d 0 obj\n%b\nendobj\n" % (number, said))

    def write_whole(self, number: int, said: bytes) -> None:
        """The same, where its number stands in it already."""
        while len(self._places) <= number:
            self.next()
        self._places[number] = self._out.tell()
        self._out.write(said)

    def close(self, trailer: Callable[[int, int], bytes]) -> None:
        """Write the table of places, and the trailer, which is told how many objects there are with
        that of number 0, and where the table begins.
        """
        begins, many = self._out.tell(), len(self._places)
        self._out.write(b"xref\n0 %d\n0000000000 65535 f \n" % many)
        self._out.writelines(b"%010d 00000 n \n" % place for place in self._places[1:])
        self._out.write(trailer(many, begins))


def writing_out(
    document: Any,  # noqa: ANN401 - the library's document, whose methods have no types
    canvas: object,
    out: BytesIO,
    tree: Later,
    structure: Callable[[Numbered], Generator[None, None, bytes]],
) -> Iterator[None]:
    """Write a document and, as the object `tree`, what `structure` says when it has written all
    that is below it; piece by piece.
    """
    _prepare(document, canvas)
    root, info = document.Reference(document.Catalog), document.Reference(document.info)
    tree_number, _version = document.idToObjectNumberAndVersion[document.Reference(tree).name]
    numbered = Numbered(out, b"".join(PDFFile(document._pdfVersion).strings), 0)
    for number, said in _objects(document, tree):
        numbered.write_whole(number, said)
        if number % _AT_ONCE == 0:
            yield
    numbered.write(tree_number, (yield from structure(numbered)))

    def trailer(many: int, begins: int) -> bytes:
        made = PDFTrailer(begins, Size=many, Root=root, Info=info, ID=document.ID())
        said: bytes = made.format(document)
        return said

    numbered.close(trailer)


def _prepare(document: Any, canvas: object) -> None:  # noqa: ANN401
    """What the library does before it writes."""
    for font in document.delayedFonts:
        font.addObjects(document)
    document.info.invariant = document.invariant
    document.info.digest(document.signature)
    document.encrypt.prepare(document)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None


def _objects(document: Any, tree: Later) -> Iterator[tuple[int, bytes]]:  # noqa: ANN401
    """Every object but the `tree`, with its number; others may join while these are written."""
    number = 1
    while name := document.numberToId.get(number):
        known = document.idToObject[name]
        if known is not tree:
            yield number, PDFIndirectObject(name, known).format(document)
        # Whoever refers to it asks for its name only.
        document.idToObject[name] = None
        if isinstance(known, PDFStream):
            known.content = None
        number += 1


def reference_of(document: Any, to: PDFObjectReference) -> bytes:  # noqa: ANN401
    """What refers to an object, as it is written."""
    said: bytes = to.format(document)
    return said
