"""Running text of any length, in paragraphs that are laid out quickly."""

from collections.abc import Iterator

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from charting.documents import fonts
from charting.documents.sheet import paragraph

# The library goes over the rest of a paragraph again for every page that it runs over: 100,000
# characters in one take half a minute, in paragraphs of this many lines or characters a second.
_LINES = 40
_LONG = 2_000
_LONGEST_WORD = 200


def running(text: str, look: ParagraphStyle, width: float) -> list[Paragraph]:
    """The text as paragraphs that follow each other without a seam, line breaks as typed."""
    return [paragraph(piece or " ", look, width) for piece in _pieces(text, look, width)]


def _pieces(text: str, look: ParagraphStyle, width: float) -> Iterator[str]:
    short: list[str] = []
    size = 0
    for line in text.split("\n"):
        if short and (len(short) == _LINES or size + len(line) > _LONG):
            yield "\n".join(short)
            short, size = [], 0
        if len(line) > _LONG:
            yield from _parted(line, look, width)
        else:
            short.append(line)
            size += len(line)
    if short:
        yield "\n".join(short)


def _parted(line: str, look: ParagraphStyle, width: float) -> Iterator[str]:
    """One long line, parted where it would be broken on paper."""
    size, bold = look.fontSize, look.fontName == fonts.BOLD
    blank = fonts.width(" ", size, bold=bold)
    known: dict[str, float] = {}
    words: list[str] = []
    filled, lines = 0.0, 0
    for word in _words(line):
        if word not in known:
            known[word] = fonts.width(fonts.printable(word), size, bold=bold)
        if words and filled + blank + known[word] > width:
            filled, lines = 0.0, lines + 1
            if lines == _LINES:
                yield " ".join(words)
                words, lines = [], 0
        filled += known[word] + (blank if filled else 0)
        words.append(word)
    yield " ".join(words)


def _words(line: str) -> Iterator[str]:
    for word in line.split(" "):
        for start in range(0, max(1, len(word)), _LONGEST_WORD):
            yield word[start : start + _LONGEST_WORD]
