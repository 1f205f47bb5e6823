"""A typeface of ours: measured by a table of its letters, and packed once for many documents."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple
from zlib import compress

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFTrueTypeFont,
    pdfdocEnc,
)
from reportlab.pdfbase.ttfonts import (
    FF_NONSYMBOLIC,
    FF_SYMBOLIC,
    SUBSETN,
    TTFont,
    TTFontFace,
    makeToUnicodeCMap,
)

# Letters and signs of the languages written in Latin letters. Their order in a subset tells nobody
# what was written; that of others could, and such a subset is not kept.
_LATIN, _SIGNS = range(0x250), range(0x2000, 0x2C00)
_LAST_SINGLE = 0xFFFF


class _Widths(dict[str, int]):
    """How wide each letter of a typeface is, in thousandths of its size."""

    def __init__(self, face: TTFontFace) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, letter: str) -> int:
        found: int = self._face.charWidths.get(ord(letter), self._face.defaultWidth)
        self[letter] = found
        return found


class _Subset(NamedTuple):
    """The letters of a document as they stand in its file: their name, their outlines, packed, and
    how long these were, what each is, packed, and how wide.
    """

    name: str
    outlines: bytes
    length: int
    meanings: bytes
    widths: bytes


class Typeface(TTFont):
    """Measures words by a table of their letters: a paper asks for hundreds of them. Documents with
    the same letters share the work of packing them.
    """

    face: Any
    state: Any

    def __init__(self, name: str, file: str) -> None:
        super().__init__(name, file, shapable=False)
        # The library takes two typefaces of one file for one; this one is another.
        self.printed_name: bytes = self.face.name
        self.face.name = b"charting-" + self.printed_name
        self._wide = _Widths(self.face).__getitem__

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
        """How wide a text is, in points."""
        return 0.001 * size * sum(map(self._wide, text))

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: ANN401
        """The text as codes of the subsets that its letters are in; ASCII stands for itself."""
        if text and text.isascii() and text.isprintable() and doc in self.state:
            return [(0, text.encode("ascii"))]
        found: list[tuple[int, bytes]] = super().splitString(text, doc, encoding)
        return found

    def addObjects(self, doc: Any) -> None:  # noqa: ANN401
        """Add the letters that a document uses to it, as the library does."""
        state = self.state.pop(doc)
        state.frozen = 1
        for number, letters in enumerate(state.subsets):
            subset = _subset(self, number, tuple(letters))
            meanings, name = "toUnicodeCMap:" + subset.name, f"{state.internalName}+{number}"
            font = PDFTrueTypeFont()
            vars(font).update(
                Name=name,
                BaseFont=subset.name,
                FirstChar=0,
                LastChar=len(letters) - 1,
                Widths=subset.widths,
                ToUnicode=doc.Reference(_stream(subset.meanings), meanings),
                FontDescriptor=self._described(doc, subset),
            )
            doc.Reference(font, name)
            doc.idToObject["BasicFonts"].dict[name] = font

    def _described(self, doc: Any, subset: _Subset) -> object:  # noqa: ANN401
        face = self.face
        outlines = _stream(subset.outlines)
        outlines.dictionary["Length1"] = subset.length
        said = {
            "Type": "/FontDescriptor",
            "Ascent": face.ascent,
            "CapHeight": face.capHeight,
            "Descent": face.descent,
            "Flags": face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC,
            "FontBBox": PDFArray(face.bbox),
            "FontName": PDFName(subset.name),
            "ItalicAngle": face.italicAngle,
            "StemV": face.stemV,
            "FontFile2": doc.Reference(outlines, f"fontFile:{face.filename}({subset.name})"),
            "MissingWidth": face.defaultWidth,
        }
        return doc.Reference(PDFDictionary(said), "fontDescriptor:" + subset.name)


def _subset(typeface: Typeface, number: int, letters: tuple[int, ...]) -> _Subset:
    keep = all(each in _LATIN or each in _SIGNS for each in letters)
    return (_kept if keep else _packed)(typeface, number, letters)


def _packed(typeface: Typeface, number: int, letters: tuple[int, ...]) -> _Subset:
    face = typeface.face
    parts = (SUBSETN(number), b"+", typeface.printed_name, face.subfontNameX)
    name = b"".join(parts).decode("ascii")
    outlines: bytes = face.makeSubset(letters)
    meanings = compress(pdfdocEnc(_meanings(name, letters)))
    widths = _spelled(map(face.getCharWidth, letters))
    return _Subset(name, compress(outlines), len(outlines), meanings, widths)


_kept = lru_cache(maxsize=24)(_packed)


def _meanings(name: str, letters: tuple[int, ...]) -> str:
    """What each code stands for. The library spells letters beyond U+FFFF in a way that nobody
    reads: they are pairs (UTF-16; ISO 32000-1, 9.10.3).
    """
    said: str = makeToUnicodeCMap(name, letters)
    for letter in letters:
        if letter > _LAST_SINGLE:
            pair = chr(letter).encode("utf-16-be").hex().upper()
            said = said.replace(f"<{letter:04X}>", f"<{pair}>")
    return said


def _spelled(widths: Iterable[float]) -> bytes:
    return b"[ %b ]" % b" ".join(b"%.6g" % wide for wide in widths)


def _stream(packed: bytes) -> PDFStream:
    return PDFStream(PDFDictionary({"Filter": PDFArray([PDFName("FlateDecode")])}), packed)
