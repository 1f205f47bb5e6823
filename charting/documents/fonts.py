"""The typefaces of paper, embedded, and text prepared so that each character stands in one that
has it.
"""

import unicodedata
from functools import cache
from itertools import groupby
from xml.sax.saxutils import escape

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from charting.documents.script import visual
from charting.documents.typeface import Typeface
from charting.places import font_files

REGULAR, BOLD = "AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold"
# What Atkinson Hyperlegible lacks: other scripts, signs.
FALLBACK, FALLBACK_BOLD = "DejaVuSans", "DejaVuSans-Bold"
UNKNOWN = "\ufffd"


@cache
def register() -> None:
    """Make the typefaces known to the library, once. Raises `Refused` (CONTENT_DAMAGED)."""
    files = {path.stem: path for path in font_files()}
    for name in (REGULAR, BOLD, FALLBACK, FALLBACK_BOLD):
        pdfmetrics.registerFont(Typeface(name, str(files[name])))
    for regular, bold in ((REGULAR, BOLD), (FALLBACK, FALLBACK_BOLD)):
        for italic in (0, 1):
            addMapping(regular, 0, italic, regular)
            addMapping(regular, 1, italic, bold)
            addMapping(bold, 0, italic, bold)


def printable(text: str) -> str:
    """`text` without characters that show nothing; half a surrogate pair becomes U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    spread = text.replace("\t", "    ")
    return "".join(_shown(c) for c in spread)


def _shown(c: str) -> str:
    kind = unicodedata.category(c)
    if kind == "Cs":
        return UNKNOWN
    if c == "\n":
        return c
    if kind in ("Zl", "Zp"):
        return "\n"
    if kind in ("Cc", "Cf") or "\ufe00" <= c <= "\ufe0f":
        return ""
    return " " if kind == "Zs" and c != "\u00a0" else c


def runs(line: str, *, bold: bool = False) -> list[tuple[str, str]]:
    """One printable line, in visual order, as pieces with the font each is set in.

    What no font of ours has becomes U+FFFD, a question mark in a lozenge: seen, not lost.
    """
    own, other = (BOLD, FALLBACK_BOLD) if bold else (REGULAR, FALLBACK)
    if line.isascii():
        return [(own, line)]
    fitted = [(_font_for(c, own, other), c) for c in visual(line)]
    return [
        (font or other, "".join(c if font else UNKNOWN for _, c in piece))
        for font, piece in groupby(fitted, key=lambda pair: pair[0])
    ]


def lacks(text: str) -> bool:
    """Whether a letter of a printable text is in no typeface of ours."""
    return not text.isascii() and not all(
        _font_for(c, REGULAR, FALLBACK) or c.isspace() for c in text
    )


def markup(line: str, *, bold: bool = False) -> str:
    """One printable line for a paragraph, nothing in it able to act as markup."""
    pieces = runs(line, bold=bold)
    own = BOLD if bold else REGULAR
    return "".join(
        escape(text) if font == own else f'<font name="{font}">{escape(text)}</font>'
        for font, text in pieces
    )


def width(line: str, size: float, *, bold: bool = False) -> float:
    """How wide a printable line is, in points."""
    return sum(pdfmetrics.stringWidth(text, font, size) for font, text in runs(line, bold=bold))


def _font_for(c: str, own: str, other: str) -> str:
    code = ord(c)
    if code in _coverage(own):
        return own
    return other if code in _coverage(other) else ""


@cache
def _coverage(font: str) -> frozenset[int]:
    register()
    typeface = pdfmetrics.getFont(font)
    return frozenset(typeface.face.charToGlyph) if isinstance(typeface, TTFont) else frozenset()
